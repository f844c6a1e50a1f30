//go:build unix

package models

import (
	"errors"
	"fmt"
	"os"
	"syscall"
)

// lock takes the lock file at path for as long as the process lives, and
// reports whether it was free. The kernel frees it when the process ends.
func lock(path string) (release func() error, free bool, _ error) {
	f, err := os.OpenFile(path, os.O_CREATE|os.O_RDWR, 0o644)
	if err != nil {
		return nil, false, err
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

// waitLock is lock that waits for its turn. It is held for milliseconds.
func (f *Folder) waitLock(name string) (func() error, error) {
	file, err := os.OpenFile(f.lockPath(name), os.O_CREATE|os.O_RDWR, 0o644)
	if err != nil {
		return nil, err
	}
	if err := syscall.Flock(int(file.Fd()), syscall.LOCK_EX); err != nil {
		return nil, errors.Join(err, file.Close())
	}
	return file.Close, nil
}
