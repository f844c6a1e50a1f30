package kernel

func vnniRound(q *Rows, x []float32, n, k int, alpha float32) {
	_ = q.data[:n*k]
	a := vectorArgs(n * k)
	a.a, a.c, a.alpha = at(x), at(q.data), alpha
	vnniQuantize(&a)
}

func avx2Round(q *Rows, x []float32, n, k int, alpha float32) {
	q.signed = true
	_, _, _ = q.data[:n*k], q.sign[:n*k], q.fix[:n]
	a := vectorArgs(k)
	a.alpha = alpha
	for r := range n {
		a.a, a.c, a.sign, a.fix = at(x[r*k:]), at(q.data[r*k:]), at(q.sign[r*k:]), at(q.fix[r:])
		avx2Quantize(&a)
	}
}

// vnniPack lays 64 rows at a time side by side, four values of each, and finds
// where the sums must start to undo the shift of the inputs by 128.
func vnniPack(m *Matrix, row func(i int) []int8) {
	k, width := m.In, vnniTiles.panel
	rows := make([]int8, lanes*k)
	for from := 0; from < m.padded; from += lanes {
		gather(rows, k, from, m.Out, row)
		panel := m.panels[from/width*width*k:]
		a := args{lda: uintptr(k), ldc: uintptr(4 * width), n: lanes}
		for i := 0; i < k; i += 64 {
			a.a = at(rows[i:])
			a.c = at(panel[i*width+from%width*4:])
			vnniTranspose(&a)
		}
	}
	m.vnniStart()
}

// vnniStart multiplies inputs of one by the matrix, which gives the sums of
// its columns.
func (m *Matrix) vnniStart() {
	ones := make([]byte, m.In)
	for i := range ones {
		ones[i] = 1
	}
	zeros := make([]int32, vnniTiles.panel)
	sums := make([]float32, vnniTiles.panel)
	a := args{a: at(ones), lda: uintptr(m.In), k: uintptr(m.In / vnniTiles.step), n: 1,
		bias: at(zeros), start: at(zeros), c: at(sums), scale: 1}
	for p := 0; p < m.padded; p += vnniTiles.panel {
		a.b = at(m.panels[p*m.In:])
		a.next = a.b
		vnniMul1(&a)
		for i, s := range sums {
			m.start[p+i] = -128 * int32(s)
		}
	}
}

// avx2Pack lays 16 rows at a time side by side, four values of each.
func avx2Pack(m *Matrix, row func(i int) []int8) {
	k, width := m.In, avx2Tiles.panel
	rows := make([]int8, lanes*k)
	for from := 0; from < m.padded; from += lanes {
		gather(rows, k, from, m.Out, row)
		panel := m.panels[from*k:]
		a := args{lda: uintptr(k), ldc: uintptr(4 * width), n: 8}
		for i := 0; i < k; i += 32 {
			a.a, a.c = at(rows[i:]), at(panel[i*width:])
			avx2Transpose(&a)
			a.a, a.c = at(rows[8*k+i:]), at(panel[i*width+32:])
			avx2Transpose(&a)
		}
	}
}

// gather copies sixteen rows; those behind the last are zero.
func gather(to []int8, k, from, end int, row func(i int) []int8) {
	for i := range lanes {
		r := to[i*k : (i+1)*k]
		if from+i < end {
			copy(r, row(from+i))
		} else {
			clear(r)
		}
	}
}

// vnniTransposeKeys transposes blocks of 16 keys and 16 columns.
func vnniTransposeKeys(kt, k []float32, n, d int) {
	padded := Padded(n)
	a := args{lda: uintptr(4 * d), ldc: uintptr(4 * padded)}
	for key := 0; key < n; key += lanes {
		a.n = uintptr(min(lanes, n-key))
		for i := 0; i < d; i += lanes {
			a.a, a.c = at(k[key*d+i:]), at(kt[i*padded+key:])
			vnniTranspose(&a)
		}
	}
}

// avx2TransposeKeys transposes blocks of 8 keys and 8 columns.
func avx2TransposeKeys(kt, k []float32, n, d int) {
	padded := Padded(n)
	a := args{lda: uintptr(4 * d), ldc: uintptr(4 * padded)}
	for key := 0; key < padded; key += 8 {
		a.n = uintptr(max(0, min(8, n-key)))
		for i := 0; i < d; i += 8 {
			a.a, a.c = at(k[min(key, n-1)*d+i:]), at(kt[i*padded+key:])
			avx2Transpose(&a)
		}
	}
}
