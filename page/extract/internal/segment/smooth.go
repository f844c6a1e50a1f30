package segment

// Context features of the second model: what the first one said of the
// neighbours, the containers and the look-alikes of a block.

// reach is how many neighbours on each side the second model sees one by one.
const reach = 4

// mean is a token-weighted mean of probabilities.
type mean struct{ sum, weight float32 }

func (m *mean) add(p, w float32) {
	m.sum += p * w
	m.weight += w
}

func (m *mean) value() float32 {
	if m.weight == 0 {
		return -1
	}
	return m.sum / m.weight
}

// without is the mean if p had not been added.
func (m *mean) without(p, w float32) float32 {
	if m.weight-w < 0.5 {
		return -1
	}
	return (m.sum - p*w) / (m.weight - w)
}

func (b *Block) weight() float32 { return float32(min(b.Tokens, 100)) + 1 }

// smoother holds what the second model's features of one page share.
type smoother struct {
	p             *Page
	probs         []float32
	inside        []mean // of containers
	alike         map[uint64]*mean
	family        map[kin]*mean
	where         span
	sums          []mean // before each block
	near          distances
	talk          topic
	total, before float32
}

// Hopeless is the probability under which the first model's word is the last.
const Hopeless = 0.02

// Smooth appends to each block's features what probs, the first model's
// probabilities, say about its surroundings. Rows of hopeless blocks are nil.
func (p *Page) Smooth(rows [][]float32, probs []float32) [][]float32 {
	s := p.newSmoother(probs)
	out := make([][]float32, len(rows))
	for i, row := range rows {
		if row != nil && probs[i] >= Hopeless {
			out[i] = s.describe(row, i)
		}
		s.before += probs[i] * p.Blocks[i].weight()
	}
	return out
}

func (p *Page) newSmoother(probs []float32) *smoother {
	s := &smoother{p: p, probs: probs, inside: make([]mean, len(p.containers)), alike: map[uint64]*mean{},
		family: map[kin]*mean{}, where: p.locate(probs), sums: make([]mean, len(probs)+1)}
	for i, q := range probs {
		b := &p.Blocks[i]
		w := b.weight()
		s.inside[b.container].add(q, w)
		addTo(s.alike, b.sig, q, w)
		addTo(s.family, p.kinOf(b), q, w)
		s.total += q * w
		s.sums[i+1] = s.sums[i]
		s.sums[i+1].add(q, w)
	}
	for i := len(p.containers) - 1; i > 0; i-- {
		up := p.containers[i].parent
		s.inside[up].add(s.inside[i].sum, 1)
		s.inside[up].weight += s.inside[i].weight - 1
	}
	s.near = p.nearest(probs, s.where.best/2)
	s.talk = p.topic(probs, s.where.best/2)
	return s
}

func addTo[K comparable](means map[K]*mean, key K, p, w float32) {
	m := means[key]
	if m == nil {
		m = &mean{}
		means[key] = m
	}
	m.add(p, w)
}

func (s *smoother) describe(f []float32, i int) []float32 {
	p, q := s.p, s.probs[i]
	b := &p.Blocks[i]
	w := b.weight()
	f = append(f, q)
	f = p.around(f, s.probs, i)
	at := b.container
	for range 4 {
		if at < 0 {
			f = append(f, -1, 0)
			continue
		}
		f = append(f, s.inside[at].without(q, w), s.inside[at].sum/(s.total+1))
		at = p.containers[at].parent
	}
	alike, k := s.alike[b.sig], s.family[p.kinOf(b)]
	f = append(f, alike.without(q, w), alike.sum/(s.total+1), s.before/(s.total+1), s.total,
		k.without(q, w), k.sum/(s.total+1))
	f = s.where.describe(f, p, i, q)
	f = s.beyond(f, b)
	f = append(f, s.near.before[i], s.near.behind[i])
	return s.talk.describe(f, b, q)
}

func (p *Page) around(buf, probs []float32, i int) []float32 {
	var left, right mean
	for off := 1; off <= 2*reach; off++ {
		l, r := float32(-1), float32(-1)
		if i-off >= 0 {
			l = probs[i-off]
			left.add(l, p.Blocks[i-off].weight())
		}
		if i+off < len(probs) {
			r = probs[i+off]
			right.add(r, p.Blocks[i+off].weight())
		}
		if off <= reach {
			buf = append(buf, l, r)
		}
	}
	return append(buf, left.value(), right.value())
}

// beyondLevels is of how many elements above a block it is told what stands
// around them.
const beyondLevels = 3

// SmoothFeatures is how many features Smooth appends.
const SmoothFeatures = 1 + 2*reach + 2 + 8 + 4 + 2 + spanFeatures + 2*beyondLevels + 2 + topicFeatures

// beyond appends what the model said of the blocks right before and behind each
// of the elements above a block.
func (s *smoother) beyond(f []float32, b *Block) []float32 {
	const several = 3
	c := s.p.containers
	at := c[b.container].parent
	for range beyondLevels {
		if at < 0 {
			f = append(f, -1, -1)
			continue
		}
		first, last := c[at].firstBlock, c[at].lastBlock+1
		f = append(f, s.part(max(0, first-several), first), s.part(last, min(len(s.probs), last+several)))
		at = c[at].parent
	}
	return f
}

// part is the mean of blocks from to to-1.
func (s *smoother) part(from, to int) float32 {
	if from >= to {
		return -1
	}
	m := mean{s.sums[to].sum - s.sums[from].sum, s.sums[to].weight - s.sums[from].weight}
	return m.value()
}

// distances is how far, in blocks, the next likely paragraphs are before and behind
// each block.
type distances struct{ before, behind []float32 }

func (p *Page) nearest(probs []float32, bar float32) distances {
	n := len(probs)
	r := distances{make([]float32, n), make([]float32, n)}
	likely := func(i int) bool { return probs[i] > bar && p.Blocks[i].Tokens >= 8 }
	last := -1
	for i := range n {
		if r.before[i] = -1; last >= 0 {
			r.before[i] = log(i - last)
		}
		if likely(i) {
			last = i
		}
	}
	last = -1
	for i := n - 1; i >= 0; i-- {
		if r.behind[i] = -1; last >= 0 {
			r.behind[i] = log(last - i)
		}
		if likely(i) {
			last = i
		}
	}
	return r
}
