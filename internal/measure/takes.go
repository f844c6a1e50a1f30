package measure

import (
	"cmp"
	"maps"
	"slices"
	"strings"

	"github.com/overview-news/overview/internal/news"
)

// Step is how near a take is to the article beside which it stands.
type Step int

// The steps, from the nearest. A later one is only used where earlier ones
// do not fill the list, and is labelled.
const (
	SameEvent   Step = iota // tells the same event
	SameTheme               // on the same subject, not the same event
	SameCountry             // also in the news there
)

// Candidate is an article that may stand beside another as its alternative.
type Candidate struct {
	news.Report
	Text      string // headline and text, in English where there is a rendition
	Sentences []string
	// Untranslated says that Text is not in English. Such a text can be read
	// beside the others but not compared with them.
	Untranslated bool
	StateOwned   bool
	Subregion    string
	Step         Step
}

// ChipKind is a way in which a take differs.
type ChipKind string

// The kinds of chip.
const (
	ChipFigures ChipKind = "figures" // other figures for the same thing
	ChipOnly    ChipKind = "only"    // names found only here
	ChipVoices  ChipKind = "voices"  // people quoted only here
)

// Chip says how a take differs from the article beside which it stands.
type Chip struct {
	Kind ChipKind
	// Words are the figures or names, as they are written there.
	Words []string
}

// Take is one alternative: how another newsroom tells it.
type Take struct {
	Article  news.ArticleID
	Step     Step
	Sentence string // extractive: one sentence of the text, the one with most of its own
	Chips    []Chip
}

// maxChipWords bounds a chip.
const maxChipWords = 3

// told is a candidate with what choosing needs.
type told struct {
	Candidate
	facts Facts
}

// Takes chooses the alternatives of an article: of other newsrooms and other
// texts, as different as they come. where names the countries in which it
// happens or that are parties; theirs come first, then a third region.
func (p Params) Takes(anchor Candidate, candidates []Candidate, where []string) []Take {
	facts := FactsOf(anchor.Text)
	pool := p.pool(anchor, candidates)
	chosen := newPicked(!anchor.Untranslated)
	var out []Take
	for _, step := range []Step{SameEvent, SameTheme, SameCountry} {
		out = p.choose(out, facts, stepOf(pool, step), chosen, where)
		if len(out) >= p.MaxTakes {
			break
		}
	}
	return out
}

// Copies returns the articles that tell the anchor's event with the anchor's
// own text: what there is to compare where nobody wrote another.
func Copies(anchor Candidate, candidates []Candidate) []news.ArticleID {
	var out []news.ArticleID
	for _, c := range candidates {
		if c.Step == SameEvent && c.Family == anchor.Family && c.Article != anchor.Article && c.Publisher != anchor.Publisher {
			out = append(out, c.Article)
		}
	}
	return out
}

// picked remembers whom the chosen takes are of.
type picked struct {
	publishers, countries, regions map[string]bool
	families                       map[news.ArticleID]bool
	state                          int  // state-owned
	compared                       bool // the anchor is in English
}

func newPicked(compared bool) *picked {
	return &picked{publishers: map[string]bool{}, countries: map[string]bool{}, regions: map[string]bool{},
		families: map[news.ArticleID]bool{}, compared: compared}
}

// pool leaves out whoever cannot be an alternative to the anchor: its own
// newsroom, its own text, and all but the first article of each newsroom and
// step.
func (p Params) pool(anchor Candidate, candidates []Candidate) []told {
	seen := map[string]bool{}
	var out []told
	for _, c := range candidates {
		key := c.Publisher + "\x00" + string(rune('0'+c.Step))
		if c.Article == anchor.Article || c.Publisher == anchor.Publisher || c.Family == anchor.Family || seen[key] {
			continue
		}
		seen[key] = true
		out = append(out, told{Candidate: c, facts: FactsOf(c.Text)})
	}
	return out
}

func stepOf(pool []told, step Step) []told {
	var out []told
	for _, c := range pool {
		if c.Step == step {
			out = append(out, c)
		}
	}
	return out
}

// choose adds the best of pool to out, one after another, until the list is
// full or nobody is left.
func (p Params) choose(out []Take, anchor Facts, pool []told, chosen *picked, where []string) []Take {
	known := clone(anchor)
	relaxed := false
	for len(out) < p.MaxTakes && len(pool) > 0 {
		best := p.best(pool, known, chosen, where, relaxed)
		if best < 0 {
			if relaxed {
				break
			}
			relaxed = true // nothing else exists: let quotas go
			continue
		}
		c := pool[best]
		pool = slices.Delete(pool, best, best+1)
		// What differs is only worth saying where both tell the same event.
		out = append(out, take(anchor, c, chosen.compared && !c.Untranslated && c.Step == SameEvent))
		chosen.add(c.Candidate)
		known.learn(c.facts)
	}
	return out
}

func (c *picked) add(x Candidate) {
	c.publishers[x.Publisher], c.countries[x.Country], c.regions[x.Subregion] = true, true, true
	c.families[x.Family] = true
	if x.StateOwned {
		c.state++
	}
}

// untranslated puts texts that are not in English behind all that are, even of
// the countries where it happens.
const untranslated = 4

// best is the index of the candidate that adds most, -1 if the quotas leave
// nobody.
func (p Params) best(pool []told, known Facts, chosen *picked, where []string, relaxed bool) int {
	best := -1
	var bestScore float64
	for i, c := range pool {
		if chosen.publishers[c.Publisher] || chosen.families[c.Family] {
			continue
		}
		if !relaxed && (c.StateOwned && chosen.state >= p.TakesState ||
			chosen.countries[c.Country] && len(chosen.countries) < p.TakesSpread) {
			continue
		}
		score := difference(known, c.facts)
		if c.Untranslated {
			score = -untranslated // everything in it looks new
		}
		switch {
		case slices.Contains(where, c.Country) && !chosen.countries[c.Country]:
			score += 2 // those it happens to speak first
		case !chosen.regions[c.Subregion]:
			score += 1 // then a third region
		}
		if best < 0 || score > bestScore {
			best, bestScore = i, score
		}
	}
	return best
}

// difference is how much a text adds to what is known, 0 to about 1: the share
// of its names, voices and figures that are new, and of its words.
func difference(known, f Facts) float64 {
	fresh := func(have, of map[string]int) float64 {
		if len(of) == 0 {
			return 0
		}
		n := 0
		for term := range of {
			if have[term] == 0 {
				n++
			}
		}
		return float64(n) / float64(len(of))
	}
	voices := 0
	for v := range f.Voices {
		if !known.Voices[v] {
			voices++
		}
	}
	return 0.35*fresh(known.Names, f.Names) + 0.25*fresh(known.Terms, f.Terms) +
		0.2*min(float64(voices)/2, 1) + 0.2*min(float64(len(differing(known, f)))/2, 1)
}

// differing returns the figures of f that count the same thing as figures of
// known, with another value: only where the two agree on none.
func differing(known, f Facts) []string {
	have := valuesByUnit(known)
	own := valuesByUnit(f)
	var out []string
	for _, x := range f.Figures {
		if x.Of == "" || have[x.Of] == nil || agree(have[x.Of], own[x.Of]) {
			continue
		}
		if s := x.Value + " " + x.Unit; !slices.Contains(out, s) {
			out = append(out, s)
		}
	}
	return out
}

func valuesByUnit(f Facts) map[string]map[string]bool {
	values := map[string]map[string]bool{}
	for _, x := range f.Figures {
		if values[x.Of] == nil {
			values[x.Of] = map[string]bool{}
		}
		values[x.Of][x.Value] = true
	}
	return values
}

func agree(a, b map[string]bool) bool {
	for v := range a {
		if b[v] {
			return true
		}
	}
	return false
}

// take makes the card of a candidate: its chips against the anchor and the
// sentence that says most that the anchor does not. Where the two cannot be
// compared there is only the first sentence.
func take(anchor Facts, c told, compared bool) Take {
	t := Take{Article: c.Article, Step: c.Step}
	if !compared {
		if len(c.Sentences) > 0 {
			t.Sentence = c.Sentences[0]
		}
		return t
	}
	t.Sentence = ownSentence(anchor, c.Sentences)
	add := func(kind ChipKind, words []string) {
		if len(words) > 0 {
			t.Chips = append(t.Chips, Chip{kind, words[:min(maxChipWords, len(words))]})
		}
	}
	add(ChipFigures, differing(anchor, c.facts))
	named := wordsOf(anchor)
	voices, names := map[string]bool{}, map[string]bool{}
	for name := range c.facts.Names {
		switch {
		case c.facts.Voices[name]:
			voices[name] = !anchor.Voices[name]
		case !named[lastWord(name)]:
			names[name] = true
		}
	}
	for v := range anchor.Voices {
		for name := range voices {
			if lastWord(v) == lastWord(name) {
				voices[name] = false // the same person, with or without a first name
			}
		}
	}
	add(ChipVoices, longest(voices))
	add(ChipOnly, longest(names))
	return t
}

// wordsOf are all words of the names and subject words of a text.
func wordsOf(f Facts) map[string]bool {
	out := map[string]bool{}
	for name := range f.Names {
		for word := range strings.FieldsSeq(name) {
			out[word] = true
		}
	}
	for term := range f.Terms {
		out[term] = true
	}
	return out
}

func lastWord(name string) string { return name[strings.LastIndexByte(name, ' ')+1:] }

// longest returns the names that hold, the longest first, without those that
// are part of another.
func longest(names map[string]bool) []string {
	var out []string
	for name, ok := range names {
		if ok {
			out = append(out, name)
		}
	}
	slices.SortFunc(out, func(x, y string) int { return cmp.Or(-cmp.Compare(len(x), len(y)), cmp.Compare(x, y)) })
	kept := out[:0]
	for _, name := range out {
		if !slices.ContainsFunc(kept, func(k string) bool { return strings.Contains(k, name) }) {
			kept = append(kept, name)
		}
	}
	return kept
}

// maxTakeSentences is how far into a text a sentence for its card is sought.
const maxTakeSentences = 12

// ownSentence is the sentence with the largest share of its own names, figures
// and words; the first of equals.
func ownSentence(anchor Facts, sentences []string) string {
	best, bestScore := "", -1.0
	for _, s := range sentences[:min(len(sentences), maxTakeSentences)] {
		if len(s) < 40 || len(s) > 400 {
			continue
		}
		if score := difference(anchor, FactsOf(s)); score > bestScore {
			best, bestScore = s, score
		}
	}
	if best == "" && len(sentences) > 0 {
		return sentences[0]
	}
	return best
}

func clone(f Facts) Facts {
	return Facts{Names: maps.Clone(f.Names), Countries: maps.Clone(f.Countries), Figures: slices.Clone(f.Figures),
		Voices: maps.Clone(f.Voices), Terms: maps.Clone(f.Terms)}
}

// learn adds g to f.
func (f *Facts) learn(g Facts) {
	for k, n := range g.Names {
		f.Names[k] += n
	}
	for k, n := range g.Terms {
		f.Terms[k] += n
	}
	for k := range g.Voices {
		f.Voices[k] = true
	}
	f.Figures = append(f.Figures, g.Figures...)
}
