package marian

import (
	"bytes"
	"encoding/binary"
	"math"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/overview-news/overview/nmt/internal/synth"
)

func model(t testing.TB, split bool) []byte {
	t.Helper()
	s, err := synth.Architecture("small", 100)
	if err != nil {
		t.Fatal(err)
	}
	s.Split = split
	return synth.Model(s)
}

func TestParse(t *testing.T) {
	for _, split := range []bool{false, true} {
		m, err := Parse(model(t, split))
		if err != nil {
			t.Fatalf("Parse(split %v): %v", split, err)
		}
		want := Shape{Dim: 128, FFN: 192, Heads: 8, EncoderLayers: 2, DecoderLayers: 2, SourceVocab: 100, TargetVocab: 100, SharedVocab: !split}
		if m.Shape != want {
			t.Errorf("Shape = %+v, want %+v", m.Shape, want)
		}
		if got := len(m.Encoder[1].FFN.First.Rows); got != 128*192 {
			t.Errorf("%d weights in the second encoder layer's first matrix, want %d", got, 128*192)
		}
		if m.Decoder[0].Input.Bias != nil || len(m.Decoder[0].Forget.Bias) != 128 {
			t.Error("the recurrent cell's input has no bias and its gate has one of 128")
		}
	}
}

// TestSizes holds generated files against the published sizes, in bytes: the
// five settings that older exports lack, and the version, make the difference.
func TestSizes(t *testing.T) {
	for arch, want := range map[string]int{"tiny": 17141051, "base-memory": 31561787, "base": 42992955} {
		s, err := synth.Architecture(arch, 32000)
		if err != nil {
			t.Fatal(err)
		}
		b := synth.Model(s)
		text := bytes.LastIndex(b, []byte("dec-cell: ssru"))
		const published = 1339 // bytes of their settings
		if got := text + published; got != want {
			t.Errorf("%s with published settings has %d bytes, want %d", arch, got, want)
		}
		if _, err := Parse(b); err != nil {
			t.Errorf("Parse(%s): %v", arch, err)
		}
	}
}

// replace changes text inside a file; both must be equally long.
func replace(old, new string) func(b []byte) []byte {
	return func(b []byte) []byte { return bytes.Replace(b, []byte(old), []byte(new), 1) }
}

// number changes a 64-bit number of the file's head.
func number(at int, v uint64) func(b []byte) []byte {
	return func(b []byte) []byte {
		binary.LittleEndian.PutUint64(b[at:], v)
		return b
	}
}

func TestRefused(t *testing.T) {
	for _, tt := range []struct {
		name   string
		change func(b []byte) []byte
		want   string // in the error
	}{
		{"empty", func([]byte) []byte { return nil }, "version"},
		{"version", number(0, 2), "version is 2"},
		{"no items", number(8, 0), "0 items"},
		{"many items", number(8, 1<<60), "items"},
		{"long name", number(16, 1<<40), "name of item 0"},
		{"type", number(24, 0x4102), "0x4102"},
		{"rank", number(32, 3), "3 dimensions"},
		{"length", number(40, 1<<50), "bytes, not"},
		{"name", replace("decoder_l1_rnn_Wf\x00", "decoder_l1_rnn_Wg\x00"), `"decoder_l1_rnn_Wf" is missing`},
		{"twice", replace("encoder_l1_self_bk\x00", "encoder_l1_self_bo\x00"), "twice"},
		{"another cell", replace("dec-cell: ssru", "dec-cell: gruu"), `"dec-cell" is "gruu"`},
		{"norm first", replace(`transformer-preprocess: ""`, `transformer-preprocess: n `), `"transformer-preprocess"`},
		{"layers", replace("enc-depth: 2", "enc-depth: 3"), `"encoder_l3_self_Wq" is missing`},
		{"fewer layers", replace("enc-depth: 2", "enc-depth: 1"), "unexpected item"},
		{"dimension", replace("dim-emb: 128", "dim-emb: 256"), "not"},
		{"heads", replace("transformer-heads: 8", "transformer-heads: 7"), "heads"},
		{"no number", replace("dec-depth: 2", "dec-depth: x"), "not a number"},
		{"unknown setting", replace("ulr: false", "ulr: trueX"), `"ulr"`},
		{"unknown key", replace("ulr: false", "foo: bar  "), `"foo"`},
		{"not flat", replace("ulr: false", " lr: false"), "flat"},
		{"tied", replace("tied-embeddings-all: true", "tied-embeddings-all: trux"), "no known pair"},
		{"behind the end", func(b []byte) []byte { return append(b, 0) }, "behind its last item"},
		{"cut text", func(b []byte) []byte { return b[:len(b)-1] }, "ends inside"},
		{"cut weights", func(b []byte) []byte { return b[:len(b)/2] }, "ends inside"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			_, err := Parse(tt.change(model(t, false)))
			if err == nil || !strings.Contains(err.Error(), tt.want) {
				t.Errorf("Parse = %v, want an error with %q", err, tt.want)
			}
		})
	}
}

func TestNumbers(t *testing.T) {
	for _, v := range []float32{float32(math.NaN()), float32(math.Inf(1)), 1e7} {
		it := item{name: "x", kind: typeFloat32, rows: 1, cols: 1, data: binary.LittleEndian.AppendUint32(nil, math.Float32bits(v))}
		if _, err := it.floats(); err == nil {
			t.Errorf("floats of %v gave no error", v)
		}
	}
	for _, q := range []float32{0, -1, 1e9, float32(math.NaN())} {
		data := binary.LittleEndian.AppendUint32([]byte{1, 2, 3, 4}, math.Float32bits(q))
		if _, _, err := (item{name: "x", kind: typeIntgemm8, rows: 1, cols: 4, data: data}).int8s(); err == nil {
			t.Errorf("int8s with multiplier %v gave no error", q)
		}
	}
	data := binary.LittleEndian.AppendUint32([]byte{1, 0x80, 3, 4}, math.Float32bits(1))
	if _, _, err := (item{name: "x", kind: typeIntgemm8, rows: 1, cols: 4, data: data}).int8s(); err == nil {
		t.Error("int8s of -128 gave no error")
	}
}

func TestRequantized(t *testing.T) {
	m := Matrix{In: 2, Out: 2, Rows: []int8{127, -3, 64, 0}, Scale: 100}
	if got := m.Requantized(); &got.Rows[0] != &m.Rows[0] || got.Scale != 100 {
		t.Error("rows that reach 127 must stay in place")
	}
	m.Rows = []int8{-64, 32, 1, 0}
	got := m.Requantized()
	if want := []int8{-127, 64, 2, 0}; !bytes.Equal(asBytes(got.Rows), asBytes(want)) || math.Abs(float64(got.Scale)-198.4375) > 1e-3 {
		t.Errorf("Requantized = %v / %v, want %v / 198.4375", got.Rows, got.Scale, want)
	}
}

func asBytes(v []int8) []byte {
	b := make([]byte, len(v))
	for i, x := range v {
		b[i] = byte(x)
	}
	return b
}

func TestMap(t *testing.T) {
	path := filepath.Join(t.TempDir(), "x")
	if _, err := Map(path); err == nil {
		t.Error("Map of no file gave no error")
	}
	if err := os.WriteFile(path, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := Map(path); err == nil {
		t.Error("Map of an empty file gave no error")
	}
	if _, err := Map(t.TempDir()); err == nil {
		t.Error("Map of a folder gave no error")
	}
	if err := os.WriteFile(path, []byte("text"), 0o600); err != nil {
		t.Fatal(err)
	}
	m, err := Map(path)
	if err != nil {
		t.Fatal(err)
	}
	m.Forget()
	if got := string(m.Bytes()); got != "text" {
		t.Errorf("Bytes = %q, want text", got)
	}
	if err := m.Close(); err != nil || m.Close() != nil {
		t.Errorf("Close = %v, and again an error or not", err)
	}
}

// FuzzParse changes a few bytes of a file's head or settings, and its length:
// a whole file would be too large to be varied.
func FuzzParse(f *testing.F) {
	whole := synth.Model(synth.Spec{Dim: 128, FFN: 64, Encoder: 1, Decoder: 1, Source: 3, Target: 3})
	text := bytes.LastIndex(whole, []byte("dec-cell: ssru"))
	f.Add(uint16(0), []byte{1}, uint32(0))
	f.Add(uint16(16), []byte{1, 0, 0, 0, 0, 0, 0, 1}, uint32(0))
	f.Add(uint16(2000), []byte("encoder_l1_self_Wq"), uint32(1000))
	f.Add(uint16(1<<15+10), []byte("dec-depth: 9"), uint32(len(whole)-5))
	f.Fuzz(func(t *testing.T, at uint16, change []byte, length uint32) {
		b := bytes.Clone(whole)
		if int(length) < len(b) && length > 0 {
			b = b[:length]
		}
		from := int(at)
		if at >= 1<<15 {
			from = text + int(at-1<<15)
		}
		if from < len(b) {
			copy(b[from:], change)
		}
		m, err := Parse(b)
		if err == nil && (m.Dim == 0 || len(m.Encoder) != m.EncoderLayers) {
			t.Errorf("Parse gave an unfinished model: %+v", m.Shape)
		}
	})
}
