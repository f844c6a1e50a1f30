package kernel

import "golang.org/x/sys/cpu"

// native returns the sets that this processor can run.
func native() []*Set {
	if cpu.ARM64.HasASIMD && cpu.ARM64.HasASIMDDP {
		return []*Set{sdot()}
	}
	return nil
}

var sdotTiles = tiles{
	mul:   []tile{nil, neonMul1, neonMul2, neonMul3, neonMul4},
	relu:  []tile{nil, neonReLU1, neonReLU2, neonReLU3, neonReLU4},
	best:  []tile{nil, neonBest1, neonBest2, neonBest3, neonBest4},
	panel: 16, step: 16,
}

func sdot() *Set {
	return &Set{
		name: "sdot", panel: sdotTiles.panel,
		quantize: neonRound, mul: sdotTiles.mulRows, mulReLU: sdotTiles.reluRows, best: sdotTiles.bestRows,
		pack: neonPack,
		addNorm: func(x, y, scale, bias []float32, n, d int) {
			a := normArgs(x, y, scale, bias, n, d)
			neonAddNorm(&a)
		},
		ssru: func(cell, z, gate []float32) {
			a := cellArgs(cell, z, gate)
			neonSSRU(&a)
		},
		embed: func(dst []float32, row []int8, mul float32, pos []float32) {
			a := embedArgs(dst, row, mul, pos)
			neonEmbed(&a)
		},
		products: func(c []float32, ldc int, x []float32, ldx int, b []float32, ldb int, rows, k, n int) {
			a := productArgs(c, ldc, x, ldx, b, ldb, k, n)
			if rows == 4 {
				neonProducts4(&a)
				return
			}
			for r := range rows {
				if r > 0 {
					a.nextRow() // never behind the last
				}
				neonProducts1(&a)
			}
		},
		softmax: func(s []float32, ld, rows, n int, scale float32) {
			a := softmaxArgs(s, ld, rows, n, scale)
			neonSoftmax(&a)
		},
		one: func(c, x []float32, b []Half, ldb, k, n int) {
			a := oneArgs(c, x, b, ldb, k, n)
			neonProducts1Half(&a)
		},
		halve: func(to []Half, x []float32) {
			a := halveArgs(to, x)
			neonHalve(&a)
		},
		transpose: scalarTranspose,
	}
}

func neonRound(q *Rows, x []float32, n, k int, alpha float32) {
	_ = q.data[:n*k]
	a := vectorArgs(n * k)
	a.a, a.c, a.alpha = at(x), at(q.data), alpha
	neonQuantize(&a)
}

// neonPack lays 16 rows side by side, four values of each.
func neonPack(m *Matrix, row func(i int) []int8) {
	k, width := m.In, sdotTiles.panel
	out := int8s(m.panels)
	for i := range m.Out {
		panel := out[i/width*width*k:]
		for j, w := range row(i) {
			panel[j/4*4*width+i%width*4+j%4] = w
		}
	}
	for i := m.Out; i < m.padded; i++ {
		panel := out[i/width*width*k:]
		for j := range k {
			panel[j/4*4*width+i%width*4+j%4] = 0
		}
	}
}
