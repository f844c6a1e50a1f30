package boost

import (
	"cmp"
	"math"
	"math/rand/v2"
	"slices"
	"sync"
)

// Options sets how a model is trained.
type Options struct {
	Trees   int
	Leaves  int     // of a tree, at most
	Rate    float64 // shrinkage
	Columns float64 // part of the features that a tree may use
	Rows    float64 // part of the rows that a tree sees
	L2      float64
	MinHess float64 // least weight of a leaf
	Seed    uint64
}

// maxBins bounds the values that a feature is divided into.
const maxBins = 64

// maxSample bounds the rows whose values are looked at for the bins' edges.
const maxSample = 20_000

// trainer holds the binned rows.
type trainer struct {
	opts   Options
	bins   [][]uint8 // by feature, then by row
	edges  [][]float32
	label  []float32
	weight []float32
	margin []float32
	grad   []float32
	hess   []float32
	slopes [][2]float32
	rnd    *rand.Rand
}

// Train fits a model to rows, all of one length, with their labels and
// weights. The same arguments give the same model.
func Train(rows [][]float32, labels []bool, weights []float32, opts Options) *Model {
	t := &trainer{opts: opts, weight: weights, rnd: rand.New(rand.NewPCG(opts.Seed, 1))}
	t.label = make([]float32, len(rows))
	var pos, all float64
	for i, l := range labels {
		all += float64(weights[i])
		if l {
			t.label[i] = 1
			pos += float64(weights[i])
		}
	}
	m := &Model{}
	if pos == 0 || pos == all {
		return m
	}
	m.Bias = float32(math.Log(pos / (all - pos)))
	t.bin(rows)
	t.margin = make([]float32, len(rows))
	for i := range t.margin {
		t.margin[i] = m.Bias
	}
	t.grad, t.hess = make([]float32, len(rows)), make([]float32, len(rows))
	t.slopes = make([][2]float32, len(rows))
	for range opts.Trees {
		m.Trees = append(m.Trees, t.grow(rows))
	}
	return m
}

func (t *trainer) bin(rows [][]float32) {
	n := len(rows[0])
	t.bins, t.edges = make([][]uint8, n), make([][]float32, n)
	parallel(n, func(f int) {
		step := 1 + len(rows)/maxSample
		values := make([]float32, 0, len(rows)/step+1)
		for i := 0; i < len(rows); i += step {
			values = append(values, rows[i][f])
		}
		t.edges[f] = edgesOf(values)
		b := make([]uint8, len(rows))
		for i, r := range rows {
			at, _ := slices.BinarySearch(t.edges[f], r[f])
			b[i] = uint8(at)
		}
		t.bins[f] = b
	})
}

// edgesOf returns upper ends of the bins but the last: at most maxBins-1.
func edgesOf(values []float32) []float32 {
	sorted := slices.Clone(values)
	slices.Sort(sorted)
	distinct := slices.Compact(slices.Clone(sorted))
	if len(distinct) <= maxBins {
		return distinct[:len(distinct)-1]
	}
	var edges []float32
	for i := 1; i < maxBins; i++ {
		edges = append(edges, sorted[i*len(sorted)/maxBins])
	}
	return slices.Compact(edges)
}

// leaf is a node that may be divided.
type leaf struct {
	node    int
	rows    []int32
	g, h    float64
	gain    float64
	feature int
	bin     int
	hist    [][maxBins][2]float64
}

func (t *trainer) grow(rows [][]float32) Tree {
	var use []int32
	for i := range rows {
		p := Sigmoid(t.margin[i])
		t.grad[i] = (p - t.label[i]) * t.weight[i]
		t.hess[i] = max(p*(1-p), 1e-6) * t.weight[i]
		if t.opts.Rows >= 1 || t.rnd.Float64() < t.opts.Rows {
			use = append(use, int32(i))
		}
	}
	var columns []int
	for f := range t.bins {
		if len(t.edges[f]) > 0 && (t.opts.Columns >= 1 || t.rnd.Float64() < t.opts.Columns) {
			columns = append(columns, f)
		}
	}
	tree := Tree{Nodes: []Node{{Feature: -1}}}
	root := t.newLeaf(0, use, columns, nil)
	leaves := []*leaf{root}
	for len(leaves) < t.opts.Leaves {
		best := slices.MaxFunc(leaves, func(a, b *leaf) int { return cmp.Compare(a.gain, b.gain) })
		if best.gain <= 0 {
			break
		}
		left, right := t.divide(best, columns)
		n := &tree.Nodes[best.node]
		n.Feature, n.Split = int16(best.feature), t.edges[best.feature][best.bin]
		left.node, right.node = len(tree.Nodes), len(tree.Nodes)+1
		n.Left, n.Right = uint16(left.node), uint16(right.node)
		tree.Nodes = append(tree.Nodes, Node{Feature: -1}, Node{Feature: -1})
		at := slices.Index(leaves, best)
		leaves[at] = left
		leaves = append(leaves, right)
	}
	for _, l := range leaves {
		tree.Nodes[l.node].Split = float32(-l.g / (l.h + t.opts.L2) * t.opts.Rate)
	}
	for i := range rows {
		t.margin[i] += tree.value(rows[i])
	}
	return tree
}

// newLeaf sums up rows and finds their best division. With a parent's
// histogram and a sibling's the sums need no pass over the rows.
func (t *trainer) newLeaf(node int, rows []int32, columns []int, hist [][maxBins][2]float64) *leaf {
	l := &leaf{node: node, rows: rows, hist: hist}
	for _, r := range rows {
		l.g += float64(t.grad[r])
		l.h += float64(t.hess[r])
	}
	if l.hist == nil {
		l.hist = make([][maxBins][2]float64, len(columns))
		slopes := t.slopes[:len(rows)] // side by side, which a processor reads faster
		for i, r := range rows {
			slopes[i] = [2]float32{t.grad[r], t.hess[r]}
		}
		parallel(len(columns), func(c int) {
			b, h := t.bins[columns[c]], &l.hist[c]
			for i, r := range rows {
				cell := &h[b[r]%maxBins]
				cell[0] += float64(slopes[i][0])
				cell[1] += float64(slopes[i][1])
			}
		})
	}
	t.findSplit(l, columns)
	return l
}

func (t *trainer) findSplit(l *leaf, columns []int) {
	whole := l.g * l.g / (l.h + t.opts.L2)
	for c, f := range columns {
		var g, h float64
		for bin := range t.edges[f] {
			g += l.hist[c][bin][0]
			h += l.hist[c][bin][1]
			if h < t.opts.MinHess || l.h-h < t.opts.MinHess {
				continue
			}
			gain := g*g/(h+t.opts.L2) + (l.g-g)*(l.g-g)/(l.h-h+t.opts.L2) - whole
			if gain > l.gain+1e-9 {
				l.gain, l.feature, l.bin = gain, f, bin
			}
		}
	}
}

func (t *trainer) divide(l *leaf, columns []int) (*leaf, *leaf) {
	var left, right []int32
	b := t.bins[l.feature]
	for _, r := range l.rows {
		if int(b[r]) <= l.bin {
			left = append(left, r)
		} else {
			right = append(right, r)
		}
	}
	small, large := left, right
	if len(small) > len(large) {
		small, large = right, left
	}
	a := t.newLeaf(0, small, columns, nil)
	for c := range l.hist {
		for bin := range l.hist[c] {
			l.hist[c][bin][0] -= a.hist[c][bin][0]
			l.hist[c][bin][1] -= a.hist[c][bin][1]
		}
	}
	z := t.newLeaf(0, large, columns, l.hist)
	l.hist = nil
	if len(left) > len(right) {
		return z, a
	}
	return a, z
}

// parallel calls f for 0 to n-1 from two goroutines; each index belongs to one.
func parallel(n int, f func(int)) {
	const workers = 2
	var wg sync.WaitGroup
	for w := range workers {
		wg.Go(func() {
			for i := w; i < n; i += workers {
				f(i)
			}
		})
	}
	wg.Wait()
}
