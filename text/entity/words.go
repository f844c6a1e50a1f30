package entity

import (
	"unicode"
	"unicode/utf8"
)

// Word is one word, number or (in scripts without spaces) pair of characters
// of a [Text].
type Word struct {
	from, to int32
	// Capital says that the first letter is upper or title case.
	Capital bool
	// Shout says that two or more letters are all upper case.
	Shout bool
	// First says that the word opens a sentence, a line or a quotation.
	First bool
	// Number says that the word starts with a digit.
	Number bool
	// Pair says that the word is two neighbouring characters of a script that
	// writes no spaces.
	Pair bool
}

// Text is a text cut into words. The words are lower case, their digits are
// ASCII, and thousands separators and a possessive 's are gone.
type Text struct {
	// Words are in reading order.
	Words []Word
	lower string
}

// Lower returns the i-th word in lower case.
func (t Text) Lower(i int) string {
	w := t.Words[i]
	return t.lower[w.from:w.to]
}

// Phrase returns the words from i up to but not including j, lower case, with
// one space between them. It allocates nothing.
func (t Text) Phrase(i, j int) string {
	return t.lower[t.Words[i].from:t.Words[j-1].to]
}

// Cut splits s into at most limit words. Letters, digits, combining marks of
// both kinds and the zero-width joiners make words, so that Bengali and Nepali
// words stay whole; runs of Han, Kana, Thai, Lao, Khmer and Burmese become
// overlapping pairs of characters. Cost is linear in the part of s that is read.
func Cut(s string, limit int) Text {
	c := cutter{src: s, limit: limit, first: true}
	c.lower = make([]byte, 0, min(len(s)+8, limit*12))
	c.words = make([]Word, 0, min(limit, len(s)/5+2))
	for c.at < len(s) && len(c.words) < limit {
		c.step()
	}
	return Text{Words: c.words, lower: string(c.lower)}
}

type cutter struct {
	src   string
	at    int
	limit int
	first bool
	lower []byte
	words []Word
}

func (c *cutter) step() {
	r, n := utf8.DecodeRuneInString(c.src[c.at:])
	switch {
	case unspaced(r):
		c.pairs()
	case digit(r) >= 0:
		c.number()
	case letter(r):
		c.word()
	default:
		if opensSentence(r) {
			c.first = true
		}
		c.at += n
	}
}

func (c *cutter) begin() Word {
	if len(c.lower) > 0 {
		c.lower = append(c.lower, ' ')
	}
	w := Word{from: int32(len(c.lower)), First: c.first}
	c.first = false
	return w
}

func (c *cutter) end(w Word) {
	w.to = int32(len(c.lower))
	if w.to > w.from {
		c.words = append(c.words, w)
	}
}

// maxWordRunes bounds one word; longer runs of letters are no words but encoded
// data, and would otherwise be hashed and compared at length.
const maxWordRunes = 64

func (c *cutter) word() {
	w := c.begin()
	letters, upper := 0, 0
	for c.at < len(c.src) {
		r, n := utf8.DecodeRuneInString(c.src[c.at:])
		if !letter(r) && digit(r) < 0 && !mark(r) || unspaced(r) {
			break
		}
		c.at += n
		letters++
		if unicode.IsUpper(r) || unicode.IsTitle(r) {
			upper++
			w.Capital = w.Capital || letters == 1
		}
		if letters <= maxWordRunes {
			c.lower = appendLower(c.lower, r)
		}
	}
	w.Shout = letters > 1 && upper == letters
	c.end(w)
	c.possessive()
}

// possessive skips an English 's after a word.
func (c *cutter) possessive() {
	rest := c.src[c.at:]
	for _, s := range []string{"'s", "’s", "'S", "’S"} {
		if len(rest) < len(s) || rest[:len(s)] != s {
			continue
		}
		next, _ := utf8.DecodeRuneInString(rest[len(s):])
		if !letter(next) {
			c.at += len(s)
		}
		return
	}
}

func (c *cutter) pairs() {
	w := c.begin()
	first := w.First
	prev, count := rune(-1), 0
	for c.at < len(c.src) && len(c.words) < c.limit {
		r, n := utf8.DecodeRuneInString(c.src[c.at:])
		if !unspaced(r) && !mark(r) {
			break
		}
		c.at += n
		count++
		if prev >= 0 {
			c.pair(prev, r, first && count == 2)
		}
		prev = r
	}
	if count == 1 {
		p := Word{from: int32(len(c.lower)), First: first, Pair: true}
		c.lower = utf8.AppendRune(c.lower, prev)
		c.end(p)
	}
}

func (c *cutter) pair(a, b rune, first bool) {
	if n := len(c.lower); n > 0 && c.lower[n-1] != ' ' {
		c.lower = append(c.lower, ' ')
	}
	w := Word{from: int32(len(c.lower)), First: first, Pair: true}
	c.lower = utf8.AppendRune(c.lower, a)
	c.lower = utf8.AppendRune(c.lower, b)
	c.end(w)
}

// number reads digits with inner separators: 4,120 becomes 4120, while 4.25,
// 2-1 and 10:30 stay whole.
func (c *cutter) number() {
	w := c.begin()
	w.Number = true
	for c.at < len(c.src) && len(c.lower)-int(w.from) < maxWordRunes {
		r, n := utf8.DecodeRuneInString(c.src[c.at:])
		if d := digit(r); d >= 0 {
			c.lower = append(c.lower, byte('0'+d))
			c.at += n
			continue
		}
		next, _ := utf8.DecodeRuneInString(c.src[min(c.at+n, len(c.src)):])
		if digit(next) < 0 || !joinsDigits(r) {
			break
		}
		if !c.thousands(r, n) {
			c.lower = utf8.AppendRune(c.lower, plainSeparator(r))
		}
		c.at += n
	}
	for c.at < len(c.src) && len(c.lower)-int(w.from) < maxWordRunes {
		r, n := utf8.DecodeRuneInString(c.src[c.at:])
		if !letter(r) || unspaced(r) {
			break
		}
		c.lower = appendLower(c.lower, r)
		c.at += n
	}
	c.end(w)
}

// thousands says whether the separator r of n bytes at the cursor stands
// before exactly three digits and is one that groups digits.
func (c *cutter) thousands(r rune, n int) bool {
	if r != ',' && r != '\u00a0' && r != '\u202f' && r != '\'' && r != '’' && r != '٬' {
		return false
	}
	count := 0
	for _, d := range c.src[c.at+n:] {
		if digit(d) < 0 {
			break
		}
		count++
	}
	return count == 3
}

func joinsDigits(r rune) bool {
	switch r {
	case '.', ',', ':', '-', '–', '/', '\'', '’', '\u00a0', '\u202f', '٫', '٬':
		return true
	}
	return false
}

func plainSeparator(r rune) rune {
	switch r {
	case '–':
		return '-'
	case '٫':
		return '.'
	}
	return r
}

func opensSentence(r rune) bool {
	switch r {
	case '.', '!', '?', '…', '\n', '。', '！', '？', '।', '۔', '؟', '"', '“', '„', '«', ':', '|', '‘', '•':
		return true
	}
	return false
}

func appendLower(dst []byte, r rune) []byte {
	if r < utf8.RuneSelf {
		if 'A' <= r && r <= 'Z' {
			r += 'a' - 'A'
		}
		return append(dst, byte(r))
	}
	switch r {
	case '\u0640', '\u200d', '\u200c': // Arabic filler and joiners carry no meaning here
		return dst
	}
	return utf8.AppendRune(dst, unicode.ToLower(r))
}

// letter reports whether r can begin a word.
func letter(r rune) bool {
	if r < utf8.RuneSelf {
		return 'a' <= r && r <= 'z' || 'A' <= r && r <= 'Z'
	}
	return r != utf8.RuneError && unicode.IsLetter(r)
}

// mark reports whether r continues a word without being a letter.
func mark(r rune) bool {
	if r < 0x300 {
		return false
	}
	return r == '\u200d' || r == '\u200c' || unicode.In(r, unicode.Mn, unicode.Mc)
}

// digit returns the value of a decimal digit of any script, or -1.
func digit(r rune) int {
	if r < utf8.RuneSelf {
		if '0' <= r && r <= '9' {
			return int(r - '0')
		}
		return -1
	}
	if !unicode.IsDigit(r) {
		return -1
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
	return -1
}

// unspaced reports whether r belongs to a script that writes no spaces
// between words.
func unspaced(r rune) bool {
	switch {
	case r < 0xe00:
		return false
	case r <= 0xeff: // Thai, Lao
		return digit(r) < 0 && (unicode.IsLetter(r) || unicode.IsMark(r))
	case 0x1000 <= r && r <= 0x109f, 0x1780 <= r && r <= 0x17ff: // Burmese, Khmer
		return digit(r) < 0 && (unicode.IsLetter(r) || unicode.IsMark(r))
	case 0x3041 <= r && r <= 0x30ff, 0x31f0 <= r && r <= 0x31ff:
		return r != '・'
	case 0x3400 <= r && r <= 0x9fff, 0xf900 <= r && r <= 0xfaff, 0x20000 <= r && r <= 0x3ffff:
		return true
	}
	return r == '々'
}
