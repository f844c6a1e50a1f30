//go:build !unix

package marian

import (
	"io"
	"os"
)

func mapFile(f *os.File, size int) ([]byte, error) {
	b := make([]byte, size)
	_, err := io.ReadFull(f, b)
	return b, err
}

func unmap([]byte) error { return nil }

func forget([]byte) {}
