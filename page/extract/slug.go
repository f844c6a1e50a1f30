package extract

import (
	"net/url"
	"path"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// isSlug reports whether the last step of an address is a text and nothing
// else, as in ".../macron-demissionne.html" for "Macron démissionne".
func isSlug(text, address string) bool {
	const least = 6 // letters that a name of something has
	slug := lastStep(address)
	if i := strings.LastIndexByte(slug, '.'); i > 0 {
		slug = slug[:i]
	}
	slug = bareLetters(slug)
	for _, f := range asSlugs(text) {
		if len(f) >= least && f == slug {
			return true
		}
	}
	return false
}

// inSlug reports whether the last step of an address holds a text.
func inSlug(text, address string) bool {
	slug := bareLetters(lastStep(address))
	for _, f := range asSlugs(text) {
		if f != "" && strings.Contains(slug, f) {
			return true
		}
	}
	return false
}

// lastStep is the last step of an address's path.
func lastStep(address string) string {
	u, err := url.Parse(address)
	if err != nil || len(u.Path) > maxField {
		return ""
	}
	return path.Base(u.Path)
}

// asSlugs are the ways to write a text in an address, without what stands
// between the words.
func asSlugs(text string) []string {
	return []string{bareLetters(text), bareLetters(expanded(text))}
}

var expander = strings.NewReplacer("ä", "ae", "ö", "oe", "ü", "ue", "å", "aa", "ø", "oe", "æ", "ae", "ß", "ss")

// expanded writes letters as addresses do that have no accents.
func expanded(text string) string { return expander.Replace(strings.ToLower(text)) }

// bareLetters are the letters and digits of a text without accents.
func bareLetters(s string) string {
	return strings.Map(func(c rune) rune {
		if unicode.IsLetter(c) || unicode.IsNumber(c) {
			return unicode.ToLower(c)
		}
		return -1
	}, norm.NFD.String(s))
}
