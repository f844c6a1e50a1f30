package sentence

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// minSpaced is how many characters a Thai or Lao sentence must have before a
// space may end it. Those scripts put spaces between clauses and around
// numbers and names too; sentences of news have 60 characters and more.
const minSpaced = 60

// addOwn adds the candidates that UAX #29 does not know to the line's list,
// and keeps it sorted.
func (s *splitter) addOwn(start, end int) {
	line := s.text[start:end]
	if isASCII(line) {
		return
	}
	known := len(s.bounds)
	length := 0 // characters since the last candidate
	var last rune
	for i := 0; i < len(line); {
		r, size := utf8.DecodeRuneInString(line[i:])
		if r == ' ' || r == '\u00a0' || r == '\u200b' {
			after := line[i+size:]
			if s.ownEnd(last, after, length) {
				s.bounds = append(s.bounds, start+i+size)
				length = 0
			}
		}
		if isStop(r) {
			length = 0
		}
		length++
		last = r
		i += size
	}
	if len(s.bounds) > known {
		slices.Sort(s.bounds)
		s.bounds = slices.Compact(s.bounds)
	}
}

// ownEnd reports whether a space between last and after may end a sentence of
// length characters although UAX #29 sees nothing there.
func (s *splitter) ownEnd(last rune, after string, length int) bool {
	next, _ := utf8.DecodeRuneInString(strings.TrimLeftFunc(after, isOpener))
	switch {
	case last == '…':
		return unicode.IsUpper(next)
	case last == '៖' || last == '།':
		return true
	case last == ';':
		return s.rules.greek && unicode.IsUpper(next)
	case isSpaceScript(last):
		return length >= minSpaced && isSpaceScript(next) && !s.rules.goesOn(after)
	}
	return false
}

// goesOn reports whether after begins with a word that continues a sentence.
func (r *rules) goesOn(after string) bool {
	for _, word := range r.joiners {
		if strings.HasPrefix(after, word) {
			return true
		}
	}
	return false
}

// isSpaceScript reports whether r is a letter or mark of a script whose
// sentences end with a space only.
func isSpaceScript(r rune) bool {
	return 0x0e00 <= r && r <= 0x0eff && unicode.In(r, unicode.L, unicode.M)
}

// isStop reports whether r ends sentences in some script.
func isStop(r rune) bool {
	switch r {
	case '.', '!', '?', '…', '‼', '⁇', '⁈', '⁉',
		'。', '．', '！', '？', '｡', '︒',
		'।', '॥', '۔', '؟', '؞', '։', '።', '፧', '፨',
		'។', '៕', '៖', '။', '།', '༎', '᠃', '᠉', ';', '᱾', '᱿', '꯫', '᙮':
		return true
	}
	return unicode.Is(unicode.STerm, r)
}

// isCloser reports whether r may stand between a stop and the space after it.
func isCloser(r rune) bool {
	switch r {
	case '"', '\'', ')', ']', '}', '”', '’', '»', '«', '“', '‘', '›', '‹', '」', '』', '）', '》', '〉', '】', '〕', '］', '｣', '＂':
		return true
	}
	return unicode.In(r, unicode.Pe, unicode.Pf)
}

func isCloserOrSpace(r rune) bool { return isCloser(r) || unicode.IsSpace(r) }

// isOpener reports whether r may stand before the first letter of a sentence.
func isOpener(r rune) bool {
	switch r {
	case '"', '\'', '(', '[', '{', '“', '‘', '„', '‚', '«', '»', '‹', '›', '「', '『', '（', '《', '〈', '【', '〔', '［', '｢', '¿', '¡', '-', '–', '—', '*', '•':
		return true
	}
	return unicode.In(r, unicode.Ps, unicode.Pi)
}

// opens reports whether r, which ends left and has no space after it, opens
// what follows. A straight quotation mark does when it is an odd one.
func opens(r rune, left string) bool {
	if r == '"' {
		return strings.Count(left, `"`)%2 == 1
	}
	return unicode.In(r, unicode.Ps, unicode.Pi)
}

func isASCII(s string) bool {
	for i := range len(s) {
		if s[i] >= utf8.RuneSelf {
			return false
		}
	}
	return true
}
