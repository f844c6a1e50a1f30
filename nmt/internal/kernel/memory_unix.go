//go:build unix && !linux

package kernel

import "golang.org/x/sys/unix"

func reserve(n int, _ bool) ([]byte, error) {
	return unix.Mmap(-1, 0, n, unix.PROT_READ|unix.PROT_WRITE, unix.MAP_ANON|unix.MAP_PRIVATE)
}

func release(b []byte) {
	_ = unix.Munmap(b) // fails only for memory that is none of ours
}
