//go:build unix

package app

import (
	"log/slog"
	"path/filepath"
	"strings"
	"testing"

	"golang.org/x/sys/unix"
)

// A pipe among the lists is refused, not waited for.
func TestListIsNoPipe(t *testing.T) {
	dir := t.TempDir()
	pipe := filepath.Join(dir, "fr.yml")
	if err := unix.Mkfifo(pipe, 0o600); err != nil {
		t.Fatal(err)
	}
	for _, path := range []string{pipe, dir} {
		_, err := ReadOutlets(slog.New(slog.DiscardHandler), path)
		if err == nil || !strings.Contains(err.Error(), "fr.yml is no regular file") {
			t.Errorf("ReadOutlets(%s) = %v, want it refused", path, err)
		}
	}
}
