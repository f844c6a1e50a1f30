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
// flattened: the inner tags are ignored, their text stays.
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
// maxDepth.
func flatten(page []byte) []byte {
	var out bytes.Buffer
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
			if voidElement(name) {
				break
			}
			if open >= maxDepth || bytes.Count(raw, []byte("=")) > maxAttributes {
				dropped[name]++
				continue
			}
			open++
		case html.EndTagToken:
			raw = bytes.Clone(raw)
			name := tagName(z)
			if dropped[name] > 0 {
				dropped[name]--
				continue
			}
			open = max(0, open-1)
		}
		out.Write(raw)
	}
}

func tagName(z *html.Tokenizer) atom.Atom {
	name, _ := z.TagName()
	return atom.Lookup(name)
}

func voidElement(a atom.Atom) bool {
	switch a {
	case atom.Area, atom.Base, atom.Br, atom.Col, atom.Embed, atom.Hr, atom.Img, atom.Input,
		atom.Link, atom.Meta, atom.Param, atom.Source, atom.Track, atom.Wbr:
		return true
	}
	return false
}
