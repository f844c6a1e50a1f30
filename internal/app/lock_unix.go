//go:build unix

package app

import (
	"errors"
	"fmt"
	"os"
	"syscall"
)

// lock takes the lock file at path for as long as the process lives, and
// reports whether it was free. The kernel frees it when the process ends,
// however it ends.
func lock(path string) (release func() error, ok bool, _ error) {
	f, err := os.OpenFile(path, os.O_CREATE|os.O_RDWR, 0o644)
	if err != nil {
		return nil, false, fmt.Errorf("open the lock file: %w", err)
	}
	err = syscall.Flock(int(f.Fd()), syscall.LOCK_EX|syscall.LOCK_NB)
	if errors.Is(err, syscall.EWOULDBLOCK) {
		return nil, false, f.Close()
	}
	if err != nil {
		return nil, false, errors.Join(fmt.Errorf("lock %s: %w", path, err), f.Close())
	}
	return f.Close, true, nil
}
