package segment

import (
	"math/bits"
	"math/rand/v2"
)

// hashes is a set of hashes, at half the memory and time of a map.
type hashes struct {
	slots []uint64 // a power of two of them, at most half full; 0 is free
	used  int
	zero  bool // 0 is in the set
}

func (h *hashes) len() int {
	if h.zero {
		return h.used + 1
	}
	return h.used
}

// spread is drawn anew in each process, so that no page can be written whose
// hashes all want one slot.
var spread = rand.Uint64() | 1

// slot is where a hash stands, or would.
func (h *hashes) slot(v uint64) int {
	mask := uint64(len(h.slots) - 1)
	at := v * spread >> bits.LeadingZeros64(mask)
	for h.slots[at] != 0 && h.slots[at] != v {
		at = (at + 1) & mask
	}
	return int(at)
}

func (h *hashes) has(v uint64) bool {
	if v == 0 || h.used == 0 {
		return v == 0 && h.zero
	}
	return h.slots[h.slot(v)] != 0
}

// add needs room for a hash more; see grow.
func (h *hashes) add(v uint64) {
	if v == 0 {
		h.zero = true
		return
	}
	if at := h.slot(v); h.slots[at] == 0 {
		h.slots[at] = v
		h.used++
	}
}

// grow makes room for so many hashes more.
func (h *hashes) grow(more int) {
	const fewest = 64
	if 2*(h.used+more) <= len(h.slots) {
		return
	}
	size := max(2*len(h.slots), fewest)
	for size < 2*(h.used+more) {
		size *= 2
	}
	old := h.slots
	h.slots = make([]uint64, size)
	for _, v := range old {
		if v != 0 {
			h.slots[h.slot(v)] = v
		}
	}
}
