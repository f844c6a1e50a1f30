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
	c := &checking{clk: clk, client: client, opts: o, verdicts: make([]Verdict, n), hosts: map[string]bool{}}
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
	if ctx.Err() == nil {
		if c.release(); len(c.hosts) > 0 && !c.answered {
			c.stop(ErrNoNetwork)
		}
	}
	found := slices.DeleteFunc(c.verdicts, func(v Verdict) bool { return v.State == "" })
	if ctx.Err() != nil {
		return found, context.Cause(ctx)
	}
	return found, nil
}

// ErrNoNetwork says that a check was ended because no host answers any more:
// what is missing then is the network, and no feed is to be blamed for it.
var ErrNoNetwork = errors.New("no host answers: is there a network?")

// maxSilent is after how many hosts in a row without any answer the network
// is held to be missing. Lists have dead hosts, one in twelve at worst.
const maxSilent = 32

// outcome says what a verdict is worth.
type outcome int

const (
	asked   outcome = iota
	silent          // the host did not answer at all
	offline         // this machine has no network
	unasked         // nobody asked: the host's turn is too far away
)

// checking is a check under way.
type checking struct {
	clk    NowClock
	client Client
	opts   CheckOptions
	stop   context.CancelCauseFunc

	mu       sync.Mutex
	done     int
	verdicts []Verdict
	answered bool            // by any host so far
	held     []finding       // of silent hosts since the last answer
	hosts    map[string]bool // those
}

// finding is a verdict with its task.
type finding struct {
	task    task
	verdict Verdict
}

// host checks the feeds of one host.
func (c *checking) host(ctx context.Context, tasks []task) {
	for _, t := range tasks {
		v, o := c.check(ctx, t)
		if ctx.Err() != nil {
			return // what was under way says nothing about its feed
		}
		c.found(finding{t, v}, o)
	}
}

// found takes a verdict in. One of a silent host is held back until another
// host answers.
func (c *checking) found(f finding, o outcome) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.done++
	switch o {
	case asked:
		c.answered = true
		c.release()
		c.keep(f)
	case silent, offline:
		if o == silent {
			c.held = append(c.held, f)
		}
		c.hosts[hostOf(f.task.feed.URL)] = true
		if len(c.hosts) >= maxSilent {
			c.stop(ErrNoNetwork)
		}
	}
	if c.opts.Progress != nil {
		c.opts.Progress(c.done, len(c.verdicts))
	}
}

// release takes in the verdicts that were held back.
func (c *checking) release() {
	for _, f := range c.held {
		c.keep(f)
		delete(c.hosts, hostOf(f.task.feed.URL))
	}
	c.held = nil
	if c.answered {
		clear(c.hosts)
	}
}

func (c *checking) keep(f finding) {
	if c.opts.Found != nil {
		if err := c.opts.Found(f.verdict); err != nil {
			c.stop(err)
			return
		}
	}
	c.verdicts[f.task.at] = f.verdict
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
			host := hostOf(f.URL)
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

// hostOf is the host of an address, or the address where it has none.
func hostOf(u string) string {
	if parsed, err := url.Parse(u); err == nil && parsed.Hostname() != "" {
		return strings.ToLower(parsed.Hostname())
	}
	return u
}

// check asks one feed and judges the answer.
func (c *checking) check(ctx context.Context, t task) (Verdict, outcome) {
	defer c.clk.Work()()
	purpose := fetch.Feed
	if t.kind == news.FeedSitemap {
		purpose = fetch.Sitemap
	}
	answer, err := c.client.Do(ctx, fetch.Request{URL: t.feed.URL, Purpose: purpose, Origin: t.feed.URL})
	j := judge{Verdict: Verdict{Outlet: news.OutletID(t.outlet.ID), URL: t.feed.URL,
		Declared: firstOf(t.feed.Language, t.outlet.Language), At: c.clk.Now()}, allow: c.opts.Allow}
	if err == nil {
		j.answered(ctx, c.client, answer, t)
		return j.Verdict, asked
	}
	j.failed(err)
	return j.Verdict, c.outcomeOf(err)
}

// outcomeOf says what a failure is worth. A time-out is a sign of a missing
// network only before anybody answered; later it is one of a slow host.
func (c *checking) outcomeOf(err error) outcome {
	var e *fetch.Error
	if !errors.As(err, &e) {
		return asked
	}
	if e.Unasked {
		return unasked
	}
	class := e.Class
	if class == fetch.RobotsDenied && e.Reason != "" {
		class = silence(e.Reason)
	}
	switch class {
	case fetch.Offline:
		return offline
	case fetch.DNS, fetch.NameServer, fetch.Connect, fetch.Unreachable:
		return silent
	case fetch.Timeout:
		c.mu.Lock()
		defer c.mu.Unlock()
		if !c.answered {
			return silent
		}
	}
	return asked
}

func firstOf(values ...string) string {
	for _, v := range values {
		if v != "" {
			return v
		}
	}
	return ""
}
