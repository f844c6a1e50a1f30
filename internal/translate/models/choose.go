package models

import (
	"errors"
	"fmt"
)

// ErrPinned says that a registry has a model in another version than the one
// that is pinned.
var ErrPinned = errors.New("the registry has another version than the one that was pulled before")

// choose picks the release to pull. Without update only the pinned one will
// do, where there is a pin.
func (f *Folder) choose(releases []Release, r Request) (Release, error) {
	all, err := f.pins()
	if err != nil {
		return Release{}, err
	}
	var newest *Release
	for i, release := range releases {
		if release.Language != r.Language || r.Architecture != "" && r.Architecture != release.Architecture {
			continue
		}
		if newest != nil && newest.Architecture != release.Architecture {
			break // an older version of the first choice comes before the second choice
		}
		if newest == nil {
			newest = &releases[i]
		}
		err := allowed(all, release)
		if err == nil || r.Update && !errors.Is(err, errManifest) {
			return release, nil
		}
	}
	if newest == nil {
		return Release{}, fmt.Errorf("%s-en in the registry: %w", r.Language, ErrNone)
	}
	if err := allowed(all, *newest); errors.Is(err, errManifest) {
		return Release{}, fmt.Errorf("%s-en/%s: %w", newest.Language, newest.Architecture, err)
	}
	name := Record{Language: newest.Language, Architecture: newest.Architecture}.Name()
	return Release{}, fmt.Errorf("%s: version %s is pinned, the registry has %s: %w; pull with --update to take it",
		name, all[name].Version, newest.Version, ErrPinned)
}

// errManifest is a hash that is not the one that this program was shipped
// with. No flag passes over it.
var errManifest = errors.New("the hash of its weights is not the one that Overview was released with")

// allowed checks a release against the manifest and the pins.
func allowed(all pins, r Release) error {
	if known, ok := Lookup(r.Language, r.Architecture); ok && known.SHA256 != "" {
		if hash := r.weights().SHA256; hash != "" && hash != known.SHA256 {
			return errManifest
		}
	}
	return all[Record{Language: r.Language, Architecture: r.Architecture}.Name()].allows(r)
}
