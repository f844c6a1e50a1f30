package meta

import (
	"strconv"
	"strings"
	"unicode/utf16"
	"unicode/utf8"
)

const (
	// maxScript bounds one JSON-LD script, in bytes; the longest of 1,070
	// archived pages has 0.4 MB.
	maxScript = 2 << 20
	// maxNesting bounds objects inside objects.
	maxNesting = 48
	// maxValues bounds the values of one script.
	maxValues = 100_000
)

// lenient reads JSON as publishers write it: with raw line breaks and bare
// quotation marks inside strings, comments, commas at the end, several values
// one after another, or an end that is missing. Numbers and literals become
// strings, null becomes nil.
type lenient struct {
	s      string
	at     int
	values int
}

// readJSON returns the values found in s, in order.
func readJSON(s string) []any {
	p := &lenient{s: s[:min(len(s), maxScript)]}
	var out []any
	for {
		p.skip(" \t\r\n;,\ufeff")
		if p.at >= len(p.s) || p.values > maxValues {
			return out
		}
		switch p.s[p.at] {
		case '{', '[':
			out = append(out, p.value(0))
		default:
			next := strings.IndexAny(p.s[p.at:], "{[")
			if next < 0 {
				return out
			}
			p.at += next
		}
	}
}

// skip passes over any of set, and comments.
func (p *lenient) skip(set string) {
	for p.at < len(p.s) {
		rest := p.s[p.at:]
		r, size := utf8.DecodeRuneInString(rest)
		switch {
		case strings.ContainsRune(set, r):
			p.at += size
		case strings.HasPrefix(rest, "/*"):
			p.pass(rest, "*/")
		case strings.HasPrefix(rest, "<!--"):
			p.at += len("<!--")
		case strings.HasPrefix(rest, "-->"):
			p.at += len("-->")
		case strings.HasPrefix(rest, "//"):
			p.pass(rest, "\n")
		default:
			return
		}
	}
}

func (p *lenient) pass(rest, end string) {
	n := strings.Index(rest, end)
	if n < 0 {
		p.at = len(p.s)
		return
	}
	p.at += n + len(end)
}

const blank = " \t\r\n\u00a0\ufeff"

func (p *lenient) value(depth int) any {
	p.skip(blank)
	p.values++
	if p.at >= len(p.s) {
		return nil
	}
	if depth >= maxNesting || p.values > maxValues {
		p.at = len(p.s)
		return nil
	}
	switch p.s[p.at] {
	case '{':
		p.at++
		return p.object(depth)
	case '[':
		p.at++
		return p.array(depth)
	case '"':
		p.at++
		return p.text()
	}
	start := p.at
	for p.at < len(p.s) && !strings.ContainsRune(",]}\n", rune(p.s[p.at])) {
		p.at++
	}
	word := strings.TrimSpace(p.s[start:p.at])
	if word == "null" || word == "undefined" || word == "" {
		return nil
	}
	return strings.Trim(word, "'")
}

func (p *lenient) object(depth int) any {
	m := map[string]any{}
	for {
		p.skip(blank + ",")
		if p.at >= len(p.s) {
			return m
		}
		if c := p.s[p.at]; c == '}' || c == ']' {
			p.at++
			return m
		}
		key := p.key()
		p.skip(blank)
		if p.at >= len(p.s) || p.s[p.at] != ':' {
			if key == "" {
				p.at++
			}
			continue
		}
		p.at++
		v := p.value(depth + 1)
		if _, present := m[key]; !present || m[key] == nil {
			m[key] = v
		}
	}
}

func (p *lenient) key() string {
	if p.s[p.at] == '"' {
		p.at++
		return p.text()
	}
	start := p.at
	for p.at < len(p.s) && !strings.ContainsRune(":,}]\"{[ \n", rune(p.s[p.at])) {
		p.at++
	}
	return strings.Trim(p.s[start:p.at], "'")
}

func (p *lenient) array(depth int) any {
	list := []any{}
	for {
		p.skip(blank + ",")
		if p.at >= len(p.s) {
			return list
		}
		if c := p.s[p.at]; c == ']' || c == '}' {
			p.at++
			return list
		}
		before := p.at
		list = append(list, p.value(depth+1))
		if p.at == before {
			p.at++
		}
	}
}

// text reads a string after its opening quotation mark.
func (p *lenient) text() string {
	var b strings.Builder
	for p.at < len(p.s) {
		c := p.s[p.at]
		p.at++
		switch c {
		case '"':
			if p.closes() {
				return b.String()
			}
			b.WriteByte(c)
		case '\\':
			p.escape(&b)
		default:
			b.WriteByte(c)
		}
	}
	return b.String()
}

// closes reports whether the quotation mark just read ends its string: what
// follows must be able to follow a string.
func (p *lenient) closes() bool {
	const ahead = 64 // white space before the next mark, in bytes
	for i := p.at; i < len(p.s) && i < p.at+ahead; i++ {
		switch p.s[i] {
		case ' ', '\t', '\r', '\n':
		case ',':
			return p.commaEnds(i + 1)
		case ':', '}', ']', '/':
			return true
		default:
			return false
		}
	}
	return true
}

// commaEnds reports whether what follows a comma is a key or a value, not the
// middle of a sentence that has a quotation mark before its comma.
func (p *lenient) commaEnds(i int) bool {
	for ; i < len(p.s); i++ {
		switch c := p.s[i]; {
		case strings.IndexByte(" \t\r\n", c) >= 0:
		case strings.IndexByte("\"{[}]-'/", c) >= 0, c >= '0' && c <= '9':
			return true
		default:
			rest := p.s[i:]
			return strings.HasPrefix(rest, "true") || strings.HasPrefix(rest, "false") || strings.HasPrefix(rest, "null")
		}
	}
	return true
}

func (p *lenient) escape(b *strings.Builder) {
	if p.at >= len(p.s) {
		return
	}
	c := p.s[p.at]
	p.at++
	switch c {
	case 'n':
		b.WriteByte('\n')
	case 'r', 't', 'b', 'f':
		b.WriteByte(' ')
	case 'u':
		b.WriteRune(p.unicode())
	default:
		b.WriteByte(c)
	}
}

func (p *lenient) unicode() rune {
	r := p.hex()
	if utf16.IsSurrogate(r) && strings.HasPrefix(p.s[p.at:], `\u`) {
		p.at += 2
		return utf16.DecodeRune(r, p.hex())
	}
	return r
}

func (p *lenient) hex() rune {
	if p.at+4 > len(p.s) {
		p.at = len(p.s)
		return utf8.RuneError
	}
	v, err := strconv.ParseUint(p.s[p.at:p.at+4], 16, 32)
	if err != nil {
		return utf8.RuneError
	}
	p.at += 4
	return rune(v)
}
