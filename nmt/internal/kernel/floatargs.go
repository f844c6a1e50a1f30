//go:build amd64 || arm64

package kernel

import "unsafe"

func normArgs(x, y, scale, bias []float32, n, d int) args {
	a := vectorArgs(d)
	a.c, a.a, a.b, a.bias = at(x), at(y), at(scale), at(bias)
	a.rows, a.scale = uintptr(n), 1/float32(d)
	return a
}

func cellArgs(cell, z, gate []float32) args {
	a := vectorArgs(len(cell))
	a.c, a.a, a.b = at(cell), at(z), at(gate)
	return a
}

func embedArgs(dst []float32, row []int8, mul float32, pos []float32) args {
	a := vectorArgs(len(dst))
	a.c, a.a, a.bias, a.scale = at(dst), at(row), at(pos), mul
	return a
}

func productArgs(c []float32, ldc int, x []float32, ldx int, b []float32, ldb, k, n int) args {
	a := vectorArgs(n)
	a.a, a.lda = at(x), uintptr(4*ldx)
	a.b, a.ldb = at(b), uintptr(4*ldb)
	a.c, a.ldc = at(c), uintptr(4*ldc)
	a.k = uintptr(k)
	return a
}

func oneArgs(c, x []float32, b []Half, ldb, k, n int) args {
	a := vectorArgs(n)
	a.a, a.b, a.ldb, a.c, a.k = at(x), at(b), uintptr(2*ldb), at(c), uintptr(k)
	return a
}

func halveArgs(to []Half, x []float32) args {
	a := vectorArgs(len(x))
	a.a, a.c = at(x), at(to)
	return a
}

// nextRow moves on to the next row of a and of the result.
func (a *args) nextRow() {
	a.a = unsafe.Add(a.a, a.lda)
	a.c = unsafe.Add(a.c, a.ldc)
}

// masks has sixteen zeros and sixteen numbers that remove what they are added
// to: from entry 16-n on, n lanes are kept.
var masks = [2 * lanes]float32{
	16: hidden, 17: hidden, 18: hidden, 19: hidden, 20: hidden, 21: hidden, 22: hidden, 23: hidden,
	24: hidden, 25: hidden, 26: hidden, 27: hidden, 28: hidden, 29: hidden, 30: hidden, 31: hidden,
}

func softmaxArgs(s []float32, ld, rows, n int, scale float32) args {
	a := vectorArgs(Padded(n))
	last := n - (Padded(n) - lanes) // lanes of the last vector that count
	a.c, a.ldc, a.rows, a.scale = at(s), uintptr(4*ld), uintptr(rows), scale
	a.bias = unsafe.Pointer(&masks[lanes-last])
	return a
}
