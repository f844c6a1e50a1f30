package kernel

import (
	"fmt"
	"unsafe"
)

// largePage is the size of a large page where there are such.
const largePage = 2 << 20

// cacheLine is the alignment of everything that Memory gives.
const cacheLine = 64

// Memory gives out zeroed, aligned memory that lives until Close. It lies
// outside the garbage collector's heap: weights would otherwise let the heap
// grow by their size again before each collection.
type Memory struct {
	// Large asks the system for large pages. Weights are read from end to
	// end for every piece, and small pages are too many for the processor to
	// remember; but a large page is resident as soon as it is touched.
	Large  bool
	chunks [][]byte
	free   []byte
	total  int
}

// Bytes returns n bytes.
func (m *Memory) Bytes(n int) []byte {
	size := (n + cacheLine - 1) / cacheLine * cacheLine
	if size <= len(m.free) {
		b := m.free[:n:n]
		m.free = m.free[size:]
		m.total += size
		return b
	}
	// Failing is a broken machine, as with make.
	chunk, err := reserve(max(reserveBytes, (size+largePage-1)/largePage*largePage), m.Large)
	if err != nil {
		panic(fmt.Sprintf("kernel: reserve %d bytes: %v", size, err))
	}
	m.chunks = append(m.chunks, chunk)
	m.total += size
	if rest := chunk[size:]; len(rest) > len(m.free) {
		m.free = rest
	}
	return chunk[:n:n]
}

// Floats returns n floats.
func (m *Memory) Floats(n int) []float32 {
	if n == 0 {
		return nil
	}
	return unsafe.Slice((*float32)(unsafe.Pointer(unsafe.SliceData(m.Bytes(4*n)))), n)
}

// Halves returns n halves.
func (m *Memory) Halves(n int) []Half {
	if n == 0 {
		return nil
	}
	return unsafe.Slice((*Half)(unsafe.Pointer(unsafe.SliceData(m.Bytes(2*n)))), n)
}

// Int32s returns n integers.
func (m *Memory) Int32s(n int) []int32 {
	if n == 0 {
		return nil
	}
	return unsafe.Slice((*int32)(unsafe.Pointer(unsafe.SliceData(m.Bytes(4*n)))), n)
}

// Size is how many bytes were given out.
func (m *Memory) Size() int { return m.total }

// Close gives everything back. Nothing that came from m may be used after it.
func (m *Memory) Close() {
	for _, b := range m.chunks {
		release(b)
	}
	*m = Memory{Large: m.Large}
}
