package apertium

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io"
	"os"
)

// version identifies the data that a route translates with: the beginning of
// a hash over all files of its modes. Packages state no version that a
// program could ask for, and the files are what counts.
func (b *Backend) version(route []mode) (string, error) {
	out := ""
	for i, m := range route {
		v, err := b.modeVersion(m)
		if err != nil {
			return "", err
		}
		if i > 0 {
			out += " "
		}
		out += v
	}
	return out, nil
}

func (b *Backend) modeVersion(m mode) (string, error) {
	b.mu.Lock()
	defer b.mu.Unlock()
	if v, ok := b.versions[m.name]; ok {
		return v, nil
	}
	hash := sha256.New()
	for _, s := range m.steps {
		for _, file := range s.files {
			if err := hashFile(hash, file); err != nil {
				return "", fmt.Errorf("hash data of %s: %w", m.name, err)
			}
		}
	}
	v := hex.EncodeToString(hash.Sum(nil))[:12]
	b.versions[m.name] = v
	return v, nil
}

func hashFile(w io.Writer, path string) error {
	f, err := os.Open(path)
	if err != nil {
		return err
	}
	defer func() { _ = f.Close() }()
	_, err = io.Copy(w, f)
	return err
}
