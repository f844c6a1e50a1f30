package segment

import "math"

const (
	// threshold is the probability from which a block is part of the article.
	threshold = 0.45
	// lowThreshold is the least that is asked where hardly anything passes.
	lowThreshold = 0.12
	// thin is the share of the page's prose under which a choice is doubted.
	thin = 0.25
)

// Choose turns probabilities into a choice, and says how sure it is. Where
// hardly any prose passes, the bar is lowered to what the page's best
// paragraphs reach: an unusual page is unsure as a whole, but its paragraphs
// still stand out from the rest.
func (p *Page) Choose(probs []float32) ([]bool, float64) {
	bar := float32(threshold)
	prose, passed := 0, 0
	for i := range p.Blocks {
		if b := &p.Blocks[i]; b.prose() {
			prose += b.Tokens
			if probs[i] >= bar {
				passed += b.Tokens
			}
		}
	}
	if float64(passed) < thin*float64(prose) {
		bar = min(bar, max(lowThreshold, 0.6*p.best(probs)))
	}
	chosen := make([]bool, len(probs))
	dialogs := p.proseOutsideDialogs()
	seen := map[uint64]bool{}
	var doubt, weight float64
	for i, q := range probs {
		b := &p.Blocks[i]
		if dialogs && b.Flags&InDialog != 0 {
			continue // a window over the page is not its content
		}
		if q >= bar && !(b.Tokens > 3 && seen[b.stats.hash]) {
			chosen[i] = true
			seen[b.stats.hash] = true
		}
		w := float64(b.Tokens)
		doubt += w * math.Min(float64(q), 1-float64(q))
		weight += w * math.Max(float64(q), 0.05)
	}
	if weight == 0 {
		return chosen, 0
	}
	return chosen, math.Max(0, 1-2*doubt/weight)
}

// best is the token-weighted mean of the page's ten best paragraphs.
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

// proseOutsideDialogs reports whether anything but dialogs can be the article:
// a few badly built pages are a dialog as a whole.
func (p *Page) proseOutsideDialogs() bool {
	for i := range p.Blocks {
		if b := &p.Blocks[i]; b.Flags&InDialog == 0 && b.prose() {
			return true
		}
	}
	return false
}
