package segment

// span is the part of the page that the first model's probabilities make the
// article: an element, and a run of blocks.
type span struct {
	core        [learnedCores]int // containers
	first, last int               // blocks; last < first where there is none
	best        float32           // what the page's best paragraphs reach
}

// learnedCores is how many ways there are to take an element from the first
// model's probabilities.
const learnedCores = 3

// sums are the weights of the blocks of a container: all, of what reads like
// the article, and the part of it that the model expects to be the article.
type sums struct{ all, prose, hit float32 }

// locate finds the element whose text, taken whole, would agree best with the
// probabilities, and the run of blocks that holds most of the article and
// least of the rest.
func (p *Page) locate(probs []float32) span {
	in := make([]sums, len(p.containers))
	var total float32
	for i := range p.Blocks {
		b := &p.Blocks[i]
		w := b.weight()
		s := &in[b.container]
		s.all += w
		s.hit += probs[i] * w
		if b.prose() || probs[i] > 0.3 {
			s.prose += w
		}
		total += probs[i] * w
	}
	for i := len(p.containers) - 1; i > 0; i-- {
		up := &in[p.containers[i].parent]
		up.all += in[i].all
		up.prose += in[i].prose
		up.hit += in[i].hit
	}
	s := span{best: p.best(probs), last: -1}
	var most [2]float32
	least := float32(0)
	for i := range in {
		if v := 2 * in[i].hit / (in[i].prose + total + 1); v > most[0] {
			most[0], s.core[0] = v, i
		}
		if v := 2 * in[i].hit / (in[i].all + total + 1); v > most[1] {
			most[1], s.core[1] = v, i
		}
		if in[i].hit >= 0.8*total && (least == 0 || in[i].all < least) {
			least, s.core[2] = in[i].all, i
		}
	}
	s.first, s.last = p.run(probs, s.best/2)
	return s
}

// run is the run of blocks in which the sum of weighted probabilities over bar
// is greatest.
func (p *Page) run(probs []float32, bar float32) (first, last int) {
	var sum, most float32
	start := 0
	last = -1
	for i := range p.Blocks {
		sum += (probs[i] - bar) * p.Blocks[i].weight()
		if sum > most {
			most, first, last = sum, start, i
		}
		if sum <= 0 {
			sum, start = 0, i+1
		}
	}
	return first, last
}

// describe appends where block i stands in the span.
func (s *span) describe(f []float32, p *Page, i int, prob float32) []float32 {
	b := &p.Blocks[i]
	c := p.containers
	for _, core := range s.core {
		steps, at := 0, b.container
		for at > 0 && (core < at || core > c[at].last) {
			at = c[at].parent
			steps++
		}
		below := -1
		if at == core {
			below = min(b.depth-c[core].depth, 10)
		}
		f = append(f, float32(min(steps, 10)), float32(below))
	}
	place := float32(0)
	switch {
	case s.last < s.first:
		place = -100
	case i < s.first:
		place = -log(s.first - i)
	case i > s.last:
		place = log(i - s.last)
	}
	return append(f, place, s.best, prob/(s.best+0.01))
}

// spanFeatures is how many features describe appends.
const spanFeatures = 2*learnedCores + 3

// kin is a group of blocks of one tag in one element.
type kin struct {
	up  int
	tag uint32
}

func (p *Page) kinOf(b *Block) kin {
	return kin{p.containers[b.container].parent, uint32(b.Tag)}
}
