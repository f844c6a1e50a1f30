package engine

// step computes for every live row the best next piece, in w.best.
func (w *Worker) step() {
	set, d, rows := w.m.set, w.m.shape.Dim, len(w.live)
	for r, l := range w.live {
		if l.last < 0 {
			copy(w.x[r*d:(r+1)*d], w.m.positions[:d])
			continue
		}
		w.m.embed(w.x[r*d:], w.m.target, l.last, l.step, w.row)
	}
	for i := range w.m.decoder {
		l := &w.m.decoder[i]
		w.affine(w.y, w.x, l.input, rows)
		w.affine(w.q, w.x, l.forget, rows)
		set.SSRU(w.cells[i][:rows*d], w.y, w.q)
		set.AddNorm(w.x, w.y, l.norm.scale, l.norm.bias, rows, d)
		w.affine(w.q, w.x, l.context.q, rows)
		w.look(i)
		w.affine(w.q, w.y, l.context.o, rows)
		set.AddNorm(w.x, w.q, l.context.norm.scale, l.context.norm.bias, rows, d)
		w.feedForward(&l.ffn, rows)
	}
	set.Quantize(w.in, w.x, rows, d, w.m.out.Alpha)
	out := w.m.out
	if len(w.listed) > 0 {
		out = w.list
	}
	set.Best(w.best, w.in, rows, out, w.sums)
}

// look is the attention of every live row to its sentence, from w.q to w.y.
func (w *Worker) look(layer int) {
	d, heads := w.m.shape.Dim, w.m.shape.Heads
	for r, l := range w.live {
		w.m.set.AttendBlock(w.y[r*d:], w.q[r*d:], w.context[layer][l.at:], l.tokens, d, heads, w.weights)
	}
}

// advance notes what was said and drops the rows that are done; the others
// move up.
func (w *Worker) advance(all []Sentence) {
	d, kept := w.m.shape.Dim, 0
	for r, l := range w.live {
		s := &all[l.sentence]
		id, logit, sum := w.said(r)
		if s.Forced != nil {
			id, logit = w.forced(s, r, l.step)
		}
		s.Logits = append(s.Logits, logit)
		if id == End {
			continue
		}
		s.Pieces = append(s.Pieces, id)
		l.step++
		if l.step >= lengthFactor*l.tokens {
			s.Truncated = true
			continue
		}
		if kept != r {
			for i := range w.cells {
				copy(w.cells[i][kept*d:(kept+1)*d], w.cells[i][r*d:(r+1)*d])
			}
		}
		w.sums[kept] = sum
		l.last = id
		w.live[kept] = l
		kept++
	}
	w.live = w.live[:kept]
}

// said is the piece that the network says in row r.
func (w *Worker) said(r int) (int32, float32, float32) {
	b := w.best[r]
	if len(w.listed) > 0 {
		return w.listed[b.Column], b.Logit, b.Sum
	}
	return b.Column, b.Logit, b.Sum
}

// forced is the piece that a test wants said, and its logit.
func (w *Worker) forced(s *Sentence, r, step int) (int32, float32) {
	id := int32(End)
	if step < len(s.Forced) {
		id = s.Forced[step]
	}
	if len(w.listed) == 0 {
		return id, w.m.set.Logit(w.in, r, w.m.out, id)
	}
	for c, l := range w.listed {
		if l == id {
			return id, w.m.set.Logit(w.in, r, w.list, int32(c))
		}
	}
	return id, 0
}
