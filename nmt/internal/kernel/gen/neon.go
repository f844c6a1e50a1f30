package main

import "fmt"

// neon emits vector code for arm64: four registers a vector. Go's assembler
// does not know most instructions on vectors of floats, so they are written as
// words; the comment behind each says what it is.
type neon struct{ o *output }

func newNEON(o *output) target { return &neon{o} }

// Registers of vectors: 0 to 23 for six vectors, then the even ones, then
// temporary ones.
const (
	neonEven = 24
	neonTmp  = 28
)

func (t *neon) prefix() string { return "neon" }
func (t *neon) vectors() int   { return 6 }
func (t *neon) parts() int     { return 4 }

func (g gpr) arm64() string { return fmt.Sprintf("R%d", int(g)) }

// Registers beside those of gpr.
const (
	armTable = "R13"
	armTmp   = "R14"
)

func (t *neon) part(r reg, i int) int {
	if r.even {
		return neonEven + r.n
	}
	return 4*r.n + i
}

func (t *neon) each(d reg, emit func(i int)) {
	n := t.parts()
	if d.even {
		n = 1
	}
	for i := range n {
		emit(i)
	}
}

// Words of instructions on four floats or integers; registers are added.
const (
	armFADD   = 0x4E20D400
	armFSUB   = 0x4EA0D400
	armFMUL   = 0x6E20DC00
	armFDIV   = 0x6E20FC00
	armFMLA   = 0x4E20CC00
	armFMAX   = 0x4E20F400
	armFMIN   = 0x4EA0F400
	armFCMGT  = 0x6EA0E400
	armFSQRT  = 0x6EA1F800
	armFRINTN = 0x4E218800
	armFCVTNS = 0x4E21A800
	armSCVTF  = 0x4E21D800
	armFMAXV  = 0x6E30F800
	armADD    = 0x4EA08400
	armSHL23  = 0x4F375400
	armORR    = 0x4EA01C00
	armEOR    = 0x6E201C00
	armBIT    = 0x6EA01C00
	armDUP0   = 0x4E040400 // lane 0 to all
	armDUP1   = 0x4E0C0400 // lane 1 to all
	armEXT8   = 0x6E004000 // halves exchanged, if both operands are the same

	armSXTLB = 0x0F08A400 // 8 bytes to 8 halfwords
	armSXTL2 = 0x4F08A400
	armSXTLH = 0x0F10A400 // 4 halfwords to 4 words
	armSXTH2 = 0x4F10A400

	armSQXTNH  = 0x0E614800 // 4 words to the lower 4 halfwords
	armSQXTNH2 = 0x4E614800
	armSQXTNB  = 0x0E214800 // 8 halfwords to the lower 8 bytes
	armSQXTNB2 = 0x4E214800

	armFCVTL  = 0x0E217800 // half to single precision
	armFCVTN  = 0x0E216800
	armFCVTN2 = 0x4E216800

	armSDOT = 0x4F80E000
)

// two and three write an instruction with two or three registers.
func (o *output) two(name string, word, d, n int) {
	o.i("WORD $0x%08x // %s V%d, V%d", word|n<<5|d, name, n, d)
}

func (o *output) three(name string, word, d, n, m int) {
	o.i("WORD $0x%08x // %s V%d, V%d, V%d", word|m<<16|n<<5|d, name, m, n, d)
}

func (t *neon) op(name string, word int, d, x, y reg) {
	t.each(d, func(i int) { t.o.three(name, word, t.part(d, i), t.part(x, i), t.part(y, i)) })
}

func (t *neon) unary(name string, word int, d, x reg) {
	t.each(d, func(i int) { t.o.two(name, word, t.part(d, i), t.part(x, i)) })
}

func (t *neon) load(d reg, p gpr, off int) {
	t.each(d, func(i int) { t.o.i("FMOVQ %d(%s), F%d", off+16*i, p.arm64(), t.part(d, i)) })
}

func (t *neon) store(p gpr, off int, s reg) {
	t.each(s, func(i int) { t.o.i("FMOVQ F%d, %d(%s)", t.part(s, i), off+16*i, p.arm64()) })
}

func (t *neon) loadHalf(d reg, p gpr, off int) {
	t.each(d, func(i int) {
		t.o.i("FMOVD %d(%s), F%d", off+8*i, p.arm64(), neonTmp)
		t.o.two("FCVTL", armFCVTL, t.part(d, i), neonTmp)
	})
}

func (t *neon) storeHalf(p gpr, s reg) {
	for i := range 2 {
		t.o.two("FCVTN", armFCVTN, neonTmp, t.part(s, 2*i))
		t.o.two("FCVTN2", armFCVTN2, neonTmp, t.part(s, 2*i+1))
		t.o.i("FMOVQ F%d, %d(%s)", neonTmp, 16*i, p.arm64())
	}
}

func (t *neon) loadInt8(d reg, p gpr) {
	t.o.i("FMOVQ (%s), F%d", p.arm64(), neonTmp)
	t.o.two("SXTL", armSXTLB, neonTmp+1, neonTmp)
	t.o.two("SXTL2", armSXTL2, neonTmp+2, neonTmp)
	for i := range 4 {
		word := []int{armSXTLH, armSXTH2}[i%2]
		t.o.two("SXTL", word, t.part(d, i), neonTmp+1+i/2)
		t.o.two("SCVTF", armSCVTF, t.part(d, i), t.part(d, i))
	}
}

// spread loads one float to all lanes.
func (o *output) spread(register int, base string, off int) {
	o.i("ADD $%d, %s, %s", off, base, armTmp)
	o.i("VLD1R (%s), [V%d.S4]", armTmp, register)
}

func (t *neon) broadcast(d reg, p gpr, off int) {
	t.each(d, func(i int) { t.o.spread(t.part(d, i), p.arm64(), off) })
}

func (t *neon) constant(d reg, off int) {
	t.each(d, func(i int) { t.o.spread(t.part(d, i), armTable, off) })
}

func (t *neon) argFloat(d reg, off int) {
	t.each(d, func(i int) { t.o.spread(t.part(d, i), "R0", off) })
}

func (t *neon) move(d, s reg) {
	t.each(d, func(i int) { t.o.three("ORR", armORR, t.part(d, i), t.part(s, i), t.part(s, i)) })
}

func (t *neon) zero(d reg) {
	t.each(d, func(i int) { t.o.three("EOR", armEOR, t.part(d, i), t.part(d, i), t.part(d, i)) })
}

func (t *neon) add(d, x, y reg) { t.op("FADD", armFADD, d, x, y) }
func (t *neon) sub(d, x, y reg) { t.op("FSUB", armFSUB, d, x, y) }
func (t *neon) mul(d, x, y reg) { t.op("FMUL", armFMUL, d, x, y) }
func (t *neon) div(d, x, y reg) { t.op("FDIV", armFDIV, d, x, y) }
func (t *neon) max(d, x, y reg) { t.op("FMAX", armFMAX, d, x, y) }
func (t *neon) min(d, x, y reg) { t.op("FMIN", armFMIN, d, x, y) }
func (t *neon) fma(d, x, y reg) { t.op("FMLA", armFMLA, d, x, y) }
func (t *neon) sqrt(d, x reg)   { t.unary("FSQRT", armFSQRT, d, x) }
func (t *neon) round(d, x reg)  { t.unary("FRINTN", armFRINTN, d, x) }

func (t *neon) fmaLoad(d, x reg, p gpr, off int) {
	t.each(d, func(i int) {
		t.o.i("FMOVQ %d(%s), F%d", off+16*i, p.arm64(), neonTmp)
		t.o.three("FMLA", armFMLA, t.part(d, i), t.part(x, i), neonTmp)
	})
}

func (t *neon) prefetch(p gpr, off int) {
	t.o.i("ADD $%d, %s, %s", off, p.arm64(), armTmp)
	t.o.i("PRFM (%s), PLDL1KEEP", armTmp)
}

func (t *neon) mulAdd(d, x, y, tmp reg) {
	t.each(d, func(i int) {
		m := t.part(tmp, i)
		t.o.three("ORR", armORR, m, t.part(y, i), t.part(y, i))
		t.o.three("FMLA", armFMLA, m, t.part(d, i), t.part(x, i))
		t.o.three("ORR", armORR, t.part(d, i), m, m)
	})
}

func (t *neon) power(d, x reg) {
	t.o.spread(neonTmp, armTable, constOne)
	t.each(d, func(i int) {
		r := t.part(d, i)
		t.o.two("FCVTNS", armFCVTNS, r, t.part(x, i))
		t.o.two("SHL23", armSHL23, r, r)
		t.o.three("ADD", armADD, r, r, neonTmp)
	})
}

// sum adds the upper half to the lower until one lane is left.
func (t *neon) sum(d, s, _ reg) {
	p := t.part(s, 0)
	t.o.three("FADD", armFADD, p, p, p+2)
	t.o.three("FADD", armFADD, p+1, p+1, p+3)
	t.o.three("FADD", armFADD, p, p, p+1)
	t.o.three("EXT8", armEXT8, neonTmp, p, p)
	t.o.three("FADD", armFADD, p, p, neonTmp)
	t.o.two("DUP1", armDUP1, neonTmp, p)
	t.o.three("FADD", armFADD, p, p, neonTmp)
	t.o.two("DUP0", armDUP0, t.part(d, 0), p)
}

func (t *neon) largest(d, s, _ reg) {
	p := t.part(s, 0)
	for i := 1; i < 4; i++ {
		t.o.three("FMAX", armFMAX, p, p, p+i)
	}
	t.o.two("FMAXV", armFMAXV, p, p)
	t.o.two("DUP0", armDUP0, t.part(d, 0), p)
}

func (t *neon) arg(g gpr, off int) {
	if t.o.entered != len(t.o.names) {
		t.o.entered = len(t.o.names)
		t.o.i("MOVD a+0(FP), R0")
	}
	t.o.i("MOVD %d(R0), %s", off, g.arm64())
}

func (t *neon) table()            { t.o.i("MOVD $·constants(SB), %s", armTable) }
func (t *neon) addReg(g, h gpr)   { t.o.i("ADD %s, %s", h.arm64(), g.arm64()) }
func (t *neon) copyReg(g, h gpr)  { t.o.i("MOVD %s, %s", h.arm64(), g.arm64()) }
func (t *neon) jump(label string) { t.o.i("B %s", label) }
func (t *neon) ret()              { t.o.i("RET") }

func (t *neon) addImm(g gpr, n int) {
	if n < 0 {
		t.o.i("SUB $%d, %s", -n, g.arm64())
		return
	}
	t.o.i("ADD $%d, %s", n, g.arm64())
}

func (t *neon) loop(label string, g gpr) {
	t.o.i("SUB $1, %s", g.arm64())
	t.o.i("CBNZ %s, %s", g.arm64(), label)
}

func (t *neon) jumpBelow(g gpr, n int, label string) {
	t.o.i("CMP $%d, %s", n, g.arm64())
	t.o.i("BLT %s", label)
}

func (t *neon) jumpZero(g gpr, label string) { t.o.i("CBZ %s, %s", g.arm64(), label) }
