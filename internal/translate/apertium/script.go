package apertium

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// serbian has the Latin letters of Serbian Cyrillic. Both alphabets write the
// same language; Apertium's dictionary has the Latin one.
var serbian = map[rune]string{
	'а': "a", 'б': "b", 'в': "v", 'г': "g", 'д': "d", 'ђ': "đ", 'е': "e", 'ж': "ž", 'з': "z",
	'и': "i", 'ј': "j", 'к': "k", 'л': "l", 'љ': "lj", 'м': "m", 'н': "n", 'њ': "nj", 'о': "o",
	'п': "p", 'р': "r", 'с': "s", 'т': "t", 'ћ': "ć", 'у': "u", 'ф': "f", 'х': "h", 'ц': "c",
	'ч': "č", 'џ': "dž", 'ш': "š",
}

// latin writes Serbian in Latin letters. Letters of other alphabets stay.
func latin(s string) string {
	var b strings.Builder
	b.Grow(len(s))
	for i, r := range s {
		lower := unicode.ToLower(r)
		out, ok := serbian[lower]
		switch {
		case !ok:
			b.WriteRune(r)
		case r == lower:
			b.WriteString(out)
		case len([]rune(out)) > 1 && capitalFollows(s[i+utf8.RuneLen(r):]):
			b.WriteString(strings.ToUpper(out)) // ЊУЈОРК, NJUJORK
		default:
			first, size := utf8.DecodeRuneInString(out)
			b.WriteRune(unicode.ToUpper(first)) // Његош, Njegoš
			b.WriteString(out[size:])
		}
	}
	return b.String()
}

func capitalFollows(s string) bool {
	r, _ := utf8.DecodeRuneInString(s)
	return unicode.IsUpper(r)
}
