package read

import (
	"testing"
	"time"

	"github.com/overview-news/overview/internal/measure"
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
		{"well", news.Feed{LastAttempt: now, LastSuccess: now, NewestEntry: ago(time.Hour)}, HealthWell, "Answers; newest entry an hour old."},
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

func TestOutletWords(t *testing.T) {
	now := time.Date(2026, 3, 2, 12, 0, 0, 0, time.UTC)
	ago := func(d time.Duration) time.Time { return now.Add(-d) }
	well := news.Feed{State: news.FeedActive, LastAttempt: now, LastSuccess: now, NewestEntry: ago(10 * time.Minute)}
	failing := news.Feed{State: news.FeedActive, LastAttempt: now, Failures: 3, Fault: news.Fault{Class: "tls"}}
	lately := failing
	lately.LastSuccess, lately.NewestEntry = ago(7*time.Hour), ago(8*time.Hour)
	long := failing
	long.LastSuccess = ago(90 * time.Hour)
	for _, tt := range []struct {
		name   string
		outlet news.Outlet
		feeds  []news.Feed
		want   Health
		words  string
	}{
		{"none", news.Outlet{}, nil, HealthOff, "Listed, but not watched: no feed is known."},
		{"best of two", news.Outlet{}, []news.Feed{failing, well}, HealthWell, "Answers; newest entry 10 minutes old."},
		{"failing lately", news.Outlet{}, []news.Feed{lately}, HealthWell,
			"Answered 7 hours ago, not since: its certificate was not accepted; newest entry 8 hours old."},
		{"failing long", news.Outlet{}, []news.Feed{long}, HealthFailing, "Has not answered for 3 days: its certificate was not accepted."},
		{"asked long ago", news.Outlet{}, []news.Feed{{State: news.FeedActive, LastAttempt: now, LastSuccess: ago(9 * time.Hour), NewestEntry: ago(10 * time.Hour)}},
			HealthWell, "Answered 9 hours ago; newest entry 10 hours old."},
		{"new", news.Outlet{}, []news.Feed{{State: news.FeedActive}}, HealthNew, "Not asked yet."},
		{"new beside failing", news.Outlet{}, []news.Feed{{State: news.FeedActive}, failing}, HealthFailing,
			"Has never answered with a feed: its certificate was not accepted."},
		{"retired only", news.Outlet{}, []news.Feed{{State: news.FeedRetired}}, HealthOff, "Listed, but not watched: its feeds are gone or switched off."},
		{"switched off", news.Outlet{Disabled: true}, []news.Feed{well}, HealthOff, "Listed, but not watched: switched off by the operator."},
	} {
		t.Run(tt.name, func(t *testing.T) {
			h := news.OutletHealth{Outlet: tt.outlet}
			for _, f := range tt.feeds {
				h.Add(f)
			}
			standing := measure.Defaults().StandingOf(h, now)
			if got, words := healthOf(standing), outletWords(h, standing, now); got != tt.want || words != tt.words {
				t.Errorf("outlet is %s, %q, want %s, %q", got, words, tt.want, tt.words)
			}
		})
	}
}
