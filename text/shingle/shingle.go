// Package shingle measures how much of one text another contains.
//
// A text is cut into overlapping runs of words, or of characters in scripts
// without spaces. A [Signature] keeps their hashes, so that [Containment] of
// the shorter text in the longer is exact; [Signature.Sample] is the small,
// evenly spread part of them to be entered in an index that finds candidates.
package shingle

import (
	"slices"
	"unicode"
	"unicode/utf8"
)

// Lengths of a shingle: PRODUCT.md, "Text families".
const (
	Words = 5 // words
	Runes = 9 // characters where words are not separated
)

// MaxShingles bounds a signature; of longer texts only the beginning counts.
// It is about 60 kB of English.
const MaxShingles = 10_000

// sampleBits decides how many shingles are sampled: those whose lowest bits
// are zero, one of four, so that two texts sample the same ones. Of twenty
// shared shingles (half of the shortest text that counts) none is sampled
// three times in a thousand.
const sampleBits = 2

// Signature is the sorted, distinct hashes of a text's shingles. At 32 bits two
// texts of a thousand words share one by chance once in four thousand times.
type Signature []uint32

// Of returns the signature of a text. Case, punctuation, marks that only
// decorate and spacing do not count.
func Of(text string) Signature {
	c := cutter{}
	for at := 0; at < len(text) && len(c.out) < MaxShingles; {
		r, n := utf8.DecodeRuneInString(text[at:])
		at += n
		c.rune(r)
	}
	c.endWord()
	slices.Sort(c.out)
	return slices.Compact(c.out)
}

// Sample returns the hashes to enter in an index and to look up: about one of
// four, the same ones for equal shingles.
func (s Signature) Sample() []uint32 {
	var out []uint32
	for _, h := range s {
		if h&(1<<sampleBits-1) == 0 {
			out = append(out, h)
		}
	}
	return out
}

// Shared counts the shingles that both texts have.
func Shared(a, b Signature) int {
	n, i, j := 0, 0, 0
	for i < len(a) && j < len(b) {
		switch {
		case a[i] == b[j]:
			n++
			i++
			j++
		case a[i] < b[j]:
			i++
		default:
			j++
		}
	}
	return n
}

// Containment is the share of the shorter text's shingles that the longer one
// has too, 0 to 1; 0 if either has none.
func Containment(a, b Signature) float64 {
	least := min(len(a), len(b))
	if least == 0 {
		return 0
	}
	return float64(Shared(a, b)) / float64(least)
}

// cutter makes shingles of a text, one rune after the other.
type cutter struct {
	out   []uint32
	words [Words]uint64 // hashes of the last words, a ring
	count int           // words since the text began
	word  uint64        // hash of the word so far, 0 between words
	runes [Runes]rune   // the last characters of a run without spaces, a ring
	run   int           // characters in that run
}

const (
	offset = 14695981039346656037
	prime  = 1099511628211
)

func (c *cutter) rune(r rune) {
	switch {
	case unspaced(r):
		c.endWord()
		c.character(r)
	case unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.Is(unicode.Mc, r):
		if c.word == 0 {
			c.word = offset
		}
		c.word = (c.word ^ uint64(unicode.ToLower(r))) * prime
	case unicode.Is(unicode.Mn, r) || r == '\u200c' || r == '\u200d' || r == '\u0640' || r == '\'' || r == '’':
		// Marks and apostrophes do not end a word.
	default:
		c.endWord()
	}
}

func (c *cutter) endWord() {
	if c.word == 0 {
		return
	}
	c.words[c.count%Words] = c.word
	c.count++
	c.word = 0
	if c.count < Words {
		return
	}
	h := uint64(offset)
	for i := range Words {
		h = (h ^ c.words[(c.count+i)%Words]) * prime
		h ^= h >> 29
	}
	c.out = append(c.out, finish(h))
}

func (c *cutter) character(r rune) {
	c.runes[c.run%Runes] = r
	c.run++
	if c.run < Runes {
		return
	}
	h := uint64(offset) + 1
	for i := range Runes {
		h = (h ^ uint64(c.runes[(c.run+i)%Runes])) * prime
	}
	c.out = append(c.out, finish(h))
}

// finish mixes the bits, because the sample looks at the lowest ones.
func finish(h uint64) uint32 {
	h ^= h >> 33
	h *= 0xff51afd7ed558ccd
	return uint32(h >> 32)
}

// unspaced reports whether r belongs to a script that writes no spaces between
// words: Han, Kana, Thai, Lao, Khmer, Burmese.
func unspaced(r rune) bool {
	switch {
	case r < 0xe00:
		return false
	case r <= 0xeff, 0x1000 <= r && r <= 0x109f, 0x1780 <= r && r <= 0x17ff:
		return unicode.IsLetter(r) || unicode.IsMark(r)
	case 0x3041 <= r && r <= 0x30ff, 0x3400 <= r && r <= 0x9fff, 0xf900 <= r && r <= 0xfaff, 0x20000 <= r && r <= 0x3ffff:
		return true
	}
	return false
}
