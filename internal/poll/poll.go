package poll

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"math/rand/v2"
	"sync"
	"time"

	"github.com/overview-news/overview/internal/clock"
	"github.com/overview-news/overview/internal/fetch"
	"github.com/overview-news/overview/internal/jobs"
	"github.com/overview-news/overview/internal/news"
)

// Feeds is the part of the store this stage needs.
type Feeds interface {
	ClaimPolls(ctx context.Context, r news.ClaimRequest) ([]news.PollClaim, error)
	FinishPoll(ctx context.Context, c news.Claim, r news.PollResult) (int, error)
	KnownKeys(ctx context.Context, feed news.FeedID, keys []string) (map[string]bool, error)
	DayBudget(ctx context.Context, now time.Time) (int, error)
}

// Client asks the web.
type Client interface {
	Do(ctx context.Context, r fetch.Request) (*fetch.Response, error)
}

// lease is how long a poll may take: a crawl delay of a minute before
// robots.txt and the feed each, five redirects, 30 s for an answer.
const lease = 5 * time.Minute

// Options are the settings of a Poller. Zero values mean the defaults.
type Options struct {
	Worker string // the name under which work is claimed
	Places int    // feeds that are asked at once; default 16
	// Unlimited is for replays and single runs: every entry is collected,
	// whatever its age, and neither first fill nor budget apply.
	Unlimited bool
	// TrustFeeds asks for feeds whatever robots.txt says, as the readers of
	// people do: their addresses were given by a person. Sitemaps never.
	TrustFeeds bool

	Shortest time.Duration // between two polls of a feed; default 15 min, never under 5 min
	Longest  time.Duration // default 24 h
	// Panel reports whether an outlet is in a panel, and so polled at least
	// every PanelLongest (default 2 h). It may be nil.
	Panel        func(news.Outlet) bool
	PanelLongest time.Duration

	FirstFill    int           // pages collected of an outlet that is new; default 5
	FirstFillAge time.Duration // and how old they may be; default 24 h
	MaxAge       time.Duration // older entries are never collected unasked; default 14 days
	DayBudget    int           // pages collected a day; default 5000, none below zero

	// Location returns the time zone of a country's newsrooms, for dates
	// without a zone; it may be nil.
	Location func(country string) *time.Location
	// Random gives the jitter of intervals, in [0, 1). Default: math/rand.
	Random func() float64
}

// floor is the shortest interval that any setting can bring about.
const floor = 5 * time.Minute

func (o Options) withDefaults() Options {
	o.Places = orInt(o.Places, 16)
	o.FirstFill = orInt(o.FirstFill, 5)
	if o.DayBudget == 0 {
		o.DayBudget = 5000
	}
	o.FirstFillAge, o.MaxAge = or(o.FirstFillAge, 24*time.Hour), or(o.MaxAge, 14*24*time.Hour)
	o.Shortest = max(or(o.Shortest, 15*time.Minute), floor)
	o.Longest = max(or(o.Longest, 24*time.Hour), o.Shortest)
	o.PanelLongest = max(or(o.PanelLongest, 2*time.Hour), o.Shortest)
	if o.Random == nil {
		o.Random = rand.Float64
	}
	return o
}

func or(d, standard time.Duration) time.Duration {
	if d <= 0 {
		return standard
	}
	return d
}

func orInt(n, standard int) int {
	if n <= 0 {
		return standard
	}
	return n
}

// Poller asks feeds for entries.
type Poller struct {
	log    *slog.Logger
	clk    clock.Clock
	feeds  Feeds
	client Client
	opts   Options
	pool   *jobs.Pool

	mu      sync.Mutex
	filled  map[news.OutletID]int // pages planned by first fills, by outlet
	used    int                   // of the day's budget, as of counted and with what was planned since
	counted time.Time

	unstored int // pages planned by results that are not stored yet
}

// New returns a Poller.
func New(log *slog.Logger, clk clock.Clock, feeds Feeds, client Client, o Options) *Poller {
	o = o.withDefaults()
	return &Poller{log: log, clk: clk, feeds: feeds, client: client, opts: o, pool: jobs.NewPool(o.Places),
		filled: map[news.OutletID]int{}}
}

// Run polls feeds that are due and returns how many polls were finished since
// the last call; 0 means that none is due or under way.
func (p *Poller) Run(ctx context.Context) (int, error) {
	return p.pool.Step(ctx, func(n int) ([]jobs.Task, error) {
		claims, err := p.feeds.ClaimPolls(ctx, news.ClaimRequest{
			Worker: p.opts.Worker, Now: p.clk.Now(), Lease: lease, Limit: n,
		})
		if err != nil {
			return nil, fmt.Errorf("claim feeds: %w", err)
		}
		tasks := make([]jobs.Task, 0, len(claims))
		for _, claim := range claims {
			done := p.clk.Work() // before the task starts: time must not move meanwhile
			tasks = append(tasks, func(ctx context.Context) error {
				defer done()
				return p.one(ctx, claim)
			})
		}
		return tasks, nil
	})
}

// one polls one feed and stores what it found.
func (p *Poller) one(ctx context.Context, claim news.PollClaim) error {
	result, err := p.poll(ctx, claim)
	if ctx.Err() != nil {
		return nil // given up with the program: the claim runs out and the feed comes again
	}
	if err != nil {
		return err
	}
	_, err = p.feeds.FinishPoll(ctx, claim.Claim, result)
	p.stored(result)
	if errors.Is(err, news.ErrLost) {
		p.log.Info("a feed was polled twice", "feed", claim.Feed.URL)
		return nil
	}
	if err != nil {
		return fmt.Errorf("store poll of %s: %w", claim.Feed.URL, err)
	}
	return nil
}

// poll asks a feed and reads the answer. The error is the store's; whatever
// the feed did is in the result.
func (p *Poller) poll(ctx context.Context, claim news.PollClaim) (news.PollResult, error) {
	answer, err := p.client.Do(ctx, p.request(claim.Feed))
	now := p.clk.Now()
	if err != nil {
		return p.failed(claim, err, now), nil
	}
	if answer.NotModified {
		return p.unchanged(claim, answer, now), nil
	}
	return p.read(ctx, claim, answer, now)
}

// trustEvery is how many times in a row a feed may say that nothing changed
// before it is asked without validators: some say so for ever.
const trustEvery = 20

// request is how a feed is asked.
func (p *Poller) request(f news.Feed) fetch.Request {
	r := fetch.Request{URL: f.URL, Purpose: fetch.Feed, Origin: f.URL, Trusted: p.opts.TrustFeeds}
	if f.Kind == news.FeedSitemap {
		r = fetch.Request{URL: f.URL, Purpose: fetch.Sitemap, Origin: f.URL}
	}
	if f.NotModified < trustEvery {
		r.ETag, r.LastModified = f.ETag, f.LastModified
	}
	return r
}
