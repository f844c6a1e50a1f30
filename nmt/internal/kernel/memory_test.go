package kernel

import (
	"testing"
	"unsafe"
)

func TestMemory(t *testing.T) {
	for _, large := range []bool{false, true} {
		m := Memory{Large: large}
		seen := map[unsafe.Pointer]bool{}
		for _, n := range []int{1, 63, 64, 65, 1 << 20, 3 << 20, largePage, 100, 7} {
			b := m.Bytes(n)
			if len(b) != n || cap(b) != n || uintptr(at(b))%cacheLine != 0 || seen[at(b)] {
				t.Errorf("Bytes(%d) has %d bytes, room for %d, at %p", n, len(b), cap(b), at(b))
			}
			seen[at(b)] = true
			for i := range b {
				if b[i] != 0 {
					t.Fatalf("byte %d of %d is %d, not zero", i, n, b[i])
				}
				b[i] = 0xaa
			}
		}
		if m.Size() < 6<<20 || m.Size() > 6<<20+4096 {
			t.Errorf("Size = %d for 6.0 MB", m.Size())
		}
		m.Close()
		if m.Size() != 0 || m.Floats(0) != nil {
			t.Error("memory is left after Close")
		}
	}
}
