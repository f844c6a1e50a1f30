package extract

import (
	"strings"

	"github.com/overview-news/overview/page/dom"
	"github.com/overview-news/overview/text/topic"
	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// withoutKicker divides a heading where a stated headline begins, if what
// stands before it is an element of its own somewhere on the page.
func (r *reader) withoutKicker(text, stated string) (string, string) {
	f, g := fold(text), fold(stated)
	if g == "" || !strings.HasSuffix(f, " "+g) {
		return text, ""
	}
	before := strings.TrimSuffix(f, " "+g)
	for _, section := range r.sections() {
		if fold(section) == before {
			return stated, ""
		}
	}
	kicker, found := r.kickers()[before]
	if !found {
		return text, ""
	}
	return stated, kicker
}

// kickers are the texts marked as kickers or standing first in a heading, by
// their folded form.
func (r *reader) kickers() map[string]string {
	const most = 60
	found := map[string]string{}
	for _, n := range dom.All(r.doc, most, func(n *html.Node) bool {
		return isKicker(n) || opensHeading(n)
	}) {
		if text := dom.Text(n); len(text) < maxField {
			found[fold(text)] = text
		}
	}
	return found
}

// opensHeading reports whether an element stands first in a heading.
func opensHeading(n *html.Node) bool {
	if n.Type != html.ElementNode || n.Parent == nil || n.Parent.DataAtom != atom.H1 && n.Parent.DataAtom != atom.H2 {
		return false
	}
	for p := n.PrevSibling; p != nil; p = p.PrevSibling {
		if p.Type == html.ElementNode || p.Type == html.TextNode && strings.TrimSpace(p.Data) != "" {
			return false
		}
	}
	return true
}

// kickerWords are in the class names of kickers, labelWords in those of other
// labels, titleWords in those of headlines.
var (
	kickerWords = []string{"kicker", "overline", "eyebrow", "dachzeile", "topline", "roofline", "spitzmarke", "cintillo", "antetitulo", "surtitre", "occhiello", "vignette", "emphasis"}
	titleWords  = []string{"title", "headline", "titular", "titre", "titel", "titulo", "otsikko"}
	labelWords  = []string{"label", "badge", "tag", "sr-only", "visually-hidden", "visuallyhidden", "offscreen",
		"category", "premium", "flag", "screen-reader", "entry-section"}
)

func isKicker(n *html.Node) bool { return classHas(n, kickerWords) }

func isLabel(n *html.Node) bool { return classHas(n, labelWords) }

func classHas(n *html.Node, words []string) bool {
	if n.Type != html.ElementNode {
		return false
	}
	class := dom.Attr(n, "class")
	if class == "" {
		return false
	}
	class = strings.ToLower(class)
	for _, w := range words {
		if strings.Contains(class, w) {
			return true
		}
	}
	return false
}

// withoutLabel parts a headline from a word for its genre behind or before a
// bar: "… | Editorial", "Opinion | …". That a page goes on being written stays:
// other steps read it there.
func withoutLabel(s string) (string, string) {
	const bars = "|ㅣ｜"
	if i := strings.LastIndexAny(s, bars); i >= 0 {
		if left, right := divideAt(s, i); left != "" && isLabelText(right) {
			return left, right
		}
	}
	if i := strings.IndexAny(s, bars); i >= 0 {
		if left, right := divideAt(s, i); right != "" && isLabelText(left) {
			return right, left
		}
	}
	return s, ""
}

func isLabelText(s string) bool {
	const words = 2
	if s == "" || len(s) > maxField || len(strings.Fields(s)) > words {
		return false
	}
	genre := topic.GenreOf(topic.Signals{Section: s})
	return genre != topic.Unsure && genre != topic.Live
}

// punctuated is a heading as a statement of the same words writes it, where
// the heading parts kicker and headline by elements and has no mark between.
func punctuated(text string, stated []Variant) string {
	for _, s := range stated {
		if strings.ContainsAny(s.Text, ":：") && !strings.ContainsAny(text, ":：") && fold(s.Text) == fold(text) {
			return s.Text
		}
	}
	return text
}

// withoutTail cuts the last element of a heading, a second line or who wrote
// it, if nothing stated has it and all of that begins with what stands before.
func withoutTail(h *heading, stated []Variant) string {
	last := lastPiece(h.node)
	if last == nil {
		return h.text
	}
	tail := dom.Text(last)
	before, found := strings.CutSuffix(h.text, tail)
	before = strings.TrimRight(before, " ")
	b, all := fold(before), 0
	if !found || tail == "" || !isSentence(before) {
		return h.text
	}
	for _, s := range stated {
		f := fold(s.Text)
		if f == "" {
			continue
		}
		if f != b && !strings.HasPrefix(f, b+" ") || strings.Contains(f, fold(tail)) {
			return h.text
		}
		all++
	}
	if all < 2 {
		return h.text
	}
	return before
}

// lastPiece is the element that ends a heading of several; nil if its end is
// not an element's, or the heading is large.
func lastPiece(n *html.Node) *html.Node {
	if isLarge(n) {
		return nil
	}
	for {
		var last *html.Node
		pieces := 0
		for c := n.FirstChild; c != nil; c = c.NextSibling {
			if c.Type == html.TextNode && strings.TrimSpace(c.Data) != "" || c.Type == html.ElementNode && dom.Text(c) != "" {
				last = c
				pieces++
			}
		}
		switch {
		case last == nil || last.Type != html.ElementNode:
			return nil
		case pieces > 1:
			return last
		}
		n = last
	}
}

// cutToStated cuts a heading behind what is stated for sharing or in JSON-LD,
// at a bar or at brackets that hold the site's name: "… (From Ufer Post)".
func (r *reader) cutToStated(text string, stated []Variant) string {
	for i, c := range text {
		if i == 0 || !strings.ContainsRune("|ㅣ｜(（", c) {
			continue
		}
		left, right := divideAt(text, i)
		f := fold(left)
		if f == "" || f != fold(stated[0].Text) && f != fold(stated[1].Text) {
			continue
		}
		if c != '(' && c != '（' || r.namesSite(right) {
			return left
		}
	}
	return text
}

// endsInBrackets reports whether brackets close a text: a note, not the rest of
// a headline.
func endsInBrackets(s string) bool {
	return strings.HasSuffix(s, ")") || strings.HasSuffix(s, "）") || strings.HasSuffix(s, "]") || strings.HasSuffix(s, "】")
}
