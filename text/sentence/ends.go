package sentence

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// ends reports whether a sentence ends between left and right: left is the
// sentence so far with the white space after it, right the rest of the line.
func (s *splitter) ends(left, right string) bool {
	if right == "" {
		return true
	}
	whole := strings.TrimRightFunc(left, unicode.IsSpace)
	spaced := len(whole) < len(left)
	core := strings.TrimRightFunc(whole, isCloserOrSpace)
	closed := strings.TrimSpace(whole[len(core):])
	if core == "" {
		return false
	}
	stop, _ := utf8.DecodeLastRuneInString(core)
	if isSpaceScript(stop) {
		return spaced // addOwn has decided
	}
	next, _ := utf8.DecodeRuneInString(strings.TrimLeftFunc(right, isOpener))
	if !spaced && !endsUnspaced(core, stop, next) {
		return false
	}
	if unicode.IsLower(next) && stop != '.' || saysSo(closed, right) {
		return false
	}
	if stop == '.' && (closed == "" || closed == ")" || closed == "]") {
		return !s.rules.abbreviated(core, right)
	}
	return true
}

// endsUnspaced reports whether a stop without white space after it ends a
// sentence: those of scripts that do not need a space do, a full stop never
// does, and a question or exclamation mark does unless it is part of an
// address.
func endsUnspaced(core string, stop, next rune) bool {
	if stop > unicode.MaxLatin1 && stop != '…' && stop != '‼' && stop != '⁇' {
		return isStop(stop)
	}
	if stop != '!' && stop != '?' || !unicode.IsLetter(next) {
		return false
	}
	word := core[strings.LastIndexFunc(core, unicode.IsSpace)+1:]
	if strings.ContainsAny(word, "/@=&_") || strings.HasPrefix(word, "www.") {
		return false
	}
	before, _ := utf8.DecodeLastRuneInString(strings.TrimRight(word, "!?"))
	return unicode.IsLetter(before)
}

// saysSo reports whether right goes on with the sentence around a quotation
// that has just ended: the Japanese and Korean particles of speech.
func saysSo(closed, right string) bool {
	if closed == "" {
		return false
	}
	for _, particle := range [...]string{
		"と", "って", "など", "との", "라고", "이라고", "라며", "라면서", "하고", "고 ", "며 ", "는 ",
	} {
		if strings.HasPrefix(right, particle) {
			return true
		}
	}
	return false
}

// abbreviated reports whether the full stop that ends core belongs to an
// abbreviation, an initial or an ordinal, so that right goes on with the
// sentence.
func (r *rules) abbreviated(core, right string) bool {
	if strings.HasSuffix(core, "..") {
		return false
	}
	word := strings.TrimSuffix(core, ".")
	at := strings.LastIndexFunc(word, func(c rune) bool {
		return unicode.IsSpace(c) || c == '/' || c == '–' || c == '—'
	})
	only := strings.TrimSpace(word[:at+1]) == ""
	if at >= 0 {
		_, size := utf8.DecodeRuneInString(word[at:])
		word = word[at+size:]
	}
	word = strings.TrimLeftFunc(word, isOpener)
	if word == "" || len(word) > maxWord {
		return false
	}
	if i := strings.LastIndexAny(word, "'’"); i >= 0 { // l'on. Bianchi
		_, size := utf8.DecodeRuneInString(word[i:])
		word = word[i+size:]
	}
	if only && isMarker(word) {
		return true // "1. First", "IV. Part": a number and what it numbers
	}
	if utf8.RuneCountInString(word) == 1 && startsWithLetter(right) {
		return true // z. B., А. С. Иванов
	}
	lower := strings.ToLower(word)
	if r.always[lower] {
		return true
	}
	if r.number[lower] && startsWithNumber(right) {
		return true
	}
	if r.starts(right) {
		return false
	}
	switch {
	case r.maybe[lower], isInitial(word), isAcronym(word):
		return true
	case r.ordinals:
		return isShortNumber(word) || isRoman(word)
	}
	return false
}

// maxWord is the longest word, in bytes, that is looked up as an
// abbreviation; the longest in the lists has 22.
const maxWord = 40

// starts reports whether right begins with a word that often begins a
// sentence in this language, written as it is there.
func (r *rules) starts(right string) bool {
	right = strings.TrimLeftFunc(right, isOpener)
	end := strings.IndexFunc(right, func(c rune) bool {
		return !unicode.IsLetter(c) && !unicode.IsMark(c)
	})
	if end < 0 {
		end = len(right)
	}
	if end == 0 || end > maxWord {
		return false
	}
	return r.starters[strings.ToLower(right[:end])]
}

// startsWithLetter reports whether right begins with one letter and a full
// stop.
func startsWithLetter(right string) bool {
	r, size := utf8.DecodeRuneInString(right)
	return unicode.IsLetter(r) && strings.HasPrefix(right[size:], ".")
}

func startsWithNumber(right string) bool {
	c, _ := utf8.DecodeRuneInString(right)
	if unicode.IsDigit(c) {
		return true
	}
	end := strings.IndexFunc(right, func(c rune) bool { return !unicode.IsLetter(c) })
	if end < 0 {
		end = len(right)
	}
	return end > 0 && isRoman(right[:end])
}

// isMarker reports whether a word before a full stop numbers what follows
// when it is alone: digits, one letter, a Roman number.
func isMarker(word string) bool {
	return isShortNumber(word) || isRoman(word) || utf8.RuneCountInString(word) == 1
}

// isShortNumber reports whether word has one to three digits and nothing else.
// A number of four digits is a year and may end its sentence.
func isShortNumber(word string) bool {
	n := 0
	for _, c := range word {
		if !unicode.IsDigit(c) {
			return false
		}
		n++
	}
	return n > 0 && n <= 3
}

func isRoman(word string) bool {
	return word != "" && len(word) <= 6 && strings.Trim(word, "IVXLC") == ""
}

// isInitial reports whether word is one letter that stands for a name: an
// upper-case one, or one with its marks in a script without case that has no
// one-letter words at the end of sentences. (Hindi and Gujarati have: their
// initials are in the lists.)
func isInitial(word string) bool {
	first, size := utf8.DecodeRuneInString(word)
	rest := strings.TrimLeftFunc(word[size:], unicode.IsMark)
	if rest != "" {
		// Names abbreviated as J.-P. and letters written as two.
		i := strings.LastIndexAny(word, "-.")
		return i > 0 && i < len(word)-1 && isInitial(word[i+1:])
	}
	if unicode.IsUpper(first) {
		return true
	}
	return unicode.Is(unicode.Lo, first) && unicode.In(first, unicode.Bengali,
		unicode.Tamil, unicode.Telugu, unicode.Kannada, unicode.Malayalam, unicode.Sinhala)
}

// isAcronym reports whether word is made of single letters with full stops
// between them, like U.S or z.B.
func isAcronym(word string) bool {
	letters := 0
	for part := range strings.SplitSeq(word, ".") {
		r, size := utf8.DecodeRuneInString(part)
		if !unicode.IsLetter(r) || size != len(part) {
			return false
		}
		letters++
	}
	return letters >= 2
}
