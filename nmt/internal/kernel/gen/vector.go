package main

import (
	"fmt"
	"math"
)

func hex(v float32) string { return fmt.Sprintf("0x%08x", math.Float32bits(v)) }

// reg is a vector of sixteen floats, which takes one to four registers, or
// one register whose lanes are all equal (even).
type reg struct {
	n    int
	even bool
}

// v is the n-th vector, e the n-th even register.
func v(n int) reg { return reg{n, false} }
func e(n int) reg { return reg{n, true} }

// target is an instruction set with vectors of sixteen floats. In every
// operation the result comes first.
type target interface {
	prefix() string // of function names
	vectors() int   // how many vectors there are
	parts() int     // registers a vector takes

	load(d reg, p gpr, off int)
	store(p gpr, off int, s reg)
	loadHalf(d reg, p gpr, off int) // from half precision
	storeHalf(p gpr, s reg)         // rounded to half precision
	loadInt8(d reg, p gpr)          // sixteen int8 as floats
	broadcast(d reg, p gpr, off int)
	constant(d reg, off int) // one float of the table
	move(d, s reg)
	zero(d reg)
	add(d, x, y reg)
	sub(d, x, y reg)
	mul(d, x, y reg)
	div(d, x, y reg)
	max(d, x, y reg)
	min(d, x, y reg)
	sqrt(d, x reg)
	fma(d, x, y reg)                  // d += x*y
	fmaLoad(d, x reg, p gpr, off int) // d += x*memory
	prefetch(p gpr, off int)
	mulAdd(d, x, y, tmp reg) // d = d*x + y
	round(d, x reg)          // to whole numbers, ties to even
	power(d, x reg)          // 2 to the whole number x
	sum(d, s, tmp reg)       // even d: sum of s, in the order of the definition
	largest(d, s, tmp reg)   // even d: the largest of s

	arg(g gpr, off int) // an integer or pointer argument
	argFloat(d reg, off int)
	table() // points its own register at the constants
	addImm(g gpr, n int)
	addReg(g, h gpr)
	copyReg(g, h gpr)
	loop(label string, g gpr) // counts g down and jumps while it is not zero
	jumpBelow(g gpr, n int, label string)
	jumpZero(g gpr, label string)
	jump(label string)
	ret()
}

// gpr is the n-th general register; 0 holds the pointer to the arguments.
type gpr int

const args gpr = 0
