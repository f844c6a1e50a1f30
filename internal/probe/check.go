package probe

import (
	"context"
	"errors"
	"net/netip"
	"net/url"
	"slices"
	"strings"
	"sync"
	"time"

	"github.com/overview-news/overview/internal/catalog"
	"github.com/overview-news/overview/internal/fetch"
	"github.com/overview-news/overview/internal/news"
)

// Verdict is what one live check found of one feed.
type Verdict = news.FeedCheck

// CheckOptions say how feeds are checked. Zero values mean the defaults.
type CheckOptions struct {
	Places int            // hosts that are asked at once; default 64
	Allow  []netip.Prefix // ranges of our own network that entries may lead to
	// Progress is told after each feed, and Found of each verdict, both by one
	// goroutine at a time; they may be nil. An error of Found ends the check.
	Progress func(done, all int)
	Found    func(Verdict) error
}

// defaultPlaces is the default of Places: with a second between two requests
// to a host, 3,000 feeds take two minutes.
const defaultPlaces = 64

// task is a feed to be checked.
type task struct {
	outlet catalog.Outlet
	feed   catalog.Feed
	kind   news.FeedKind
	at     int // place of its verdict
}

// Check asks every feed and news sitemap of outlets and judges the answers.
// Feeds of one host are asked one after the other. It returns the verdicts in
// the order of the list, also beside an error: when ctx ends, those that were
// found until then. A feed whose host asked to be left alone for longer than
// a request waits has no verdict: nobody asked it.
func Check(ctx context.Context, clk NowClock, client Client, outlets []catalog.Outlet, o CheckOptions) ([]Verdict, error) {
	hosts, n := byHost(outlets)
	places := o.Places
	if places <= 0 {
		places = defaultPlaces
	}
	c := &checking{clk: clk, client: client, opts: o, verdicts: make([]Verdict, n)}
	ctx, c.stop = context.WithCancelCause(ctx)
	defer c.stop(nil)
	queue := make(chan []task)
	var working sync.WaitGroup
	for range min(places, max(len(hosts), 1)) {
		working.Go(func() {
			for tasks := range queue {
				c.host(ctx, tasks)
			}
		})
	}
	for _, tasks := range hosts {
		if ctx.Err() != nil {
			break
		}
		queue <- tasks
	}
	close(queue)
	working.Wait()
	asked := slices.DeleteFunc(c.verdicts, func(v Verdict) bool { return v.State == "" })
	if ctx.Err() != nil {
		return asked, context.Cause(ctx)
	}
	return asked, nil
}

// checking is a check under way.
type checking struct {
	clk    NowClock
	client Client
	opts   CheckOptions
	stop   context.CancelCauseFunc

	mu       sync.Mutex
	done     int
	verdicts []Verdict
}

// host checks the feeds of one host.
func (c *checking) host(ctx context.Context, tasks []task) {
	for _, t := range tasks {
		v, asked := c.check(ctx, t)
		if ctx.Err() != nil {
			return // what was under way says nothing about its feed
		}
		c.found(t, v, asked)
	}
}

func (c *checking) found(t task, v Verdict, asked bool) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.done++
	if asked {
		c.verdicts[t.at] = v
		if c.opts.Found != nil {
			if err := c.opts.Found(v); err != nil {
				c.stop(err)
				return
			}
		}
	}
	if c.opts.Progress != nil {
		c.opts.Progress(c.done, len(c.verdicts))
	}
}

// NowClock is a clock that tells the time.
type NowClock interface {
	Clock
	Now() time.Time
}

// byHost gathers the feeds of outlets by their hosts, those with the most
// first, because they take longest.
func byHost(outlets []catalog.Outlet) ([][]task, int) {
	at := map[string]int{}
	var hosts [][]task
	n := 0
	add := func(o catalog.Outlet, feeds []catalog.Feed, kind news.FeedKind) {
		for _, f := range feeds {
			host := f.URL
			if u, err := url.Parse(f.URL); err == nil {
				host = strings.ToLower(u.Hostname())
			}
			i, ok := at[host]
			if !ok {
				i = len(hosts)
				at[host] = i
				hosts = append(hosts, nil)
			}
			hosts[i] = append(hosts[i], task{outlet: o, feed: f, kind: kind, at: n})
			n++
		}
	}
	for _, o := range outlets {
		add(o, o.Feeds, news.FeedSyndication)
		add(o, o.Sitemaps, news.FeedSitemap)
	}
	slices.SortStableFunc(hosts, func(a, b []task) int { return len(b) - len(a) })
	return hosts, n
}

// check asks one feed and judges the answer; asked is false if the host's turn
// is too far away.
func (c *checking) check(ctx context.Context, t task) (v Verdict, asked bool) {
	defer c.clk.Work()()
	purpose := fetch.Feed
	if t.kind == news.FeedSitemap {
		purpose = fetch.Sitemap
	}
	answer, err := c.client.Do(ctx, fetch.Request{URL: t.feed.URL, Purpose: purpose, Origin: t.feed.URL})
	j := judge{Verdict: Verdict{Outlet: news.OutletID(t.outlet.ID), URL: t.feed.URL,
		Declared: firstOf(t.feed.Language, t.outlet.Language), At: c.clk.Now()}, allow: c.opts.Allow}
	var e *fetch.Error
	switch {
	case errors.As(err, &e) && e.Unasked:
		return Verdict{}, false
	case err != nil:
		j.failed(err)
	default:
		j.answered(ctx, c.client, answer, t)
	}
	return j.Verdict, true
}

func firstOf(values ...string) string {
	for _, v := range values {
		if v != "" {
			return v
		}
	}
	return ""
}
