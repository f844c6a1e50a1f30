package boost

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"math"
	"strconv"
	"strings"
)

// node is an inner node or, when feature is negative, a leaf.
type node struct {
	feature int32
	limit   float32 // left when the value is at most limit; the value of a leaf
	left    int32   // the right child is the next one
}

// Model is a sum of trees.
type Model struct {
	// Header are lines that say where the model comes from.
	Header []string
	bias   float32
	nodes  []node
	roots  []int32
}

// Probability returns the probability of yes for a row of features.
func (m *Model) Probability(row []float32) float32 {
	sum := m.bias
	for _, at := range m.roots {
		n := &m.nodes[at]
		for n.feature >= 0 {
			if row[n.feature] <= n.limit {
				n = &m.nodes[n.left]
			} else {
				n = &m.nodes[n.left+1]
			}
		}
		sum += n.limit
	}
	return float32(1 / (1 + math.Exp(-float64(sum))))
}

// Write writes the model as text: the header behind "#", then one node a line.
func (m *Model) Write(w io.Writer) error {
	b := bufio.NewWriter(w)
	for _, h := range m.Header {
		fmt.Fprintf(b, "# %s\n", h)
	}
	fmt.Fprintf(b, "bias %v\n", m.bias)
	for t, root := range m.roots {
		end := int32(len(m.nodes))
		if t+1 < len(m.roots) {
			end = m.roots[t+1]
		}
		fmt.Fprintf(b, "tree %d\n", end-root)
		for _, n := range m.nodes[root:end] {
			if n.feature < 0 {
				fmt.Fprintf(b, "= %v\n", n.limit)
				continue
			}
			fmt.Fprintf(b, "%d %v %d\n", n.feature, n.limit, n.left-root)
		}
	}
	return b.Flush()
}

// Limits of a model file; the largest model tried had 200 trees of depth 5.
const (
	maxTrees = 10_000
	maxNodes = 1 << 20
)

// Read reads what [Model.Write] wrote, for rows of the given width.
func Read(r io.Reader, width int) (*Model, error) {
	m := &Model{}
	s := bufio.NewScanner(r)
	rest := 0
	for line := 1; s.Scan(); line++ {
		if h, ok := strings.CutPrefix(s.Text(), "#"); ok {
			m.Header = append(m.Header, strings.TrimSpace(h))
			continue
		}
		if err := m.line(strings.Fields(s.Text()), &rest, width); err != nil {
			return nil, fmt.Errorf("read model, line %d: %w", line, err)
		}
	}
	if err := s.Err(); err != nil {
		return nil, fmt.Errorf("read model: %w", err)
	}
	if rest != 0 {
		return nil, errors.New("read model: file ends inside a tree")
	}
	return m, m.check()
}

func (m *Model) line(f []string, rest *int, width int) error {
	switch {
	case len(f) == 0:
		return nil
	case f[0] == "bias" && len(f) == 2:
		v, err := number(f[1])
		m.bias = v
		return err
	case f[0] == "tree" && len(f) == 2:
		n, err := strconv.Atoi(f[1])
		if err != nil || *rest != 0 || n < 1 || len(m.nodes)+n > maxNodes || len(m.roots) == maxTrees {
			return fmt.Errorf("unexpected tree of %q nodes", f[1])
		}
		*rest = n
		m.roots = append(m.roots, int32(len(m.nodes)))
		return nil
	case *rest == 0:
		return errors.New("node outside a tree")
	}
	*rest--
	return m.node(f, width)
}

func (m *Model) node(f []string, width int) error {
	if f[0] == "=" && len(f) == 2 {
		v, err := number(f[1])
		m.nodes = append(m.nodes, node{feature: -1, limit: v})
		return err
	}
	if len(f) != 3 {
		return fmt.Errorf("node of %d fields", len(f))
	}
	feature, err := strconv.Atoi(f[0])
	if err != nil || feature < 0 || feature >= width {
		return fmt.Errorf("feature %q outside 0 to %d", f[0], width-1)
	}
	limit, err := number(f[1])
	if err != nil {
		return err
	}
	left, err := strconv.Atoi(f[2])
	if err != nil || left < 1 || left > maxNodes {
		return fmt.Errorf("child %q is no place in the tree", f[2])
	}
	root := m.roots[len(m.roots)-1]
	m.nodes = append(m.nodes, node{feature: int32(feature), limit: limit, left: root + int32(left)})
	return nil
}

func number(s string) (float32, error) {
	v, err := strconv.ParseFloat(s, 32)
	if err != nil || math.IsNaN(v) {
		return 0, fmt.Errorf("%q is no number", s)
	}
	return float32(v), nil
}

// check makes sure that every child lies behind its parent in the same tree,
// so that prediction ends.
func (m *Model) check() error {
	for t, root := range m.roots {
		end := int32(len(m.nodes))
		if t+1 < len(m.roots) {
			end = m.roots[t+1]
		}
		for i := root; i < end; i++ {
			n := m.nodes[i]
			if n.feature >= 0 && (n.left <= i || n.left+1 >= end) {
				return fmt.Errorf("read model: tree %d: child of node %d is out of place", t, i-root)
			}
		}
	}
	return nil
}
