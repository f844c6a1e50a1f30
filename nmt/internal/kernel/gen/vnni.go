package main

import "fmt"

// vnniRows is how many rows a tile of the AVX-512 kernels has: with 64 columns
// it takes 24 registers for sums, which leaves 4 for weights and 4 others.
const vnniRows = 6

// vnniProducts writes the int8 products with VPDPBUSD. Panels have 64 columns:
// for every four values of k the four weights of each column. Inputs are
// shifted by 128 to be unsigned; the sums start at -128 times the column's
// sum of weights.
func vnniProducts(o *output) {
	for rows := 1; rows <= vnniRows; rows++ {
		for _, end := range []string{"Mul", "ReLU", "Best"} {
			vnniTile(o, rows, end)
		}
	}
	vnniQuantize(o)
}

// Registers of the tile: AX arguments, SI and R9 rows of a, R8 between them,
// BX panel, R12 the next one, CX counter, DI result, R10 between its rows.
func vnniTile(o *output, rows int, end string) {
	o.function(fmt.Sprintf("vnni%s%d", end, rows))
	o.i("MOVQ a+0(FP), AX")
	o.i("MOVQ %d(AX), R11", argA)
	o.i("MOVQ %d(AX), R8", argLDA)
	o.i("MOVQ %d(AX), DI", argC)
	o.i("MOVQ %d(AX), R10", argLDC)
	o.i("MOVQ %d(AX), DX", argBias)
	o.i("MOVQ %d(AX), R13", argN)
	tile := o.newLabel("tile")
	o.p("%s:", tile)
	o.i("MOVQ R11, SI")
	o.i("LEAQ (SI)(R8*2), R9")
	o.i("ADDQ R8, R9")
	o.i("MOVQ %d(AX), BX", argB)
	o.i("MOVQ %d(AX), CX", argK)
	o.i("MOVQ %d(AX), R12", argStart)
	for n := range 4 * rows {
		o.i("VMOVDQU32 %d(R12), Z%d", 64*(n%4), n)
	}
	o.i("MOVQ %d(AX), R12", argNext)
	loop := o.newLabel("inner")
	o.p("%s:", loop)
	const unroll = 4
	addr := []string{"(SI)", "(SI)(R8*1)", "(SI)(R8*2)", "(R9)", "(R9)(R8*1)", "(R9)(R8*2)"}
	for u := range unroll {
		for j := range 4 {
			o.i("VMOVDQU32 %d(BX), Z%d", 256*u+64*j, 24+j)
		}
		for j := range 4 {
			o.i("PREFETCHT1 %d(R12)", 256*u+64*j)
		}
		for r := range rows {
			t := 28 + (r+u)%2
			o.i("VPBROADCASTD %d%s, Z%d", 4*u, addr[r], t)
			for j := range 4 {
				o.i("VPDPBUSD Z%d, Z%d, Z%d", 24+j, t, 4*r+j)
			}
		}
	}
	o.i("ADDQ $%d, SI", 4*unroll)
	o.i("ADDQ $%d, R9", 4*unroll)
	o.i("ADDQ $%d, BX", 256*unroll)
	o.i("ADDQ $%d, R12", 256*unroll)
	o.i("DECQ CX")
	o.i("JNZ %s", loop)
	o.i("VBROADCASTSS %d(AX), Z30", argScale)
	for n := range 4 * rows {
		o.i("VCVTDQ2PS Z%d, Z%d", n, n)
		o.i("VFMADD213PS %d(DX), Z30, Z%d", 64*(n%4), n)
	}
	switch end {
	case "Mul":
		vnniStore(o, rows)
	case "ReLU":
		vnniReLU(o, rows)
	case "Best":
		vnniBest(o, rows)
	}
	if rows == vnniRows {
		o.i("LEAQ (R11)(R8*4), R11")
		o.i("LEAQ (R11)(R8*2), R11")
		o.i("DECQ R13")
		o.i("JNZ %s", tile)
	}
	o.i("VZEROUPPER")
	o.i("RET")
}

// vnniStore writes floats.
func vnniStore(o *output, rows int) {
	for r := range rows {
		for j := range 4 {
			o.i("VMOVUPS Z%d, %d(DI)", 4*r+j, 64*j)
		}
		o.i("ADDQ R10, DI")
	}
}

// vnniReLU rounds to int8 after cutting to 0..127/alpha, shifted by 128.
func vnniReLU(o *output, rows int) {
	o.i("VBROADCASTSS %d(AX), Z31", argAlpha)
	o.i("VPXORD Z29, Z29, Z29")
	o.i("LEAQ ·constants(SB), BX")
	o.i("VBROADCASTSS %d(BX), Z28", constPlus127)
	o.i("MOVL $128, CX")
	o.i("VPBROADCASTD CX, Z27")
	for r := range rows {
		for j := range 4 {
			n := 4*r + j
			o.i("VMAXPS Z29, Z%d, Z%d", n, n)
			o.i("VMULPS Z31, Z%d, Z%d", n, n)
			o.i("VMINPS Z28, Z%d, Z%d", n, n)
			o.i("VCVTPS2DQ Z%d, Z%d", n, n)
			o.i("VPADDD Z27, Z%d, Z%d", n, n)
			o.i("VPMOVDB Z%d, X%d", n, n)
			o.i("VMOVDQU32 X%d, %d(DI)", n, 16*j)
		}
		o.i("ADDQ R10, DI")
	}
}

// vnniBest keeps for each row and lane the largest value of all panels so far
// and the first panel that had it: sixteen floats and sixteen integers a row.
func vnniBest(o *output, rows int) {
	o.i("VPBROADCASTD %d(AX), Z31", argPanel)
	for r := range rows {
		n := 4 * r
		o.i("VMAXPS Z%d, Z%d, Z%d", n+1, n, n)
		o.i("VMAXPS Z%d, Z%d, Z%d", n+3, n+2, n+2)
		o.i("VMAXPS Z%d, Z%d, Z%d", n+2, n, n)
		o.i("VADDPS.BCST %d(DI), Z%d, Z%d", stateSum, n, n)
		o.i("VCMPPS $30, (DI), Z%d, K1", n)
		o.i("VMOVUPS Z%d, K1, (DI)", n)
		o.i("VMOVDQU32 Z31, K1, %d(DI)", statePanel)
		o.i("ADDQ R10, DI")
	}
}

// vnniQuantize rounds n vectors of floats at a to shifted int8 at c.
func vnniQuantize(o *output) {
	o.function("vnniQuantize")
	o.i("MOVQ a+0(FP), AX")
	o.i("MOVQ %d(AX), SI", argA)
	o.i("MOVQ %d(AX), DI", argC)
	o.i("MOVQ %d(AX), CX", argN)
	o.i("LEAQ ·constants(SB), R13")
	o.i("VBROADCASTSS %d(AX), Z31", argAlpha)
	o.i("VBROADCASTSS %d(R13), Z30", constMinus127)
	o.i("VBROADCASTSS %d(R13), Z29", constPlus127)
	o.i("MOVL $128, DX")
	o.i("VPBROADCASTD DX, Z28")
	loop := o.newLabel("round")
	o.p("%s:", loop)
	o.i("VMULPS (SI), Z31, Z0")
	o.i("VMAXPS Z30, Z0, Z0")
	o.i("VMINPS Z29, Z0, Z0")
	o.i("VCVTPS2DQ Z0, Z0")
	o.i("VPADDD Z28, Z0, Z0")
	o.i("VPMOVDB Z0, X0")
	o.i("VMOVDQU X0, (DI)")
	o.i("ADDQ $64, SI")
	o.i("ADDQ $16, DI")
	o.i("DECQ CX")
	o.i("JNZ %s", loop)
	o.i("VZEROUPPER")
	o.i("RET")
}
