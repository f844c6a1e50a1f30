package index

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// foldRune writes the search form of r, which may be empty or longer.
func foldRune(b *strings.Builder, r rune) {
	if r < utf8.RuneSelf {
		if 'A' <= r && r <= 'Z' {
			r += 'a' - 'A'
		}
		if isWordRune(r) {
			b.WriteByte(byte(r))
		}
		return
	}
	if isIgnored(r) || isDroppedMark(r) {
		return
	}
	if s, ok := letters[r]; ok {
		b.WriteString(s)
		return
	}
	if unicode.IsDigit(r) {
		b.WriteByte('0' + digit(r))
		return
	}
	r = unicode.ToLower(r)
	if s, ok := letters[r]; ok {
		b.WriteString(s)
		return
	}
	if unicode.In(r, unicode.Latin, unicode.Greek) {
		// The first of the decomposed form is the letter without accents.
		r = baseLetter(r)
	}
	if unicode.IsLetter(r) || unicode.IsMark(r) {
		b.WriteRune(r)
	}
}

// baseLetter is r without accents.
func baseLetter(r rune) rune {
	var buf [utf8.UTFMax]byte
	n := utf8.EncodeRune(buf[:], r)
	if d := norm.NFD.Properties(buf[:n]).Decomposition(); len(d) > 0 {
		base, _ := utf8.DecodeRune(d)
		return base
	}
	return r
}

// isDroppedMark reports whether r is a mark that people leave out when they
// search: accents, Hebrew points, Arabic vowel signs. Vowel signs of Indic
// and South-East Asian scripts are letters to their readers and stay.
func isDroppedMark(r rune) bool {
	switch {
	case 0x0300 <= r && r <= 0x036f, // accents
		0x0483 <= r && r <= 0x0489, // Cyrillic
		0x0591 <= r && r <= 0x05c7, // Hebrew points
		0x0610 <= r && r <= 0x061a, // Arabic signs
		0x064b <= r && r <= 0x065f, // Arabic vowel signs
		r == 0x0670,
		0x06d6 <= r && r <= 0x06dc, 0x06df <= r && r <= 0x06e8, 0x06ea <= r && r <= 0x06ed,
		0x08d3 <= r && r <= 0x08ff,
		0x1ab0 <= r && r <= 0x1aff, 0x1dc0 <= r && r <= 0x1dff,
		0x20d0 <= r && r <= 0x20ff, // for symbols
		0xfe00 <= r && r <= 0xfe0f, // variation selectors
		0xfe20 <= r && r <= 0xfe2f,
		0xe0100 <= r && r <= 0xe01ef:
		return unicode.IsMark(r)
	}
	return false
}

// digit is the value of a decimal digit of any script. In Unicode they stand
// ten in a row, beginning with zero.
func digit(r rune) byte {
	for _, t := range unicode.Nd.R16 {
		if rune(t.Lo) <= r && r <= rune(t.Hi) {
			return byte((r - rune(t.Lo)) % 10)
		}
	}
	for _, t := range unicode.Nd.R32 {
		if rune(t.Lo) <= r && r <= rune(t.Hi) {
			return byte((r - rune(t.Lo)) % 10)
		}
	}
	return 0
}

// letters that have no decomposition to what people type for them, and
// spelling variants of one letter.
var letters = map[rune]string{
	'ß': "ss", 'ẞ': "ss", 'æ': "ae", 'œ': "oe", 'ø': "o", 'đ': "d", 'ð': "d", 'þ': "th",
	'ł': "l", 'ı': "i", 'İ': "i", 'ħ': "h", 'ŧ': "t", 'ŋ': "n", 'ə': "e", 'ɓ': "b", 'ɗ': "d",
	'ƙ': "k", 'ƴ': "y", 'ʻ': "", 'ʼ': "", 'ʹ': "", 'ʿ': "", 'ʾ': "",
	'ς': "σ",
	'ё': "е", 'ѐ': "е", 'ѝ': "и", 'ґ': "г", 'ӂ': "ж",
	// Arabic, Persian, Urdu: forms of alef, ya, ta marbuta, kaf, ha; hamza.
	'أ': "ا", 'إ': "ا", 'آ': "ا", 'ٱ': "ا", 'ى': "ي", 'ی': "ي", 'ې': "ي", 'ے': "ي", 'ئ': "ي",
	'ؤ': "و", 'ة': "ه", 'ۃ': "ه", 'ہ': "ه", 'ھ': "ه", 'ۀ': "ه", 'ە': "ه", 'ۂ': "ه", 'ک': "ك", 'ء': "",
	// Chinese characters are not folded between traditional and simplified.
}
