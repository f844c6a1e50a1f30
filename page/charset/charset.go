// Package charset turns the bytes of a page or a feed into UTF-8, whatever
// they claim to be.
//
// Servers and documents name a wrong encoding, two different ones or none.
// The rule here is that the bytes have the last word: a byte order mark
// decides, then a document that is valid UTF-8 from its first byte to its
// last, then what the transport and the document declare as long as the bytes
// bear it out, and only then statistics. Nothing is ever refused: bytes that
// fit nowhere become U+FFFD.
package charset

import (
	"bytes"
	"unicode/utf8"

	"golang.org/x/text/encoding"
)

// MaxBytes is how much of a document is looked at; the rest is dropped. The
// largest bodies that the crawler accepts are 20 MB unpacked.
const MaxBytes = 32 << 20

// Kind is what sort of document the bytes are said to be, which decides where
// a declaration is looked for.
type Kind uint8

// The kinds of documents.
const (
	HTML Kind = iota // declaration in a meta element
	XML              // declaration in the XML declaration
	JSON             // UTF-8 by definition (RFC 8259), though not always in fact
)

// Source says what decided the encoding.
type Source string

// What can decide an encoding, strongest first.
const (
	FromBOM      Source = "bom"      // a byte order mark
	FromBytes    Source = "bytes"    // valid UTF-8, or the zero bytes of UTF-16
	FromHeader   Source = "header"   // charset of the Content-Type
	FromDocument Source = "document" // XML declaration or meta element
	FromGuess    Source = "guess"    // letters and their frequency
)

// Text is a decoded document.
type Text struct {
	Bytes  []byte // valid UTF-8 without a byte order mark; may alias the input
	Name   string // canonical lower-case name of the encoding, "utf-8" if plain ASCII
	Source Source // what decided it
}

// Decode returns body as valid UTF-8. The contentType is the value of the
// HTTP header, or empty. A body that already is UTF-8 is not copied.
func Decode(body []byte, contentType string, kind Kind) Text {
	if len(body) > MaxBytes {
		body = body[:MaxBytes]
	}
	if t, ok := fromBOM(body); ok {
		return t
	}
	body = bytes.TrimPrefix(body, []byte(utf8Mark))
	if name := wideByZeros(body); name != "" {
		return decodeAs(body, name, FromBytes)
	}
	claims := claimsOf(body, contentType, kind)
	if utf8.Valid(body) {
		return decodeValid(body, claims)
	}
	share := minValidShare
	for _, c := range claims {
		if c.name == "utf-8" {
			share = minClaimedShare
		}
	}
	if mostlyUTF8(body, share) {
		return Text{bytes.ToValidUTF8(body, replacement), "utf-8", FromBytes}
	}
	for _, c := range claims {
		if c.name != "utf-8" && plausible(body, c.name) {
			return decodeAs(body, c.name, c.source)
		}
	}
	if name := guess(body, languageHint(body)); name != "" {
		return decodeAs(body, name, FromGuess)
	}
	return decodeAs(body, "windows-1252", FromGuess)
}

const utf8Mark = "\xEF\xBB\xBF"

var replacement = []byte("\uFFFD")

// fromBOM decodes a body that starts with a byte order mark. A UTF-8 mark
// before bytes that are not UTF-8 at all was put there by an editor's plug-in
// and proves nothing.
func fromBOM(body []byte) (Text, bool) {
	switch {
	case bytes.HasPrefix(body, []byte(utf8Mark)):
		rest := body[3:]
		if utf8.Valid(rest) {
			return Text{rest, "utf-8", FromBOM}, true
		}
		if mostlyUTF8(rest, minClaimedShare) {
			return Text{bytes.ToValidUTF8(rest, replacement), "utf-8", FromBOM}, true
		}
	case bytes.HasPrefix(body, []byte("\x00\x00\xFE\xFF")):
		return decodeAs(body[4:], "utf-32be", FromBOM), true
	case bytes.HasPrefix(body, []byte("\xFF\xFE\x00\x00")):
		return decodeAs(body[4:], "utf-32le", FromBOM), true
	case bytes.HasPrefix(body, []byte("\xFE\xFF")):
		return decodeAs(body[2:], "utf-16be", FromBOM), true
	case bytes.HasPrefix(body, []byte("\xFF\xFE")):
		return decodeAs(body[2:], "utf-16le", FromBOM), true
	}
	return Text{}, false
}

// decodeValid handles a body that is valid UTF-8: it is UTF-8 unless it is
// pure ASCII that switches its meaning by escapes, or so short that two or
// three characters of an East Asian encoding pass for UTF-8 by chance.
func decodeValid(body []byte, claims []claim) Text {
	escapes := bytes.IndexByte(body, 0x1B) >= 0 && countHigh(body) == 0
	for _, c := range claims {
		if c.name == "iso-2022-jp" && escapes {
			return decodeAs(body, c.name, c.source)
		}
		if !eastAsian(c.name) {
			continue
		}
		if high := countHigh(body); high > 0 && high <= maxChance && plausible(body, c.name) {
			return decodeAs(body, c.name, c.source)
		}
	}
	if escapes && bytes.Contains(body, []byte("\x1B$B")) {
		return decodeAs(body, "iso-2022-jp", FromGuess)
	}
	return Text{body, "utf-8", FromBytes}
}

// maxChance is the number of bytes above 0x7F up to which a declared East
// Asian encoding outweighs valid UTF-8: two characters of GBK pass for UTF-8
// about once in 50 times, four once in some thousands.
const maxChance = 4

func countHigh(body []byte) int {
	n := 0
	for _, b := range body {
		if b >= utf8.RuneSelf {
			n++
		}
	}
	return n
}

// mostlyUTF8 reports whether body is UTF-8 with some damage: text cut inside
// a character, one foreign byte in a long page. Text of a legacy encoding has
// hardly any valid sequence.
func mostlyUTF8(body []byte, share int) bool {
	valid, broken := 0, 0
	for len(body) > 0 {
		if body[0] < utf8.RuneSelf {
			body = body[1:]
			continue
		}
		_, size := utf8.DecodeRune(body)
		switch {
		case size > 1:
			valid++
		case isSurrogate(body):
			valid, size = valid+1, 3
		default:
			broken++
		}
		body = body[size:]
	}
	return valid > 0 && valid >= share*broken
}

// isSurrogate reports whether body begins with half of a surrogate pair in the
// form of UTF-8, which only programs that write UTF-8 produce.
func isSurrogate(body []byte) bool {
	return len(body) > 2 && body[0] == 0xED && body[1] >= 0xA0 && body[1] <= 0xBF && body[2] >= 0x80 && body[2] <= 0xBF
}

// minValidShare is how many valid sequences there must be for each broken
// byte. Measured on text in windows-125x, GBK, Big5 and Shift_JIS (see the
// tests), which stays below 1.
const (
	minValidShare   = 4
	minClaimedShare = 1 // where the document or its header says UTF-8
)

// wideByZeros recognises UTF-16 without a byte order mark by the zero half of
// its ASCII characters, which markup always has.
func wideByZeros(body []byte) string {
	head := body[:min(len(body), 4096)&^1]
	if len(head) < 4 {
		return ""
	}
	var even, odd int
	for i := 0; i < len(head); i += 2 {
		if head[i] == 0 && head[i+1] != 0 {
			even++
		}
		if head[i+1] == 0 && head[i] != 0 {
			odd++
		}
	}
	pairs := len(head) / 2
	switch {
	case even*3 > pairs && odd*20 < pairs:
		return "utf-16be"
	case odd*3 > pairs && even*20 < pairs:
		return "utf-16le"
	}
	return ""
}

// decodeAs decodes body as the named encoding.
func decodeAs(body []byte, name string, source Source) Text {
	enc := encodingOf(name)
	if enc == nil {
		return Text{bytes.ToValidUTF8(body, replacement), "utf-8", source}
	}
	return Text{convert(enc, body), name, source}
}

// convert never fails: the decoders of x/text write U+FFFD for what they
// cannot read.
func convert(enc encoding.Encoding, body []byte) []byte {
	out, err := enc.NewDecoder().Bytes(body)
	if err != nil || !utf8.Valid(out) {
		return bytes.ToValidUTF8(out, replacement)
	}
	return out
}
