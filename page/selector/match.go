package selector

import (
	"slices"
	"strings"

	"github.com/overview-news/overview/page/dom"
	"golang.org/x/net/html"
)

// All returns the elements at or below root that match, in document order, at
// most limit of them. Nothing above root is looked at. The cost is linear in the
// page.
func (s *Selector) All(root *html.Node, limit int) []*html.Node {
	var found []*html.Node
	open := []level{{}}
	dom.Walk(root, func(n *html.Node) bool {
		if n.Type != html.ElementNode {
			return n.Type == html.DocumentNode
		}
		up := &open[len(open)-1]
		own := s.match(n, up)
		up.last = own
		up.before |= own
		open = append(open, level{own: own, above: up.above | own})
		if own&s.finals != 0 && len(found) < limit {
			found = append(found, n)
		}
		return len(found) < limit
	}, func(n *html.Node) {
		if n.Type == html.ElementNode {
			open = open[:len(open)-1]
		}
	})
	return found
}

// level is what is known of an element whose children are looked at: a bit for
// each part of the selector, up to which its beginning matches.
type level struct {
	own    uint64 // by the element
	above  uint64 // by it or an element above it
	last   uint64 // by its last child so far
	before uint64 // by any child so far
}

// match returns the parts up to which the selector matches n, a child of up.
func (s *Selector) match(n *html.Node, up *level) uint64 {
	var own uint64
	for i := range s.parts {
		p := &s.parts[i]
		begun := uint64(1)
		if p.joined != 0 {
			before := uint64(1) << (i - 1)
			switch p.joined {
			case ' ':
				begun = up.above & before
			case '>':
				begun = up.own & before
			case '+':
				begun = up.last & before
			case '~':
				begun = up.before & before
			}
		}
		if begun != 0 && all(p.tests, n) {
			own |= 1 << i
		}
	}
	return own
}

// all reports whether an element meets every condition.
func all(tests []test, n *html.Node) bool {
	for i := range tests {
		if !tests[i].holds(n) {
			return false
		}
	}
	return true
}

func (t *test) holds(n *html.Node) bool {
	switch t.op {
	case opType:
		return t.name == "" || strings.EqualFold(t.name, n.Data)
	case opFirst:
		return alone(n, func(n *html.Node) *html.Node { return n.PrevSibling })
	case opLast:
		return alone(n, func(n *html.Node) *html.Node { return n.NextSibling })
	case opNot, opIs:
		any := slices.ContainsFunc(t.in, func(in []test) bool { return all(in, n) })
		return any == (t.op == opIs)
	}
	for i := range n.Attr {
		if a := &n.Attr[i]; a.Key == t.name && a.Namespace == "" {
			return t.holdsFor(a.Val)
		}
	}
	return false
}

// alone reports whether no element stands beside n on one side. Only text and
// comments up to the next element are looked at, so that all elements together
// cost one pass.
func alone(n *html.Node, next func(*html.Node) *html.Node) bool {
	for n = next(n); n != nil; n = next(n) {
		if n.Type == html.ElementNode {
			return false
		}
	}
	return true
}

// holdsFor reports whether an attribute's value is what is looked for.
func (t *test) holdsFor(value string) bool {
	if t.op == opHas {
		return true
	}
	want := t.value
	if t.fold {
		value, want = strings.ToLower(value), strings.ToLower(want)
	}
	switch t.op {
	case opEqual:
		return value == want
	case opWord:
		return hasWord(value, want)
	case opDash:
		rest, begins := strings.CutPrefix(value, want)
		return begins && (rest == "" || rest[0] == '-')
	}
	if want == "" {
		return false // as CSS has it
	}
	switch t.op {
	case opPrefix:
		return strings.HasPrefix(value, want)
	case opSuffix:
		return strings.HasSuffix(value, want)
	}
	return strings.Contains(value, want)
}

// hasWord reports whether a word stands in a list with white space between
// them. A longer word is left behind at once: the cost is linear.
func hasWord(list, word string) bool {
	if word == "" || strings.ContainsAny(word, " \t\n\f\r") {
		return false
	}
	for {
		i := strings.Index(list, word)
		if i < 0 {
			return false
		}
		end := i + len(word)
		if (i == 0 || isSpace(list[i-1])) && (end == len(list) || isSpace(list[end])) {
			return true
		}
		skip := strings.IndexAny(list[end:], " \t\n\f\r")
		if skip < 0 {
			return false
		}
		list = list[end+skip:]
	}
}
