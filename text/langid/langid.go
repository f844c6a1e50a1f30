// Package langid tells which language a text is in, and how sure that is.
//
// The script decides first: Hangul is Korean, and a few foreign letters never
// outweigh the script of the sentence. Inside a script a small statistical
// model (fastText's lid.176, see LICENSE-lid.176.md) weighs the languages, and
// rules correct what it is known to get wrong: letters that only one language
// has, and the little words that tell near relatives apart. What the outlet is
// known to publish in comes last, as a prior. A text with nothing to go by is
// "und" with confidence 0.
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

// undetermined is the answer where there is too little to tell.
var undetermined = Result{Language: language.Und}

// Identify names the language of text.
func Identify(text string, prior Prior) Result {
	ranked := Rank(text, prior)
	if len(ranked) == 0 {
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
	scores := weigh(clean, census)
	total := 0.0
	tags := slices.Sorted(maps.Keys(scores)) // one order, so that sums are the same
	for _, tag := range tags {
		scores[tag] *= 1 + priorStrength*prior[tag]
		total += scores[tag]
	}
	if total == 0 {
		return nil
	}
	limit := census.evidence(len(prior) > 0)
	var out []Result
	for _, tag := range tags {
		p := scores[tag]
		const least = 0.001
		if q := p / total; q >= least {
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
func weigh(text string, c census) map[language.Tag]float64 {
	if scores := c.byScript(text); scores != nil {
		return scores
	}
	m := loadModel()
	if c.upper*2 > c.letters {
		text = strings.ToLower(text)
	}
	scores := map[language.Tag]float64{}
	for i, p := range m.predict(text) {
		tag, known := labelTags()[m.labels[i]]
		if !known || !c.fits(tag) {
			continue
		}
		scores[tag] += float64(p)
	}
	for _, tag := range unknownToModel {
		if c.fits(tag) {
			scores[tag] += missingFloor
		}
	}
	applyLetters(text, c, scores)
	applyWords(text, scores)
	splitScripts(c, scores)
	return scores
}

// missingFloor is what a language that the model lacks starts from.
const missingFloor = 1e-3

// unknownToModel are languages of the press that lid.176 was not trained on;
// their words alone speak for them.
var unknownToModel = []language.Tag{"zu", "xh", "ha", "ig", "rw", "sn", "st", "tn", "ny", "om"}

// splitScripts gives Serbian and Uzbek the script that the text is in.
func splitScripts(c census, scores map[language.Tag]float64) {
	if c.share(scriptCyrillic) > 0.5 {
		if p, present := scores["uz"]; present {
			scores["uz-Cyrl"] += p
			delete(scores, "uz")
		}
	}
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
