// Package kernel holds the arithmetic of the translation engine: products of
// int8 matrices, attention, norms.
//
// Every operation exists once in plain Go ("scalar"), which is its definition,
// and in assembly for AVX-512 VNNI, for AVX2 with FMA and for arm64 with the
// dot product extension. All of them give the same bits: integer sums are
// exact, and float sums have one order that every implementation keeps, see
// docs/nmt.md. The assembly is written by the program in the folder gen; run
// go generate after a change there.
//
//go:generate go run ./gen
package kernel

import (
	"fmt"
	"strings"
)

// lanes is the width of the definition: sums over a row run in this many
// partial sums. Rows of floats have a multiple of it.
const lanes = 16

// Set is one implementation of all operations.
type Set struct {
	name  string
	panel int // columns of a packed panel
	// rowMajor says that weights are kept as rows and not in panels.
	rowMajor bool
	// Row products; n rows of m.In quantized values each.
	quantize func(q *Rows, x []float32, n, k int, alpha float32)
	mul      func(y []float32, q *Rows, n int, m *Matrix, floor float32)
	mulReLU  func(to, q *Rows, n int, m *Matrix, alpha float32)
	best     func(b []Best, q *Rows, n int, m *Matrix, add []float32)
	pack     func(m *Matrix, rows func(i int) []int8)
	// Rows of floats.
	addNorm func(x, y, scale, bias []float32, n, d int)
	ssru    func(cell, z, gate []float32)
	embed   func(dst []float32, row []int8, mul float32, pos []float32)
	// Attention.
	products  func(c []float32, ldc int, a []float32, lda int, b []float32, ldb int, rows, k, n int)
	one       func(c, a []float32, b []Half, ldb, k, n int)
	halve     func(to []Half, x []float32)
	softmax   func(s []float32, ld, rows, n int, scale float32)
	transpose func(kt, k []float32, n, d int)
}

// Name is how the set is called in settings and figures.
func (s *Set) Name() string { return s.name }

// Names returns the sets that this machine can run, the fastest first. The
// last is always "scalar".
func Names() []string {
	var names []string
	for _, s := range available() {
		names = append(names, s.name)
	}
	return names
}

// Find returns the set of the given name; "" is the fastest of this machine.
func Find(name string) (*Set, error) {
	all := available()
	if name == "" {
		return all[0], nil
	}
	for _, s := range all {
		if s.name == name {
			return s, nil
		}
	}
	return nil, fmt.Errorf("instruction set %q is not known or not available here (have %s)",
		name, strings.Join(Names(), ", "))
}

func available() []*Set { return append(native(), scalar()) }
