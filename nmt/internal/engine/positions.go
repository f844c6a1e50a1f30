package engine

import "math"

// positions returns what is added to the embedding at positions 0 to n-1:
// sines in the first half of a row, cosines in the second, of frequencies that
// fall from 1 to 1/10000.
//
// The functions are our own because those of package math differ in their
// last bit between architectures, and translations shall not. Every product is
// converted, which forbids the compiler to fuse it with a sum.
func positions(d, n int) []float32 {
	half := d / 2
	step := float32(-math.Ln10 * 4 / float64(half-1))
	p := make([]float32, n*d)
	for i := range half {
		frequency := float32(expOf(float64(float32(i) * step)))
		for pos := range n {
			sin, cos := sinCos(float64(float32(pos) * frequency))
			p[pos*d+i] = float32(sin)
			p[pos*d+half+i] = float32(cos)
		}
	}
	return p
}

// expOf is e to the x for -10 <= x <= 0: a Taylor series at x/64, squared six
// times.
func expOf(x float64) float64 {
	x /= 64
	sum, term := 1.0, 1.0
	for i := 1; i <= 14; i++ {
		term = float64(term*x) / float64(i)
		sum += term
	}
	for range 6 {
		sum = float64(sum * sum)
	}
	return sum
}

// Pi/2 in two parts, the first short enough that multiples below 2^20 are
// exact.
const (
	halfPiHigh = 1.57079632673412561417e+00
	halfPiLow  = 6.07710050650619224932e-11
)

// sinCos returns sine and cosine of 0 <= x <= 1000.
func sinCos(x float64) (float64, float64) {
	n := math.RoundToEven(x / (math.Pi / 2))
	r := (x - float64(n*halfPiHigh)) - float64(n*halfPiLow)
	square := float64(r * r)
	sin, cos := r, 1.0
	s, c := r, 1.0
	for i := 1; i <= 10; i++ {
		c = float64(c*square) / -float64((2*i-1)*(2*i))
		s = float64(s*square) / -float64((2*i)*(2*i+1))
		cos += c
		sin += s
	}
	switch int(n) % 4 {
	case 1:
		return cos, -sin
	case 2:
		return -sin, -cos
	case 3:
		return -cos, sin
	}
	return sin, cos
}
