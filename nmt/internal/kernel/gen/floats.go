package main

import "fmt"

// floatKernels writes all operations on rows of floats for one target.
func floatKernels(t target, o *output) {
	embed(t, o)
	addNorm(t, o)
	ssru(t, o)
	softmax(t, o)
	halve(t, o)
	products(t, o, 4, false)
	products(t, o, 1, false)
	products(t, o, 1, true)
}

// halve: c = a in half precision, cut to its range, for n vectors.
func halve(t target, o *output) {
	o.function(t.prefix() + "Halve")
	from, to, n := gpr(1), gpr(2), gpr(3)
	t.arg(from, argA)
	t.arg(to, argC)
	t.arg(n, argN)
	t.table()
	t.constant(e(0), constHalfMax)
	t.constant(e(1), constHalfMin)
	l := o.newLabel("halve")
	o.p("%s:", l)
	t.load(v(0), from, 0)
	t.min(v(0), v(0), e(0))
	t.max(v(0), v(0), e(1))
	t.storeHalf(to, v(0))
	t.addImm(from, 64)
	t.addImm(to, 32)
	t.loop(l, n)
	t.ret()
}

// embed: c = a (int8) * scale + bias, for n vectors.
func embed(t target, o *output) {
	o.function(t.prefix() + "Embed")
	row, pos, dst, n := gpr(1), gpr(2), gpr(3), gpr(4)
	t.arg(row, argA)
	t.arg(pos, argBias)
	t.arg(dst, argC)
	t.arg(n, argN)
	t.argFloat(e(0), argScale)
	l := o.newLabel("embed")
	o.p("%s:", l)
	t.loadInt8(v(0), row)
	t.load(v(1), pos, 0)
	t.fma(v(1), v(0), e(0))
	t.store(dst, 0, v(1))
	t.addImm(row, 16)
	t.addImm(pos, 64)
	t.addImm(dst, 64)
	t.loop(l, n)
	t.ret()
}

// addNorm: rows of c = norm(c + a) * b + bias; n vectors a row; scale is one
// over the row's length.
func addNorm(t target, o *output) {
	o.function(t.prefix() + "AddNorm")
	x, y, n, rows, p, q, r := gpr(1), gpr(2), gpr(3), gpr(4), gpr(5), gpr(6), gpr(7)
	inverse, mean, tmp, eps := e(0), e(1), e(2), e(3)
	t.arg(x, argC)
	t.arg(y, argA)
	t.arg(rows, argRows)
	t.argFloat(inverse, argScale)
	t.table()
	row := o.newLabel("row")
	o.p("%s:", row)

	t.zero(v(2))
	t.copyReg(p, x)
	t.arg(n, argN)
	l := o.newLabel("add")
	o.p("%s:", l)
	t.load(v(0), p, 0)
	t.load(v(1), y, 0)
	t.add(v(0), v(0), v(1))
	t.store(p, 0, v(0))
	t.add(v(2), v(2), v(0))
	t.addImm(p, 64)
	t.addImm(y, 64)
	t.loop(l, n)
	t.sum(mean, v(2), v(3))
	t.mul(mean, mean, inverse)

	t.zero(v(2))
	t.copyReg(p, x)
	t.arg(n, argN)
	l = o.newLabel("square")
	o.p("%s:", l)
	t.load(v(0), p, 0)
	t.sub(v(0), v(0), mean)
	t.store(p, 0, v(0))
	t.fma(v(2), v(0), v(0))
	t.addImm(p, 64)
	t.loop(l, n)
	t.sum(tmp, v(2), v(3))
	t.constant(eps, constEpsilon)
	t.fma(eps, tmp, inverse)
	t.sqrt(eps, eps)
	t.constant(tmp, constOne)
	t.div(tmp, tmp, eps)

	t.copyReg(p, x)
	t.arg(q, argB)
	t.arg(r, argBias)
	t.arg(n, argN)
	l = o.newLabel("scale")
	o.p("%s:", l)
	t.load(v(0), p, 0)
	t.mul(v(0), v(0), tmp)
	t.load(v(1), r, 0)
	t.load(v(2), q, 0)
	t.fma(v(1), v(0), v(2))
	t.store(p, 0, v(1))
	t.addImm(p, 64)
	t.addImm(q, 64)
	t.addImm(r, 64)
	t.loop(l, n)
	t.copyReg(x, p)
	t.loop(row, rows)
	t.ret()
}

// exp: x becomes e to the x. It spoils f, y, tmp and the even register c.
func exp(t target, x, f, y, tmp, c reg) {
	t.constant(c, constExpLow)
	t.max(x, x, c)
	t.constant(c, constExpHigh)
	t.min(x, x, c)
	t.constant(c, constLog2e)
	t.mul(f, x, c)
	t.round(f, f)
	t.constant(c, constLn2High)
	t.fma(x, f, c)
	t.constant(c, constLn2Low)
	t.fma(x, f, c)
	t.constant(c, constTerm5)
	t.move(y, c)
	for _, term := range []int{constTerm4, constTerm3, constTerm2, constTerm1, constTerm0} {
		t.constant(c, term)
		t.mulAdd(y, x, c, tmp)
	}
	t.mul(tmp, x, x)
	t.constant(c, constOne)
	t.add(x, x, c)
	t.fma(x, y, tmp)
	t.power(f, f)
	t.mul(x, x, f)
}

// ssru: c is the cell, a the input and afterwards the output, b the gate; n
// vectors.
func ssru(t target, o *output) {
	o.function(t.prefix() + "SSRU")
	cell, z, gate, n := gpr(1), gpr(2), gpr(3), gpr(4)
	t.arg(cell, argC)
	t.arg(z, argA)
	t.arg(gate, argB)
	t.arg(n, argN)
	t.table()
	l := o.newLabel("ssru")
	o.p("%s:", l)
	t.load(v(1), gate, 0)
	t.zero(v(0))
	t.sub(v(0), v(0), v(1))
	exp(t, v(0), v(1), v(2), v(3), e(0))
	t.constant(e(0), constOne)
	t.add(v(0), v(0), e(0))
	t.move(v(1), e(0))
	t.div(v(1), v(1), v(0)) // the open gate
	t.move(v(2), e(0))
	t.sub(v(2), v(2), v(1))
	t.load(v(3), z, 0)
	t.mul(v(2), v(2), v(3))
	t.load(v(3), cell, 0)
	t.fma(v(2), v(1), v(3))
	t.store(cell, 0, v(2))
	t.zero(v(3))
	t.max(v(2), v(2), v(3))
	t.store(z, 0, v(2))
	t.addImm(cell, 64)
	t.addImm(z, 64)
	t.addImm(gate, 64)
	t.loop(l, n)
	t.ret()
}

// softmax: rows of c, n vectors each, ldc bytes apart; bias is the mask of the
// last vector.
func softmax(t target, o *output) {
	o.function(t.prefix() + "Softmax")
	row, ld, rows, n, p, mask := gpr(1), gpr(2), gpr(3), gpr(4), gpr(5), gpr(6)
	scale, c, largest := e(0), e(1), e(2)
	t.arg(row, argC)
	t.arg(ld, argLDC)
	t.arg(rows, argRows)
	t.arg(mask, argBias)
	t.argFloat(scale, argScale)
	t.table()
	start := o.newLabel("row")
	o.p("%s:", start)
	t.constant(c, constSmallest)
	t.move(v(4), c)
	t.copyReg(p, row)
	t.arg(n, argN)
	t.addImm(n, -1)
	last, l := o.newLabel("last"), o.newLabel("largest")
	t.jumpZero(n, last)
	o.p("%s:", l)
	t.load(v(0), p, 0)
	t.mul(v(0), v(0), scale)
	t.store(p, 0, v(0))
	t.max(v(4), v(4), v(0))
	t.addImm(p, 64)
	t.loop(l, n)
	o.p("%s:", last)
	t.load(v(0), p, 0)
	t.mul(v(0), v(0), scale)
	t.load(v(1), mask, 0)
	t.add(v(0), v(0), v(1))
	t.store(p, 0, v(0))
	t.max(v(4), v(4), v(0))
	t.largest(largest, v(4), v(0))

	t.zero(v(4))
	t.copyReg(p, row)
	t.arg(n, argN)
	l = o.newLabel("exp")
	o.p("%s:", l)
	t.load(v(0), p, 0)
	t.sub(v(0), v(0), largest)
	exp(t, v(0), v(1), v(2), v(3), c)
	t.store(p, 0, v(0))
	t.add(v(4), v(4), v(0))
	t.addImm(p, 64)
	t.loop(l, n)
	t.sum(largest, v(4), v(0))
	t.constant(c, constOne)
	t.div(c, c, largest)

	t.copyReg(p, row)
	t.arg(n, argN)
	l = o.newLabel("weigh")
	o.p("%s:", l)
	t.load(v(0), p, 0)
	t.mul(v(0), v(0), c)
	t.store(p, 0, v(0))
	t.addImm(p, 64)
	t.loop(l, n)
	t.addReg(row, ld)
	t.loop(start, rows)
	t.ret()
}

// products: c = a b for the given number of rows; n vectors of columns, k
// values of a. Columns go in blocks as wide as the registers allow. half says
// that b is in half precision; that is what a decoder reads once and that
// comes from far, so it is fetched ahead.
func products(t target, o *output, rows int, half bool) {
	name := fmt.Sprintf("%sProducts%d", t.prefix(), rows)
	if half {
		name += "Half"
	}
	o.function(name)
	p := productRegisters()
	t.arg(p.b, argB)
	t.arg(p.ldb, argLDB)
	t.arg(p.c, argC)
	t.arg(p.n, argN)
	widest := min(4, (t.vectors()-1)/(rows+1))
	next := o.newLabel("columns")
	o.p("%s:", next)
	for w := widest; w > 0; w-- {
		narrower := o.newLabel("narrower")
		if w > 1 {
			t.jumpBelow(p.n, w, narrower)
		}
		productBlock(t, o, p, rows, w, half)
		t.addImm(p.b, width(half)*w)
		t.addImm(p.c, 64*w)
		t.addImm(p.n, -w)
		done := o.newLabel("done")
		t.jumpZero(p.n, done)
		t.jump(next)
		o.p("%s:", done)
		t.ret()
		o.p("%s:", narrower)
	}
}

// productNames are the registers of products: two matrices, the result,
// counters, and a pointer to each of the four rows of a.
type productNames struct {
	b, ldb, c, n, k, p gpr
	a                  [4]gpr
}

func productRegisters() productNames {
	return productNames{b: 1, ldb: 2, c: 3, n: 4, k: 5, p: 6, a: [4]gpr{7, 8, 9, 10}}
}

// ahead is how far before their use a decoder's keys and values are fetched,
// in bytes: about as much as one head has.
const ahead = 3072

// width is how many bytes a vector has in memory.
func width(half bool) int {
	if half {
		return 32
	}
	return 64
}

// productBlock computes rows x w vectors of the result. The sums are the
// first vectors, then comes a row of b.
func productBlock(t target, o *output, r productNames, rows, w int, half bool) {
	t.arg(r.k, argLDA)
	t.arg(r.a[0], argA)
	for i := 1; i < rows; i++ {
		t.copyReg(r.a[i], r.a[i-1])
		t.addReg(r.a[i], r.k)
	}
	t.arg(r.k, argK)
	t.copyReg(r.p, r.b)
	for i := range rows * w {
		t.zero(v(i))
	}
	l := o.newLabel("inner")
	o.p("%s:", l)
	if rows > 1 {
		for j := range w {
			t.load(v(rows*w+j), r.p, 64*j)
		}
	}
	for i := range rows {
		t.broadcast(e(i), r.a[i], 0)
		t.addImm(r.a[i], 4)
		for j := range w {
			switch {
			case rows > 1:
				t.fma(v(i*w+j), v(rows*w+j), e(i))
			case half:
				if j%2 == 0 { // a line has two vectors
					t.prefetch(r.p, 32*j+ahead)
				}
				t.loadHalf(v(t.vectors()-1), r.p, 32*j)
				t.fma(v(j), e(i), v(t.vectors()-1))
			default:
				t.fmaLoad(v(j), e(i), r.p, 64*j)
			}
		}
	}
	t.addReg(r.p, r.ldb)
	t.loop(l, r.k)
	t.copyReg(r.p, r.c)
	t.arg(r.k, argLDC)
	for i := range rows {
		for j := range w {
			t.store(r.p, 64*j, v(i*w+j))
		}
		t.addReg(r.p, r.k)
	}
}
