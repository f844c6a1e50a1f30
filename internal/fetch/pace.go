package fetch

import (
	"context"
	"sync"
	"time"

	"github.com/overview-news/overview/internal/clock"
	"github.com/overview-news/overview/internal/news"
)

const (
	// maxHosts bounds the hosts that are remembered; an idle host needs no
	// memory, and a link to a never-seen host must not cost any for ever.
	maxHosts = 50_000
	// pushBase and maxPush bound the wait after a 429 or 5xx that does not
	// say how long: it doubles with each one in a row.
	pushBase = time.Minute
	maxPush  = 24 * time.Hour
	// busyStep is how often a goroutine looks again whether the request that
	// is going on at its host has ended. It sleeps on the clock and not on a
	// channel, so that virtual time can move.
	busyStep = 50 * time.Millisecond
	// cutPause is how long a host is left alone after we have cut a
	// connection in the middle of an answer. One that drips a byte a second
	// notices only seconds later, and until then is at work for us.
	cutPause = 10 * time.Second
)

// hosts knows when each host may be asked again.
type hosts struct {
	clock clock.Clock
	opts  Options

	mu   sync.Mutex
	byID map[string]*host
}

// host is the pace of one host name, whatever scheme and port.
type host struct {
	started  time.Time     // start of the last request, as late as the host can have seen it
	asked    bool          // there was one
	blocked  time.Time     // the host asked not to be asked before
	resting  time.Time     // we cut a connection: not before
	delay    time.Duration // its Crawl-delay, capped
	failures int           // 429 and 5xx in a row
	busy     bool          // a request is going on
	waiting  int           // goroutines that wait for their turn
}

func newHosts(clk clock.Clock, o Options) *hosts {
	return &hosts{clock: clk, opts: o, byID: map[string]*host{}}
}

// get returns the state of a host, making it if need be. h.mu is held.
func (h *hosts) get(name string) *host {
	x := h.byID[name]
	if x == nil {
		if len(h.byID) >= maxHosts {
			h.forgetIdle()
		}
		x = &host{}
		h.byID[name] = x
	}
	return x
}

// forgetIdle drops the hosts that could be asked at once anyway, and if that
// is not enough, those that nobody is talking to. h.mu is held.
func (h *hosts) forgetIdle() {
	now := h.clock.Now()
	for name, x := range h.byID {
		if x.idle() && !h.ready(x, Page).After(now) && now.Sub(x.blocked) > maxPush {
			delete(h.byID, name)
		}
	}
	for name, x := range h.byID {
		if len(h.byID) < maxHosts {
			return
		}
		if x.idle() && !x.blocked.After(now) {
			delete(h.byID, name)
		}
	}
}

func (x *host) idle() bool { return !x.busy && x.waiting == 0 }

// gap is the pause between two starts, given what the next request is for.
func (h *hosts) gap(x *host, p Purpose) time.Duration {
	gap := h.opts.Gap
	if p == Page || p == Image {
		gap = h.opts.PageGap
	}
	return max(gap, x.delay)
}

// ready is when a request may start if nobody else comes first.
func (h *hosts) ready(x *host, p Purpose) time.Time {
	at := later(x.blocked, x.resting)
	if x.asked {
		at = later(at, x.started.Add(h.gap(x, p)))
	}
	return at
}

func later(a, b time.Time) time.Time {
	if a.After(b) {
		return a
	}
	return b
}

// readyAt is when a request to a host could start, behind those who wait.
func (h *hosts) readyAt(name string, p Purpose) time.Time {
	h.mu.Lock()
	defer h.mu.Unlock()
	x, now := h.byID[name], h.clock.Now()
	if x == nil {
		return now
	}
	at := h.ready(x, p)
	if at.Before(now) {
		at = now
		if x.busy {
			at = now.Add(busyStep)
		}
	}
	return at.Add(time.Duration(x.waiting) * h.gap(x, p))
}

// turn waits until a request to the host may start and takes the turn. The
// turn ends with a call of release.
func (h *hosts) turn(ctx context.Context, name string, p Purpose) (release func(), e *Error) {
	patience := h.clock.Now().Add(h.opts.MaxWait)
	h.mu.Lock()
	defer h.mu.Unlock()
	x := h.get(name)
	x.waiting++
	defer func() { x.waiting-- }()
	for {
		if err := ctx.Err(); err != nil {
			return nil, &Error{Class: Canceled, Err: err}
		}
		now := h.clock.Now()
		at := h.ready(x, p)
		if !at.After(now) && !x.busy {
			x.busy, x.asked, x.started = true, true, now
			return func() { h.release(x) }, nil
		}
		if x.busy && at.Before(now.Add(busyStep)) {
			at = now.Add(busyStep)
		}
		if at.After(patience) {
			return nil, h.tooLong(x, at)
		}
		h.mu.Unlock()
		err := h.clock.Sleep(ctx, at.Sub(now))
		h.mu.Lock()
		if err != nil {
			return nil, &Error{Class: Canceled, Err: err}
		}
	}
}

// tooLong is the answer to a caller who would have to wait too long. h.mu is
// held.
func (h *hosts) tooLong(x *host, at time.Time) *Error {
	e := &Error{Class: RateLimited, RetryAt: at, Unasked: true, Reason: "other requests to this host come first"}
	if x.blocked.After(h.clock.Now()) {
		e.Reason = "the host asked us to wait until " + x.blocked.UTC().Format("2006-01-02 15:04 UTC")
	}
	return e
}

// begun notes that the host has seen the request whose turn it is. The pause
// counts from here: what it took to connect must not shorten it.
func (h *hosts) begun(name string) {
	h.mu.Lock()
	defer h.mu.Unlock()
	h.get(name).started = h.clock.Now()
}

// cut notes that we left a host in the middle of an answer.
func (h *hosts) cut(name string) {
	h.mu.Lock()
	defer h.mu.Unlock()
	h.get(name).resting = h.clock.Now().Add(cutPause)
}

func (h *hosts) release(x *host) {
	h.mu.Lock()
	defer h.mu.Unlock()
	x.busy = false
}

// answered notes that a host works.
func (h *hosts) answered(name string) {
	h.mu.Lock()
	defer h.mu.Unlock()
	h.get(name).failures = 0
}

// pushedBack notes a 429 or 5xx and says until when the host is left alone:
// as long as it asks, else longer each time, to a day, with jitter so that
// many hosts behind one proxy are not asked again together.
func (h *hosts) pushedBack(name string, wait time.Duration) time.Time {
	h.mu.Lock()
	defer h.mu.Unlock()
	x := h.get(name)
	x.failures++
	if wait <= 0 {
		wait = min(pushBase<<min(x.failures-1, 11), maxPush)
		wait = time.Duration(float64(wait) * (0.75 + 0.25*h.opts.Random()))
	}
	if until := h.clock.Now().Add(wait); until.After(x.blocked) {
		x.blocked = until
	}
	return x.blocked
}

// setDelay notes a host's Crawl-delay, no longer than the cap.
func (h *hosts) setDelay(name string, d time.Duration) {
	h.mu.Lock()
	defer h.mu.Unlock()
	h.get(name).delay = min(d, h.opts.MaxCrawlDelay)
}

// recall takes over what is known of hosts from a program that ran before.
func (h *hosts) recall(paces []news.Pace) {
	h.mu.Lock()
	defer h.mu.Unlock()
	latest := h.clock.Now().Add(maxPush)
	for _, p := range paces {
		x := h.get(p.Host)
		if !p.Asked.IsZero() {
			x.started, x.asked = later(x.started, p.Asked), true
		}
		if p.Until.After(latest) { // written under another clock
			p.Until = latest
		}
		x.blocked, x.failures = later(x.blocked, p.Until), max(x.failures, p.Failures)
	}
}

// pace is what is known of a host, for the program that runs next.
func (h *hosts) pace(name string) news.Pace {
	h.mu.Lock()
	defer h.mu.Unlock()
	x := h.get(name)
	return news.Pace{Host: name, Asked: x.started, Until: x.blocked, Failures: x.failures}
}

// known is how many hosts are remembered.
func (h *hosts) known() int {
	h.mu.Lock()
	defer h.mu.Unlock()
	return len(h.byID)
}
