package translate

import (
	"fmt"
	"slices"
	"strings"
	"unicode"
)

// Bounds of the search for loops: the longest phrase, in words or characters,
// and how many words are looked at.
const (
	maxLoopPhrase = 12
	maxLoopWords  = 2000
	// maxLoopWord is the longest word that is no loop of letters itself.
	maxLoopWord = 60
)

// checkLoop reports a phrase that follows itself more often than any does in
// the original, or a text that says few things again and again.
func checkLoop(source, target, _ string) string {
	t := words(strings.ToLower(target))
	for _, w := range t {
		if len(w) > maxLoopWord && !strings.Contains(source, w) {
			return "endless word " + cut(w)
		}
	}
	t = t[:min(len(t), maxLoopWords)]
	s := units(source)
	phrase, times := repeats(t)
	if _, inSource := repeats(s); times >= 3 && times > inSource+1 {
		return fmt.Sprintf("%q %d times", cut(phrase), times)
	}
	if poor, rich := variety(t), variety(s); poor < minVariety && poor < rich/2 {
		return fmt.Sprintf("%.0f %% of its phrases are different", 100*poor)
	}
	return ""
}

// units are the words of the original, or its characters where the script
// has no spaces.
func units(source string) []string {
	source = strings.ToLower(source)
	if !isDense(source) && !unicode.In(firstLetterOf(source), unicode.Thai, unicode.Lao, unicode.Khmer, unicode.Myanmar) {
		w := words(source)
		return w[:min(len(w), maxLoopWords)]
	}
	var out []string
	for _, r := range source {
		if isWordRune(r) && len(out) < maxLoopWords {
			out = append(out, string(r))
		}
	}
	return out
}

func firstLetterOf(s string) rune {
	for _, r := range s {
		if unicode.IsLetter(r) {
			return r
		}
	}
	return 0
}

// repeats finds the phrase that follows itself most often, and how often it
// stands there.
func repeats(w []string) (phrase string, times int) {
	times = min(len(w), 1)
	for period := 1; period <= maxLoopPhrase; period++ {
		run := 0
		for i := period; i < len(w); i++ {
			if w[i] != w[i-period] {
				run = 0
				continue
			}
			if run++; run/period+1 > times {
				times = run/period + 1
				phrase = strings.Join(w[i-period+1:i+1], " ")
			}
		}
	}
	return phrase, times
}

// minVariety is the share of phrases of three words that must be different in
// a text of at least minPhrases of them. Honest sentences have 0.9 and more.
const (
	minVariety = 0.5
	minPhrases = 20
)

// variety is the share of different ones among all phrases of three words; 1
// for a short text.
func variety(w []string) float64 {
	n := len(w) - 2
	if n < minPhrases {
		return 1
	}
	all := make([]string, 0, n)
	for i := range n {
		all = append(all, strings.Join(w[i:i+3], " "))
	}
	slices.Sort(all)
	return float64(len(slices.Compact(all))) / float64(n)
}
