package extract

import (
	"strings"

	"github.com/overview-news/overview/page/dom"
	"github.com/overview-news/overview/page/extract/internal/memo"
	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// survey is what several steps look for, collected in one walk of the page.
type survey struct {
	links    []*html.Node // a elements with an address
	bylines  []*html.Node // elements marked as bylines
	headings []*html.Node // h1 and h2
	figures  []*html.Node
	times    []*html.Node

	pictured  bool // it has an image
	players   int  // video elements and frames of film sites
	passwords int
	markers   map[Kind]bool    // code of known walls
	classes   memo.Table[bool] // whether a class, id or name says byline
}

// maxBylineMarks bounds the elements marked as bylines that are kept: the
// page's own stands among the first, the others are of teasers.
const maxBylineMarks = 200

// look walks the page once.
func look(doc *html.Node) *survey {
	s := &survey{markers: map[Kind]bool{}}
	dom.Walk(doc, func(n *html.Node) bool {
		if n.Type == html.ElementNode {
			s.take(n)
		}
		return true
	}, nil)
	return s
}

func (s *survey) take(n *html.Node) {
	switch n.DataAtom {
	case atom.A:
		if len(s.links) < maxPageLinks && dom.HasAttr(n, "href") {
			s.links = append(s.links, n)
		}
	case atom.H1, atom.H2:
		if len(s.headings) < maxPageLinks {
			s.headings = append(s.headings, n)
		}
	case atom.Figure:
		if len(s.figures) < maxPageLinks {
			s.figures = append(s.figures, n)
		}
	case atom.Img, 0:
		s.pictured = s.pictured || isPicture(n)
	case atom.Time:
		if len(s.times) < maxPageLinks {
			s.times = append(s.times, n)
		}
	case atom.Video:
		s.players++
	case atom.Input:
		if strings.EqualFold(dom.Attr(n, "type"), "password") && !dom.Within(n, atom.Header, atom.Nav, atom.Footer, atom.Aside, atom.Dialog) {
			s.passwords++
		}
	case atom.Iframe, atom.Script:
		s.source(n)
	case atom.Div, atom.Form:
		s.mark(dom.Attr(n, "id"))
		s.mark(dom.Attr(n, "action"))
	}
	if len(s.bylines) < maxBylineMarks && s.isByline(n) {
		s.bylines = append(s.bylines, n)
	}
}

// source looks at the address of a script or a frame.
func (s *survey) source(n *html.Node) {
	src := dom.Attr(n, "src")
	if src == "" {
		s.inline(n)
		return
	}
	s.mark(src)
	if n.DataAtom != atom.Iframe {
		return
	}
	for _, w := range []string{"youtube", "vimeo", "dailymotion", "player"} {
		if strings.Contains(strings.ToLower(src), w) {
			s.players++
			return
		}
	}
}

// inline looks at how the code of a script begins.
func (s *survey) inline(n *html.Node) {
	const enough = 512 // bytes
	if n.DataAtom != atom.Script || n.FirstChild == nil {
		return
	}
	code := n.FirstChild.Data
	code = code[:min(len(code), enough)]
	for _, m := range inlineMarkers {
		if strings.Contains(code, m.code) {
			s.markers[m.kind] = true
		}
	}
}

// mark notes the marks of walls in an attribute.
func (s *survey) mark(value string) {
	if value == "" {
		return
	}
	value = strings.ToLower(value)
	for _, m := range wallMarkers {
		if strings.Contains(value, m.code) {
			s.markers[m.kind] = true
		}
	}
}

// isByline reports whether an element is marked as the byline, and not as that
// of a picture.
func (s *survey) isByline(n *html.Node) bool {
	if n.DataAtom == atom.Body || n.DataAtom == atom.Html {
		return false
	}
	for _, a := range n.Attr {
		switch a.Key {
		case "class", "id", "data-testid", "data-qa", "data-component":
			if a.Val == "" || len(a.Val) > maxField {
				continue
			}
			if s.classes.Of(a.Val, bylineClass) {
				return true
			}
		}
	}
	return false
}

// pick returns the first nodes of a list that are kept, at most limit.
func pick(list []*html.Node, limit int, keep func(*html.Node) bool) []*html.Node {
	var out []*html.Node
	for _, n := range list {
		if len(out) >= limit {
			break
		}
		if keep(n) {
			out = append(out, n)
		}
	}
	return out
}
