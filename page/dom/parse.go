package dom

import (
	"bytes"
	"errors"
	"fmt"
	"io"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

const (
	// MaxBytes bounds a page. The largest of 1,070 archived news pages has
	// 3.2 MB; the parser takes about 20 ms a megabyte.
	MaxBytes = 10 << 20

	// maxDepth bounds nesting where a page is flattened. The HTML parser
	// refuses more than 512 open elements, some of which it opens itself.
	maxDepth = 256

	// maxAttributes bounds the attributes of one element that is kept when a
	// page is flattened.
	maxAttributes = 64
)

// ErrTooLarge is the cause where a page is longer than MaxBytes.
var ErrTooLarge = errors.New("page too large")

// Parse reads a page in UTF-8. Nesting beyond what the parser accepts is
// flattened: the inner tags are ignored, their text stays, divided where they
// would have divided it.
func Parse(page []byte) (*html.Node, error) {
	if len(page) > MaxBytes {
		return nil, fmt.Errorf("parse page of %d bytes (at most %d): %w", len(page), MaxBytes, ErrTooLarge)
	}
	doc, err := parse(page)
	if err == nil {
		return doc, nil
	}
	if doc, err = parse(flatten(page)); err != nil {
		return nil, fmt.Errorf("parse page: %w", err)
	}
	return doc, nil
}

func parse(page []byte) (*html.Node, error) {
	return html.ParseWithOptions(bytes.NewReader(page), html.ParseOptionEnableScripting(false))
}

// flatten copies the page's tokens without the tags that nest deeper than
// maxDepth. Two line breaks, which divide paragraphs too, stand for those that
// start a line of their own.
func flatten(page []byte) []byte {
	var out bytes.Buffer
	divided := false // nothing was written since the last breaks
	divide := func(name atom.Atom) {
		if !divided && Breaks(&html.Node{Type: html.ElementNode, DataAtom: name}) {
			out.WriteString("<br><br>")
			divided = true
		}
	}
	z := html.NewTokenizer(bytes.NewReader(page))
	open := 0
	dropped := map[atom.Atom]int{}
	for {
		kind := z.Next()
		if kind == html.ErrorToken {
			if !errors.Is(z.Err(), io.EOF) {
				out.WriteString(html.EscapeString(string(z.Raw())))
			}
			return out.Bytes()
		}
		raw := z.Raw()
		switch kind {
		case html.StartTagToken:
			raw = bytes.Clone(raw)
			name := tagName(z)
			if voidElement(name) || rawElement(name) {
				break
			}
			if open >= maxDepth || bytes.Count(raw, []byte("=")) > maxAttributes {
				dropped[name]++
				divide(name)
				continue
			}
			open++
		case html.EndTagToken:
			raw = bytes.Clone(raw)
			name := tagName(z)
			if rawElement(name) {
				break
			}
			if dropped[name] > 0 {
				dropped[name]--
				divide(name)
				continue
			}
			open = max(0, open-1)
		}
		out.Write(raw)
		divided = false
	}
}

func tagName(z *html.Tokenizer) atom.Atom {
	name, _ := z.TagName()
	return atom.Lookup(name)
}

// rawElement reports whether an element holds text that is no markup: it never
// nests, and without its tags a script would be text of the page.
func rawElement(a atom.Atom) bool {
	switch a {
	case atom.Script, atom.Style, atom.Textarea, atom.Title, atom.Xmp, atom.Iframe, atom.Noembed, atom.Noframes:
		return true
	}
	return false
}

func voidElement(a atom.Atom) bool {
	switch a {
	case atom.Area, atom.Base, atom.Br, atom.Col, atom.Embed, atom.Hr, atom.Img, atom.Input,
		atom.Link, atom.Meta, atom.Param, atom.Source, atom.Track, atom.Wbr:
		return true
	}
	return false
}
