package quantity

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// token is a word, a number with its inner separators, or a symbol.
type token struct {
	text     string // lower case; digits are ASCII
	from, to int
	number   bool
}

// maxText bounds how much of a text is read, in bytes.
const maxText = 1 << 20

// maxDigits bounds one number; longer runs are codes.
const maxDigits = 24

func scan(text string) []token {
	text = text[:min(len(text), maxText)]
	var out []token
	for at := 0; at < len(text); {
		r, n := utf8.DecodeRuneInString(text[at:])
		switch {
		case unicode.IsDigit(r):
			t := scanNumber(text, at)
			out = append(out, t)
			at = t.to
		case unicode.IsLetter(r):
			t := scanWord(text, at)
			out = append(out, t)
			at = t.to
		case unicode.Is(unicode.Sc, r) || r == '%' || r == '٪' || r == '°' || r == '％':
			out = append(out, token{text: string(r), from: at, to: at + n})
			at += n
		default:
			at += n
		}
	}
	return out
}

func scanWord(text string, at int) token {
	end := at
	for end < len(text) {
		r, n := utf8.DecodeRuneInString(text[end:])
		hyphen := r == '-' && end > at && end+1 < len(text) && isASCIILetter(text[end+1])
		if !unicode.IsLetter(r) && !unicode.IsMark(r) && r != '\u200c' && r != '\u200d' && !hyphen {
			break
		}
		if end > at && unicode.Is(unicode.Han, r) {
			break // each Han character may be a unit of its own
		}
		end += n
		if unicode.Is(unicode.Han, r) {
			break
		}
	}
	return token{text: strings.ToLower(text[at:end]), from: at, to: end}
}

func isASCIILetter(b byte) bool { return 'a' <= b|0x20 && b|0x20 <= 'z' }

// scanNumber reads digits of any script with single separators between them.
func scanNumber(text string, at int) token {
	var b strings.Builder
	end, digits := at, 0
	for end < len(text) && digits < maxDigits {
		r, n := utf8.DecodeRuneInString(text[end:])
		if unicode.IsDigit(r) {
			b.WriteByte(byte('0' + digitValue(r)))
			digits++
			end += n
			continue
		}
		next, _ := utf8.DecodeRuneInString(text[end+n:])
		sep, ok := separator(r)
		if !ok || !unicode.IsDigit(next) {
			break
		}
		b.WriteString(sep)
		end += n
	}
	return token{text: b.String(), from: at, to: end, number: true}
}

// separator returns the plain form of a mark between digits. A space counts
// only when it is one that does not break.
func separator(r rune) (string, bool) {
	switch r {
	case '.', '٫':
		return ".", true
	case ',', '٬', '،':
		return ",", true
	case '\'', '’', '\u00a0', '\u202f', '\u2009':
		return "'", true
	case '-', '–', '‑':
		return "-", true
	case ':':
		return ":", true
	}
	return "", false
}

// digitValue is the value of a decimal digit of any script: each script's
// digits are ten in a row.
func digitValue(r rune) int {
	if r <= '9' {
		return int(r - '0')
	}
	for _, t := range unicode.Nd.R16 {
		if rune(t.Lo) <= r && r <= rune(t.Hi) {
			return int(r-rune(t.Lo)) % 10
		}
	}
	for _, t := range unicode.Nd.R32 {
		if rune(t.Lo) <= r && r <= rune(t.Hi) {
			return int(r-rune(t.Lo)) % 10
		}
	}
	return 0
}

func isSymbol(s string) bool {
	r, n := utf8.DecodeRuneInString(s)
	return n == len(s) && unicode.Is(unicode.Sc, r)
}
