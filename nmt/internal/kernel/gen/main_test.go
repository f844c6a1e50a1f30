package main

import (
	"os"
	"path/filepath"
	"testing"
)

// TestGenerated holds the committed assembly against what this program writes.
func TestGenerated(t *testing.T) {
	for name, want := range files() {
		got, err := os.ReadFile(filepath.Join("..", name))
		if err != nil {
			t.Fatal(err)
		}
		if string(got) != want {
			t.Errorf("%s is not what the generator writes: run go generate ./nmt/internal/kernel", name)
		}
	}
}
