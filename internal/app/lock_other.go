//go:build !unix

package app

import (
	"errors"
	"os"
)

// lock creates the lock file at path and removes it on release. A process
// that is killed leaves it behind, and the next start asks to remove it.
func lock(path string) (release func() error, ok bool, _ error) {
	f, err := os.OpenFile(path, os.O_CREATE|os.O_EXCL|os.O_RDWR, 0o644)
	if errors.Is(err, os.ErrExist) {
		return nil, false, nil
	}
	if err != nil {
		return nil, false, err
	}
	return func() error { return errors.Join(f.Close(), os.Remove(path)) }, true, nil
}
