// Package dom reads HTML trees of unknown pages.
//
// Parse bounds what a page may cost: bytes, elements and nesting. Everything
// else here walks a tree without recursion, so that no page, however deep, can
// exhaust a stack. The package knows no page's meaning; see package extract.
package dom

import (
	"strings"
	"unicode"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// Walk visits n and everything below it in document order, without recursion.
// Enter says whether to visit a node's children; leave, which may be nil, is
// called after them (also where there were none, or they were not visited).
func Walk(n *html.Node, enter func(*html.Node) bool, leave func(*html.Node)) {
	if n == nil {
		return
	}
	for at := n; ; {
		if enter(at) && at.FirstChild != nil {
			at = at.FirstChild
			continue
		}
		for {
			if leave != nil {
				leave(at)
			}
			if at == n {
				return
			}
			if at.NextSibling != nil {
				at = at.NextSibling
				break
			}
			at = at.Parent
		}
	}
}

// Attr returns the value of n's attribute key (lower case), or "".
func Attr(n *html.Node, key string) string {
	for _, a := range n.Attr {
		if a.Key == key && a.Namespace == "" {
			return a.Val
		}
	}
	return ""
}

// HasAttr reports whether n carries the attribute key, with or without value.
func HasAttr(n *html.Node, key string) bool {
	for _, a := range n.Attr {
		if a.Key == key && a.Namespace == "" {
			return true
		}
	}
	return false
}

// First returns the first element of kind a at or below n, or nil.
func First(n *html.Node, a atom.Atom) *html.Node {
	var found *html.Node
	Walk(n, func(m *html.Node) bool {
		if found == nil && m.Type == html.ElementNode && m.DataAtom == a {
			found = m
		}
		return found == nil
	}, nil)
	return found
}

// All returns the elements at or below n for which keep holds, in document
// order, at most limit of them.
func All(n *html.Node, limit int, keep func(*html.Node) bool) []*html.Node {
	var found []*html.Node
	Walk(n, func(m *html.Node) bool {
		if len(found) < limit && m.Type == html.ElementNode && keep(m) {
			found = append(found, m)
		}
		return len(found) < limit
	}, nil)
	return found
}

// Within reports whether n lies inside an element of one of the kinds.
func Within(n *html.Node, kinds ...atom.Atom) bool {
	for p := n.Parent; p != nil; p = p.Parent {
		if p.Type != html.ElementNode {
			continue
		}
		for _, k := range kinds {
			if p.DataAtom == k {
				return true
			}
		}
	}
	return false
}

// Silent reports whether an element's text is never part of what a reader
// reads: scripts, styles, templates, drawings, form fields.
func Silent(n *html.Node) bool {
	if n.Type != html.ElementNode {
		return n.Type == html.CommentNode
	}
	switch n.DataAtom {
	case atom.Script, atom.Style, atom.Template, atom.Svg, atom.Iframe, atom.Noscript,
		atom.Select, atom.Textarea, atom.Object, atom.Canvas, atom.Datalist, atom.Head,
		atom.Title, atom.Math, atom.Noembed, atom.Noframes, atom.Audio, atom.Video, atom.Map:
		return true
	}
	return false
}

// Hidden reports whether the page says that n is not shown: the hidden
// attribute, aria-hidden, or an inline style. Style sheets are not read.
func Hidden(n *html.Node) bool {
	for _, a := range n.Attr {
		switch a.Key {
		case "hidden":
			return true
		case "aria-hidden":
			if strings.EqualFold(a.Val, "true") {
				return true
			}
		case "style":
			if hidingStyle(a.Val) {
				return true
			}
		}
	}
	return false
}

func hidingStyle(style string) bool {
	s := strings.ToLower(style)
	for _, name := range []string{"display", "visibility"} {
		_, rest, found := strings.Cut(s, name)
		if !found {
			continue
		}
		rest = strings.TrimLeft(rest, " \t")
		value, isPair := strings.CutPrefix(rest, ":")
		if !isPair {
			continue
		}
		value = strings.TrimSpace(value)
		if strings.HasPrefix(value, "none") || strings.HasPrefix(value, "hidden") {
			return true
		}
	}
	return false
}

// Text returns the visible text below n with white space collapsed. Elements
// that break a line leave a space.
func Text(n *html.Node) string {
	var b strings.Builder
	Walk(n, func(m *html.Node) bool {
		switch {
		case m.Type == html.TextNode:
			b.WriteString(m.Data)
		case m != n && Silent(m):
			return false
		case m.Type == html.ElementNode && Breaks(m):
			b.WriteByte(' ')
		}
		return true
	}, func(m *html.Node) {
		if m.Type == html.ElementNode && Breaks(m) {
			b.WriteByte(' ')
		}
	})
	return Collapse(b.String())
}

// RawText returns the text of n's direct text children as it stands, which is
// what script and title elements hold.
func RawText(n *html.Node) string {
	var b strings.Builder
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		if c.Type == html.TextNode {
			b.WriteString(c.Data)
		}
	}
	return b.String()
}

// Breaks reports whether an element starts a new line of its own.
func Breaks(n *html.Node) bool {
	switch n.DataAtom {
	case atom.Address, atom.Article, atom.Aside, atom.Blockquote, atom.Body, atom.Br,
		atom.Button, atom.Caption, atom.Center, atom.Dd, atom.Details, atom.Dialog, atom.Dir,
		atom.Div, atom.Dl, atom.Dt, atom.Fieldset, atom.Figcaption, atom.Figure, atom.Footer,
		atom.Form, atom.H1, atom.H2, atom.H3, atom.H4, atom.H5, atom.H6, atom.Header,
		atom.Hgroup, atom.Hr, atom.Label, atom.Legend, atom.Li, atom.Main, atom.Menu, atom.Nav,
		atom.Ol, atom.Option, atom.P, atom.Pre, atom.Section, atom.Summary, atom.Table,
		atom.Tbody, atom.Td, atom.Tfoot, atom.Th, atom.Thead, atom.Tr, atom.Ul:
		return true
	}
	return false
}

// Collapse joins runs of white space to one space, trims both ends and drops
// characters that show nothing (soft hyphens, zero-width spaces, direction
// overrides), so that equal looking texts are equal. Joiners stay: Persian and
// Indic scripts need them.
func Collapse(s string) string {
	if isCollapsed(s) {
		return s
	}
	var b strings.Builder
	b.Grow(len(s))
	space := false
	for _, r := range s {
		switch {
		case unicode.IsSpace(r):
			space = true
		case invisible(r):
		default:
			if space && b.Len() > 0 {
				b.WriteByte(' ')
			}
			space = false
			b.WriteRune(r)
		}
	}
	return b.String()
}

// isCollapsed reports whether s is ASCII, as most texts are, and stays as it is.
func isCollapsed(s string) bool {
	before := byte(' ')
	for i := range len(s) {
		c := s[i]
		if c < ' ' || c >= 0x7f || c == ' ' && before == ' ' {
			return false
		}
		before = c
	}
	return s == "" || before != ' '
}

func invisible(r rune) bool {
	switch {
	case r < ' ', r == 0x7f, r == 0xad, r == 0x200b, r == 0x2060, r == 0xfeff:
		return true
	case r >= 0x202a && r <= 0x202e, r >= 0x2066 && r <= 0x2069:
		return true
	}
	return false
}
