// Package langid tells which language a text is in, and how sure that is.
//
// The script decides first: Hangul is Korean, and a few foreign letters never
// outweigh the script of the sentence. Inside a script two small models weigh
// the languages: fastText's lid.176, which knows 176 by words and pieces of
// words (LICENSE-lid.176.md), and a Markov chain over the letters of words for
// 78, made by internal/train (LICENSE-letters.md). Rules correct what both are
// known to get wrong: letters that only one language has, and the little words
// that tell near relatives apart. What the outlet is known to publish in comes
// last, as a prior. A text with too little to go by is "und".
//
// [SupportOf] says how well each language is known.
package langid

import (
	"cmp"
	"maps"
	"math"
	"slices"
	"strings"

	"github.com/overview-news/overview/text/language"
)

// maxText bounds how much of a text is read, in bytes. More changes nothing:
// on the labelled articles 300 characters decide all of them.
const maxText = 1_500

// Prior is what is known before reading: the languages that a feed or an
// outlet publishes in, each with the share of its texts, say. The zero value
// knows nothing.
type Prior map[language.Tag]float64

// Result is the most likely language.
type Result struct {
	Language   language.Tag
	Confidence float64 // the probability that Language is right; 0 for und
}

// leastSure is the confidence below which Identify names no language: under it
// two answers of three would be wrong.
const leastSure = 0.2

// undetermined is the answer where there is too little to tell.
var undetermined = Result{Language: language.Und}

// Identify names the language of text, und where there is too little to tell.
func Identify(text string, prior Prior) Result {
	ranked := Rank(text, prior)
	if len(ranked) == 0 || ranked[0].Confidence < leastSure {
		return undetermined
	}
	return ranked[0]
}

// Rank returns the likely languages, the best first; none where there is too
// little to tell.
func Rank(text string, prior Prior) []Result {
	prior = prior.normal()
	clean := prepare(text)
	census := countScripts(clean)
	if census.letters == 0 {
		return nil
	}
	tags, scores := weigh(clean, census)
	total := 0.0
	for i, tag := range tags {
		if scores[i] > 0 {
			scores[i] *= 1 + priorStrength*prior[tag]
			total += scores[i]
		}
	}
	if total == 0 {
		return nil
	}
	limit := census.evidence(len(prior) > 0)
	var out []Result
	for i, tag := range tags {
		const least = 0.001
		if q := scores[i] / total; q >= least {
			out = append(out, Result{tag, q * limit})
		}
	}
	slices.SortFunc(out, func(a, b Result) int {
		return cmp.Or(cmp.Compare(b.Confidence, a.Confidence), cmp.Compare(a.Language, b.Language))
	})
	return out
}

// priorStrength is how many times more likely a language is that an outlet
// always publishes in. Chosen so that a headline of the other language still
// wins with a few of its own words.
const priorStrength = 60

// normal returns the prior with weights that add up to 1, or nil.
func (p Prior) normal() Prior {
	total := 0.0
	for _, tag := range slices.Sorted(maps.Keys(p)) {
		total += math.Max(p[tag], 0)
	}
	if total == 0 {
		return nil
	}
	normal := Prior{}
	for tag, w := range p {
		normal[tag] = math.Max(w, 0) / total
	}
	return normal
}

// weigh gives every possible language a weight.
func weigh(text string, c census) ([]language.Tag, []float64) {
	if found := c.byScript(text); found != nil {
		tags := slices.Sorted(maps.Keys(found)) // one order, so that sums are the same
		scores := make([]float64, len(tags))
		for i, tag := range tags {
			scores[i] = found[tag]
		}
		return tags, scores
	}
	m, u := loadModel(), loadLanguages()
	if c.upper*2 > c.letters {
		text = strings.ToLower(text)
	}
	scores := make([]float64, len(u.tags))
	fits := u.fits[c.dominant()]
	for label, p := range m.predict(text) {
		i := u.labels[label]
		if i >= 0 && !fits[i] && u.tags[i].Base() == "sr" {
			i = u.otherSerbian(i) // fastText's label is of both scripts
		}
		if i >= 0 && fits[i] {
			scores[i] += float64(p)
		}
	}
	for i := range scores {
		if fits[i] && u.missing[i] {
			scores[i] += missingFloor
		}
	}
	u.joinLetters(text, fits, scores)
	for i := range scores {
		if !u.press[i] {
			scores[i] *= rareFactor
		}
	}
	scores[u.at("bs")] *= bosnianFactor
	u.applyLetters(text, c, scores)
	u.applyWords(text, scores)
	u.splitScripts(c, scores)
	return u.tags, scores
}

// prepare drops what says nothing about the language: addresses, handles,
// figures and marks between words.
func prepare(text string) string {
	if len(text) > maxText {
		text = strings.ToValidUTF8(text[:maxText], "")
	}
	var b strings.Builder
	for w := range strings.FieldsSeq(text) {
		low := strings.ToLower(w)
		if strings.Contains(low, "://") || strings.HasPrefix(low, "www.") || strings.ContainsRune(w, '@') {
			continue
		}
		if b.Len() > 0 {
			b.WriteByte(' ')
		}
		b.WriteString(w)
	}
	return b.String()
}
