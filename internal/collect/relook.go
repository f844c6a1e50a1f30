package collect

import (
	"context"
	"errors"
	"strings"

	"github.com/overview-news/overview/internal/news"
	"github.com/overview-news/overview/page/extract"
)

// lookPages is how many pages after the first are read when an article on
// several is looked at again and nothing has changed so far. What is changed
// later stands at the beginning mostly; ten requests at each look, for a list
// that goes on without end, are not worth the rest.
const lookPages = 1

// storedText is the stored text of an article that is looked at again, if its
// first page has the headline, time of change and notes that are stored, and it
// was read by the hints that are in force. Else it is empty: then all pages are
// read.
func (c *Collector) storedText(ctx context.Context, claim news.CollectClaim, first extract.Article) news.Rendition {
	a := claim.Article
	if a.State != news.StateCollected || first.Headline != a.Title || first.Modified.Time.After(a.Modified) {
		return news.Rendition{}
	}
	texts, err := c.articles.Renditions(ctx, a.ID)
	hints, errHints := c.articles.Hinting(ctx, claim.Outlet.ID, 0)
	if err := errors.Join(err, errHints); err != nil {
		c.log.Warn("the stored text of an article was not read", "article", int64(a.ID), "err", err)
		return news.Rendition{}
	}
	for _, r := range texts {
		if !r.Original {
			continue
		}
		if r.Made.Before(hints.Since) {
			break
		}
		notes := squeeze(r.Corrections())
		for _, b := range corrections(first, a.Language) {
			if !strings.Contains(notes, squeeze(strings.Join(b.Sentences, ""))) {
				return news.Rendition{}
			}
		}
		return r
	}
	return news.Rendition{}
}

// asStored is the result of a look at the first pages of a long article whose
// text is as it is stored: what the first says besides is stored anew.
func (c *Collector) asStored(claim news.CollectClaim, whole joined) news.CollectResult {
	page, text := whole.page, whole.stored
	text.Made = asOf(claim)
	r := news.CollectResult{At: c.clk.Now(), Article: claim.Article, Original: &text, Miss: string(page.Miss)}
	a := &r.Article
	a.Fault = news.Fault{}
	r.Again = c.again(a.Collected, r.At)
	c.dates(a, page, r.At)
	sign(a, page)
	r.Details = details(page, *a)
	return r
}

// keeping is the result of a look that could not read all of an article: its
// text stays, but what the pages forbid that were read holds from now on.
func (c *Collector) keeping(claim news.CollectClaim, forbidden news.Limit) news.CollectResult {
	r := c.unchanged(claim)
	if all := both(claim.Article.Limit, forbidden); all != claim.Article.Limit {
		r.Unchanged, r.Article.Limit, r.Article.Fault = false, all, news.Fault{}
	}
	return r
}

// begins reports whether a stored text, without white space, goes on after the
// text of the pages that were read.
func begins(stored string, read extract.Article) bool {
	rest, is := strings.CutPrefix(stored, squeeze(read.Text()))
	return is && rest != ""
}
