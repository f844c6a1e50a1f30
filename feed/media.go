package feed

import (
	"strings"

	"github.com/overview-news/overview/feed/internal/markup"
)

// category reads a category: text in RSS, attributes in Atom.
func (p *parser) category(s *markup.Scanner, d *draft) {
	name := s.Attr("label")
	if name == "" {
		name = s.Attr("term")
	}
	if text := s.Content(4 * maxLabel).Text; name == "" {
		name = text
	}
	d.addCategory(name)
}

// enclosure takes the address of an enclosed picture.
func (p *parser) enclosure(s *markup.Scanner, d *draft) {
	address, kind := s.Attr("url"), strings.ToLower(s.Attr("type"))
	if d.Image == "" && isImage(kind, address) {
		d.Image = p.address(address, d.base)
	}
	s.Skip()
}

// isImage reports whether a medium is a picture, by its type or else by its
// name.
func isImage(kind, address string) bool {
	if kind != "" {
		return strings.HasPrefix(kind, "image")
	}
	path, _, _ := strings.Cut(strings.ToLower(address), "?")
	for _, suffix := range []string{".jpg", ".jpeg", ".png", ".webp", ".gif", ".avif"} {
		if strings.HasSuffix(path, suffix) {
			return true
		}
	}
	return false
}

// entryMedia reads Media RSS: the first picture, in groups too. Its titles and
// descriptions are those of pictures.
func (p *parser) entryMedia(s *markup.Scanner, d *draft) {
	local := string(s.Local())
	if local == "group" {
		return // its children come as elements of the entry
	}
	if local != "content" && local != "thumbnail" {
		s.Skip()
		return
	}
	address, kind := s.Attr("url"), strings.ToLower(s.Attr("medium"))
	if kind == "" {
		kind = strings.ToLower(s.Attr("type"))
	}
	if local == "thumbnail" && kind == "" {
		kind = "image"
	}
	if d.Image == "" && isImage(kind, address) {
		d.Image = p.address(address, d.base)
	}
	// media:content may hold a thumbnail: its children come next.
}

// entryITunes reads the elements of podcasts that say what others do not.
func (p *parser) entryITunes(s *markup.Scanner, d *draft) {
	switch string(s.Local()) {
	case "author":
		if name := s.Content(4 * maxLabel).Text; len(d.Authors) == 0 {
			d.addAuthor(name)
		}
	case "image":
		if a := p.address(s.Attr("href"), d.base); d.Image == "" {
			d.Image = a
		}
		s.Skip()
	case "summary":
		if text := s.Content(maxContent).Text; d.html == "" {
			d.html = text
		}
	default:
		s.Skip()
	}
}

// source reads where an entry comes from: text and an address in RSS, a small
// feed in Atom.
func (p *parser) source(s *markup.Scanner, d *draft) {
	depth := s.Depth()
	c := Credit{URL: p.address(s.Attr("url"), d.base)}
	text := ""
	for {
		switch s.NextIn(depth) {
		case markup.Start:
			p.sourcePart(s, &c)
		case markup.Text:
			if len(text) < maxLabel {
				text += string(markup.Cut(s.Raw(), 4*maxLabel))
			}
		case markup.End:
			if s.Depth() >= depth {
				continue
			}
			if c.Title == "" {
				c.Title = markup.Headline(markup.Unescape(text), maxLabel)
			}
			d.Credit = c
			return
		case markup.Done:
			return
		}
	}
}

func (p *parser) sourcePart(s *markup.Scanner, c *Credit) {
	switch string(s.Local()) {
	case "title":
		c.Title = markup.Headline(s.Content(4*maxLabel).Text, maxLabel)
	case "link":
		if rel := s.Attr("rel"); rel == "" || rel == "alternate" {
			c.URL = firstOf(p.address(s.Attr("href"), nil), c.URL)
		}
		s.Skip()
	default:
		s.Skip()
	}
}

// imageHead is how far into an entry's HTML a picture is looked for.
const imageHead = 32 << 10

// firstImage returns the first picture in the HTML of an entry that is not one
// of the pixels that count readers.
func (p *parser) firstImage(d *draft) string {
	for _, html := range []string{d.Content, d.html} {
		html = html[:min(len(html), imageHead)]
		for {
			i := strings.Index(html, "<img")
			if i < 0 {
				break
			}
			html = html[i+4:]
			end := strings.IndexByte(html, '>')
			if end < 0 {
				break
			}
			tag := html[:end]
			if w := attribute(tag, "width"); w == "1" || w == "0" || attribute(tag, "height") == "1" {
				continue
			}
			if a := p.address(markup.Unescape(attribute(tag, "src")), d.base); a != "" {
				return a
			}
		}
	}
	return ""
}

// attribute returns the value of an attribute in the text of a tag.
func attribute(tag, name string) string {
	for {
		i := strings.Index(tag, name)
		if i < 0 {
			return ""
		}
		before := i == 0 || tag[i-1] <= ' ' || tag[i-1] == '"' || tag[i-1] == '\''
		tag = tag[i+len(name):]
		rest := strings.TrimLeft(tag, " ")
		if !before || !strings.HasPrefix(rest, "=") {
			continue
		}
		rest = strings.TrimLeft(rest[1:], " ")
		if rest == "" {
			return ""
		}
		if q := rest[0]; q == '"' || q == '\'' {
			value, _, _ := strings.Cut(rest[1:], string(q))
			return value
		}
		value, _, _ := strings.Cut(rest, " ")
		return strings.TrimSuffix(value, "/")
	}
}
