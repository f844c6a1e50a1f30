package models

import (
	"encoding/json"
	"errors"
	"fmt"
	"net/url"
	"slices"
	"strconv"
	"strings"
)

// Bounds of a registry's answer. Mozilla's has about a thousand records and
// two megabytes.
const (
	maxIndex    = 32 << 20 // bytes
	maxRecords  = 20_000
	maxVersion  = 32 // bytes of a version
	maxLocation = 500
)

// Release is one version of a model in a registry.
type Release struct {
	Language, Architecture, Version string
	Files                           []RemoteFile
}

// RemoteFile is a file of a release. Sizes and hashes are zero where the
// registry does not give them.
type RemoteFile struct {
	Kind         Kind
	URL          string
	PackedSize   int64
	PackedSHA256 string
	Size         int64
	SHA256       string
}

// weights is the release's file of weights.
func (r Release) weights() RemoteFile {
	for _, f := range r.Files {
		if f.Kind == Weights {
			return f
		}
	}
	return RemoteFile{}
}

// kinds are the kinds of its files.
func (r Release) kinds() []Kind {
	var out []Kind
	for _, f := range r.Files {
		out = append(out, f.Kind)
	}
	return out
}

// parseIndex reads a registry's list: records of Remote Settings, or the
// models.json of Mozilla's training pipeline, told by what they contain.
// Locations are resolved against files; where that is empty, against what a
// models.json names. Models that do not translate into English, and those that
// lack a part or have one twice, are left out.
func parseIndex(raw []byte, files string) ([]Release, error) {
	var index struct {
		Data    []record             `json:"data"`
		BaseURL string               `json:"baseUrl"`
		Models  map[string][]trained `json:"models"`
	}
	if len(raw) > maxIndex {
		return nil, fmt.Errorf("the list has more than %d bytes", maxIndex)
	}
	if err := json.Unmarshal(raw, &index); err != nil {
		return nil, fmt.Errorf("read the list of models: %w", err)
	}
	if len(index.Data) > maxRecords || len(index.Models) > maxRecords {
		return nil, fmt.Errorf("the list has more than %d records", maxRecords)
	}
	var out []Release
	switch {
	case index.Data != nil:
		out = grouped(index.Data, files)
	case index.Models != nil:
		if files == "" {
			files = index.BaseURL
		}
		out = fromTraining(index.Models, files)
	default:
		return nil, errors.New("read the list of models: it has neither \"data\" nor \"models\"")
	}
	out = slices.DeleteFunc(out, func(r Release) bool { return !complete(r.kinds()) })
	slices.SortStableFunc(out, byChoice)
	return out, nil
}

// byChoice orders releases: by language, then the first choice of architecture,
// then the newest version.
func byChoice(a, b Release) int {
	switch {
	case a.Language != b.Language:
		return strings.Compare(a.Language, b.Language)
	case a.Architecture != b.Architecture:
		return preference(a.Architecture) - preference(b.Architecture)
	}
	return -compareVersions(a.Version, b.Version)
}

// compareVersions compares 3.0 and 10.1 by their numbers.
func compareVersions(a, b string) int {
	as, bs := strings.Split(a, "."), strings.Split(b, ".")
	for i := range max(len(as), len(bs)) {
		if x, y := numberAt(as, i), numberAt(bs, i); x != y {
			return x - y
		}
	}
	return strings.Compare(a, b)
}

func numberAt(parts []string, i int) int {
	if i >= len(parts) {
		return -1
	}
	digits := parts[i]
	if end := strings.IndexFunc(digits, func(r rune) bool { return r < '0' || r > '9' }); end >= 0 {
		digits = digits[:end] // 1a2
	}
	n, err := strconv.Atoi(digits)
	if err != nil {
		return 0
	}
	return n
}

// record is a file in Remote Settings, of the newer collection or the older
// one, which has other names and no packing.
type record struct {
	SourceLanguage   string `json:"sourceLanguage"`
	TargetLanguage   string `json:"targetLanguage"`
	FromLang         string `json:"fromLang"`
	ToLang           string `json:"toLang"`
	Architecture     string `json:"architecture"`
	Version          string `json:"version"`
	FileType         string `json:"fileType"`
	Filter           string `json:"filter_expression"`
	DecompressedSize int64  `json:"decompressedSize"`
	DecompressedHash string `json:"decompressedHash"`
	Attachment       struct {
		Hash     string `json:"hash"`
		Size     int64  `json:"size"`
		Location string `json:"location"`
	} `json:"attachment"`
}

// stable reports whether a version is one for everybody: those with letters
// and those behind a filter are for Firefox's own tests.
func (r record) stable() bool {
	return r.Filter == "" && r.Version != "" && len(r.Version) <= maxVersion &&
		strings.Trim(r.Version, "0123456789.") == ""
}

// grouped makes releases of records, each of which is a file.
func grouped(records []record, files string) []Release {
	type key struct{ language, architecture, version string }
	byKey := map[key]*Release{}
	var order []key
	for _, r := range records {
		from, to := r.SourceLanguage+r.FromLang, r.TargetLanguage+r.ToLang
		code, f, ok := codeOf(from), r.file(files), r.stable()
		if r.Architecture == "" {
			r.Architecture = "tiny" // the older collection has no other
		}
		if !ok || to != "en" || code == "" || f.URL == "" || !isArchitecture(r.Architecture) {
			continue
		}
		k := key{code, r.Architecture, r.Version}
		if byKey[k] == nil {
			byKey[k] = &Release{Language: code, Architecture: r.Architecture, Version: r.Version}
			order = append(order, k)
		}
		byKey[k].Files = append(byKey[k].Files, f)
	}
	out := make([]Release, len(order))
	for i, k := range order {
		out[i] = *byKey[k]
	}
	return out
}

// file is the record as a file; without an address if it is of no use. A
// record without hashes is of no use: it has no reason to lack them.
func (r record) file(files string) RemoteFile {
	f := RemoteFile{
		Kind: Kind(r.FileType), PackedSize: r.Attachment.Size, PackedSHA256: r.Attachment.Hash,
		Size: r.DecompressedSize, SHA256: r.DecompressedHash,
	}
	if f.SHA256 == "" {
		f.Size, f.SHA256 = f.PackedSize, f.PackedSHA256
	}
	limit, known := limits[f.Kind]
	if !known || !isHash(f.SHA256) || !isHash(f.PackedSHA256) ||
		f.Size <= 0 || f.Size > limit || f.PackedSize <= 0 || f.PackedSize > limit {
		return RemoteFile{}
	}
	f.URL = resolve(files, r.Attachment.Location)
	return f
}

// trained is an entry of a models.json.
type trained struct {
	Architecture   string `json:"architecture"`
	ReleaseStatus  string `json:"releaseStatus"`
	SourceLanguage string `json:"sourceLanguage"`
	TargetLanguage string `json:"targetLanguage"`
	Files          map[string]struct {
		Path             string `json:"path"`
		UncompressedSize int64  `json:"uncompressedSize"`
		UncompressedHash string `json:"uncompressedHash"`
	} `json:"files"`
}

// trainedKinds are the names of files in a models.json.
var trainedKinds = map[string]Kind{
	"model": Weights, "vocab": Vocab, "srcVocab": SourceVocab, "trgVocab": TargetVocab, "lexicalShortlist": Shortlist,
}

// fromTraining makes releases of a models.json. It gives the hash of the
// weights only, and its version is the name of the training run.
func fromTraining(models map[string][]trained, files string) []Release {
	var out []Release
	for _, entries := range models {
		for _, t := range entries {
			code := codeOf(t.SourceLanguage)
			released := strings.HasPrefix(t.ReleaseStatus, "Release")
			if code == "" || t.TargetLanguage != "en" || !released || !isArchitecture(t.Architecture) {
				continue
			}
			out = append(out, t.release(code, files))
		}
	}
	slices.SortFunc(out, func(a, b Release) int { return strings.Compare(a.Version, b.Version) })
	return out
}

func (t trained) release(code, files string) Release {
	r := Release{Language: code, Architecture: t.Architecture}
	for name, f := range t.Files {
		kind, known := trainedKinds[name]
		limit := limits[kind]
		sized := f.UncompressedSize > 0 && f.UncompressedSize <= limit && isHash(f.UncompressedHash)
		if !known || kind == Weights && !sized {
			continue
		}
		remote := RemoteFile{Kind: kind, URL: resolve(files, f.Path)}
		if sized {
			remote.Size, remote.SHA256 = f.UncompressedSize, f.UncompressedHash
		}
		if remote.URL == "" {
			continue
		}
		if kind == Weights {
			r.Version = runOf(f.Path)
		}
		r.Files = append(r.Files, remote)
	}
	slices.SortFunc(r.Files, func(a, b RemoteFile) int { return strings.Compare(string(a.Kind), string(b.Kind)) })
	return r
}

// runOf is the training run in models/es-en/RUN/exported/…, or "unnamed".
func runOf(path string) string {
	parts := strings.Split(path, "/")
	if len(parts) > 3 && len(parts[2]) > 0 && len(parts[2]) <= maxVersion {
		return strings.Map(func(r rune) rune {
			if r < ' ' || r > '~' {
				return '_'
			}
			return r
		}, parts[2])
	}
	return "unnamed"
}

// isArchitecture reports whether a is one that this program can run.
func isArchitecture(a string) bool { return slices.Contains(architectures, a) }

// resolve is the address of a location below base; empty if it is none or
// leads elsewhere.
func resolve(base, location string) string {
	u, err := url.Parse(base)
	if err != nil || u.Scheme != "https" && u.Scheme != "http" || u.Host == "" {
		return ""
	}
	if location == "" || len(location) > maxLocation || strings.ContainsAny(location, "?#\\:") {
		return ""
	}
	for part := range strings.SplitSeq(location, "/") {
		if part == ".." || part == "." {
			return ""
		}
	}
	return u.JoinPath(location).String()
}
