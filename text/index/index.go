// Package index turns text into search terms, the same way for documents and
// queries and for every database.
//
// Letters are folded (compatibility forms, case, accents, Arabic spelling
// variants, digits of all scripts). Runs of scripts that do not put spaces
// between words, and Hangul, become overlapping pairs of characters, so that
// any part of a sentence can be found: 權威事實 gives 權威 威事 事實 實.
//
// Terms hold letters, marks and digits only, without spaces: a database only
// has to split at spaces. In SQLite's FTS5 that is the tokenizer "ascii" (its
// others take Indic vowel signs for separators); in PostgreSQL,
// array_to_tsvector or the configuration "simple" over [Document].
package index

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// maxTermRunes bounds a term, in characters. What is longer (an address, a
// blob) is cut: its beginning can be found, and the database's index stays
// small. The longest German compounds in news have about 50.
const maxTermRunes = 64

// Terms returns the search terms of text in order, repeated ones too.
func Terms(text string) []string {
	var out []string
	each(text, func(term string) bool {
		out = append(out, term)
		return true
	})
	return out
}

// Document returns the first maxTerms terms of text joined by spaces, for a
// full-text column.
func Document(text string, maxTerms int) string {
	var b strings.Builder
	n := 0
	each(text, func(term string) bool {
		if n >= maxTerms {
			return false
		}
		if n > 0 {
			b.WriteByte(' ')
		}
		b.WriteString(term)
		n++
		return true
	})
	return b.String()
}

// each calls yield with every term of text until yield says false.
func each(text string, yield func(string) bool) {
	var word strings.Builder
	for rest := text; rest != ""; {
		var run string
		run, rest = nextRun(rest)
		word.Reset()
		for _, r := range norm.NFKC.String(run) {
			foldRune(&word, r)
		}
		if !terms(word.String(), yield) {
			return
		}
	}
}

// nextRun cuts the first stretch of word characters off text. Normal forms
// are made per stretch, so that a long text costs no second copy.
func nextRun(text string) (run, rest string) {
	start := strings.IndexFunc(text, isWordRune)
	if start < 0 {
		return "", ""
	}
	text = text[start:]
	for i, r := range text {
		if !isWordRune(r) || i >= maxRunBytes && !unicode.IsMark(r) {
			return text[:i], text[i:]
		}
	}
	return text, ""
}

// maxRunBytes bounds what is normalised at once; runs of scripts without
// spaces are longer than any word.
const maxRunBytes = 4096

// isWordRune reports whether r belongs to a word. Invisible joiners do: they
// stand inside Persian and Indic words, and folding drops them.
func isWordRune(r rune) bool {
	if r < utf8.RuneSelf {
		return 'a' <= r && r <= 'z' || 'A' <= r && r <= 'Z' || '0' <= r && r <= '9'
	}
	if r == utf8.RuneError {
		return false
	}
	return unicode.IsLetter(r) || unicode.IsMark(r) || unicode.IsDigit(r) || isIgnored(r)
}

// isIgnored reports whether r is invisible inside a word: soft hyphen, zero
// width joiner and non-joiner, word joiner, direction marks, tatweel.
func isIgnored(r rune) bool {
	return r == '\u00ad' || r == '\u0640' || '\u200c' <= r && r <= '\u200f' ||
		r == '\u2060' || r == '\ufeff'
}

// terms yields the terms of a folded stretch: words of scripts with spaces as
// they are, others as pairs.
func terms(word string, yield func(string) bool) bool {
	for word != "" {
		paired := isPaired(firstRune(word))
		end := partEnd(word, paired)
		part := word[:end]
		word = word[end:]
		if paired {
			if !pairs(part, yield) {
				return false
			}
			continue
		}
		part = strings.TrimLeftFunc(part, unicode.IsMark)
		if part = cutRunes(part, maxTermRunes); part != "" && !yield(part) {
			return false
		}
	}
	return true
}

func firstRune(s string) rune {
	r, _ := utf8.DecodeRuneInString(s)
	return r
}

// partEnd is where the first part of word ends, all of which is written in
// pairs or none. Marks and what no script owns go with the part before.
func partEnd(word string, paired bool) int {
	for i, r := range word {
		if i > 0 && !unicode.IsMark(r) && isPaired(r) != paired {
			return i
		}
	}
	return len(word)
}

// pairs yields overlapping pairs of the characters of part, and its last
// character alone, so that every character begins a term. A character is a
// letter with its marks.
func pairs(part string, yield func(string) bool) bool {
	first := characterEnd(part)
	for part != "" {
		second := first + characterEnd(part[first:])
		if !yield(cutRunes(part[:second], maxTermRunes)) {
			return false
		}
		part = part[first:]
		first = second - first
	}
	return true
}

// characterEnd is where the first character of s ends: a letter, its marks,
// and letters stacked under it (Khmer and Burmese).
func characterEnd(s string) int {
	stacked := true
	for i, r := range s {
		if i > 0 && !unicode.IsMark(r) && !stacked {
			return i
		}
		stacked = r == '\u17d2' || r == '\u1039'
	}
	return len(s)
}

// isPaired reports whether r is of a script that puts no spaces between
// words, or Hangul, whose words end in particles.
func isPaired(r rune) bool {
	if r < 0x0e00 {
		return false
	}
	return unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Hangul,
		unicode.Thai, unicode.Lao, unicode.Khmer, unicode.Myanmar, unicode.Bopomofo,
		unicode.Yi) && !unicode.IsDigit(r) || r == 'ー' || r == '々'
}

func cutRunes(s string, n int) string {
	if len(s) <= n {
		return s
	}
	for i := range s {
		if n == 0 {
			return s[:i]
		}
		n--
	}
	return s
}
