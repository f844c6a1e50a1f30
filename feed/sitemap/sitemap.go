// Package sitemap reads news sitemaps, plain sitemaps and sitemap indexes.
//
// Elements are known by their namespace, never by their prefix, so that the
// address of a picture is no article and an article under another prefix is
// not lost. The caller unpacks gzip.
package sitemap

import (
	"errors"
	"fmt"
	"time"

	"github.com/overview-news/overview/feed/internal/markup"
	"github.com/overview-news/overview/page/charset"
	"github.com/overview-news/overview/text/date"
)

// Limits of a document. The protocol allows 50,000 addresses and 50 MB; what
// is news fits into far less.
const (
	MaxBytes = 10 << 20 // of the unpacked document; the rest is not read
	MaxURLs  = 50_000   // pages or sitemaps; the rest is not read

	maxJunk  = 20   // elements before the root
	maxTitle = 1000 // bytes
	maxLabel = 200  // bytes of a name, a language, a date
	maxLoc   = 4 << 10
)

// ErrNotSitemap is the error for every other kind of document.
var ErrNotSitemap = errors.New("not a sitemap")

// Map is a document read: pages, or further sitemaps.
type Map struct {
	Index    bool // it lists sitemaps, not pages
	Pages    []Page
	Sitemaps []Sitemap

	News      int    // how many pages carry news elements
	Truncated bool   // there was more than the limits allow
	Problem   string // what was wrong with a document that could be read in part
}

// Page is one address that a sitemap lists.
type Page struct {
	URL         string // absolute, http or https
	Modified    time.Time
	Published   time.Time // of the news element; never taken from lastmod
	Title       string
	Language    string
	Publication string // name of the paper
	Image       string // first picture
	News        bool   // it has a news element

	PublishedDay, ModifiedDay bool // only the day is given, which is midnight UTC
}

// Sitemap is one entry of an index.
type Sitemap struct {
	URL      string
	Modified time.Time
}

// Parse reads a document. The contentType is the HTTP header, a hint for the
// encoding; base is the document's own address.
func Parse(body []byte, contentType, base string) (Map, error) {
	cut := len(body) > MaxBytes
	if cut {
		body = body[:MaxBytes]
	}
	text := charset.Decode(body, contentType, charset.XML)
	p := &parser{s: markup.NewScanner(text.Bytes), base: base}
	if err := p.findRoot(); err != nil {
		return Map{}, err
	}
	p.read()
	if p.s.Truncated() {
		p.out.Problem = fmt.Sprintf("the document ends too early, after %d whole entries", p.count())
	}
	p.out.Truncated = p.out.Truncated || cut
	return p.out, nil
}

type parser struct {
	s    *markup.Scanner
	base string
	home string // label of the root's namespace
	out  Map
}

func (p *parser) count() int { return len(p.out.Pages) + len(p.out.Sitemaps) }

func (p *parser) findRoot() error {
	for range maxJunk {
		kind := p.s.Next()
		for kind == markup.Text || kind == markup.End {
			kind = p.s.Next()
		}
		if kind == markup.Done {
			return fmt.Errorf("parse sitemap: no element: %w", ErrNotSitemap)
		}
		switch name := string(p.s.Local()); name {
		case "urlset", "sitemapindex":
			p.home = p.s.Space()
			p.out.Index = name == "sitemapindex"
			return nil
		case "html", "rss", "feed", "rdf", "opml":
			return fmt.Errorf("parse sitemap: found <%s>: %w", name, ErrNotSitemap)
		}
	}
	return fmt.Errorf("parse sitemap: no urlset or sitemapindex: %w", ErrNotSitemap)
}

// core reports whether the element just started belongs to the sitemap
// protocol itself.
func (p *parser) core() bool {
	s := p.s.Space()
	return s == p.home || s == "sitemap" || s == ""
}

func (p *parser) read() {
	for {
		switch p.s.Next() {
		case markup.Start:
			name := string(p.s.Local())
			if !p.core() || (name != "url" && name != "sitemap") {
				p.s.Skip()
				continue
			}
			if p.count() >= MaxURLs {
				p.out.Truncated = true
				return
			}
			p.entry(name)
		case markup.Done:
			return
		}
	}
}

// entry reads a url or sitemap element. One without a usable address is passed
// over.
func (p *parser) entry(name string) {
	p.s.SetBoundary()
	depth := p.s.Depth()
	var page Page
	for {
		switch p.s.NextIn(depth) {
		case markup.Start:
			p.part(&page)
		case markup.End:
			if p.s.Depth() < depth {
				if !p.s.Truncated() {
					p.keep(page, name)
				}
				return
			}
		case markup.Done:
			return
		}
	}
}

func (p *parser) keep(page Page, name string) {
	switch {
	case page.URL == "":
	case name == "sitemap":
		p.out.Sitemaps = append(p.out.Sitemaps, Sitemap{page.URL, page.Modified})
	default:
		if page.News {
			p.out.News++
		}
		p.out.Pages = append(p.out.Pages, page)
	}
}

// part reads an element of an entry.
func (p *parser) part(page *Page) {
	local := string(p.s.Local())
	switch {
	case p.core() && local == "loc":
		if a := p.address(); page.URL == "" {
			page.URL = a
		}
	case p.core() && local == "lastmod":
		page.Modified, page.ModifiedDay = p.date()
	case p.s.Space() == "news":
		p.news(local, page)
	case p.s.Space() == "image" && local == "image":
		// its address comes next
	case p.s.Space() == "image" && local == "loc":
		if a := p.address(); page.Image == "" {
			page.Image = a
		}
	default:
		p.s.Skip()
	}
}

// news reads an element of the news extension. Its containers are not
// skipped: what they hold comes as elements of the entry.
func (p *parser) news(local string, page *Page) {
	switch local {
	case "news":
		page.News = true
	case "publication":
	case "name":
		page.Publication = markup.Headline(p.s.Content(4*maxLabel).Text, maxLabel)
	case "language":
		page.Language = language(p.s.Content(maxLabel).Text)
	case "publication_date":
		page.Published, page.PublishedDay = p.date()
	case "title":
		page.Title = markup.Headline(p.s.Content(4*maxTitle).Text, maxTitle)
	default:
		p.s.Skip()
	}
}

func (p *parser) address() string {
	return markup.Address(p.s.Content(maxLoc).Text, markup.Base(p.base))
}

// date reads a date of the W3C forms, or of any other that is certain, and
// tells whether it is a day alone.
func (p *parser) date() (t time.Time, alone bool) {
	d, ok := date.Parse(p.s.Content(maxLabel).Text, date.Options{})
	if !ok {
		return time.Time{}, false
	}
	return d.Time.UTC(), !d.HasTime
}

// language accepts the tags of the protocol: two or three letters, zh-cn,
// zh-tw.
func language(s string) string {
	s = markup.Headline(s, maxLabel)
	if len(s) < 2 || len(s) > 10 {
		return ""
	}
	for _, c := range s {
		if (c|0x20 < 'a' || c|0x20 > 'z') && c != '-' {
			return ""
		}
	}
	return s
}
