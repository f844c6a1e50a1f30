package markup

import (
	"bytes"
	"html"
	"strings"
	"unicode/utf8"
)

// Limits of entities that a document declares. Honest ones stand for a
// character; the sum bounds what a document can make of them.
const (
	maxEntities    = 64
	maxEntityValue = 64
	maxExpansion   = 64 << 10
)

// entities are what a document type declaration defines.
type entities struct {
	values   map[string]string // short and plain
	refused  map[string]bool   // external, nested or long: they stand for nothing
	expanded int
}

// readDoctype skips a document type declaration and takes note of the
// entities in its internal subset. Nothing that it names is opened.
func (s *Scanner) readDoctype() {
	s.pos += len("<!DOCTYPE")
	for s.pos < len(s.src) {
		switch c := s.src[s.pos]; {
		case c == '>':
			s.pos++
			return
		case c == '"' || c == '\'':
			s.skipPast(1, string(c))
		case c == '[':
			s.pos++
			s.readSubset()
		case c == '<':
			return // never closed
		default:
			s.pos++
		}
	}
}

// readSubset reads declarations up to the closing bracket.
func (s *Scanner) readSubset() {
	for s.pos < len(s.src) {
		rest := s.src[s.pos:]
		switch {
		case rest[0] == ']':
			s.pos++
			return
		case bytes.HasPrefix(rest, []byte("<!ENTITY")):
			s.readEntity()
		case bytes.HasPrefix(rest, []byte("<!--")):
			s.skipPast(4, "-->")
		case bytes.HasPrefix(rest, []byte("<!")):
			s.skipPast(2, ">")
		case bytes.HasPrefix(rest, []byte("<?")):
			s.skipPast(2, "?>")
		case rest[0] == '<':
			return // the bracket is missing
		default:
			s.pos++
		}
	}
}

// readEntity reads <!ENTITY name "value">.
func (s *Scanner) readEntity() {
	s.pos += len("<!ENTITY")
	s.skipBlank()
	name := s.src[s.pos:]
	name = name[:nameLength(name)]
	s.pos += len(name)
	s.skipBlank()
	if s.pos < len(s.src) && (s.src[s.pos] == '"' || s.src[s.pos] == '\'') {
		quote := s.src[s.pos]
		value := s.src[s.pos+1:]
		end := bytes.IndexByte(value, quote)
		if end < 0 {
			s.pos = len(s.src)
			return
		}
		s.pos += end + 2
		s.declare(string(name[:min(len(name), maxName)]), value[:end])
		s.skipPast(0, ">")
		return
	}
	s.declare(string(name[:min(len(name), maxName)]), nil)
	s.skipEntity()
}

// skipEntity moves behind the > that ends a declaration, quotes left out.
func (s *Scanner) skipEntity() {
	for s.pos < len(s.src) {
		switch c := s.src[s.pos]; c {
		case '>':
			s.pos++
			return
		case '"', '\'':
			s.skipPast(1, string(c))
		default:
			s.pos++
		}
	}
}

// declare remembers an entity: its value if that is short and plain, else that
// it stands for nothing.
func (s *Scanner) declare(name string, value []byte) {
	e := &s.entities
	if len(e.values)+len(e.refused) >= maxEntities {
		return
	}
	if e.values == nil {
		e.values, e.refused = map[string]string{}, map[string]bool{}
	}
	plain := html.UnescapeString(string(value[:min(len(value), maxEntityValue)]))
	if value == nil || len(value) > maxEntityValue || strings.ContainsAny(plain, "&<") {
		e.refused[name] = true
		return
	}
	e.values[name] = plain
}

// maxReference is the longest reference, in bytes: the longest name of HTML
// has 31 letters.
const maxReference = 40

// appendText appends raw with its references resolved and without characters
// that no text has.
func (s *Scanner) appendText(dst, raw []byte) []byte {
	for len(raw) > 0 {
		i := bytes.IndexByte(raw, '&')
		if i < 0 {
			return appendClean(dst, raw)
		}
		dst = appendClean(dst, raw[:i])
		raw = raw[i:]
		end := bytes.IndexByte(raw[:min(len(raw), maxReference)], ';')
		if end < 2 {
			dst, raw = append(dst, '&'), raw[1:]
			continue
		}
		value, ok := s.reference(raw[1:end])
		if !ok {
			dst, raw = append(dst, '&'), raw[1:]
			continue
		}
		dst = append(dst, value...)
		raw = raw[end+1:]
	}
	return dst
}

// reference resolves what stands between & and ;.
func (s *Scanner) reference(name []byte) (string, bool) {
	switch string(name) {
	case "amp":
		return "&", true
	case "lt":
		return "<", true
	case "gt":
		return ">", true
	case "quot":
		return `"`, true
	case "apos":
		return "'", true
	}
	if s.entities.refused[string(name)] {
		return "", true
	}
	if v, ok := s.entities.values[string(name)]; ok {
		s.entities.expanded += len(v)
		if s.entities.expanded > maxExpansion {
			return "", true
		}
		return v, true
	}
	return namedOrNumber(name)
}

// namedOrNumber resolves a numeric reference or one of the names of HTML.
// Numbers of characters that no text has stand for nothing.
func namedOrNumber(name []byte) (string, bool) {
	if !isReference(name) {
		return "", false
	}
	if string(name) == "nbsp" {
		return " ", true // editors write it for any space; who means U+00A0 says so by number
	}
	ref := "&" + string(name) + ";"
	value := html.UnescapeString(ref)
	if value == ref || strings.HasSuffix(value, ";") && name[0] != '#' && string(name) != "semi" {
		return "", false // no such name, or only its beginning is one
	}
	if r, size := utf8.DecodeRuneInString(value); name[0] == '#' && size == len(value) && !isText(r) {
		return "", true
	}
	return value, true
}

func isReference(name []byte) bool {
	if name[0] == '#' {
		digits := bytes.TrimLeft(name[1:], "xX")
		return len(digits) > 0 && len(name)-len(digits) <= 2
	}
	for _, c := range name {
		if (c|0x20 < 'a' || c|0x20 > 'z') && (c < '0' || c > '9') {
			return false
		}
	}
	return true
}

// isText reports whether a character may stand in text: not a control
// character, half of a pair or the sign of damage.
func isText(r rune) bool {
	switch {
	case r == '\t' || r == '\n':
		return true
	case r < ' ', r >= 0x7F && r < 0xA0, r == utf8.RuneError, r == 0xFEFF, r&0xFFFE == 0xFFFE:
		return false
	}
	return true
}

// Clean removes from s the characters that no text has.
func Clean(s string) string {
	for i := range len(s) {
		if c := s[i]; c < ' ' && c != '\n' && c != '\t' || c == 0x7F || c == 0xC2 || c == 0xEF {
			return string(appendClean(nil, []byte(s)))
		}
	}
	return s
}

// appendClean appends text without control characters.
func appendClean(dst, text []byte) []byte {
	clean := true
	for _, b := range text {
		if b < ' ' && b != '\n' && b != '\t' || b == 0x7F || b == 0xC2 || b == 0xEF {
			clean = false
			break
		}
	}
	if clean {
		return append(dst, text...)
	}
	for len(text) > 0 {
		r, size := utf8.DecodeRune(text)
		if isText(r) || (r == utf8.RuneError && size > 1) {
			dst = append(dst, text[:size]...)
		}
		text = text[size:]
	}
	return dst
}
