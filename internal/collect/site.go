package collect

import (
	"bytes"
	"context"
	"strings"
	"unicode"

	"github.com/overview-news/overview/internal/news"
	"github.com/overview-news/overview/page/extract"
)

const (
	// youngSite is the number of pages up to which every page of an outlet is
	// learnt from; after it one of rarely is. A memory grows to about 30 KB,
	// more than the page itself takes, and what repeats is known by then.
	youngSite = 16
	rarely    = 4
)

// leaveRepeats takes from a page's text what also stands on other pages of its
// outlet, and returns what is remembered of them from now on: nil if nothing
// new is. Without the memory a page is read as it stands.
//
// A page that is looked at again teaches nothing, and keeps what was its text
// at first: what is learnt in between is no change by its publisher.
func (c *Collector) leaveRepeats(ctx context.Context, claim news.CollectClaim, page *extract.Article) *news.SiteMemory {
	memory, err := c.articles.SiteMemory(ctx, claim.Outlet.ID)
	if err != nil {
		c.log.Warn("the memory of an outlet's pages was not read", "outlet", claim.Outlet.ID, "err", err)
		return nil
	}
	site, err := extract.ReadSite(memory.Body)
	if err != nil { // of another version
		c.log.Info("the memory of an outlet's pages starts again", "outlet", claim.Outlet.ID, "err", err)
		memory = news.SiteMemory{}
	}
	again := claim.Article.State == news.StateCollected
	before := make([]extract.Role, len(page.Blocks))
	for i, b := range page.Blocks {
		before[i] = b.Role
	}
	if site.Apply(claim.Article.URL, page) > 0 && again {
		c.keepStored(ctx, claim, page, before)
	}
	if again || memory.Pages >= youngSite && int64(claim.Article.ID)%rarely != 0 {
		return nil
	}
	site.Observe(claim.Article.URL, *page)
	body := site.Bytes()
	if bytes.Equal(body, memory.Body) {
		return nil
	}
	return &news.SiteMemory{Body: body, Pages: memory.Pages + 1}
}

// keepStored gives blocks that are part of the stored text the role again that
// they had before.
func (c *Collector) keepStored(ctx context.Context, claim news.CollectClaim, page *extract.Article, before []extract.Role) {
	texts, err := c.articles.Renditions(ctx, claim.Article.ID)
	if err != nil {
		c.log.Warn("the stored text of an article was not read", "article", int64(claim.Article.ID), "err", err)
		return
	}
	stored := map[string]bool{}
	for _, r := range texts {
		for _, b := range r.Blocks {
			if r.Original {
				stored[squeeze(strings.Join(b.Sentences, ""))] = true
			}
		}
	}
	for i := range page.Blocks {
		if b := &page.Blocks[i]; b.Role != before[i] && stored[squeeze(b.Text)] {
			b.Role = before[i]
		}
	}
}

// squeeze is a text without white space, which dividing it into sentences
// changes.
func squeeze(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsSpace(r) {
			return -1
		}
		return r
	}, s)
}
