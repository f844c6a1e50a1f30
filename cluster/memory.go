package cluster

// memory holds the probabilities of the pairs that were looked at last, in
// places that they share: a newer pair takes the place of an older one. A
// grouping remembers what the next refinements ask again, and does not grow by
// every pair that it ever looked at (1.4 kB an article, half of it all).
type memory struct {
	places []known
	shift  uint // 64 less the bits of a place's number
}

// known is a pair of documents with its probability. Sequence numbers begin at
// 1, so that an empty place holds no pair.
type known struct {
	a, b        uint32 // the later first
	probability float32
}

// Bounds of a memory, in bits of a place's number: 50 kB and 6 MB. A memory
// has 16 places for each document, some of the pairs of a refinement and all
// of the last arrivals, and doubles as they grow in number.
const (
	minMemory       = 12
	maxMemory       = 19
	placesADocument = 16
)

// place is where a pair is remembered, with so many documents held.
func (m *memory) place(a, b uint32, documents int) *known {
	if len(m.places) == 0 {
		m.grow(minMemory)
	}
	for bits := 64 - m.shift; bits < maxMemory && documents*placesADocument > len(m.places); bits++ {
		m.grow(bits + 1)
	}
	return &m.places[m.number(a, b)]
}

func (m *memory) number(a, b uint32) uint64 {
	const golden = 0x9E3779B97F4A7C15 // 2^64 over the golden ratio: spreads neighbours
	return ((uint64(a)<<32 | uint64(b)) * golden) >> m.shift
}

// grow gives the memory 1<<bits places and takes over what it holds.
func (m *memory) grow(bits uint) {
	old := m.places
	m.places, m.shift = make([]known, 1<<bits), 64-bits
	for _, k := range old {
		if k.a != 0 {
			m.places[m.number(k.a, k.b)] = k
		}
	}
}

func (k *known) holds(a, b uint32) bool { return k.a == a && k.b == b }
