package kernel

// Padded is n rounded up to the width of the definition: how long rows of
// transposed keys and of attention weights are.
func Padded(n int) int { return (n + lanes - 1) / lanes * lanes }

// AddNorm is x = norm(x + y) * scale + bias for n rows of d. It spoils y.
func (s *Set) AddNorm(x, y, scale, bias []float32, n, d int) {
	if n > 0 {
		s.addNorm(x[:n*d], y[:n*d], scale[:d], bias[:d], n, d)
	}
}

// SSRU advances the decoder's recurrent cell by one input: with
// g = sigmoid(gate), cell = g*cell + (1-g)*z, and z becomes max(0, cell).
func (s *Set) SSRU(cell, z, gate []float32) {
	if n := len(cell); n > 0 {
		s.ssru(cell, z[:n], gate[:n])
	}
}

// Embed is dst = row*mul + pos.
func (s *Set) Embed(dst []float32, row []int8, mul float32, pos []float32) {
	s.embed(dst, row[:len(dst)], mul, pos[:len(dst)])
}

// Transpose turns n rows of d keys into d rows of Padded(n).
func (s *Set) Transpose(kt, k []float32, n, d int) {
	s.transpose(kt[:d*Padded(n)], k[:n*d], n, d)
}

// Attend computes attention of rows queries over n keys for all heads. q and
// out are rows of d; weights is scratch of WeightRows*Padded(n).
func (s *Set) Attend(out, q []float32, m Context, rows, n, d, heads int, weights []float32) {
	size, padded := d/heads, Padded(n)
	scale := headScale(size)
	_, _, _ = out[:rows*d], q[:rows*d], weights[:WeightRows*padded]
	_, _ = m.Keys[:(heads-1)*m.KeyStep+size*padded], m.Values[:(heads-1)*m.ValueStep+(n-1)*m.ValueRow+size]
	for r := 0; r < rows; r += WeightRows {
		some := min(WeightRows, rows-r)
		for h := range heads {
			at := r*d + h*size
			s.products(weights, padded, q[at:], d, m.Keys[h*m.KeyStep:], padded, some, size, padded)
			s.softmax(weights, padded, some, n, scale)
			s.products(out[at:], d, weights, padded, m.Values[h*m.ValueStep:], m.ValueRow, some, n, size)
		}
	}
}

// Context is what attention looks at: for each head the transposed keys, and
// the values, a row for each key.
type Context struct {
	Keys, Values []float32
	KeyStep      int // from one head's keys to the next one's
	ValueStep    int
	ValueRow     int // from one key's value to the next one's
}

// RowContext is the context made of transposed keys and of values in rows of d.
func RowContext(kt, v []float32, n, d, heads int) Context {
	return Context{Keys: kt, Values: v, KeyStep: d / heads * Padded(n), ValueStep: d / heads, ValueRow: d}
}

// BlockSize is how many floats a block for n keys of d has.
func BlockSize(n, d int) int { return d * (Padded(n) + n) }

// BlockContext is the context in a block, in which keys and values of one head
// lie beside each other: a decoder reads all of them once for each piece, and
// so it reads one stream.
func BlockContext(block []float32, n, d, heads int) Context {
	size := d / heads
	step := size * (Padded(n) + n)
	return Context{Keys: block, Values: block[size*Padded(n):], KeyStep: step, ValueStep: step, ValueRow: size}
}

// Block fills a block from n rows of keys and values. kt is scratch for the
// transposed keys.
func (s *Set) Block(block, k, v, kt []float32, n, d, heads int) {
	s.Transpose(kt, k, n, d)
	size, padded := d/heads, Padded(n)
	for h := range heads {
		to := block[h*size*(padded+n):]
		copy(to[:size*padded], kt[h*size*padded:])
		to = to[size*padded:]
		for j := range n {
			copy(to[j*size:(j+1)*size], v[j*d+h*size:])
		}
	}
}

// WeightRows is how many queries Attend takes at a time.
const WeightRows = 4
