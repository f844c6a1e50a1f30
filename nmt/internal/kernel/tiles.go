//go:build amd64 || arm64

package kernel

import "unsafe"

// tile computes some rows times one panel.
type tile func(a *args)

// tiles are the product kernels of an instruction set, by rows: entry 0 is
// empty, the last works on any number of whole tiles.
type tiles struct {
	mul, relu, best []tile
	panel           int // columns
	step            int // values of k in one turn of the inner loop
}

// prepare fills in what all tiles of a product share.
func (t *tiles) prepare(q *Rows, m *Matrix) *args {
	a := &q.args
	*a = args{
		lda: uintptr(m.In), k: uintptr(m.In / t.step),
		scale: m.scale,
	}
	return a
}

// run computes n rows times all panels. Panels come first, so that one stays
// in the nearest cache while the rows pass; c is the result for a row of the
// first panel and next what a panel adds to it.
func (t *tiles) run(fs []tile, a *args, q *Rows, n int, m *Matrix, c unsafe.Pointer, next uintptr) {
	most := len(fs) - 1
	whole, rest := n/most, n%most
	panels := m.padded / t.panel
	for p := range panels {
		a.bias = at(m.bias[p*t.panel:])
		a.start = at(m.start[p*t.panel:])
		a.b = at(m.panels[p*t.panel*m.In:])
		a.next = a.b // what to fetch ahead: behind the last panel there is nothing
		if p+1 < panels {
			a.next = unsafe.Add(a.b, t.panel*m.In)
		}
		a.panel = int32(p)
		if whole > 0 {
			a.a, a.sign, a.fix = at(q.data), at(q.sign), at(q.fix)
			a.c, a.n = c, uintptr(whole)
			fs[most](a)
		}
		if rest > 0 {
			r := whole * most
			a.a, a.sign, a.fix = at(q.data[r*m.In:]), at(q.sign[r*m.In:]), at(q.fix[r:])
			a.c, a.n = unsafe.Add(c, uintptr(r)*a.ldc), 1
			fs[rest](a)
		}
		if p+1 < panels {
			c = unsafe.Add(c, next)
		}
	}
}

func (t *tiles) mulRows(y []float32, q *Rows, n int, m *Matrix, _ float32) {
	a := t.prepare(q, m)
	a.ldc = uintptr(4 * m.padded)
	t.run(t.mul, a, q, n, m, at(y), uintptr(4*t.panel))
}

func (t *tiles) reluRows(to, q *Rows, n int, m *Matrix, alpha float32) {
	_ = to.data[:n*m.Out]
	if to.signed {
		clear(to.sign)
		clear(to.fix)
		to.signed = false
	}
	a := t.prepare(q, m)
	a.ldc, a.alpha = uintptr(m.padded), alpha
	t.run(t.relu, a, q, n, m, at(to.data), uintptr(t.panel))
}

func (t *tiles) bestRows(b []Best, q *Rows, n int, m *Matrix, add []float32) {
	q.begin(add)
	a := t.prepare(q, m)
	a.ldc = unsafe.Sizeof(state{})
	t.run(t.best, a, q, n, m, at(q.states), 0)
	logits := q.logits[:t.panel]
	for r := range b {
		p, largest := q.states[r].first()
		a.bias = at(m.bias[p*t.panel:])
		a.start = at(m.start[p*t.panel:])
		a.b = at(m.panels[p*t.panel*m.In:])
		a.a, a.sign, a.fix = at(q.data[r*m.In:]), at(q.sign[r*m.In:]), at(q.fix[r:])
		a.c, a.n, a.next = at(logits), 1, a.b
		t.mul[1](a)
		b[r] = q.states[r].find(logits, p, largest)
	}
}
