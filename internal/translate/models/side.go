package models

import (
	"errors"
	"fmt"
	"math"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"syscall"
)

// sideName is a file as Mozilla names it, packed or not.
var sideName = regexp.MustCompile(`^(model|vocab|srcvocab|trgvocab|lex)\.(?:\d+\.\d+\.)?([a-zA-Z_]{2,8})en\.(?:[a-z0-9.]*)(?:bin|spm)(?:\.gz|\.zst)?$`)

// SideLoad takes a model from a folder, without any network. The files have
// the names that Mozilla gives them; a shortlist may be missing. Code may be
// empty if the folder has one model, and architecture if the size of the
// weights tells it.
func (f *Folder) SideLoad(dir, code, architecture string) (Model, error) {
	files, err := sideFiles(dir, code)
	if err != nil {
		return Model{}, err
	}
	code = files.code
	if architecture == "" {
		if architecture, err = guess(code, files.paths[Weights]); err != nil {
			return Model{}, err
		}
	}
	if !isArchitecture(architecture) {
		return Model{}, fmt.Errorf("architecture %q is none of %s", architecture, strings.Join(architectures, ", "))
	}
	release, err := f.lock(code)
	if err != nil {
		return Model{}, err
	}
	m, err := f.sideLoad(files, Record{
		Language: code, Architecture: architecture, Version: "side-loaded", Origin: "side-loaded", Taken: f.now(),
	})
	if errors.Is(err, syscall.ENOSPC) {
		err = fmt.Errorf("take %s-en into %s: %w", code, f.dir, ErrDiskFull)
	}
	return m, errors.Join(err, release())
}

// found are the files of one model in a folder.
type found struct {
	code  string
	paths map[Kind]string
}

func sideFiles(dir, code string) (found, error) {
	entries, err := os.ReadDir(dir)
	if err != nil {
		return found{}, err
	}
	models := map[string]map[Kind]string{}
	for _, e := range entries {
		match := sideName.FindStringSubmatch(e.Name())
		if match == nil {
			continue
		}
		c := codeOf(strings.ReplaceAll(match[2], "_", "-"))
		if c == "" || code != "" && c != code {
			continue
		}
		if models[c] == nil {
			models[c] = map[Kind]string{}
		}
		if models[c][Kind(match[1])] == "" || !strings.HasSuffix(e.Name(), "z") && !strings.HasSuffix(e.Name(), "st") {
			models[c][Kind(match[1])] = filepath.Join(dir, e.Name())
		}
	}
	var whole []found
	for c, paths := range models {
		var kinds []Kind
		for k := range paths {
			kinds = append(kinds, k)
		}
		if complete(kinds) {
			whole = append(whole, found{c, paths})
		}
	}
	switch len(whole) {
	case 1:
		return whole[0], nil
	case 0:
		return found{}, fmt.Errorf("%s has no whole model: model.xxen.intgemm.alphas.bin and vocab.xxen.spm, "+
			"or srcvocab.xxen.spm and trgvocab.xxen.spm, are needed: %w", dir, ErrNone)
	}
	return found{}, fmt.Errorf("%s has %d models: name the language to take", dir, len(whole))
}

// tolerance is how far the size of weights may be from the published one: that
// is rounded, and a vocabulary may have a few pieces more.
const tolerance = 0.02

// guess tells an architecture by the size of the weights.
func guess(code, weights string) (string, error) {
	size := float64(sizeOf(weights)) / 1e6
	for _, k := range Manifest() {
		if k.Language == code && math.Abs(size-k.DiskMB) <= tolerance*k.DiskMB {
			return k.Architecture, nil
		}
	}
	return "", fmt.Errorf("%s has %.1f MB, which tells no architecture: name it with --architecture", weights, size)
}

func (f *Folder) sideLoad(files found, r Record) (Model, error) {
	stage := filepath.Join(f.dir, pullFolder, "side-"+r.Language+"-en-"+r.Architecture)
	if err := errors.Join(os.RemoveAll(stage), os.MkdirAll(stage, 0o755)); err != nil {
		return Model{}, err
	}
	defer func() { _ = os.RemoveAll(stage) }()
	kinds := make([]Kind, 0, len(files.paths))
	for kind := range files.paths {
		kinds = append(kinds, kind)
	}
	slices.Sort(kinds)
	for _, kind := range kinds {
		name := fileName(kind, r.Language)
		size, hash, err := f.unpack(files.paths[kind], filepath.Join(stage, name), limits[kind])
		if err != nil {
			return Model{}, fmt.Errorf("take %s: %w", files.paths[kind], err)
		}
		if size == 0 {
			return Model{}, fmt.Errorf("take %s: it is empty", files.paths[kind])
		}
		r.Files = append(r.Files, File{Kind: kind, Name: name, Size: size, SHA256: hash})
	}
	all, err := f.pins()
	if err != nil {
		return Model{}, err
	}
	if known, ok := Lookup(r.Language, r.Architecture); ok && known.SHA256 != "" && known.SHA256 != r.file(Weights).SHA256 {
		return Model{}, fmt.Errorf("%s: %w", r.Name(), errManifest)
	}
	if old := all[r.Name()]; old.SHA256[Weights] == r.file(Weights).SHA256 {
		r.Version = old.Version
	}
	return f.settle(stage, r)
}
