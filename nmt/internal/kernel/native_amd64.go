package kernel

import "golang.org/x/sys/cpu"

// native returns the sets that this processor can run, the fastest first.
func native() []*Set {
	var sets []*Set
	x := &cpu.X86
	// Conversions to half precision have a flag of their own that package
	// cpu does not tell; no processor has FMA without them.
	avx2 := x.HasAVX2 && x.HasFMA
	if avx2 && x.HasAVX512F && x.HasAVX512BW && x.HasAVX512VL && x.HasAVX512DQ && x.HasAVX512VNNI {
		sets = append(sets, avx512())
	}
	if avx2 {
		sets = append(sets, avx2Set())
	}
	return sets
}

var vnniTiles = tiles{
	mul:   []tile{nil, vnniMul1, vnniMul2, vnniMul3, vnniMul4, vnniMul5, vnniMul6},
	relu:  []tile{nil, vnniReLU1, vnniReLU2, vnniReLU3, vnniReLU4, vnniReLU5, vnniReLU6},
	best:  []tile{nil, vnniBest1, vnniBest2, vnniBest3, vnniBest4, vnniBest5, vnniBest6},
	panel: 64, step: 16,
}

func avx512() *Set {
	return &Set{
		name: "avx512vnni", panel: vnniTiles.panel,
		quantize: vnniRound, mul: vnniTiles.mulRows, mulReLU: vnniTiles.reluRows, best: vnniTiles.bestRows,
		pack: vnniPack,
		addNorm: func(x, y, scale, bias []float32, n, d int) {
			a := normArgs(x, y, scale, bias, n, d)
			vnniAddNorm(&a)
		},
		ssru: func(cell, z, gate []float32) {
			a := cellArgs(cell, z, gate)
			vnniSSRU(&a)
		},
		embed: func(dst []float32, row []int8, mul float32, pos []float32) {
			a := embedArgs(dst, row, mul, pos)
			vnniEmbed(&a)
		},
		products: func(c []float32, ldc int, x []float32, ldx int, b []float32, ldb int, rows, k, n int) {
			a := productArgs(c, ldc, x, ldx, b, ldb, k, n)
			if rows == 4 {
				vnniProducts4(&a)
				return
			}
			for r := range rows {
				if r > 0 {
					a.nextRow() // never behind the last
				}
				vnniProducts1(&a)
			}
		},
		softmax: func(s []float32, ld, rows, n int, scale float32) {
			a := softmaxArgs(s, ld, rows, n, scale)
			vnniSoftmax(&a)
		},
		one: func(c, x []float32, b []Half, ldb, k, n int) {
			a := oneArgs(c, x, b, ldb, k, n)
			vnniProducts1Half(&a)
		},
		halve: func(to []Half, x []float32) {
			a := halveArgs(to, x)
			vnniHalve(&a)
		},
		transpose: vnniTransposeKeys,
	}
}

var avx2Tiles = tiles{
	mul:   []tile{nil, avx2Mul1, avx2Mul2, avx2Mul3, avx2Mul4},
	relu:  []tile{nil, avx2ReLU1, avx2ReLU2, avx2ReLU3, avx2ReLU4},
	best:  []tile{nil, avx2Best1, avx2Best2, avx2Best3, avx2Best4},
	panel: 16, step: 16,
}

func avx2Set() *Set {
	return &Set{
		name: "avx2", panel: avx2Tiles.panel,
		quantize: avx2Round, mul: avx2Tiles.mulRows, mulReLU: avx2Tiles.reluRows, best: avx2Tiles.bestRows,
		pack: avx2Pack,
		addNorm: func(x, y, scale, bias []float32, n, d int) {
			a := normArgs(x, y, scale, bias, n, d)
			avx2AddNorm(&a)
		},
		ssru: func(cell, z, gate []float32) {
			a := cellArgs(cell, z, gate)
			avx2SSRU(&a)
		},
		embed: func(dst []float32, row []int8, mul float32, pos []float32) {
			a := embedArgs(dst, row, mul, pos)
			avx2Embed(&a)
		},
		products: func(c []float32, ldc int, x []float32, ldx int, b []float32, ldb int, rows, k, n int) {
			a := productArgs(c, ldc, x, ldx, b, ldb, k, n)
			if rows == 4 {
				avx2Products4(&a)
				return
			}
			for r := range rows {
				if r > 0 {
					a.nextRow() // never behind the last
				}
				avx2Products1(&a)
			}
		},
		softmax: func(s []float32, ld, rows, n int, scale float32) {
			a := softmaxArgs(s, ld, rows, n, scale)
			avx2Softmax(&a)
		},
		one: func(c, x []float32, b []Half, ldb, k, n int) {
			a := oneArgs(c, x, b, ldb, k, n)
			avx2Products1Half(&a)
		},
		halve: func(to []Half, x []float32) {
			a := halveArgs(to, x)
			avx2Halve(&a)
		},
		transpose: avx2TransposeKeys,
	}
}
