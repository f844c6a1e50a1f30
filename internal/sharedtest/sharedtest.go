// Package sharedtest finds the shared test data that lies beside the
// repository: corpora, cases and tools that are never copied into it.
//
// Only tests import it. Where the data is missing a test is skipped with a
// message that says how to provide it; under CI it fails instead, because
// there a silent skip would hide that nothing was checked.
package sharedtest

import (
	"os"
	"path/filepath"
	"testing"
)

// Path returns the absolute path of name inside the shared folder, which is
// $OVERVIEW_SHARED or else the folder "shared" beside the repository.
func Path(t testing.TB, name string) string {
	t.Helper()
	path := filepath.Join(root(t), filepath.FromSlash(name))
	if _, err := os.Stat(path); err != nil {
		missing(t, path)
	}
	return path
}

// Glob returns the files inside the shared folder that match pattern. A
// pattern that matches nothing is treated like missing data.
func Glob(t testing.TB, pattern string) []string {
	t.Helper()
	full := filepath.Join(root(t), filepath.FromSlash(pattern))
	files, err := filepath.Glob(full)
	if err != nil {
		t.Fatalf("bad pattern %q: %v", pattern, err)
	}
	if len(files) == 0 {
		missing(t, full)
	}
	return files
}

func missing(t testing.TB, path string) {
	t.Helper()
	const advice = "shared test data %s is missing: put the shared folder beside the repository or set OVERVIEW_SHARED"
	if os.Getenv("CI") != "" {
		t.Fatalf(advice, path)
	}
	t.Skipf(advice, path)
}

// root is the shared folder, found from the module's root: the nearest parent
// of the test's folder that has a go.mod.
func root(t testing.TB) string {
	t.Helper()
	if dir := os.Getenv("OVERVIEW_SHARED"); dir != "" {
		abs, err := filepath.Abs(dir)
		if err != nil {
			t.Fatalf("OVERVIEW_SHARED=%q: %v", dir, err)
		}
		return abs
	}
	dir, err := os.Getwd()
	if err != nil {
		t.Fatal(err)
	}
	for {
		if _, err := os.Stat(filepath.Join(dir, "go.mod")); err == nil {
			return filepath.Join(filepath.Dir(dir), "shared")
		}
		parent := filepath.Dir(dir)
		if parent == dir {
			t.Fatal("no go.mod above the test's folder")
		}
		dir = parent
	}
}
