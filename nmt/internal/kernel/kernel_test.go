package kernel

import (
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
	"testing"
	"unsafe"
)

// sets are the implementations that are held against scalar.
func sets(t *testing.T) []*Set {
	t.Helper()
	s := native()
	if len(s) == 0 {
		t.Skip("this processor has no set but scalar")
	}
	return s
}

// forEach runs a test for every set.
func forEach(t *testing.T, f func(t *testing.T, s *Set, r *rand.Rand)) {
	for _, s := range sets(t) {
		t.Run(s.Name(), func(t *testing.T) { f(t, s, rand.New(rand.NewPCG(1, 2))) })
	}
}

func floats(r *rand.Rand, n int, deviation float64) []float32 {
	x := make([]float32, n)
	for i := range x {
		x[i] = float32(r.NormFloat64() * deviation)
	}
	return x
}

func weights(r *rand.Rand, n int) []int8 {
	w := make([]int8, n)
	for i := range w {
		w[i] = int8(r.IntN(255) - 127)
		if r.IntN(4) == 0 {
			w[i] = int8(127 * (2*r.IntN(2) - 1)) // extremes overflow first
		}
	}
	return w
}

// same compares floats bit for bit.
func same(t *testing.T, what string, got, want []float32) {
	t.Helper()
	for i := range want {
		if math.Float32bits(got[i]) != math.Float32bits(want[i]) {
			t.Fatalf("%s: entry %d is %v (%#x), want %v (%#x)", what, i, got[i], math.Float32bits(got[i]), want[i], math.Float32bits(want[i]))
		}
	}
}

// matrices packs the same weights for two sets.
func matrices(mem *Memory, s *Set, r *rand.Rand, in, out int) (*Matrix, *Matrix) {
	w, bias := weights(r, in*out), floats(r, out, 1)
	row := func(i int) []int8 { return w[i*in : (i+1)*in] }
	return s.NewMatrix(mem, in, out, 300, 30, bias, row), scalar().NewMatrix(mem, in, out, 300, 30, bias, row)
}

// inputs are floats whose products with alpha 30 reach beyond int8.
func inputs(r *rand.Rand, n int) []float32 {
	x := floats(r, n, 2)
	for i := range x {
		switch r.IntN(12) {
		case 0:
			x[i] = float32(r.IntN(255)-127)/30 + 0.5/30 // ties
		case 1:
			x[i] = 1e9
		case 2:
			x[i] = -1e9
		}
	}
	return x
}

func TestMul(t *testing.T) {
	forEach(t, func(t *testing.T, s *Set, r *rand.Rand) {
		var mem Memory
		defer mem.Close()
		for _, in := range []int{64, 192, 256, 2048} {
			for rows := 1; rows <= 14; rows++ {
				out := 64 * (1 + r.IntN(3))
				m, want := matrices(&mem, s, r, in, out)
				x := inputs(r, rows*in)
				q, p := NewRows(&mem, rows, in), NewRows(&mem, rows, in)
				s.Quantize(q, x, rows, in, 30)
				scalar().Quantize(p, x, rows, in, 30)
				got, wanted := make([]float32, rows*out), make([]float32, rows*out)
				s.Mul(got, q, rows, m)
				scalar().Mul(wanted, p, rows, want)
				same(t, fmt.Sprintf("%d rows of %d, %d columns", rows, in, out), got, wanted)
			}
		}
	})
}

// TestMulReLU compares hidden layers by multiplying them further.
func TestMulReLU(t *testing.T) {
	forEach(t, func(t *testing.T, s *Set, r *rand.Rand) {
		var mem Memory
		defer mem.Close()
		for rows := 1; rows <= 14; rows++ {
			in, hidden, out := 128, 64*(1+r.IntN(4)), 64
			m, want := matrices(&mem, s, r, in, hidden)
			m2, want2 := matrices(&mem, s, r, hidden, out)
			x := inputs(r, rows*in)
			q, p := NewRows(&mem, rows, in), NewRows(&mem, rows, in)
			h, g := NewRows(&mem, rows, hidden), NewRows(&mem, rows, hidden)
			s.Quantize(h, inputs(r, rows*hidden), rows, hidden, 30) // leaves signs behind
			s.Quantize(q, x, rows, in, 30)
			scalar().Quantize(p, x, rows, in, 30)
			s.MulReLU(h, q, rows, m, 0.7)
			scalar().MulReLU(g, p, rows, want, 0.7)
			got, wanted := make([]float32, rows*out), make([]float32, rows*out)
			s.Mul(got, h, rows, m2)
			scalar().Mul(wanted, g, rows, want2)
			same(t, fmt.Sprintf("%d rows, %d hidden", rows, hidden), got, wanted)
		}
	})
}

func TestBest(t *testing.T) {
	forEach(t, func(t *testing.T, s *Set, r *rand.Rand) {
		var mem Memory
		defer mem.Close()
		for rows := 1; rows <= 14; rows++ {
			in, out := 64, 1+r.IntN(400)
			m, want := matrices(&mem, s, r, in, out)
			for _, x := range []*Matrix{m, want} {
				x.Hide(int32(out / 2))
				for c := range out { // many equal values: the first must win
					if c%3 > 0 && c != out/2 {
						x.bias[c] = 1e6
					}
				}
			}
			x := inputs(r, rows*in)
			q, p := NewRows(&mem, rows, in), NewRows(&mem, rows, in)
			s.Quantize(q, x, rows, in, 30)
			scalar().Quantize(p, x, rows, in, 30)
			add := floats(r, rows, 1e5) // large: sums round together
			got, wanted := make([]Best, rows), make([]Best, rows)
			s.Best(got, q, rows, m, add)
			scalar().Best(wanted, p, rows, want, add)
			if !slices.Equal(got, wanted) {
				t.Fatalf("%d rows, %d columns: Best = %v, want %v", rows, out, got, wanted)
			}
			for i, b := range wanted {
				if got := s.Logit(q, i, m, b.Column); got != b.Logit {
					t.Fatalf("Logit(%d, %d) = %v, want %v", i, b.Column, got, b.Logit)
				}
			}
		}
	})
}

func TestSelect(t *testing.T) {
	forEach(t, func(t *testing.T, s *Set, r *rand.Rand) {
		var mem Memory
		defer mem.Close()
		in, out, rows := 64, 300, 5
		w, bias := weights(r, in*out), floats(r, out, 1)
		row := func(i int) []int8 { return w[i*in : (i+1)*in] }
		m := s.NewMatrix(&mem, in, out, 300, 30, bias, row)
		for _, s := range []*Set{s, scalar()} {
			m, got := s.NewMatrix(&mem, in, out, 300, 30, bias, row), make([]int8, in)
			for c := range out {
				if s.Row(got, m, c); !slices.Equal(got, row(c)) {
					t.Fatalf("%s: Row(%d) = %v, want %v", s.Name(), c, got, row(c))
				}
			}
		}
		x := inputs(r, rows*in)
		q := NewRows(&mem, rows, in)
		s.Quantize(q, x, rows, in, 30)
		sel := s.NewSelection(&mem, m, out)
		for _, n := range []int{300, 1, 64, 65, 130} {
			var columns []int32
			for i := range n {
				columns = append(columns, int32(i*out/n))
			}
			s.Select(sel, m, columns)
			got := make([]Best, rows)
			s.Best(got, q, rows, sel, make([]float32, rows))
			for i, b := range got {
				for c, column := range columns {
					if v := s.Logit(q, i, m, column); v > b.Logit || v == b.Logit && int32(c) < b.Column {
						t.Errorf("%d columns, row %d: Best = %v, but column %d has %v", n, i, b, c, v)
					}
				}
			}
		}
	})
}

func TestAddNorm(t *testing.T) {
	forEach(t, func(t *testing.T, s *Set, r *rand.Rand) {
		for _, d := range []int{64, 256, 384, 512} {
			x, y, scale, bias := floats(r, 3*d, 3), floats(r, 3*d, 3), floats(r, d, 1), floats(r, d, 1)
			want, y2 := slices.Clone(x), slices.Clone(y)
			s.AddNorm(x, y, scale, bias, 3, d)
			scalar().AddNorm(want, y2, scale, bias, 3, d)
			same(t, fmt.Sprint("AddNorm of ", d), x, want)
		}
	})
}

func TestSSRU(t *testing.T) {
	forEach(t, func(t *testing.T, s *Set, r *rand.Rand) {
		for n := 16; n <= 512; n += 16 {
			cell, z, gate := floats(r, n, 1), floats(r, n, 1), floats(r, n, 40)
			cell2, z2, gate2 := slices.Clone(cell), slices.Clone(z), slices.Clone(gate)
			s.SSRU(cell, z, gate)
			scalar().SSRU(cell2, z2, gate2)
			same(t, "cell", cell, cell2)
			same(t, "output", z, z2)
		}
	})
}

func TestEmbed(t *testing.T) {
	forEach(t, func(t *testing.T, s *Set, r *rand.Rand) {
		for n := 16; n <= 512; n += 16 {
			got, want, row, pos := make([]float32, n), make([]float32, n), weights(r, n), floats(r, n, 1)
			s.Embed(got, row, 0.0371, pos)
			scalar().Embed(want, row, 0.0371, pos)
			same(t, "Embed", got, want)
		}
	})
}

func TestAttend(t *testing.T) {
	forEach(t, func(t *testing.T, s *Set, r *rand.Rand) {
		for n := 1; n <= 128; n += 1 + n/3 {
			for _, d := range []int{64, 128, 192, 256} { // heads of 16 to 64
				const heads = 4
				q, k, v := floats(r, n*d, 3), floats(r, n*d, 3), floats(r, n*d, 1)
				var out, one [2][]float32
				for i, s := range []*Set{s, scalar()} {
					kt := floats(r, Padded(n)*d, 1) // rubbish is overwritten
					weights := make([]float32, WeightRows*Padded(n))
					out[i], one[i] = make([]float32, n*d), make([]float32, d)
					s.Transpose(kt, k, n, d)
					s.Attend(out[i], q, kt, v, n, d, heads, weights)
					block := make([]Half, BlockSize(n, d))
					s.Block(block, k, v, kt, n, d, heads)
					s.AttendBlock(one[i], q, block, n, d, heads, weights)
				}
				same(t, fmt.Sprintf("%d keys of %d", n, d), out[0], out[1])
				same(t, fmt.Sprintf("block of %d keys of %d", n, d), one[0], one[1])
				for i := range d {
					if diff := one[0][i] - out[0][i]; diff > 0.02 || diff < -0.02 {
						t.Fatalf("attention to a block is %v, to floats %v", one[0][i], out[0][i])
					}
				}
			}
		}
	})
}

func TestHalve(t *testing.T) {
	forEach(t, func(t *testing.T, s *Set, r *rand.Rand) {
		for range 2000 {
			x := make([]float32, 16)
			for i := range x {
				x[i] = math.Float32frombits(r.Uint32()&0x807fffff | uint32(95+r.IntN(60))<<23)
			}
			copy(x, []float32{0, 65504, 65519.99, 65520, 1e9, -1e9, 6e-8, 2.9e-8, 1.0 / (1 << 25), 3.0 / (1 << 25)})
			var got, want [16]Half
			s.halve(got[:], x)
			scalar().halve(want[:], x)
			if got != want {
				t.Fatalf("halve(%v) = %x, want %x", x, got, want)
			}
		}
	})
}

func TestHalf(t *testing.T) {
	for h := range 1 << 16 {
		if h&0x7c00 == 0x7c00 { // infinite or no number: toHalf gives none
			continue
		}
		if got := toHalf(Half(h).float()); got != Half(h) {
			t.Fatalf("toHalf(%v) = %#x, want %#x", Half(h).float(), got, h)
		}
	}
}

func TestFMA(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 4))
	for range 200000 {
		x, y := math.Float32frombits(r.Uint32()), math.Float32frombits(r.Uint32())
		if x != x || y != y || math.IsInf(float64(x*y), 0) {
			continue
		}
		z := -x * y * (1 + float32(r.NormFloat64())*1e-6) // cancels nearly all
		if r.IntN(2) == 0 {
			z = float32(r.NormFloat64()) * x * y
		}
		got := fma(x, y, z)
		want := exactFMA(x, y, z)
		if got != want && !math.IsInf(float64(want), 0) {
			t.Fatalf("fma(%v, %v, %v) = %v, want %v", x, y, z, got, want)
		}
	}
}

func TestExp(t *testing.T) {
	for x := float32(-86); x < 86; x += 0.0173 {
		got, want := exp(x), math.Exp(float64(x))
		if math.Abs(float64(got)/want-1) > 3e-7 {
			t.Fatalf("exp(%v) = %v, want %v", x, got, want)
		}
	}
}

func TestArgs(t *testing.T) {
	var a args
	for _, f := range []struct {
		name      string
		got, want uintptr
	}{
		{"ldc", unsafe.Offsetof(a.ldc), 40}, {"bias", unsafe.Offsetof(a.bias), 64}, {"fix", unsafe.Offsetof(a.fix), 96},
		{"panel", unsafe.Offsetof(a.panel), 116}, {"rows", unsafe.Offsetof(a.rows), 120},
		{"state.panel", unsafe.Offsetof(state{}.panel), 64}, {"state.add", unsafe.Offsetof(state{}.add), 128},
	} {
		if f.got != f.want {
			t.Errorf("offset of %s = %d, want %d as in the assembly", f.name, f.got, f.want)
		}
	}
}
