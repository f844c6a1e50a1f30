package spm

import (
	"strings"
	"unicode/utf8"
)

// cell is the best way found to reach one byte of the text.
type cell struct {
	score float32
	start int32 // where the last piece begins, or -1: not reached
	id    int32
}

// Encoder cuts texts into pieces. It keeps its buffers and serves one
// goroutine at a time.
type Encoder struct {
	vocab *Vocab
	text  []byte
	cells []cell
	back  []int32 // ends of pieces, last first
}

// NewEncoder returns an Encoder for v.
func (v *Vocab) NewEncoder() *Encoder { return &Encoder{vocab: v} }

// unknownPenalty is how much worse than the worst piece an unknown rune is.
const unknownPenalty = 10

// Append appends the numbers of the pieces of text to ids.
func (e *Encoder) Append(ids []int32, text string) []int32 {
	e.text = e.vocab.normalize(e.text[:0], text)
	if len(e.text) == 0 {
		return ids
	}
	e.search()
	e.back = e.back[:0]
	for p := int32(len(e.text)); p > 0; p = e.cells[p].start {
		e.back = append(e.back, p)
	}
	unknownBefore := false
	for i := len(e.back) - 1; i >= 0; i-- {
		at := e.cells[e.back[i]]
		unknown := at.id == e.vocab.unknown
		switch {
		case unknown && e.vocab.byteFallback:
			for _, c := range e.text[at.start:e.back[i]] {
				ids = append(ids, e.vocab.byteID[c])
			}
		case unknown && unknownBefore: // a run of unknown runes is one piece
		default:
			ids = append(ids, at.id)
		}
		unknownBefore = unknown
	}
	return ids
}

// search fills the cells from left to right: the most probable sequence of
// pieces that ends at each byte. The first of equals stays.
func (e *Encoder) search() {
	v, n := e.vocab, len(e.text)
	if cap(e.cells) < n+1 {
		e.cells = make([]cell, n+1+n/2)
	}
	e.cells = e.cells[:n+1]
	for i := range e.cells {
		e.cells[i] = cell{start: -1}
	}
	e.cells[0].start = 0
	for from := 0; from < n; {
		_, size := utf8.DecodeRune(e.text[from:])
		base := e.cells[from].score
		single := false
		for to, at := from, uint32(0); to < n; {
			if at = v.words.step(at, e.text[to]); at == 0 {
				break
			}
			to++
			id := v.words.nodes[at].id
			if id < 0 {
				continue
			}
			single = single || to-from == size
			// SentencePiece adds and compares in double and stores a float.
			score := float64(v.pieces[id].score)
			if v.pieces[id].kind == kindUserDefined {
				score = float64(float32(to-from)*v.highest) - 0.1
			}
			score += float64(base)
			if c := &e.cells[to]; c.start < 0 || score > float64(c.score) {
				*c = cell{float32(score), int32(from), id}
			}
		}
		if !single {
			score := v.lowest - unknownPenalty + base
			if c := &e.cells[from+size]; c.start < 0 || score > c.score {
				*c = cell{score, int32(from), v.unknown}
			}
		}
		from += size
	}
}

// Decode returns the text of a sequence of pieces. Numbers outside the
// vocabulary are left out.
func (v *Vocab) Decode(ids []int32) string {
	var out strings.Builder
	var run []byte // bytes of byte pieces that wait for their rune's end
	flush := func() {
		for len(run) > 0 {
			r, n := utf8.DecodeRune(run)
			out.WriteRune(r) // U+FFFD for a bad byte
			run = run[n:]
		}
		run = run[:0]
	}
	for _, id := range ids {
		if id < 0 || int(id) >= len(v.pieces) {
			continue
		}
		p := v.pieces[id]
		if p.kind == kindByte {
			c, _ := byteOf(p.text) // checked by index
			run = append(run, c)
			continue
		}
		flush()
		switch p.kind {
		case kindControl:
		case kindUnknown:
			out.WriteString(v.unknownText)
		default:
			text := p.text
			if out.Len() == 0 && (v.dummyPrefix || v.squeeze) {
				text = strings.TrimPrefix(text, space)
			}
			out.WriteString(strings.ReplaceAll(text, space, " "))
		}
	}
	flush()
	return out.String()
}
