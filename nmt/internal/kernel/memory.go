package kernel

import (
	"fmt"
	"unsafe"
)

// chunkBytes is how much Memory takes from the system at a time.
const chunkBytes = 1 << 20

// cacheLine is the alignment of everything that Memory gives.
const cacheLine = 64

// Memory gives out zeroed, aligned memory that lives until Close. It lies
// outside the garbage collector's heap: weights would otherwise let the heap
// grow by their size again before each collection.
type Memory struct {
	chunks [][]byte
	free   []byte
	total  int
}

// Bytes returns n bytes.
func (m *Memory) Bytes(n int) []byte {
	size := (n + cacheLine - 1) / cacheLine * cacheLine
	if size > len(m.free) {
		m.grow(size)
	}
	b := m.free[:n:n]
	m.free = m.free[size:]
	return b
}

// grow takes a chunk from the system. Failing to is a broken machine, like a
// failing make.
func (m *Memory) grow(size int) {
	size = (max(size, chunkBytes) + 4095) / 4096 * 4096
	b, err := reserve(size)
	if err != nil {
		panic(fmt.Sprintf("kernel: reserve %d bytes: %v", size, err))
	}
	m.chunks = append(m.chunks, b)
	m.free = b
	m.total += size
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

// Size is how many bytes were taken from the system.
func (m *Memory) Size() int { return m.total }

// Close gives everything back. Nothing that came from m may be used after it.
func (m *Memory) Close() {
	for _, b := range m.chunks {
		release(b)
	}
	*m = Memory{}
}
