package langid

import (
	"slices"
	"strings"
	"sync"

	"github.com/overview-news/overview/text/language"
)

// languages are all that the models and rules know, in one order, and what
// each of them knows about them by their places in it.
type languages struct {
	tags    []language.Tag
	place   map[language.Tag]int
	fits    [scriptCount][]bool // written in the script
	press   []bool              // printed by outlets of the catalog
	missing []bool              // unknown to fastText's model
	labels  []int               // place of each of fastText's labels, −1 where it has none
	letters []int               // place of each language of the letter model
	ruled   [][]bool            // of each letter rule: the languages that have the letters
	words   map[string][]int
	affixes [][]int // places of each rule's languages
}

// pressLanguages are the languages that outlets of the catalog publish in and
// their near relatives. A title is a hundred times more likely to be in one of
// them than in any of the others that fastText knows.
const pressLanguages = "af am ar as az be bg bn bo bs ca ckb cs cy da de dv el en es et eu fa fi fil fo fr fy ga gd gl gu ha he hi hr ht hu hy " +
	"id ig is it ja ka kk kl km kn ko ku ky lb lo lt lv mg mi mk ml mn mr ms mt my nb ne nl nn ny om or pa pap pl ps pt rm ro ru rw si sk sl sn so " +
	"sq sr-Cyrl sr-Latn st sv sw ta te tet tg th ti tk tn tr ts ug uk ur uz uz-Cyrl vi xh yi yo zh-Hans zh-Hant zu"

// rareFactor is what other languages are worth. fastText was trained on
// Wikipedia, where machines wrote as much Cebuano as people wrote French.
const rareFactor = 0.05

// bosnianFactor is what Bosnian is worth beside Serbian and Croatian: short
// texts are in all three, and its press is the smallest.
const bosnianFactor = 0.3

// missingFloor is what a language that fastText lacks starts from.
const missingFloor = 1e-3

// unknownToModel are languages of the press that lid.176 was not trained on.
// All but Oromo are in the letter model.
var unknownToModel = strings.Fields("fo ha ig kl ny om pap rw sn st tet tn ts xh zu")

var loadLanguages = sync.OnceValue(func() *languages {
	u := &languages{place: map[language.Tag]int{}, words: map[string][]int{}}
	labels := loadModel().labels
	for _, label := range labels {
		if tag := labelTag(label); tag != language.Und {
			u.tags = append(u.tags, tag)
		}
	}
	for _, tag := range unknownToModel {
		u.tags = append(u.tags, language.Tag(tag))
	}
	u.tags = append(append(u.tags, loadLetters().tags...), "bs", "uz-Cyrl")
	slices.Sort(u.tags)
	u.tags = slices.Compact(u.tags)
	for i, tag := range u.tags {
		u.place[tag] = i
	}
	for _, label := range labels {
		u.labels = append(u.labels, u.at(labelTag(label)))
	}
	for _, tag := range loadLetters().tags {
		u.letters = append(u.letters, u.at(tag))
	}
	u.press, u.missing = u.set(pressLanguages), u.set(strings.Join(unknownToModel, " "))
	u.readRules()
	return u
})

// at returns a language's place, or −1.
func (u *languages) at(tag language.Tag) int {
	if i, known := u.place[tag]; known {
		return i
	}
	return -1
}

// set returns which languages a list names.
func (u *languages) set(list string) []bool {
	in := make([]bool, len(u.tags))
	for tag := range strings.FieldsSeq(list) {
		if i := u.at(language.Tag(tag)); i >= 0 {
			in[i] = true
		}
	}
	return in
}

func (u *languages) readRules() {
	for s := range u.fits {
		u.fits[s] = make([]bool, len(u.tags))
		for i, tag := range u.tags {
			u.fits[s][i] = isWritten(tag, script(s))
		}
	}
	for _, rule := range letterRules {
		u.ruled = append(u.ruled, u.set(rule.tags))
	}
	for i, tag := range u.tags {
		for w := range wordSet(wordRules[tag]) {
			u.words[w] = append(u.words[w], i)
		}
	}
	for _, rule := range affixes {
		var places []int
		for _, tag := range rule.tags {
			places = append(places, u.at(tag))
		}
		u.affixes = append(u.affixes, places)
	}
}

// splitScripts gives Uzbek the script that the text is in.
func (u *languages) splitScripts(c census, scores []float64) {
	if c.share(scriptCyrillic) > 0.5 {
		from, to := u.at("uz"), u.at("uz-Cyrl")
		scores[to] += scores[from]
		scores[from] = 0
	}
}

// otherSerbian returns the place of Serbian in the other script.
func (u *languages) otherSerbian(place int) int {
	if u.tags[place] == "sr-Cyrl" {
		return u.at("sr-Latn")
	}
	return u.at("sr-Cyrl")
}

// labelTag maps a label of fastText's model to our tag. Scripts tell Chinese,
// Japanese and Korean.
func labelTag(label string) language.Tag {
	switch label {
	case "no":
		return "nb"
	case "sr":
		return "sr-Cyrl"
	case "sh":
		return "sr-Latn"
	case "zh", "ja", "ko", "wuu", "yue":
		return language.Und
	}
	tag, _ := language.Parse(label)
	return tag
}

// homes are the scripts of languages that are not written in Latin letters.
var homes = func() map[language.Tag]script {
	m := map[language.Tag]script{}
	for s, list := range map[script]string{
		scriptCyrillic:   "ru uk be bg mk sr-Cyrl kk ky mn tg tt ba cv ce os sah bxr xal kv mhr mrj myv av lez krc tyv rue ab udm uz-Cyrl",
		scriptArabic:     "ar fa ur ps ckb ug sd arz azb pnb pa-Arab mzn lrc",
		scriptDevanagari: "hi mr ne sa gom kok bh bho mai new dty",
	} {
		for tag := range strings.FieldsSeq(list) {
			m[language.Tag(tag)] = s
		}
	}
	return m
}()

// bothScripts are languages that fastText knows by one tag in two scripts.
var bothScripts = map[language.Tag]bool{"uz": true, "az": true, "ku": true}

// isWritten reports whether a language is written in a script.
func isWritten(tag language.Tag, s script) bool {
	home, other := homes[tag]
	if !other {
		home = scriptLatin
	}
	return home == s || bothScripts[tag] && (s == scriptLatin || s == scriptCyrillic)
}
