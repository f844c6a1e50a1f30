package main

import (
	"cmp"
	"slices"
	"strings"

	"github.com/overview-news/overview/page/extract/internal/score"
	"github.com/overview-news/overview/page/extract/internal/segment"
)

// shortWords is the length under which a block is compared as a whole line.
const shortWords = 5

// label marks the blocks that the labelled body holds, each of its words once.
// Of blocks with the same text that one is marked which stands among others
// that are: a paragraph before the caption or the teaser that repeats it.
func (e *example) label() {
	left := map[string]int{}
	want := score.Words(e.page.Body, false)
	for i := range max(0, len(want)-2) {
		left[strings.Join(want[i:i+3], " ")]++
	}
	lines := map[string]bool{}
	for line := range strings.SplitSeq(e.page.Body, "\n") {
		lines[score.Fold(line)] = true
	}
	n := len(e.rows)
	e.labels, e.weights = make([]bool, n), make([]float32, n)
	words := make([][]string, n)
	same := map[string]int{}
	for i := range words {
		words[i] = score.Words(e.cut.Blocks[i].Text, false)
		same[strings.Join(words[i], " ")]++
	}
	var later []int
	for i := range words {
		b := &e.cut.Blocks[i]
		switch {
		case len(words[i]) < shortWords:
			e.labels[i] = len(words[i]) > 0 && lines[score.Fold(b.Text)]
		case same[strings.Join(words[i], " ")] > 1:
			later = append(later, i)
		default:
			e.labels[i] = take(left, words[i])
		}
		if !e.foreign(b) {
			e.weights[i] = float32(3 + min(len(words[i]), 150))
		}
	}
	near := e.nearness(words)
	slices.SortStableFunc(later, func(a, b int) int { return cmp.Compare(near[b], near[a]) })
	for _, i := range later {
		e.labels[i] = take(left, words[i])
	}
	e.spareLists()
	e.balance()
}

const (
	// listMarks and listPlaces are those of lists that no set counts: offers,
	// links, tags, tools.
	listMarks = segment.ClassPrompt | segment.ClassRelated | segment.ClassNav | segment.ClassAd | segment.ClassTags |
		segment.ClassComment | segment.ClassShare | segment.ClassByline | segment.ClassDate | segment.ClassCaption
	listPlaces = segment.InNav | segment.InAside | segment.InFooter | segment.InForm | segment.InFigure | segment.InHidden |
		segment.InReplies | segment.InBox | segment.InPrompt | segment.InButton
)

// spareLists takes the weight from items of lists and cells of tables within
// the article that fundus leaves out: most of its rules read paragraphs only. It
// labels 54 of 437 such blocks, aeb 117 of 120.
func (e *example) spareLists() {
	if e.page.Set != "fundus" {
		return
	}
	first, last := -1, -1
	for i, l := range e.labels {
		if l && e.cut.Blocks[i].Tokens >= 8 {
			if first < 0 {
				first = i
			}
			last = i
		}
	}
	for i := max(first, 0); i <= last; i++ {
		b := &e.cut.Blocks[i]
		if !e.labels[i] && b.Flags&(segment.InList|segment.InTable) != 0 && b.Flags&listPlaces == 0 &&
			(b.Class|b.Above)&listMarks == 0 && 3*b.LinkTokens <= b.Tokens {
			e.weights[i] = 0
		}
	}
}

// nearness is the part of the words around each block that is marked.
func (e *example) nearness(words [][]string) []float64 {
	const around = 8
	near := make([]float64, len(words))
	for i := range words {
		marked, all := 0.0, 50.0
		for j := max(0, i-around); j < min(len(words), i+around+1); j++ {
			if j == i {
				continue
			}
			all += float64(len(words[j]))
			if e.labels[j] {
				marked += float64(len(words[j]))
			}
		}
		near[i] = marked / all
	}
	return near
}

// take uses up the words' shingles if at least half of them are left.
func take(left map[string]int, words []string) bool {
	n, have := len(words)-2, 0
	for i := range n {
		if left[strings.Join(words[i:i+3], " ")] > 0 {
			have++
		}
	}
	if have*2 < n {
		return false
	}
	for i := range n {
		left[strings.Join(words[i:i+3], " ")]--
	}
	return true
}

// balance makes pages count about the same: the article's blocks weigh as much
// on a long page as on a short one, and those around it at most a few times as
// much, however many there are. A label that stops early would otherwise make
// the rest of its article the weightiest wrong text of all.
func (e *example) balance() {
	const page, most = 20, 3
	var yes, no float32 = 100, 0
	for i, w := range e.weights {
		if e.labels[i] {
			yes += w
		} else {
			no += w
		}
	}
	cut := float32(1)
	if no > most*yes {
		cut = most * yes / no
	}
	for i := range e.weights {
		e.weights[i] *= page / yes
		if !e.labels[i] {
			e.weights[i] *= cut
		}
	}
}

const (
	// doubtful is how improbable a label must be to be doubted.
	doubtful = 0.05
	// doubted is what remains of its weight.
	doubted = 0.2
)

// doubt takes most of the weight from blocks whose label a model that saw other
// publishers' pages only is sure to be wrong: labels have faults. Predictions
// are still scored against every label.
func (e *example) doubt() {
	for i, q := range e.probs {
		if e.cut.Blocks[i].Tokens >= 8 && (e.labels[i] && q < doubtful || !e.labels[i] && q > 1-doubtful) {
			e.weights[i] *= doubted
		}
	}
}

// foreign reports whether a set's custom of labelling such a block differs
// from ours: magic counts captions, waddle the headline and date lines, and aeb
// leaves most standfirsts out.
func (e *example) foreign(b *segment.Block) bool {
	switch e.page.Set {
	case "aeb":
		return (b.Class|b.Above)&segment.ClassLead != 0 && b.Tokens >= 5
	case "magic":
		return b.Flags&segment.InFigure != 0 || b.Class&segment.ClassCaption != 0
	case "waddle":
		return b.IsHeading() || b.Class&(segment.ClassDate|segment.ClassByline) != 0 || b.Tokens < 12 && b.IsDate()
	}
	return false
}

// perfect are the probabilities that a model without error would give.
func (e *example) perfect() []float32 {
	probs := make([]float32, len(e.labels))
	for i, l := range e.labels {
		if l {
			probs[i] = 1
		}
	}
	return probs
}
