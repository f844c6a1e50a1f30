package fetch

import (
	"container/list"
	"context"
	"net/url"
	"sync"
	"time"

	"github.com/overview-news/overview/internal/news"
	"github.com/overview-news/overview/page/robots"
)

// Memory keeps when the program ends what hosts said in their robots.txt, so
// that none is asked twice a day, and until when they asked to be left alone.
// It is safe for many goroutines.
type Memory interface {
	// LoadRobots returns what is remembered, old or not; false if nothing is.
	LoadRobots(ctx context.Context, host string) (news.RobotsFile, bool, error)
	SaveRobots(ctx context.Context, f news.RobotsFile) error
	SavePace(ctx context.Context, p news.Pace) error
}

const (
	// robotsFor is how long a robots.txt is used (RFC 9309, section 2.4).
	robotsFor = 24 * time.Hour
	// robotsRetry is when a robots.txt that could not be had is asked for
	// again, doubled each time to a day.
	robotsRetry = 10 * time.Minute
	// maxRobotsBytes and maxRobotsFiles bound the memory of the cache: rules
	// of ten thousand hosts are a few megabytes, unless somebody means harm.
	maxRobotsBytes = 32 * megabyte
	maxRobotsFiles = 50_000
)

// robotsFile is what is known of one robots.txt.
type robotsFile struct {
	key      string
	pending  bool // somebody is asking for it
	rules    *robots.Rules
	until    time.Time
	failures int
	reason   string // why everything is forbidden or allowed, in plain words
}

// robotsCache keeps files by scheme, host and port, least recently used out
// first.
type robotsCache struct {
	mu    sync.Mutex
	files map[string]*list.Element // of *robotsFile
	order *list.List               // most recently used first
	bytes int
}

func newRobotsCache() *robotsCache {
	return &robotsCache{files: map[string]*list.Element{}, order: list.New()}
}

// RobotsInfo is what a site's robots.txt says about one address.
type RobotsInfo struct {
	Allowed    bool
	Reason     string // why, when the file could not be had; else empty
	CrawlDelay time.Duration
	Sitemaps   []string // as written in the file: to be resolved and checked
	RetryAt    time.Time
}

// RobotsFor says what the robots.txt of an address allows, asking for the
// file if it is not known. The error is an [*Error] always; a file that
// cannot be had is no error, but forbids everything.
func (c *Client) RobotsFor(ctx context.Context, rawURL string) (RobotsInfo, error) {
	u, err := parse(rawURL, false)
	if err != nil {
		return RobotsInfo{}, &Error{Class: BadAddress, URL: withoutPassword(rawURL), Err: err, At: c.clock.Now()}
	}
	f, e := c.robotsOf(ctx, u)
	if e != nil {
		return RobotsInfo{}, e
	}
	delay, _ := f.rules.CrawlDelay()
	return RobotsInfo{
		Allowed: f.rules.Allowed(robots.PathOf(u)), Reason: f.reason,
		CrawlDelay: delay, Sitemaps: f.rules.Sitemaps(), RetryAt: f.until,
	}, nil
}

// obeyRobots answers with an error if u must not be fetched.
func (c *Client) obeyRobots(ctx context.Context, u *url.URL) *Error {
	f, e := c.robotsOf(ctx, u)
	if e != nil {
		return e
	}
	if delay, ok := f.rules.CrawlDelay(); ok {
		c.hosts.setDelay(u.Hostname(), delay)
	}
	if f.rules.Allowed(robots.PathOf(u)) {
		return nil
	}
	return &Error{Class: RobotsDenied, URL: redacted(u), RetryAt: f.until, Reason: f.reason}
}

// robotsOf returns the robots.txt that holds for u, from the cache or the
// host. One caller asks; others that come meanwhile wait for it.
func (c *Client) robotsOf(ctx context.Context, u *url.URL) (robotsFile, *Error) {
	key := u.Scheme + "://" + u.Host
	patience := c.clock.Now().Add(c.opts.MaxWait)
	for {
		f, mine := c.robots.take(key, c.clock.Now())
		switch {
		case mine:
			return c.askRobots(ctx, key, f)
		case !f.pending:
			return f, nil
		case c.clock.Now().After(patience):
			return f, &Error{
				Class: RateLimited, URL: redacted(u), Unasked: true, RetryAt: c.clock.Now().Add(c.opts.MaxWait),
				Reason: "the host's robots.txt is still being asked for",
			}
		}
		if err := c.clock.Sleep(ctx, busyStep); err != nil {
			return f, &Error{Class: Canceled, URL: redacted(u), Err: err}
		}
	}
}

// take returns the file of key. If it is missing or too old the caller has to
// ask for it (mine), and must call put or drop afterwards.
func (r *robotsCache) take(key string, now time.Time) (f robotsFile, mine bool) {
	r.mu.Lock()
	defer r.mu.Unlock()
	el := r.files[key]
	if el == nil {
		el = r.order.PushFront(&robotsFile{key: key, pending: true})
		r.files[key] = el
		return *el.Value.(*robotsFile), true
	}
	r.order.MoveToFront(el)
	known := el.Value.(*robotsFile)
	if !known.pending && !now.Before(known.until) {
		known.pending = true
		return *known, true
	}
	return *known, false
}

// put stores what was found and makes room.
func (r *robotsCache) put(f robotsFile) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.remove(f.key)
	r.files[f.key] = r.order.PushFront(&f)
	r.bytes += f.rules.Size() + len(f.key)
	for el := r.order.Back(); el != nil && (r.bytes > maxRobotsBytes || r.order.Len() > maxRobotsFiles); {
		older, before := el.Value.(*robotsFile), el.Prev()
		if !older.pending && older.key != f.key {
			r.remove(older.key)
		}
		el = before
	}
}

// drop forgets a file that nobody could ask for after all.
func (r *robotsCache) drop(key string) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.remove(key)
}

// remove forgets key. r.mu is held.
func (r *robotsCache) remove(key string) {
	el := r.files[key]
	if el == nil {
		return
	}
	if f := el.Value.(*robotsFile); f.rules != nil {
		r.bytes -= f.rules.Size() + len(f.key)
	}
	r.order.Remove(el)
	delete(r.files, key)
}

// askRobots asks the host for its robots.txt and remembers the answer, unless
// an earlier run of the program did so within the day.
func (c *Client) askRobots(ctx context.Context, key string, old robotsFile) (robotsFile, *Error) {
	if old.rules == nil {
		kept, fresh := c.recall(ctx, key)
		if fresh {
			c.robots.put(kept)
			return kept, nil
		}
		old = kept
	}
	now := c.clock.Now()
	res, e := c.do(ctx, Request{URL: key + "/robots.txt", Purpose: Robots, Origin: key})
	found := news.RobotsFile{Host: key, Fetched: now, Again: c.clock.Now().Add(robotsFor)}
	switch {
	case e == nil:
		found.Outcome, found.Body = news.RobotsHad, res.Body[:min(len(res.Body), robots.MaxBytes)]
	case e.Class == Canceled || e.Class == Offline || e.Class == Forbidden || e.Class == RateLimited && e.Status == 0:
		c.robots.drop(key) // this says nothing about the file
		return robotsFile{}, e
	case robotsUnavailable(e):
		found.Outcome = news.RobotsMissing
		found.Reason = "robots.txt is missing (" + e.Sentence() + "): everything may be fetched"
	default:
		found.Outcome, found.Failures = news.RobotsUnreachable, old.failures+1
		found.Again = c.robotsAgain(found.Failures, e.RetryAt)
		found.Reason = "robots.txt cannot be had (" + e.Sentence() + "): nothing is fetched until it can"
	}
	f := understood(found)
	c.robots.put(f)
	if c.opts.Memory != nil {
		if err := c.opts.Memory.SaveRobots(ctx, found); err != nil && ctx.Err() == nil {
			c.log.Warn("a robots.txt is not remembered", "host", key, "error", err)
		}
	}
	return f, nil
}

// recall returns what an earlier run of the program remembered, and whether
// it still holds. What is dated in the future was found under another clock.
func (c *Client) recall(ctx context.Context, key string) (f robotsFile, fresh bool) {
	if c.opts.Memory == nil {
		return robotsFile{}, false
	}
	kept, ok, err := c.opts.Memory.LoadRobots(ctx, key)
	if err != nil && ctx.Err() == nil {
		c.log.Warn("a robots.txt cannot be recalled", "host", key, "error", err)
	}
	now := c.clock.Now()
	if err != nil || !ok || kept.Fetched.After(now) {
		return robotsFile{}, false
	}
	kept.Host = key
	return understood(kept), now.Before(kept.Again)
}

// understood is what a file means.
func understood(found news.RobotsFile) robotsFile {
	f := robotsFile{key: found.Host, until: found.Again, failures: found.Failures, reason: found.Reason}
	switch found.Outcome {
	case news.RobotsHad:
		f.rules = robots.Parse(found.Body, Product)
	case news.RobotsMissing:
		f.rules = &robots.Rules{}
	default:
		f.rules = robots.Disallow()
	}
	return f
}

// robotsUnavailable reports whether a failure means that there is no file, so
// that everything is allowed: a 4xx other than 429, or too many redirects
// (RFC 9309, sections 2.3.1.2 and 2.3.1.3).
func robotsUnavailable(e *Error) bool {
	switch e.Class {
	case NotFound, Gone, Refused, BadRedirect:
		return true
	case OddStatus:
		return e.Status < 500
	}
	return false
}

// robotsAgain is when to ask again for a file that cannot be had: not before
// the host wants it, and within a day.
func (c *Client) robotsAgain(failures int, asked time.Time) time.Time {
	wait := min(robotsRetry<<min(failures-1, 8), robotsFor*3/4)
	wait += time.Duration(float64(wait) * 0.25 * c.opts.Random())
	at := c.clock.Now().Add(wait)
	if asked.After(at) {
		return asked
	}
	return at
}
