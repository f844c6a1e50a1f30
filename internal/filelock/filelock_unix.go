//go:build unix

package filelock

import (
	"errors"
	"fmt"
	"os"
	"syscall"
)

// Try takes the lock of the file at path, creating it if it is missing, and
// reports whether it was free. It is held until release or the process's end.
func Try(path string) (release func() error, free bool, _ error) {
	f, err := open(path, syscall.LOCK_EX|syscall.LOCK_NB)
	if errors.Is(err, syscall.EWOULDBLOCK) {
		return nil, false, nil
	}
	if err != nil {
		return nil, false, err
	}
	return f.Close, true, nil
}

// Wait is [Try] that waits for its turn. It is for locks that are held for
// milliseconds.
func Wait(path string) (release func() error, _ error) {
	f, err := open(path, syscall.LOCK_EX)
	if err != nil {
		return nil, err
	}
	return f.Close, nil
}

// open opens and locks a file.
func open(path string, how int) (*os.File, error) {
	f, err := os.OpenFile(path, os.O_CREATE|os.O_RDWR, 0o644)
	if err != nil {
		return nil, fmt.Errorf("open the lock file: %w", err)
	}
	if err := syscall.Flock(int(f.Fd()), how); err != nil {
		return nil, errors.Join(fmt.Errorf("lock %s: %w", path, err), f.Close())
	}
	return f, nil
}
