package extract

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// likeness is how much two versions of a headline, in parts, share: 0 to 1.
func likeness(wa, wb []string) float64 {
	if len(wa) == 0 || len(wb) == 0 {
		return 0
	}
	in := map[string]int{}
	for _, w := range wb {
		in[w]++
	}
	both := 0
	for _, w := range wa {
		if in[w] > 0 {
			in[w]--
			both++
		}
	}
	short, long := min(len(wa), len(wb)), max(len(wa), len(wb))
	// The share of the longer one counts less: kickers and site names lengthen.
	return 0.6*float64(both)/float64(short) + 0.4*float64(both)/float64(long)
}

// parts are the words of a headline, or its letters where a script has no
// spaces.
func parts(s string) []string {
	var out []string
	for _, w := range strings.Fields(fold(s)) {
		if first, _ := utf8.DecodeRuneInString(w); first < 0x2e80 {
			out = append(out, w)
			continue
		}
		for _, c := range w {
			out = append(out, string(c))
		}
	}
	return out
}

// agree reports whether two versions of a headline are of one article: one
// holds the other, or most words of the shorter are in the longer.
func agree(a, b string) bool {
	fa, fb := fold(a), fold(b)
	if fa == fb {
		return fa != ""
	}
	wa, wb := strings.Fields(fa), strings.Fields(fb)
	if len(wa) > len(wb) {
		wa, wb = wb, wa
	}
	const fewWords = 3 // under which only equality counts
	if len(wa) < fewWords {
		return len([]rune(fa)) >= 6 && len([]rune(fb)) >= 6 && (strings.Contains(fa, fb) || strings.Contains(fb, fa)) &&
			2*min(len(fa), len(fb)) > max(len(fa), len(fb))
	}
	in := map[string]bool{}
	for _, w := range wb {
		in[w] = true
	}
	n := 0
	for _, w := range wa {
		if in[w] {
			n++
		}
	}
	return 2*n > len(wa)
}

// fold makes texts comparable: lower case, words only, one space between them.
func fold(s string) string {
	var b strings.Builder
	b.Grow(len(s))
	apart := false
	for _, r := range s {
		if r >= 'A' && r <= 'Z' {
			r += 'a' - 'A'
		} else if r >= utf8.RuneSelf {
			r = unicode.ToLower(r)
		}
		if !isWordRune(r) {
			apart = b.Len() > 0
			continue
		}
		if apart {
			b.WriteByte(' ')
			apart = false
		}
		b.WriteRune(r)
	}
	return b.String()
}

// isWordRune reports whether words are made of the letter, which is in lower
// case.
func isWordRune(r rune) bool {
	if r < utf8.RuneSelf {
		return r >= 'a' && r <= 'z' || r >= '0' && r <= '9'
	}
	return unicode.IsLetter(r) || unicode.IsNumber(r) || unicode.IsMark(r)
}
