package kernel

import "math"

// scalar is the set in plain Go: the definition of all others.
func scalar() *Set {
	return &Set{
		name: "scalar", panel: 16, rowMajor: true, // any panel would do
		quantize: scalarQuantize, mul: scalarMul, mulReLU: scalarMulReLU, best: scalarBest,
		pack: scalarPack, addNorm: scalarAddNorm, ssru: scalarSSRU, embed: scalarEmbed,
		products: scalarProducts, one: scalarOne, halve: scalarHalve, softmax: scalarSoftmax, transpose: scalarTranspose,
	}
}

// toInt8 rounds to the nearest, ties to even, within -127..127.
func toInt8(x float32) int8 {
	return int8(math.RoundToEven(float64(min(max(x, -127), 127))))
}

func scalarQuantize(q *Rows, x []float32, _, _ int, alpha float32) {
	out := int8s(q.data)
	for i, v := range x {
		out[i] = toInt8(float32(v * alpha))
	}
}

// scalarPack keeps the rows one behind the other.
func scalarPack(m *Matrix, row func(i int) []int8) {
	out := int8s(m.panels)
	for i := range m.Out {
		copy(out[i*m.In:(i+1)*m.In], row(i))
	}
}

// dot is the exact sum of products.
func dot(a, w []int8) int32 {
	w = w[:len(a)]
	sum := int32(0)
	for i, v := range a {
		sum += int32(v) * int32(w[i])
	}
	return sum
}

// value is one output: the sum, scaled, and the bias, rounded once.
func (m *Matrix) value(a []int8, column int) float32 {
	w := int8s(m.panels)[column*m.In : (column+1)*m.In]
	return fma(float32(dot(a, w)), m.scale, m.bias[column])
}

func scalarMul(y []float32, q *Rows, n int, m *Matrix, floor float32) {
	for r := range n {
		a := int8s(q.data)[r*m.In : (r+1)*m.In]
		for c := range m.padded {
			y[r*m.padded+c] = max(floor, m.value(a, c))
		}
	}
}

func scalarMulReLU(to, q *Rows, n int, m *Matrix, alpha float32) {
	out := int8s(to.data)
	for r := range n {
		a := int8s(q.data)[r*m.In : (r+1)*m.In]
		for c := range m.Out {
			out[r*m.Out+c] = toInt8(float32(max(0, m.value(a, c)) * alpha))
		}
	}
}

func scalarBest(b []Best, q *Rows, n int, m *Matrix, add []float32) {
	for r := range n {
		a := int8s(q.data)[r*m.In : (r+1)*m.In]
		best := Best{Sum: -math.MaxFloat32}
		for c := range m.Out {
			v := m.value(a, c)
			if s := v + add[r]; s > best.Sum {
				best = Best{int32(c), v, s}
			}
		}
		b[r] = best
	}
}

// sum16 adds 16 partial sums in the order that halving a register gives.
func sum16(s *[lanes]float32) float32 {
	for half := lanes / 2; half > 0; half /= 2 {
		for i := range half {
			s[i] += s[i+half]
		}
	}
	return s[0]
}

// epsilon keeps the root of a norm away from zero, as in Marian.
const epsilon = 1e-6

// scalarAddNorm is x = norm(x + y) * scale + bias for n rows of d.
func scalarAddNorm(x, y, scale, bias []float32, n, d int) {
	inverse := 1 / float32(d)
	for r := range n {
		row, other := x[r*d:(r+1)*d], y[r*d:(r+1)*d]
		var sum, squares [lanes]float32
		for i := range row {
			row[i] += other[i]
			sum[i%lanes] += row[i]
		}
		mean := float32(sum16(&sum) * inverse)
		for i := range row {
			row[i] -= mean
			squares[i%lanes] = fma(row[i], row[i], squares[i%lanes])
		}
		variance := fma(sum16(&squares), inverse, epsilon)
		factor := 1 / float32(math.Sqrt(float64(variance)))
		for i := range row {
			row[i] = fma(float32(row[i]*factor), scale[i], bias[i])
		}
	}
}

// scalarSSRU is the decoder's recurrent cell: gate = sigmoid(gate), then
// cell = gate*cell + (1-gate)*z and z = max(0, cell).
func scalarSSRU(cell, z, gate []float32) {
	for i := range cell {
		g := 1 / (1 + exp(-gate[i]))
		cell[i] = fma(g, cell[i], float32((1-g)*z[i]))
		z[i] = max(0, cell[i])
	}
}

// scalarEmbed is dst = row*mul + pos.
func scalarEmbed(dst []float32, row []int8, mul float32, pos []float32) {
	for i, v := range row {
		dst[i] = fma(float32(v), mul, pos[i])
	}
}

// scalarProducts is c[r][j] = sum over i of a[r][i]*b[i][j], i ascending, for
// j < n, a multiple of 16. ldc, lda and ldb are the lengths of rows.
func scalarProducts(c []float32, ldc int, a []float32, lda int, b []float32, ldb int, rows, k, n int) {
	for r := range rows {
		for j := range n {
			sum := float32(0)
			for i := range k {
				sum = fma(a[r*lda+i], b[i*ldb+j], sum)
			}
			c[r*ldc+j] = sum
		}
	}
}

// scalarOne is scalarProducts for one row and a b in half precision.
func scalarOne(c, a []float32, b []Half, ldb, k, n int) {
	for j := range n {
		sum := float32(0)
		for i := range k {
			sum = fma(a[i], b[i*ldb+j].float(), sum)
		}
		c[j] = sum
	}
}

func scalarHalve(to []Half, x []float32) {
	for i, v := range x {
		to[i] = toHalf(v)
	}
}

// scalarSoftmax turns rows of n products into weights that add up to one.
// Rows are ld long; the entries from n to the next multiple of 16 become
// small rubbish.
func scalarSoftmax(s []float32, ld, rows, n int, scale float32) {
	padded := Padded(n)
	for r := range rows {
		row := s[r*ld : r*ld+padded]
		largest := float32(hidden)
		for i := range row {
			row[i] = float32(row[i] * scale)
			if i >= n {
				row[i] += hidden
			}
			largest = max(largest, row[i])
		}
		var sum [lanes]float32
		for i := range row {
			row[i] = exp(row[i] - largest)
			sum[i%lanes] += row[i]
		}
		factor := 1 / sum16(&sum)
		for i := range row {
			row[i] = float32(row[i] * factor)
		}
	}
}

// scalarTranspose turns n rows of d keys into d rows of n, each padded with
// zeros to a multiple of 16.
func scalarTranspose(kt, k []float32, n, d int) {
	padded := Padded(n)
	for i := range d {
		to := kt[i*padded : (i+1)*padded]
		for j := range n {
			to[j] = k[j*d+i]
		}
		clear(to[n:])
	}
}

// headScale is what the products of a head with size columns are scaled by.
func headScale(size int) float32 { return float32(1 / math.Sqrt(float64(size))) }
