package langid

import (
	"slices"
	"strings"

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

// Blocks names the language of every block of a page that is in whole. A block
// is in the page's language unless it is long and clear enough to say
// otherwise: a list of names is in no language of its own, and near relatives
// cannot be told by a sentence.
func Blocks(blocks []string, whole language.Tag) []language.Tag {
	out := make([]language.Tag, len(blocks))
	for i, b := range blocks {
		out[i] = whole
		if whole == language.Und || whole == "" {
			continue
		}
		r := identifyBlock(b, whole)
		if r.Confidence >= strangeSure && isStranger(r.Language, whole, countScripts(prepare(b)).letters) {
			out[i] = r.Language
		}
	}
	return out
}

// What a block needs to be in another language than its page. With 25 letters
// 54 of the development archive's 18,959 blocks were said to be, of which 37
// were a list of boxers; with these 15 are, 14 of them of one bilingual page.
const (
	strangeSure    = 0.8
	strangeLetters = 60 // in the script of the page
	strangeScript  = 12 // in another one
)

// firstLook is how much of a block, in bytes, shows whether it is worth
// reading on: a page's blocks are nearly always in the page's language.
const firstLook = 120

// identifyBlock names the language of a block of a page that is in whole. What
// is plainly in that language by the cheaper of the two models is not weighed
// further.
func identifyBlock(block string, whole language.Tag) Result {
	const plain = 0.25
	if p := glance(block, whole); p >= plain {
		return Result{whole, p}
	}
	return Identify(block, Prior{whole: 1})
}

// glance is how likely the words at the start of a text are of a language, by
// the model of words alone; 0 where that does not know the language.
func glance(text string, tag language.Tag) float64 {
	if len(text) > firstLook {
		text = strings.ToValidUTF8(text[:firstLook], "")
	}
	text = prepare(text)
	if countScripts(text).letters == 0 {
		return 0
	}
	u, total := loadLanguages(), 0.0
	for label, p := range loadModel().predict(text) {
		if i := u.labels[label]; i >= 0 && u.tags[i].Base() == tag.Base() {
			total += float64(p)
		}
	}
	return total
}

// isStranger reports whether a block with so many letters can be in lang on a
// page that is in whole.
func isStranger(lang, whole language.Tag, letters int) bool {
	switch {
	case lang == whole, lang.Base() == whole.Base():
		return false
	case lang.Script() != whole.Script():
		return letters >= strangeScript
	}
	return letters >= strangeLetters && !areNear(lang, whole)
}

// nearGroups are languages of one script that share most sentences.
var nearGroups = [][]string{{"nb", "nn", "no", "da"}, {"hr", "bs", "sr"}, {"id", "ms"}}

func areNear(a, b language.Tag) bool {
	for _, g := range nearGroups {
		if slices.Contains(g, a.Base()) && slices.Contains(g, b.Base()) {
			return true
		}
	}
	return false
}
