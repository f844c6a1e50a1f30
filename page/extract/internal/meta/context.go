package meta

import (
	"cmp"

	"github.com/overview-news/overview/page/extract/internal/segment"
)

// Context returns what the page says of its article in words that its blocks
// can be compared with.
func (p *Page) Context(address string) segment.Context {
	var c segment.Context
	og, _ := p.First("og:title", "twitter:title")
	c.Headline = cmp.Or(og, p.Title)
	c.Description, _ = p.First("og:description", "description", "twitter:description")
	if o := p.Article(address, og); o != nil {
		c.Headline = cmp.Or(String(o.Fields["headline"]), c.Headline)
		c.Description = cmp.Or(String(o.Fields["description"]), c.Description)
		c.Body = String(o.Fields["articleBody"])
	}
	return c
}
