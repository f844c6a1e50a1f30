package extract

import (
	"fmt"
	"slices"

	"github.com/overview-news/overview/page/dom"
	"github.com/overview-news/overview/page/extract/internal/meta"
	"github.com/overview-news/overview/page/extract/internal/segment"
	"github.com/overview-news/overview/page/selector"
	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// Hints are what a list says of one outlet's pages: which elements hold the
// article, and which are no part of the page. They are the last resort where
// the models err on a layout. The zero value says nothing.
type Hints struct{ keep, drop *selector.Selector }

// CompileHints reads two CSS selectors of package selector, each of which may
// be empty. The error names the one that is wrong and the place.
func CompileHints(keep, drop string) (Hints, error) {
	var h Hints
	for _, s := range []struct {
		name, text string
		to         **selector.Selector
	}{{"keep", keep, &h.keep}, {"drop", drop, &h.drop}} {
		if s.text == "" {
			continue
		}
		var err error
		if *s.to, err = selector.Parse(s.text); err != nil {
			return Hints{}, fmt.Errorf("%s: %w", s.name, err)
		}
	}
	return h, nil
}

// Miss is why a hint was not followed on a page. Where that happens on many
// pages the outlet has changed its layout.
type Miss string

// The misses.
const (
	// MissKeep: no element matches the selector to keep.
	MissKeep Miss = "keep-unmatched"
	// MissText: nothing in the elements to keep can be an article's text.
	MissText Miss = "keep-textless"
	// MissDrop: without the elements to drop no text is left.
	MissDrop Miss = "drop-everything"
)

// maxHinted bounds the elements of a page that a hint can match.
const maxHinted = segment.MaxBlocks

// leastHinted is the length of a text, in tokens, under which hints that leave
// less of a longer one are not followed: what they leave is a byline or a label.
const leastHinted = 20

// removed is an element that was taken out of a page, and where it stood.
type removed struct{ node, parent, next *html.Node }

// renamed is an element that was made a block, and what it was.
type renamed struct {
	node *html.Node
	name string
	atom atom.Atom
}

// readText finds a page's headline and its text. Where too little is left
// without the elements to drop, the page is read again as it was.
func readText(doc *html.Node, address string, opts Options) *reader {
	r := newReader(doc, address, opts)
	r.readHeadline()
	r.chooseBlocks()
	if len(r.dropped) == 0 || r.tokens(r.chosen) >= leastHinted {
		return r
	}
	r.restore()
	opts.Hints.drop = nil
	whole := newReader(doc, address, opts)
	whole.readHeadline()
	whole.chooseBlocks()
	if whole.out.Miss == "" && whole.tokens(whole.chosen) >= leastHinted {
		whole.out.Miss = MissDrop
	}
	return whole
}

// restore takes back what following the hints did to the page.
func (r *reader) restore() {
	for _, d := range slices.Backward(r.dropped) {
		d.parent.InsertBefore(d.node, d.next)
	}
	for _, k := range r.renamed {
		k.node.Data, k.node.DataAtom = k.name, k.atom
	}
}

// tokens is the length of a choice of blocks.
func (r *reader) tokens(chosen []bool) int {
	n := 0
	for i, c := range chosen {
		if c {
			n += r.cut.Blocks[i].Tokens
		}
	}
	return n
}

// followHints takes the elements to drop out of the page, which no later step
// sees then, and finds those to keep. What the page states about itself was
// read before and stays, but for microdata of what is dropped.
func (r *reader) followHints() {
	h := r.opts.Hints
	if h.drop != nil {
		r.drop(hinted(h.drop, r.doc))
	}
	if h.keep == nil {
		return
	}
	keep := hinted(h.keep, r.doc)
	if len(keep) == 0 {
		r.out.Miss = MissKeep
		return
	}
	r.kept = map[*html.Node]bool{}
	for _, k := range keep {
		if !dom.Breaks(k) && !dom.Silent(k) {
			r.renamed = append(r.renamed, renamed{k, k.Data, k.DataAtom})
			k.Data, k.DataAtom = "div", atom.Div // a run of text of its own
		}
		if r.kept[k] {
			continue // inside of the one before
		}
		dom.Walk(k, func(n *html.Node) bool {
			if n.Type == html.ElementNode {
				r.kept[n] = true
			}
			return true
		}, nil)
	}
}

// hinted are the elements of a page's body that a hint matches. The body is
// none of them: a selector for its class means an element below.
func hinted(s *selector.Selector, doc *html.Node) []*html.Node {
	return slices.DeleteFunc(s.All(doc, maxHinted), func(n *html.Node) bool {
		switch n.DataAtom {
		case atom.Html, atom.Head, atom.Body:
			return true
		}
		return dom.Within(n, atom.Head)
	})
}

func (r *reader) drop(nodes []*html.Node) {
	for _, n := range nodes {
		r.dropped = append(r.dropped, removed{n, n.Parent, n.NextSibling})
		n.Parent.RemoveChild(n)
	}
	if len(nodes) == 0 {
		return
	}
	gone := map[*html.Node]bool{}
	for _, n := range nodes {
		gone[n] = true
	}
	r.stated.Micro = slices.DeleteFunc(r.stated.Micro, func(p meta.Property) bool {
		for n := p.Node; n != nil; n = n.Parent {
			if gone[n] {
				return true
			}
		}
		return false
	})
}

// chooseKept chooses the text among the blocks of the elements to keep, as if
// nothing else could be it. It reports false where there are no such elements
// or they hold no text.
func (r *reader) chooseKept() bool {
	if r.kept == nil {
		return false
	}
	probs := slices.Clone(r.probs)
	for i := range probs {
		if !r.kept[r.cut.Blocks[i].Node] {
			probs[i] = 0
		}
	}
	chosen, sure := r.cut.Choose(probs, segment.DefaultBars)
	if r.tokens(chosen) < leastHinted {
		if all, _ := r.cut.Choose(r.probs, segment.DefaultBars); r.tokens(all) >= leastHinted {
			r.out.Miss = MissText
			return false
		}
	}
	r.chosen, r.out.Sure, r.probs = chosen, sure, probs
	return true
}
