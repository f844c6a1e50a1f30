package models

import (
	"errors"
	"fmt"
	"io/fs"
	"path/filepath"

	"github.com/overview-news/overview/internal/filelock"
)

// pin is which version of a model was pulled first, and its hashes.
type pin struct {
	Version string          `json:"version"`
	SHA256  map[Kind]string `json:"sha256"`
}

// pins are by name of the model: es-en/base-memory.
type pins map[string]pin

func (f *Folder) pins() (pins, error) {
	out := pins{}
	err := readNote(filepath.Join(f.dir, pinsName), &out)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return nil, fmt.Errorf("read %s: %w", pinsName, err)
	}
	return out, nil
}

// setPin pins a model that was taken in. Other languages may be pulled at the
// same time, so this file has a lock of its own.
func (f *Folder) setPin(r Record) error {
	release, err := filelock.Wait(f.lockPath(pinsName))
	if err != nil {
		return err
	}
	all, err := f.pins()
	if err == nil {
		p := pin{Version: r.Version, SHA256: map[Kind]string{}}
		for _, file := range r.Files {
			p.SHA256[file.Kind] = file.SHA256
		}
		all[r.Name()] = p
		err = f.writeNote(filepath.Join(f.dir, pinsName), all)
	}
	if err = errors.Join(err, release()); err != nil {
		return fmt.Errorf("pin model %s: %w", r.Name(), err)
	}
	return nil
}

// allows says why a release may not be pulled although it is listed: it is not
// what was pinned.
func (p pin) allows(r Release) error {
	for _, f := range r.Files {
		want := p.SHA256[f.Kind]
		if want != "" && f.SHA256 != "" && f.SHA256 != want {
			return fmt.Errorf("%s has the hash %s, not %s as pinned", f.Kind, f.SHA256[:shortHash], want[:min(shortHash, len(want))])
		}
	}
	return nil
}
