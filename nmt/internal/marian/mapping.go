package marian

import (
	"errors"
	"fmt"
	"os"
)

// Mapping is a file in memory, read-only and shared with every other process
// that maps it.
type Mapping struct {
	bytes []byte
}

// Map maps a file. The file must not be cut short while it is mapped; replace
// a model by renaming a new file over it.
func Map(path string) (*Mapping, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	info, err := f.Stat()
	if err != nil {
		return nil, err
	}
	if !info.Mode().IsRegular() {
		return nil, fmt.Errorf("%s is no regular file", path)
	}
	if info.Size() == 0 {
		return nil, errors.New("file is empty")
	}
	if info.Size() > maxFileBytes {
		return nil, fmt.Errorf("file has %d bytes, more than %d", info.Size(), maxFileBytes)
	}
	b, err := mapFile(f, int(info.Size()))
	if err != nil {
		return nil, fmt.Errorf("map %s: %w", path, err)
	}
	return &Mapping{b}, nil
}

// Bytes is the content; it is gone after Close.
func (m *Mapping) Bytes() []byte { return m.bytes }

// Close unmaps the file.
func (m *Mapping) Close() error {
	b := m.bytes
	m.bytes = nil
	if b == nil {
		return nil
	}
	return unmap(b)
}

// Forget lets the system take back the pages that were read. They are read
// again when they are needed.
func (m *Mapping) Forget() { forget(m.bytes) }
