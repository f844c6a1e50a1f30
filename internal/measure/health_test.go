package measure

import (
	"testing"
	"time"

	"github.com/overview-news/overview/internal/news"
)

func TestHealthFor(t *testing.T) {
	const h = time.Hour
	first := now.Add(-30 * h)
	for _, tt := range []struct {
		name                string
		since, last, newest time.Duration // ago; 0 is never
		gap                 time.Duration
		first               time.Time
		want                Health
	}{
		{"watched all along", 100 * h, h, 2 * h, h, first, Healthy},
		{"never watched", 0, h, 2 * h, h, first, NotWatched},
		{"last answer six hours ago", 100 * h, 6 * h, 7 * h, h, first, Healthy},
		{"last answer over six hours ago", 100 * h, 6*h + time.Minute, 7 * h, h, first, Silent},
		{"watched from six hours before the first report", 36 * h, h, 2 * h, h, first, Healthy},
		{"watched from five hours before the first report", 35 * h, h, 2 * h, h, first, TooLate},
		{"an old story needs 72 hours at most", 72 * h, h, 2 * h, h, now.Add(-200 * h), Healthy},
		{"an old story needs 72 hours", 71 * h, h, 2 * h, h, now.Add(-200 * h), TooLate},
		{"fresh for 48 hours whatever the gap", 100 * h, h, 48 * h, h, first, Healthy},
		{"stale", 100 * h, h, 49 * h, h, first, Stale},
		{"a weekly that is fresh", 100 * h, h, 71 * h, 24 * h, first, Healthy},
		{"eight days at most", 500 * h, h, 193 * h, 100 * h, first, Stale},
		{"gap not known", 100 * h, h, 47 * h, 0, first, Healthy},
	} {
		t.Run(tt.name, func(t *testing.T) {
			r := news.Newsroom{LastSuccess: now.Add(-tt.last), NewestEntry: now.Add(-tt.newest), MedianGap: tt.gap}
			if tt.since != 0 {
				r.WatchedSince = now.Add(-tt.since)
			}
			if got := Defaults().HealthFor(r, tt.first, now); got != tt.want {
				t.Errorf("HealthFor = %q, want %q", got, tt.want)
			}
		})
	}
}
