package mozilla

import (
	_ "embed"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"sync"
)

//go:embed probes.tsv
var probesText string

// probe is a sentence for verification.
type probe struct {
	text string
	want expectation
}

// expectation is what a translation of a probe must have. Of each group one
// spelling or word will do.
type expectation struct {
	keep  [][]string // names and figures: all
	words [][]string // by their beginning: half at least
}

// minProbes is how many sentences a language has at least.
const minProbes = 5

// probes are the sentences by code of a model.
var probes = sync.OnceValue(func() map[string][]probe {
	all, err := parseProbes(probesText)
	if err != nil { // the embedded file: a broken program
		panic(err)
	}
	return all
})

func parseProbes(text string) (map[string][]probe, error) {
	expected := map[int]expectation{}
	out := map[string][]probe{}
	for number, line := range strings.Split(text, "\n") {
		if line == "" || line[0] == '#' {
			continue
		}
		column := strings.Split(line, "\t")
		if len(column) != 3 {
			return nil, fmt.Errorf("probes, line %d: %d columns, not 3", number+1, len(column))
		}
		if which, ok := strings.CutPrefix(column[0], "="); ok {
			n, err := strconv.Atoi(which)
			if err != nil {
				return nil, fmt.Errorf("probes, line %d: %w", number+1, err)
			}
			expected[n] = expectation{groups(column[1]), groups(column[2])}
			continue
		}
		n, err := strconv.Atoi(column[1])
		want, ok := expected[n]
		if err != nil || !ok {
			return nil, fmt.Errorf("probes, line %d: nothing is expected of sentence %q", number+1, column[1])
		}
		out[column[0]] = append(out[column[0]], probe{text: column[2], want: want})
	}
	return out, nil
}

// groups reads "a|b c": a or b, and c. A dash is nothing.
func groups(s string) [][]string {
	var out [][]string
	for group := range strings.FieldsSeq(strings.ToLower(s)) {
		if group != "-" {
			out = append(out, strings.Split(group, "|"))
		}
	}
	return out
}

// missing says what a translation lacks; nothing if it has enough.
func (e expectation) missing(translation string) string {
	lower := strings.ToLower(translation)
	for _, group := range e.keep {
		if !slices.ContainsFunc(group, func(s string) bool { return strings.Contains(lower, s) }) {
			return strings.Join(group, " or ") + " is not in it"
		}
	}
	words := strings.FieldsFunc(lower, func(r rune) bool { return strings.ContainsRune(" .,;:!?\"'’()-", r) })
	found := 0
	for _, group := range e.words {
		if slices.ContainsFunc(group, func(s string) bool { return hasWord(words, s) }) {
			found++
		}
	}
	if 2*found < len(e.words) {
		return fmt.Sprintf("%d of %d words that should be in it are", found, len(e.words))
	}
	return ""
}

// hasWord reports whether one of words begins with s. "%" may be the end of
// one.
func hasWord(words []string, s string) bool {
	return slices.ContainsFunc(words, func(w string) bool {
		return strings.HasPrefix(w, s) || s == "%" && strings.HasSuffix(w, s)
	})
}
