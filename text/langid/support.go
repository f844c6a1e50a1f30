package langid

import (
	"maps"
	"slices"

	"github.com/overview-news/overview/text/language"
)

// Support is how well a language is known.
type Support int

// The grades, the worst first.
const (
	Unknown    Support = iota // taken for another language
	ByRules                   // by its little words and affixes alone: whole sentences only
	ByOneModel                // by fastText's model, or by the letter model
	ByModels                  // by both
	ByScript                  // by its script, alone or with a few words and letters
)

// String is the grade as the docs print it.
func (s Support) String() string {
	return [...]string{"unknown", "rules alone", "one model", "both models", "script"}[s]
}

// scriptLanguages share a script with one or two others, which letters and
// words tell.
var scriptLanguages = []language.Tag{"zh-Hans", "zh-Hant", "ja", "ko", "he", "yi", "bn", "as", "am", "ti"}

// SupportOf returns how well a language is known.
func SupportOf(tag language.Tag) Support {
	for _, r := range ranges {
		if r.only == tag && tag != "" {
			return ByScript
		}
	}
	if slices.Contains(scriptLanguages, tag) {
		return ByScript
	}
	u := loadLanguages()
	i := u.at(tag)
	if i < 0 {
		return Unknown
	}
	words, chain := slices.Contains(u.labels, i), slices.Contains(u.letters, i)
	switch {
	case words && chain:
		return ByModels
	case words || chain || tag == "uz-Cyrl":
		return ByOneModel
	case wordRules[tag] != "":
		return ByRules
	}
	return Unknown
}

// Supported returns every language that is known, sorted.
func Supported() []language.Tag {
	all := map[language.Tag]bool{}
	for _, tag := range loadLanguages().tags {
		all[tag] = true
	}
	for _, r := range ranges {
		all[r.only] = true
	}
	for _, tag := range scriptLanguages {
		all[tag] = true
	}
	delete(all, "")
	maps.DeleteFunc(all, func(tag language.Tag, _ bool) bool { return SupportOf(tag) == Unknown })
	return slices.Sorted(maps.Keys(all))
}
