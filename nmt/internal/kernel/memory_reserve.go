//go:build unix

package kernel

// reserveBytes is how much address space Memory takes from the system at a
// time. It is not memory before it is touched, so a rest that is too small for
// the next request costs one large page at most; with reservations of the size
// of a page, a sixth of a model's memory was such rests.
const reserveBytes = 64 << 20
