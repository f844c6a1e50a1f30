package read

import (
	"testing"
	"time"

	"github.com/overview-news/overview/internal/news"
)

func TestFeedHealth(t *testing.T) {
	now := time.Date(2026, 3, 2, 12, 0, 0, 0, time.UTC)
	ago := func(d time.Duration) time.Time { return now.Add(-d) }
	for _, tt := range []struct {
		name  string
		feed  news.Feed
		want  Health
		words string
	}{
		{"new", news.Feed{}, HealthNew, "Not asked yet."},
		{"retired", news.Feed{State: news.FeedRetired}, HealthOff, "Retired: its address is gone for good."},
		{"never answered", news.Feed{LastAttempt: now, Fault: news.Fault{Class: "dns"}}, HealthFailing,
			"Has never answered with a feed: its name could not be resolved."},
		{"failing", news.Feed{LastAttempt: now, LastSuccess: ago(5 * time.Hour), Failures: 3, Fault: news.Fault{Class: "timeout"}},
			HealthFailing, "Has not answered for 5 hours: it took too long to answer."},
		{"class without words", news.Feed{LastAttempt: now, LastSuccess: ago(5 * time.Hour), Failures: 3, Fault: news.Fault{Class: "comet"}},
			HealthFailing, "Has not answered for 5 hours: comet."},
		{"well", news.Feed{LastAttempt: now, LastSuccess: now, NewestEntry: ago(time.Hour)}, HealthWell, "Answers; newest entry 60 minutes old."},
		{"quiet", news.Feed{LastAttempt: now, LastSuccess: now, NewestEntry: ago(50 * time.Hour), MedianGap: time.Hour},
			HealthQuiet, "Answers, but has brought nothing new for 2 days."},
		{"a weekly is not quiet after three days", news.Feed{LastAttempt: now, LastSuccess: now, NewestEntry: ago(72 * time.Hour), MedianGap: 7 * day},
			HealthWell, "Answers; newest entry 3 days old."},
		{"no date", news.Feed{LastAttempt: now, LastSuccess: now}, HealthQuiet, "Answers, but has no dated entry."},
	} {
		t.Run(tt.name, func(t *testing.T) {
			got, words := feedHealth(tt.feed, now)
			if got != tt.want || words != tt.words {
				t.Errorf("feedHealth = %s, %q, want %s, %q", got, words, tt.want, tt.words)
			}
		})
	}
}

func TestOutletHealthIsItsBestFeed(t *testing.T) {
	now := time.Date(2026, 3, 2, 12, 0, 0, 0, time.UTC)
	well := news.Feed{LastAttempt: now, LastSuccess: now, NewestEntry: now}
	failing := news.Feed{LastAttempt: now, Fault: news.Fault{Class: "tls"}}
	for _, tt := range []struct {
		name   string
		outlet news.Outlet
		feeds  []news.Feed
		want   Health
	}{
		{"none", news.Outlet{}, nil, HealthOff},
		{"best of two", news.Outlet{}, []news.Feed{failing, well}, HealthWell},
		{"new beside failing", news.Outlet{}, []news.Feed{{}, failing}, HealthFailing},
		{"retired only", news.Outlet{}, []news.Feed{{State: news.FeedRetired}}, HealthOff},
		{"switched off", news.Outlet{Disabled: true}, []news.Feed{well}, HealthOff},
	} {
		t.Run(tt.name, func(t *testing.T) {
			if got, words := outletHealth(tt.outlet, tt.feeds, now); got != tt.want || words == "" {
				t.Errorf("outletHealth = %s, %q, want %s", got, words, tt.want)
			}
		})
	}
}
