package dom

import (
	"bytes"
	"io"

	"golang.org/x/net/html"
)

// codeKept is how much of a script is read, in bytes: enough to tell whose it
// is.
const codeKept = 1_024

// ParseForText reads a page as Parse does, but for the code in it: of a style
// nothing is read, and of a script that is no JSON-LD only how it begins. Half
// of a news page is code, and the parser looks at each byte several times.
func ParseForText(page []byte) (*html.Node, error) {
	if len(page) > MaxBytes {
		return Parse(page)
	}
	doc, err := html.ParseWithOptions(&pieces{withoutCode(page)}, html.ParseOptionEnableScripting(false))
	if err != nil {
		return Parse(page)
	}
	return doc, nil
}

// pieces reads pieces of a page one after the other.
type pieces struct{ left [][]byte }

func (p *pieces) Read(b []byte) (int, error) {
	n := 0
	for n < len(b) && len(p.left) > 0 {
		k := copy(b[n:], p.left[0])
		n += k
		if p.left[0] = p.left[0][k:]; len(p.left[0]) == 0 {
			p.left = p.left[1:]
		}
	}
	if n == 0 && len(b) > 0 {
		return 0, io.EOF
	}
	return n, nil
}

// coder finds the code of a page. It takes the page apart as the parser does,
// and where what the parser does depends on more than the tags, it ends: what
// follows is read whole.
type coder struct {
	page    []byte
	at      int
	pieces  [][]byte
	from    int // what is before is in pieces, or left out
	options bool
	script  bool // inside noscript
	drawing bool // inside svg, where nothing is raw
}

// withoutCode returns the page in pieces, between which code was.
func withoutCode(page []byte) [][]byte {
	c := &coder{page: page}
	for c.next() {
	}
	return append(c.pieces, page[c.from:])
}

// next goes over the next tag or comment, and reports whether to go on.
func (c *coder) next() bool {
	open := bytes.IndexByte(c.page[c.at:], '<')
	if open < 0 || c.at+open+1 >= len(c.page) {
		return false
	}
	c.at += open + 1
	switch b := c.page[c.at]; {
	case isLetter(b):
		return c.startTag()
	case b == '/':
		return c.endTag()
	case b == '?':
		return c.behind(">")
	case b == '!':
		return c.declaration()
	}
	return true
}

// behind goes behind the next such text.
func (c *coder) behind(text string) bool {
	i := bytes.Index(c.page[c.at:], []byte(text))
	c.at += i + len(text)
	return i >= 0
}

func (c *coder) declaration() bool {
	c.at++
	rest := c.page[c.at:]
	switch {
	case bytes.HasPrefix(rest, []byte("--")):
		// "<!-->" and "<!--->" are whole comments.
		end := bytes.Index(rest, []byte("-->"))
		if end < 0 || bytes.Contains(rest[:end], []byte("--!>")) {
			return false
		}
		c.at += end + len("-->")
		return true
	case bytes.HasPrefix(rest, []byte("[")):
		return false // text in drawings, a comment elsewhere
	}
	return c.behind(">")
}

func (c *coder) endTag() bool {
	c.at++
	if c.at >= len(c.page) {
		return false
	}
	if !isLetter(c.page[c.at]) {
		return c.behind(">") // also "</>"
	}
	name, end := c.tag()
	c.at = end
	switch name {
	case "select":
		c.options = false
	case "noscript":
		c.script = false
	case "svg":
		c.drawing = false
	}
	return end > 0
}

func (c *coder) startTag() bool {
	start := c.at
	name, end := c.tag()
	if end < 0 {
		return false
	}
	c.at = end
	if c.drawing {
		return c.inDrawing(name)
	}
	switch name {
	case "script", "style":
		return c.code(name, c.page[start:end])
	case "iframe", "noembed", "noframes", "textarea", "title", "xmp":
		i := endOf(c.page[c.at:], name)
		c.at += max(i, 0)
		return i >= 0
	case "noscript":
		nested := c.script || c.options
		c.script = true
		return !nested
	case "select":
		c.options = true
	case "svg":
		c.drawing = true
		return c.page[end-2] != '/'
	case "plaintext", "math", "frameset":
		return false
	}
	return true
}

// drawn are elements of drawings that hold no others of pages, title and desc
// apart.
var drawn = []string{"path", "g", "svg", "title", "desc", "use", "circle", "rect", "polygon", "polyline", "line", "ellipse",
	"defs", "symbol", "style", "lineargradient", "radialgradient", "stop", "clippath", "mask", "text", "tspan", "animate",
	"animatetransform", "filter", "image", "pattern", "metadata", "a"}

// inDrawing is startTag inside of a drawing.
func (c *coder) inDrawing(name string) bool {
	if name != "title" && name != "desc" {
		return name != "" && name != "svg"
	}
	// Between these tags stands a page again: only text is taken for granted.
	open := bytes.IndexByte(c.page[c.at:], '<')
	return open >= 0 && endOf(c.page[c.at:], name) == open
}

// code leaves out the code between a start tag and its end.
func (c *coder) code(name string, tag []byte) bool {
	n := endOf(c.page[c.at:], name)
	if n < 0 {
		return false
	}
	code := c.page[c.at : c.at+n]
	kept := 0
	if name == "script" {
		// In a comment in it a script may begin another one.
		if bytes.Contains(code, []byte("<!--")) && indexFold(code, "<script") >= 0 {
			return false
		}
		kept = codeKept
		if bytes.IndexByte(tag, '&') >= 0 || indexFold(tag, "ld+json") >= 0 {
			kept = n
		}
	}
	if n > kept {
		c.pieces = append(c.pieces, c.page[c.from:c.at+kept])
		c.from = c.at + n
	}
	c.at += n
	return true
}

// special are the elements that change how the parser reads what follows, or
// that matter here.
var special = []string{"script", "style", "svg", "select", "noscript", "noembed", "noframes", "iframe", "textarea",
	"title", "xmp", "plaintext", "math", "frameset"}

// known returns the name in lower case of an element in a list, else "".
func known(name []byte, list []string) string {
	for _, s := range list {
		if len(s) == len(name) && hasFold(name, s) {
			return s
		}
	}
	return ""
}

// tag returns the name of the tag at hand, as known does, and where the tag
// ends, -1 where it does not.
func (c *coder) tag() (string, int) {
	b, i := c.page, c.at
	for i < len(b) && !isSpace(b[i]) && b[i] != '/' && b[i] != '>' {
		i++
	}
	list := special
	if c.drawing {
		list = drawn
	}
	name := known(b[c.at:i], list)
	for {
		i = skipSpace(b, i)
		if i < len(b) && b[i] == '>' {
			return name, i + 1
		}
		if i = behindAttribute(b, i); i >= len(b) {
			return name, -1
		}
	}
}

// behindAttribute returns where an attribute ends, as the parser sees it.
func behindAttribute(b []byte, i int) int {
	start := i
	for i < len(b) && !isSpace(b[i]) && b[i] != '/' && b[i] != '>' && (b[i] != '=' || i == start) {
		i++
	}
	i = skipSpace(b, i)
	switch {
	case i >= len(b):
		return i
	case b[i] == '/':
		return i + 1
	case b[i] != '=':
		return i
	}
	i = skipSpace(b, i+1)
	switch {
	case i >= len(b):
		return i
	case b[i] == '"', b[i] == '\'':
		n := bytes.IndexByte(b[i+1:], b[i])
		if n < 0 {
			return len(b)
		}
		return i + 1 + n + 1
	}
	for i < len(b) && !isSpace(b[i]) && b[i] != '>' {
		i++
	}
	return i
}

func isLetter(b byte) bool { return b|0x20 >= 'a' && b|0x20 <= 'z' }

func isSpace(b byte) bool { return b == ' ' || b == '\n' || b == '\r' || b == '\t' || b == '\f' }

func skipSpace(b []byte, i int) int {
	for i < len(b) && isSpace(b[i]) {
		i++
	}
	return i
}

// endOf returns where the end tag of an element with raw text stands, -1 for
// nowhere.
func endOf(b []byte, name string) int {
	for at := 0; ; {
		i := bytes.Index(b[at:], []byte("</"))
		if i < 0 {
			return -1
		}
		at += i
		end := at + 2 + len(name)
		if end < len(b) && hasFold(b[at+2:], name) && (isSpace(b[end]) || b[end] == '/' || b[end] == '>') {
			return at
		}
		at += 2
	}
}

// indexFold finds a text of ASCII in whatever case; it begins with '<' or 'l'.
func indexFold(b []byte, text string) int {
	for i := range b {
		if b[i]|0x20 == text[0]|0x20 && hasFold(b[i:], text) {
			return i
		}
	}
	return -1
}

func hasFold(b []byte, text string) bool {
	if len(b) < len(text) {
		return false
	}
	for i := range len(text) {
		c := b[i]
		if c >= 'A' && c <= 'Z' {
			c |= 0x20
		}
		if c != text[i] {
			return false
		}
	}
	return true
}
