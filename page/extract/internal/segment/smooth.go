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

// Smooth appends to each block's features, of package segment's making, what
// probs, the first model's probabilities, say about its surroundings. The rows
// that it returns share their memory with those given; nil stays nil.
func (p *Page) Smooth(rows [][]float32, probs []float32) [][]float32 {
	inside := make([]mean, len(p.containers))
	alike := map[uint64]*mean{}
	family := map[kin]*mean{}
	where := p.locate(probs)
	var total, before float32
	for i := range p.Blocks {
		b := &p.Blocks[i]
		w := b.weight()
		inside[b.container].add(probs[i], w)
		m := alike[b.sig]
		if m == nil {
			m = &mean{}
			alike[b.sig] = m
		}
		m.add(probs[i], w)
		k := p.kinOf(b)
		if family[k] == nil {
			family[k] = &mean{}
		}
		family[k].add(probs[i], w)
		total += probs[i] * w
	}
	for i := len(p.containers) - 1; i > 0; i-- {
		up := p.containers[i].parent
		inside[up].add(inside[i].sum, 1)
		inside[up].weight += inside[i].weight - 1
	}
	out := make([][]float32, len(rows))
	for i := range p.Blocks {
		b := &p.Blocks[i]
		w := b.weight()
		if rows[i] == nil {
			before += probs[i] * w
			continue
		}
		buf := append(rows[i], probs[i])
		buf = p.around(buf, probs, i)
		at := b.container
		for range 4 {
			if at < 0 {
				buf = append(buf, -1, 0)
				continue
			}
			buf = append(buf, inside[at].without(probs[i], w), inside[at].sum/(total+1))
			at = p.containers[at].parent
		}
		buf = append(buf, alike[b.sig].without(probs[i], w), alike[b.sig].sum/(total+1),
			before/(total+1), total)
		k := family[p.kinOf(b)]
		buf = append(buf, k.without(probs[i], w), k.sum/(total+1))
		buf = where.describe(buf, p, i, probs[i])
		before += probs[i] * w
		out[i] = buf
	}
	return out
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

// SmoothFeatures is how many features Smooth appends.
const SmoothFeatures = 1 + 2*reach + 2 + 8 + 4 + 2 + spanFeatures
