package kernel

import "math"

// Half is a float in half precision (binary16): 11 bits of which one is
// implied, and an exponent of 5.
//
// Keys and values of the source are kept like this for the decoder, which
// reads all of them for every piece: half the memory is half the waiting. The
// int8 products on both sides of them keep 8 bits.
type Half uint16

// halfMax is the largest Half.
const halfMax = 65504

// toHalf rounds to the nearest, ties to even, within the range.
func toHalf(x float32) Half {
	x = max(min(x, halfMax), -halfMax)
	sign := Half(math.Float32bits(x) >> 16 & 0x8000)
	a := math.Float32bits(x) &^ (1 << 31)
	if a < 113<<23 { // below the smallest normal Half: multiples of 2 to the -24
		return sign | Half(math.RoundToEven(float64(math.Float32frombits(a))*(1<<24)))
	}
	a += 0xfff + a>>13&1 // 13 bits fall away
	return sign | Half((a-112<<23)>>13)
}

// float is the same number in single precision.
func (h Half) float() float32 {
	sign := uint32(h) & 0x8000 << 16
	a := uint32(h) & 0x7fff
	if a < 1<<10 { // not normal
		return math.Float32frombits(sign | math.Float32bits(float32(a)/(1<<24)))
	}
	return math.Float32frombits(sign | (a<<13 + 112<<23))
}
