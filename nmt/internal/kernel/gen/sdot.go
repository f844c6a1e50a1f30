package main

import "fmt"

// sdotRows is how many rows a tile of the arm64 kernels has: sums take
// sixteen registers, inputs and weights four each.
const sdotRows = 4

// sdotProducts writes the int8 products with SDOT, which multiplies signed
// bytes. Panels have 16 columns, as for AVX2.
func sdotProducts(o *output) {
	for rows := 1; rows <= sdotRows; rows++ {
		for _, end := range []string{"Mul", "ReLU", "Best"} {
			sdotTile(o, rows, end)
		}
	}
	sdotQuantize(o)
}

const (
	sdotInput   = 16 // first register of the inputs, one a row
	sdotWeight  = 20 // first register of four weights, then of a row's results
	sdotScratch = 24
)

// Registers: R0 arguments, R1 to R4 rows of a, R5 between them, R6 panel, R7
// counter, R8 result, R9 between its rows, R10 first row of the tile, R11
// tiles, R12 bias.
func sdotTile(o *output, rows int, end string) {
	o.function(fmt.Sprintf("neon%s%d", end, rows))
	o.i("MOVD a+0(FP), R0")
	for _, load := range [][2]int{{5, argLDA}, {8, argC}, {9, argLDC}, {10, argA}, {11, argN}, {12, argBias}} {
		o.i("MOVD %d(R0), R%d", load[1], load[0])
	}
	o.i("MOVD $·constants(SB), %s", armTable)
	tile := o.newLabel("tile")
	o.p("%s:", tile)
	o.i("MOVD R10, R1")
	for r := 1; r < rows; r++ {
		o.i("ADD R5, R%d, R%d", r, r+1)
	}
	o.i("MOVD %d(R0), R6", argB)
	o.i("MOVD %d(R0), R7", argK)
	for n := range 4 * rows {
		o.three("EOR", armEOR, n, n, n)
	}
	loop := o.newLabel("inner")
	o.p("%s:", loop)
	for r := range rows {
		o.i("FMOVQ (R%d), F%d", r+1, sdotInput+r)
		o.i("ADD $16, R%d", r+1)
	}
	for u := range 4 {
		for j := range 4 {
			o.i("FMOVQ %d(R6), F%d", 64*u+16*j, sdotWeight+j)
		}
		for r := range rows {
			for j := range 4 {
				word := armSDOT | (u&1)<<21 | (u>>1)<<11
				o.three(fmt.Sprintf("SDOT[%d]", u), word, 4*r+j, sdotWeight+j, sdotInput+r)
			}
		}
	}
	o.i("ADD $256, R6")
	o.i("SUB $1, R7")
	o.i("CBNZ R7, %s", loop)
	o.spread(28, "R0", argScale)
	sdotEndConstants(o, end)
	for r := range rows {
		for j := range 4 {
			o.two("SCVTF", armSCVTF, 4*r+j, 4*r+j)
			o.i("FMOVQ %d(R12), F%d", 16*j, sdotWeight+j)
			o.three("FMLA", armFMLA, sdotWeight+j, 4*r+j, 28)
		}
		switch end {
		case "Mul":
			for j := range 4 {
				o.i("FMOVQ F%d, %d(R8)", sdotWeight+j, 16*j)
			}
		case "ReLU":
			sdotReLU(o)
		case "Best":
			sdotBest(o)
		}
		o.i("ADD R9, R8")
	}
	if rows == sdotRows {
		o.i("ADD R5<<2, R10")
		o.i("SUB $1, R11")
		o.i("CBNZ R11, %s", tile)
	}
	o.i("RET")
}

// sdotEndConstants loads what the end of a tile needs, into 29 to 31.
func sdotEndConstants(o *output, end string) {
	switch end {
	case "ReLU":
		o.three("EOR", armEOR, 29, 29, 29)
		o.spread(30, "R0", argAlpha)
		o.spread(31, armTable, constPlus127)
	case "Best":
		o.spread(30, "R0", argPanel)
	}
}

// sdotReLU rounds a row's sixteen results to 0..127 and stores them.
func sdotReLU(o *output) {
	for j := range 4 {
		n := sdotWeight + j
		o.three("FMAX", armFMAX, n, n, 29)
		o.three("FMUL", armFMUL, n, n, 30)
		o.three("FMIN", armFMIN, n, n, 31)
		o.two("FCVTNS", armFCVTNS, n, n)
	}
	sdotPack(o, "R8")
}

// sdotPack narrows sixteen integers to bytes and stores them.
func sdotPack(o *output, to string) {
	o.two("SQXTN", armSQXTNH, sdotScratch, sdotWeight)
	o.two("SQXTN2", armSQXTNH2, sdotScratch, sdotWeight+1)
	o.two("SQXTN", armSQXTNH, sdotScratch+1, sdotWeight+2)
	o.two("SQXTN2", armSQXTNH2, sdotScratch+1, sdotWeight+3)
	o.two("SQXTN", armSQXTNB, sdotScratch+2, sdotScratch)
	o.two("SQXTN2", armSQXTNB2, sdotScratch+2, sdotScratch+1)
	o.i("FMOVQ F%d, (%s)", sdotScratch+2, to)
}

// sdotBest is vnniBest with four registers for sixteen lanes.
func sdotBest(o *output) {
	const add, old, above = sdotScratch, sdotScratch + 1, sdotScratch + 2
	o.spread(add, "R8", stateSum)
	for j := range 4 {
		n := sdotWeight + j
		o.three("FADD", armFADD, n, n, add)
		o.i("FMOVQ %d(R8), F%d", 16*j, old)
		o.three("FCMGT", armFCMGT, above, n, old)
		o.three("BIT", armBIT, old, n, above)
		o.i("FMOVQ F%d, %d(R8)", old, 16*j)
		o.i("FMOVQ %d(R8), F%d", statePanel+16*j, old)
		o.three("BIT", armBIT, old, 30, above)
		o.i("FMOVQ F%d, %d(R8)", old, statePanel+16*j)
	}
}

// sdotQuantize rounds n vectors of floats at a to int8 at c.
func sdotQuantize(o *output) {
	o.function("neonQuantize")
	o.i("MOVD a+0(FP), R0")
	o.i("MOVD %d(R0), R1", argA)
	o.i("MOVD %d(R0), R2", argC)
	o.i("MOVD %d(R0), R3", argN)
	o.i("MOVD $·constants(SB), %s", armTable)
	o.spread(28, "R0", argAlpha)
	o.spread(29, armTable, constMinus127)
	o.spread(30, armTable, constPlus127)
	loop := o.newLabel("round")
	o.p("%s:", loop)
	for j := range 4 {
		n := sdotWeight + j
		o.i("FMOVQ %d(R1), F%d", 16*j, n)
		o.three("FMUL", armFMUL, n, n, 28)
		o.three("FMAX", armFMAX, n, n, 29)
		o.three("FMIN", armFMIN, n, n, 30)
		o.two("FCVTNS", armFCVTNS, n, n)
	}
	sdotPack(o, "R2")
	o.i("ADD $64, R1")
	o.i("ADD $16, R2")
	o.i("SUB $1, R3")
	o.i("CBNZ R3, %s", loop)
	o.i("RET")
}
