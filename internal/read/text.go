package read

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/bidi"

	"github.com/overview-news/overview/text/language"
)

// Text is a string with the language and direction that it is in.
type Text struct {
	Text string
	Lang string // BCP 47; empty is unknown
	Dir  string // ltr or rtl; auto only while nothing is known
	// Unsure says that who translated it was not sure of it.
	Unsure bool
}

// IsZero reports whether there is no text.
func (t Text) IsZero() bool { return t.Text == "" }

// maxLine bounds a headline or a name on a page, in characters. The longest
// honest headlines seen are under 300.
const maxLine = 400

// maxMarks bounds how many combining marks may sit on one letter. Living
// scripts need four; more is an attack on the layout.
const maxMarks = 6

// English is a line of English text.
func English(s string) Text { return Text{Text: line(s), Lang: "en", Dir: "ltr"} }

// Foreign is a line of text in the language of tag, which may be unknown.
func Foreign(s, tag string) Text {
	s = line(s)
	return Text{Text: s, Lang: known(tag), Dir: direction(s, tag)}
}

// known is the language that tag names, or nothing.
func known(tag string) string {
	parsed, ok := language.Parse(tag)
	if !ok {
		return ""
	}
	return string(parsed)
}

// languageName is the English name of the language that tag names.
func languageName(tag string) string {
	parsed, ok := language.Parse(tag)
	if !ok {
		return "an unknown language"
	}
	return parsed.Name()
}

// direction is the direction of s. The language decides, unless the text is
// plainly in letters of the other direction (a Latin name of an Arabic paper).
func direction(s, tag string) string {
	left, right := letters(s)
	parsed, ok := language.Parse(tag)
	switch {
	case !ok && left+right == 0:
		return "auto"
	case !ok && right > left, ok && left == 0 && right > 0:
		return string(language.RTL)
	case ok && parsed.Direction() == language.RTL && (right > 0 || left == 0):
		return string(language.RTL)
	}
	return string(language.LTR)
}

// letters counts the strongly directed characters of s.
func letters(s string) (left, right int) {
	for i := 0; i < len(s); {
		p, n := bidi.LookupString(s[i:])
		if n == 0 {
			n = 1
		}
		switch p.Class() {
		case bidi.L:
			left++
		case bidi.R, bidi.AL:
			right++
		}
		i += n
	}
	return left, right
}

// line makes s fit for one line of a page: no control characters, no marks
// that turn the direction of what follows, single spaces, bounded.
func line(s string) string {
	s = clean(s)
	if utf8.RuneCountInString(s) <= maxLine {
		return s
	}
	return shorten(s, maxLine)
}

// maxWord bounds what stands in a label, in characters.
const maxWord = 60

// short makes s fit for a label.
func short(s string) string { return shorten(clean(s), maxWord) }

// clean drops what can break the layout around a text and folds white space.
func clean(s string) string {
	var b strings.Builder
	b.Grow(len(s))
	space, marks := false, 0
	for _, c := range s {
		switch {
		case c == '\u200b' || c == '\ufeff' || c == utf8.RuneError:
			continue // nothing to see
		case unicode.IsSpace(c):
			space = b.Len() > 0
			continue
		case unicode.IsControl(c) || isTurn(c) || isNonCharacter(c):
			continue
		case unicode.Is(unicode.Mn, c) || unicode.Is(unicode.Me, c):
			if marks++; marks > maxMarks {
				continue
			}
		default:
			marks = 0
		}
		if space {
			b.WriteByte(' ')
			space = false
		}
		b.WriteRune(c)
	}
	return b.String()
}

// isTurn reports whether c overrides, embeds or isolates the direction of the
// text around it.
func isTurn(c rune) bool {
	return c >= '\u202a' && c <= '\u202e' || c >= '\u2066' && c <= '\u2069'
}

func isNonCharacter(c rune) bool {
	return c&0xfffe == 0xfffe || c >= 0xfdd0 && c <= 0xfdef
}

// shorten cuts s to at most n characters with a mark of omission, between
// words where the script has spaces near the end.
func shorten(s string, n int) string {
	if utf8.RuneCountInString(s) <= n {
		return s
	}
	cut, i := len(s), 0
	for at := range s {
		if i == n-1 {
			cut = at
			break
		}
		i++
	}
	s = s[:cut]
	if at := strings.LastIndexByte(s, ' '); at > len(s)*3/4 {
		s = s[:at]
	}
	return strings.TrimRight(s, " ,;:.-–—") + "…"
}
