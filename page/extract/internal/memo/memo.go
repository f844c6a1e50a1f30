// Package memo remembers what was found out about a page's strings: class names
// stand on hundreds of elements each.
package memo

import "hash/maphash"

// size is how many strings are remembered. Another one with the same place
// takes it, so that no page makes a table grow.
const size = 256

var seed = maphash.MakeSeed()

// Table remembers what a function makes of strings. Its zero value is empty.
type Table[V any] struct {
	slots [size]slot[V]
}

type slot[V any] struct {
	key   string
	value V
}

// Of returns what find makes of key, which it asks only if it has to; find must
// give the same for the same key.
func (t *Table[V]) Of(key string, find func(string) V) V {
	if key == "" {
		return find(key)
	}
	s := &t.slots[maphash.String(seed, key)%size]
	if s.key != key {
		s.key, s.value = key, find(key)
	}
	return s.value
}
