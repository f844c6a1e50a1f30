package feed

import (
	"net/url"
	"strings"

	"github.com/overview-news/overview/feed/internal/markup"
)

// draft is an entry while its element is read.
type draft struct {
	Entry
	id        string
	guidLink  string // a guid that is an address
	permalink bool   // and says so
	altTitle  string // dc:title, where there is no title
	html      string // description, as published
	when      dates
	base      *url.URL
}

// dates are the dates of an entry as written, by how well they say when it
// was published.
type dates struct{ published, issued, dc, updated string }

// entry reads an item or entry element. One that the document breaks off in is
// not kept: half an entry would be taken for a whole one.
func (p *parser) entry(s *markup.Scanner) {
	if p.entries >= maxRead {
		p.overflow = true
		s.Skip()
		return
	}
	s.SetBoundary()
	depth := s.Depth()
	d := &draft{id: s.Attr("rdf:about"), base: resolveBase(p.base, s.Attr("xml:base"))}
	d.Language = language(s.Attr("xml:lang"))
	for {
		switch s.NextIn(depth) {
		case markup.Start:
			p.entryElement(s, d)
		case markup.End:
			if s.Depth() < depth {
				if !s.Truncated() {
					p.keep(d)
				}
				return
			}
		case markup.Done:
			return
		}
	}
}

func (p *parser) entryElement(s *markup.Scanner, d *draft) {
	switch {
	case p.core(s):
		p.entryCore(s, d)
	case s.Space() == "atom":
		p.entryAtom(s, d)
	case s.Space() == "dc" || s.Space() == "dcterms":
		p.entryDublinCore(s, d)
	case s.Space() == "content" && string(s.Local()) == "encoded":
		d.Content = body(s.Content(maxContent))
	case s.Space() == "media":
		p.entryMedia(s, d)
	case s.Space() == "itunes":
		p.entryITunes(s, d)
	case string(s.Local()) == "origlink":
		if a := p.address(s.Content(4*maxTitle).Text, d.base); a != "" {
			d.URL = a // the article behind a feed service's counter
		}
	default:
		s.Skip()
	}
}

// entryCore reads the elements of RSS and Atom themselves.
func (p *parser) entryCore(s *markup.Scanner, d *draft) {
	switch string(s.Local()) {
	case "title":
		if t := markup.Headline(s.Content(4*maxTitle).Text, maxTitle); d.Title == "" {
			d.Title = t
		}
	case "link":
		p.entryLink(s, d)
	case "guid":
		permalink := !strings.EqualFold(s.Attr("ispermalink"), "false")
		d.id = s.Content(8 * maxID).Text
		d.guidLink, d.permalink = markup.Address(d.id, nil), permalink
	case "id":
		d.id = s.Content(8 * maxID).Text
		d.guidLink = markup.Address(d.id, nil)
	case "description", "summary", "abstract":
		d.html = longest(d.html, body(s.Content(maxContent)))
	case "content":
		p.entryContent(s, d)
	case "author":
		d.addAuthor(person(s))
	case "category":
		p.category(s, d)
	case "enclosure":
		p.enclosure(s, d)
	case "image":
		if a := p.imageIn(s, d.base); a != "" {
			d.Image = a
		}
	case "source":
		p.source(s, d)
	case "comments":
		d.Comments = p.address(s.Content(4*maxTitle).Text, d.base)
	default:
		p.entryDate(s, d)
	}
}

func (p *parser) entryDate(s *markup.Scanner, d *draft) {
	var into *string
	switch string(s.Local()) {
	case "pubdate", "published":
		into = &d.when.published
	case "issued", "created", "date":
		into = &d.when.issued
	case "updated", "modified", "lastbuilddate":
		into = &d.when.updated
	default:
		s.Skip()
		return
	}
	*into = s.Content(maxLabel).Text
}

// entryAtom reads Atom elements inside an item of another format. Titles are
// not among them: what they name there varies.
func (p *parser) entryAtom(s *markup.Scanner, d *draft) {
	switch string(s.Local()) {
	case "link":
		if d.URL == "" {
			p.entryLink(s, d)
			return
		}
		s.Skip()
	case "author":
		d.addAuthor(person(s))
	case "updated", "published":
		p.entryDate(s, d)
	default:
		s.Skip()
	}
}

func (p *parser) entryDublinCore(s *markup.Scanner, d *draft) {
	local := string(s.Local())
	text := s.Content(maxContent).Text
	switch local {
	case "creator":
		d.addAuthor(text)
	case "date", "issued", "created", "available":
		d.when.dc = text
	case "modified":
		if d.when.updated == "" {
			d.when.updated = text
		}
	case "subject":
		d.addCategory(text)
	case "language":
		d.Language = language(text)
	case "title":
		d.altTitle = text
	case "description", "abstract":
		d.html = longest(d.html, text)
	case "source":
		if a := p.address(text, nil); a != "" {
			d.Credit.URL = a
		} else if d.Credit.Title == "" {
			d.Credit.Title = markup.Headline(text, maxLabel)
		}
	}
}

// entryLink reads a link as text (RSS) or attributes (Atom).
func (p *parser) entryLink(s *markup.Scanner, d *draft) {
	href, rel, kind := s.Attr("href"), strings.ToLower(s.Attr("rel")), strings.ToLower(s.Attr("type"))
	text := s.Content(8 * maxTitle).Text
	if href == "" {
		href = text
	}
	address := p.address(href, d.base)
	switch {
	case rel == "enclosure" && strings.HasPrefix(kind, "image/") && d.Image == "":
		d.Image = address
	case rel == "replies" && d.Comments == "":
		d.Comments = address
	case (rel == "" || rel == "alternate") && address != "" && (d.URL == "" || kind == "text/html"):
		d.URL = address
	}
}

// entryContent reads atom:content, or the address of it.
func (p *parser) entryContent(s *markup.Scanner, d *draft) {
	src, base := s.Attr("src"), resolveBase(p.base, s.Attr("xml:base"))
	c := body(s.Content(maxContent))
	if src != "" {
		if a := p.address(src, base); d.URL == "" {
			d.URL = a
		}
		return
	}
	d.Content = c
}

// body is the HTML of an element: its text, or its source where it holds
// elements itself.
func body(c markup.Content) string {
	if c.Nested {
		return markup.Clean(string(c.Inner))
	}
	return c.Text
}

func longest(a, b string) string {
	if len(b) > len(a) {
		return b
	}
	return a
}

// keep completes an entry and adds it to the feed.
func (p *parser) keep(d *draft) {
	p.entries++
	e := &d.Entry
	if e.URL == "" && (d.permalink || p.feed.Kind != RSS) {
		e.URL = d.guidLink
	}
	if e.URL == "" {
		e.URL = d.guidLink // it says that it is none, but it is all there is
	}
	if e.Title == "" && d.altTitle != "" {
		e.Title = markup.Headline(d.altTitle, maxTitle)
	}
	e.Summary = markup.Summary(d.html, maxSummary)
	if e.Summary == "" && e.Content != "" {
		e.Summary = markup.Summary(e.Content, maxSummary)
	} else if e.Content == "" && len(d.html) > maxSummary {
		e.Content = d.html
	}
	if e.Image == "" {
		e.Image = p.firstImage(d)
	}
	for _, s := range []string{d.when.published, d.when.issued, d.when.dc} {
		if s != "" && e.Published.IsZero() {
			e.Published, e.DayOnly = p.date(s)
		}
	}
	if d.when.updated != "" {
		updated, alone := p.date(d.when.updated)
		e.Updated, e.DayOnly = updated, e.DayOnly || alone && e.Published.IsZero()
	}
	if e.empty() {
		return
	}
	identify(e, d.id)
	p.feed.Entries = append(p.feed.Entries, *e)
}

// empty reports whether nothing of an entry could be shown or followed.
func (e *Entry) empty() bool {
	return e.URL == "" && e.Title == "" && e.Summary == ""
}

// addAuthor adds a name, once.
func (d *draft) addAuthor(name string) {
	name = authorName(name)
	if name == "" || len(d.Authors) >= maxAuthors {
		return
	}
	for _, a := range d.Authors {
		if a == name {
			return
		}
	}
	d.Authors = append(d.Authors, name)
}

// addCategory adds a category, once.
func (d *draft) addCategory(name string) {
	name = markup.Headline(name, maxLabel)
	if name == "" || len(d.Categories) >= maxCategories {
		return
	}
	for _, c := range d.Categories {
		if c == name {
			return
		}
	}
	d.Categories = append(d.Categories, name)
}

// authorName makes a name of what stands where one should: "mail (Name)",
// "Name <mail>". An address alone is no name.
func authorName(s string) string {
	if i := strings.IndexByte(s, '@'); i >= 0 {
		if open, shut := strings.IndexByte(s, '('), strings.LastIndexByte(s, ')'); open >= 0 && shut > open {
			s = s[open+1 : shut]
		} else if open := strings.IndexByte(s, '<'); open > 0 {
			s = s[:open]
		} else if len(strings.Fields(s)) <= 1 {
			return ""
		}
	}
	s = markup.Headline(s, maxLabel)
	if len(s) > 4 && strings.EqualFold(s[:3], "by ") {
		s = s[3:]
	}
	return strings.Trim(s, " ,;|")
}

// person reads an author: a name inside, or text.
func person(s *markup.Scanner) string {
	depth := s.Depth()
	name, text := "", ""
	for {
		switch s.NextIn(depth) {
		case markup.Start:
			if string(s.Local()) == "name" {
				name = s.Content(4 * maxLabel).Text
				continue
			}
			s.Skip()
		case markup.Text:
			if len(text) < maxLabel {
				text += string(markup.Cut(s.Raw(), 4*maxLabel))
			}
		case markup.End:
			if s.Depth() < depth {
				return firstOf(name, strings.TrimSpace(text))
			}
		case markup.Done:
			return ""
		}
	}
}

func firstOf(a, b string) string {
	if a != "" {
		return a
	}
	return b
}
