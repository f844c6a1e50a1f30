package marian

import (
	"bytes"
	"fmt"
	"math"
	"unsafe"
)

// Matrix is an int8 weight matrix as the file holds it: Out rows of In values,
// each worth value/Scale.
type Matrix struct {
	In, Out int
	Rows    []int8
	Scale   float32
	Alpha   float32 // multiplies the input before it is rounded to int8
}

// Affine is a matrix and its bias; Bias is nil where the network has none.
type Affine struct {
	Matrix
	Bias []float32
}

// Norm is a layer normalisation.
type Norm struct {
	Scale, Bias []float32
}

// Attention is one multi-head attention block.
type Attention struct {
	Q, K, V, O Affine
	Norm       Norm
}

// FFN is one feed-forward block.
type FFN struct {
	First, Second Affine
	Norm          Norm
}

// EncoderLayer is one layer of the encoder.
type EncoderLayer struct {
	Self Attention
	FFN  FFN
}

// DecoderLayer is one layer of the decoder; its self-attention is an SSRU cell
// with two matrices.
type DecoderLayer struct {
	Input   Affine // without bias
	Forget  Affine
	Norm    Norm
	Context Attention
	FFN     FFN
}

// Model is a file's network. Its int8 rows lie in the bytes it was parsed from
// and must not be used after those are gone.
type Model struct {
	Shape
	Source  Matrix // embedding of the source: a row of Dim for each piece
	Output  Affine // embedding of the target, and the bias of the logits
	Encoder []EncoderLayer
	Decoder []DecoderLayer
}

// builder takes tensors out of a file by name and remembers the first error.
type builder struct {
	items map[string]item
	err   error
}

// Parse reads a model. It refuses every file that is not exactly a known
// network: a tensor too few, a tensor too many, a wrong shape or type.
func Parse(b []byte) (*Model, error) {
	items, err := readItems(b)
	if err != nil {
		return nil, err
	}
	text, ok := items[configItem]
	if !ok || text.kind != typeInt8 {
		return nil, fmt.Errorf("no %s inside", configItem)
	}
	delete(items, configItem)
	s, err := readShape(text.data)
	if err != nil {
		return nil, err
	}
	f := &builder{items: items}
	m := f.model(s)
	if f.err != nil {
		return nil, f.err
	}
	for name := range f.items {
		return nil, fmt.Errorf("unexpected item %q", name)
	}
	return m, nil
}

func (f *builder) model(s Shape) *Model {
	m := &Model{Shape: s}
	source, target := "Wemb", "Wemb"
	if !s.SharedVocab {
		source, target = "encoder_Wemb", "decoder_Wemb"
		m.Source = f.rows(source, s.SourceVocab, s.Dim)
	}
	m.Output.Matrix = f.rows(target, s.TargetVocab, s.Dim)
	m.Output.Alpha = f.alpha(target)
	m.Output.Bias = f.vector("decoder_ff_logit_out_b", s.TargetVocab)
	if s.SharedVocab {
		m.Source = m.Output.Matrix
		if none := f.alpha("none"); f.err == nil && none != m.Output.Alpha {
			f.err = fmt.Errorf("none_QuantMultA is %v, Wemb_QuantMultA %v", none, m.Output.Alpha)
		}
	}
	for l := 1; l <= s.EncoderLayers && f.err == nil; l++ {
		p := fmt.Sprintf("encoder_l%d_", l)
		m.Encoder = append(m.Encoder, EncoderLayer{f.attention(p+"self", s.Dim), f.ffn(p+"ffn", s)})
	}
	for l := 1; l <= s.DecoderLayers && f.err == nil; l++ {
		p := fmt.Sprintf("decoder_l%d_", l)
		m.Decoder = append(m.Decoder, DecoderLayer{
			Input:   Affine{Matrix: f.weight(p+"rnn_W", s.Dim, s.Dim)},
			Forget:  f.affine(p+"rnn_W", "f", p+"rnn_bf", s.Dim, s.Dim),
			Norm:    f.norm(p+"rnn_ffn", s.Dim),
			Context: f.attention(p+"context", s.Dim),
			FFN:     f.ffn(p+"ffn", s),
		})
	}
	return m
}

func (f *builder) attention(p string, d int) Attention {
	return Attention{
		Q:    f.affine(p+"_W", "q", p+"_bq", d, d),
		K:    f.affine(p+"_W", "k", p+"_bk", d, d),
		V:    f.affine(p+"_W", "v", p+"_bv", d, d),
		O:    f.affine(p+"_W", "o", p+"_bo", d, d),
		Norm: f.norm(p+"_Wo", d),
	}
}

func (f *builder) ffn(p string, s Shape) FFN {
	return FFN{
		First:  f.affine(p+"_W", "1", p+"_b1", s.Dim, s.FFN),
		Second: f.affine(p+"_W", "2", p+"_b2", s.FFN, s.Dim),
		Norm:   f.norm(p+"_ffn", s.Dim),
	}
}

// affine takes the matrix prefix+letter and the named bias.
func (f *builder) affine(prefix, letter, bias string, in, out int) Affine {
	return Affine{f.weight(prefix+letter, in, out), f.vector(bias, out)}
}

func (f *builder) norm(p string, d int) Norm {
	return Norm{f.vector(p+"_ln_scale", d), f.vector(p+"_ln_bias", d)}
}

// take removes an item from the file, so that what remains is unexpected.
func (f *builder) take(name string, rows, cols int) (item, bool) {
	if f.err != nil {
		return item{}, false
	}
	it, ok := f.items[name]
	if !ok {
		f.err = fmt.Errorf("item %q is missing", name)
		return it, false
	}
	if it.rows != rows || it.cols != cols {
		f.err = fmt.Errorf("item %q is %d x %d, not %d x %d", name, it.rows, it.cols, rows, cols)
		return it, false
	}
	delete(f.items, name)
	return it, true
}

func (f *builder) vector(name string, n int) []float32 {
	it, ok := f.take(name, 1, n)
	if !ok {
		return nil
	}
	v, err := it.floats()
	f.err = err
	return v
}

// alpha takes the multiplier of the inputs of a matrix.
func (f *builder) alpha(matrix string) float32 {
	name := matrix + "_QuantMultA"
	v := f.vector(name, 1)
	if f.err != nil {
		return 1
	}
	if err := checkMultiplier(v[0]); err != nil {
		f.err = fmt.Errorf("item %q: %w", name, err)
	}
	return v[0]
}

// weight takes a matrix that the file describes as in x out and stores as out
// rows of in.
func (f *builder) weight(name string, in, out int) Matrix {
	m := f.int8s(name, in, out)
	m.In, m.Out = in, out
	m.Alpha = f.alpha(name)
	return m
}

// rows takes an embedding, which is stored as it is described.
func (f *builder) rows(name string, vocab, d int) Matrix {
	m := f.int8s(name, vocab, d)
	m.In, m.Out = d, vocab
	return m
}

func (f *builder) int8s(name string, rows, cols int) Matrix {
	it, ok := f.take(name, rows, cols)
	if !ok {
		return Matrix{Scale: 1}
	}
	v, q, err := it.int8s()
	f.err = err
	return Matrix{Rows: v, Scale: q}
}

// Requantized returns the output matrix as Marian uses it: it turns the int8
// rows into floats when it loads a file and rounds them again with
// 127/max|w|. In real files the largest int8 is 127 and the rows come out as
// they were; they are then returned in place.
func (m Matrix) Requantized() Matrix {
	raw := unsafe.Slice((*byte)(unsafe.Pointer(unsafe.SliceData(m.Rows))), len(m.Rows))
	if bytes.IndexByte(raw, 127) >= 0 || bytes.IndexByte(raw, 0x81) >= 0 { // 127 or -127
		return m
	}
	largest := int8(0)
	for _, v := range m.Rows {
		largest = max(largest, v, -v)
	}
	if largest == 0 {
		return m
	}
	out := m
	inverse := 1 / m.Scale
	out.Scale = 127 / (float32(largest) * inverse)
	out.Rows = make([]int8, len(m.Rows))
	for i, v := range m.Rows {
		x := math.RoundToEven(float64(float32(v) * inverse * out.Scale))
		out.Rows[i] = int8(max(-127, min(127, x)))
	}
	return out
}
