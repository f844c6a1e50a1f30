package main

import (
	"cmp"
	"fmt"
	"io"
	"maps"
	"slices"
	"strings"
	"unicode"
)

// writeTables prints everything that was measured.
func writeTables(out io.Writer, sets []set, reports []report) error {
	var b strings.Builder
	summary(&b, sets, reports)
	for _, s := range sets {
		if !s.many {
			byGroup(&b, s, reports, "script", func(t text) string { return scriptOf(t.words) })
		}
		byGroup(&b, s, reports, "language", func(t text) string { return t.label })
	}
	_, err := io.WriteString(out, b.String())
	return err
}

func summary(b *strings.Builder, sets []set, reports []report) {
	head := []string{"right"}
	for _, s := range sets {
		head = append(head, fmt.Sprintf("%s, %d", s.name, len(s.texts)))
	}
	for _, s := range sets {
		head = append(head, "CPU µs, "+s.name)
	}
	rows := [][]string{append(head, "heap kept, MB", "resident at most with the texts, MB")}
	for _, r := range reports {
		row := []string{r.Name}
		for _, s := range sets {
			right, n := r.rightOf(s, func(text) bool { return true })
			row = append(row, share(right, n))
		}
		for _, s := range sets {
			row = append(row, figure(r.Micros[s.name], "%.0f"))
		}
		rows = append(rows, append(row, figure(r.Heap/1e6, "%.1f"), figure(r.Peak/1e6, "%.0f")))
	}
	writeTable(b, rows)
}

// byGroup has a row for each group of a set's texts and a column for each
// identifier that has read the set.
func byGroup(b *strings.Builder, s set, reports []report, kind string, by func(text) string) {
	counts := map[string]int{}
	for _, t := range s.texts {
		counts[by(t)]++
	}
	groups := slices.SortedFunc(maps.Keys(counts), func(a, b string) int {
		return cmp.Or(cmp.Compare(counts[b], counts[a]), cmp.Compare(a, b))
	})
	reports = slices.DeleteFunc(slices.Clone(reports), func(r report) bool { return r.Answers[s.name] == nil })
	head := []string{s.name + ", by " + kind, "texts"}
	for _, r := range reports {
		head = append(head, r.Name)
	}
	rows := [][]string{head}
	for _, g := range groups {
		row := []string{g, fmt.Sprint(counts[g])}
		for _, r := range reports {
			right, n := r.rightOf(s, func(t text) bool { return by(t) == g })
			row = append(row, share(right, n))
		}
		rows = append(rows, row)
	}
	writeTable(b, rows)
}

// rightOf counts the right answers to the texts for which keep holds.
func (r report) rightOf(s set, keep func(text) bool) (right, n int) {
	for i, a := range r.Answers[s.name] {
		if !keep(s.texts[i]) {
			continue
		}
		n++
		if a == s.texts[i].label {
			right++
		}
	}
	return right, n
}

func share(right, n int) string {
	if n == 0 {
		return "–"
	}
	return fmt.Sprintf("%.3f", float64(right)/float64(n))
}

// figure leaves out what was not measured.
func figure(x float64, format string) string {
	if x == 0 {
		return "–"
	}
	return fmt.Sprintf(format, x)
}

func writeTable(b *strings.Builder, rows [][]string) {
	for i, r := range rows {
		b.WriteString("| " + strings.Join(r, " | ") + " |\n")
		if i == 0 {
			b.WriteString(strings.Repeat("|---", len(r)) + "|\n")
		}
	}
	b.WriteByte('\n')
}

// scripts are those with figures of their own; others are "other".
var scripts = []struct {
	name   string
	tables []*unicode.RangeTable
}{
	{"Latin", []*unicode.RangeTable{unicode.Latin}},
	{"Cyrillic", []*unicode.RangeTable{unicode.Cyrillic}},
	{"CJK", []*unicode.RangeTable{unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Hangul}},
	{"Greek", []*unicode.RangeTable{unicode.Greek}},
	{"Arabic", []*unicode.RangeTable{unicode.Arabic}},
	{"Indic", []*unicode.RangeTable{
		unicode.Devanagari, unicode.Bengali, unicode.Gurmukhi, unicode.Gujarati, unicode.Oriya,
		unicode.Tamil, unicode.Telugu, unicode.Kannada, unicode.Malayalam, unicode.Sinhala,
	}},
	{"Thai", []*unicode.RangeTable{unicode.Thai}},
}

// scriptOf names the script of most letters of a text.
func scriptOf(s string) string {
	counts := map[string]int{}
	for _, c := range s {
		if unicode.IsLetter(c) {
			counts[scriptOfLetter(c)]++
		}
	}
	best := "other"
	for _, s := range scripts {
		if counts[s.name] > counts[best] {
			best = s.name
		}
	}
	return best
}

func scriptOfLetter(c rune) string {
	for _, s := range scripts {
		if unicode.In(c, s.tables...) {
			return s.name
		}
	}
	return "other"
}
