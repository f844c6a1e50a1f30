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
// out are rows of d; kt comes from Transpose; v are n rows of d. weights is
// scratch of WeightRows*Padded(n).
func (s *Set) Attend(out, q, kt, v []float32, rows, n, d, heads int, weights []float32) {
	size, padded := d/heads, Padded(n)
	scale := headScale(size)
	_, _, _ = out[:rows*d], q[:rows*d], weights[:WeightRows*padded]
	_, _ = kt[:d*padded], v[:n*d]
	for r := 0; r < rows; r += WeightRows {
		some := min(WeightRows, rows-r)
		for at := 0; at < d; at += size {
			s.products(weights, padded, q[r*d+at:], d, kt[at*padded:], padded, some, size, padded)
			s.softmax(weights, padded, some, n, scale)
			s.products(out[r*d+at:], d, weights, padded, v[at:], d, some, n, size)
		}
	}
}

// WeightRows is how many queries Attend takes at a time.
const WeightRows = 4
