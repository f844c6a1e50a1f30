package app

import (
	"testing"

	"github.com/alecthomas/kong"
	"github.com/google/go-cmp/cmp"
)

// TestDefaults: what the program takes for its defaults are those of the
// command line.
func TestDefaults(t *testing.T) {
	var want Config
	if err := kong.ApplyDefaults(&want); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(want, defaults()); diff != "" {
		t.Errorf("defaults() differs from the tags (-tags +defaults):\n%s", diff)
	}
}
