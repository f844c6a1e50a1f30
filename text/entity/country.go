package entity

import (
	"sync"

	"golang.org/x/text/language"
	"golang.org/x/text/language/display"
)

// Mention is a country named in a text.
type Mention struct {
	// Country is an ISO 3166-1 alpha-2 code, or XK.
	Country string
	// From and To are the words that name it: [Text.Words][From:To].
	From, To int
}

// maxNameWords is the longest country name that is looked up, in words.
const maxNameWords = 4

// Countries appends to dst the countries that t names in the language with the
// given base tag ("en", "ru"). Names come from the Unicode locale data in the
// languages of [Languages]; English also knows capitals, demonyms and the
// names of governments. Inflected forms are recognised by their beginning. A
// text in another language is read with the English names.
func Countries(dst []Mention, lang string, t Text) []Mention {
	g := gazetteerOf(lang)
	for i := 0; i < len(t.Words); {
		code, n := g.at(t, i)
		if n == 0 {
			i++
			continue
		}
		dst = append(dst, Mention{Country: code, From: i, To: i + n})
		i += n
	}
	return dst
}

// gazetteer is the country names of one language.
type gazetteer struct {
	names   map[string]string // lower-case name → code
	firsts  map[string]bool   // first words of names of several words
	stems   map[string]string // beginnings of names of one word, for inflected languages
	cased   bool              // names are written with a capital
	maxTail int               // letters that may follow a stem
	prefix  []string          // particles written together with the name
}

// at returns the country named by the words from i on, and how many they are.
func (g *gazetteer) at(t Text, i int) (string, int) {
	w := t.Words[i]
	if w.Number || g.cased && !w.Capital {
		return "", 0
	}
	word := t.Lower(i)
	if g.firsts[word] {
		for n := min(maxNameWords, len(t.Words)-i); n > 1; n-- {
			if code, ok := g.names[t.Phrase(i, i+n)]; ok {
				return code, n
			}
		}
	}
	if code, ok := g.one(word); ok {
		return code, 1
	}
	for _, p := range g.prefix {
		if len(word) > len(p)+5 && word[:len(p)] == p {
			if code, ok := g.one(word[len(p):]); ok {
				return code, 1
			}
		}
	}
	return "", 0
}

// minStem is the shortest beginning that is trusted, in runes.
const minStem = 4

func (g *gazetteer) one(word string) (string, bool) {
	if code, ok := g.names[word]; ok {
		return code, true
	}
	if g.maxTail == 0 {
		return "", false
	}
	var ends [maxWordRunes + 2]int
	runes := 0
	for i := range word {
		ends[runes] = i
		runes++
	}
	ends[runes] = len(word)
	for n := runes; n >= minStem && n >= runes-g.maxTail; n-- {
		if code, ok := g.stems[word[:ends[n]]]; ok {
			return code, true
		}
	}
	return "", false
}

// Languages are the base tags with country names of their own.
var Languages = []string{
	"en", "ar", "bg", "bn", "cs", "da", "de", "el", "es", "fa", "fi", "fr", "he", "hi", "hr", "hu", "id",
	"it", "ja", "ko", "nb", "ne", "nl", "pl", "pt", "ro", "ru", "sk", "sl", "sq", "sr", "sv", "sw", "th",
	"tr", "uk", "ur", "vi", "zh",
}

var gazetteers = func() map[string]func() *gazetteer {
	m := make(map[string]func() *gazetteer, len(Languages))
	for _, lang := range Languages {
		m[lang] = sync.OnceValue(func() *gazetteer { return build(lang) })
	}
	return m
}()

func gazetteerOf(lang string) *gazetteer {
	if g, ok := gazetteers[lang]; ok {
		return g()
	}
	return gazetteers["en"]()
}

func build(lang string) *gazetteer {
	g := &gazetteer{names: map[string]string{}, firsts: map[string]bool{}, stems: map[string]string{}}
	g.cased = capitalised(lang)
	g.prefix = particles[lang]
	switch {
	case lang == "en":
		g.lines(alsoEnglish)
	case g.prefix != nil, lang == "zh", lang == "ja", lang == "th", lang == "vi", lang == "id":
	case g.cased:
		g.maxTail = 4
	default:
		g.maxTail = 6
	}
	g.lines(alsoOther[lang])
	namer := display.Regions(language.Make(lang))
	if namer == nil {
		return g
	}
	for _, code := range regionCodes() {
		g.add(namer.Name(language.MustParseRegion(code)), code)
	}
	return g
}

// add enters one name. The first name that is entered wins.
func (g *gazetteer) add(name, code string) {
	t := Cut(name, maxNameWords+8)
	if len(t.Words) == 0 || len(t.Words) > maxNameWords {
		return
	}
	key := t.Phrase(0, len(t.Words))
	if _, taken := g.names[key]; !taken {
		g.names[key] = code
	}
	if len(t.Words) > 1 {
		g.firsts[t.Lower(0)] = true
		return
	}
	if runes := []rune(key); g.maxTail > 0 && len(runes) >= minStem {
		cut := max(minStem, len(runes)-1)
		if len(runes) >= 8 {
			cut = len(runes) - 2
		}
		stem := string(runes[:cut])
		if _, taken := g.stems[stem]; !taken {
			g.stems[stem] = code
		}
	}
}

// capitalised says whether lang writes names with a capital.
func capitalised(lang string) bool {
	switch lang {
	case "ar", "fa", "ur", "he", "hi", "ne", "bn", "th", "zh", "ja", "ko":
		return false
	case "ru", "uk", "bg", "sr", "el": // adjectives of countries are lower case there and count too
		return false
	}
	return true
}

// particles are written together with the word that follows them.
var particles = map[string][]string{
	"ar": {"ال", "وال", "بال", "لل", "و", "ب", "ل", "ف"},
	"he": {"ה", "ב", "ל", "מ", "ש", "ו", "וה", "שב", "מה"},
}

// regionCodes are the ISO 3166-1 codes that Unicode gives names, and XK.
var regionCodes = sync.OnceValue(func() []string {
	var codes []string
	for a := 'A'; a <= 'Z'; a++ {
		for b := 'A'; b <= 'Z'; b++ {
			code := string([]rune{a, b})
			r, err := language.ParseRegion(code)
			if err != nil || !r.IsCountry() || r.String() != code || r.Canonicalize() != r { // DD was Germany too
				continue
			}
			switch code {
			case "EU", "UN", "EZ", "QO", "ZZ", "XA", "XB", "AC", "CP", "DG", "IC", "TA", "EA":
				continue
			}
			codes = append(codes, code)
		}
	}
	return codes
})
