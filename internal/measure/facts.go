package measure

import (
	"cmp"
	"math"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/overview-news/overview/text/entity"
)

// Bounds of what is read and kept of a text.
const (
	maxFactWords = 400 // words of a text that are read for facts
	maxNameWords = 4   // words of one name
	minTerm      = 4   // letters of a word that may be a term
)

// Facts are what a text names and says, as far as its letters show: names,
// countries, figures, who is quoted, and its content words. They are hints
// for choosing and comparing, never shown as facts.
type Facts struct {
	Names     map[string]int // as written, with how often
	Countries map[string]int // alpha-2
	Figures   []Figure
	Voices    map[string]bool // names next to a verb of saying
	Terms     map[string]int  // stems of content words
}

// Figure is a number and the word that it counts.
type Figure struct {
	Value string // digits, as cleaned by package entity
	Of    string // stem of the next content word; may be empty
}

// FactsOf reads a text in English. Its headline may stand in front: names are
// taken from where capitals mean something.
func FactsOf(text string) Facts {
	t := entity.Cut(text, maxFactWords)
	f := Facts{Names: map[string]int{}, Countries: map[string]int{}, Voices: map[string]bool{}, Terms: map[string]int{}}
	for _, m := range entity.Countries(nil, "en", t) {
		f.Countries[m.Country]++
	}
	shouting := capitals(t) > 0.6
	for i := 0; i < len(t.Words); i++ {
		w := t.Words[i]
		switch {
		case w.Number:
			f.Figures = append(f.Figures, Figure{Value: t.Lower(i), Of: stem(next(t, i))})
		case !shouting && startsName(t, i):
			n := nameLength(t, i)
			f.addName(t, i, n)
			i += n - 1
		default:
			f.addTerm(t.Lower(i))
		}
	}
	return f
}

// capitals is the share of words that begin with a capital.
func capitals(t entity.Text) float64 {
	n := 0
	for _, w := range t.Words {
		if w.Capital {
			n++
		}
	}
	return float64(n) / float64(max(len(t.Words), 1))
}

func startsName(t entity.Text, i int) bool {
	w := t.Words[i]
	if !w.Capital || stopWords[t.Lower(i)] || notNames[t.Lower(i)] || utf8.RuneCountInString(t.Lower(i)) < 2 {
		return false
	}
	// At the start of a sentence a capital means nothing, unless another
	// capital follows.
	return !w.First || (i+1 < len(t.Words) && t.Words[i+1].Capital && !t.Words[i+1].First)
}

func nameLength(t entity.Text, i int) int {
	n := 1
	for n < maxNameWords && i+n < len(t.Words) {
		w := t.Words[i+n]
		if !w.Capital || w.First || stopWords[t.Lower(i+n)] {
			break
		}
		n++
	}
	return n
}

func (f *Facts) addName(t entity.Text, i, n int) {
	name := t.Phrase(i, i+n)
	f.Names[strings.Clone(name)]++
	if spoken(t, i, n) {
		f.Voices[strings.Clone(name)] = true
	}
}

// spoken reports whether a verb of saying stands next to a name.
func spoken(t entity.Text, i, n int) bool {
	for _, at := range []int{i - 1, i + n, i + n + 1} {
		if at >= 0 && at < len(t.Words) && sayings[t.Lower(at)] {
			return true
		}
	}
	return i >= 2 && t.Lower(i-1) == "to" && t.Lower(i-2) == "according"
}

func (f *Facts) addTerm(word string) {
	if utf8.RuneCountInString(word) < minTerm || stopWords[word] || sayings[word] {
		return
	}
	f.Terms[stem(word)]++
}

// next is the first content word after the i-th, among the next two.
func next(t entity.Text, i int) string {
	for j := i + 1; j <= i+2 && j < len(t.Words); j++ {
		if w := t.Lower(j); utf8.RuneCountInString(w) >= minTerm && !stopWords[w] && !t.Words[j].Number {
			return w
		}
	}
	return ""
}

// stem cuts the plainest English endings, so that forms of a word meet.
func stem(word string) string {
	for _, end := range []string{"ing", "ies", "ed", "es", "s"} {
		if base, ok := strings.CutSuffix(word, end); ok && len(base) >= 4 {
			return strings.Clone(base)
		}
	}
	return strings.Clone(word)
}

// words makes a set of a list in one line.
func words(list string) map[string]bool {
	set := map[string]bool{}
	for _, w := range strings.Fields(list) {
		set[w] = true
	}
	return set
}

var (
	stopWords = words(`a about after again against all also although among an and any are as at be because been before
		being between both but by can could did do does during each even for from further get had has have having he her
		here hers him his how however i if in including into is it its itself just last later less like made make many may
		might month more most much must my near never new next no nor not now of off on once one only or other our out over
		own part per put same several shall she should since so some still such take than that the their them then there
		these they this those though through time to too two under until up upon us use used very was way we week well were
		what when where which while who whom whose why will with within without would year years yet you your`)
	sayings = words(`said says say told tells added adds stated states warned warns argued argues claimed claims insisted
		noted explained announced quoted asked replied declared`)
	notNames = words(`monday tuesday wednesday thursday friday saturday sunday january february march april may june july
		august september october november december mr mrs ms dr photo video read watch live breaking`)
)

// Weighted is a name, place or word with its weight.
type Weighted struct {
	Term   string  `json:"t"`
	Weight float64 `json:"w"`
}

// top returns the n heaviest of weights, ties by name.
func top(weights map[string]float64, n int) []Weighted {
	out := make([]Weighted, 0, len(weights))
	for term, w := range weights {
		if w > 0 && !math.IsNaN(w) {
			out = append(out, Weighted{term, w})
		}
	}
	slices.SortFunc(out, func(a, b Weighted) int {
		return cmp.Or(-cmp.Compare(a.Weight, b.Weight), cmp.Compare(a.Term, b.Term))
	})
	return out[:min(n, len(out))]
}
