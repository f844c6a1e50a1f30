package kernel

import "math"

// fma is x*y + z, rounded once, as the instruction of that name computes it.
//
// The product is exact in float64. The sum is rounded to odd, that is: when it
// is not exact, its last bit is set; rounding that to float32 then gives what
// one rounding of the true sum would have given.
func fma(x, y, z float32) float32 {
	p := float64(float64(x) * float64(y))
	c := float64(z)
	s := p + c
	t := s - p
	rest := (p - (s - t)) + (c - t)
	if rest != 0 {
		bits := math.Float64bits(s)
		if bits&1 == 0 {
			if (rest > 0) == (s > 0) {
				bits++
			} else {
				bits--
			}
			s = math.Float64frombits(bits)
		}
	}
	return float32(s)
}

// Constants of exp; the assembly has the same ones.
const (
	expLow   = -86 // results below are no normal numbers
	expHigh  = 86
	log2e    = 1.44269504088896341
	ln2High  = 0.693359375
	ln2Low   = -2.12194440e-4
	expTerm5 = 1.9875691500e-4
	expTerm4 = 1.3981999507e-3
	expTerm3 = 8.3334519073e-3
	expTerm2 = 4.1665795894e-2
	expTerm1 = 1.6666665459e-1
	expTerm0 = 5.0000001201e-1
)

// exp is e to the x, for x cut to expLow..expHigh, to about 1e-7.
// It splits x into n*ln 2 + r and uses a polynomial of degree 7 for r.
func exp(x float32) float32 {
	x = min(max(x, expLow), expHigh)
	n := float32(math.RoundToEven(float64(float32(x * log2e))))
	r := fma(n, -ln2High, x)
	r = fma(n, -ln2Low, r)
	y := float32(expTerm5)
	y = fma(y, r, expTerm4)
	y = fma(y, r, expTerm3)
	y = fma(y, r, expTerm2)
	y = fma(y, r, expTerm1)
	y = fma(y, r, expTerm0)
	y = fma(y, float32(r*r), float32(r+1))
	return float32(y * math.Float32frombits(uint32(int32(n)+127)<<23))
}
