package spm

import (
	"bytes"
	"encoding/binary"
	"errors"
	"unicode/utf8"
)

// rules are the replacements that prepare a text, for example NFKC or a
// transliteration: a double-array trie (Darts) over what is replaced, and the
// NUL-terminated replacements it points to.
type rules struct {
	trie         []uint32
	replacements []byte
}

// parse splits the table that SentencePiece calls the precompiled charsmap.
func (r *rules) parse(b []byte) error {
	if len(b) == 0 {
		return nil
	}
	if len(b) < 4 {
		return errors.New("normalisation table ends in its header")
	}
	n := binary.LittleEndian.Uint32(b)
	if n%4 != 0 || uint64(n) > uint64(len(b)-4) || n == 0 {
		return errors.New("normalisation table has a wrong size")
	}
	r.trie = make([]uint32, n/4)
	for i := range r.trie {
		r.trie[i] = binary.LittleEndian.Uint32(b[4+4*i:])
	}
	r.replacements = b[4+n:]
	if k := len(r.replacements); k == 0 || r.replacements[k-1] != 0 {
		return errors.New("normalisation table has no end")
	}
	return nil
}

// offset is where the children of a trie unit lie, relative to the unit.
func offset(unit uint32) uint32 {
	return unit >> 10 << (unit & (1 << 9) >> 6)
}

// longest returns the replacement of the longest rule that s starts with and
// the bytes it replaces; 0 bytes when there is none.
func (r *rules) longest(s string) (string, int) {
	if len(r.trie) == 0 {
		return "", 0
	}
	size, value := 0, uint32(0)
	pos := offset(r.trie[0])
	for i := 0; i < len(s); i++ {
		pos ^= uint32(s[i])
		if pos >= uint32(len(r.trie)) {
			break
		}
		unit := r.trie[pos]
		if unit&(1<<31|0xff) != uint32(s[i]) {
			break
		}
		pos ^= offset(unit)
		if pos >= uint32(len(r.trie)) {
			break
		}
		if unit>>8&1 == 1 {
			size, value = i+1, r.trie[pos]&(1<<31-1)
		}
	}
	if size == 0 || value >= uint32(len(r.replacements)) {
		return "", 0
	}
	rest := r.replacements[value:]
	return string(rest[:bytes.IndexByte(rest, 0)]), size
}

// next returns what the start of s becomes and how many of its bytes that
// consumes. Pieces defined by the user are kept, rules come next, and one rune
// stays as it is; a byte that is no UTF-8 becomes U+FFFD.
func (v *Vocab) next(s string) (string, int) {
	if n := v.user.longest(s); n > 0 {
		return s[:n], n
	}
	if s[0] < utf8.RuneSelf && v.plain[s[0]] {
		return s[:1], 1
	}
	if text, n := v.rules.longest(s); n > 0 {
		return text, n
	}
	r, n := utf8.DecodeRuneInString(s)
	if r == utf8.RuneError && n <= 1 {
		return "\uFFFD", 1
	}
	return s[:n], n
}

// findPlain notes the ASCII bytes that no rule starts with, which is nearly all
// of them, so that plain text needs no search.
func (v *Vocab) findPlain() {
	for c := range v.plain {
		if len(v.rules.trie) == 0 {
			v.plain[c] = true
			continue
		}
		pos := offset(v.rules.trie[0]) ^ uint32(c)
		v.plain[c] = pos >= uint32(len(v.rules.trie)) ||
			v.rules.trie[pos]&(1<<31|0xff) != uint32(c)
	}
}

// space is how SentencePiece writes a space inside pieces: U+2581.
const space = "\u2581"

// normalize returns the text as the trie over the pieces expects it.
func (v *Vocab) normalize(out []byte, s string) []byte {
	if v.squeeze {
		for s != "" {
			text, n := v.next(s)
			if text != " " {
				break
			}
			s = s[n:]
		}
	}
	if s == "" {
		return out
	}
	mark := " "
	if v.escape {
		mark = space
	}
	if v.dummyPrefix && !v.spaceAsSuffix {
		out = append(out, space...)
	}
	afterSpace := v.squeeze
	for s != "" {
		text, n := v.next(s)
		s = s[n:]
		for afterSpace && text != "" && text[0] == ' ' {
			text = text[1:]
		}
		for i := 0; i < len(text); i++ {
			if text[i] == ' ' {
				out = append(out, mark...)
			} else {
				out = append(out, text[i])
			}
		}
		if text != "" {
			afterSpace = v.squeeze && text[len(text)-1] == ' '
		}
	}
	if v.squeeze {
		for bytes.HasSuffix(out, []byte(mark)) {
			out = out[:len(out)-len(mark)]
		}
	}
	if v.dummyPrefix && v.spaceAsSuffix {
		out = append(out, space...)
	}
	return out
}
