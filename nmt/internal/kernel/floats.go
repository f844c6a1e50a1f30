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

// Attend computes the attention of n rows to one another: out of each row's
// query to the transposed keys and the values. All have rows of d but kt, which
// comes from Transpose. weights is scratch of WeightRows*Padded(n).
func (s *Set) Attend(out, q, kt, v []float32, n, d, heads int, weights []float32) {
	size, padded := d/heads, Padded(n)
	scale := headScale(size)
	_, _, _, _ = out[:n*d], q[:n*d], kt[:d*padded], v[:n*d]
	_ = weights[:WeightRows*padded]
	for r := 0; r < n; r += WeightRows {
		some := min(WeightRows, n-r)
		for at := 0; at < d; at += size {
			s.products(weights, padded, q[r*d+at:], d, kt[at*padded:], padded, some, size, padded)
			s.softmax(weights, padded, some, n, scale)
			s.products(out[r*d+at:], d, weights, padded, v[at:], d, some, n, size)
		}
	}
}

// BlockSize is how many numbers a block for n keys of d has.
func BlockSize(n, d int) int { return d * (Padded(n) + n) }

// Block fills a block from n rows of keys and values: for each head its
// transposed keys and then its values, so that a decoder, which reads all of
// it for each piece, reads one stream. kt is scratch for d*Padded(n) floats.
func (s *Set) Block(block []Half, k, v, kt []float32, n, d, heads int) {
	s.Transpose(kt, k, n, d)
	size, padded := d/heads, Padded(n)
	for h := range heads {
		to := block[h*size*(padded+n) : (h+1)*size*(padded+n)]
		s.halve(to[:size*padded], kt[h*size*padded:(h+1)*size*padded])
		to = to[size*padded:]
		for j := range n {
			s.halve(to[j*size:(j+1)*size], v[j*d+h*size:j*d+(h+1)*size])
		}
	}
}

// AttendBlock computes the attention of one query to a block of n keys.
// weights is scratch of Padded(n).
func (s *Set) AttendBlock(out, q []float32, block []Half, n, d, heads int, weights []float32) {
	size, padded := d/heads, Padded(n)
	scale := headScale(size)
	_, _, _, _ = out[:d], q[:d], block[:BlockSize(n, d)], weights[:padded]
	for h := range heads {
		b := block[h*size*(padded+n):]
		s.one(weights, q[h*size:], b, padded, size, padded)
		s.softmax(weights, padded, 1, n, scale)
		s.one(out[h*size:], weights, b[size*padded:], size, n, size)
	}
}

// WeightRows is how many queries Attend takes at a time.
const WeightRows = 4
