// Package boost predicts with gradient-boosted decision trees and trains them.
//
// It knows nothing of pages: a row is a list of numbers, a label is true or
// false, a prediction is the log-odds. Training is deterministic.
package boost

import (
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"math"
	"slices"
)

// Model is a sum of trees.
type Model struct {
	Bias  float32
	Trees []Tree
}

// Tree is a binary tree in an array; node 0 is its root.
type Tree struct {
	Nodes []Node
}

// Node is a question, or a leaf where Feature is negative. A row whose value
// is at most Split goes Left, else Right.
type Node struct {
	Feature     int16
	Left, Right uint16
	Split       float32 // of a leaf: its value
}

// Predict returns the log-odds of a row.
func (m *Model) Predict(row []float32) float32 {
	sum := m.Bias
	for i := range m.Trees {
		sum += m.Trees[i].value(row)
	}
	return sum
}

// Mean is the model whose log-odds are the mean of those of several.
func Mean(models ...*Model) *Model {
	mean := &Model{}
	part := 1 / float32(len(models))
	for _, m := range models {
		mean.Bias += m.Bias * part
		for _, tree := range m.Trees {
			t := Tree{Nodes: slices.Clone(tree.Nodes)}
			for k := range t.Nodes {
				if t.Nodes[k].Feature < 0 {
					t.Nodes[k].Split *= part
				}
			}
			mean.Trees = append(mean.Trees, t)
		}
	}
	return mean
}

func (t *Tree) value(row []float32) float32 {
	nodes := t.Nodes
	at := uint16(0)
	for {
		n := &nodes[at]
		switch {
		case n.Feature < 0:
			return n.Split
		case row[n.Feature] <= n.Split:
			at = n.Left
		default:
			at = n.Right
		}
	}
}

// Sigmoid turns log-odds into a probability.
func Sigmoid(x float32) float32 { return float32(1 / (1 + math.Exp(-float64(x)))) }

// magic begins every stored model, with the layout's number.
const magic = "ovgb1"

// Encode stores the model.
func (m *Model) Encode() []byte {
	var b bytes.Buffer
	b.WriteString(magic)
	put := func(v any) { _ = binary.Write(&b, binary.LittleEndian, v) } // a Buffer cannot fail
	put(m.Bias)
	put(uint32(len(m.Trees)))
	for _, t := range m.Trees {
		put(uint16(len(t.Nodes)))
		for _, n := range t.Nodes {
			put(n)
		}
	}
	return b.Bytes()
}

// errShort is the cause where a stored model ends early.
var errShort = errors.New("model ends early")

// nodeSize is a stored node's length in bytes.
const nodeSize = 10

// Decode reads a stored model that predicts from rows of so many features, and
// returns what follows it.
func Decode(b []byte, features int) (*Model, []byte, error) {
	b, found := bytes.CutPrefix(b, []byte(magic))
	if !found {
		return nil, nil, errors.New("decode model: not a model")
	}
	if len(b) < 8 {
		return nil, nil, fmt.Errorf("decode model: %w", errShort)
	}
	m := &Model{Bias: math.Float32frombits(binary.LittleEndian.Uint32(b))}
	n := int(binary.LittleEndian.Uint32(b[4:]))
	b = b[8:]
	for range n {
		var t Tree
		var err error
		if t, b, err = decodeTree(b, features); err != nil {
			return nil, nil, fmt.Errorf("decode model: tree %d: %w", len(m.Trees), err)
		}
		m.Trees = append(m.Trees, t)
	}
	return m, b, nil
}

func decodeTree(b []byte, features int) (Tree, []byte, error) {
	var t Tree
	if len(b) < 2 {
		return t, nil, errShort
	}
	n := int(binary.LittleEndian.Uint16(b))
	b = b[2:]
	if n == 0 || len(b) < n*nodeSize {
		return t, nil, errShort
	}
	child := make([]bool, n)
	for i := range n {
		e := b[i*nodeSize:]
		node := Node{
			Feature: int16(binary.LittleEndian.Uint16(e)),
			Left:    binary.LittleEndian.Uint16(e[2:]),
			Right:   binary.LittleEndian.Uint16(e[4:]),
			Split:   math.Float32frombits(binary.LittleEndian.Uint32(e[6:])),
		}
		leaf := node.Feature < 0
		// Children come after their only parent, so that every walk ends.
		if !leaf && (int(node.Feature) >= features || int(node.Left) <= i || int(node.Right) <= i ||
			int(node.Left) >= n || int(node.Right) >= n) {
			return t, nil, fmt.Errorf("node %d is out of bounds", i)
		}
		if !leaf {
			if node.Left == node.Right || child[node.Left] || child[node.Right] {
				return t, nil, fmt.Errorf("node %d shares its children", i)
			}
			child[node.Left], child[node.Right] = true, true
		}
		t.Nodes = append(t.Nodes, node)
	}
	return t, b[n*nodeSize:], nil
}
