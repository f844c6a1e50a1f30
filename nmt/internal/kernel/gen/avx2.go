package main

import "fmt"

// avx2Rows is how many rows a tile of the AVX2 kernels has.
const avx2Rows = 4

// avx2Products writes the int8 products for AVX2. Panels have 16 columns.
//
// VPMADDUBSW multiplies unsigned by signed bytes and adds pairs in 16 bits,
// which overflows for shifted inputs. Absolute inputs of at most 127 do not
// overflow; the sign goes to the weights. Flipping all bits of a weight w gives
// -w-1, one operation instead of the negation's two (and not bound to the
// ports that multiply); what is missing, the sum of the absolute values of the
// negative inputs, is the same for all columns and starts the sums.
func avx2Products(o *output) {
	for rows := 1; rows <= avx2Rows; rows++ {
		for _, end := range []string{"Mul", "ReLU", "Best"} {
			avx2Tile(o, rows, end)
		}
	}
	avx2Quantize(o)
}

// Registers of the tile: AX arguments, SI and R9 rows of a, R10 and R12 their
// signs, R8 between rows, BX panel, CX counter, DI result, DX between its
// rows, R11 offset of the tile in a, R13 tiles.
func avx2Tile(o *output, rows int, end string) {
	o.function(fmt.Sprintf("avx2%s%d", end, rows))
	o.i("MOVQ a+0(FP), AX")
	o.i("XORL R11, R11")
	o.i("MOVQ %d(AX), R8", argLDA)
	o.i("MOVQ %d(AX), DI", argC)
	o.i("MOVQ %d(AX), R13", argN)
	tile := o.newLabel("tile")
	o.p("%s:", tile)
	o.i("MOVQ %d(AX), DX", argFix)
	for r := range rows {
		o.i("VPBROADCASTD %d(DX), Y%d", 4*r, 2*r)
		o.i("VMOVDQA Y%d, Y%d", 2*r, 2*r+1)
	}
	o.i("ADDQ $%d, DX", 4*rows)
	o.i("MOVQ DX, %d(AX)", argFix)
	o.i("MOVQ %d(AX), SI", argA)
	o.i("ADDQ R11, SI")
	o.i("MOVQ %d(AX), R10", argSign)
	o.i("ADDQ R11, R10")
	o.i("LEAQ (SI)(R8*2), R9")
	o.i("ADDQ R8, R9")
	o.i("LEAQ (R10)(R8*2), R12")
	o.i("ADDQ R8, R12")
	o.i("MOVQ %d(AX), BX", argB)
	o.i("MOVQ %d(AX), CX", argK)
	o.i("VPCMPEQW Y15, Y15, Y15")
	o.i("VPSRLW $15, Y15, Y15")
	loop := o.newLabel("inner")
	o.p("%s:", loop)
	const unroll = 4
	abs := []string{"(SI)", "(SI)(R8*1)", "(SI)(R8*2)", "(R9)"}
	sign := []string{"(R10)", "(R10)(R8*1)", "(R10)(R8*2)", "(R12)"}
	for u := range unroll {
		o.i("VMOVDQU %d(BX), Y8", 64*u)
		o.i("VMOVDQU %d(BX), Y9", 64*u+32)
		for r := range rows {
			o.i("VPBROADCASTD %d%s, Y10", 4*u, abs[r])
			o.i("VPBROADCASTD %d%s, Y11", 4*u, sign[r])
			for j := range 2 {
				t := 12 + j
				o.i("VPXOR Y11, Y%d, Y%d", 8+j, t)
				o.i("VPMADDUBSW Y%d, Y10, Y%d", t, t)
				o.i("VPMADDWD Y15, Y%d, Y%d", t, t)
				o.i("VPADDD Y%d, Y%d, Y%d", t, 2*r+j, 2*r+j)
			}
		}
	}
	for _, r := range []string{"SI", "R9", "R10", "R12"} {
		o.i("ADDQ $%d, %s", 4*unroll, r)
	}
	o.i("ADDQ $%d, BX", 64*unroll)
	o.i("DECQ CX")
	o.i("JNZ %s", loop)
	o.i("MOVQ %d(AX), DX", argBias)
	o.i("VBROADCASTSS %d(AX), Y14", argScale)
	for n := range 2 * rows {
		o.i("VCVTDQ2PS Y%d, Y%d", n, n)
		o.i("VFMADD213PS %d(DX), Y14, Y%d", 32*(n%2), n)
	}
	o.i("MOVQ %d(AX), DX", argLDC)
	switch end {
	case "Mul":
		for n := range 2 * rows {
			o.i("VMOVUPS Y%d, %d(DI)", n, 32*(n%2))
			if n%2 == 1 {
				o.i("ADDQ DX, DI")
			}
		}
	case "ReLU":
		avx2ReLU(o, rows)
	case "Best":
		avx2Best(o, rows)
	}
	if rows == avx2Rows {
		o.i("LEAQ (R11)(R8*4), R11")
		o.i("DECQ R13")
		o.i("JNZ %s", tile)
	}
	o.i("VZEROUPPER")
	o.i("RET")
}

// avx2ReLU rounds to 0..127; negative inputs do not occur behind it.
func avx2ReLU(o *output, rows int) {
	o.i("VBROADCASTSS %d(AX), Y15", argAlpha)
	o.i("VXORPS Y14, Y14, Y14")
	o.i("LEAQ ·constants(SB), BX")
	o.i("VBROADCASTSS %d(BX), Y13", constPlus127)
	for r := range rows {
		for n := 2 * r; n < 2*r+2; n++ {
			o.i("VMAXPS Y14, Y%d, Y%d", n, n)
			o.i("VMULPS Y15, Y%d, Y%d", n, n)
			o.i("VMINPS Y13, Y%d, Y%d", n, n)
			o.i("VCVTPS2DQ Y%d, Y%d", n, n)
		}
		packBytes(o, 2*r, 2*r+1, 12)
		o.i("VMOVDQU X%d, (DI)", 2*r)
		o.i("ADDQ DX, DI")
	}
}

// packBytes narrows the sixteen integers of two registers to bytes in the
// lower half of the first.
func packBytes(o *output, low, high, tmp int) {
	o.i("VPACKSSDW Y%d, Y%d, Y%d", high, low, low)
	o.i("VPERMQ $0xd8, Y%d, Y%d", low, low)
	o.i("VEXTRACTI128 $1, Y%d, X%d", low, tmp)
	o.i("VPACKSSWB X%d, X%d, X%d", tmp, low, low)
}

// avx2Best is vnniBest with two registers for sixteen lanes.
func avx2Best(o *output, rows int) {
	o.i("VPBROADCASTD %d(AX), Y15", argPanel)
	for r := range rows {
		o.i("VBROADCASTSS %d(DI), Y14", stateSum)
		for j := range 2 {
			n := 2*r + j
			o.i("VADDPS Y14, Y%d, Y%d", n, n)
			o.i("VMOVUPS %d(DI), Y13", 32*j)
			o.i("VCMPPS $30, Y13, Y%d, Y12", n)
			o.i("VBLENDVPS Y12, Y%d, Y13, Y13", n)
			o.i("VMOVUPS Y13, %d(DI)", 32*j)
			o.i("VMOVUPS %d(DI), Y13", statePanel+32*j)
			o.i("VBLENDVPS Y12, Y15, Y13, Y13")
			o.i("VMOVUPS Y13, %d(DI)", statePanel+32*j)
		}
		o.i("ADDQ DX, DI")
	}
}

// avx2Quantize rounds one row of n vectors at a: absolute values to c, signs
// to sign, and the sum of the absolute values of the negative ones to fix.
func avx2Quantize(o *output) {
	o.function("avx2Quantize")
	o.i("MOVQ a+0(FP), AX")
	o.i("MOVQ %d(AX), SI", argA)
	o.i("MOVQ %d(AX), DI", argC)
	o.i("MOVQ %d(AX), R8", argSign)
	o.i("MOVQ %d(AX), CX", argN)
	o.i("LEAQ ·constants(SB), R13")
	o.i("VBROADCASTSS %d(AX), Y15", argAlpha)
	o.i("VBROADCASTSS %d(R13), Y14", constMinus127)
	o.i("VBROADCASTSS %d(R13), Y13", constPlus127)
	o.i("VPXOR Y12, Y12, Y12")
	o.i("VPXOR Y11, Y11, Y11")
	loop := o.newLabel("round")
	o.p("%s:", loop)
	for n := range 2 {
		o.i("VMULPS %d(SI), Y15, Y%d", 32*n, n)
		o.i("VMAXPS Y14, Y%d, Y%d", n, n)
		o.i("VMINPS Y13, Y%d, Y%d", n, n)
		o.i("VCVTPS2DQ Y%d, Y%d", n, n)
	}
	packBytes(o, 0, 1, 2)
	o.i("VPCMPGTB X0, X12, X1")
	o.i("VPABSB X0, X0")
	o.i("VMOVDQU X0, (DI)")
	o.i("VMOVDQU X1, (R8)")
	o.i("VPAND X1, X0, X0")
	o.i("VPSADBW X12, X0, X0")
	o.i("VPADDQ X0, X11, X11")
	o.i("ADDQ $64, SI")
	o.i("ADDQ $16, DI")
	o.i("ADDQ $16, R8")
	o.i("DECQ CX")
	o.i("JNZ %s", loop)
	o.i("VPSHUFD $0xee, X11, X0")
	o.i("VPADDQ X0, X11, X11")
	o.i("MOVQ %d(AX), DX", argFix)
	o.i("VMOVD X11, (DX)")
	o.i("VZEROUPPER")
	o.i("RET")
}
