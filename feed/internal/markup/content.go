package markup

import "unicode/utf8"

// Content is what an element holds.
type Content struct {
	Text   string // text of the element and of those inside it, references resolved
	Inner  []byte // the source between its tags, where it holds elements, else nil
	Nested bool   // it holds elements
	Cut    bool   // it was longer than the limit
}

// Content reads the element just started to its end and returns what it
// holds, at most limit bytes of it.
func (s *Scanner) Content(limit int) Content {
	var c Content
	depth := len(s.open)
	first := s.pos
	s.buf = s.buf[:0]
	for {
		switch s.Next() {
		case Text:
			if len(s.buf) > limit {
				continue
			}
			raw := Cut(s.text, 8*limit+64) // references are longer than what they stand for
			if s.cdata {
				s.buf = appendClean(s.buf, raw)
			} else {
				s.buf = s.appendText(s.buf, raw)
			}
		case Start:
			c.Nested = true
		case End:
			if len(s.open) >= depth {
				continue
			}
			s.close(&c, first, limit)
			return c
		case Done:
			s.close(&c, first, limit)
			return c
		}
	}
}

func (s *Scanner) close(c *Content, first, limit int) {
	c.Cut = len(s.buf) > limit
	c.Text = string(Cut(s.buf, limit))
	if !c.Nested {
		return
	}
	inner := s.src[first:max(first, s.tagStart)]
	c.Cut = c.Cut || len(inner) > limit
	c.Inner = Cut(inner, limit)
}

// NextIn is Next for a reader of the children of an element that was started at
// depth. Once that element is closed, be it by an end tag further out that a
// reader of one of the children met, it goes on returning End.
func (s *Scanner) NextIn(depth int) Kind {
	if len(s.open) < depth {
		return End
	}
	return s.Next()
}

// Skip reads the element just started to its end.
func (s *Scanner) Skip() {
	depth := len(s.open)
	for {
		switch s.Next() {
		case End:
			if len(s.open) < depth {
				return
			}
		case Done:
			return
		}
	}
}

// Cut shortens b to at most limit bytes, at the end of a character.
func Cut(b []byte, limit int) []byte {
	if len(b) <= limit {
		return b
	}
	for limit > 0 && !utf8.RuneStart(b[limit]) {
		limit--
	}
	return b[:limit]
}
