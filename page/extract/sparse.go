package extract

import (
	"unicode"

	"github.com/overview-news/overview/page/dom"
	"github.com/overview-news/overview/page/extract/internal/meta"
	"github.com/overview-news/overview/page/extract/internal/segment"
	"golang.org/x/net/html/atom"
)

// articleHeading is the page's only h1 if it stands in an article and leads
// nowhere, however short: "Macron démissionne". It is believed of a page that
// states nothing but the site's name.
func (r *reader) articleHeading() string {
	only := ""
	for _, h := range r.headings() {
		if h.node.DataAtom != atom.H1 {
			continue
		}
		if only != "" || !dom.Within(h.node, atom.Article) || inTrail(h.node) || dom.Within(h.node, atom.A) || dom.First(h.node, atom.A) != nil {
			return ""
		}
		only = h.text
	}
	return only
}

// markedLine is the only line of several words, not a link, that is marked as a
// title, of a page that has no heading and states nothing but the site's name;
// "" if there are more.
func (r *reader) markedLine() string {
	if meta.Clean(r.stated.Title) == "" {
		return "" // a fragment, which may have lost its heading
	}
	only := ""
	for i := range r.cut.Blocks {
		b := &r.cut.Blocks[i]
		if b.LinkTokens > 0 || len(b.Text) > maxField || b.Flags&(segment.InNav|segment.InAside|segment.InForm|segment.InFigure|segment.InDialog) != 0 ||
			!classHas(b.Node, titleWords) || !isSentence(b.Text) || fold(b.Text) == fold(only) {
			continue
		}
		if only != "" {
			return ""
		}
		only = b.Text
	}
	return only
}

// onlyHeading is the only h1 of several words; "" if there is none, or more.
// It is believed of a page that states no headline at all.
func (r *reader) onlyHeading() string {
	only := ""
	for _, h := range r.headings() {
		if h.node.DataAtom != atom.H1 || !isSentence(h.text) {
			continue
		}
		if only != "" {
			return ""
		}
		only = h.text
	}
	return only
}

// nativeHeading is the only h1, of more than one word and no link, if it is in
// another script than Latin and all that the page states is in Latin letters:
// sites transcribe for search engines what they show to readers.
func (r *reader) nativeHeading(stated []Variant) string {
	for _, s := range stated {
		if s.Text != "" && latinShare(s.Text) < 1 {
			return ""
		}
	}
	only := ""
	for _, h := range r.headings() {
		if h.node.DataAtom != atom.H1 {
			continue
		}
		if only != "" || inTrail(h.node) || dom.Within(h.node, atom.A, atom.Header) || dom.First(h.node, atom.A) != nil ||
			latinShare(h.text) > 0 || len(parts(h.text)) < 2 {
			return ""
		}
		only = h.text
	}
	return only
}

// latinShare is the share of a text's letters that are Latin; 1 of none.
func latinShare(s string) float64 {
	latin, all := 0, 0
	for _, c := range s {
		if !unicode.IsLetter(c) {
			continue
		}
		all++
		if unicode.Is(unicode.Latin, c) {
			latin++
		}
	}
	if all == 0 {
		return 1
	}
	return float64(latin) / float64(all)
}
