package boost

import (
	"cmp"
	"math/bits"
	"slices"
)

// Forest is a model laid out for speed. It goes through a row's features, not
// down the trees: every question, of whichever tree, to which the answer is no
// strikes out the leaves on its yes side, and the first leaf that is left of a
// tree is the one that a walk would reach. The turns of a walk cannot be
// foreseen, and a processor loses more by guessing than by asking all.
type Forest struct {
	bias    float32
	trees   int
	columns []column
	values  []float32 // of the leaves, maxLeaves for each tree
	large   *Model    // predicts instead where a tree has more leaves
}

// column holds the questions about one feature, the least split first.
type column struct {
	feature   int
	questions []question
}

type question struct {
	keep  uint64 // the leaves that are not on the yes side
	split float32
	tree  uint32
}

// maxLeaves is how many leaves a tree may have; those of the shipped models
// have 24.
const maxLeaves = 64

// Forest lays the model out.
func (m *Model) Forest() *Forest {
	f := &Forest{bias: m.Bias, trees: len(m.Trees), values: make([]float32, maxLeaves*len(m.Trees))}
	byFeature := map[int16][]question{}
	for i := range m.Trees {
		if len(m.Trees[i].Nodes) >= 2*maxLeaves {
			return &Forest{large: m}
		}
		values := f.values[i*maxLeaves : i*maxLeaves : (i+1)*maxLeaves]
		m.Trees[i].ask(0, &values, func(feature int16, split float32, yes uint64) {
			byFeature[feature] = append(byFeature[feature], question{^yes, split, uint32(i)})
		})
	}
	for feature, list := range byFeature {
		slices.SortFunc(list, func(a, b question) int { return cmp.Or(cmp.Compare(a.split, b.split), cmp.Compare(a.tree, b.tree)) })
		f.columns = append(f.columns, column{int(feature), list})
	}
	slices.SortFunc(f.columns, func(a, b column) int { return cmp.Compare(a.feature, b.feature) })
	return f
}

// ask appends the values of the leaves at and below a node, the yes side first,
// tells the questions there with the leaves on their yes sides, and returns all
// the leaves.
func (t *Tree) ask(at uint16, values *[]float32, tell func(int16, float32, uint64)) uint64 {
	n := &t.Nodes[at]
	if n.Feature < 0 {
		*values = append(*values, n.Split)
		return 1 << (len(*values) - 1)
	}
	yes := t.ask(n.Left, values, tell)
	tell(n.Feature, n.Split, yes)
	return yes | t.ask(n.Right, values, tell)
}

// Predict gives each row its log-odds, exactly those of [Model.Predict] as long
// as no value is NaN.
func (f *Forest) Predict(rows [][]float32) []float32 {
	odds := make([]float32, len(rows))
	left := make([]uint64, f.trees)
	for i, row := range rows {
		if f.large != nil {
			odds[i] = f.large.Predict(row)
			continue
		}
		odds[i] = f.predict(row, left)
	}
	return odds
}

// predict uses left for the leaves that are left of each tree.
func (f *Forest) predict(row []float32, left []uint64) float32 {
	for i := range left {
		left[i] = ^uint64(0)
	}
	for i := range f.columns {
		c := &f.columns[i]
		value := row[c.feature]
		for k := range c.questions {
			q := &c.questions[k]
			if value <= q.split {
				break
			}
			left[q.tree] &= q.keep
		}
	}
	sum := f.bias
	for i, l := range left {
		sum += f.values[i*maxLeaves+bits.TrailingZeros64(l)]
	}
	return sum
}
