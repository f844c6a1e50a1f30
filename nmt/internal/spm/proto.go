package spm

import (
	"encoding/binary"
	"errors"
	"fmt"
	"math"
	"unsafe"
)

// Limits against files that lie about themselves.
const (
	maxPieces     = 1 << 18 // the largest known vocabulary has 64,000
	maxPieceBytes = 1024    // SentencePiece's own pieces have at most 16 runes
	maxFileBytes  = 64 << 20
)

// Kinds of pieces, as in SentencePiece's protocol buffer.
const (
	kindNormal      = 1
	kindUnknown     = 2
	kindControl     = 3
	kindUserDefined = 4
	kindUnused      = 5
	kindByte        = 6
)

var errProto = errors.New("not a SentencePiece model")

// field is one field of a protocol buffer message: a number or bytes.
type field struct {
	number int
	value  uint64
	bytes  []byte
}

// fields calls visit for each field of a message.
func fields(b []byte, visit func(f field) error) error {
	for len(b) > 0 {
		key, n := binary.Uvarint(b)
		if n <= 0 || key>>3 == 0 || key>>3 > 1<<29 {
			return errProto
		}
		b = b[n:]
		f := field{number: int(key >> 3)}
		size := 0
		switch key & 7 {
		case 0:
			f.value, size = binary.Uvarint(b)
			if size <= 0 {
				return errProto
			}
		case 1:
			size = 8
		case 2:
			length, n := binary.Uvarint(b)
			if n <= 0 || length > uint64(len(b)-n) {
				return errProto
			}
			f.bytes = b[n : n+int(length)]
			size = n + int(length)
		case 5:
			size = 4
			if len(b) >= 4 {
				f.value = uint64(binary.LittleEndian.Uint32(b))
			}
		default:
			return errProto
		}
		if size > len(b) {
			return errProto
		}
		b = b[size:]
		if err := visit(f); err != nil {
			return err
		}
	}
	return nil
}

// piece is one entry of the vocabulary; its number is its position.
type piece struct {
	text  string
	score float32
	kind  uint8
}

// parsePiece reads an entry of the vocabulary. Its text stays in b.
func parsePiece(b []byte) (piece, error) {
	p := piece{kind: kindNormal}
	err := fields(b, func(f field) error {
		switch f.number {
		case 1:
			if len(f.bytes) > maxPieceBytes {
				return fmt.Errorf("piece of %d bytes, more than %d", len(f.bytes), maxPieceBytes)
			}
			p.text = unsafe.String(unsafe.SliceData(f.bytes), len(f.bytes))
		case 2:
			p.score = math.Float32frombits(uint32(f.value))
		case 3:
			if f.value < kindNormal || f.value > kindByte {
				return fmt.Errorf("piece of the unknown kind %d", f.value)
			}
			p.kind = uint8(f.value)
		}
		return nil
	})
	if err != nil {
		return p, err
	}
	if p.text == "" {
		return p, errors.New("empty piece")
	}
	if !(math.Abs(float64(p.score)) <= 1e9) {
		return p, fmt.Errorf("piece %q has the score %v", p.text, p.score)
	}
	return p, nil
}

// trainer reads the settings of training that matter afterwards.
func (v *Vocab) trainer(b []byte) error {
	return fields(b, func(f field) error {
		switch f.number {
		case 3:
			if f.value != 1 {
				return fmt.Errorf("model type %d; only unigram (1) is known", f.value)
			}
		case 24:
			v.spaceAsSuffix = f.value != 0
		case 35:
			v.byteFallback = f.value != 0
		case 44:
			v.unknownText = string(f.bytes)
		}
		return nil
	})
}

// normalizer reads how text is prepared before it is cut.
func (v *Vocab) normalizer(b []byte) error {
	return fields(b, func(f field) error {
		switch f.number {
		case 2:
			return v.rules.parse(f.bytes)
		case 3:
			v.dummyPrefix = f.value != 0
		case 4:
			v.squeeze = f.value != 0
		case 5:
			v.escape = f.value != 0
		}
		return nil
	})
}
