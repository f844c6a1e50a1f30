package probe

import (
	"context"
	"errors"
	"fmt"
	"slices"

	"github.com/overview-news/overview/feed"
	"github.com/overview-news/overview/feed/sitemap"
	"github.com/overview-news/overview/internal/fetch"
	"github.com/overview-news/overview/internal/news"
	"github.com/overview-news/overview/page/address"
	"time"
)

// maxParts is how many sitemaps of an index are looked into, the newest: as
// many as polling follows.
const maxParts = 3

// item is what judging needs of an entry.
type item struct {
	url, title, summary string
	when                time.Time
	usable              bool // it has a text, and an address that polling would take
}

// reader reads an answer as entries.
type reader struct {
	client Client
	answer *fetch.Response
	listed string   // the feed's address in the list
	notes  []string // what was odd
}

// items reads the answer as what it is listed as, or as the other kind.
func (r *reader) items(ctx context.Context, kind news.FeedKind) ([]item, error) {
	if kind == news.FeedSitemap {
		items, err := r.pages(ctx)
		if errors.Is(err, sitemap.ErrNotSitemap) {
			if others, feedErr := r.entries(); feedErr == nil {
				r.notes = append(r.notes, "a feed, not a sitemap")
				return others, nil
			}
		}
		return items, err
	}
	items, err := r.entries()
	var not *feed.NotFeedError
	if errors.As(err, &not) && not.Found == feed.FoundSitemap {
		return r.pages(ctx)
	}
	return items, err
}

// entries reads the answer as a feed.
func (r *reader) entries() ([]item, error) {
	f, err := feed.Parse(r.answer.Body, r.answer.ContentType, feed.Options{URL: r.answer.URL})
	if err != nil {
		return nil, err
	}
	if f.Problem != "" && len(f.Entries) == 0 {
		return nil, fmt.Errorf("the feed is damaged: %s", f.Problem)
	}
	r.problem(f.Problem)
	var out []item
	for _, e := range f.Entries {
		out = append(out, item{url: e.URL, title: e.Title, summary: e.Summary, when: e.When(),
			usable: safe(e.URL) && (e.Title != "" || e.Summary != "")})
	}
	return out, nil
}

// pages reads the answer as a sitemap. Of an index the newest sitemaps of the
// same site are asked too, one level deep.
func (r *reader) pages(ctx context.Context) ([]item, error) {
	m, err := sitemap.Parse(r.answer.Body, r.answer.ContentType, r.answer.URL)
	if err != nil {
		return nil, err
	}
	r.problem(m.Problem)
	out := r.ofSite(m.Pages)
	for _, s := range newest(m.Sitemaps, r.listed) {
		part, err := r.client.Do(ctx, fetch.Request{URL: s.URL, Purpose: fetch.Sitemap, Origin: r.listed})
		if err != nil {
			r.problem(s.URL + ": " + why(err))
			continue
		}
		inner, err := sitemap.Parse(part.Body, part.ContentType, part.URL)
		if err != nil {
			r.problem(s.URL + ": " + err.Error())
			continue
		}
		out = append(out, r.ofSite(inner.Pages)...)
	}
	if m.Index {
		r.notes = append(r.notes, fmt.Sprintf("an index of %d sitemaps", len(m.Sitemaps)))
	}
	return out, nil
}

// newest chooses the sitemaps of an index to look into.
func newest(maps []sitemap.Sitemap, index string) []sitemap.Sitemap {
	var own []sitemap.Sitemap
	for _, s := range maps {
		if address.Domain(s.URL) == address.Domain(index) && s.URL != index {
			own = append(own, s)
		}
	}
	slices.SortStableFunc(own, func(a, b sitemap.Sitemap) int { return b.Modified.Compare(a.Modified) })
	return own[:min(len(own), maxParts)]
}

// ofSite makes items of pages. A sitemap speaks for its own site only.
func (r *reader) ofSite(pages []sitemap.Page) []item {
	var out []item
	for _, p := range pages {
		it := item{url: p.URL, title: p.Title, when: p.Published}
		if !p.News {
			it.when = p.Modified
		}
		it.usable = safe(p.URL) && address.Domain(p.URL) == address.Domain(r.listed)
		out = append(out, it)
	}
	return out
}

// problem notes the first thing that was wrong.
func (r *reader) problem(what string) {
	if what != "" && len(r.notes) == 0 {
		r.notes = append(r.notes, clip(what))
	}
}

// safe reports whether polling takes an entry's address.
func safe(u string) bool { return u != "" && address.Safe(u) }
