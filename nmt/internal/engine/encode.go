package engine

import "github.com/overview-news/overview/nmt/internal/kernel"

// encode runs the encoder over the sentences of some rows and leaves the keys
// and values that the decoder's attention needs.
func (w *Worker) encode(all []Sentence, rows []row, tokens int) {
	d := w.m.shape.Dim
	at := 0
	for _, r := range rows {
		for position, id := range all[r.sentence].Source {
			w.m.embed(w.x[at*d:], w.m.source, id, position, w.row)
			at++
		}
	}
	set := w.m.set
	for i := range w.m.encoder {
		l := &w.m.encoder[i]
		w.affine(w.q, w.x, l.self.q, tokens)
		w.affine(w.y, w.x, l.self.k, tokens)
		w.affine(w.v, w.x, l.self.v, tokens)
		at := 0
		for _, r := range rows {
			n := r.tokens
			set.Transpose(w.k, w.y[at*d:], n, d)
			set.Attend(w.y[at*d:], w.q[at*d:], w.k, w.v[at*d:], n, d, w.m.shape.Heads, w.weights)
			at += n
		}
		w.affine(w.q, w.y, l.self.o, tokens)
		set.AddNorm(w.x, w.q, l.self.norm.scale, l.self.norm.bias, tokens, d)
		w.feedForward(&l.ffn, tokens)
	}
	w.project(rows, tokens)
}

// project computes keys and values of every decoder layer from w.x.
func (w *Worker) project(rows []row, tokens int) {
	d := w.m.shape.Dim
	for i := range w.m.decoder {
		l := &w.m.decoder[i]
		w.affine(w.y, w.x, l.context.k, tokens)
		w.affine(w.v, w.x, l.context.v, tokens)
		at := 0
		for _, r := range rows {
			w.m.set.Block(w.context[i][r.at:], w.y[at*d:], w.v[at*d:], w.k, r.tokens, d, w.m.shape.Heads)
			at += r.tokens
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
