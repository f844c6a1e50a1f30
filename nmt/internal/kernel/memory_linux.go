package kernel

import (
	"unsafe"

	"golang.org/x/sys/unix"
)

// reserve maps n bytes, which is a multiple of a large page, to an address
// that is one too: it maps more than is wanted and gives both ends back.
func reserve(n int, large bool) ([]byte, error) {
	const flags = unix.MAP_ANON | unix.MAP_PRIVATE
	size := uintptr(n)
	start, err := unix.MmapPtr(-1, 0, nil, size+largePage, unix.PROT_READ|unix.PROT_WRITE, flags)
	if err != nil {
		return nil, err
	}
	before := -uintptr(start) % largePage
	if before > 0 {
		if err := unix.MunmapPtr(start, before); err != nil {
			return nil, err
		}
	}
	if err := unix.MunmapPtr(unsafe.Add(start, before+size), largePage-before); err != nil {
		return nil, err
	}
	b := unsafe.Slice((*byte)(unsafe.Add(start, before)), n)
	if large {
		_ = unix.Madvise(b, unix.MADV_HUGEPAGE) // only advice
	}
	return b, nil
}

func release(b []byte) {
	_ = unix.MunmapPtr(at(b), uintptr(len(b))) // fails only for memory that is none of ours
}
