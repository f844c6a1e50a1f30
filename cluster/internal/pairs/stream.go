package pairs

import (
	"cmp"
	"slices"
)

// Limits of the index. Wider ones gained nothing, narrower ones cost up to a
// point of B³ (grouping.md, "Neighbours").
const (
	maxPostings   = 300 // newest articles kept for one term
	queryWords    = 16  // heaviest words looked up
	querySkels    = 8   // heaviest skeletons looked up
	maxNeighbours = 40
	reserved      = 10 // of these for other languages, when there are any
	densityFrom   = 5  // neighbours of rank 6 to 20 make the density
	densityTo     = 20
	sweepEvery    = 1 << 14 // articles between two clean-ups of the index
)

// Neighbour is an earlier article that shares heavy terms with a new one.
type Neighbour struct {
	*Article
	// Rank is the place by weight of the shared terms, from 0.
	Rank int
}

// Stream is the articles of the last days and their index. It is not safe for
// concurrent use.
type Stream struct {
	window int64 // seconds
	now    int64
	base   uint32 // seq of live[0]
	live   []*Article
	seen   int // articles since the stream began
	terms  *terms
	read   *reader

	scores  []float32 // by seq-base
	touched []uint32
	query   []entry
	own     []scored
	other   []scored
	cosines []float32
	leads   []float32
	out     []Neighbour
}

type scored struct {
	at    uint32 // seq-base
	score float32
}

// NewStream returns an empty stream that keeps articles for window seconds.
func NewStream(window int64) *Stream {
	t := newTerms()
	return &Stream{window: window, terms: t, read: newReader(t), base: 1}
}

// Now is the newest time seen, in seconds.
func (s *Stream) Now() int64 { return s.now }

// Len is how many articles the index holds.
func (s *Stream) Len() int { return len(s.live) }

// Seq is a number that grows with every article of a stream.
func (a *Article) Seq() uint32 { return a.seq }

// Add reads an article, returns its nearest earlier neighbours and enters it.
// The slice is valid until the next call. Cost does not depend on how many
// articles are live.
func (s *Stream) Add(in Input) (*Article, []Neighbour) {
	a := s.read.read(in)
	s.now = max(s.now, a.Time)
	near := s.neighbours(a)
	s.measure(a, near)
	a.seq = s.base + uint32(len(s.live))
	s.live = append(s.live, a)
	s.scores = append(s.scores, 0)
	s.enter(a)
	return a, near
}

// Expire drops the articles that are older than the window and returns them.
func (s *Stream) Expire() []*Article {
	n := 0
	for n < len(s.live) && (s.live[n] == nil || s.live[n].Time < s.now-s.window) {
		n++
	}
	if n == 0 {
		return nil
	}
	old := slices.Clone(s.live[:n])
	clear(s.live[:n])
	s.live = s.live[n:] // append makes room again from time to time
	s.scores = s.scores[:len(s.live)]
	if (s.base+uint32(n))/sweepEvery != s.base/sweepEvery {
		defer s.sweep()
	}
	s.base += uint32(n)
	return slices.DeleteFunc(old, func(a *Article) bool { return a == nil })
}

// Remove takes an article out of the index.
func (s *Stream) Remove(a *Article) {
	if i := int(a.seq) - int(s.base); i >= 0 && i < len(s.live) {
		s.live[i] = nil
	}
}

func (s *Stream) enter(a *Article) {
	for _, e := range a.all() {
		s.post(e.id, a.seq)
	}
	for _, e := range a.nameSkel() {
		s.post(e.id, a.seq)
	}
	for _, e := range a.wordSkel() {
		s.post(e.id, a.seq)
	}
}

func (s *Stream) post(id termID, seq uint32) {
	t := &s.terms.all[id]
	if n := len(t.postings); n > 0 && t.postings[n-1] == seq {
		return // both a name's skeleton and a word's
	}
	if len(t.postings) >= 2*maxPostings {
		n := copy(t.postings, t.postings[len(t.postings)-maxPostings:])
		t.postings = t.postings[:n]
	}
	t.postings = append(t.postings, seq)
}

// sweep frees the postings of articles that are gone.
func (s *Stream) sweep() {
	for i := range s.terms.all {
		t := &s.terms.all[i]
		k, _ := slices.BinarySearch(t.postings, s.base)
		if k == 0 {
			continue
		}
		if k == len(t.postings) {
			t.postings = nil
			continue
		}
		t.postings = slices.Clone(t.postings[k:])
	}
	s.terms.forget(func(id termID) bool { return len(s.terms.all[id].postings) > 0 })
}

// neighbours finds the earlier articles that share the heaviest terms, the
// best first, keeping some places for other languages.
func (s *Stream) neighbours(a *Article) []Neighbour {
	s.lookUp(a)
	s.own, s.other = s.own[:0], s.other[:0]
	for _, i := range s.touched {
		f := scored{i, s.scores[i]}
		s.scores[i] = 0
		switch b := s.live[i]; {
		case b == nil:
		case b.Lang == a.Lang:
			s.own = insert(s.own, f)
		default:
			s.other = insert(s.other, f)
		}
	}
	s.touched = s.touched[:0]
	s.own = s.own[:min(len(s.own), maxNeighbours-min(len(s.other), reserved))]
	s.out = s.out[:0]
	for i, j := 0, 0; len(s.out) < maxNeighbours && i+j < len(s.own)+len(s.other); {
		var f scored
		if j == len(s.other) || i < len(s.own) && s.own[i].before(s.other[j]) {
			f = s.own[i]
			i++
		} else {
			f = s.other[j]
			j++
		}
		s.out = append(s.out, Neighbour{Article: s.live[f.at], Rank: len(s.out)})
	}
	return s.out
}

// insert puts f into a list of the best neighbours, the best first.
func insert(list []scored, f scored) []scored {
	n := len(list)
	if n == maxNeighbours {
		if !f.before(list[n-1]) {
			return list
		}
		n--
	} else {
		list = append(list, f)
	}
	for n > 0 && f.before(list[n-1]) {
		list[n] = list[n-1]
		n--
	}
	list[n] = f
	return list
}

// before orders by score, then the newer first.
func (f scored) before(g scored) bool {
	return f.score > g.score || f.score == g.score && f.at > g.at
}

// lookUp adds up the weights of the shared heavy terms in s.scores.
func (s *Stream) lookUp(a *Article) {
	s.query = s.query[:0]
	burst := a.beside(burstPart)
	for i, e := range a.all() {
		s.query = append(s.query, entry{e.id, burst[i]})
	}
	s.lookUpHeaviest(queryWords)
	s.query = append(s.query[:0], a.nameSkel()...)
	for _, e := range a.wordSkel() {
		s.query = append(s.query, entry{e.id, e.weight / 2})
	}
	s.lookUpHeaviest(querySkels)
}

func (s *Stream) lookUpHeaviest(n int) {
	slices.SortFunc(s.query, func(x, y entry) int {
		if c := cmp.Compare(y.weight, x.weight); c != 0 {
			return c
		}
		return cmp.Compare(x.id, y.id)
	})
	for _, e := range s.query[:min(n, len(s.query))] {
		s.addUp(e)
	}
}

func (s *Stream) addUp(e entry) {
	p := s.terms.all[e.id].postings
	p = p[max(0, len(p)-maxPostings):]
	w := e.weight * s.terms.burst(e.id)
	if w <= 0 {
		return
	}
	for i := len(p) - 1; i >= 0 && p[i] >= s.base; i-- {
		at := p[i] - s.base
		if s.scores[at] == 0 {
			s.touched = append(s.touched, at)
		}
		s.scores[at] += w
	}
}

// measure computes how alike the neighbourhood of a is.
func (s *Stream) measure(a *Article, near []Neighbour) {
	s.cosines, s.leads = s.cosines[:0], s.leads[:0]
	all, lead := a.all(), a.lead()
	for _, b := range near {
		s.cosines = append(s.cosines, dot(all, b.all()))
		s.leads = append(s.leads, dot(lead, b.lead()))
	}
	young := s.seen < youngStream
	s.seen++
	a.density = density(s.cosines, young)
	a.leadDensity = density(s.leads, young)
	if len(s.cosines) > 0 {
		a.best = s.cosines[0]
	}
	if young {
		a.best = max(a.best, usualBest)
	}
}

// usualDensity and usualBest stand for neighbours that a young stream does not
// have yet.
const (
	usualDensity = 0.12
	usualBest    = 0.4
)

// youngStream is the number of articles up to which a stream is young.
const youngStream = 100

// density sorts the cosines downwards and returns the mean of rank 6 to 20.
func density(cosines []float32, young bool) float32 {
	slices.SortFunc(cosines, func(x, y float32) int { return cmp.Compare(y, x) })
	var sum float32
	for i := densityFrom; i < densityTo; i++ {
		if i < len(cosines) {
			sum += cosines[i]
		} else if young {
			sum += usualDensity
		}
	}
	return sum / (densityTo - densityFrom)
}
