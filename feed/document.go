package feed

import (
	"bytes"
	"fmt"
	"net/url"
	"strconv"
	"strings"
	"time"

	"github.com/overview-news/overview/feed/internal/markup"
	"github.com/overview-news/overview/text/date"
)

// maxJunk is how many elements may stand before the root: warnings of a
// publishing system, such as <br /><b>.
const maxJunk = 20

// parseXML reads the formats that are XML.
func (p *parser) parseXML(text []byte) error {
	s := markup.NewScanner(text)
	if err := p.findRoot(s, text); err != nil {
		return err
	}
	p.xmlBase = resolveBase(p.base, s.Attr("xml:base"))
	p.feed.Language = language(s.Attr("xml:lang"))
	for {
		switch s.Next() {
		case markup.Start:
			p.element(s)
		case markup.Done:
			p.feed.Problem = problem(s, p.entries)
			return nil
		}
	}
}

// problem describes a document that ended too early.
func problem(s *markup.Scanner, entries int) string {
	if !s.Truncated() {
		return ""
	}
	return fmt.Sprintf("the document ends too early, after %d whole entries", entries)
}

// findRoot moves to the root element and learns the format from it.
func (p *parser) findRoot(s *markup.Scanner, text []byte) error {
	name := ""
	for range maxJunk {
		kind := s.Next()
		for kind == markup.Text || kind == markup.End {
			kind = s.Next()
		}
		if kind == markup.Done {
			break
		}
		p.home = s.Space()
		name = string(s.Local())
		switch name {
		case "rss", "channel":
			p.feed.Kind = RSS
		case "rdf":
			p.feed.Kind, p.home = RDF, ""
		case "feed":
			p.feed.Kind = Atom
		case "html", "head", "body":
			return &NotFeedError{FoundHTML, pageTitle(s)}
		case "urlset", "sitemapindex":
			return &NotFeedError{FoundSitemap, name}
		case "opml":
			return &NotFeedError{FoundOPML, ""}
		default:
			continue
		}
		return nil
	}
	return notXML(text, name)
}

// notXML says what a document without a known root element is.
func notXML(text []byte, name string) error {
	switch {
	case pageElements[name]:
		return &NotFeedError{FoundHTML, ""}
	case name != "":
		return &NotFeedError{FoundXML, markup.Headline(name, maxLabel)}
	case len(bytes.TrimSpace(text)) == 0:
		return &NotFeedError{FoundNothing, ""}
	}
	head := text[:min(len(text), 4096)]
	if bytes.HasPrefix(text, []byte("\x1f")) || bytes.IndexByte(head, 0) >= 0 || bytes.Count(head, []byte("\uFFFD")) > len(head)/20 {
		return &NotFeedError{FoundBinary, ""}
	}
	return &NotFeedError{FoundText, ""}
}

// pageElements begin HTML pages that leave out the first tags.
var pageElements = map[string]bool{
	"meta": true, "title": true, "link": true, "script": true, "style": true, "noscript": true, "div": true, "p": true, "br": true, "b": true,
	"center": true, "h1": true, "h2": true, "span": true, "table": true, "img": true, "a": true, "form": true, "iframe": true, "pre": true,
}

// pageTitle looks for the title of an HTML page, which tells a consent wall
// from a page that is missing.
func pageTitle(s *markup.Scanner) string {
	for range 200 {
		switch s.Next() {
		case markup.Start:
			if string(s.Local()) == "title" {
				return markup.Headline(s.Content(maxLabel).Text, maxLabel)
			}
		case markup.Done:
			return ""
		}
	}
	return ""
}

// core reports whether the element just started belongs to the format itself
// and not to a module or a foreign vocabulary.
func (p *parser) core(s *markup.Scanner) bool {
	return s.Space() == "" || s.Space() == p.home || (p.feed.Kind == Atom && s.Space() == "atom")
}

// element reads an element outside entries. What it does not know it passes
// over, whole.
func (p *parser) element(s *markup.Scanner) {
	switch {
	case p.core(s):
		p.coreElement(s)
	case s.Space() == "atom":
		p.atomInRSS(s)
	case s.Space() == "dc" && string(s.Local()) == "language":
		p.setLanguage(s)
	case s.Space() == "dc" && string(s.Local()) == "date":
		p.feed.Updated = p.moment(s.Content(maxLabel).Text)
	case s.Space() == "sy":
		p.syndication(s)
	default:
		s.Skip()
	}
}

func (p *parser) coreElement(s *markup.Scanner) {
	f := &p.feed
	switch string(s.Local()) {
	case "channel": // its children are ours
	case "item", "entry":
		p.entry(s)
	case "title":
		if t := markup.Headline(s.Content(4*maxTitle).Text, maxTitle); f.Title == "" {
			f.Title = t
		}
	case "link":
		p.feedLink(s)
	case "description", "subtitle", "tagline":
		if c := s.Content(4 * maxSummary); f.Description == "" {
			f.Description = markup.Summary(c.Text, maxTitle)
		}
	case "language":
		p.setLanguage(s)
	case "ttl":
		f.TTL = minutes(s.Content(maxLabel).Text)
	case "image":
		p.feedImage(s)
	case "logo", "icon":
		if a := p.address(s.Content(maxTitle).Text, nil); f.Image == "" {
			f.Image = a
		}
	case "lastbuilddate", "updated", "modified":
		f.Updated = p.moment(s.Content(maxLabel).Text)
	case "pubdate":
		if t := p.moment(s.Content(maxLabel).Text); f.Updated.IsZero() {
			f.Updated = t
		}
	default:
		s.Skip()
	}
}

// feedLink reads a link of the feed: an address as text in RSS, attributes in
// Atom.
func (p *parser) feedLink(s *markup.Scanner) {
	href, rel := s.Attr("href"), strings.ToLower(s.Attr("rel"))
	kind := s.Attr("type")
	text := s.Content(maxTitle).Text
	if href == "" {
		href = text
	}
	address := p.address(href, nil)
	switch rel {
	case "", "alternate":
		if address != "" && (p.feed.Home == "" || kind == "text/html" && rel == "alternate") {
			p.feed.Home = address
		}
	case "self":
		p.feed.Self = address
	case "hub":
		p.feed.Hub = address
	}
}

// atomInRSS reads the Atom elements that feeds of other formats carry.
func (p *parser) atomInRSS(s *markup.Scanner) {
	if string(s.Local()) != "link" || (s.Attr("rel") != "self" && s.Attr("rel") != "hub") {
		s.Skip()
		return
	}
	p.feedLink(s)
}

func (p *parser) setLanguage(s *markup.Scanner) {
	if l := language(s.Content(maxLabel).Text); l != "" {
		p.feed.Language = l
	}
}

// feedImage reads <image><url>…</url><title>…</title></image>.
func (p *parser) feedImage(s *markup.Scanner) {
	if a := p.imageIn(s, nil); a != "" && p.feed.Image == "" {
		p.feed.Image = a
	}
}

// imageIn returns the address that an image element holds, as a child, as an
// attribute or as text.
func (p *parser) imageIn(s *markup.Scanner, base *url.URL) string {
	depth := s.Depth()
	found := s.Attr("href")
	if found == "" {
		found = s.Attr("url")
	}
	for {
		switch s.NextIn(depth) {
		case markup.Start:
			if string(s.Local()) == "url" {
				found = s.Content(4 * maxTitle).Text
				continue
			}
			s.Skip()
		case markup.Text:
			if found == "" && s.Depth() == depth {
				found = strings.TrimSpace(string(markup.Cut(s.Raw(), 4*maxTitle)))
			}
		case markup.End:
			if s.Depth() < depth {
				return p.address(found, base)
			}
		case markup.Done:
			return p.address(found, base)
		}
	}
}

// syndication reads sy:updatePeriod and sy:updateFrequency.
func (p *parser) syndication(s *markup.Scanner) {
	local := string(s.Local())
	text := strings.ToLower(strings.TrimSpace(s.Content(maxLabel).Text))
	switch local {
	case "updateperiod":
		p.every.length = map[string]time.Duration{
			"hourly": time.Hour, "daily": 24 * time.Hour, "weekly": 7 * 24 * time.Hour,
			"monthly": 30 * 24 * time.Hour, "yearly": 365 * 24 * time.Hour,
		}[text]
	case "updatefrequency":
		if n, err := strconv.Atoi(text); err == nil && n > 0 && n < 10000 {
			p.every.times = n
		}
	}
}

// minutes reads a ttl; what is no number or absurd is bounded.
func minutes(s string) time.Duration {
	n, err := strconv.ParseFloat(strings.TrimSpace(s), 64)
	if err != nil || n <= 0 || n != n {
		return 0
	}
	return time.Duration(min(n, maxInterval.Minutes())) * time.Minute
}

// moment reads a date, or returns zero.
func (p *parser) moment(s string) time.Time {
	t, _ := p.date(s)
	return t
}

// date reads a date, or returns zero. A day without a time of day is midnight,
// and alone.
func (p *parser) date(s string) (t time.Time, alone bool) {
	o := date.Options{Location: p.opts.Location, Language: p.feed.Language}
	if o.Language == "" {
		o.Language = p.opts.Language
	}
	d, ok := date.Parse(s, o)
	if !ok {
		return time.Time{}, false
	}
	return d.Time.UTC(), !d.HasTime
}

// resolveBase applies an xml:base to the base around it.
func resolveBase(around *url.URL, value string) *url.URL {
	if value == "" {
		return nil
	}
	if a := markup.Address(value, around); a != "" {
		return markup.Base(a)
	}
	return nil
}
