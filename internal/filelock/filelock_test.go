package filelock

import (
	"path/filepath"
	"testing"
)

func TestOneHolder(t *testing.T) {
	path := filepath.Join(t.TempDir(), "lock")
	release, free, err := Try(path)
	if err != nil || !free {
		t.Fatalf("Try = %v, %v, want the lock", free, err)
	}
	if _, free, err := Try(path); err != nil || free {
		t.Errorf("Try of a taken lock = %v, %v, want it taken", free, err)
	}
	if err := release(); err != nil {
		t.Fatal(err)
	}
	again, err := Wait(path)
	if err != nil {
		t.Fatalf("Wait for a free lock = %v", err)
	}
	if err := again(); err != nil {
		t.Error(err)
	}
}
