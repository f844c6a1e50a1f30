package collect

import (
	"context"
	"errors"

	"github.com/overview-news/overview/internal/fetch"
	"github.com/overview-news/overview/internal/news"
	"github.com/overview-news/overview/page/address"
	"github.com/overview-news/overview/page/extract"
)

// mayGoOn reports whether there is time for another page of an article: half
// the lease is left, which is more than a crawl delay and an answer take.
func (c *Collector) mayGoOn(claim news.CollectClaim) bool {
	return c.clk.Now().Before(claim.Until.Add(-lease / 2))
}

// extract reads a page that was fetched for a claim.
func (c *Collector) extract(claim news.CollectClaim, answer *fetch.Response) (extract.Article, error) {
	return extract.Page(answer.Body, answer.URL, extract.Options{
		ContentType: answer.ContentType, Outlet: claim.Outlet.Name, Language: claim.Article.Language,
		Location: c.location(claim.Outlet.Country), Now: c.clk.Now(), Hints: c.hints(claim.Outlet),
	})
}

// hints are those of the outlet's list. Lists are checked when they are read,
// so only a store of a newer program can hold any that cannot be.
func (c *Collector) hints(o news.Outlet) extract.Hints {
	h, err := extract.CompileHints(o.Hints.Keep, o.Hints.Drop)
	if err != nil {
		c.log.Warn("the hints of an outlet were not read", "outlet", o.ID, "err", err)
	}
	return h
}

// further fetches and reads another page of a claim's article.
func (c *Collector) further(ctx context.Context, claim news.CollectClaim, addr string) (extract.Article, *fetch.Response, error) {
	answer, err := c.client.Do(ctx, fetch.Request{URL: addr, Purpose: fetch.Page, Origin: claim.Feed})
	if err != nil {
		return extract.Article{}, nil, err
	}
	page, err := c.extract(claim, answer)
	return page, answer, err
}

// leastOfVersion is the part of another version's text that the article's own
// page must have to be preferred: pages that need a script have less.
const leastOfVersion = 0.7

// mainPage returns the article's own page where what was fetched is a version
// of it for phones or printers, if that page can be had and has the text.
func (c *Collector) mainPage(ctx context.Context, claim news.CollectClaim, page extract.Article, answer *fetch.Response) (extract.Article, *fetch.Response) {
	own := canonical(claim, page)
	here, err := address.Canonical(answer.URL)
	if page.Version == "" || own == "" || err != nil || own == here || !c.mayGoOn(claim) {
		return page, answer
	}
	main, got, err := c.further(ctx, claim, own)
	switch {
	case err != nil:
		c.log.Info("the main page of an article was not read", "article", int64(claim.Article.ID), "page", own, "err", err)
		return page, answer
	case !isArticle(main.Kind) || main.Version != "" || float64(len(main.Text())) < leastOfVersion*float64(len(page.Text())):
		return page, answer
	}
	return main, got
}

func isArticle(k extract.Kind) bool { return k == extract.KindArticle || k == extract.KindLive }

// joined is an article with the text of its further pages.
type joined struct {
	page  extract.Article
	pages int // asked for, besides the first
	parts int // that are joined, besides the first
	// limit is what the pages after the first forbid.
	limit news.Limit
	// cut says that a page is missing that may be there another time.
	cut bool
	// less says that such a page was there when the stored text was read.
	less bool
	// same says that what was read is as it is stored, and that the rest was
	// not asked for.
	same   bool
	stored news.Rendition // if it is the same
	// completes says that it is the stored text, with something of what was
	// missing of it.
	completes bool
	// mark is what is stored of where the text is from; see [news.Validators].
	mark string
}

// join reads the further pages of an article that stands on several, at most
// [extract.MaxJoinedPages], as long as half the lease lasts. A page that cannot
// be had ends it: what is there is the article.
func (c *Collector) join(ctx context.Context, claim news.CollectClaim, first extract.Article, got *fetch.Response) joined {
	out := joined{page: first, mark: named(first.Pages)}
	skip := c.maySkip(claim, out.mark)
	j := extract.NewJoiner(got.URL, first)
	stored := ""
	for next, more := j.Next(); more; next, more = j.Next() {
		if out.pages == 0 {
			out.stored = c.storedText(ctx, claim, first)
			stored = squeeze(out.stored.Text())
		}
		if skip && out.pages >= lookPages && begins(stored, j.Article()) && both(limits(got, first), out.limit) == claim.Article.Limit {
			out.same = true
			return out
		}
		if out.pages >= extract.MaxJoinedPages || !c.mayGoOn(claim) {
			c.log.Info("an article has more pages than there was time for", "article", int64(claim.Article.ID), "page", next)
			out.cut = true
			break
		}
		out.pages++
		page, answer, err := c.further(ctx, claim, next)
		if err != nil {
			c.log.Info("a page of an article was not read", "article", int64(claim.Article.ID), "page", next, "err", err)
			out.cut = passing(err)
			continue // after the page with the whole article comes the second
		}
		if page.Kind == extract.KindConsent || page.Kind == extract.KindChallenge {
			c.log.Info("a page of an article was not shown", "article", int64(claim.Article.ID), "page", next, "kind", string(page.Kind))
			out.cut = true
			continue
		}
		added := j.Add(answer.URL, page)
		if added {
			out.cut = false
			out.parts++
		}
		// A page of its own that has no text of its own may forbid too.
		if added || answer.URL == next && next != first.Pages.Whole && page.Kind == first.Kind {
			out.limit = both(out.limit, limits(answer, page))
		}
	}
	out.page = j.Article()
	before, isPart := partOf(claim.Validators.Joined)
	out.completes = isPart && continues(squeeze(out.page.Text()), stored)
	if out.cut {
		out.mark = partMark(out.parts)
		out.less = !isPart || out.parts < before
	}
	return out
}

// both is what either of two pages forbids.
func both(a, b news.Limit) news.Limit {
	return news.Limit{
		NoArchive: a.NoArchive || b.NoArchive, NoSnippet: a.NoSnippet || b.NoSnippet, Reserved: a.Reserved || b.Reserved,
		Paywalled: a.Paywalled || b.Paywalled, NoIndex: a.NoIndex || b.NoIndex,
	}
}

// passing reports whether a page that was not to be had may be there later.
func passing(err error) bool {
	var e *fetch.Error
	if !errors.As(err, &e) {
		return false // it was fetched and cannot be read
	}
	switch e.Class {
	case fetch.RobotsDenied:
		return e.Reason != "" // robots.txt could not be had
	case fetch.NotFound, fetch.Gone, fetch.Forbidden, fetch.BadAddress, fetch.TooLarge, fetch.Decode, fetch.Refused:
		return false
	}
	return true
}
