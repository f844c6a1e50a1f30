package spm

import (
	"bytes"
	"slices"
	"strings"
)

// trie finds all words of a set that a text starts with. Children of a node
// lie side by side, their bytes in labels, so that a step is one short scan.
type trie struct {
	nodes  []node
	labels []byte
}

// node is one prefix; its children are nodes[first : first+count].
type node struct {
	first uint32
	count uint16
	id    int32 // the word that ends here, or -1
}

// word is a string with its number.
type word struct {
	text string
	id   int32
}

// build makes a trie of words; it sorts them. Words below one node are a run
// of the sorted ones, so a node needs to remember only where its run is.
func build(words []word) trie {
	slices.SortFunc(words, func(a, b word) int { return strings.Compare(a.text, b.text) })
	t := trie{nodes: make([]node, 1, 3*len(words)+1), labels: make([]byte, 1, 3*len(words)+1)}
	runs := make([]run, 1, 3*len(words)+1)
	runs[0] = run{0, int32(len(words)), 0}
	for n := 0; n < len(t.nodes); n++ {
		r := runs[n]
		t.nodes[n].id = -1
		for r.from < r.to && len(words[r.from].text) == int(r.depth) {
			t.nodes[n].id = words[r.from].id
			r.from++
		}
		t.nodes[n].first = uint32(len(t.nodes))
		for r.from < r.to {
			c := words[r.from].text[r.depth]
			to := r.from + 1
			for to < r.to && words[to].text[r.depth] == c {
				to++
			}
			t.nodes = append(t.nodes, node{})
			t.labels = append(t.labels, c)
			runs = append(runs, run{r.from, to, r.depth + 1})
			t.nodes[n].count++
			r.from = to
		}
	}
	return t
}

// run is the words below a node, which share their first depth bytes.
type run struct{ from, to, depth int32 }

// step returns the child of node n for the byte c, or 0.
func (t *trie) step(n uint32, c byte) uint32 {
	at := t.nodes[n]
	i := bytes.IndexByte(t.labels[at.first:at.first+uint32(at.count)], c)
	return at.first*b2u(i >= 0) + uint32(max(i, 0))
}

func b2u(b bool) uint32 {
	if b {
		return 1
	}
	return 0
}

// longest returns how many bytes of s the longest word it starts with has.
func (t *trie) longest(s string) int {
	if len(t.nodes) < 2 {
		return 0
	}
	size, n := 0, uint32(0)
	for i := 0; i < len(s); i++ {
		if n = t.step(n, s[i]); n == 0 {
			break
		}
		if t.nodes[n].id >= 0 {
			size = i + 1
		}
	}
	return size
}
