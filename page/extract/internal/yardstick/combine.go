package main

import (
	"cmp"
	"strings"

	"github.com/overview-news/overview/page/extract/internal/score"
)

const (
	// enoughShared is the share of a paragraph's shingles that the other text
	// must have; enoughLeft the share of the text that must remain.
	enoughShared = 0.5
	enoughLeft   = 0.4
	// fewWords is under a shingle's length: then words are compared.
	fewWords = 4
)

// combineTexts keeps the paragraphs of readability that trafilatura also has,
// the best combination of public parts: each errs in its own way.
func combineTexts(in *input, parts []found) found {
	whole, other := parts[0].text, parts[1].text
	bag := score.Shingles(other, in.plain())
	words := map[string]bool{}
	for _, w := range score.Words(other, in.plain()) {
		words[w] = true
	}
	var kept []string
	all, left := 0, 0
	for line := range strings.Lines(whole) {
		tokens := score.Words(line, in.plain())
		all += len(tokens)
		if !agrees(line, tokens, words, bag, in.plain()) {
			continue
		}
		left += len(tokens)
		kept = append(kept, line)
	}
	if float64(left) < enoughLeft*float64(all) {
		return found{text: whole}
	}
	return found{text: strings.Join(kept, "")}
}

// agrees reports whether the other text has enough of a paragraph.
func agrees(line string, tokens []string, words map[string]bool, bag score.Bag, plain bool) bool {
	if len(tokens) >= fewWords {
		own := score.Shingles(line, plain)
		return float64(own.Common(bag)) >= enoughShared*float64(own.N)
	}
	for _, w := range tokens {
		if !words[w] {
			return false
		}
	}
	return true
}

// combineMetadata is the best combination of public parts for title, authors
// and date: what the page states, and what others find where it states none.
func combineMetadata(_ *input, parts []found) found {
	f := parts[0]
	f.text = ""
	f.title = cmp.Or(f.title, parts[1].title)
	if len(f.authors) == 0 {
		f.authors = parts[1].authors
	}
	if _, readable := score.ParseDay(f.published); !readable {
		f.published = parts[2].published
	}
	return f
}
