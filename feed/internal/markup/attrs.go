package markup

import (
	"bytes"
	"strings"
)

type attr struct{ name, value []byte }

// readAttrs reads the attributes of a start tag up to its end, and reports
// whether it closes itself. A < outside quotes ends a tag that was never
// finished.
func (s *Scanner) readAttrs() bool {
	for s.pos < len(s.src) {
		switch c := s.src[s.pos]; {
		case c == '>':
			s.pos++
			return false
		case c == '<':
			return false
		case c == '/' && s.pos+1 < len(s.src) && s.src[s.pos+1] == '>':
			s.pos += 2
			return true
		case c <= ' ' || c == '/' || c == '=' || c == '"' || c == '\'':
			s.pos++
		default:
			s.readAttr()
		}
	}
	return false
}

// readAttr reads one attribute.
func (s *Scanner) readAttr() {
	name := s.src[s.pos:]
	name = name[:max(nameLength(name), 1)]
	s.pos += len(name)
	s.skipBlank()
	if s.pos >= len(s.src) || s.src[s.pos] != '=' {
		return
	}
	s.pos++
	s.skipBlank()
	value := s.readValue()
	if len(s.attrs) < maxAttrs {
		s.attrs = append(s.attrs, attr{name, value})
		s.bind(name, value)
	}
}

func (s *Scanner) skipBlank() {
	for s.pos < len(s.src) && s.src[s.pos] <= ' ' {
		s.pos++
	}
}

// readValue reads a value with or without quotes. One whose quote never ends
// stops with the tag.
func (s *Scanner) readValue() []byte {
	if s.pos >= len(s.src) {
		return nil
	}
	quote := s.src[s.pos]
	if quote != '"' && quote != '\'' {
		value := s.src[s.pos:]
		end := bytes.IndexAny(value[:min(len(value), maxAttrValue)], " \t\r\n><")
		if end < 0 {
			end = min(len(value), maxAttrValue)
		}
		s.pos += end
		return value[:end]
	}
	rest := s.src[s.pos+1:]
	if end := bytes.IndexByte(rest[:min(len(rest), maxAttrValue)], quote); end >= 0 {
		s.pos += end + 2
		return rest[:end]
	}
	end := bytes.IndexByte(rest, '>')
	if end < 0 {
		end = len(rest)
	}
	s.pos += 1 + end
	return nil
}

// Attr returns the decoded value of an attribute of the element just started,
// without white space at its ends. The name is either plain (href) or has the
// label of its namespace (rdf:about, xml:base). It is "" where there is none.
func (s *Scanner) Attr(name string) string {
	label, local, prefixed := strings.Cut(name, ":")
	for _, a := range s.attrs {
		prefix, rest := splitName(a.name)
		switch {
		case !prefixed && prefix == nil && equalFold(a.name, name),
			prefixed && prefix != nil && equalFold(rest, local) && s.prefixIs(prefix, label):
			s.buf = s.appendText(s.buf[:0], a.value)
			return strings.TrimSpace(string(s.buf))
		}
	}
	return ""
}

func (s *Scanner) prefixIs(prefix []byte, label string) bool {
	return string(prefix) == label || s.resolve(prefix) == label
}

func equalFold(b []byte, s string) bool {
	if len(b) != len(s) {
		return false
	}
	for i := range b {
		if c := b[i]; c != s[i] && (c < 'A' || c > 'Z' || c|0x20 != s[i]|0x20) {
			return false
		}
	}
	return true
}
