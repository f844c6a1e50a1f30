package main

import (
	"cmp"
	"unicode"

	"github.com/overview-news/overview/text/langid"
)

// scripts are those with figures of their own.
var scripts = []struct {
	name   string
	tables []*unicode.RangeTable
}{
	{"Latin", []*unicode.RangeTable{unicode.Latin}},
	{"CJK", []*unicode.RangeTable{unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Hangul}},
	{"Cyrillic", []*unicode.RangeTable{unicode.Cyrillic}},
	{"Greek", []*unicode.RangeTable{unicode.Greek}},
	{"Arabic", []*unicode.RangeTable{unicode.Arabic}},
	{"Indic", []*unicode.RangeTable{
		unicode.Devanagari, unicode.Bengali, unicode.Gurmukhi, unicode.Gujarati, unicode.Oriya,
		unicode.Tamil, unicode.Telugu, unicode.Kannada, unicode.Malayalam, unicode.Sinhala,
	}},
	{"Thai", []*unicode.RangeTable{unicode.Thai}},
}

// scriptSample bounds the text looked at, in characters, as the shared scorer
// does.
const scriptSample = 3_000

// scriptOf names the script of most letters of a page's labels.
func scriptOf(in *input) string {
	counts := map[string]int{}
	seen := 0
	for _, r := range in.Body + in.Title {
		if seen++; seen > scriptSample {
			break
		}
		if unicode.IsLetter(r) {
			counts[scriptOfLetter(r)]++
		}
	}
	best := ""
	for _, s := range scripts {
		if counts[s.name] > counts[best] {
			best = s.name
		}
	}
	if counts["other"] > counts[best] {
		best = "other"
	}
	return cmp.Or(best, "no text in the label")
}

func scriptOfLetter(r rune) string {
	for _, s := range scripts {
		if unicode.In(r, s.tables...) {
			return s.name
		}
	}
	return "other"
}

// languageOf is the language as labelled, else that of the labelled text.
func languageOf(in *input) string {
	return cmp.Or(in.Language, langid.Identify(in.Body, nil).Language.Base())
}
