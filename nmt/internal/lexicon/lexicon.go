// Package lexicon reads lexical shortlists: for each piece of the source
// language the few target pieces that it is likely to become.
//
// A decoder that only looks at the candidates of a text is nearly twice as
// fast, and can no longer say anything else; see docs/nmt.md.
package lexicon

import (
	"encoding/binary"
	"fmt"
)

const (
	magic       = 0xF11A48D5013417F5
	headerBytes = 48
	maxPieces   = 1 << 18 // pieces of a source vocabulary
	maxEntries  = 1 << 26 // the real English-Russian file has 699,000
	listStep    = 8       // Marian fills lists up to a multiple of this
)

// List is a shortlist. It does not change after Parse.
type List struct {
	first   int    // pieces that are always candidates: 0 to first-1
	offsets []byte // one 64-bit number a source piece, and the end
	targets []byte // 32-bit numbers
}

// Parse checks a shortlist file: its sizes, its order and its sum. The list
// uses b itself, which must not change or go away.
func Parse(b []byte, sourceVocab, targetVocab int) (*List, error) {
	if len(b) < headerBytes {
		return nil, fmt.Errorf("shortlist ends in its header: %d bytes", len(b))
	}
	head := make([]uint64, headerBytes/8)
	for i := range head {
		head[i] = binary.LittleEndian.Uint64(b[8*i:])
	}
	if head[0] != magic {
		return nil, fmt.Errorf("no shortlist: it starts with %#x", head[0])
	}
	words, entries := head[4], head[5]
	if words == 0 || words > maxPieces+1 || entries > maxEntries {
		return nil, fmt.Errorf("shortlist announces %d words and %d entries", words, entries)
	}
	if want := headerBytes + 8*words + 4*entries; want != uint64(len(b)) {
		return nil, fmt.Errorf("shortlist has %d bytes, not %d", len(b), want)
	}
	if words-1 != uint64(sourceVocab) {
		return nil, fmt.Errorf("shortlist is for %d source pieces, not %d", words-1, sourceVocab)
	}
	if head[2] > uint64(targetVocab) {
		return nil, fmt.Errorf("shortlist always takes %d of %d pieces", head[2], targetVocab)
	}
	if sum := checksum(b[16:]); sum != head[1] {
		return nil, fmt.Errorf("shortlist has the sum %#x, not %#x: the file is damaged", sum, head[1])
	}
	l := &List{first: int(head[2]), offsets: b[headerBytes : headerBytes+8*words], targets: b[headerBytes+8*words:]}
	before := uint64(0)
	for i := range int(words) {
		at := l.offset(int32(i))
		if at > entries || at < before {
			return nil, fmt.Errorf("shortlist of piece %d starts at %d of %d", i, at, entries)
		}
		before = at
	}
	for i := range entries {
		if t := l.target(i); t >= uint32(targetVocab) {
			return nil, fmt.Errorf("shortlist names piece %d of %d", t, targetVocab)
		}
	}
	return l, nil
}

// offset is where the list of a source piece starts; that of the next piece
// is where it ends.
func (l *List) offset(piece int32) uint64 {
	return binary.LittleEndian.Uint64(l.offsets[8*int(piece):])
}

func (l *List) target(i uint64) uint32 { return binary.LittleEndian.Uint32(l.targets[4*i:]) }

// checksum is the file's own sum: every whole 64-bit word is mixed in.
func checksum(b []byte) uint64 {
	h := uint64(0)
	for ; len(b) >= 8; b = b[8:] {
		h ^= binary.LittleEndian.Uint64(b) + 0x9e3779b9 + h<<6 + h>>2
	}
	return h
}

// Mark marks in wanted, which has one entry for each target piece, the pieces
// that are always candidates and those of the given source pieces. shared says
// that both languages have one vocabulary; a source piece can then be copied.
func (l *List) Mark(wanted []bool, source []int32, shared bool) {
	for i := range wanted[:l.first] {
		wanted[i] = true
	}
	for _, s := range source {
		if shared {
			wanted[s] = true
		}
		for i, end := l.offset(s), l.offset(s+1); i < end; i++ {
			wanted[l.target(i)] = true
		}
	}
}

// Collect appends the marked pieces to ids in ascending order. Like Marian it
// first adds the most frequent missing pieces until their number is a multiple
// of eight.
func (l *List) Collect(ids []int32, wanted []bool) []int32 {
	n := 0
	for _, w := range wanted {
		if w {
			n++
		}
	}
	for i := l.first; i < len(wanted) && n%listStep != 0; i++ {
		if !wanted[i] {
			wanted[i] = true
			n++
		}
	}
	for i, w := range wanted {
		if w {
			ids = append(ids, int32(i))
		}
	}
	return ids
}
