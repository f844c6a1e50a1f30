package main

// transpose512 writes the transposition of a block of 16 x 16 words: argN of
// the rows at a, the others are zero, to sixteen rows at c.
func (o *output) transpose512() {
	o.transposeHead("vnniTranspose", 16, "VPXORD Z%[1]d, Z%[1]d, Z%[1]d", "VMOVDQU32 (SI), Z%d")
	interleave(o, "Z", 16)
	for j := range 4 {
		for _, s := range [][3]int{{j, j, 4 + j}, {8 + j, 8 + j, 12 + j}} {
			o.i("VSHUFF32X4 $0x88, Z%d, Z%d, Z%d", s[2], s[1], 16+s[0])
			o.i("VSHUFF32X4 $0xdd, Z%d, Z%d, Z%d", s[2], s[1], 16+s[0]+4)
		}
	}
	for j := range 4 {
		for _, s := range [][2]int{{j, j}, {4 + j, 4 + j}} {
			o.i("VSHUFF32X4 $0x88, Z%d, Z%d, Z%d", 16+s[1]+8, 16+s[1], s[0])
			o.i("VSHUFF32X4 $0xdd, Z%d, Z%d, Z%d", 16+s[1]+8, 16+s[1], s[0]+8)
		}
	}
	for i := range 16 {
		o.i("VMOVDQU32 Z%d, (DI)", i)
		o.i("ADDQ R9, DI")
	}
	o.i("VZEROUPPER")
	o.i("RET")
}

// transpose256 is the same for blocks of 8 x 8.
func (o *output) transpose256() {
	o.transposeHead("avx2Transpose", 8, "VPXOR Y%[1]d, Y%[1]d, Y%[1]d", "VMOVDQU (SI), Y%d")
	interleave(o, "Y", 8)
	for j := range 4 {
		o.i("VPERM2F128 $0x20, Y%d, Y%d, Y%d", 4+j, j, 8+j)
		o.i("VPERM2F128 $0x31, Y%d, Y%d, Y%d", 4+j, j, 12+j)
	}
	for i := range 8 {
		o.i("VMOVDQU Y%d, (DI)", 8+i)
		o.i("ADDQ R9, DI")
	}
	o.i("VZEROUPPER")
	o.i("RET")
}

// transposeHead loads the rows there are.
func (o *output) transposeHead(name string, size int, zero, load string) {
	o.function(name)
	o.i("MOVQ a+0(FP), AX")
	o.i("MOVQ %d(AX), SI", argA)
	o.i("MOVQ %d(AX), R8", argLDA)
	o.i("MOVQ %d(AX), DI", argC)
	o.i("MOVQ %d(AX), R9", argLDC)
	o.i("MOVQ %d(AX), CX", argN)
	for i := range size {
		o.i(zero, i)
	}
	all := o.newLabel("loaded")
	for i := range size {
		o.i("TESTQ CX, CX")
		o.i("JZ %s", all)
		o.i(load, i)
		o.i("ADDQ R8, SI")
		o.i("DECQ CX")
	}
	o.p("%s:", all)
}

// interleave transposes the 4 x 4 blocks of each quarter: afterwards register
// 4i+j holds, in its quarter q, column 4q+j of the rows 4i to 4i+3.
func interleave(o *output, letter string, size int) {
	for i := 0; i < size; i += 2 {
		for n, name := range []string{"VUNPCKLPS", "VUNPCKHPS"} {
			o.i("%s %s%d, %s%d, %s%d", name, letter, i+1, letter, i, letter, size+i+n)
		}
	}
	for i := 0; i < size; i += 4 {
		for n := range 4 {
			name := []string{"VUNPCKLPD", "VUNPCKHPD"}[n%2]
			o.i("%s %s%d, %s%d, %s%d", name, letter, size+i+2+n/2, letter, size+i+n/2, letter, i+n)
		}
	}
}
