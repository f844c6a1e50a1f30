package main

import "fmt"

// amd64 emits vector code for AVX-512 (one register a vector) or AVX2 (two).
type amd64 struct {
	o      *output
	name   string
	letter string // of registers
	width  int    // bytes of a register
	wide   int    // vectors; the even registers come behind them
}

func newAVX512(o *output) *amd64 { return &amd64{o, "vnni", "Z", 64, 24} }
func newAVX2(o *output) *amd64   { return &amd64{o, "avx2", "Y", 32, 6} }

func (t *amd64) prefix() string { return t.name }
func (t *amd64) vectors() int   { return t.wide }
func (t *amd64) parts() int     { return 64 / t.width }

// tableReg points at the constants.
const tableReg = "R13"

var amd64Regs = []string{"AX", "BX", "CX", "DX", "SI", "DI", "R8", "R9", "R10", "R11", "R12"}

func (g gpr) amd64() string { return amd64Regs[g] }

// part is the i-th register of r.
func (t *amd64) part(r reg, i int) string { return t.named(t.letter, r, i) }

func (t *amd64) named(letter string, r reg, i int) string {
	if r.even {
		return fmt.Sprintf("%s%d", letter, t.parts()*t.wide+r.n)
	}
	return fmt.Sprintf("%s%d", letter, t.parts()*r.n+i)
}

// each emits one instruction for every register of d.
func (t *amd64) each(d reg, emit func(i int)) {
	n := t.parts()
	if d.even {
		n = 1
	}
	for i := range n {
		emit(i)
	}
}

// op is d = y op x in the assembler's order of operands.
func (t *amd64) op(name string, d, x, y reg) {
	t.each(d, func(i int) { t.o.i("%s %s, %s, %s", name, t.part(y, i), t.part(x, i), t.part(d, i)) })
}

func (t *amd64) load(d reg, p gpr, off int) {
	t.each(d, func(i int) { t.o.i("VMOVUPS %d(%s), %s", off+i*t.width, p.amd64(), t.part(d, i)) })
}

func (t *amd64) store(p gpr, off int, s reg) {
	t.each(s, func(i int) { t.o.i("VMOVUPS %s, %d(%s)", t.part(s, i), off+i*t.width, p.amd64()) })
}

// half names the register of half the width.
func (t *amd64) half(r reg, i int) string {
	if t.letter == "Z" {
		return t.named("Y", r, i)
	}
	return t.named("X", r, i)
}

func (t *amd64) loadHalf(d reg, p gpr, off int) {
	t.each(d, func(i int) { t.o.i("VCVTPH2PS %d(%s), %s", off+i*t.width/2, p.amd64(), t.part(d, i)) })
}

// storeHalf spoils s.
func (t *amd64) storeHalf(p gpr, s reg) {
	t.each(s, func(i int) {
		t.o.i("VCVTPS2PH $0, %s, %s", t.part(s, i), t.half(s, i))
		t.o.i("VMOVDQU %s, %d(%s)", t.half(s, i), i*t.width/2, p.amd64())
	})
}

func (t *amd64) loadInt8(d reg, p gpr) {
	t.each(d, func(i int) {
		r := t.part(d, i)
		t.o.i("VPMOVSXBD %d(%s), %s", i*t.width/4, p.amd64(), r)
		t.o.i("VCVTDQ2PS %s, %s", r, r)
	})
}

func (t *amd64) broadcast(d reg, p gpr, off int) {
	t.each(d, func(i int) { t.o.i("VBROADCASTSS %d(%s), %s", off, p.amd64(), t.part(d, i)) })
}

func (t *amd64) constant(d reg, off int) {
	t.each(d, func(i int) { t.o.i("VBROADCASTSS %d(%s), %s", off, tableReg, t.part(d, i)) })
}

func (t *amd64) move(d, s reg) {
	t.each(d, func(i int) { t.o.i("VMOVAPS %s, %s", t.part(s, i), t.part(d, i)) })
}

func (t *amd64) zero(d reg) {
	t.each(d, func(i int) {
		if r := t.part(d, i); t.letter == "Z" && d.n >= 16 {
			t.o.i("VPXORD %s, %s, %s", r, r, r) // only this form reaches them
			return
		}
		y := t.named("Y", d, i) // this form is shorter and clears all of it
		t.o.i("VXORPS %s, %s, %s", y, y, y)
	})
}

func (t *amd64) add(d, x, y reg) { t.op("VADDPS", d, x, y) }
func (t *amd64) sub(d, x, y reg) { t.op("VSUBPS", d, x, y) }
func (t *amd64) mul(d, x, y reg) { t.op("VMULPS", d, x, y) }
func (t *amd64) div(d, x, y reg) { t.op("VDIVPS", d, x, y) }
func (t *amd64) max(d, x, y reg) { t.op("VMAXPS", d, x, y) }
func (t *amd64) min(d, x, y reg) { t.op("VMINPS", d, x, y) }
func (t *amd64) fma(d, x, y reg) { t.op("VFMADD231PS", d, x, y) }

func (t *amd64) sqrt(d, x reg) {
	t.each(d, func(i int) { t.o.i("VSQRTPS %s, %s", t.part(x, i), t.part(d, i)) })
}

func (t *amd64) fmaLoad(d, x reg, p gpr, off int) {
	t.each(d, func(i int) {
		t.o.i("VFMADD231PS %d(%s), %s, %s", off+i*t.width, p.amd64(), t.part(x, i), t.part(d, i))
	})
}

func (t *amd64) prefetch(p gpr, off int) { t.o.i("PREFETCHT0 %d(%s)", off, p.amd64()) }

func (t *amd64) mulAdd(d, x, y, _ reg) { t.op("VFMADD213PS", d, x, y) }

func (t *amd64) round(d, x reg) {
	name := "VROUNDPS"
	if t.letter == "Z" {
		name = "VRNDSCALEPS"
	}
	t.each(d, func(i int) { t.o.i("%s $8, %s, %s", name, t.part(x, i), t.part(d, i)) })
}

// power builds the float 2^x from its exponent; x and d may be the same. 1.0
// has the exponent 127, so its bits are added after the shift.
func (t *amd64) power(d, x reg) {
	t.each(d, func(i int) {
		r := t.part(d, i)
		t.o.i("VCVTPS2DQ %s, %s", t.part(x, i), r)
		t.o.i("VPSLLD $23, %s, %s", r, r)
		if t.letter == "Z" {
			t.o.i("VPADDD.BCST %d(%s), %s, %s", constOne, tableReg, r, r)
			return
		}
		one := t.named("Y", e(3), 0)
		t.o.i("VBROADCASTSS %d(%s), %s", constOne, tableReg, one)
		t.o.i("VPADDD %s, %s, %s", one, r, r)
	})
}

func (t *amd64) sum(d, s, tmp reg)     { t.fold("VADDPS", d, s, tmp) }
func (t *amd64) largest(d, s, tmp reg) { t.fold("VMAXPS", d, s, tmp) }

// fold halves s until one lane is left and spreads it over d.
func (t *amd64) fold(op string, d, s, tmp reg) {
	y, ty := t.named("Y", s, 0), t.named("Y", tmp, 0)
	if t.letter == "Z" {
		t.o.i("VEXTRACTF64X4 $1, %s, %s", t.part(s, 0), ty)
		t.o.i("%s %s, %s, %s", op, ty, y, y)
	} else {
		t.o.i("%s %s, %s, %s", op, t.part(s, 1), y, y)
	}
	x, tx := t.named("X", s, 0), t.named("X", tmp, 0)
	t.o.i("VEXTRACTF128 $1, %s, %s", y, tx)
	t.o.i("%s %s, %s, %s", op, tx, x, x)
	t.o.i("VPSHUFD $0xee, %s, %s", x, tx)
	t.o.i("%s %s, %s, %s", op, tx, x, x)
	t.o.i("VPSHUFD $0x55, %s, %s", x, tx)
	t.o.i("%s %s, %s, %s", op, tx, x, x)
	t.o.i("VBROADCASTSS %s, %s", x, t.part(d, 0))
}

func (t *amd64) arg(g gpr, off int) {
	if g == args {
		panic("the arguments' register is taken")
	}
	t.argsOnce()
	t.o.i("MOVQ %d(AX), %s", off, g.amd64())
}

// argsOnce loads the pointer to the arguments at the start of a function.
func (t *amd64) argsOnce() {
	if t.o.entered != len(t.o.names) {
		t.o.entered = len(t.o.names)
		t.o.i("MOVQ a+0(FP), AX")
	}
}

func (t *amd64) argFloat(d reg, off int) {
	t.each(d, func(i int) { t.o.i("VBROADCASTSS %d(AX), %s", off, t.part(d, i)) })
}

func (t *amd64) table()              { t.o.i("LEAQ ·constants(SB), %s", tableReg) }
func (t *amd64) addImm(g gpr, n int) { t.o.i("ADDQ $%d, %s", n, g.amd64()) }
func (t *amd64) addReg(g, h gpr)     { t.o.i("ADDQ %s, %s", h.amd64(), g.amd64()) }
func (t *amd64) copyReg(g, h gpr)    { t.o.i("MOVQ %s, %s", h.amd64(), g.amd64()) }
func (t *amd64) jump(label string)   { t.o.i("JMP %s", label) }
func (t *amd64) ret()                { t.o.i("VZEROUPPER"); t.o.i("RET") }

func (t *amd64) loop(label string, g gpr) {
	t.o.i("DECQ %s", g.amd64())
	t.o.i("JNZ %s", label)
}

func (t *amd64) jumpBelow(g gpr, n int, label string) {
	t.o.i("CMPQ %s, $%d", g.amd64(), n)
	t.o.i("JLT %s", label)
}

func (t *amd64) jumpZero(g gpr, label string) {
	t.o.i("TESTQ %s, %s", g.amd64(), g.amd64())
	t.o.i("JZ %s", label)
}
