package main

import (
	"bufio"
	"cmp"
	"encoding/gob"
	"fmt"
	"hash/fnv"
	"os"
	"slices"
	"strings"

	"github.com/overview-news/overview/page/extract/internal/repeat"
	"github.com/overview-news/overview/page/extract/internal/score"
	"github.com/overview-news/overview/page/extract/internal/segment"
	"golang.org/x/net/html/atom"
)

// report prints body F1 by set under the name of what was measured.
func report(name string, examples []*example, bars segment.Bars) map[string]float64 {
	pages := map[string][]score.Body{}
	var order []string
	for _, e := range examples {
		if e.made {
			continue
		}
		chosen, _ := e.cut.Choose(e.probs, bars)
		if pages[e.page.Set] == nil {
			order = append(order, e.page.Set)
		}
		pages[e.page.Set] = append(pages[e.page.Set], e.score(chosen))
	}
	scores := map[string]float64{}
	fmt.Printf("%-28s", name)
	for _, s := range order {
		scores[s] = score.MeanF1(pages[s])
		fmt.Printf("  %s %.4f", s, scores[s])
	}
	fmt.Println()
	return scores
}

// reportBars prints what other bars and no bars reach.
func reportBars(examples []*example) {
	vary := func(name string, change func(*segment.Bars)) {
		bars := segment.DefaultBars
		change(&bars)
		report(name, examples, bars)
	}
	for _, v := range []float32{0.4, 0.45, 0.55, 0.6} {
		vary(fmt.Sprintf("  expect %.2f", v), func(b *segment.Bars) { b.Expect = v })
	}
	vary("  one bar of 0.5", func(b *segment.Bars) { b.Low, b.Clear = 0.5, 0.5 })
	vary("  repetitions kept", func(b *segment.Bars) { b.Repeated = 2 })
	vary("  hidden copies kept", func(b *segment.Bars) { b.Copied = b.Repeated })
	vary("  lists one by one", func(b *segment.Bars) { b.List = 2 })
	vary("  replies kept", func(b *segment.Bars) { b.Replies = true })
}

// reportSites prints the gain of a site's memory on the pages of sites of which
// there are several, each page read after all others of its site.
func reportSites(examples []*example) {
	sites := map[string]*repeat.Memory{}
	count := map[string]int{}
	for _, e := range examples {
		if e.made {
			continue
		}
		m := sites[e.page.Domain]
		if m == nil {
			m = repeat.New()
			sites[e.page.Domain] = m
		}
		count[e.page.Domain]++
		places := make([]uint64, len(e.cut.Blocks))
		for i := range places {
			places[i] = e.cut.Place(i)
		}
		m.Observe(e.address(), places)
	}
	for _, least := range []int{0, 1, 2} {
		pages := map[string][]score.Body{}
		dropped := 0
		for _, e := range examples {
			if e.made || count[e.page.Domain] < 2 {
				continue
			}
			chosen, _ := e.cut.Choose(e.probs, segment.DefaultBars)
			if least > 0 {
				m := sites[e.page.Domain]
				dropped += e.cut.DropPlaced(chosen, least, func(place uint64) int { return m.Pages(e.address(), place) })
			}
			pages[e.page.Set] = append(pages[e.page.Set], e.score(chosen))
		}
		fmt.Printf("  on %d other pages, %4d blocks", least, dropped)
		for _, s := range []string{"aeb", "fundus", "aed", "magic", "waddle"} {
			fmt.Printf("  %s (%d) %.4f", s, len(pages[s]), score.MeanF1(pages[s]))
		}
		fmt.Println()
	}
}

// writeProbs stores the probabilities of every page's blocks by its address.
func writeProbs(examples []*example, path string) error {
	probs := map[string][]float32{}
	for _, e := range examples {
		if !e.made {
			probs[e.page.URL] = e.probs
		}
	}
	f, err := os.Create(path)
	if err != nil {
		return fmt.Errorf("write probabilities: %w", err)
	}
	if err := gob.NewEncoder(f).Encode(probs); err != nil {
		return fmt.Errorf("write probabilities: %w", err)
	}
	return f.Close()
}

func (e *example) address() uint64 {
	h := fnv.New64a()
	h.Write([]byte(e.page.URL))
	return h.Sum64()
}

// score compares a choice of blocks with the page's label.
func (e *example) score(chosen []bool) score.Body {
	return score.ScoreBody(e.page.Body, e.text(chosen), e.page.Set == "aeb")
}

// text is the chosen blocks, with what the set's labels count besides.
func (e *example) text(chosen []bool) string {
	begin, end := slices.Index(chosen, true), len(chosen)-1
	for end > 0 && !chosen[end] {
		end--
	}
	var b strings.Builder
	for i, c := range chosen {
		if c || e.custom(i, begin, end) {
			b.WriteString(e.cut.Blocks[i].Text)
			b.WriteByte('\n')
		}
	}
	return b.String()
}

// custom reports whether a set's labels count a block that is no part of the
// default text: captions in magic, the headline in waddle.
func (e *example) custom(i, begin, end int) bool {
	b := &e.cut.Blocks[i]
	switch e.page.Set {
	case "magic":
		const before = 3 // blocks in front of the text
		return i >= begin-before && i <= end && b.Tag == atom.Figcaption && b.Flags&(segment.InAside|segment.InNav) == 0
	case "waddle":
		return b.Tag == atom.H1 && score.Fold(b.Text) == score.Fold(e.context.Headline)
	}
	return false
}

// listWorst prints the pages with the least F1.
func listWorst(examples []*example, n int) {
	type bad struct {
		f1   float64
		line string
	}
	var list []bad
	for _, e := range examples {
		if e.made {
			continue
		}
		chosen, sure := e.cut.Choose(e.probs, segment.DefaultBars)
		s := e.score(chosen)
		list = append(list, bad{s.F1(), fmt.Sprintf("%s P %.2f R %.2f sure %.2f %s", e.page.Set, s.P, s.R, sure, e.page.URL)})
	}
	slices.SortFunc(list, func(a, b bad) int { return cmp.Compare(a.f1, b.f1) })
	for _, b := range list[:min(n, len(list))] {
		fmt.Printf("    %.3f %s\n", b.f1, b.line)
	}
}

// writeFaults writes, for reading, the blocks of imperfect pages for which label
// and choice differ. The file holds publishers' text: never commit it.
func writeFaults(examples []*example, path string) error {
	f, err := os.Create(path)
	if err != nil {
		return fmt.Errorf("write faults: %w", err)
	}
	w := bufio.NewWriter(f)
	for _, e := range examples {
		if !e.made {
			e.writeFaults(w)
		}
	}
	if err := w.Flush(); err != nil {
		return fmt.Errorf("write faults: %w", err)
	}
	return f.Close()
}

func (e *example) writeFaults(w *bufio.Writer) {
	const fine = 0.97
	chosen, sure := e.cut.Choose(e.probs, segment.DefaultBars)
	s := e.score(chosen)
	if s.F1() > fine {
		return
	}
	fmt.Fprintf(w, "\n%s F1 %.3f P %.3f R %.3f sure %.2f %s\n", e.page.Set, s.F1(), s.P, s.R, sure, e.page.URL)
	for i := range e.cut.Blocks {
		b := &e.cut.Blocks[i]
		fault := "kept"
		switch {
		case e.labels[i] == chosen[i]:
			continue
		case e.labels[i]:
			fault = "lost"
		}
		fmt.Fprintf(w, "%4d %s q %.2f n %4d l %3d w %.2f %-8s fl %06x cl %05x ab %05x %.70q\n",
			i, fault, e.probs[i], b.Tokens, b.LinkTokens, e.weights[i], b.Tag, b.Flags, b.Class, b.Above, b.Text)
	}
}
