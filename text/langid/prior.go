package langid

import (
	"slices"

	"github.com/overview-news/overview/text/language"
)

// RecentTexts is how many of an outlet's last articles [PriorOf] is meant for.
const RecentTexts = 100

// declaredTexts is how many articles what an outlet declares is worth. Feeds
// declare the wrong language more often than ten articles in a row are in it.
const declaredTexts = 10

// PriorOf joins what a feed or an outlet declares with how many of its last
// articles were found to be in each language. Either may be empty. Of several
// declared languages each counts alike.
func PriorOf(declared []language.Tag, recent map[language.Tag]int) Prior {
	p := Prior{}
	declared = slices.DeleteFunc(slices.Clone(declared), func(t language.Tag) bool { return t == "" || t == language.Und })
	for _, tag := range declared {
		p[tag] += declaredTexts / float64(len(declared))
	}
	for tag, n := range recent {
		if tag != "" && tag != language.Und && n > 0 {
			p[tag] += float64(n)
		}
	}
	return p.normal()
}

// Blocks identifies the blocks of one page: the language of the whole, and of
// every block by itself. A block is in the page's language unless it is long
// and clear enough to say otherwise; one without letters is too.
func Blocks(blocks []string, prior Prior) (whole Result, each []Result) {
	text := ""
	for _, b := range blocks {
		if len(text) < maxText {
			text += b + "\n"
		}
	}
	whole = Identify(text, prior)
	const strange, letters = 0.8, 25 // least confidence and letters of a block in another language
	for _, b := range blocks {
		r := Identify(b, Prior{whole.Language: 1})
		if r.Language == whole.Language || r.Confidence < strange || countScripts(prepare(b)).letters < letters {
			r = Result{whole.Language, max(r.Confidence, 0)}
			if r.Language == language.Und {
				r = undetermined
			}
		}
		each = append(each, r)
	}
	return whole, each
}
