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

// build makes a trie of words; it sorts them.
func build(words []word) trie {
	slices.SortFunc(words, func(a, b word) int { return strings.Compare(a.text, b.text) })
	t := trie{nodes: []node{{id: -1}}, labels: []byte{0}}
	type span struct {
		node     int
		from, to int // words below the node
		depth    int
	}
	queue := []span{{0, 0, len(words), 0}}
	for len(queue) > 0 {
		s := queue[0]
		queue = queue[1:]
		from := s.from
		for from < s.to && len(words[from].text) == s.depth {
			t.nodes[s.node].id = words[from].id
			from++
		}
		t.nodes[s.node].first = uint32(len(t.nodes))
		for from < s.to {
			c := words[from].text[s.depth]
			to := from + 1
			for to < s.to && words[to].text[s.depth] == c {
				to++
			}
			queue = append(queue, span{len(t.nodes), from, to, s.depth + 1})
			t.nodes = append(t.nodes, node{id: -1})
			t.labels = append(t.labels, c)
			t.nodes[s.node].count++
			from = to
		}
	}
	return t
}

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
