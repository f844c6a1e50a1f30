package models

import (
	_ "embed"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"sync"
)

//go:embed manifest.tsv
var manifestText string

// Known is a model that Mozilla publishes, as far as it was known when this
// program was written.
type Known struct {
	Language     string // model code, see [Codes]
	Architecture string
	File         string  // name of the weights
	DownloadMB   float64 // all files, packed
	DiskMB       float64 // the weights, unpacked
	BLEU, COMET  float64 // as published; 0 where nothing was
	Licence      string
	SHA256       string // of the weights; empty where it is pinned on first use
}

// architectures are the kinds of models, the first choice first. Base is
// hardly better than base-memory and takes a third more room.
var architectures = []string{"base-memory", "base", "tiny"}

// preference is the place of an architecture among the choices; unknown ones
// come last.
func preference(architecture string) int {
	if i := slices.Index(architectures, architecture); i >= 0 {
		return i
	}
	return len(architectures)
}

// Manifest lists every known model, by language, the first choice of a
// language first.
func Manifest() []Known { return slices.Clone(manifest()) }

// Published is the model that is pulled for a code, unless another is asked
// for.
func Published(code string) (Known, bool) {
	for _, k := range manifest() {
		if k.Language == code {
			return k, true
		}
	}
	return Known{}, false
}

// Lookup finds a known model.
func Lookup(code, architecture string) (Known, bool) {
	for _, k := range manifest() {
		if k.Language == code && k.Architecture == architecture {
			return k, true
		}
	}
	return Known{}, false
}

var manifest = sync.OnceValue(func() []Known {
	known, err := parseManifest(manifestText)
	if err != nil { // the embedded file: a broken program
		panic(err)
	}
	return known
})

func parseManifest(text string) ([]Known, error) {
	var out []Known
	for number, line := range strings.Split(text, "\n") {
		if line == "" || line[0] == '#' {
			continue
		}
		k, err := parseKnown(strings.Split(line, "\t"))
		if err != nil {
			return nil, fmt.Errorf("manifest, line %d: %w", number+1, err)
		}
		out = append(out, k)
	}
	slices.SortStableFunc(out, func(a, b Known) int {
		if a.Language != b.Language {
			return strings.Compare(a.Language, b.Language)
		}
		return preference(a.Architecture) - preference(b.Architecture)
	})
	return out, nil
}

func parseKnown(column []string) (Known, error) {
	if len(column) != 9 {
		return Known{}, fmt.Errorf("%d columns, not 9", len(column))
	}
	k := Known{Language: column[0], Architecture: column[1], File: column[2], Licence: column[7]}
	for i, to := range []*float64{&k.DownloadMB, &k.DiskMB, &k.BLEU, &k.COMET} {
		s := column[3+i]
		if s == "-" {
			continue
		}
		n, err := strconv.ParseFloat(s, 64)
		if err != nil || n <= 0 {
			return Known{}, fmt.Errorf("%q is not a size or score", s)
		}
		*to = n
	}
	if column[8] != "-" {
		if k.SHA256 = column[8]; !isHash(k.SHA256) {
			return Known{}, fmt.Errorf("%q is not a SHA-256", k.SHA256)
		}
	}
	return k, nil
}

// isHash reports whether s is a SHA-256 in small hexadecimal digits.
func isHash(s string) bool {
	return len(s) == 64 && strings.Trim(s, "0123456789abcdef") == ""
}
