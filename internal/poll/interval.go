package poll

import (
	"net/http"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/overview-news/overview/internal/fetch"
	"github.com/overview-news/overview/internal/news"
)

const (
	// gapsObserved is how many of the newest entries tell how often a feed
	// publishes.
	gapsObserved = 20
	// minObserved is the least number of dated entries that tell anything.
	minObserved = 3
	// quietShare slows down a feed that has fallen silent: the interval is at
	// least this part of the time since its newest entry.
	quietShare = 12
	// maxAhead is how far in the future a date may lie and still be believed.
	maxAhead = time.Hour
	// unknownInterval is for feeds whose entries have no dates.
	unknownInterval = time.Hour
	// jitterShare spreads polls, so that feeds once polled together part.
	jitterShare = 0.1
)

// observe learns from the dates of a document how often its feed publishes.
func observe(f *news.Feed, entries []news.Entry, now time.Time) {
	var times []time.Time
	for _, e := range entries {
		if !e.Published.IsZero() && !e.Published.After(now.Add(maxAhead)) {
			times = append(times, e.Published)
		}
	}
	if len(times) == 0 {
		return
	}
	slices.SortFunc(times, func(a, b time.Time) int { return b.Compare(a) })
	if times[0].After(f.NewestEntry) {
		f.NewestEntry = times[0]
	}
	times = times[:min(len(times), gapsObserved+1)]
	if len(times) < minObserved {
		return
	}
	gaps := make([]time.Duration, 0, len(times))
	for i := 1; i < len(times); i++ {
		gaps = append(gaps, times[i-1].Sub(times[i]))
	}
	slices.Sort(gaps)
	f.MedianGap = gaps[len(gaps)/2]
}

// schedule decides when the feed is polled next: about twice as often as it
// publishes, less often when it is silent or asks for it, always between the
// bounds. A panel's outlets are never left alone for longer than its bound.
func (p *Poller) schedule(r *news.PollResult, claim news.PollClaim, asked time.Duration, now time.Time) {
	f := &r.Feed
	interval := unknownInterval
	if f.MedianGap > 0 || !f.NewestEntry.IsZero() {
		interval = f.MedianGap / 2
	}
	if !f.NewestEntry.IsZero() {
		interval = max(interval, now.Sub(f.NewestEntry)/quietShare)
	}
	interval = max(interval, asked, p.opts.Shortest)
	interval = min(interval, p.opts.Longest)
	if p.opts.Panel != nil && p.opts.Panel(claim.Outlet) {
		interval = min(interval, p.opts.PanelLongest)
	}
	f.Interval = interval
	r.Next = now.Add(max(p.jittered(interval), floor))
	f.NextPoll = r.Next
}

// jittered spreads d by a tenth to both sides.
func (p *Poller) jittered(d time.Duration) time.Duration {
	return d + time.Duration((2*p.opts.Random()-1)*jitterShare*float64(d))
}

// maxAgeOf is how long an answer may be kept by its Cache-Control, or 0.
func maxAgeOf(answer *fetch.Response) time.Duration {
	for part := range strings.SplitSeq(http.Header(answer.Header).Get("Cache-Control"), ",") {
		name, value, _ := strings.Cut(strings.TrimSpace(part), "=")
		if !strings.EqualFold(name, "max-age") {
			continue
		}
		seconds, err := strconv.ParseInt(strings.Trim(value, `"`), 10, 64)
		if err != nil || seconds < 0 {
			return 0
		}
		return time.Duration(min(seconds, 366*24*3600)) * time.Second
	}
	return 0
}
