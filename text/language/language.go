// Package language knows the languages that news is written in: their tags,
// names, scripts and writing directions.
//
// A [Tag] is a BCP 47 tag cut down to what tells readers and translators
// apart: the language, and its script where the language is printed in more
// than one. Regions, variants and extensions are dropped, because "en-GB" and
// "en-US" are one language to a reader and to a model. Chinese and Serbian
// always carry their script (zh-Hans, zh-Hant, sr-Cyrl, sr-Latn); every other
// language carries one only when it is not the usual one (uz-Cyrl, pa-Arab).
//
// Tags are comparable with ==. [Parse] accepts what feeds and pages really
// declare: old codes (iw, in, no, tl), three letters (eng, ger, arb),
// underscores (pt_BR), dialect codes that CLDR folds into a larger language
// (cmn, pes, swh), and English or native names.
package language

import (
	"slices"
	"strings"
	"sync"

	"golang.org/x/text/language"
	"golang.org/x/text/language/display"
)

// A Tag is a canonical BCP 47 tag: a language, with a script where needed.
type Tag string

// Und is the tag of text whose language is not known.
const Und Tag = "und"

// A Direction is a value of HTML's dir attribute.
type Direction string

// The two writing directions; vertical Mongolian is set left to right on pages.
const (
	LTR Direction = "ltr"
	RTL Direction = "rtl"
)

// maxTag bounds what Parse looks at, in bytes. The longest real declaration is
// a tag with extensions or a language's name; both stay under 64.
const maxTag = 64

// Parse returns the canonical form of a declared language, or Und and false
// if it names none. It is case-insensitive and ignores surrounding space. Of a
// list ("en, fr") it reads the first.
func Parse(s string) (Tag, bool) {
	if i := strings.IndexAny(s, ",;"); i >= 0 {
		s = s[:i]
	}
	s = strings.TrimSpace(s)
	if s == "" || len(s) > maxTag {
		return Und, false
	}
	if t, ok := byName()[strings.ToLower(s)]; ok {
		return t, true
	}
	if !isTagText(s) {
		return Und, false
	}
	// The error of a well-formed tag with unknown parts leaves the known ones.
	parsed, err := language.Parse(s)
	if _, partly := err.(language.ValueError); err != nil && !partly {
		return Und, false
	}
	return canonical(parsed)
}

// canonical drops what this package does not tell apart.
func canonical(parsed language.Tag) (Tag, bool) {
	base, _, _ := parsed.Raw() // Base would guess English for "und"
	script, _ := parsed.Script()
	code := base.String()
	if f, ok := folded[code]; ok {
		code = f
	}
	switch code {
	case "und", "mul", "mis", "zxx", "":
		return Und, false
	case "zh", "sr":
		return Tag(code + "-" + script.String()), true
	}
	usual := usualScript(code)
	if s := script.String(); usual != "" && s != usual && printed[code+"-"+s] {
		return Tag(code + "-" + s), true
	}
	return Tag(code), true
}

// folded maps codes to the code under which a newspaper reader looks for them:
// macro languages to their usual member and national standards to the
// language they are a standard of (CLDR's languageAlias, plus Norwegian).
var folded = map[string]string{
	"no": "nb", "tl": "fil", "sh": "sr", "mo": "ro", "cmn": "zh",
	"arb": "ar", "arz": "ar", "swh": "sw", "swc": "sw", "pes": "fa", "prs": "fa",
	"azj": "az", "azb": "az", "khk": "mn", "ekk": "et", "lvs": "lv", "npi": "ne",
	"ory": "or", "pbt": "ps", "pbu": "ps", "pst": "ps", "uzn": "uz", "uzs": "uz",
	"zsm": "ms", "als": "sq", "aln": "sq", "kmr": "ku", "gaz": "om", "plt": "mg",
	"tw": "ak", "fat": "ak", "ydd": "yi", "gug": "gn", "quz": "qu", "quy": "qu",
	"ayr": "ay", "hat": "ht", "dgo": "doi", "gom": "kok", "knn": "kok", "fuv": "ff",
	"ike": "iu", "tdt": "tet",
}

// printed lists the languages with a second script that newspapers use; any
// other script of a declaration is a mistake or a transliteration and dropped.
var printed = map[string]bool{
	"az-Arab": true, "bs-Cyrl": true, "kk-Arab": true, "ku-Arab": true,
	"mn-Mong": true, "pa-Arab": true, "uz-Arab": true, "uz-Cyrl": true,
}

func isTagText(s string) bool {
	for i := range len(s) {
		c := s[i]
		letter := 'a' <= c|0x20 && c|0x20 <= 'z'
		if !letter && !('0' <= c && c <= '9') && c != '-' && c != '_' {
			return false
		}
	}
	return true
}

// Known returns every tag that has both an English and a native name here,
// sorted.
func Known() []Tag {
	tags := make([]Tag, len(records))
	for i, r := range records {
		tags[i] = r.tag
	}
	return tags
}

// Known reports whether the package has names for t.
func (t Tag) Known() bool {
	_, ok := find(t)
	return ok
}

// Base returns the language without its script: "zh" of zh-Hant.
func (t Tag) Base() string {
	base, _, _ := strings.Cut(string(t), "-")
	return base
}

// Script returns the ISO 15924 code of the script t is printed in, such as
// "Latn" or "Arab", and "Zzzz" where it is not known.
func (t Tag) Script() string {
	if r, ok := find(t); ok {
		return r.script
	}
	parsed, err := language.Parse(string(t))
	if err != nil || t == Und || t == "" {
		return "Zzzz"
	}
	script, _ := parsed.Script()
	return script.String()
}

// Direction returns the writing direction of t's script, LTR if unknown.
func (t Tag) Direction() Direction {
	switch t.Script() {
	case "Arab", "Hebr", "Thaa", "Syrc", "Nkoo", "Adlm", "Rohg", "Mand", "Samr":
		return RTL
	}
	return LTR
}

// Name returns t's English name, and t itself where there is none.
func (t Tag) Name() string {
	if r, ok := find(t); ok {
		return r.english
	}
	if t == Und || t == "" {
		return "Unknown language"
	}
	parsed, err := language.Parse(string(t))
	if err != nil {
		return string(t)
	}
	if name := display.English.Tags().Name(parsed); name != "" {
		return name
	}
	return string(t)
}

// Native returns t's name in the language itself, else its English name.
func (t Tag) Native() string {
	if r, ok := find(t); ok {
		return r.native
	}
	return t.Name()
}

// Close reports whether a and b cannot be told apart reliably in short texts:
// the same language in any script, or one of a few near-identical written
// standards (Norwegian Bokmål and Nynorsk; Bosnian, Croatian and Serbian;
// Indonesian and Malay). A declared language is contradicted only by a
// detected one that is not close to it.
func Close(a, b Tag) bool {
	return closeGroup(a.Base()) == closeGroup(b.Base())
}

func closeGroup(base string) string {
	switch base {
	case "nn":
		return "nb"
	case "bs", "hr":
		return "sr"
	case "ms":
		return "id"
	}
	return base
}

func find(t Tag) (record, bool) {
	i, ok := slices.BinarySearchFunc(records[:], t, func(r record, t Tag) int {
		return strings.Compare(string(r.tag), string(t))
	})
	if !ok {
		return record{}, false
	}
	return records[i], true
}

// usualScript is the script of a language's plain tag, "" if not known.
func usualScript(base string) string {
	if r, ok := find(Tag(base)); ok {
		return r.script
	}
	return ""
}

// byName finds tags by English and native names in lower case. "Chinese" and
// "Serbian" mean the script most used in their largest country's press.
var byName = sync.OnceValue(func() map[string]Tag {
	names := map[string]Tag{
		"chinese": "zh-Hans", "中文": "zh-Hans", "serbian": "sr-Cyrl",
		"norwegian": "nb", "norsk": "nb", "farsi": "fa", "tagalog": "fil",
		"kurdish": "ku", "bangla": "bn", "odia": "or", "bahasa indonesia": "id",
		"bahasa melayu": "ms", "castellano": "es", "serbo-croatian": "sr-Latn",
	}
	for _, r := range records {
		for _, name := range []string{r.english, r.native} {
			key := strings.ToLower(name)
			if _, taken := names[key]; !taken && len(key) > 3 {
				names[key] = r.tag
			}
		}
	}
	return names
})
