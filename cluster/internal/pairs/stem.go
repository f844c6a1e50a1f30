package pairs

import (
	"strings"
	"unicode/utf8"

	"github.com/overview-news/overview/text/entity"
)

// stemRunes is how much of a word counts in languages without a stemmer.
const stemRunes = 6

// stem cuts inflection: light suffixes in English, everything after the sixth
// letter elsewhere. A real stemmer gained nothing in English and one point in
// other languages (grouping.md, "Stems").
func stem(lang, word string) string {
	if lang == "en" {
		return stemEnglish(word)
	}
	n := 0
	for i := range word {
		if n == stemRunes {
			return word[:i]
		}
		n++
	}
	return word
}

func stemEnglish(w string) string {
	n := len(w)
	switch {
	case n > 5 && strings.HasSuffix(w, "ies"):
		return w[:n-3] + "y"
	case n > 6 && strings.HasSuffix(w, "ing"):
		return undouble(w[:n-3])
	case n > 5 && strings.HasSuffix(w, "ied"):
		return w[:n-3] + "y"
	case n > 5 && strings.HasSuffix(w, "ed"):
		return undouble(w[:n-2])
	case n > 5 && (strings.HasSuffix(w, "ches") || strings.HasSuffix(w, "shes") || strings.HasSuffix(w, "sses")):
		return w[:n-2]
	case n > 3 && w[n-1] == 's' && w[n-2] != 's' && w[n-2] != 'u' && w[n-2] != 'i':
		return strings.TrimSuffix(w[:n-1], "e")
	case n > 4 && w[n-1] == 'e':
		return w[:n-1]
	}
	return w
}

func undouble(w string) string {
	n := len(w)
	if n > 3 && w[n-1] == w[n-2] && w[n-1] != 'l' && w[n-1] != 's' {
		return w[:n-1]
	}
	return strings.TrimSuffix(w, "e")
}

// endings are what a language hangs on names, longest first.
var endings = map[string][]string{
	"ru": {"ами", "ями", "ого", "его", "ому", "ему", "ской", "ом", "ем", "ой", "ей", "ов", "ев", "ам", "ям", "ах", "ях", "ым", "им"},
	"uk": {"ами", "ями", "ого", "ому", "ові", "ом", "ем", "ою", "ею", "ів", "ам", "ям", "ах", "ях"},
	"sq": {"eve", "ëve", "ve", "it", "in", "ës", "së", "së", "t", "n", "s"},
	"bn": {"দের", "গুলো", "কে", "তে", "ের", "র", "টি"},
	"ne": {"लाई", "हरू", "को", "का", "की", "ले", "मा"},
	"fa": {"های", "هایی", "ها"},
	"sl": {"om", "em", "ov", "ev", "ih", "ja", "ju"},
}

// minBare is how many letters must remain of a word without its ending.
const minBare = 4

// bare cuts the ending that a language hangs on names, so that the skeletons
// of all forms are one.
func bare(lang, word string) string {
	for _, e := range endings[lang] {
		rest, ok := strings.CutSuffix(word, e)
		if ok && utf8.RuneCountInString(rest) >= minBare {
			return rest
		}
	}
	return word
}

// withoutParticle cuts the article or preposition that Arabic and Hebrew write
// together with a word.
func withoutParticle(lang, word string) (string, bool) {
	var list []string
	switch lang {
	case "ar":
		list = []string{"وال", "بال", "ال", "لل", "و", "ب", "ل", "ف"}
	case "he":
		list = []string{"וה", "שה", "ב", "ה", "ל", "מ", "ש", "ו"}
	}
	for _, p := range list {
		rest, ok := strings.CutPrefix(word, p)
		if ok && utf8.RuneCountInString(rest) >= minBare {
			return rest, true
		}
	}
	return "", false
}

// cased reports whether a lower-case word is written in a script that has
// capitals.
func cased(word string) bool {
	r, _ := utf8.DecodeRuneInString(word)
	return r < 0x590 || r >= 0x10a0 && r <= 0x10ff || r >= 0x1e00 && r < 0x2000
}

// mostlyCapital reports whether a title writes most words with a capital, so
// that a capital says nothing about names.
func mostlyCapital(t entity.Text) bool {
	long, capital := 0, 0
	for i, w := range t.Words {
		if len(t.Lower(i)) < 4 || w.Number {
			continue
		}
		long++
		if w.Capital {
			capital++
		}
	}
	return long >= 3 && capital*10 >= long*7
}

func lowerOf(s string) string { return strings.ToLower(s) }

var prepositions = setOf("in", "at", "near", "off", "outside", "towards", "toward", "from")

var stopWords = setOf(strings.Fields(`a an the and or but if of to in on at by for with from as into over after
before about up out off than then so not no nor is are was were be been being has have had do does did will would
can could may might shall should must it its he she his her him they them their we our us you your i my me this
that these those there here who whom whose which what when where why how all any both each more most other some
such only own same too very just also now new says said say amid between during under again against while because
until through according told tell news latest live update updates video read one per via get got`)...)
