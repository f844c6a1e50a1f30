package date

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// kind tells tokens apart.
type kind uint8

const (
	number kind = iota
	word
	mark // one punctuation character
)

// token is a number, a word or a mark of the text.
type token struct {
	kind   kind
	text   string // folded word, ASCII digits, or the mark
	value  int    // of a number, up to 9 digits
	glued  bool   // no space before it
	digits digitSet
	used   bool // belongs to a time of day or a zone
}

func (t token) is(text string) bool { return t.kind != number && t.text == text }

// digitSet is the script of a number's digits, where it says something.
type digitSet uint8

const (
	ordinaryDigits digitSet = iota
	persianDigits           // U+06F0, Persian and Urdu
	arabicDigits            // U+0660
)

// zeros are the digits zero of the decimal systems in use besides ASCII.
var zeros = []rune{
	0x0660, 0x06F0, 0x0966, 0x09E6, 0x0A66, 0x0AE6, 0x0B66, 0x0BE6, 0x0C66, 0x0CE6, 0x0D66, 0x0DE6,
	0x0E50, 0x0ED0, 0x0F20, 0x1040, 0x17E0, 0x1810, 0xFF10,
}

// digitOf returns the value of a decimal digit of any script.
func digitOf(r rune) (int, digitSet, bool) {
	if r >= '0' && r <= '9' {
		return int(r - '0'), ordinaryDigits, true
	}
	if r < zeros[0] {
		return 0, ordinaryDigits, false
	}
	for _, z := range zeros {
		if r >= z && r <= z+9 {
			set := ordinaryDigits
			switch z {
			case 0x06F0:
				set = persianDigits
			case 0x0660:
				set = arabicDigits
			}
			return int(r - z), set, true
		}
	}
	return 0, ordinaryDigits, false
}

// maxTokens bounds the work on one text; a date with two calendars has 30.
const maxTokens = 80

// tokenize splits s. Case, accents, direction marks and the width of
// characters are folded away, so that names compare by their letters.
func tokenize(s string) []token {
	s = prepare(s)
	tokens := make([]token, 0, 16)
	glued := false
	for i := 0; i < len(s) && len(tokens) < maxTokens; {
		r, size := utf8.DecodeRuneInString(s[i:])
		switch {
		case unicode.IsSpace(r):
			glued = false
			i += size
			continue
		case unicode.IsLetter(r):
			n := wordLength(s[i:])
			tokens = append(tokens, token{kind: word, text: s[i : i+n], glued: glued})
			i += n
		default:
			if _, _, ok := digitOf(r); ok {
				t, n := readNumber(s[i:])
				t.glued = glued
				tokens = append(tokens, t)
				i += n
				break
			}
			tokens = append(tokens, token{kind: mark, text: s[i : i+size], glued: glued})
			i += size
		}
		glued = true
	}
	return tokens
}

// readNumber reads a run of digits at the start of s.
func readNumber(s string) (token, int) {
	t := token{kind: number}
	var digits []byte
	n := 0
	for n < len(s) {
		r, size := utf8.DecodeRuneInString(s[n:])
		v, set, ok := digitOf(r)
		if !ok {
			break
		}
		if len(digits) < 9 {
			t.value = t.value*10 + v
		}
		digits = append(digits, byte('0'+v))
		t.digits = set
		n += size
	}
	t.text = string(digits)
	return t, n
}

// wordLength is the length of the word at the start of s. An ideograph stands
// alone; full stops belong to the abbreviations of Thai and Lao.
func wordLength(s string) int {
	n := 0
	for n < len(s) {
		r, size := utf8.DecodeRuneInString(s[n:])
		if unicode.Is(unicode.Han, r) {
			if n == 0 {
				return size
			}
			return n
		}
		inner := r == '.' && n > 0 && dotInside(s[:n], s[n+size:])
		if !unicode.IsLetter(r) && !unicode.Is(unicode.M, r) && !inner {
			return n
		}
		n += size
	}
	return n
}

func dotInside(before, after string) bool {
	last, _ := utf8.DecodeLastRuneInString(before)
	next, _ := utf8.DecodeRuneInString(after)
	return last >= 0x0E00 && last <= 0x0EFF && next >= 0x0E00 && next <= 0x0EFF
}

// markers are halves of the day and eras, as words that the parser knows.
var markers = strings.NewReplacer(
	"a. m.", "am", "p. m.", "pm", "a.m.", "am", "p.m.", "pm", "π.μ.", "am", "μ.μ.", "pm", "πμ", "am", "μμ", "pm",
	"上午", " am ", "下午", " pm ", "午前", " am ", "午後", " pm ", "晚上", " pm ", "凌晨", " am ", "早上", " am ", "中午", " pm ",
	"오전", " am ", "오후", " pm ",
	"ق.ظ", " am ", "ب.ظ", " pm ", "صباحا", " am ", "مساء", " pm ",
	"令和", " reiwa ", "平成", " heisei ", "昭和", " showa ", "中華民國", " roc ", "民國", " roc ", "民国", " roc ",
	"元年", "1年", "พ.ศ.", " ", "ค.ศ.", " ",
	"년", "年", "월", "月", "일", "日", "시", "時", "분", "分", "초", "秒",
)

// prepare folds s. Plain ASCII takes the short way.
func prepare(s string) string {
	s = strings.ToLower(s)
	if isASCII(s) {
		if strings.Contains(s, "m.") {
			s = markers.Replace(s)
		}
		return s
	}
	return hanNumbers(markers.Replace(fold(s)))
}

func isASCII(s string) bool {
	for i := range len(s) {
		if s[i] >= utf8.RuneSelf {
			return false
		}
	}
	return true
}

// fold removes what does not tell month names apart: accents of the European
// scripts, marks of direction, variants of Arabic letters, the width of forms.
func fold(s string) string {
	var b strings.Builder
	b.Grow(len(s))
	for _, r := range norm.NFKD.String(strings.ToLower(s)) {
		switch {
		case r >= 0x0300 && r <= 0x036F, r >= 0x0653 && r <= 0x0655, r == 0x0640, unicode.Is(unicode.Cf, r):
			continue
		case r >= 0x064B && r <= 0x0652: // short vowels of Arabic
			continue
		case r == 'ı':
			r = 'i'
		case r == 'ł':
			r = 'l'
		case r == 'ς':
			r = 'σ'
		case r == 0x064A || r == 0x0649:
			r = 0x06CC
		case r == 0x0643:
			r = 0x06A9
		case r == 0x2212 || r == 0x2010 || r == 0x2011 || r == 0x2013:
			r = '-'
		case r == 0x060C:
			r = ','
		}
		b.WriteRune(r)
	}
	return norm.NFC.String(b.String())
}

// hanDigits are the numerals of Chinese dates.
var hanDigits = map[rune]int{'〇': 0, '零': 0, '一': 1, '二': 2, '三': 3, '四': 4, '五': 5, '六': 6, '七': 7, '八': 8, '九': 9}

// hanNumbers writes 二〇二六年三月十日 as 2026年3月10日. Numerals that no unit of
// a date follows are left alone.
func hanNumbers(s string) string {
	if !strings.ContainsAny(s, "年月") || !strings.ContainsAny(s, "〇零一二三四五六七八九十") {
		return s
	}
	var b strings.Builder
	var run []rune
	for _, r := range s {
		if _, ok := hanDigits[r]; ok || r == '十' {
			run = append(run, r)
			continue
		}
		if strings.ContainsRune("年月日號号時时點点分", r) && len(run) > 0 {
			b.WriteString(hanValue(run))
		} else {
			b.WriteString(string(run))
		}
		run = run[:0]
		b.WriteRune(r)
	}
	b.WriteString(string(run))
	return b.String()
}

// hanValue reads digits one by one (二〇二六) or a number below 100 (二十三).
func hanValue(run []rune) string {
	var digits []byte
	for i, r := range run {
		if r != '十' {
			digits = append(digits, byte('0'+hanDigits[r]))
			continue
		}
		if i == 0 {
			digits = append(digits, '1')
		}
		if i == len(run)-1 {
			digits = append(digits, '0')
		}
	}
	return string(digits)
}
