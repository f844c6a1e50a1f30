package probe

import (
	"net/http"
	"net/url"
	"slices"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"github.com/overview-news/overview/page/address"
	"github.com/overview-news/overview/page/charset"
	"github.com/overview-news/overview/page/dom"
)

// Bounds of what is taken from one page.
const (
	maxLinks      = 2000 // link and a elements that are looked at
	maxCandidates = 20   // addresses that are tried
	maxAnchors    = 4    // of them, those that are mere links in the text
	maxText       = 200  // bytes of a title
)

// candidate is an address that might be a feed.
type candidate struct {
	url, title, evidence string
	comments             bool // what points to it says that it is of readers' comments
}

// homePage is what a home page says.
type homePage struct {
	title, language, generator string
	system                     string // what else says which system made the page
	candidates                 []candidate
}

// wordpressAPI is the relation by which WordPress names its interface, also
// where its generator is not named.
const wordpressAPI = "https://api.w.org/"

// readPage reads a page with its header. at is its address after redirects.
func readPage(body []byte, header http.Header, contentType, at string) (homePage, error) {
	text := charset.Decode(body, contentType, charset.HTML)
	root, err := dom.Parse(text.Bytes)
	if err != nil {
		return homePage{}, err
	}
	p := homePage{candidates: fromHeader(header, at)}
	if e := dom.First(root, atom.Html); e != nil {
		p.language = clip(dom.Attr(e, "lang"))
	}
	if e := dom.First(root, atom.Title); e != nil {
		p.title = clip(dom.Collapse(dom.RawText(e)))
	}
	if strings.Contains(strings.Join(header.Values("Link"), "\n"), wordpressAPI) {
		p.system = "WordPress"
	}
	base := baseOf(root, at)
	anchors := 0
	for _, e := range dom.All(root, maxLinks, isLink) {
		switch e.DataAtom {
		case atom.Meta:
			if strings.EqualFold(dom.Attr(e, "name"), "generator") {
				p.generator = clip(dom.Attr(e, "content"))
			}
		case atom.Link:
			if strings.EqualFold(dom.Attr(e, "rel"), wordpressAPI) {
				p.system = "WordPress"
			}
			if c, ok := fromLink(e, base); ok {
				p.candidates = append(p.candidates, c)
			}
		case atom.A:
			if c, ok := fromAnchor(e, base, at); ok && anchors < maxAnchors {
				anchors++
				p.candidates = append(p.candidates, c)
			}
		}
	}
	p.generator = firstOf(p.generator, p.system)
	return p, nil
}

func isLink(e *html.Node) bool {
	return e.DataAtom == atom.Link || e.DataAtom == atom.A || e.DataAtom == atom.Meta
}

// baseOf is the address that a page's relative addresses start from.
func baseOf(root *html.Node, at string) string {
	e := dom.First(root, atom.Base)
	if e == nil {
		return at
	}
	base, err := address.Resolve(at, dom.Attr(e, "href"))
	if err != nil || !address.Safe(base) {
		return at
	}
	return base
}

// feedTypes are the media types of feeds. Plain JSON and XML are none: they
// are the interfaces and the pages of publishing systems.
var feedTypes = []string{"application/rss+xml", "application/atom+xml", "application/feed+json",
	"application/rdf+xml", "application/x-rss+xml", "text/rss+xml"}

func isFeedType(raw string) bool {
	kind, _, _ := strings.Cut(raw, ";")
	return slices.Contains(feedTypes, strings.ToLower(strings.TrimSpace(kind)))
}

// isAlternate reports whether rel has the token alternate, and is no style
// sheet. Tokens are compared without case.
func isAlternate(rel string) bool {
	tokens := strings.Fields(strings.ToLower(rel))
	return slices.Contains(tokens, "alternate") && !slices.Contains(tokens, "stylesheet")
}

func fromLink(e *html.Node, base string) (candidate, bool) {
	if !isAlternate(dom.Attr(e, "rel")) || !isFeedType(dom.Attr(e, "type")) {
		return candidate{}, false
	}
	u, err := address.Resolve(base, dom.Attr(e, "href"))
	if err != nil {
		return candidate{}, false
	}
	title := clip(dom.Attr(e, "title"))
	return candidate{url: u, title: title, evidence: "link element of the page", comments: ofComments(title, u)}, true
}

// feedNames are how the last part of a feed's path is called.
var feedNames = []string{"rss", "feed", "feeds", "atom", "rss.xml", "feed.xml", "atom.xml", "index.rdf", "rss.php", "feed.json"}

// fromAnchor takes a link in the text that names itself a feed and stays on
// the page's own site.
func fromAnchor(e *html.Node, base, at string) (candidate, bool) {
	u, err := address.Resolve(base, dom.Attr(e, "href"))
	if err != nil || address.Domain(u) != address.Domain(at) {
		return candidate{}, false
	}
	parsed, err := url.Parse(u)
	if err != nil {
		return candidate{}, false
	}
	path := strings.ToLower(strings.TrimSuffix(parsed.Path, "/"))
	last := path[strings.LastIndexByte(path, '/')+1:]
	named := slices.Contains(feedNames, last) || strings.HasSuffix(last, ".rss") || strings.HasSuffix(last, ".atom") ||
		isFeedType(dom.Attr(e, "type"))
	if !named {
		return candidate{}, false
	}
	title := clip(dom.Text(e))
	return candidate{url: u, title: title, evidence: "link in the page's text", comments: ofComments(title, u)}, true
}

// commentWords name readers' comments in the languages of publishing systems.
var commentWords = []string{"comment", "kommentar", "comentario", "comentário", "commenti", "reacties", "komentar",
	"komentář", "komentarz", "yorum", "комментар", "коментар", "σχόλι", "تعليق", "نظرات", "टिप्पणी", "コメント", "评论", "評論", "댓글", "ความเห็น", "bình luận"}

// ofComments reports whether a feed's title or address says that it is of
// readers' comments.
func ofComments(title, u string) bool {
	title = strings.ToLower(title)
	for _, word := range commentWords {
		if strings.Contains(title, word) {
			return true
		}
	}
	parsed, err := url.Parse(u)
	return err == nil && slices.Contains(strings.Split(strings.ToLower(parsed.Path), "/"), "comments")
}

// clip is s in one line of bounded length.
func clip(s string) string {
	s = dom.Collapse(s)
	if len(s) > maxText {
		s = strings.ToValidUTF8(s[:maxText], "")
	}
	return s
}
