package spm

import (
	"bytes"
	"errors"
	"fmt"
	"math"
	"unicode/utf8"
)

// Vocab is a vocabulary. It does not change after Parse and may be used by
// many goroutines at once.
type Vocab struct {
	pieces  []piece
	words   trie // normal and user-defined pieces
	user    trie // user-defined pieces alone, kept by normalize
	rules   rules
	plain   [utf8.RuneSelf]bool
	byteID  [256]int32
	unknown int32

	lowest, highest float32 // scores of normal pieces

	byteFallback  bool
	dummyPrefix   bool
	squeeze       bool // runs of spaces become one, at the ends none
	escape        bool // spaces are written as U+2581
	spaceAsSuffix bool
	unknownText   string
}

// Parse reads a SentencePiece model (.spm) of the unigram kind. It keeps one
// copy of b for the texts of all pieces.
func Parse(b []byte) (*Vocab, error) {
	if len(b) > maxFileBytes {
		return nil, fmt.Errorf("vocabulary has %d bytes, more than %d", len(b), maxFileBytes)
	}
	v := &Vocab{dummyPrefix: true, squeeze: true, escape: true, unknownText: " \u2047 ", unknown: -1}
	n := 0
	err := fields(b, func(f field) error {
		if f.number == 1 {
			n++
		}
		return nil
	})
	if err != nil {
		return nil, fmt.Errorf("read vocabulary: %w", err)
	}
	if n > maxPieces {
		return nil, fmt.Errorf("read vocabulary: %d pieces, more than %d", n, maxPieces)
	}
	b = bytes.Clone(b)
	v.pieces = make([]piece, 0, n)
	err = fields(b, func(f field) error {
		switch f.number {
		case 1:
			p, err := parsePiece(f.bytes)
			v.pieces = append(v.pieces, p)
			return err
		case 2:
			return v.trainer(f.bytes)
		case 3:
			return v.normalizer(f.bytes)
		}
		return nil
	})
	if err != nil {
		return nil, fmt.Errorf("read vocabulary: %w", err)
	}
	if err := v.index(); err != nil {
		return nil, fmt.Errorf("read vocabulary: %w", err)
	}
	v.findPlain()
	return v, nil
}

// index sorts the pieces by kind into what the search needs.
func (v *Vocab) index() error {
	v.lowest, v.highest = math.MaxFloat32, -math.MaxFloat32
	words := make([]word, 0, len(v.pieces))
	var user []word
	byteCount := 0
	for i, p := range v.pieces {
		id := int32(i)
		switch p.kind {
		case kindUnknown:
			if v.unknown >= 0 {
				return errors.New("two unknown pieces")
			}
			v.unknown = id
		case kindByte:
			c, err := byteOf(p.text)
			if err != nil {
				return err
			}
			v.byteID[c] = id
			byteCount++
		case kindUserDefined:
			user = append(user, word{p.text, id})
			words = append(words, word{p.text, id})
		case kindNormal:
			v.lowest, v.highest = min(v.lowest, p.score), max(v.highest, p.score)
			words = append(words, word{p.text, id})
		}
	}
	if v.unknown < 0 {
		return errors.New("no unknown piece")
	}
	if v.byteFallback && byteCount != 256 {
		return fmt.Errorf("%d byte pieces, not 256", byteCount)
	}
	v.words, v.user = build(words), build(user)
	for i := 1; i < len(words); i++ {
		if words[i].text == words[i-1].text {
			return fmt.Errorf("piece %q appears twice", words[i].text)
		}
	}
	return nil
}

// byteOf reads a byte piece such as <0x0A>.
func byteOf(s string) (byte, error) {
	var c byte
	if len(s) == 6 {
		if _, err := fmt.Sscanf(s, "<0x%02X>", &c); err == nil {
			return c, nil
		}
	}
	return 0, fmt.Errorf("byte piece %q is not of the form <0x00>", s)
}

// Size is the number of pieces; numbers are below it.
func (v *Vocab) Size() int { return len(v.pieces) }

// Piece returns the text of piece id, spaces written as U+2581.
func (v *Vocab) Piece(id int32) string { return v.pieces[id].text }

// Unknown is the number of the piece that stands for what no piece covers.
func (v *Vocab) Unknown() int32 { return v.unknown }

// IsControl reports whether piece id stands for no text, such as the end of a
// sentence.
func (v *Vocab) IsControl(id int32) bool { return v.pieces[id].kind == kindControl }

// IsPlain reports whether piece id is an ordinary piece of text.
func (v *Vocab) IsPlain(id int32) bool { return v.pieces[id].kind == kindNormal }

// IsByte reports whether piece id stands for one byte.
func (v *Vocab) IsByte(id int32) bool { return v.pieces[id].kind == kindByte }
