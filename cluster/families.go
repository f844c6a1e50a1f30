package cluster

import (
	"cmp"
	"slices"
	"time"

	"github.com/overview-news/overview/text/shingle"
)

// FamilyID is the id of the document that founded a text family.
type FamilyID int64

// Text is a document as [Families] takes it.
type Text struct {
	ID   int64
	Time time.Time
	// Body is the text as published, never a rendition.
	Body string
	// Agency is the id of the news agency that the document credits, or "".
	Agency string
	// Wire says that the document is the agency's own item.
	Wire bool
	// Alone keeps live pages and roundups out of families.
	Alone bool
}

// FamilyOptions are the parameters of [Families]. Zero means the default.
type FamilyOptions struct {
	// Copy is the containment of the shorter text from which a text is a
	// copy, 0.5.
	Copy float64
	// Based is the containment from which a text is based on another, 0.2;
	// where both credit the same agency it is a copy already.
	Based float64
	// Least is the number of shingles that a text must have, 40.
	Least int
	// Days is how long roots are remembered, 7.
	Days int
	// MaxRoots bounds the roots remembered; the oldest day goes first.
	// 100,000 by default, some 3 kB each.
	MaxRoots int
}

// FamilyDefaults returns the parameters used where FamilyOptions are zero.
func FamilyDefaults() FamilyOptions {
	return FamilyOptions{Copy: 0.5, Based: 0.2, Least: 40, Days: 7, MaxRoots: 100_000}
}

// Kinship says how a document belongs to a family.
type Kinship struct {
	Document int64
	Family   FamilyID
	// Root is the document that stands for the family: the agency's own item
	// if it is held, else the earliest.
	Root int64
	// Containment is the share of the shorter text in the other, for a copy
	// and for a text based on another.
	Containment float64
	// BasedOn is the family that the text takes from without being its copy,
	// or 0. Its own Family is then another.
	BasedOn FamilyID
}

// Families finds documents that carry the same text. It compares a document
// with the roots of families only, so that small cuts cannot add up along a
// chain. Make one with [NewFamilies].
type Families struct {
	o     FamilyOptions
	days  []*day // the oldest first
	byID  map[int64]*family
	known map[FamilyID]*family
	hits  map[*family]int
	now   int64
}

// family is a text and who carries it.
type family struct {
	id        FamilyID
	signature shingle.Signature
	agency    string
	wire      bool // the root is the agency's item
	members   []kin
}

type kin struct {
	id   int64
	time int64
}

// day is the index of the roots that came on one day, or on a part of it when
// they are very many.
type day struct {
	number int64
	// roots are the families in the index, which names them by their place
	// here: a pointer for each shingle would take twice the room.
	roots []*family
	first map[uint32]uint32
	more  map[uint32][]uint32 // further families with the same shingle
	all   []*family
}

// maxShared is how many families of one day are remembered for a shingle.
// What more families share is boilerplate.
const maxShared = 20

// maxCandidates is how many roots are compared exactly with a document.
const maxCandidates = 12

const secondsPerDay = 24 * 3600

// NewFamilies returns empty Families.
func NewFamilies(o FamilyOptions) *Families {
	d := FamilyDefaults()
	set(&o.Copy, d.Copy)
	set(&o.Based, d.Based)
	set(&o.Least, d.Least)
	set(&o.Days, d.Days)
	set(&o.MaxRoots, d.MaxRoots)
	return &Families{o: o, byID: map[int64]*family{}, known: map[FamilyID]*family{}, hits: map[*family]int{}}
}

// Add puts a document into the family whose text it carries, or founds one.
func (f *Families) Add(t Text) Kinship {
	f.Remove(t.ID)
	f.turn(t.Time.Unix())
	sig := f.signature(t)
	near, share := f.nearest(t, sig)
	k := Kinship{Document: t.ID, Containment: share}
	limit := f.o.Copy
	if near != nil && t.Agency != "" && t.Agency == near.agency {
		limit = f.o.Based
	}
	switch {
	case near != nil && share >= limit:
		f.join(near, t, sig)
		k.Family, k.Root = near.id, near.root()
		return k
	case near != nil && share >= f.o.Based:
		k.BasedOn = near.id
	default:
		k.Containment = 0
	}
	own := f.establish(FamilyID(t.ID), t, sig)
	k.Family, k.Root = own.id, own.root()
	return k
}

// Restore puts a document where it was before a restart. The first one of a
// family, and the agency's own item, must come with their text.
func (f *Families) Restore(t Text, id FamilyID) {
	f.turn(t.Time.Unix())
	if fam := f.known[id]; fam != nil {
		f.join(fam, t, f.signature(t))
		return
	}
	f.establish(id, t, f.signature(t))
}

// Remove takes a document out of its family and returns what the family's
// root is now, 0 if nobody carries it any more. The text stays known as long
// as somebody carries it.
func (f *Families) Remove(id int64) (root int64, ok bool) {
	fam := f.byID[id]
	if fam == nil {
		return 0, false
	}
	delete(f.byID, id)
	if fam.wire && fam.members[0].id == id {
		fam.wire = false
	}
	fam.members = slices.DeleteFunc(fam.members, func(k kin) bool { return k.id == id })
	if len(fam.members) == 0 {
		fam.signature = nil
		return 0, true
	}
	return fam.root(), true
}

// Family returns the family of a document that is held.
func (f *Families) Family(id int64) (FamilyID, bool) {
	if fam := f.byID[id]; fam != nil {
		return fam.id, true
	}
	return 0, false
}

func (fam *family) root() int64 { return fam.members[0].id }

func (f *Families) signature(t Text) shingle.Signature {
	if t.Alone {
		return nil
	}
	sig := shingle.Of(t.Body)
	if len(sig) < f.o.Least {
		return nil
	}
	return sig
}

// join makes t a member; the agency's item goes to the front.
func (f *Families) join(fam *family, t Text, sig shingle.Signature) {
	f.byID[t.ID] = fam
	k := kin{t.ID, t.Time.Unix()}
	if t.Wire && !fam.wire && len(sig) > 0 {
		fam.wire, fam.agency, fam.signature = true, t.Agency, sig
		fam.members = slices.Insert(fam.members, 0, k)
		f.enter(fam)
		return
	}
	if fam.agency == "" {
		fam.agency = t.Agency
	}
	at, _ := slices.BinarySearchFunc(fam.members, k, func(a, b kin) int {
		if fam.wire && a.id == fam.members[0].id {
			return -1
		}
		return cmp.Or(cmp.Compare(a.time, b.time), -1)
	})
	fam.members = slices.Insert(fam.members, at, k)
}

func (f *Families) establish(id FamilyID, t Text, sig shingle.Signature) *family {
	fam := &family{id: id, signature: sig, agency: t.Agency, wire: t.Wire, members: []kin{{t.ID, t.Time.Unix()}}}
	f.byID[t.ID], f.known[id] = fam, fam
	today := f.days[len(f.days)-1]
	today.all = append(today.all, fam)
	if len(sig) > 0 {
		f.enter(fam)
	}
	return fam
}

// enter puts the sample of a root's text into today's index.
func (f *Families) enter(fam *family) {
	today := f.days[len(f.days)-1]
	at := uint32(len(today.roots))
	today.roots = append(today.roots, fam)
	for _, h := range fam.signature.Sample() {
		switch first, taken := today.first[h]; {
		case !taken:
			today.first[h] = at
		case today.roots[first] != fam && len(today.more[h]) < maxShared:
			today.more[h] = append(today.more[h], at)
		}
	}
}

// nearest returns the family whose root shares most with the text.
func (f *Families) nearest(t Text, sig shingle.Signature) (*family, float64) {
	if len(sig) == 0 {
		return nil, 0
	}
	for _, h := range sig.Sample() {
		for _, d := range f.days {
			if first, ok := d.first[h]; ok {
				f.hits[d.roots[first]]++
				for _, at := range d.more[h] {
					f.hits[d.roots[at]]++
				}
			}
		}
	}
	list := make([]*family, 0, len(f.hits))
	for fam := range f.hits {
		list = append(list, fam)
	}
	slices.SortFunc(list, func(a, b *family) int {
		return cmp.Or(cmp.Compare(f.hits[b], f.hits[a]), cmp.Compare(a.id, b.id))
	})
	clear(f.hits)
	var best *family
	var most float64
	for _, fam := range list[:min(len(list), maxCandidates)] {
		share := shingle.Containment(sig, fam.signature)
		if t.Agency != "" && t.Agency == fam.agency {
			share += creditBonus
		}
		if share > most {
			best, most = fam, share
		}
	}
	if best == nil {
		return nil, 0
	}
	return best, shingle.Containment(sig, best.signature)
}

// creditBonus lets the family of the credited agency win against a nearly
// equal one.
const creditBonus = 0.05

// turn opens a new day when it is time, and forgets the oldest ones.
func (f *Families) turn(now int64) {
	f.now = max(f.now, now)
	number := f.now / secondsPerDay
	if len(f.days) == 0 || f.days[len(f.days)-1].number < number ||
		len(f.days[len(f.days)-1].all) > f.o.MaxRoots/2 {
		f.days = append(f.days, &day{number: number, first: map[uint32]uint32{}, more: map[uint32][]uint32{}})
	}
	total := 0
	for _, d := range f.days {
		total += len(d.all)
	}
	for len(f.days) > 1 && (f.days[0].number < number-int64(f.o.Days) || total >= f.o.MaxRoots) {
		total -= len(f.days[0].all)
		for _, fam := range f.days[0].all {
			delete(f.known, fam.id)
			for _, k := range fam.members {
				delete(f.byID, k.id)
			}
		}
		f.days = f.days[1:]
	}
}
