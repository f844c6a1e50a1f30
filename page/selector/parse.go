package selector

import (
	"fmt"
	"strings"
	"unicode/utf8"
)

// The limits of a selector. Both bound what it can cost on a page: at most
// maxTests looks at each attribute.
const (
	MaxBytes = 300 // five times the longest that hints of other readers have
	maxTests = 32
)

// Error says what is wrong with a selector, and where.
type Error struct {
	Selector string
	At       int    // byte
	Message  string // what was expected and what stands there
}

// Error returns: want a name, got "2col" (byte 6 of "p > .2col").
func (e *Error) Error() string {
	if e.Selector == "" {
		return e.Message
	}
	return fmt.Sprintf("%s (byte %d of %q)", e.Message, e.At+1, e.Selector)
}

// Selector is a parsed selector. It is not changed after that and may be shared.
type Selector struct {
	text   string
	parts  []part
	finals uint64 // the last parts of the alternatives
}

// String returns the selector as it was written.
func (s *Selector) String() string { return s.text }

// part is a compound with how it is joined to the part before it: 0 for the
// first of an alternative, else ' ', '>', '+' or '~'.
type part struct {
	joined byte
	tests  []test
}

// test is one condition of a compound.
type test struct {
	op    byte     // of those below
	name  string   // of an element or an attribute
	value string   // that is looked for
	fold  bool     // case does not matter
	in    [][]test // of :not and :is
}

// The operators; those of attributes are their own first character.
const (
	opType    = 't'
	opHas     = '['
	opEqual   = '='
	opWord    = '~' // a class too
	opDash    = '|'
	opPrefix  = '^'
	opSuffix  = '$'
	opContain = '*'
	opNot     = '!'
	opIs      = ':'
	opFirst   = 'f'
	opLast    = 'l'
)

// Parse reads a selector. The error is an [*Error].
func Parse(text string) (*Selector, error) {
	switch {
	case strings.TrimSpace(text) == "":
		return nil, &Error{Message: "want a selector, got nothing"}
	case len(text) > MaxBytes:
		return nil, &Error{Message: fmt.Sprintf("want a selector of at most %d bytes, got %d", MaxBytes, len(text))}
	case !utf8.ValidString(text):
		return nil, &Error{Message: "want a selector in UTF-8"}
	}
	p := &parser{text: text}
	s := &Selector{text: text}
	p.list(s)
	if p.err != nil {
		return nil, p.err
	}
	return s, nil
}

// parser reads a selector. After the first error it reads on as little as it
// can.
type parser struct {
	text  string
	at    int
	tests int
	err   *Error
}

func (p *parser) fail(at int, format string, args ...any) {
	if p.err == nil {
		p.err = &Error{Selector: p.text, At: at, Message: fmt.Sprintf(format, args...)}
	}
	p.at = len(p.text)
}

// want fails for what stands at the current place.
func (p *parser) want(what string) {
	const shown = 20 // bytes
	rest := p.text[p.at:]
	if rest == "" {
		p.fail(p.at, "want %s, got the end", what)
		return
	}
	if len(rest) > shown {
		rest = strings.ToValidUTF8(rest[:shown], "") + "…"
	}
	p.fail(p.at, "want %s, got %q", what, rest)
}

// peek is the current byte; 0 at the end.
func (p *parser) peek() byte {
	if p.at < len(p.text) {
		return p.text[p.at]
	}
	return 0
}

func (p *parser) done() bool { return p.at >= len(p.text) }

// space skips white space and reports whether there was any.
func (p *parser) space() bool {
	from := p.at
	for !p.done() && isSpace(p.text[p.at]) {
		p.at++
	}
	return p.at > from
}

func isSpace(c byte) bool { return c == ' ' || c >= '\t' && c <= '\r' && c != '\v' }

// list reads alternatives up to the end.
func (p *parser) list(s *Selector) {
	for {
		p.space()
		p.alternative(s)
		if p.err != nil || p.done() {
			return
		}
		if p.peek() != ',' {
			p.want(`a space, ">", "+", "~", "," or the end`)
			return
		}
		p.at++
	}
}

// alternative reads compounds with combinators between them.
func (p *parser) alternative(s *Selector) {
	joined := byte(0)
	for {
		s.parts = append(s.parts, part{joined, p.compound(true)})
		if p.err != nil {
			return
		}
		spaced := p.space()
		switch c := p.peek(); {
		case p.done() || c == ',':
			s.finals |= 1 << (len(s.parts) - 1)
			return
		case c == '>' || c == '+' || c == '~':
			p.at++
			p.space()
			joined = c
		case spaced:
			joined = ' '
		default:
			return // list says what was expected
		}
	}
}

// compound reads conditions that follow one another. Only an outer one may
// hold :not and :is.
func (p *parser) compound(outer bool) []test {
	var tests []test
	if p.peek() == '*' {
		p.at++
		tests = append(tests, test{op: opType})
	} else if p.startsName() {
		tests = append(tests, test{op: opType, name: strings.ToLower(p.name())})
	}
	for !p.done() {
		c := p.peek()
		if c != '#' && c != '.' && c != '[' && c != ':' {
			break
		}
		tests = append(tests, p.condition(c, outer))
	}
	if p.tests += len(tests); p.tests > maxTests {
		p.fail(0, "want at most %d conditions", maxTests)
	}
	if len(tests) == 0 {
		p.want(`an element, "#id", ".class" or "[attribute]"`)
	}
	return tests
}

// condition reads what begins with c.
func (p *parser) condition(c byte, outer bool) test {
	p.at++
	switch c {
	case '#':
		return test{op: opEqual, name: "id", value: p.name()}
	case '.':
		return test{op: opWord, name: "class", value: p.name()}
	case '[':
		return p.attribute()
	}
	from := p.at
	known := `:not(), :is(), :first-child or :last-child`
	if !outer {
		known = `a condition without ":" inside of the brackets`
	}
	if !p.startsName() {
		p.at--
		p.want(known)
		return test{}
	}
	switch word := strings.ToLower(p.name()); {
	case !outer:
	case word == "first-child":
		return test{op: opFirst}
	case word == "last-child":
		return test{op: opLast}
	case (word == "not" || word == "is") && p.peek() == '(':
		p.at++
		in := p.alternatives()
		if word == "not" {
			return test{op: opNot, in: in}
		}
		return test{op: opIs, in: in}
	}
	if p.err == nil {
		p.at = from - 1
		p.want(known)
	}
	return test{}
}

// alternatives reads the compounds in the brackets of :not and :is.
func (p *parser) alternatives() [][]test {
	var in [][]test
	for p.err == nil {
		p.space()
		in = append(in, p.compound(false))
		p.space()
		c := p.peek()
		if c != ',' && c != ')' {
			p.want(`"," or ")"`)
			break
		}
		p.at++
		if c == ')' {
			break
		}
	}
	return in
}

// attribute reads [name], [name=value] and their like, behind the bracket.
func (p *parser) attribute() test {
	p.space()
	t := test{op: opHas, name: strings.ToLower(p.name())}
	p.space()
	if p.peek() == ']' {
		p.at++
		return t
	}
	t.op = p.peek()
	switch {
	case p.done():
		p.want(`"]" or an operator`)
		return t
	case t.op == opEqual:
		p.at++
	case strings.IndexByte("~|^$*", t.op) >= 0 && strings.HasPrefix(p.text[p.at+1:], "="):
		p.at += 2
	default:
		p.want(`"]", "=", "~=", "|=", "^=", "$=" or "*="`)
		return t
	}
	p.space()
	t.value = p.value()
	p.space()
	if p.peek() == 'i' || p.peek() == 'I' {
		t.fold = true
		p.at++
		p.space()
	}
	if p.peek() != ']' {
		p.want(`"]"`)
		return t
	}
	p.at++
	return t
}

// value reads a quoted text or a name.
func (p *parser) value() string {
	quote := p.peek()
	if quote != '"' && quote != '\'' {
		if !p.startsName() {
			p.want("a name or a text in quotes")
		}
		return p.name()
	}
	from := p.at
	p.at++
	var b strings.Builder
	for !p.done() {
		switch c := p.peek(); {
		case c == quote:
			p.at++
			return b.String()
		case c == '\\':
			b.WriteRune(p.escape())
		default:
			b.WriteByte(c)
			p.at++
		}
	}
	if p.err == nil {
		p.at = from
		p.want(fmt.Sprintf("a closing %c", quote))
	}
	return ""
}

// startsName reports whether a name begins here.
func (p *parser) startsName() bool {
	rest := strings.TrimLeft(p.text[p.at:], "-")
	return rest != "" && (rest[0] == '\\' || isNameByte(rest[0]) && (rest[0] < '0' || rest[0] > '9'))
}

func isNameByte(c byte) bool {
	return c >= utf8.RuneSelf || c == '_' || c == '-' || c >= '0' && c <= '9' || c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z'
}

// name reads the name of an element, a class, an attribute …
func (p *parser) name() string {
	if !p.startsName() {
		p.want(`a name, which begins with a letter, "_" or "-"`)
		return ""
	}
	var b strings.Builder
	for !p.done() {
		c := p.peek()
		if c == '\\' {
			b.WriteRune(p.escape())
			continue
		}
		if !isNameByte(c) {
			break
		}
		b.WriteByte(c)
		p.at++
	}
	return b.String()
}

// escape reads a backslash with what it stands for: a character itself, or one
// by its number in up to six hexadecimal digits.
func (p *parser) escape() rune {
	from := p.at
	p.at++
	n, digits := rune(0), 0
	for ; digits < 6 && !p.done(); digits++ {
		d := strings.IndexByte("0123456789abcdef", p.text[p.at]|0x20)
		if d < 0 || p.text[p.at] < '0' {
			break
		}
		n = n<<4 | rune(d)
		p.at++
	}
	if digits > 0 {
		if !p.done() && isSpace(p.peek()) {
			p.at++
		}
		if n == 0 || !utf8.ValidRune(n) {
			return utf8.RuneError
		}
		return n
	}
	c, size := utf8.DecodeRuneInString(p.text[p.at:])
	if size == 0 || c == '\n' {
		p.at = from
		p.want("a character after the backslash")
		return 0
	}
	p.at += size
	return c
}
