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
		{"not answered yet", news.Feed{LastAttempt: now, Failures: measure.Tries - 1, Fault: news.Fault{Class: "dns"}}, HealthNew,
			"Has not answered yet: its name could not be resolved."},
		{"never answered", news.Feed{LastAttempt: now, Failures: measure.Tries, Fault: news.Fault{Class: "dns"}}, HealthFailing,
			"Has never answered with a feed: its name could not be resolved."},
		{"failing", news.Feed{LastAttempt: now, LastSuccess: ago(5 * time.Hour), Failures: 3, Fault: news.Fault{Class: "timeout"}},
			HealthFailing, "Has not answered for 5 hours: it took too long to answer."},
		{"class without words", news.Feed{LastAttempt: now, LastSuccess: ago(5 * time.Hour), Failures: 3, Fault: news.Fault{Class: "comet"}},
			HealthFailing, "Has not answered for 5 hours: comet."},
		{"well", news.Feed{LastAttempt: now, LastSuccess: now, NewestEntry: ago(time.Hour)}, HealthWell, "Answers; newest article an hour old."},
		{"quiet", news.Feed{LastAttempt: now, LastSuccess: now, NewestEntry: ago(50 * time.Hour), MedianGap: time.Hour},
			HealthQuiet, "Answers, but has brought nothing new for 2 days."},
		{"a weekly is not quiet after three days", news.Feed{LastAttempt: now, LastSuccess: now, NewestEntry: ago(72 * time.Hour), MedianGap: 7 * day},
			HealthWell, "Answers; newest article 3 days old."},
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
	lately, given := failing, failing
	given.Failures = measure.Tries
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
		{"best of two", news.Outlet{}, []news.Feed{failing, well}, HealthWell, "Answers; newest article 10 minutes old."},
		{"failing lately", news.Outlet{}, []news.Feed{lately}, HealthWell,
			"Answered 7 hours ago, not since: its certificate was not accepted; newest article 8 hours old."},
		{"failing long", news.Outlet{}, []news.Feed{long}, HealthFailing, "Has not answered for 3 days: its certificate was not accepted."},
		{"asked long ago", news.Outlet{}, []news.Feed{{State: news.FeedActive, LastAttempt: now, LastSuccess: ago(9 * time.Hour), NewestEntry: ago(10 * time.Hour)}},
			HealthWell, "Answered 9 hours ago; newest article 10 hours old."},
		{"new", news.Outlet{}, []news.Feed{{State: news.FeedActive}}, HealthNew, "Not asked yet."},
		{"new beside failing", news.Outlet{}, []news.Feed{{State: news.FeedActive}, failing}, HealthNew,
			"Has not answered yet: its certificate was not accepted."},
		{"new beside given up", news.Outlet{}, []news.Feed{{State: news.FeedActive}, given}, HealthFailing,
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

// Feeds and pages may state other dates: an outlet's page tells one.
func TestOneNewest(t *testing.T) {
	now := time.Date(2026, 3, 2, 12, 0, 0, 0, time.UTC)
	ago := func(d time.Duration) time.Time { return now.Add(-d) }
	feed := func(newest time.Duration) news.Feed {
		f := news.Feed{State: news.FeedActive, LastAttempt: now, LastSuccess: now}
		if newest > 0 {
			f.NewestEntry = ago(newest)
		}
		return f
	}
	for _, tt := range []struct {
		name     string
		article  time.Duration // before now; 0 is none
		feeds    []news.Feed
		outlet   string
		of       []string // each feed
		proposes []bool
	}{
		{"pages state later dates", 812 * day, []news.Feed{feed(958 * day)},
			"Answers, but has brought nothing new for 812 days.",
			[]string{"Answers, but has brought nothing new for 812 days."}, []bool{true}},
		{"the feed lists what is not kept", 26 * time.Hour, []news.Feed{feed(9 * time.Hour)},
			"Answers; newest article 26 hours old.", []string{"Answers; newest article 26 hours old."}, []bool{false}},
		{"it keeps nothing of a lively feed", 40 * day, []news.Feed{feed(time.Hour)},
			"Answers; its feeds list something newer than the newest article 40 days old.",
			[]string{"Answers, but has brought nothing new for 40 days."}, []bool{false}},
		{"one of two feeds is written no more", time.Hour, []news.Feed{feed(60 * day), feed(2 * time.Hour)},
			"Answers; newest article an hour old.",
			[]string{"Answers, but has brought nothing new for 60 days.", "Answers; newest article an hour old."}, []bool{true, false}},
		{"a feed without dates", time.Hour, []news.Feed{feed(0)},
			"Answers; newest article an hour old.", []string{"Answers, but has no dated entry."}, []bool{false}},
		{"no article yet", 0, []news.Feed{feed(3 * time.Hour)},
			"Answers; newest article 3 hours old.", []string{"Answers; newest article 3 hours old."}, []bool{false}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			h := news.OutletHealth{}
			if tt.article > 0 {
				h.NewestArticle = ago(tt.article)
			}
			for _, f := range tt.feeds {
				h.Add(f)
			}
			if got := outletWords(h, measure.Defaults().StandingOf(h, now), now); got != tt.outlet {
				t.Errorf("outletWords = %q, want %q", got, tt.outlet)
			}
			for i, f := range dated(tt.feeds, newestOf(h)) {
				if _, got := feedHealth(f, now); got != tt.of[i] {
					t.Errorf("feed %d: feedHealth = %q, want %q", i, got, tt.of[i])
				}
			}
			for i, f := range at(now).judged(tt.feeds, newestOf(h)) {
				if _, got := at(now).polled(f); got != tt.proposes[i] {
					t.Errorf("feed %d: a proposal is %v, want %v", i, got, tt.proposes[i])
				}
			}
		})
	}
}
