package sentence

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// minClause keeps cuts away from the beginning of what is cut: no clause is
// shorter than this part of the longest one allowed, except the last.
const minClause = 3

// Clauses cuts a sentence into parts of at most limit characters (at least
// 8), at the ends of clauses where there are any, else at spaces, else
// between characters. Between the parts there is only white space. A sentence
// that is short enough comes back as it is, without the white space around
// it.
func Clauses(sentence string, limit int) []string {
	limit = max(limit, 8)
	rest := strings.TrimSpace(sentence)
	var out []string
	for rest != "" {
		end := byteOffset(rest, limit)
		if end == len(rest) {
			out = append(out, rest)
			break
		}
		at := cut(rest, byteOffset(rest, max(limit/minClause, 1)), end)
		out = append(out, strings.TrimRightFunc(rest[:at], unicode.IsSpace))
		rest = strings.TrimLeftFunc(rest[at:], unicode.IsSpace)
	}
	return out
}

// Ranks of places to cut, the best last.
const (
	cutNowhere = iota
	cutSpace
	cutComma
	cutClause
)

// cut finds the best place between from and to (in bytes): the last one of
// the highest rank.
func cut(s string, from, to int) int {
	at, best := to, cutNowhere
	var last rune
	for i, r := range s[:to] {
		if rank := cutRank(last, r); i > from && rank >= best && rank > cutNowhere {
			at, best = i, rank
		}
		last = r
	}
	// The character after the part decides whether its end is a place to cut.
	next, _ := utf8.DecodeRuneInString(s[to:])
	if rank := cutRank(last, next); rank >= best {
		at = to
	}
	if best == cutNowhere {
		at = wholeCharacter(s, from, at)
	}
	return at
}

// cutRank tells how good it is to cut between last and next. Marks of scripts
// without spaces need none after them; a comma inside a number is no place.
func cutRank(last, next rune) int {
	switch last {
	case '、', '，', '،', '؛', '；', '：', '၊', '፣', '፥', '፤', '՝':
		if last == '；' || last == '：' || last == '؛' || last == '፤' {
			return cutClause
		}
		return cutComma
	}
	if !unicode.IsSpace(next) {
		return cutNowhere
	}
	switch last {
	case ';', ':', '—', '–':
		return cutClause
	case ',':
		return cutComma
	}
	return cutSpace
}

// wholeCharacter moves a forced cut back so that marks stay with their
// letter.
func wholeCharacter(s string, from, at int) int {
	for i := at; i > from; {
		r, _ := utf8.DecodeRuneInString(s[i:])
		if !unicode.IsMark(r) && r != '\u200d' {
			return i
		}
		_, size := utf8.DecodeLastRuneInString(s[:i])
		i -= size
	}
	return at
}

// byteOffset is where the first n characters of s end.
func byteOffset(s string, n int) int {
	for i := range s {
		if n == 0 {
			return i
		}
		n--
	}
	return len(s)
}
