package measure

import (
	"time"

	"github.com/overview-news/overview/internal/news"
)

// Health is whether a newsroom's silence about a story means anything.
type Health string

// The states of a newsroom's health for a story. Only a healthy one counts.
const (
	Healthy    Health = "healthy"
	NotWatched Health = "not watched"          // it has no feed that is polled
	TooLate    Health = "watched too recently" // the watch began after the story, or was broken
	Silent     Health = "does not answer"      // its feed fails now
	Stale      Health = "publishes nothing"    // its feed answers, with nothing new
)

// HealthFor is the health of a newsroom for a story whose first report came
// at first.
func (p Params) HealthFor(r news.Newsroom, first, now time.Time) Health {
	if r.WatchedSince.IsZero() {
		return NotWatched
	}
	if now.Sub(r.LastSuccess) > p.WatchGap {
		return Silent
	}
	needed := first.Add(-p.WatchBefore)
	if most := now.Add(-p.WatchMost); needed.Before(most) {
		needed = most
	}
	if r.WatchedSince.After(needed) {
		return TooLate
	}
	if now.Sub(r.NewestEntry) > p.freshness(r.MedianGap) {
		return Stale
	}
	return Healthy
}

// freshness is how old the newest entry of a newsroom may be that publishes
// every gap.
func (p Params) freshness(gap time.Duration) time.Duration {
	d := time.Duration(p.FreshGaps * float64(gap))
	return min(max(d, p.FreshLeast), p.FreshMost)
}
