package engine

import (
	"context"

	"github.com/overview-news/overview/nmt/internal/kernel"
)

// encode runs the encoder over the batch and leaves the keys and values that
// the decoder's attention needs.
func (w *Worker) encode(ctx context.Context, batch []Sentence) error {
	at := 0
	for from := 0; from < len(batch); {
		to, tokens := from, 0
		for to < len(batch) && tokens+len(batch[to].Source) <= encodeRows {
			w.at[to] = at
			at += kernel.BlockSize(len(batch[to].Source), w.m.shape.Dim)
			tokens += len(batch[to].Source)
			to++
		}
		if ctx.Err() != nil {
			return context.Cause(ctx)
		}
		w.encodeSome(batch[from:to], tokens)
		w.project(batch[from:to], w.at[from:to], tokens)
		from = to
	}
	return nil
}

// encodeSome computes the encoder's output for a few sentences, in w.x.
func (w *Worker) encodeSome(some []Sentence, tokens int) {
	d := w.m.shape.Dim
	r := 0
	for _, s := range some {
		for position, id := range s.Source {
			w.m.embed(w.x[r*d:], w.m.source, id, position, w.row)
			r++
		}
	}
	set := w.m.set
	for i := range w.m.encoder {
		l := &w.m.encoder[i]
		w.affine(w.q, w.x, l.self.q, tokens)
		w.affine(w.y, w.x, l.self.k, tokens)
		w.affine(w.v, w.x, l.self.v, tokens)
		r := 0
		for _, s := range some {
			n := len(s.Source)
			set.Transpose(w.k, w.y[r*d:], n, d)
			set.Attend(w.y[r*d:], w.q[r*d:], w.k, w.v[r*d:], n, d, w.m.shape.Heads, w.weights)
			r += n
		}
		w.affine(w.q, w.y, l.self.o, tokens)
		set.AddNorm(w.x, w.q, l.self.norm.scale, l.self.norm.bias, tokens, d)
		w.feedForward(&l.ffn, tokens)
	}
}

// project computes keys and values of every decoder layer from w.x.
func (w *Worker) project(some []Sentence, at []int, tokens int) {
	d := w.m.shape.Dim
	for i := range w.m.decoder {
		l := &w.m.decoder[i]
		w.affine(w.y, w.x, l.context.k, tokens)
		w.affine(w.v, w.x, l.context.v, tokens)
		r := 0
		for j, s := range some {
			n := len(s.Source)
			w.m.set.Block(w.context[i][at[j]:], w.y[r*d:], w.v[r*d:], w.k, n, d, w.m.shape.Heads)
			r += n
		}
	}
}

// affine is y = x m + bias.
func (w *Worker) affine(y, x []float32, m *kernel.Matrix, rows int) {
	w.m.set.Quantize(w.in, x, rows, m.In, m.Alpha)
	w.m.set.Mul(y, w.in, rows, m)
}

// feedForward is x = norm(x + second(relu(first(x)))) for w.x; it uses w.y.
func (w *Worker) feedForward(f *ffn, rows int) {
	set := w.m.set
	set.Quantize(w.in, w.x, rows, f.first.In, f.first.Alpha)
	set.MulReLU(w.hidden, w.in, rows, f.first, f.second.Alpha)
	set.Mul(w.y, w.hidden, rows, f.second)
	set.AddNorm(w.x, w.y, f.norm.scale, f.norm.bias, rows, w.m.shape.Dim)
}
