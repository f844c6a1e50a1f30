package poll

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/overview-news/overview/internal/fetch"
	"github.com/overview-news/overview/internal/news"
)

// read turns an answer with a document into a result.
func (p *Poller) read(ctx context.Context, claim news.PollClaim, answer *fetch.Response, now time.Time) (news.PollResult, error) {
	d, err := p.parseSafely(ctx, claim, answer)
	if err != nil {
		fault := news.Fault{Class: "not-feed", Detail: err.Error(), At: now}
		if errors.Is(err, errPanic) {
			fault.Class = "internal"
		}
		if answer.URL != claim.Feed.URL {
			fault.Detail += " at " + answer.URL
		}
		return p.unusable(claim, fault, now), nil
	}
	if d.problem != "" && len(d.entries)+d.odd == 0 {
		return p.unusable(claim, news.Fault{Class: "parse", Detail: d.problem, At: now}, now), nil
	}
	keys := make([]string, len(d.entries))
	for i, e := range d.entries {
		keys[i] = e.Key
	}
	known, err := p.feeds.KnownKeys(ctx, claim.Feed.ID, keys)
	if err != nil {
		return news.PollResult{}, err
	}
	r := news.PollResult{At: now, Feed: claim.Feed, Entries: unknown(d.entries, known), Answered: true, Overlapped: len(known) > 0}
	if err := p.plan(ctx, claim, r.Entries, now); err != nil {
		return news.PollResult{}, err
	}
	f := &r.Feed
	f.Title, f.Language = firstOf(d.title, f.Title), firstOf(f.Language, d.language)
	f.LastAttempt, f.LastSuccess, f.Failures, f.NotModified = now, now, 0, 0
	f.Fault = faultOf(d, now)
	if d.whole {
		f.ETag, f.LastModified = answer.ETag, answer.LastModified
	}
	observe(f, d.entries, now)
	p.follow(f, answer, r.Overlapped || claim.Feed.Entries == 0 && len(d.entries) > 0, now)
	p.schedule(&r, claim, max(d.every, maxAgeOf(answer)), now)
	return r, nil
}

// unknown drops the entries that are stored already: most of every document,
// and each would cost a statement.
func unknown(entries []news.Entry, known map[string]bool) []news.Entry {
	fresh := make([]news.Entry, 0, len(entries)-min(len(known), len(entries)))
	for _, e := range entries {
		if !known[e.Key] {
			fresh = append(fresh, e)
		}
	}
	return fresh
}

// faultOf is what was wrong with a document that could be read.
func faultOf(d document, now time.Time) news.Fault {
	switch {
	case d.problem != "":
		return news.Fault{Class: "parse", Detail: d.problem, At: now}
	case d.odd > 0:
		return news.Fault{Class: "parse", Detail: fmt.Sprintf("%d of %d entries have no usable address", d.odd, d.odd+len(d.entries)), At: now}
	case len(d.entries) == 0:
		return news.Fault{Class: "empty", Detail: "it lists no entries", At: now}
	}
	return news.Fault{}
}

// unchanged is the result of an answer that says that nothing changed.
func (p *Poller) unchanged(claim news.PollClaim, answer *fetch.Response, now time.Time) news.PollResult {
	r := news.PollResult{At: now, Feed: claim.Feed, Answered: true, Overlapped: true}
	f := &r.Feed
	f.LastAttempt, f.LastSuccess, f.Failures, f.Fault = now, now, 0, news.Fault{}
	f.NotModified++
	p.follow(f, answer, true, now)
	p.schedule(&r, claim, maxAgeOf(answer), now)
	return r
}

// failed is the result of a request without a usable answer. 410 retires the
// feed; a host's wish to wait is kept; without a network of our own nothing is
// held against the feed.
func (p *Poller) failed(claim news.PollClaim, err error, now time.Time) news.PollResult {
	fault := news.Fault{Class: "internal", Detail: err.Error(), At: now}
	var retryAt time.Time
	var e *fetch.Error
	if errors.As(err, &e) {
		fault.Class, fault.Detail, retryAt = string(e.Class), e.Sentence(), e.RetryAt
	}
	if e != nil && e.Unasked {
		return p.putOff(claim, fault, retryAt)
	}
	r := p.unusable(claim, fault, now)
	switch fetch.Class(fault.Class) {
	case fetch.Gone:
		r.Feed.State = news.FeedRetired
	case fetch.Offline, fetch.Canceled:
		r.Feed.Failures = claim.Feed.Failures
		r.Next = now.Add(p.jittered(offlinePause))
	}
	if retryAt.After(r.Next) {
		r.Next = retryAt.Add(time.Duration(p.opts.Random() * float64(time.Minute))) // not all at once
	}
	return r
}

// putOff is the result of a poll that was not made, because the feed's host is
// to be left alone: why is told, but nothing is held against the feed.
func (p *Poller) putOff(claim news.PollClaim, why news.Fault, until time.Time) news.PollResult {
	r := news.PollResult{At: why.At, Feed: claim.Feed}
	if r.Feed.Fault.IsZero() {
		r.Feed.Fault = why
	}
	r.Next = until.Add(time.Duration(p.opts.Random() * float64(time.Minute))) // not all at once
	return r
}

// offlinePause is how soon a feed is tried again after this machine had no
// network.
const offlinePause = floor

// unusable is the result of a poll that gave no entries. What was stored
// before, validators too, stays as it is.
func (p *Poller) unusable(claim news.PollClaim, fault news.Fault, now time.Time) news.PollResult {
	r := news.PollResult{At: now, Feed: claim.Feed}
	f := &r.Feed
	f.LastAttempt, f.Fault = now, fault
	f.Failures++
	f.MovedTo, f.MovedSeen = "", time.Time{}
	pause := max(p.opts.Shortest, min(f.Interval, p.opts.Longest))
	for range min(f.Failures-1, 10) {
		pause = min(2*pause, p.opts.Longest)
	}
	r.Next = now.Add(p.jittered(pause))
	return r
}

// movedAfter is how long a permanent redirect is watched before it is
// believed: a hotel's network redirects everything, for an evening.
const movedAfter = 24 * time.Hour

// follow watches a permanent redirect, and believes it once its target proved
// to be this feed twice, a day apart.
func (p *Poller) follow(f *news.Feed, answer *fetch.Response, same bool, now time.Time) {
	switch {
	case answer.PermanentTo == "" || answer.PermanentTo == f.URL || !same:
		f.MovedTo, f.MovedSeen = "", time.Time{}
	case answer.PermanentTo != f.MovedTo:
		f.MovedTo, f.MovedSeen = answer.PermanentTo, now
	case now.Sub(f.MovedSeen) >= movedAfter:
		p.log.Info("a feed has moved", "from", f.URL, "to", f.MovedTo)
		f.URL, f.MovedTo, f.MovedSeen = f.MovedTo, "", time.Time{}
	}
}
