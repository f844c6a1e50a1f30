package probe

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/overview-news/overview/feed"
	"github.com/overview-news/overview/feed/sitemap"
	"github.com/overview-news/overview/internal/fetch"
	"github.com/overview-news/overview/internal/news"
	"github.com/overview-news/overview/page/address"
)

// Proposal is what a home page offers.
type Proposal struct {
	Home     string    `json:"home"` // after redirects
	Title    string    `json:"title,omitempty"`
	Language string    `json:"language,omitempty"` // as the page states it
	Feeds    []Found   `json:"feeds"`
	Refused  []Refused `json:"refused,omitempty"`
}

// Found is a feed or news sitemap that was fetched and read.
type Found struct {
	URL      string        `json:"url"`
	Kind     news.FeedKind `json:"kind"`
	Title    string        `json:"title,omitempty"`
	Language string        `json:"language,omitempty"`
	Entries  int           `json:"entries"`
	Newest   time.Time     `json:"newest,omitzero"`
	Evidence string        `json:"evidence"` // what pointed to it

	prints string // of its entries
}

// Refused is an address that is not proposed.
type Refused struct {
	URL      string `json:"url"`
	Evidence string `json:"evidence"`
	Why      string `json:"why"`
}

// Discover asks a home page which feeds it offers, and the site's robots.txt
// which news sitemaps. A feed is proposed only after it was fetched and read.
// Addresses that publishing systems use are tried only where the page says
// which system made it and named no feed.
func Discover(ctx context.Context, clk Clock, client Client, rawURL string) (Proposal, error) {
	defer clk.Work()()
	d := discoverer{client: client, tried: map[string]bool{}}
	answer, err := client.Do(ctx, fetch.Request{URL: rawURL, Purpose: fetch.Home, Origin: rawURL})
	if err != nil {
		return Proposal{}, fmt.Errorf("discover feeds of %s: %w", rawURL, err)
	}
	d.home = answer.URL
	d.out = Proposal{Home: answer.URL, Feeds: []Found{}}
	if found, err := readFeed(answer); err == nil {
		found.Evidence = "the address itself is a feed"
		d.out.Feeds = append(d.out.Feeds, found)
		return d.out, nil
	}
	page, err := readPage(answer.Body, answer.Header, answer.ContentType, answer.URL)
	if err != nil {
		return Proposal{}, fmt.Errorf("read the page at %s: %w", answer.URL, err)
	}
	d.out.Title, d.out.Language = page.title, page.language
	for _, c := range page.candidates {
		d.try(ctx, c)
	}
	if len(d.out.Feeds) == 0 {
		for _, c := range common(page.generator, answer.URL) {
			d.try(ctx, c)
		}
	}
	d.sitemaps(ctx)
	return d.out, ctx.Err()
}

// maxSlow is how many addresses may keep us waiting until they time out: a
// page that names twenty such would hold us for minutes.
const maxSlow = 3

// discoverer looks at one home page.
type discoverer struct {
	client Client
	home   string
	tried  map[string]bool
	slow   int // addresses that timed out
	out    Proposal
}

// first reports whether an address is to be asked: it is none that was asked
// before, and there were not too many.
func (d *discoverer) first(ctx context.Context, u string) bool {
	key, err := address.Normalize(u)
	if err != nil || d.tried[key] || d.slow >= maxSlow || ctx.Err() != nil {
		return false
	}
	d.tried[key] = true
	return true
}

// ask asks an address that somebody named.
func (d *discoverer) ask(ctx context.Context, u string, purpose fetch.Purpose) (*fetch.Response, error) {
	answer, err := d.client.Do(ctx, fetch.Request{URL: u, Purpose: purpose, Origin: d.home})
	if fetch.ClassOf(err) == fetch.Timeout {
		d.slow++
	}
	return answer, err
}

// try fetches a candidate and proposes it if it is a feed of news.
func (d *discoverer) try(ctx context.Context, c candidate) {
	if len(d.tried) >= maxCandidates || !d.first(ctx, c.url) {
		return
	}
	if c.comments {
		d.refuse(c, "it is a feed of readers' comments")
		return
	}
	answer, err := d.ask(ctx, c.url, fetch.Feed)
	if err != nil {
		d.refuse(c, why(err))
		return
	}
	found, err := readFeed(answer)
	switch {
	case err != nil:
		d.refuse(c, err.Error())
	case ofComments(found.Title, found.URL):
		d.refuse(c, "it is a feed of readers' comments")
	case slices.ContainsFunc(d.out.Feeds, func(f Found) bool { return f.URL == found.URL }):
		d.refuse(c, "it leads to "+found.URL)
	case d.twin(found) != "":
		d.refuse(c, "it has the same entries as "+d.twin(found))
	default:
		found.Evidence = c.evidence
		d.out.Feeds = append(d.out.Feeds, found)
	}
}

// twin is a feed found before that has the same entries; "" if there is none.
func (d *discoverer) twin(found Found) string {
	for _, f := range d.out.Feeds {
		if Duplicates([]Verdict{{URL: f.URL, Prints: f.prints}, {URL: found.URL, Prints: found.prints}})[found.URL] != "" {
			return f.URL
		}
	}
	return ""
}

func (d *discoverer) refuse(c candidate, why string) {
	d.out.Refused = append(d.out.Refused, Refused{URL: c.url, Evidence: c.evidence, Why: why})
}

// why is an error in words for a person.
func why(err error) string {
	var e *fetch.Error
	if errors.As(err, &e) {
		return e.Sentence()
	}
	return err.Error()
}

// readFeed reads an answer as a feed.
func readFeed(answer *fetch.Response) (Found, error) {
	f, err := feed.Parse(answer.Body, answer.ContentType, feed.Options{URL: answer.URL})
	if err != nil {
		return Found{}, err
	}
	found := Found{URL: answer.URL, Kind: news.FeedSyndication, Title: f.Title, Language: f.Language, Entries: len(f.Entries)}
	var prints sketch
	for _, e := range f.Entries {
		if when := e.When(); when.After(found.Newest) {
			found.Newest = when
		}
		prints.add(item{url: e.URL, title: e.Title})
	}
	found.prints = prints.String()
	return found, nil
}

// Bounds of the sitemaps of one site that are looked at.
const (
	maxSitemaps = 5 // that robots.txt names
	maxInner    = 3 // of an index, those that name themselves news
)

const robotsEvidence = "Sitemap line of robots.txt"

// sitemaps proposes the sitemaps of robots.txt that carry news elements.
func (d *discoverer) sitemaps(ctx context.Context) {
	rules, err := d.client.RobotsFor(ctx, d.home)
	if err != nil {
		return // the home page was fetched: its robots.txt is known or missing
	}
	for i, raw := range rules.Sitemaps {
		u, err := address.Resolve(d.home, raw)
		if err != nil || i >= maxSitemaps || address.Domain(u) != address.Domain(d.home) {
			continue
		}
		d.sitemap(ctx, candidate{url: u, evidence: robotsEvidence}, true)
	}
}

func (d *discoverer) sitemap(ctx context.Context, c candidate, follow bool) {
	if !d.first(ctx, c.url) {
		return
	}
	answer, err := d.ask(ctx, c.url, fetch.Sitemap)
	if err != nil {
		d.refuse(c, why(err))
		return
	}
	m, err := sitemap.Parse(answer.Body, answer.ContentType, answer.URL)
	switch {
	case err != nil:
		d.refuse(c, err.Error())
	case m.Index && follow:
		d.inner(ctx, c, m.Sitemaps)
	case m.News == 0:
		d.refuse(c, "it has no news elements")
	default:
		d.out.Feeds = append(d.out.Feeds, foundSitemap(answer.URL, c.evidence, m))
	}
}

// inner looks at the sitemaps of an index that call themselves news.
func (d *discoverer) inner(ctx context.Context, index candidate, maps []sitemap.Sitemap) {
	n := 0
	for _, s := range maps {
		if !strings.Contains(strings.ToLower(s.URL), "news") || address.Domain(s.URL) != address.Domain(d.home) {
			continue
		}
		if n++; n > maxInner {
			return
		}
		d.sitemap(ctx, candidate{url: s.URL, evidence: index.evidence + ", through " + index.url}, false)
	}
	if n == 0 {
		d.refuse(index, "it is an index without a sitemap of news")
	}
}

func foundSitemap(u, evidence string, m sitemap.Map) Found {
	found := Found{URL: u, Kind: news.FeedSitemap, Entries: m.News, Evidence: evidence}
	for _, p := range m.Pages {
		if p.News && p.Published.After(found.Newest) {
			found.Newest = p.Published
		}
		if found.Title == "" {
			found.Title, found.Language = p.Publication, p.Language
		}
	}
	return found
}
