// Package sentence splits text into sentences, and long sentences into
// clauses, in any language.
//
// The candidates for a sentence end come from the Unicode rules (UAX #29, by
// a maintained library). This package takes back those that are none in the
// text's language (abbreviations, initials, ordinals, addresses) and adds
// those that the rules do not know (Thai and Lao spaces, the Khmer camnuc,
// the Greek question mark, the ellipsis).
//
// When unsure it does not cut: two sentences taken for one are translated
// well, half a sentence is not.
package sentence

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/clipperhouse/uax29/v2/sentences"
)

// maxRun bounds how many characters that are neither letters nor digits the
// Unicode rules see in a row, in characters. Their look-ahead is repeated for
// every one of them, so a megabyte of brackets would cost hours.
const maxRun = 64

// Span is a sentence's place in its text, in bytes, without the white space
// around it.
type Span struct {
	Start, End int
}

// Split returns the sentences of text in order. The language is a BCP 47 tag;
// an unknown or empty one gets rules that hold in most languages. A line
// break always ends a sentence. Between the spans there is only white space,
// so the sentences joined are the text.
func Split(text, language string) []Span {
	s := splitter{text: text, rules: rulesFor(language)}
	for start := 0; start < len(text); {
		end := len(text)
		if i := strings.IndexAny(text[start:], "\n\r\u2028\u2029\u0085"); i >= 0 {
			end = start + i
		}
		s.line(start, end)
		if end == len(text) {
			break
		}
		_, size := utf8.DecodeRuneInString(text[end:])
		start = end + size
	}
	return s.out
}

// Strings returns the sentences of text themselves; see [Split].
func Strings(text, language string) []string {
	spans := Split(text, language)
	if len(spans) == 0 {
		return nil
	}
	out := make([]string, len(spans))
	for i, s := range spans {
		out[i] = text[s.Start:s.End]
	}
	return out
}

// splitter collects the sentences of one text.
type splitter struct {
	text   string
	rules  *rules
	out    []Span
	bounds []int // candidates in the current line, reused
}

// line splits text[start:end], which has no line break in it.
func (s *splitter) line(start, end int) {
	s.bounds = s.bounds[:0]
	for from := start; from < end; {
		to := runEnd(s.text, from, end)
		it := sentences.FromString(s.text[from:to])
		at := from
		for it.Next() {
			at += len(it.Value())
			if at < to {
				s.bounds = append(s.bounds, at)
			}
		}
		from = to
	}
	s.addOwn(start, end)
	first := start
	for _, b := range s.bounds {
		b = beforeOpeners(s.text, first, b, end)
		b = afterClosers(s.text, b, end)
		if b > first && s.ends(s.text[first:b], s.text[b:end]) {
			s.add(first, b)
			first = b
		}
	}
	s.add(first, end)
}

// add keeps text[start:end] without the white space around it.
func (s *splitter) add(start, end int) {
	part := s.text[start:end]
	end -= len(part) - len(strings.TrimRightFunc(part, unicode.IsSpace))
	start += len(part) - len(strings.TrimLeftFunc(part, unicode.IsSpace))
	if start < end {
		s.out = append(s.out, Span{start, end})
	}
}

// runEnd is where the text from from must be cut so that no run of other
// characters than letters and digits is longer than maxRun.
func runEnd(text string, from, end int) int {
	run := 0
	for i := from; i < end; {
		if c := text[i]; c < utf8.RuneSelf {
			if isWordByte(c) {
				run = 0
			} else if run++; run > maxRun {
				return i
			}
			i++
			continue
		}
		r, size := utf8.DecodeRuneInString(text[i:end])
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			run = 0
		} else if run++; run > maxRun {
			return i
		}
		i += size
	}
	return end
}

func isWordByte(c byte) bool {
	return 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z' || '0' <= c && c <= '9'
}

// beforeOpeners moves the boundary b to before opening quotes and brackets
// that the Unicode rules left with the sentence before, as in 他说。“你好。”.
func beforeOpeners(text string, first, b, end int) int {
	next, _ := utf8.DecodeRuneInString(text[b:end])
	if !unicode.IsLetter(next) && !unicode.IsDigit(next) && !isOpener(next) {
		return b
	}
	for b > first {
		r, size := utf8.DecodeLastRuneInString(text[first:b])
		if !opens(r, text[first:b]) {
			break
		}
		b -= size
	}
	return b
}

// afterClosers moves the boundary b to after a closing mark that stands alone
// with white space around it, as in « C’est fini. » and its next sentence.
func afterClosers(text string, b, end int) int {
	r, size := utf8.DecodeRuneInString(text[b:end])
	if !unicode.In(r, unicode.Pe, unicode.Pf) {
		return b
	}
	rest := text[b+size : end]
	gap := len(rest) - len(strings.TrimLeftFunc(rest, unicode.IsSpace))
	if gap == 0 && rest != "" {
		return b
	}
	return b + size + gap
}
