package pairs

import (
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/overview-news/overview/text/entity"
	"github.com/overview-news/overview/text/quantity"
)

// Input is an article as the stream takes it.
type Input struct {
	ID       int64
	Time     time.Time
	Language string // base tag of Title and Text
	Outlet   string
	Title    string
	Text     string
}

// Sizes of an article's parts, in words. Text beyond bodyWords changed nothing
// that could be measured (grouping.md, "Ablation").
const (
	titleWords = 60
	bodyWords  = 150
	leadWords  = 50
)

// Article is what the stream keeps of an article: sparse vectors, no text.
// Tens of thousands are kept at once, so their parts lie in three slices one
// after the other: a slice for each would take more room than what is in it.
type Article struct {
	ID   int64
	Time int64 // seconds
	Lang string

	seq    uint32
	outlet uint64 // hash of the outlet's name, 0 for none

	entries   []entry // its vectors, see vectorPart
	besides   []float32
	sets      []termID
	endsOf    [vectorParts]uint16 // the words that are read bound them
	endsBy    [besideParts]uint16
	endsSet   [setParts]uint16
	titleName uint64 // beside the title: bit i says that term i is a name

	density, leadDensity, best float32

	titleLen      float32
	body          bool
	live, explain bool
	capitals      bool // the script has capitals
}

// vectorPart names a vector of an article.
type vectorPart int

const (
	titlePart vectorPart = iota
	leadPart
	allPart
	namesPart
	conceptsPart // of the lead
	nameSkelPart
	wordSkelPart
	vectorParts
)

// besidePart names numbers that lie beside the terms of a vector.
type besidePart int

const (
	burstPart    besidePart = iota // beside all: the burst-aware weights
	titleIDFPart                   // beside title: rarity, 0 to 1
	skelIDFPart                    // beside nameSkel: rarity, 0 to 1
	besideParts
)

// setPart names a sorted set of an article.
type setPart int

const (
	titleNumbersPart setPart = iota
	allNumbersPart
	scoresPart // of titleNumbers those like 2-1
	titleLandsPart
	landsPart
	placesPart
	setParts
)

func (a *Article) title() vector        { return a.vector(titlePart) }
func (a *Article) lead() vector         { return a.vector(leadPart) }
func (a *Article) all() vector          { return a.vector(allPart) }
func (a *Article) names() vector        { return a.vector(namesPart) }
func (a *Article) leadConcepts() vector { return a.vector(conceptsPart) }
func (a *Article) nameSkel() vector     { return a.vector(nameSkelPart) }
func (a *Article) wordSkel() vector     { return a.vector(wordSkelPart) }

func (a *Article) vector(p vectorPart) vector {
	return a.entries[start(a.endsOf[:], int(p)):a.endsOf[p]]
}

func (a *Article) beside(p besidePart) []float32 {
	return a.besides[start(a.endsBy[:], int(p)):a.endsBy[p]]
}

func (a *Article) set(p setPart) []termID { return a.sets[start(a.endsSet[:], int(p)):a.endsSet[p]] }

// start is where a part begins: where the one before it ends.
func start(ends []uint16, part int) uint16 {
	if part == 0 {
		return 0
	}
	return ends[part-1]
}

// named reports whether term i of the title is a name.
func (a *Article) named(i int) bool { return a.titleName&(1<<i) != 0 }

// A title's terms must fit the bits of titleName.
var _ [64 - titleWords]struct{}

// Live reports whether the title is that of a live page or roundup.
func (a *Article) Live() bool { return a.live }

// reader collects the terms of one article; its buffers are reused.
type reader struct {
	t        *terms
	title    []entry
	lead     []entry
	all      []entry
	names    []entry
	concepts []entry
	nameSkel []entry
	wordSkel []entry
	titleID  map[termID]bool // title terms that are names
	numbers  []termID
	numbersT []termID
	scores   []termID
	lands    []termID
	landsT   []termID
	places   []termID
	mentions []entity.Mention

	entries []entry // of the article that is being weighed
	burst   []entry
	besides []float32
	sets    []termID
}

func newReader(t *terms) *reader {
	return &reader{t: t, titleID: map[termID]bool{}}
}

func (r *reader) reset() {
	r.title, r.lead, r.all, r.names = r.title[:0], r.lead[:0], r.all[:0], r.names[:0]
	r.concepts, r.nameSkel, r.wordSkel = r.concepts[:0], r.nameSkel[:0], r.wordSkel[:0]
	r.numbers, r.numbersT, r.scores = r.numbers[:0], r.numbersT[:0], r.scores[:0]
	r.lands, r.landsT, r.places = r.lands[:0], r.landsT[:0], r.places[:0]
	clear(r.titleID)
}

// read makes an article of the input and counts its terms in the stream.
func (r *reader) read(in Input) *Article {
	r.reset()
	a := &Article{ID: in.ID, Time: in.Time.Unix(), Lang: in.Language}
	title := cleanTitle(in.Title, in.Outlet)
	body := bodyOf(in.Text, in.Title)
	tt := entity.Cut(title, titleWords)
	bt := entity.Cut(body, bodyWords)
	r.t.begin(a.Time)
	r.words(tt, in.Language, true)
	r.words(bt, in.Language, false)
	r.countries(tt, bt, in.Language)
	r.weigh(a)
	if in.Outlet != "" {
		a.outlet = hashOf(0, in.Outlet)
	}
	lower := lowerOf(in.Title)
	a.capitals = len(tt.Words) > 0 && cased(tt.Lower(0))
	a.titleLen = logOf(float32(max(1, len(tt.Words))))
	a.body = len(bt.Words) >= 8
	a.live = hasAny(lower, liveMarks)
	a.explain = hasAny(lower, explainMarks)
	return a
}

// bodyOf cuts the title from the start of the body.
func bodyOf(text, title string) string {
	if len(title) > 0 && len(text) >= len(title) && text[:len(title)] == title {
		return text[len(title):]
	}
	return text
}

// words enters the words of the title or body.
func (r *reader) words(t entity.Text, lang string, title bool) {
	shouting := title && mostlyCapital(t)
	place := false
	for i, w := range t.Words {
		word := t.Lower(i)
		near := place
		place = prepositions[word] && lang == "en"
		if w.Number {
			r.number(word, title)
			continue
		}
		if n, ok := quantity.Small(lang, word); ok {
			r.numberValue(n, title)
			continue
		}
		if lang == "en" && stopWords[word] {
			continue
		}
		if len(word) == 1 {
			continue
		}
		lead := title || i < leadWords
		id := r.t.id(hashOf(kindWord, stem(lang, word)))
		r.word(id, title, lead)
		if lang == "en" {
			r.concept(word, lead, title)
		}
		name := r.name(id, w, word, shouting)
		if name && w.Capital {
			r.names = append(r.names, entry{id, 1})
			if title {
				r.titleID[id] = true
			}
			if near {
				r.places = append(r.places, id)
			}
		}
		r.skeletons(lang, word, w, name && (lead || w.Capital))
	}
}

func (r *reader) word(id termID, title, lead bool) {
	r.all = append(r.all, entry{id, 1})
	switch {
	case title:
		r.title = append(r.title, entry{id, 1})
		r.lead = append(r.lead, entry{id, 2})
	case lead:
		r.lead = append(r.lead, entry{id, 1})
	}
}

func (r *reader) concept(word string, lead, title bool) {
	if !lead {
		return
	}
	c, ok := conceptOf(word)
	if !ok {
		return
	}
	n := float32(1)
	if title {
		n = 2
	}
	r.concepts = append(r.concepts, entry{c, n})
}

// name decides whether a word is a name, and learns from it how the stream
// writes the word. In scripts without capitals every word may be one.
func (r *reader) name(id termID, w entity.Word, word string, shouting bool) bool {
	if !cased(word) {
		return true
	}
	if !w.First && !shouting && !w.Shout {
		r.t.all[id].middle++
		if w.Capital {
			r.t.all[id].capital++
		}
	}
	if !w.Capital {
		return false
	}
	share := float32(0.4)
	if w.First || shouting {
		share = 0.7
	}
	return r.t.isName(id, share)
}

// minCognate is the shortest word whose skeleton is compared even when it is
// no name, in letters.
const minCognate = 5

func (r *reader) skeletons(lang, word string, w entity.Word, name bool) {
	if w.Pair || !name && len(word) < minCognate {
		return
	}
	base := bare(lang, word)
	long := utf8.RuneCountInString(base) >= minCognate
	if !name && !long {
		return
	}
	r.skeleton(base, name, long)
	if rest, ok := withoutParticle(lang, base); ok {
		r.skeleton(rest, name, long)
	}
}

func (r *reader) skeleton(word string, name, long bool) {
	s := entity.SkeletonOf(word)
	if s == 0 {
		return
	}
	id := r.t.id(uint64(kindSkeleton)<<56 | uint64(s))
	if name {
		r.nameSkel = append(r.nameSkel, entry{id, 1})
	}
	if long {
		r.wordSkel = append(r.wordSkel, entry{id, 1})
	}
}

// number enters digits that are no year.
func (r *reader) number(word string, title bool) {
	if len(word) == 4 && (word[:2] == "19" || word[:2] == "20") {
		return
	}
	id := r.t.id(hashOf(kindNumber, word))
	r.numbers = append(r.numbers, id)
	r.all = append(r.all, entry{id, 1})
	if title {
		r.numbersT = append(r.numbersT, id)
		if strings.IndexByte(word, '-') > 0 {
			r.scores = append(r.scores, id)
		}
		r.title = append(r.title, entry{id, 1})
	}
}

func (r *reader) numberValue(n int, title bool) {
	var digits [2]byte
	d := digits[:0]
	if n >= 10 {
		d = append(d, byte('0'+n/10))
	}
	d = append(d, byte('0'+n%10))
	r.number(string(d), title)
}

func (r *reader) countries(title, body entity.Text, lang string) {
	r.mentions = entity.Countries(r.mentions[:0], lang, title)
	for _, m := range r.mentions {
		r.landsT = append(r.landsT, landOf(m.Country))
	}
	lead := body
	lead.Words = lead.Words[:min(len(lead.Words), leadWords)]
	r.mentions = entity.Countries(r.mentions[:0], lang, lead)
	for _, m := range r.mentions {
		r.lands = append(r.lands, landOf(m.Country))
	}
	r.lands = append(r.lands, r.landsT...)
}

func landOf(code string) termID { return termID(code[0])<<8 | termID(code[1]) }

// weigh turns the collected terms into vectors.
func (r *reader) weigh(a *Article) {
	r.seeAll()
	idf := r.t.idf
	r.entries, r.besides, r.sets = r.entries[:0], r.besides[:0], r.sets[:0]
	raw := [vectorParts][]entry{r.title, r.lead, r.all, r.names, r.concepts, r.nameSkel, r.wordSkel}
	for part, terms := range raw {
		r.entries = appendVector(r.entries, terms, idf)
		a.endsOf[part] = uint16(len(r.entries))
	}
	a.entries = slices.Clone(r.entries)
	r.putBesides(a)
	raws := [setParts][]termID{r.numbersT, r.numbers, r.scores, r.landsT, r.lands, r.places}
	for part, terms := range raws {
		slices.Sort(terms)
		r.sets = append(r.sets, slices.Compact(terms)...)
		a.endsSet[part] = uint16(len(r.sets))
	}
	a.sets = slices.Clone(r.sets)
}

// putBesides adds what lies beside the vectors.
func (r *reader) putBesides(a *Article) {
	r.burst = appendVector(r.burst[:0], r.all, r.t.burst)
	for _, e := range r.burst {
		r.besides = append(r.besides, e.weight)
	}
	a.endsBy[burstPart] = uint16(len(r.besides))
	for i, e := range a.title() {
		r.besides = append(r.besides, r.t.scale(r.t.idf(e.id)))
		if r.titleID[e.id] {
			a.titleName |= 1 << i
		}
	}
	a.endsBy[titleIDFPart] = uint16(len(r.besides))
	for _, e := range a.nameSkel() {
		r.besides = append(r.besides, r.t.scale(r.t.idf(e.id)))
	}
	a.endsBy[skelIDFPart] = uint16(len(r.besides))
	a.besides = slices.Clone(r.besides)
}

// seeAll counts each term of the article once.
func (r *reader) seeAll() {
	for _, list := range [][]entry{r.all, r.concepts, r.wordSkel, r.nameSkel} {
		for _, e := range list {
			t := &r.t.all[e.id]
			if t.mark != r.t.serial {
				t.mark = r.t.serial
				r.t.see(e.id)
			}
		}
	}
}
