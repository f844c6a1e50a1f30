package segment

import (
	"math"

	"golang.org/x/net/html/atom"
)

// Bars set what is chosen. Each one's worth is in docs/extraction.md.
type Bars struct {
	// Clear is the most that is ever asked of a block, Low the least.
	Clear, Low float32
	// Expect is what is asked, as a part of the best agreement with the article
	// that can be expected of the page; in theory a half.
	Expect float32
	// Fill is the part of that which is asked of a block between chosen
	// paragraphs of the same element.
	Fill float32
	// List is the part of it which is asked of a list or a table as a whole that
	// follows chosen paragraphs; over 1 it is off.
	List float32
	// Repeated is the share of a block's shingles that earlier blocks hold from
	// which it only repeats them, as pull quotes do; Copied is that of a hidden
	// block, which mostly is a copy for other programs.
	Repeated, Copied float32
	// Replies lets readers' comments be part of an article.
	Replies bool
}

// DefaultBars are the best of those tried in cross-validation.
var DefaultBars = Bars{Clear: 0.6, Low: 0.1, Expect: 0.55, Fill: 0.5, List: 0.35, Repeated: 0.95, Copied: 0.5}

// leastRepeated is the least length of a block that only repeats others, in
// tokens.
const leastRepeated = 12

// leastLinked is the least probability of a block that is mostly links.
const leastLinked = 0.4

// chooser holds what the choice of one page's blocks depends on.
type chooser struct {
	p                *Page
	bars             Bars
	bar              float32
	filled           []bool
	dialogs, replies bool // not chosen
	seen             map[uint64]bool
	said             *hashes
}

// Choose turns probabilities into a choice, and says how sure it is.
func (p *Page) Choose(probs []float32, bars Bars) ([]bool, float64) {
	bar := min(bars.Clear, max(bars.Low, bars.Expect*p.expected(probs)))
	c := chooser{
		p: p, bars: bars, bar: bar, filled: p.between(probs, bar, bar*bars.Fill),
		dialogs: p.passesOutside(InDialog, probs, bar),
		replies: !bars.Replies && p.passesOutside(InReplies, probs, bar),
		seen:    map[uint64]bool{}, said: &hashes{},
	}
	p.fillLists(probs, bar, bar*bars.List, c.filled)
	chosen := make([]bool, len(probs))
	var doubt, weight float64
	for i, q := range probs {
		w := float64(p.Blocks[i].Tokens)
		doubt += w * math.Min(float64(q), 1-float64(q))
		weight += w * math.Max(float64(q), 0.05)
		chosen[i] = c.take(i, q)
	}
	if weight == 0 {
		return chosen, 0
	}
	return chosen, math.Max(0, 1-2*doubt/weight)
}

// take decides on one block, in the page's order.
func (c *chooser) take(i int, prob float32) bool {
	b := &c.p.Blocks[i]
	switch {
	case prob < c.bar && !c.filled[i]:
		return false
	case prob < leastLinked && 2*b.LinkTokens > b.Tokens:
		return false // on an unusual page little is asked, but not so little of links
	case c.dialogs && b.Flags&InDialog != 0, c.replies && b.Flags&InReplies != 0:
		return false // what lies over the page, or was written under it, is not its content
	case c.p.titled && b.IsHeading() && b.stats.hash == c.p.title:
		return false // the headline is no part of the text
	case b.stats.phrase&PhraseAd != 0 && b.Tokens <= 2:
		return false // a label
	}
	most := c.bars.Repeated
	if b.Flags&InHidden != 0 {
		most = c.bars.Copied
	}
	if b.Tokens > 3 && c.seen[b.stats.hash] || b.Tokens >= leastRepeated && shared(b.stats.words, c.said) >= most {
		return false
	}
	addShingles(c.said, b.stats.words)
	c.seen[b.stats.hash] = true
	return true
}

// passesOutside reports whether anything outside such places can be the
// article: a few badly built pages are a dialog as a whole.
func (p *Page) passesOutside(place Flag, probs []float32, bar float32) bool {
	for i := range p.Blocks {
		if b := &p.Blocks[i]; b.Flags&place == 0 && b.prose() && probs[i] >= bar {
			return true
		}
	}
	return false
}

// expected is the best agreement with the article, in words, that a choice of
// blocks can have if the probabilities are right: the greatest, over all bars,
// of 2·hits/(chosen + article). The best bar is half of it, so that little is
// asked on an unusual page, where nothing is probable, and more on a clear one.
func (p *Page) expected(probs []float32) float32 {
	const steps = 64
	var hits, chosen [steps + 1]float32
	var article float32
	for i, q := range probs {
		w := float32(p.Blocks[i].Tokens)
		at := int(q * steps)
		hits[at] += q * w
		chosen[at] += w
		article += q * w
	}
	var best, h, c float32
	for at := steps; at >= 0; at-- {
		h += hits[at]
		c += chosen[at]
		best = max(best, 2*h/(c+article+1))
	}
	return best
}

// between marks blocks that reach low and stand in one element with clear
// paragraphs, items of the list or cells of the row before and after them.
func (p *Page) between(probs []float32, bar, low float32) []bool {
	filled := make([]bool, len(probs))
	if low >= bar {
		return filled
	}
	type span struct{ first, last int }
	spans := map[int]span{}
	for i, q := range probs {
		if b := &p.Blocks[i]; q >= bar && (b.prose() || b.Tag == atom.Li || b.Tag == atom.Td) {
			up := p.containers[b.container].parent
			s, found := spans[up]
			if !found {
				s.first = i
			}
			s.last = i
			spans[up] = s
		}
	}
	for i, q := range probs {
		b := &p.Blocks[i]
		if q < low || q >= bar || b.LinkTokens*2 > b.Tokens {
			continue
		}
		s, found := spans[p.containers[b.container].parent]
		filled[i] = found && i > s.first && i < s.last
	}
	return filled
}

// best is the mean of the page's ten best paragraphs.
func (p *Page) best(probs []float32) float32 {
	const several = 10
	var top [several]float32
	for i := range p.Blocks {
		if !p.Blocks[i].prose() {
			continue
		}
		q := probs[i]
		for j := range top {
			if q > top[j] {
				top[j], q = q, top[j]
			}
		}
	}
	var sum float32
	n := 0
	for _, q := range top {
		if q > 0 {
			sum += q
			n++
		}
	}
	if n == 0 {
		return 0
	}
	return sum / float32(n)
}
