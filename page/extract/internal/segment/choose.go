package segment

import "math"

// Bars set what is chosen.
type Bars struct {
	// Clear is the probability from which a block is part of the article.
	Clear float32
	// Low is the least that is ever asked.
	Low float32
	// Share is what is asked of a block beside the page's best paragraphs.
	Share float32
}

// DefaultBars are the best of those tried in cross-validation.
var DefaultBars = Bars{Clear: 0.5, Low: 0.1, Share: 0.6}

const (
	// repeated is the share of a block's shingles that earlier blocks hold from
	// which it only repeats them, as pull quotes do.
	repeated = 0.95
	// leastRepeated is the least length of such a block, in tokens.
	leastRepeated = 12
)

// Choose turns probabilities into a choice, and says how sure it is. An
// unusual page is unsure as a whole, but its paragraphs still stand out from
// the rest: what is asked is never more than a share of what the page's best
// paragraphs reach.
func (p *Page) Choose(probs []float32, bars Bars) ([]bool, float64) {
	bar := min(bars.Clear, max(bars.Low, bars.Share*p.best(probs)))
	chosen := make([]bool, len(probs))
	dialogs := p.passesOutsideDialogs(probs, bar)
	seen := map[uint64]bool{}
	said := map[uint64]bool{}
	var doubt, weight float64
	for i, q := range probs {
		b := &p.Blocks[i]
		w := float64(b.Tokens)
		doubt += w * math.Min(float64(q), 1-float64(q))
		weight += w * math.Max(float64(q), 0.05)
		if q < bar || dialogs && b.Flags&InDialog != 0 {
			continue // a window over the page is not its content
		}
		if b.Tokens > 3 && seen[b.stats.hash] || b.Tokens >= leastRepeated && shared(b.stats.words, said) >= repeated {
			continue
		}
		chosen[i] = true
		addShingles(said, b.stats.words)
		seen[b.stats.hash] = true
	}
	if weight == 0 {
		return chosen, 0
	}
	return chosen, math.Max(0, 1-2*doubt/weight)
}

// passesOutsideDialogs reports whether anything but dialogs can be the article:
// a few badly built pages are a dialog as a whole.
func (p *Page) passesOutsideDialogs(probs []float32, bar float32) bool {
	for i := range p.Blocks {
		if b := &p.Blocks[i]; b.Flags&InDialog == 0 && b.prose() && probs[i] >= bar {
			return true
		}
	}
	return false
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
