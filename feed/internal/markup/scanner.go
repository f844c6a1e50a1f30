// Package markup reads XML as publishers write it, without ever failing.
//
// Feeds, sitemaps and OPML lists break the rules of XML in every way there is:
// bare ampersands, HTML entities that nobody declared, control bytes, tags
// that are never closed, half a document. A Scanner goes on behind all of it,
// in time proportional to the input and with a stack of bounded depth. It
// opens nothing, loads nothing and expands only short entities that are plain
// text.
package markup

import "bytes"

// Limits of a document. Each is several times what honest documents have.
const (
	maxDepth     = 64       // elements inside one another; deeper ones are not tracked
	maxAttrs     = 64       // attributes of one element; later ones are not seen
	maxBindings  = 64       // namespaces in force at once
	maxAttrValue = 16 << 10 // bytes of an attribute's value
	lowDepth     = 6        // an end tag up to here is believed whatever lies above it
)

// Kind is what Next found.
type Kind uint8

// The kinds of tokens.
const (
	Done Kind = iota
	Start
	End
	Text
)

// Scanner reads a document token by token.
type Scanner struct {
	src      []byte
	pos      int // next byte to read
	tagStart int // first byte of the last token

	open     []element
	extra    int  // open elements beyond maxDepth
	selfEnd  bool // the last start tag closed itself
	broken   bool // the document ended too early
	boundary int  // depth of the open element that cannot hold its like, or 0

	attrs    []attr
	bindings []binding
	local    []byte // lower-case local name of the last start tag
	space    string
	text     []byte
	cdata    bool
	buf      []byte

	entities  entities
	nextClose int // where the next CDATA section ends, beyond the source if none does
}

type element struct {
	name     []byte // as written, with prefix
	bindings int    // how many namespaces were in force outside
}

// NewScanner returns a Scanner over valid UTF-8.
func NewScanner(src []byte) *Scanner {
	return &Scanner{src: src, open: make([]element, 0, 16), local: make([]byte, 0, 32)}
}

// Depth is the number of open elements, the one just started included.
func (s *Scanner) Depth() int { return len(s.open) }

// Truncated reports whether the document ended inside an element. It is known
// after Done.
func (s *Scanner) Truncated() bool { return s.broken }

// Offset is the number of bytes read.
func (s *Scanner) Offset() int { return s.pos }

// Local is the local name of the element just started, in lower case. It is
// valid until the next call.
func (s *Scanner) Local() []byte { return s.local }

// Space is the label of the element's namespace, see package markup's table:
// empty for none, "?" for one that is not known.
func (s *Scanner) Space() string { return s.space }

// Raw is the text of a Text token as written.
func (s *Scanner) Raw() []byte { return s.text }

// SetBoundary declares the element just started to be one that cannot contain
// its like, such as an item: when the next one starts, this one is closed,
// whatever it left open.
func (s *Scanner) SetBoundary() { s.boundary = len(s.open) }

// Next reads the next token. Every Start has its End, also where the document
// has none; an End may close several elements at once, so compare Depth.
func (s *Scanner) Next() Kind {
	if s.selfEnd {
		s.selfEnd = false
		s.pop(len(s.open) - 1)
		return End
	}
	for s.pos < len(s.src) {
		s.tagStart = s.pos
		if s.src[s.pos] != '<' {
			return s.readText()
		}
		rest := s.src[s.pos:]
		switch {
		case len(rest) > 1 && isNameStart(rest[1]):
			if kind, ok := s.readStart(); ok {
				return kind
			}
		case len(rest) > 2 && rest[1] == '/' && isNameStart(rest[2]):
			if s.readEnd() {
				return End
			}
		case bytes.HasPrefix(rest, cdataOpen):
			return s.readCDATA()
		case bytes.HasPrefix(rest, []byte("<!--")):
			s.skipPast(4, "-->")
		case bytes.HasPrefix(rest, []byte("<?")):
			s.skipPast(2, "?>")
		case len(rest) > 9 && bytes.EqualFold(rest[:9], []byte("<!DOCTYPE")):
			s.readDoctype()
		case bytes.HasPrefix(rest, []byte("<!")):
			s.skipPast(2, ">")
		case len(rest) == 1:
			s.pos = len(s.src)
		default:
			return s.readText() // a lone < is text
		}
	}
	return s.finish()
}

// finish closes what is still open, as one End.
func (s *Scanner) finish() Kind {
	s.tagStart = len(s.src)
	if len(s.open) > 0 {
		s.broken = true
		s.pop(0)
		return End
	}
	return Done
}

func isNameStart(b byte) bool {
	return b|0x20 >= 'a' && b|0x20 <= 'z' || b == '_' || b == ':' || b >= 0x80
}

// skipPast moves behind the next occurrence of end, or to the end of the
// document where there is none.
func (s *Scanner) skipPast(from int, end string) {
	i := bytes.Index(s.src[s.pos+from:], []byte(end))
	if i < 0 {
		s.pos = len(s.src)
		return
	}
	s.pos += from + i + len(end)
}

// readText takes the text up to the next <.
func (s *Scanner) readText() Kind {
	start := s.pos
	end := bytes.IndexByte(s.src[start+1:], '<')
	if end < 0 {
		s.pos = len(s.src)
	} else {
		s.pos = start + 1 + end
	}
	s.text, s.cdata = s.src[start:s.pos], false
	return Text
}

var cdataOpen, cdataClose = []byte("<![CDATA["), []byte("]]>")

// readCDATA takes a CDATA section. One that was never closed would swallow the
// next element up to that one's section, so where sections nest the first
// ends with the element that it stands in.
func (s *Scanner) readCDATA() Kind {
	body := s.src[s.pos+len(cdataOpen):]
	end := s.cdataEnd(len(s.src) - len(body))
	next := end
	if end < 0 {
		end, next = len(body), len(body)
	} else {
		next += len(cdataClose)
	}
	if len(s.open) > 0 && (next == len(body) || bytes.Contains(body[:end], cdataOpen)) {
		closing := append([]byte("</"), s.open[len(s.open)-1].name...)
		if i := bytes.Index(body[:end], closing); i >= 0 {
			end, next = i, i
		}
	}
	s.pos += len(cdataOpen) + next
	s.text, s.cdata = body[:end], true
	return Text
}

// cdataEnd is where the CDATA section that begins at from ends, counted from
// there, or -1. The place is remembered, since a hostile document can open any
// number of sections before it.
func (s *Scanner) cdataEnd(from int) int {
	if s.nextClose < from {
		i := bytes.Index(s.src[from:], cdataClose)
		if i < 0 {
			s.nextClose = len(s.src) + 1
		} else {
			s.nextClose = from + i
		}
	}
	if s.nextClose > len(s.src) {
		return -1
	}
	return s.nextClose - from
}

// readEnd reads an end tag. It reports false for one that closes nothing.
func (s *Scanner) readEnd() bool {
	name := s.src[s.pos+2:]
	n := nameLength(name)
	name = name[:n]
	s.pos += 2 + n
	if i := bytes.IndexByte(s.src[s.pos:], '>'); i >= 0 {
		s.pos += i + 1
	} else {
		s.pos = len(s.src)
	}
	for i := len(s.open) - 1; i >= 0; i-- {
		if !bytes.Equal(s.open[i].name, name) {
			continue
		}
		if s.extra > 0 && i >= lowDepth {
			break
		}
		s.extra = 0
		s.pop(i)
		return true
	}
	if s.extra > 0 {
		s.extra--
	}
	return false
}

// pop closes elements until depth are open.
func (s *Scanner) pop(depth int) {
	s.bindings = s.bindings[:s.open[depth].bindings]
	s.open = s.open[:depth]
	if depth < s.boundary {
		s.boundary = 0
	}
}

func nameLength(b []byte) int {
	for i, c := range b {
		switch c {
		case ' ', '\t', '\r', '\n', '/', '>', '=', '<', '"', '\'':
			return i
		}
	}
	return len(b)
}

// readStart reads a start tag. It reports false where the element lies too
// deep to be told of.
func (s *Scanner) readStart() (Kind, bool) {
	name := s.src[s.pos+1:]
	name = name[:nameLength(name)]
	if b := s.boundary; b > 0 && b <= len(s.open) && bytes.Equal(s.open[b-1].name, name) {
		s.extra = 0
		s.pop(b - 1)
		return End, true
	}
	outside := len(s.bindings)
	s.attrs = s.attrs[:0]
	s.pos += 1 + len(name)
	closed := s.readAttrs()
	if len(s.open) >= maxDepth {
		s.bindings = s.bindings[:outside]
		if !closed {
			s.extra++
		}
		return Start, false
	}
	s.open = append(s.open, element{name, outside})
	s.selfEnd = closed
	s.setName(name)
	return Start, true
}

// setName resolves the namespace of a name as written.
func (s *Scanner) setName(name []byte) {
	prefix, local := splitName(name)
	s.space = s.resolve(prefix)
	s.local = s.local[:0]
	for _, c := range local[:min(len(local), maxName)] {
		if c >= 'A' && c <= 'Z' {
			c |= 0x20
		}
		s.local = append(s.local, c)
	}
}

// maxName bounds a local name in bytes; longer ones are nobody's.
const maxName = 64

func splitName(name []byte) (prefix, local []byte) {
	if i := bytes.IndexByte(name, ':'); i >= 0 {
		return name[:i], name[i+1:]
	}
	return nil, name
}
