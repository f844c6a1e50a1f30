package measure

import (
	"cmp"
	"math"
	"slices"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/language"

	"github.com/overview-news/overview/text/entity"
)

// Bounds of what is read and kept of a text.
const (
	maxFactWords = 400 // words of a text that are read for facts
	maxNameWords = 6   // words of one name, with the titles before it
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
	Unit  string // that word itself
}

// FactsOf reads a text in English. Its headline may stand in front: names are
// taken from where capitals mean something.
func FactsOf(text string) Facts {
	t := entity.Cut(text, maxFactWords)
	f := Facts{Names: map[string]int{}, Countries: map[string]int{}, Voices: map[string]bool{}, Terms: map[string]int{}}
	r := reading{Text: t, plain: plainWords(t)}
	for _, m := range entity.Countries(nil, "en", t) {
		f.Countries[current(m.Country)]++
		for i := m.From; i < m.To; i++ {
			r.plain[i] = true // a country is counted as one, not as a name too
		}
	}
	for i := 0; i < len(t.Words); i++ {
		w := t.Words[i]
		switch {
		case w.Number:
			f.addFigure(r, i)
		case r.startsName(i):
			n := r.nameLength(i)
			f.addName(r, i, n)
			i += n - 1
		case !w.Capital || !r.plain[i] || w.First:
			f.addTerm(t.Lower(i))
		}
	}
	f.dropCommon(t)
	return f
}

// dropCommon drops names all of whose words the text also writes small: a
// heading's "Drone", where the text has drones.
func (f *Facts) dropCommon(t entity.Text) {
	small := map[string]bool{}
	for i, w := range t.Words {
		if !w.Capital && !w.Number && utf8.RuneCountInString(t.Lower(i)) >= minTerm {
			small[stem(t.Lower(i))] = true
		}
	}
	for name := range f.Names {
		common := true
		for word := range strings.FieldsSeq(name) {
			common = common && small[stem(word)]
		}
		if common {
			delete(f.Names, name)
			delete(f.Voices, name)
		}
	}
}

// current is the code of the country that has taken the place of one that is
// gone: Unicode's names call Germany by both DE and DD.
func current(code string) string {
	r, err := language.ParseRegion(code)
	if err != nil {
		return code
	}
	return r.Canonicalize().String()
}

// reading is a text with the words whose capital means nothing.
type reading struct {
	entity.Text
	plain []bool
}

// A sentence of at least headlineWords words is set like a headline if all its
// words of headlineLetters letters or more begin with a capital, and more than
// headlineCapitals of all its words do.
const (
	headlineWords    = 4
	headlineLetters  = 5
	headlineCapitals = 0.6
)

// plainWords marks the words of sentences that are set like headlines, where
// capitals do not show what is a name.
func plainWords(t entity.Text) []bool {
	plain := make([]bool, len(t.Words))
	for from := 0; from < len(t.Words); {
		to := from + 1
		for to < len(t.Words) && !t.Words[to].First {
			to++
		}
		if likeHeadline(t, from, to) {
			for i := from; i < to; i++ {
				plain[i] = true
			}
		}
		from = to
	}
	return plain
}

func likeHeadline(t entity.Text, from, to int) bool {
	capitals := 0
	for i := from; i < to; i++ {
		w := t.Lower(i)
		switch {
		case t.Words[i].Capital:
			capitals++
		case !t.Words[i].Number && !stopWords[w] && utf8.RuneCountInString(w) >= headlineLetters:
			return false
		}
	}
	n := to - from
	return n >= headlineWords && float64(capitals) > headlineCapitals*float64(n)
}

func (r reading) startsName(i int) bool {
	w := r.Words[i]
	word := r.Lower(i)
	if !w.Capital || r.plain[i] || stopWords[word] || notNames[word] || utf8.RuneCountInString(word) < 2 {
		return false
	}
	// At the start of a sentence a capital means nothing, unless another
	// capital follows.
	return !w.First || (i+1 < len(r.Words) && r.Words[i+1].Capital && !r.Words[i+1].First && !r.plain[i+1])
}

func (r reading) nameLength(i int) int {
	n := 1
	for n < maxNameWords && i+n < len(r.Words) {
		if r.inName(i + n) {
			n++
			continue
		}
		m := n
		for i+m < len(r.Words) && m < n+maxParticles && particles[r.Lower(i+m)] && !r.Words[i+m].First {
			m++
		}
		if m == n || i+m >= len(r.Words) || !r.inName(i+m) {
			break
		}
		n = m + 1 // "Jan van der Meer"
	}
	return n
}

// maxParticles bounds the small words in a row inside a name.
const maxParticles = 2

// inName reports whether the i-th word may go on with a name.
func (r reading) inName(i int) bool {
	w := r.Words[i]
	return w.Capital && !w.First && !r.plain[i] && !stopWords[r.Lower(i)]
}

// addFigure adds the number at i, unless it is a date or measures something
// of which a text has many.
func (f *Facts) addFigure(r reading, i int) {
	unit := next(r.Text, i)
	if notNames[unit] || plainUnits[unit] {
		unit = ""
	}
	f.Figures = append(f.Figures, Figure{Value: strings.Clone(r.Lower(i)), Of: stem(unit), Unit: strings.Clone(unit)})
}

// addName adds a name without the titles before it.
func (f *Facts) addName(r reading, i, n int) {
	said := spoken(r.Text, i, n)
	for j := i + n - 1; j >= i; j-- {
		if titles[r.Lower(j)] { // "Lorn Police Chief Ada Brook" is Ada Brook
			i, n = j+1, i+n-j-1
			break
		}
	}
	if n == 0 {
		return // nobody's name
	}
	name := strings.Clone(r.Phrase(i, i+n))
	f.Names[name]++
	if said {
		f.Voices[name] = true
	}
}

// spoken reports whether a verb of saying belongs to the name of n words at i:
// "Cole said", "Cole, the mayor, said" is too far, "said Cole", "according to
// Cole".
func spoken(t entity.Text, i, n int) bool {
	if after := i + n; after < len(t.Words) && !t.Words[after].First {
		if sayings[t.Lower(after)] {
			return true
		}
		if !pronouns[t.Lower(after)] && after+1 < len(t.Words) && !t.Words[after+1].First && sayings[t.Lower(after+1)] {
			return true
		}
	}
	if t.Words[i].First || i == 0 {
		return false
	}
	return inverted[t.Lower(i-1)] || i >= 2 && t.Lower(i-1) == "to" && t.Lower(i-2) == "according"
}

func (f *Facts) addTerm(word string) {
	if utf8.RuneCountInString(word) < minTerm || stopWords[word] || sayings[word] {
		return
	}
	f.Terms[stem(word)]++
}

// next is the word that the number at i counts: the one behind it, or the one
// behind a short adjective ("19 US soldiers"). A plain word between them ("95
// years belong") leaves none.
func next(t entity.Text, i int) string {
	for j := i + 1; j <= i+2 && j < len(t.Words); j++ {
		w := t.Lower(j)
		if stopWords[w] && w != "us" || t.Words[j].Number || t.Words[j].First {
			return ""
		}
		if utf8.RuneCountInString(w) >= minTerm {
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
	inverted  = words(`said says added explained`) // may stand before their subject
	particles = words(`d de da di do dos du del la le el al bin ibn van von der den`)
	pronouns  = words(`it he she they who which that and`)
	notNames  = words(`monday tuesday wednesday thursday friday saturday sunday january february march april may june july
		august september october november december photo video read watch live breaking one two three four five six
		seven eight nine ten first second third dozens hundreds thousands millions authorities officials police sources
		ministry government parliament cabinet
		am pm gmt utc est edt cet bst ist`)
	titles = words(`mr mrs ms dr sir president prime minister foreign defence defense supreme leader ayatollah king queen
		prince crown secretary state general chancellor senator governor mayor spokesman spokesperson spokeswoman
		former vice deputy chief officer ambassador commander colonel captain judge pope sheikh imam`)
	// plainUnits are words behind numbers that do not make two of them
	// comparable: any text has several.
	plainUnits = words(`percent percentage million billion trillion thousand hundred dollar dollars euro euros hour hours
		minute minutes second seconds day days week weeks month months time times kilometer kilometers kilometre
		kilometres miles meters metres local gmt utc`)
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
