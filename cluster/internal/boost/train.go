package boost

import (
	"math"
	"slices"
)

// Options say how to train.
type Options struct {
	Trees     int
	Depth     int
	Rate      float64 // learning rate
	L2        float64 // added to every sum of second derivatives
	MinWeight float64 // least weight of a leaf
	Bins      int     // histogram bins of a feature, at most 255
	Signs     []int   // monotone direction of each feature
}

// Rows are training examples: Width features each, a label and a weight.
type Rows struct {
	Width  int
	Values []float32 // row after row
	Labels []bool
	Weight []float32
}

// Add appends a row.
func (r *Rows) Add(row []float32, label bool, weight float32) {
	r.Values = append(r.Values, row...)
	r.Labels = append(r.Labels, label)
	r.Weight = append(r.Weight, weight)
}

// Len is the number of rows.
func (r *Rows) Len() int { return len(r.Labels) }

// trainer holds the binned rows and the derivatives of the loss.
type trainer struct {
	o     Options
	rows  *Rows
	cuts  [][]float32 // upper limits of the bins of each feature
	bins  []uint8     // by feature, then row
	sum   []float64
	grad  []float64
	hess  []float64
	order []int32
	spare []int32
	model *Model
	hist  []cell
}

type cell struct{ g, h, w float64 }

// Train fits trees to the rows by logistic loss.
func Train(rows *Rows, o Options) *Model {
	t := &trainer{o: o, rows: rows, model: &Model{}}
	n := rows.Len()
	t.bin()
	var yes, all float64
	for i, l := range rows.Labels {
		all += float64(rows.Weight[i])
		if l {
			yes += float64(rows.Weight[i])
		}
	}
	if yes > 0 && yes < all {
		t.model.bias = float32(math.Log(yes / (all - yes)))
	}
	t.sum = make([]float64, n)
	for i := range t.sum {
		t.sum[i] = float64(t.model.bias)
	}
	t.grad, t.hess = make([]float64, n), make([]float64, n)
	t.order, t.spare = make([]int32, n), make([]int32, n)
	for range o.Trees {
		t.tree()
	}
	return t.model
}

// bin cuts every feature at quantiles of its distinct values.
func (t *trainer) bin() {
	n, width := t.rows.Len(), t.rows.Width
	t.cuts = make([][]float32, width)
	t.bins = make([]uint8, n*width)
	column := make([]float32, n)
	for f := range width {
		for i := range n {
			column[i] = t.rows.Values[i*width+f]
		}
		t.cuts[f] = cutsOf(slices.Clone(column), t.o.Bins)
		for i, v := range column {
			b, _ := slices.BinarySearch(t.cuts[f], v)
			t.bins[f*n+i] = uint8(b)
		}
	}
}

func cutsOf(column []float32, bins int) []float32 {
	slices.Sort(column)
	distinct := slices.Compact(slices.Clone(column))
	if len(distinct) <= bins {
		return distinct[:max(0, len(distinct)-1)]
	}
	var cuts []float32
	for b := 1; b < bins; b++ {
		c := column[b*len(column)/bins]
		if len(cuts) == 0 || cuts[len(cuts)-1] < c {
			cuts = append(cuts, c)
		}
	}
	return cuts
}

func (t *trainer) tree() {
	for i := range t.grad {
		p := 1 / (1 + math.Exp(-t.sum[i]))
		y := 0.0
		if t.rows.Labels[i] {
			y = 1
		}
		w := float64(t.rows.Weight[i])
		t.grad[i], t.hess[i] = w*(p-y), w*p*(1-p)
		t.order[i] = int32(i)
	}
	root := int32(len(t.model.nodes))
	t.model.roots = append(t.model.roots, root)
	t.model.nodes = append(t.model.nodes, node{})
	t.grow(growth{at: root, rows: t.order, low: math.Inf(-1), high: math.Inf(1)})
}

// growth is a node to be grown: its rows and the bounds of its value that
// monotone splits above it set.
type growth struct {
	at        int32
	rows      []int32
	depth     int
	low, high float64
}

func (t *trainer) grow(g growth) {
	s, ok := split{}, false
	if g.depth < t.o.Depth {
		s, ok = t.best(g)
	}
	if !ok {
		t.leaf(g)
		return
	}
	left := int32(len(t.model.nodes))
	t.model.nodes = append(t.model.nodes, node{}, node{})
	t.model.nodes[g.at] = node{feature: int32(s.feature), limit: t.cuts[s.feature][s.bin], left: left}
	k := t.part(g.rows, s)
	l := growth{at: left, rows: g.rows[:k], depth: g.depth + 1, low: g.low, high: g.high}
	r := growth{at: left + 1, rows: g.rows[k:], depth: g.depth + 1, low: g.low, high: g.high}
	if mid := (s.left + s.right) / 2; t.o.Signs[s.feature] > 0 {
		l.high, r.low = min(l.high, mid), max(r.low, mid)
	} else if t.o.Signs[s.feature] < 0 {
		l.low, r.high = max(l.low, mid), min(r.high, mid)
	}
	t.grow(l)
	t.grow(r)
}

func (t *trainer) leaf(g growth) {
	var c cell
	for _, i := range g.rows {
		c.g += t.grad[i]
		c.h += t.hess[i]
	}
	v := float32(t.o.Rate * t.value(c, g))
	t.model.nodes[g.at] = node{feature: -1, limit: v}
	for _, i := range g.rows {
		t.sum[i] += float64(v)
	}
}

func (t *trainer) value(c cell, g growth) float64 {
	return min(max(-c.g/(c.h+t.o.L2), g.low), g.high)
}

// gain is how much the loss falls when the rows of c get the value v.
func (t *trainer) gain(c cell, v float64) float64 {
	return -(c.g*v + 0.5*(c.h+t.o.L2)*v*v)
}

// part moves the rows that go left to the front, keeping their order.
func (t *trainer) part(rows []int32, s split) int {
	bins := t.bins[s.feature*t.rows.Len():]
	k, m := 0, 0
	for _, i := range rows {
		if int(bins[i]) <= s.bin {
			rows[k] = i
			k++
			continue
		}
		t.spare[m] = i
		m++
	}
	copy(rows[k:], t.spare[:m])
	return k
}

// split sends the rows of bins up to bin to the left.
type split struct {
	feature, bin int
	left, right  float64 // values of the sides
	gain         float64
}

func (t *trainer) best(g growth) (split, bool) {
	var best split
	var total cell
	for _, i := range g.rows {
		total.g += t.grad[i]
		total.h += t.hess[i]
		total.w += float64(t.rows.Weight[i])
	}
	if total.w < 2*t.o.MinWeight {
		return best, false
	}
	parent := t.gain(total, t.value(total, g))
	for f := range t.rows.Width {
		if len(t.cuts[f]) == 0 {
			continue
		}
		t.fill(f, g.rows)
		var l cell
		for b := range t.cuts[f] {
			h := t.hist[b]
			l = cell{l.g + h.g, l.h + h.h, l.w + h.w}
			r := cell{total.g - l.g, total.h - l.h, total.w - l.w}
			if l.w < t.o.MinWeight || r.w < t.o.MinWeight {
				continue
			}
			s := split{feature: f, bin: b, left: t.value(l, g), right: t.value(r, g)}
			if d := s.right - s.left; d*float64(t.o.Signs[f]) < 0 {
				continue
			}
			s.gain = t.gain(l, s.left) + t.gain(r, s.right) - parent
			if s.gain > best.gain+1e-9 {
				best = s
			}
		}
	}
	return best, best.gain > 0
}

func (t *trainer) fill(f int, rows []int32) {
	t.hist = slices.Grow(t.hist[:0], t.o.Bins+1)[:t.o.Bins+1]
	clear(t.hist)
	bins := t.bins[f*t.rows.Len():]
	for _, i := range rows {
		c := &t.hist[bins[i]]
		c.g += t.grad[i]
		c.h += t.hess[i]
		c.w += float64(t.rows.Weight[i])
	}
}
