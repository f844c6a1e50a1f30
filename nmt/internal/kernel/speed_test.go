package kernel

import (
	"fmt"
	"math/rand/v2"
	"testing"
	"time"
)

// BenchmarkMul reports multiply-adds per nanosecond of the product kernels, in
// the fastest of all rounds: other programs may run at the same time.
func BenchmarkMul(b *testing.B) {
	for _, s := range available() {
		if s.Name() == "scalar" {
			continue
		}
		for _, size := range [][3]int{{1, 256, 1536}, {6, 256, 1536}, {24, 256, 1536}, {24, 1536, 256}, {48, 256, 32000}, {192, 256, 256}, {42, 512, 32000}, {42, 512, 2048}, {42, 2048, 512}, {42, 512, 512}} {
			b.Run(fmt.Sprintf("%s/%dx%dx%d", s.Name(), size[0], size[1], size[2]), func(b *testing.B) {
				benchmarkMul(b, s, size[0], size[1], size[2])
			})
		}
	}
}

func benchmarkMul(b *testing.B, s *Set, rows, in, out int) {
	var mem Memory
	defer mem.Close()
	r := rand.New(rand.NewPCG(1, 1))
	w := weights(r, in*out)
	m := s.NewMatrix(&mem, in, out, 300, 30, nil, func(i int) []int8 { return w[i*in : (i+1)*in] })
	q := NewRows(&mem, rows, in)
	s.Quantize(q, floats(r, rows*in, 1), rows, in, 30)
	y, best, add := make([]float32, rows*out), make([]Best, rows), make([]float32, rows)
	fastest := time.Duration(1 << 62)
	for b.Loop() {
		start := time.Now()
		if out > 10000 {
			s.Best(best, q, rows, m, add)
		} else {
			s.Mul(y, q, rows, m)
		}
		fastest = min(fastest, time.Since(start))
	}
	b.ReportMetric(float64(rows*in*out)/float64(fastest.Nanoseconds()), "MAC/ns")
	b.ReportMetric(0, "ns/op")
}
