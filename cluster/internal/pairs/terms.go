package pairs

import "math"

// termID numbers a term of the stream. Zero is no term.
type termID = uint32

// Kinds of terms keep a word, a skeleton and a concept apart in one table.
const (
	kindWord = iota + 1
	kindSkeleton
	kindConcept
	kindNumber
)

// hashOf is FNV-1a over the text with its kind. It is fixed, so that the same
// stream gives the same numbers everywhere.
func hashOf(kind byte, s string) uint64 {
	h := uint64(14695981039346656037) ^ uint64(kind)
	h *= 1099511628211
	for i := 0; i < len(s); i++ {
		h = (h ^ uint64(s[i])) * 1099511628211
	}
	return h
}

// halfLife is the half-life in seconds of the burst-aware counts, 18 hours
// (grouping.md, "Text to features").
const halfLife = 18 * 3600

// term is what the stream knows about one word or skeleton.
type term struct {
	hash     uint64
	count    float32 // documents that had it, slowly forgotten
	recent   float32 // the same with a half-life, as of stamp
	stamp    int64   // seconds
	mark     uint32  // the last document that had it
	middle   uint32  // times inside a sentence
	capital  uint32  // of these with a capital
	postings []uint32
}

// terms is the stream's table of terms.
type terms struct {
	ids    map[uint64]termID
	all    []term
	free   []termID
	docs   float64 // documents, slowly forgotten
	recent float64
	stamp  int64
	serial uint32 // the current document
}

func newTerms() *terms {
	t := &terms{ids: map[uint64]termID{}, all: make([]term, 1, 1024)}
	for i := range conceptLines {
		t.id(uint64(kindConcept)<<56 | uint64(i+1))
	}
	t.background(backgroundText)
	return t
}

// id returns the number of a term and enters it when it is new.
func (t *terms) id(hash uint64) termID {
	if id, ok := t.ids[hash]; ok {
		return id
	}
	var id termID
	if n := len(t.free); n > 0 {
		id = t.free[n-1]
		t.free = t.free[:n-1]
		t.all[id] = term{hash: hash, postings: t.all[id].postings[:0]}
	} else {
		id = termID(len(t.all))
		t.all = append(t.all, term{hash: hash})
	}
	t.ids[hash] = id
	return id
}

// begin counts a document at now, in seconds.
func (t *terms) begin(now int64) {
	t.docs++
	t.serial++
	t.recent = t.recent*decay(now-t.stamp) + 1
	t.stamp = max(t.stamp, now)
}

// see counts that the current document has the term.
func (t *terms) see(id termID) {
	e := &t.all[id]
	e.count++
	e.recent = e.recent*float32(decay(t.stamp-e.stamp)) + 1
	e.stamp = t.stamp
}

func decay(seconds int64) float64 {
	if seconds <= 0 {
		return 1
	}
	return math.Exp2(-float64(seconds) / halfLife)
}

// idf is the rarity of a term in the stream so far.
func (t *terms) idf(id termID) float32 {
	return float32(math.Log(1 + (t.docs+1)/(float64(t.all[id].count)+1)))
}

// burst is the rarity of a term in the last day; never above idf.
func (t *terms) burst(id termID) float32 {
	e := &t.all[id]
	recent := float64(e.recent) * decay(t.stamp-e.stamp)
	slow := t.idf(id)
	return min(slow, float32(math.Log(1+(t.recent+1)/(recent+1))))
}

// scale brings an idf to 0–1.
func (t *terms) scale(idf float32) float32 {
	return min(1, idf/float32(math.Log(2+t.docs)))
}

// isName says whether a capital letter on this word means a name: the stream
// writes it with a capital more often than the given share.
func (t *terms) isName(id termID, share float32) bool {
	e := &t.all[id]
	return float32(e.capital+1) > share*float32(e.middle+2)
}

// maxDocs is the number of documents after which all counts are halved, so
// that an old subject becomes news again and counters stay small.
const maxDocs = 200_000

// forget halves the counts when enough documents were seen, and drops terms
// that nothing refers to any more.
func (t *terms) forget(live func(termID) bool) {
	if t.docs < maxDocs && len(t.all)-len(t.free) < maxTerms {
		return
	}
	t.docs /= 2
	for id := 1; id < len(t.all); id++ {
		e := &t.all[id]
		if e.hash == 0 {
			continue
		}
		e.count /= 2
		e.middle /= 2
		e.capital /= 2
		if e.count < 1 && !live(termID(id)) {
			delete(t.ids, e.hash)
			e.hash = 0
			t.free = append(t.free, termID(id))
		}
	}
}

// maxTerms bounds the table: about 60 bytes a term.
const maxTerms = 2_000_000
