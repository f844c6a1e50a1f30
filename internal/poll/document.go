package poll

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"time"

	"github.com/overview-news/overview/feed"
	"github.com/overview-news/overview/feed/sitemap"
	"github.com/overview-news/overview/internal/fetch"
	"github.com/overview-news/overview/internal/news"
	"github.com/overview-news/overview/page/address"
)

// Limits of a sitemap's use. What is news fits into them.
const (
	maxPages = 500            // pages taken of one sitemap, the newest
	maxMaps  = 3              // sitemaps followed from an index, the newest
	freshFor = 48 * time.Hour // how old a page without a news element may be
)

// document is what stood at a feed's address, in the store's words.
type document struct {
	title, language string
	entries         []news.Entry
	every           time.Duration // how seldom the publisher wants to be asked; 0 if it says nothing
	problem         string        // what was wrong with it, though it could be read
	whole           bool          // it may be remembered by its validators
	odd             int           // entries without a usable address
}

// errPanic is the error of a document that made its reader panic.
var errPanic = errors.New("reading the document failed")

// parseSafely is parse. A panic in it is the document's fault, and costs no
// other feed its turn.
func (p *Poller) parseSafely(ctx context.Context, claim news.PollClaim, answer *fetch.Response) (document, error) {
	var d document
	var err error
	func() {
		defer func() {
			if broken := recover(); broken != nil {
				p.log.Error("reading a feed panicked", "url", claim.Feed.URL, "panic", broken)
				err = fmt.Errorf("%w: %v", errPanic, broken)
			}
		}()
		d, err = p.parse(ctx, claim, answer)
	}()
	return d, err
}

// parse reads an answer as what the feed is said to be, or as the other kind
// if it is that.
func (p *Poller) parse(ctx context.Context, claim news.PollClaim, answer *fetch.Response) (document, error) {
	if claim.Feed.Kind == news.FeedSitemap {
		d, err := p.parseSitemap(ctx, claim, answer)
		if !errors.Is(err, sitemap.ErrNotSitemap) {
			return d, err
		}
		if d, ferr := p.parseFeed(claim, answer); ferr == nil {
			return d, nil
		}
		return document{}, err
	}
	d, err := p.parseFeed(claim, answer)
	var not *feed.NotFeedError
	if errors.As(err, &not) && not.Found == feed.FoundSitemap {
		return p.parseSitemap(ctx, claim, answer)
	}
	return d, err
}

func (p *Poller) parseFeed(claim news.PollClaim, answer *fetch.Response) (document, error) {
	o := feed.Options{URL: answer.URL, Language: firstOf(claim.Feed.Language, claim.Outlet.Language)}
	if p.opts.Location != nil {
		o.Location = p.opts.Location(claim.Outlet.Country)
	}
	f, err := feed.Parse(answer.Body, answer.ContentType, o)
	if err != nil {
		return document{}, err
	}
	d := document{title: f.Title, language: f.Language, problem: f.Problem, whole: f.Problem == "", every: f.TTL}
	if f.Every > time.Hour { // "hourly" is what a publishing system says by itself
		d.every = max(d.every, f.Every)
	}
	if f.Truncated {
		d.problem = firstOf(d.problem, fmt.Sprintf("more than %d entries; the newest were taken", feed.MaxEntries))
	}
	for _, e := range f.Entries {
		u, err := address.Canonical(e.URL)
		if e.URL == "" || err != nil || !address.Safe(u) {
			d.odd++
			continue
		}
		d.entries = append(d.entries, news.Entry{
			Key: e.ID, URL: u, Link: link(e.URL, u), Title: e.Title, Summary: e.Summary, Language: firstOf(e.Language, f.Language),
			Published: e.When(), DayOnly: e.DayOnly, Updated: e.Updated, Authors: e.Authors, Image: safe(e.Image), Categories: e.Categories,
			Credit: e.Credit.Title,
		})
	}
	return d, nil
}

// parseSitemap reads a sitemap. Of an index the newest sitemaps of the same
// site are followed, one level deep.
func (p *Poller) parseSitemap(ctx context.Context, claim news.PollClaim, answer *fetch.Response) (document, error) {
	m, err := sitemap.Parse(answer.Body, answer.ContentType, answer.URL)
	if err != nil {
		return document{}, err
	}
	d := document{problem: m.Problem, whole: m.Problem == "" && !m.Index}
	pages := m.Pages
	for _, s := range newestMaps(m.Sitemaps, claim.Feed.URL) {
		part, err := p.client.Do(ctx, fetch.Request{URL: s.URL, Purpose: fetch.Sitemap, Origin: claim.Feed.URL})
		if err != nil {
			d.problem = firstOf(d.problem, fmt.Sprintf("a sitemap of the index: %v", err))
			continue
		}
		inner, err := sitemap.Parse(part.Body, part.ContentType, part.URL)
		if err != nil {
			d.problem = firstOf(d.problem, fmt.Sprintf("%s: %v", s.URL, err))
			continue
		}
		pages = append(pages, inner.Pages...)
	}
	p.pages(&d, claim, pages)
	return d, nil
}

// newestMaps chooses the sitemaps of an index to follow.
func newestMaps(maps []sitemap.Sitemap, index string) []sitemap.Sitemap {
	var own []sitemap.Sitemap
	for _, s := range maps {
		if address.Domain(s.URL) == address.Domain(index) && s.URL != index {
			own = append(own, s)
		}
	}
	slices.SortStableFunc(own, func(a, b sitemap.Sitemap) int { return b.Modified.Compare(a.Modified) })
	return own[:min(len(own), maxMaps)]
}

// pages turns the pages of a sitemap into entries: those of its own site that
// are news, or were changed lately.
func (p *Poller) pages(d *document, claim news.PollClaim, pages []sitemap.Page) {
	site, now := address.Domain(claim.Feed.URL), p.clk.Now()
	for _, page := range pages {
		if address.Domain(page.URL) != site {
			continue // a sitemap speaks for its own site only
		}
		when, alone := page.Published, page.PublishedDay
		if when.IsZero() && !page.News {
			when, alone = page.Modified, page.ModifiedDay
		}
		if !page.News && !p.opts.Unlimited && (when.IsZero() || now.Sub(when) > freshFor) {
			continue
		}
		u, err := address.Canonical(page.URL)
		if err != nil || !address.Safe(u) {
			d.odd++
			continue
		}
		d.entries = append(d.entries, news.Entry{Key: u, URL: u, Link: link(page.URL, u), Title: page.Title, Language: page.Language,
			Published: when, DayOnly: alone, Updated: page.Modified, Image: safe(page.Image)})
		d.title = firstOf(d.title, page.Publication)
		d.language = firstOf(d.language, page.Language)
	}
	if len(d.entries) > maxPages {
		slices.SortStableFunc(d.entries, func(a, b news.Entry) int { return b.Published.Compare(a.Published) })
		d.entries = d.entries[:maxPages]
		d.problem = firstOf(d.problem, fmt.Sprintf("more than %d pages; the newest were taken", maxPages))
	}
}

// link is the address of an entry as it is to be asked, if that is not its
// canonical form: only the publisher knows which of its parameters matter.
func link(raw, canonical string) string {
	asked, err := address.Normalize(raw)
	if err != nil || asked == canonical {
		return ""
	}
	return asked
}

// safe is an address that may be shown, or nothing.
func safe(raw string) string {
	if raw == "" || !address.Safe(raw) {
		return ""
	}
	return raw
}

func firstOf(values ...string) string {
	for _, v := range values {
		if v != "" {
			return v
		}
	}
	return ""
}
