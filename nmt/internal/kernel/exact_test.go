package kernel

import "math/big"

// exactFMA computes x*y+z without rounding and rounds once.
func exactFMA(x, y, z float32) float32 {
	f := func(v float32) *big.Float { return new(big.Float).SetPrec(2000).SetFloat64(float64(v)) }
	s := f(x)
	s.Mul(s, f(y))
	s.Add(s, f(z))
	v, _ := s.Float32()
	return v
}
