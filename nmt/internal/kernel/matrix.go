package kernel

import "unsafe"

// Matrix is a matrix of int8 weights, packed for one Set.
type Matrix struct {
	In, Out int
	Alpha   float32 // multiplies inputs before they are rounded to int8
	padded  int     // Out, rounded up to whole panels
	scale   float32 // multiplies the integer sums
	bias    []float32
	start   []int32 // what sums start from, to undo the shift of the inputs
	panels  []byte
}

// hidden is the bias of a column that must never win: padding, and pieces that
// the decoder may not say. Any finite sum stays far below zero with it.
const hidden = -1e30

// NewMatrix packs out rows of in weights, each worth value/scale. row returns
// the i-th; it need not be valid after the next call. bias may be nil.
func (s *Set) NewMatrix(mem *Memory, in, out int, scale, alpha float32, bias []float32, row func(i int) []int8) *Matrix {
	m := &Matrix{In: in, Alpha: alpha, scale: 1 / float32(alpha*scale)}
	s.size(m, mem, out)
	copy(m.bias, bias)
	s.pack(m, row)
	return m
}

// size gives m memory for out columns.
func (s *Set) size(m *Matrix, mem *Memory, out int) {
	m.Out = out
	m.padded = (out + s.panel - 1) / s.panel * s.panel
	m.panels = mem.Bytes(m.padded * m.In)
	m.bias = mem.Floats(m.padded)
	m.start = mem.Int32s(m.padded)
}

// NewSelection returns an empty matrix for up to max columns of m.
func (s *Set) NewSelection(mem *Memory, m *Matrix, max int) *Matrix {
	sel := &Matrix{In: m.In, Alpha: m.Alpha, scale: m.scale}
	s.size(sel, mem, max)
	return sel
}

// Row unpacks the weights of one column into to, which has m.In entries: the
// row of the file it came from.
func (s *Set) Row(to []int8, m *Matrix, column int) {
	if s.rowMajor {
		copy(to, int8s(m.panels)[column*m.In:(column+1)*m.In])
		return
	}
	// Four weights of each column of a panel lie side by side.
	panel := m.panels[column/s.panel*s.panel*m.In:][:s.panel*m.In]
	words, stride := unsafe.Slice((*uint32)(unsafe.Pointer(unsafe.SliceData(to))), m.In/4), s.panel*4
	at := column % s.panel * 4
	for i := range words {
		words[i] = *(*uint32)(unsafe.Pointer(&panel[at]))
		at += stride
	}
}

// Select makes sel hold the given columns of m.
func (s *Set) Select(sel, m *Matrix, columns []int32) {
	row := make([]int8, m.In)
	sel.Out = len(columns)
	sel.padded = (len(columns) + s.panel - 1) / s.panel * s.panel
	for i, c := range columns {
		sel.bias[i] = m.bias[c]
	}
	for i := sel.Out; i < sel.padded; i++ {
		sel.bias[i] = hidden
	}
	s.pack(sel, func(i int) []int8 {
		s.Row(row, m, int(columns[i]))
		return row
	})
}

// Hide makes columns unable to win in Best, and with them the padding.
func (m *Matrix) Hide(columns ...int32) {
	for _, c := range columns {
		m.bias[c] = hidden
	}
	for i := m.Out; i < m.padded; i++ {
		m.bias[i] = hidden
	}
}

// Rows are rows of quantized inputs, laid out for one Set.
type Rows struct {
	data []byte
	// The AVX2 set keeps the absolute values in data, here a byte 0xff for
	// each negative one, and in fix the sum of their absolute values by row.
	sign   []byte
	fix    []int32
	signed bool // sign and fix may be other than zero

	args   args // of the assembly, here so that they are allocated once
	states []state
	logits [64]float32
}

// NewRows returns room for n rows of k inputs.
func NewRows(mem *Memory, n, k int) *Rows {
	return &Rows{data: mem.Bytes(n * k), sign: mem.Bytes(n * k), fix: mem.Int32s(n)}
}

// Quantize rounds n rows of k floats to int8 after multiplying by alpha.
func (s *Set) Quantize(q *Rows, x []float32, n, k int, alpha float32) {
	if n > 0 {
		s.quantize(q, x[:n*k], n, k, alpha)
	}
}

// Mul is y = q m + bias for n rows; y has m.Out columns, which must be whole
// panels.
func (s *Set) Mul(y []float32, q *Rows, n int, m *Matrix) {
	if n > 0 {
		s.mul(y[:n*m.padded], q, n, m, -3e38)
	}
}

// MulReLU is to = max(0, q m + bias), quantized with alpha.
func (s *Set) MulReLU(to, q *Rows, n int, m *Matrix, alpha float32) {
	if n > 0 {
		s.mulReLU(to, q, n, m, alpha)
	}
}

// Best is the largest logit of a row.
type Best struct {
	Column int32
	Logit  float32 // without what was added
	Sum    float32 // with it
}

// Best finds for each of n rows the first column with the largest
// logit + add[row], in float32 like Marian, whose running score is added.
func (s *Set) Best(b []Best, q *Rows, n int, m *Matrix, add []float32) {
	if n > 0 {
		s.best(b[:n], q, n, m, add[:n])
	}
}

// Logit returns the value of one column for one row.
func (s *Set) Logit(q *Rows, row int, m *Matrix, column int32) float32 {
	var y [64]float32
	p := int(column) / s.panel
	one := m.panelMatrix(p, s.panel)
	s.mul(y[:s.panel], q.from(row, m.In), 1, &one, -3e38)
	return y[int(column)-p*s.panel]
}

// panelMatrix is panel p alone.
func (m *Matrix) panelMatrix(p, width int) Matrix {
	one := *m
	one.Out, one.padded = width, width
	one.bias = m.bias[p*width : (p+1)*width]
	one.start = m.start[p*width : (p+1)*width]
	one.panels = m.panels[p*width*m.In : (p+1)*width*m.In]
	return one
}

// from is q without its first rows.
func (q *Rows) from(row, k int) *Rows {
	return &Rows{data: q.data[row*k:], sign: q.sign[row*k:], fix: q.fix[row:]}
}

func int8s(b []byte) []int8 {
	return unsafe.Slice((*int8)(unsafe.Pointer(unsafe.SliceData(b))), len(b))
}
