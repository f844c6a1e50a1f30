package fetch

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"math/rand/v2"
	"net/http"
	"strings"
	"time"

	"github.com/overview-news/overview/internal/clock"
	"github.com/overview-news/overview/internal/metric"
	"github.com/overview-news/overview/internal/news"
)

// Product is the token under which robots.txt speaks to us.
const Product = "overview"

// Options are the settings of a client. Zero values mean the defaults.
type Options struct {
	// Version and Contact make the User-Agent: Overview/Version (+Contact).
	Version, Contact string
	// Gap is the pause between the starts of two requests to a host; PageGap
	// the same before an article's page or a picture. Defaults: 1 s and 3 s.
	Gap, PageGap time.Duration
	// MaxCrawlDelay caps the Crawl-delay of a robots.txt. Default: 60 s.
	MaxCrawlDelay time.Duration
	// MaxWait is how long Do waits for a host's turn before each exchange;
	// when more would be needed it answers RateLimited at once. Default: 70 s,
	// a little over the longest crawl delay.
	MaxWait time.Duration
	// Random gives the jitter of back-offs, in [0, 1). Default: math/rand.
	Random func() float64
	// Memory keeps robots.txt and the waits that hosts asked for, for the next
	// run of the program; nil for this run only.
	Memory Memory
	// Paces are what the run before this one knew of hosts.
	Paces []news.Pace
	// Metrics receives counters; nil keeps none.
	Metrics *metric.Registry
}

// LongestGap is the longest pause between two requests to a host, unless the
// host itself asks for a longer one: the cap of the Crawl-delay.
const LongestGap = time.Minute

// The shortest gap that may be set, so that a slip in a configuration does
// not make a nuisance of the program. Pages have a limit of their own.
const (
	minGap     = 100 * time.Millisecond
	minPageGap = time.Second
)

// withDefaults fills what is zero and says what is out of bounds.
func (o Options) withDefaults() (Options, error) {
	set := func(d *time.Duration, v time.Duration) {
		if *d == 0 {
			*d = v
		}
	}
	set(&o.Gap, time.Second)
	set(&o.PageGap, 3*time.Second)
	set(&o.MaxCrawlDelay, LongestGap)
	set(&o.MaxWait, 70*time.Second)
	if o.Version == "" {
		o.Version = "dev"
	}
	if o.Random == nil {
		o.Random = rand.Float64
	}
	switch {
	case o.Contact == "":
		return o, errors.New("contact is empty: name an address or a page that tells publishers who asks")
	case strings.ContainsFunc(o.Version+o.Contact, func(r rune) bool { return r < ' ' || r >= 0x7f || r == '(' || r == ')' }):
		return o, errors.New("version and contact must be plain ASCII without brackets")
	case o.Gap < minGap:
		return o, fmt.Errorf("gap is %v: it must be at least %v", o.Gap, minGap)
	case o.PageGap < minPageGap:
		return o, fmt.Errorf("page gap is %v: it must be at least %v", o.PageGap, minPageGap)
	case o.MaxCrawlDelay < o.PageGap:
		return o, fmt.Errorf("crawl delay cap is %v: it must be at least the page gap, %v", o.MaxCrawlDelay, o.PageGap)
	case o.MaxWait < 0:
		return o, fmt.Errorf("longest wait is %v: it must not be negative", o.MaxWait)
	}
	return o, nil
}

// Client fetches. It is safe for many goroutines, and one client must serve
// the whole process: it alone knows when a host may be asked again.
type Client struct {
	log       *slog.Logger
	clock     clock.Clock
	transport http.RoundTripper
	opts      Options
	userAgent string
	hosts     *hosts
	robots    *robotsCache
	count     counters
	reach     reach
}

// New returns a client over transport, which is a [Live], an [Archive] or a
// taped internet of package fetchtest. log may be nil.
func New(log *slog.Logger, clk clock.Clock, transport http.RoundTripper, o Options) (*Client, error) {
	o, err := o.withDefaults()
	if err == nil && (clk == nil || transport == nil) {
		err = errors.New("a clock and a transport are needed")
	}
	if err != nil {
		return nil, fmt.Errorf("fetch options: %w", err)
	}
	if log == nil {
		log = slog.New(slog.DiscardHandler)
	}
	c := &Client{
		log: log, clock: clk, transport: transport, opts: o,
		userAgent: "Overview/" + o.Version + " (+" + o.Contact + ")",
		hosts:     newHosts(clk, o),
		robots:    newRobotsCache(),
		count:     newCounters(o.Metrics),
	}
	c.hosts.recall(o.Paces)
	o.Metrics.GaugeFunc("fetch_hosts", "Hosts whose pace is remembered.", func() float64 { return float64(c.hosts.known()) })
	return c, nil
}

// UserAgent is how the client names itself.
func (c *Client) UserAgent() string { return c.userAgent }

// ReadyAt is the earliest time at which a request to the host of rawURL could
// start, as far as is known now: the past or the present means at once.
func (c *Client) ReadyAt(rawURL string, p Purpose) time.Time {
	u, err := parse(rawURL, false)
	if err != nil {
		return c.clock.Now()
	}
	return c.hosts.readyAt(u.Hostname(), p)
}

// pushedBack notes that a host asks to be left alone, for this run of the
// program and the next, and says until when it will be.
func (c *Client) pushedBack(ctx context.Context, host string, wait time.Duration) time.Time {
	until := c.hosts.pushedBack(host, wait)
	if c.opts.Memory != nil {
		if err := c.opts.Memory.SavePace(ctx, c.hosts.pace(host)); err != nil && ctx.Err() == nil {
			c.log.Warn("a host's wish to be left alone is not remembered", "host", host, "error", err)
		}
	}
	return until
}

// Wait is how long until [Client.ReadyAt]; never negative.
func (c *Client) Wait(rawURL string, p Purpose) time.Duration {
	return max(0, c.ReadyAt(rawURL, p).Sub(c.clock.Now()))
}

// Do asks for one document. The error is an [*Error] always.
//
// It waits on the clock for the host's turn, at most MaxWait before each
// exchange with a host, of which there are few (robots.txt, redirects and the
// answer); where the turn is further away it returns
// RateLimited with the time to try again.
func (c *Client) Do(ctx context.Context, r Request) (*Response, error) {
	started := time.Now()
	res, err := c.do(ctx, r)
	c.count.done(r.Purpose, res, err, time.Since(started))
	if err == nil {
		return res, nil
	}
	if err.At.IsZero() {
		err.At = c.clock.Now()
	}
	if err.URL != r.URL && err.From == "" {
		err.From = withoutPassword(r.URL)
	}
	c.log.Debug("fetch failed", "url", err.URL, "class", string(err.Class), "status", err.Status)
	return nil, err
}
