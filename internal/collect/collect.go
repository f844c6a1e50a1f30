package collect

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"log/slog"
	"time"

	"github.com/overview-news/overview/internal/clock"
	"github.com/overview-news/overview/internal/fetch"
	"github.com/overview-news/overview/internal/jobs"
	"github.com/overview-news/overview/internal/news"
)

// Articles is the part of the store this stage needs.
type Articles interface {
	ClaimCollect(ctx context.Context, r news.ClaimRequest) ([]news.CollectClaim, error)
	FinishCollect(ctx context.Context, c news.Claim, r news.CollectResult) error
	SiteMemory(ctx context.Context, id news.OutletID) (news.SiteMemory, error)
	Renditions(ctx context.Context, id news.ArticleID) ([]news.Rendition, error)
	Hinting(ctx context.Context, id news.OutletID, n int) (news.Hinting, error)
}

// Client asks the web.
type Client interface {
	Do(ctx context.Context, r fetch.Request) (*fetch.Response, error)
}

const (
	// lease is how long a page may take: a crawl delay of a minute before
	// robots.txt and page each, 30 s for an answer, and reading.
	lease = 5 * time.Minute
	// maxTries is how often a page is asked for before it is given up.
	maxTries = 5
	// firstRetry is the pause before the second try; each further one is four
	// times as long, up to maxRetry.
	firstRetry = 5 * time.Minute
	maxRetry   = 12 * time.Hour
)

// Options are the settings of a Collector.
type Options struct {
	Worker string // the name under which work is claimed
	Places int    // pages that are fetched at once
	// Location returns the time zone of a country's newsrooms, for dates
	// without a zone; it may be nil.
	Location func(country string) *time.Location
	// Once is for replays: no page is looked at again, to see whether it
	// changed.
	Once bool
}

// rechecks are how long after it was first collected a page is looked at
// again: most corrections come within the hour, most of the rest in a day.
var rechecks = []time.Duration{time.Hour, 24 * time.Hour}

// again is when to look at a page next that was first collected at first; the
// zero time is never.
func (c *Collector) again(first, now time.Time) time.Time {
	if c.opts.Once {
		return time.Time{}
	}
	for _, d := range rechecks {
		if at := first.Add(d); at.After(now) {
			return at
		}
	}
	return time.Time{}
}

// Collector fetches and reads pages.
type Collector struct {
	log      *slog.Logger
	clk      clock.Clock
	articles Articles
	client   Client
	opts     Options
	pool     *jobs.Pool
}

// New returns a Collector.
func New(log *slog.Logger, clk clock.Clock, articles Articles, client Client, o Options) *Collector {
	return &Collector{log: log, clk: clk, articles: articles, client: client, opts: o, pool: jobs.NewPool(o.Places)}
}

// Run works on the pages that are due and returns how many were finished since
// the last call; 0 means that none is due or under way.
func (c *Collector) Run(ctx context.Context) (int, error) {
	return c.pool.Step(ctx, func(n int) ([]jobs.Task, error) {
		claims, err := c.articles.ClaimCollect(ctx, news.ClaimRequest{
			Worker: c.opts.Worker, Now: c.clk.Now(), Lease: lease, Limit: n,
		})
		if err != nil {
			return nil, err
		}
		tasks := make([]jobs.Task, 0, len(claims))
		for _, claim := range claims {
			done := c.clk.Work() // before the task starts: time must not move meanwhile
			tasks = append(tasks, func(ctx context.Context) error {
				defer done()
				return c.one(ctx, claim)
			})
		}
		return tasks, nil
	})
}

// one fetches and stores one page.
func (c *Collector) one(ctx context.Context, claim news.CollectClaim) error {
	result := c.fetch(ctx, claim)
	if ctx.Err() != nil {
		return nil // given up with the program: the claim runs out and the page comes again
	}
	err := c.articles.FinishCollect(ctx, claim.Claim, result)
	if errors.Is(err, news.ErrLost) {
		c.log.Info("a page was collected twice", "article", int64(claim.Article.ID))
		return nil
	}
	return err
}

func (c *Collector) fetch(ctx context.Context, claim news.CollectClaim) news.CollectResult {
	v := claim.Validators
	answer, err := c.client.Do(ctx, fetch.Request{
		URL: cmp.Or(claim.Article.Link, claim.Article.URL), Purpose: fetch.Page, Origin: claim.Feed,
		ETag: v.ETag, LastModified: v.LastModified, ValidFor: v.URL,
	})
	now := c.clk.Now()
	switch {
	case err != nil:
		return failed(claim, err, now)
	case answer.NotModified:
		return c.unchanged(claim)
	}
	return c.read(ctx, claim, answer)
}

// unchanged is the result of a look at a page that brought nothing new.
func (c *Collector) unchanged(claim news.CollectClaim) news.CollectResult {
	now := c.clk.Now()
	return news.CollectResult{At: now, Article: claim.Article, Unchanged: true, Again: c.again(claim.Article.Collected, now)}
}

// failed is the result of a request without a usable answer.
func failed(claim news.CollectClaim, err error, now time.Time) news.CollectResult {
	fault := news.Fault{Class: "internal", Detail: err.Error(), At: now}
	var retryAt time.Time
	rule := false // a rule of robots.txt forbids the page, which a try tomorrow does not change
	var e *fetch.Error
	if errors.As(err, &e) {
		fault.Class, fault.Detail, retryAt = string(e.Class), e.Sentence(), e.RetryAt
		rule = e.Class == fetch.RobotsDenied && e.Reason == ""
	}
	r := news.CollectResult{At: now, Article: claim.Article}
	if e != nil && e.Unasked {
		r.Untried, r.Retry = true, retryAt
		return r
	}
	r.Article.Fault = fault
	was := claim.Article.State
	switch fetch.Class(fault.Class) {
	case fetch.RobotsDenied:
		if rule {
			if was != news.StateCollected { // what was allowed once stays
				r.Article.State = news.StateRefused
			}
			return r
		}
	case fetch.NotFound, fetch.Gone:
		r.Article.State = news.StateFailed
		if was == news.StateCollected {
			r.Article.State = news.StateWithdrawn
		}
		return r
	case fetch.Forbidden, fetch.BadAddress, fetch.TooLarge, fetch.Decode, fetch.Refused:
		r.Article.State = ended(was)
		return r
	}
	if claim.Tries+1 >= maxTries {
		r.Article.State = ended(was)
		return r
	}
	r.Retry = later(retryAt, now, claim.Tries)
	return r
}

// ended is the state of an article whose page is not asked for any more: what
// was collected before stays.
func ended(was news.ArticleState) news.ArticleState {
	if was == news.StateCollected {
		return was
	}
	return news.StateFailed
}

// later is when to try again: when the host says, but not before the back-off.
func later(asked, now time.Time, tries int) time.Time {
	pause := firstRetry
	for range tries {
		pause = min(pause*4, maxRetry)
	}
	at := now.Add(pause)
	if asked.After(at) {
		return asked
	}
	return at
}

// read reads a page that was fetched. A panic while reading is the page's
// fault, and stored as such.
func (c *Collector) read(ctx context.Context, claim news.CollectClaim, answer *fetch.Response) (r news.CollectResult) {
	defer func() {
		if p := recover(); p != nil {
			now := c.clk.Now()
			c.log.Error("reading a page panicked", "url", claim.Article.URL, "panic", p)
			r = news.CollectResult{At: now, Article: claim.Article}
			r.Article.State = ended(claim.Article.State)
			r.Article.Fault = news.Fault{Class: "internal", Detail: fmt.Sprint("reading the page failed: ", p), At: now}
		}
	}()
	return c.article(ctx, claim, answer)
}
