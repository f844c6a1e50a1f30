// Package engine computes translations: the network of package marian with
// the arithmetic of package kernel.
//
// A Model is immutable and shared; a Worker has the memory for one batch and
// belongs to one goroutine at a time. Sentences of a batch lie one behind the
// other without padding and never look at one another, so the result of a
// sentence does not depend on its company.
package engine

import (
	"math"
	"unsafe"

	"github.com/overview-news/overview/nmt/internal/kernel"
	"github.com/overview-news/overview/nmt/internal/marian"
)

// End is the piece that ends every sentence; Unknown is never said.
const (
	End     = 0
	Unknown = 1
)

const (
	// MaxPieces is the longest sentence the networks were trained for, with
	// its end: Marian's max-length-break of 128.
	MaxPieces = 128
	// lengthFactor bounds a translation, in pieces of the source.
	lengthFactor = 2
	maxSteps     = lengthFactor * MaxPieces
)

type norm struct{ scale, bias []float32 }

type attention struct {
	q, k, v, o *kernel.Matrix
	norm       norm
}

type ffn struct {
	first, second *kernel.Matrix
	norm          norm
}

type encoderLayer struct {
	self attention
	ffn  ffn
}

type decoderLayer struct {
	input, forget *kernel.Matrix
	norm          norm
	context       attention
	ffn           ffn
}

// Model is a network, packed for one instruction set.
type Model struct {
	shape     marian.Shape
	set       *kernel.Set
	mem       kernel.Memory
	source    table
	target    table
	positions []float32
	encoder   []encoderLayer
	decoder   []decoderLayer
	out       *kernel.Matrix
}

// table is an embedding: rows of int8, each worth value*mul. They are in the
// file, or, so that they need not be in memory twice, in the output matrix.
type table struct {
	rows   []int8
	packed *kernel.Matrix
	mul    float32
}

// New packs a model. Embeddings that are not also the output matrix stay where
// m has them.
func New(m *marian.Model, set *kernel.Set) *Model {
	x := &Model{shape: m.Shape, set: set, mem: kernel.Memory{Large: true}}
	root := float32(math.Sqrt(float64(m.Dim)))
	x.source = table{rows: m.Source.Rows, mul: root * (1 / m.Source.Scale)}
	x.target = table{rows: m.Output.Rows, mul: root * (1 / m.Output.Scale)}
	x.positions = positions(m.Dim, maxSteps+1)
	for _, l := range m.Encoder {
		x.encoder = append(x.encoder, encoderLayer{x.attention(l.Self), x.ffn(l.FFN)})
	}
	for _, l := range m.Decoder {
		x.decoder = append(x.decoder, decoderLayer{
			input: x.matrix(l.Input), forget: x.matrix(l.Forget), norm: norm{l.Norm.Scale, l.Norm.Bias},
			context: x.attention(l.Context), ffn: x.ffn(l.FFN),
		})
	}
	out := marian.Affine{Matrix: m.Output.Requantized(), Bias: m.Output.Bias}
	x.out = x.matrix(out)
	x.out.Hide(Unknown)
	if unsafe.SliceData(out.Rows) == unsafe.SliceData(m.Output.Rows) {
		x.target.packed = x.out
		if m.SharedVocab {
			x.source.packed = x.out
		}
	}
	return x
}

// Close gives the memory of the packed weights back.
func (x *Model) Close() { x.mem.Close() }

// Bytes is how much memory the packed weights have.
func (x *Model) Bytes() int { return x.mem.Size() }

// Shape is the network's size.
func (x *Model) Shape() marian.Shape { return x.shape }

func (x *Model) matrix(a marian.Affine) *kernel.Matrix {
	return x.set.NewMatrix(&x.mem, a.In, a.Out, a.Scale, a.Alpha, a.Bias, func(i int) []int8 {
		return a.Rows[i*a.In : (i+1)*a.In]
	})
}

func (x *Model) attention(a marian.Attention) attention {
	return attention{x.matrix(a.Q), x.matrix(a.K), x.matrix(a.V), x.matrix(a.O), norm{a.Norm.Scale, a.Norm.Bias}}
}

func (x *Model) ffn(f marian.FFN) ffn {
	return ffn{x.matrix(f.First), x.matrix(f.Second), norm{f.Norm.Scale, f.Norm.Bias}}
}

// embed writes the embedding of a piece at a position. row is scratch.
func (x *Model) embed(dst []float32, t table, id int32, position int, row []int8) {
	d := x.shape.Dim
	if t.packed != nil {
		x.set.Row(row, t.packed, int(id))
	} else {
		row = t.rows[int(id)*d : int(id+1)*d]
	}
	x.set.Embed(dst[:d], row, t.mul, x.positions[position*d:(position+1)*d])
}
