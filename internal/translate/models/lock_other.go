//go:build !unix

package models

import (
	"errors"
	"os"
)

// lock creates the lock file at path and removes it on release. A process
// that is killed leaves it behind; it must then be removed by hand.
func lock(path string) (release func() error, free bool, _ error) {
	f, err := os.OpenFile(path, os.O_CREATE|os.O_EXCL|os.O_RDWR, 0o644)
	if errors.Is(err, os.ErrExist) {
		return nil, false, nil
	}
	if err != nil {
		return nil, false, err
	}
	return func() error { return errors.Join(f.Close(), os.Remove(path)) }, true, nil
}

// waitLock is lock; whoever finds it taken must try again.
func (f *Folder) waitLock(name string) (func() error, error) {
	release, free, err := lock(f.lockPath(name))
	if err == nil && !free {
		err = ErrAtWork
	}
	return release, err
}
