// Package synth writes synthetic models, vocabularies and shortlists in the
// real file formats, for tests and benchmarks: no real weights may be copied
// into the repository, and none are needed to prove arithmetic or to measure
// speed.
//
// A model's weights are random but the same for a seed. Two tricks make random
// weights a good test: signs in the last norm are random, or else tied
// embeddings would make every piece predict itself for ever; and weights stay
// within ±64, because beyond that the official engine's 16-bit sums overflow
// and it is no oracle any more.
package synth

import (
	"encoding/binary"
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
	"strings"
)

// Spec says what model to write.
type Spec struct {
	Dim, FFN         int
	Encoder, Decoder int // layers
	Source, Target   int // pieces of the vocabularies
	Split            bool
	Seed             uint64
	// EndBias is added to the logit of the end: the larger, the shorter are
	// translations.
	EndBias float32
}

// Architecture returns the sizes of a published one: tiny, base-memory or
// base; and of "small", which is none, for quick tests.
func Architecture(name string, vocab int) (Spec, error) {
	s := Spec{Source: vocab, Target: vocab, Seed: 1}
	switch name {
	case "tiny":
		s.Dim, s.FFN, s.Encoder, s.Decoder = 256, 1536, 6, 2
	case "base-memory":
		s.Dim, s.FFN, s.Encoder, s.Decoder = 384, 1536, 6, 4
	case "base":
		s.Dim, s.FFN, s.Encoder, s.Decoder = 512, 2048, 6, 2
	case "small":
		s.Dim, s.FFN, s.Encoder, s.Decoder = 128, 192, 2, 2
	default:
		return s, fmt.Errorf("architecture %q is none of tiny, base-memory, base, small", name)
	}
	return s, nil
}

// Types of items, as in Marian's files.
const (
	typeText    = 0x0101
	typeFloat32 = 0x0404
	typeInt8    = 0x4101
	itemAlign   = 256
)

type item struct {
	name       string
	kind       uint64
	dimensions []int32
	data       []byte
}

// writer collects the items of a model.
type writer struct {
	r     *rand.Rand
	items []item
	flip  string // the norm whose scales have random signs
}

// Model returns a model file.
func Model(s Spec) []byte {
	w := &writer{r: rand.New(rand.NewPCG(s.Seed, 1)), flip: fmt.Sprintf("decoder_l%d_ffn_ffn", s.Decoder)}
	if s.Split {
		w.embedding("encoder_Wemb", s.Source, s.Dim)
		w.embedding("decoder_Wemb", s.Target, s.Dim)
		w.alpha("decoder_Wemb")
	} else {
		w.embedding("Wemb", s.Target, s.Dim)
		w.alpha("Wemb")
		w.alpha("none")
	}
	for l := 1; l <= s.Encoder; l++ {
		p := fmt.Sprintf("encoder_l%d_", l)
		w.attention(p+"self", s.Dim)
		w.ffn(p+"ffn", s.Dim, s.FFN)
	}
	for l := 1; l <= s.Decoder; l++ {
		p := fmt.Sprintf("decoder_l%d_", l)
		w.matrix(p+"rnn_W", s.Dim, s.Dim)
		w.matrix(p+"rnn_Wf", s.Dim, s.Dim)
		w.normal(p+"rnn_bf", s.Dim, 0, 0.1)
		w.norm(p+"rnn_ffn", s.Dim)
		w.attention(p+"context", s.Dim)
		w.ffn(p+"ffn", s.Dim, s.FFN)
	}
	w.normal("decoder_ff_logit_out_b", s.Target, 0, 0.3)
	bias := w.items[len(w.items)-1].data
	end := math.Float32frombits(binary.LittleEndian.Uint32(bias)) + s.EndBias
	binary.LittleEndian.PutUint32(bias, math.Float32bits(end))
	slices.SortFunc(w.items, func(a, b item) int { return strings.Compare(a.name, b.name) })
	text := append([]byte(settings(s)), 0)
	w.items = append(w.items, item{"special:model.yml", typeText, []int32{int32(len(text))}, text})
	return w.bytes()
}

// gauss is roughly normal with deviation 1, and within ±3.5.
func (w *writer) gauss() float64 {
	u := w.r.Uint64()
	sum := float64(u&0xffff) + float64(u>>16&0xffff) + float64(u>>32&0xffff) + float64(u>>48)
	return (sum/65536 - 2) * math.Sqrt(3)
}

func (w *writer) add(name string, kind uint64, rows, cols int, data []byte) {
	for len(data)%itemAlign != 0 {
		data = append(data, 0)
	}
	w.items = append(w.items, item{name, kind, []int32{int32(rows), int32(cols)}, data})
}

func (w *writer) floats(name string, v []float32) {
	data := make([]byte, 0, 4*len(v)+itemAlign)
	for _, x := range v {
		data = binary.LittleEndian.AppendUint32(data, math.Float32bits(x))
	}
	w.add(name, typeFloat32, 1, len(v), data)
}

func (w *writer) normal(name string, n int, mean, deviation float64) {
	v := make([]float32, n)
	for i := range v {
		v[i] = float32(mean + w.gauss()*deviation)
	}
	w.floats(name, v)
}

// alpha says that inputs of a matrix reach 4.
func (w *writer) alpha(matrix string) { w.floats(matrix+"_QuantMultA", []float32{127.0 / 4}) }

// int8s writes rows*cols weights with the given deviation as a float; as int8
// their deviation is 21.
func (w *writer) int8s(name string, rows, cols int, deviation float64, largest int8) {
	data := make([]byte, rows*cols, rows*cols+4+itemAlign)
	for i := range data {
		v := math.RoundToEven(w.gauss() * 21)
		data[i] = byte(int8(max(-64, min(64, v))))
	}
	data[len(data)/2] = byte(largest)
	data = binary.LittleEndian.AppendUint32(data, math.Float32bits(float32(21/deviation)))
	w.add(name, typeInt8, rows, cols, data)
}

func (w *writer) matrix(name string, in, out int) {
	w.int8s(name, in, out, 1/math.Sqrt(float64(in)), 64)
	w.alpha(name)
}

// embedding has one weight of 127, as real ones do, so that Marian does not
// round it anew.
func (w *writer) embedding(name string, vocab, d int) {
	w.int8s(name, vocab, d, 1/math.Sqrt(float64(d)), 127)
}

func (w *writer) norm(prefix string, d int) {
	w.normal(prefix+"_ln_bias", d, 0, 0.05)
	scale := make([]float32, d)
	for i := range scale {
		scale[i] = float32(1 + w.gauss()*0.1)
		if prefix == w.flip && w.r.IntN(2) == 0 {
			scale[i] = -scale[i]
		}
	}
	w.floats(prefix+"_ln_scale", scale)
}

func (w *writer) attention(prefix string, d int) {
	for _, x := range []string{"q", "k", "v", "o"} {
		w.matrix(prefix+"_W"+x, d, d)
		w.normal(prefix+"_b"+x, d, 0, 0.1)
	}
	w.norm(prefix+"_Wo", d)
}

func (w *writer) ffn(prefix string, d, f int) {
	w.matrix(prefix+"_W1", d, f)
	w.normal(prefix+"_b1", f, 0, 0.1)
	w.matrix(prefix+"_W2", f, d)
	w.normal(prefix+"_b2", d, 0, 0.1)
	w.norm(prefix+"_ffn", d)
}

// bytes joins the items to a file.
func (w *writer) bytes() []byte {
	var b []byte
	u64 := func(v ...uint64) {
		for _, x := range v {
			b = binary.LittleEndian.AppendUint64(b, x)
		}
	}
	u64(1, uint64(len(w.items)))
	for _, it := range w.items {
		u64(uint64(len(it.name)+1), it.kind, uint64(len(it.dimensions)), uint64(len(it.data)))
	}
	for _, it := range w.items {
		b = append(append(b, it.name...), 0)
	}
	for _, it := range w.items {
		for _, d := range it.dimensions {
			b = binary.LittleEndian.AppendUint32(b, uint32(d))
		}
	}
	start := ((len(b)+8)/itemAlign + 1) * itemAlign
	pad := start - len(b) - 8
	u64(uint64(pad))
	b = append(b, make([]byte, pad)...)
	for _, it := range w.items {
		b = append(b, it.data...)
	}
	return b
}

// settings is the YAML text that Marian would write.
func settings(s Spec) string {
	tied := "tied-embeddings: false\ntied-embeddings-all: true"
	if s.Split {
		tied = "tied-embeddings: true\ntied-embeddings-all: false"
	}
	return fmt.Sprintf(`dec-cell: ssru
dec-cell-base-depth: 2
dec-cell-high-depth: 1
dec-depth: %d
dim-emb: %d
dim-rnn: 1024
dim-vocabs:
  - %d
  - %d
enc-cell: gru
enc-cell-depth: 1
enc-depth: %d
enc-type: bidirectional
input-types: []
layer-normalization: false
lemma-dim-emb: 0
output-omit-bias: false
right-left: false
skip: false
%s
tied-embeddings-src: false
transformer-aan-activation: swish
transformer-aan-depth: 2
transformer-aan-nogate: false
transformer-decoder-autoreg: rnn
transformer-dim-aan: 2048
transformer-dim-ffn: %d
transformer-ffn-activation: relu
transformer-ffn-depth: 2
transformer-guided-alignment-layer: last
transformer-heads: 8
transformer-no-projection: false
transformer-postprocess: dan
transformer-postprocess-emb: d
transformer-postprocess-top: ""
transformer-preprocess: ""
transformer-tied-layers: []
transformer-train-position-embeddings: false
type: transformer
ulr: false
version: synthetic`, s.Decoder, s.Dim, s.Source, s.Target, s.Encoder, tied, s.FFN)
}
