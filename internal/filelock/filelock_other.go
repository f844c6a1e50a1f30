//go:build !unix

package filelock

import (
	"errors"
	"fmt"
	"os"
)

// Try creates the lock file at path, and reports whether it was free. It is
// held until release.
func Try(path string) (release func() error, free bool, _ error) {
	f, err := os.OpenFile(path, os.O_CREATE|os.O_EXCL|os.O_RDWR, 0o644)
	if errors.Is(err, os.ErrExist) {
		return nil, false, nil
	}
	if err != nil {
		return nil, false, err
	}
	return func() error { return errors.Join(f.Close(), os.Remove(path)) }, true, nil
}

// Wait is [Try]; it is an error to find the lock taken.
func Wait(path string) (release func() error, _ error) {
	release, free, err := Try(path)
	if err == nil && !free {
		err = fmt.Errorf("lock %s is taken: try again", path)
	}
	return release, err
}
