//go:build !unix

package kernel

// reserveBytes is how much Memory takes at a time; it is memory at once here.
const reserveBytes = largePage

// reserve uses the heap where there is no mmap; blocks of this size start on
// a page.
func reserve(n int, _ bool) ([]byte, error) { return make([]byte, n), nil }

func release([]byte) {}
