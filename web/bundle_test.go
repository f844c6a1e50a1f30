package main

import (
	"bytes"
	"os"
	"path/filepath"
	"testing"

	"github.com/andybalholm/brotli"
)

// The embedded files are what the sources give.
func TestDistIsFresh(t *testing.T) {
	files := bundled(t)
	dist := filepath.Join("..", "internal", "web", "dist")
	entries, err := os.ReadDir(dist)
	if err != nil {
		t.Fatal(err)
	}
	const advice = "run go generate ./internal/web and commit the result"
	for _, e := range entries {
		want, ok := files[e.Name()]
		if !ok {
			t.Errorf("dist has %s, which the sources do not give; %s", e.Name(), advice)
			continue
		}
		got, err := os.ReadFile(filepath.Join(dist, e.Name()))
		if err != nil {
			t.Fatal(err)
		}
		if !bytes.Equal(got, want) {
			t.Errorf("dist/%s differs from what the sources give; %s", e.Name(), advice)
		}
	}
	if len(entries) != len(files) {
		t.Errorf("dist has %d files, the sources give %d; %s", len(entries), len(files), advice)
	}
}

// A page must stay light: limits in bytes after brotli, as a phone gets it.
func TestBudgets(t *testing.T) {
	size := map[string]int{}
	for name, body := range bundled(t) {
		stem := name[:bytes.IndexByte([]byte(name), '-')]
		size[stem] += compressed(t, body)
	}
	t.Logf("after brotli: %v", size)
	for _, tt := range []struct {
		name string
		got  int
		max  int
	}{
		{"styles", size["style"], 8 << 10},
		{"scripts without globe", size["app"], 6 << 10},
		{"scripts with globe", size["app"] + size["globe"], 15 << 10},
	} {
		if tt.got == 0 || tt.got > tt.max {
			t.Errorf("%s: %d bytes, want 1 to %d", tt.name, tt.got, tt.max)
		}
	}
}

func bundled(t *testing.T) map[string][]byte {
	t.Helper()
	root, err := filepath.Abs("..")
	if err != nil {
		t.Fatal(err)
	}
	files, err := build(root)
	if err != nil {
		t.Fatal(err)
	}
	return files
}

func compressed(t *testing.T, body []byte) int {
	t.Helper()
	var b bytes.Buffer
	w := brotli.NewWriterLevel(&b, brotli.BestCompression)
	if _, err := w.Write(body); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Len()
}
