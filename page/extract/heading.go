package extract

import (
	"strings"
	"unicode/utf8"

	"github.com/overview-news/overview/page/dom"
	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// heading is a heading of the page that may be the headline.
type heading struct {
	text   string
	kicker string // stands in front of it, marked as its own
	node   *html.Node
	score  float64
}

// What speaks for a heading, besides its likeness to what the page states
// (0 to 1). A heading needs enough to go before the stated headline: h1 in the
// article, the only one of its kind, is enough without likeness; an h2 needs
// likeness.
const (
	scoreH1     = 0.3
	scoreInside = 0.1 // in an article or main element
	scoreOnly   = 0.2 // no other h1 of several words
	scoreLink   = -0.3
	scoreTrail  = -0.05 // the last step of the way to the article
	scoreWords  = -0.4  // fewer words than a sentence has, and like nothing stated
	enough      = 0.5   // of an h1
	enoughH2    = 0.55
	sameWords   = 0.95 // likeness asked of the last step of the way to the article
)

// bestHeading returns the heading that most speaks for, or nil.
func (r *reader) bestHeading(stated []Variant) *heading {
	heads := r.headings()
	long := 0
	for _, h := range heads {
		if h.node.DataAtom == atom.H1 && !inTrail(h.node) && isSentence(h.text) {
			long++
		}
	}
	const short = 0.5 // likeness that a short heading needs: one word of two is chance
	var best *heading
	var words [][]string
	for _, s := range stated {
		words = append(words, parts(s.Text))
	}
	for i := range heads {
		h := &heads[i]
		like := r.confirmed(h, words)
		h.score += like
		if h.node.DataAtom == atom.H1 && !inTrail(h.node) && long == 1 && isSentence(h.text) {
			h.score += scoreOnly
		}
		if like < short && !isSentence(h.text) {
			h.score += scoreWords
		}
		if inTrail(h.node) && like < sameWords || isTailOf(h.text, r.stated.Title) {
			continue
		}
		least := enough
		if h.node.DataAtom == atom.H2 {
			least = enoughH2
		}
		if h.score >= least && (best == nil || h.score > best.score) {
			best = h
		}
	}
	return unlessAllSay(best, heads, stated)
}

// confirmed is how much what the page states, in parts, is like a heading, 0 to
// 1. The last step of the address counts where it is the whole of an h1.
func (r *reader) confirmed(h *heading, stated [][]string) float64 {
	words, like := parts(h.text), 0.0
	for _, s := range stated {
		like = max(like, likeness(words, s))
	}
	if like < 1 && h.node.DataAtom == atom.H1 && !inTrail(h.node) && isSlug(h.text, r.address) {
		return 1
	}
	return like
}

// unlessAllSay returns the h1 at the end of the way to the article instead of
// an h2 that nothing states, where all that is stated says the same as the h1.
func unlessAllSay(best *heading, heads []heading, stated []Variant) *heading {
	if best == nil || best.node.DataAtom != atom.H2 {
		return best
	}
	all := stated[0].Text
	for _, s := range stated {
		if fold(s.Text) == fold(best.text) || fold(s.Text) != fold(all) {
			return best
		}
	}
	for i := range heads {
		if h := &heads[i]; h.node.DataAtom == atom.H1 && inTrail(h.node) && fold(h.text) == fold(all) {
			return h
		}
	}
	return best
}

// maxHeadings bounds the headings that are compared.
const maxHeadings = 24

// headings returns the h1 and h2 elements outside navigation: some sites use
// the latter for headlines.
func (r *reader) headings() []heading {
	var list []heading
	for _, n := range pick(r.seen.headings, maxHeadings, func(n *html.Node) bool {
		return n.DataAtom == atom.H1 && !dom.Within(n, atom.Footer, atom.Aside) ||
			n.DataAtom == atom.H2 && !dom.Within(n, atom.Nav, atom.Footer, atom.Aside)
	}) {
		text, kicker := r.headingText(n)
		text, label := withoutLabel(r.withoutSite(text))
		if kicker == "" {
			kicker = label
		}
		if text == "" || len(text) > maxField || r.isSite(text) {
			continue
		}
		h := heading{text: text, kicker: kicker, node: n}
		switch {
		case inTrail(n):
			h.score += scoreTrail
		case n.DataAtom == atom.H1:
			h.score += scoreH1
		}
		if dom.Within(n, atom.Article, atom.Main) {
			h.score += scoreInside
		}
		if a := dom.First(n, atom.A); a != nil && len(dom.Text(a)) >= len(text) {
			h.score += scoreLink
		}
		list = append(list, h)
	}
	return list
}

// inTrail reports whether a heading is a step of the way to the article, which
// some sites write as a list of links with the headline last.
func inTrail(n *html.Node) bool { return dom.Within(n, atom.Nav, atom.Li) }

// Bounds of a heading that is taken apart, which reads each of its elements at
// every level. Of 29,000 on real pages the largest has 133 nodes and 824 bytes.
const (
	maxHeadingNodes = 500
	maxHeadingBytes = 4 * maxField
)

// isLarge reports whether a heading is too large to be taken apart.
func isLarge(n *html.Node) bool {
	nodes, bytes := 0, 0
	dom.Walk(n, func(m *html.Node) bool {
		nodes++
		if m.Type == html.TextNode {
			bytes += len(m.Data)
		}
		return nodes <= maxHeadingNodes && !dom.Silent(m)
	}, nil)
	return nodes > maxHeadingNodes || bytes > maxHeadingBytes
}

// headingText is a heading without the site's name, readings of ruby text, and
// a kicker or label that stands in it as an element of its own; and the kicker.
// A large one is left whole.
func (r *reader) headingText(n *html.Node) (string, string) {
	whole := dom.Text(n)
	if isLarge(n) {
		return whole, ""
	}
	var b, kicker strings.Builder
	dom.Walk(n, func(m *html.Node) bool {
		if m.Type == html.TextNode {
			b.WriteString(m.Data)
			return true
		}
		if m == n || m.Type != html.ElementNode {
			return true
		}
		if dom.Silent(m) || dom.Hidden(m) || m.DataAtom == atom.Rt || m.DataAtom == atom.Rp {
			return false
		}
		text := dom.Text(m)
		if last, _ := utf8.DecodeLastRuneInString(b.String()); last < 0x2e80 && !opensWithMark(text) {
			b.WriteByte(' ')
		}
		if text == ":" {
			return true // between kicker and headline, for screen readers
		}
		if 2*len(text) > len(whole) && !isKicker(m) {
			return true // the headline itself, whatever its class says
		}
		if isKicker(m) && len(text) < len(whole) && strings.TrimSpace(b.String()) == "" {
			kicker.WriteString(text + " ")
			return false
		}
		return !isLabel(m) && (m.DataAtom != atom.A || !r.isSite(text))
	}, nil)
	text := dom.Collapse(b.String())
	if strings.Trim(text, separators+" ") == "" {
		return whole, ""
	}
	return strings.TrimLeft(text, " :|–—·•"), dom.Collapse(kicker.String())
}

// opensWithMark reports whether a text goes on after what stands before it
// without a space.
func opensWithMark(s string) bool {
	first, _ := utf8.DecodeRuneInString(s)
	return s != "" && strings.ContainsRune(",.:;!?)]’”…", first)
}

// isSentence reports whether a text is long enough for a headline that
// nothing else confirms.
func isSentence(s string) bool {
	const words, letters = 3, 8 // letters: of scripts without spaces
	first, _ := utf8.DecodeRuneInString(s)
	return len(strings.Fields(s)) > words || first >= 0x2e80 && utf8.RuneCountInString(s) >= letters
}
