package marian

import (
	"bytes"
	"fmt"
	"slices"
	"strconv"
	"strings"
)

// Shape is what distinguishes one student network from another.
type Shape struct {
	Dim           int // size of an embedding and of every layer's input
	FFN           int // size of the hidden layer of a feed-forward block
	Heads         int
	EncoderLayers int
	DecoderLayers int
	SourceVocab   int
	TargetVocab   int
	SharedVocab   bool // one embedding for both sides
}

// Bounds of the shapes that are accepted. The kernels need multiples of 64;
// the upper bounds leave room above the largest known model (512, 2048, 6, 4).
const (
	dimStep  = 64
	maxDim   = 2048
	maxFFN   = 8192
	maxDepth = 16
	maxVocab = 1 << 18
	// maxHeadDim bounds the columns of one attention head, which the kernels
	// keep in registers.
	maxHeadDim = 64
)

// required are the settings that define the arithmetic, with the only value
// that this package knows to compute.
var required = map[string]string{
	"type":                                  "transformer",
	"dec-cell":                              "ssru",
	"transformer-decoder-autoreg":           "rnn",
	"transformer-ffn-depth":                 "2",
	"transformer-ffn-activation":            "relu",
	"transformer-preprocess":                "",
	"transformer-postprocess":               "dan",
	"transformer-postprocess-emb":           "d",
	"transformer-postprocess-top":           "",
	"transformer-no-projection":             "false",
	"transformer-train-position-embeddings": "false",
	"transformer-tied-layers":               "[]",
	"layer-normalization":                   "false",
}

// ignored are settings that other networks use and this one does not.
var ignored = map[string]bool{
	"bert-train-type-embeddings": true, "bert-type-vocab-size": true,
	"dec-cell-base-depth": true, "dec-cell-high-depth": true, "dim-rnn": true,
	"enc-cell": true, "enc-cell-depth": true, "enc-type": true,
	"factors-combine": true, "lemma-dependency": true,
	"transformer-aan-activation": true, "transformer-aan-depth": true,
	"transformer-aan-nogate": true, "transformer-dim-aan": true,
	"transformer-guided-alignment-layer": true, "version": true,
}

// off are the values that switch a setting off. A setting that is unknown
// here and is off cannot change the arithmetic.
var off = []string{"", "false", "0", "[]", "none"}

// settings parses the flat YAML that Marian writes: "key: value" and lists of
// scalars.
func settings(text []byte) (map[string]string, error) {
	body, ok := bytes.CutSuffix(text, []byte{0})
	if !ok || bytes.IndexByte(body, 0) >= 0 {
		return nil, fmt.Errorf("%s is not one NUL-terminated text", configItem)
	}
	out := map[string]string{}
	key := ""
	for n, line := range strings.Split(string(body), "\n") {
		if strings.TrimSpace(line) == "" {
			continue
		}
		if v, ok := strings.CutPrefix(strings.TrimLeft(line, " "), "- "); ok && key != "" {
			out[key] = strings.TrimPrefix(out[key]+" "+strings.Trim(v, ` "`), " ")
			continue
		}
		k, v, ok := strings.Cut(line, ":")
		if !ok || strings.HasPrefix(line, " ") {
			return nil, fmt.Errorf("%s, line %d: not a flat setting", configItem, n+1)
		}
		if _, twice := out[k]; twice {
			return nil, fmt.Errorf("%s: %q appears twice", configItem, k)
		}
		key = k
		out[k] = strings.Trim(v, ` "`)
	}
	return out, nil
}

// readShape checks the settings and returns the network's numbers.
func readShape(text []byte) (Shape, error) {
	set, err := settings(text)
	if err != nil {
		return Shape{}, err
	}
	for k, want := range required {
		got, ok := set[k]
		if !ok {
			return Shape{}, fmt.Errorf("setting %q is missing", k)
		}
		if got != want {
			return Shape{}, fmt.Errorf("setting %q is %q; only %q is known", k, got, want)
		}
	}
	s, err := numbers(set)
	if err != nil {
		return Shape{}, err
	}
	switch set["tied-embeddings-all"] + " " + set["tied-embeddings"] {
	case "true false":
		s.SharedVocab = true
	case "false true":
	default:
		return Shape{}, fmt.Errorf("settings tied-embeddings-all %q and tied-embeddings %q are no known pair",
			set["tied-embeddings-all"], set["tied-embeddings"])
	}
	if s.SharedVocab && s.SourceVocab != s.TargetVocab {
		return Shape{}, fmt.Errorf("one embedding for vocabularies of %d and %d", s.SourceVocab, s.TargetVocab)
	}
	read := []string{"dim-emb", "dim-vocabs", "enc-depth", "dec-depth", "transformer-heads",
		"transformer-dim-ffn", "tied-embeddings-all", "tied-embeddings"}
	for k, v := range set {
		_, known := required[k]
		if !known && !ignored[k] && !slices.Contains(read, k) && !slices.Contains(off, v) {
			return Shape{}, fmt.Errorf("setting %q is %q; only its absence is known", k, v)
		}
	}
	return s, nil
}

// numbers reads the sizes and holds them against their bounds.
func numbers(set map[string]string) (Shape, error) {
	var s Shape
	var vocabs [2]int
	first, second, _ := strings.Cut(set["dim-vocabs"], " ")
	for _, f := range []struct {
		name, text       string
		to               *int
		low, high, steps int
	}{
		{"dim-emb", set["dim-emb"], &s.Dim, dimStep, maxDim, dimStep},
		{"transformer-dim-ffn", set["transformer-dim-ffn"], &s.FFN, dimStep, maxFFN, dimStep},
		{"transformer-heads", set["transformer-heads"], &s.Heads, 1, maxDim, 1},
		{"enc-depth", set["enc-depth"], &s.EncoderLayers, 1, maxDepth, 1},
		{"dec-depth", set["dec-depth"], &s.DecoderLayers, 1, maxDepth, 1},
		{"dim-vocabs", first, &vocabs[0], 2, maxVocab, 1},
		{"dim-vocabs", second, &vocabs[1], 2, maxVocab, 1},
	} {
		v, err := strconv.Atoi(f.text)
		if err != nil {
			return s, fmt.Errorf("setting %q is %q, not a number", f.name, f.text)
		}
		if v < f.low || v > f.high || v%f.steps != 0 {
			return s, fmt.Errorf("setting %q is %d, not %d to %d in steps of %d", f.name, v, f.low, f.high, f.steps)
		}
		*f.to = v
	}
	s.SourceVocab, s.TargetVocab = vocabs[0], vocabs[1]
	if head := s.Dim / s.Heads; s.Dim%s.Heads != 0 || head%16 != 0 || head > maxHeadDim {
		return s, fmt.Errorf("%d heads of %d columns: a head must have 16, 32, 48 or 64", s.Heads, s.Dim)
	}
	return s, nil
}
