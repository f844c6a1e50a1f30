package collect

import (
	"testing"
	"time"

	"github.com/overview-news/overview/internal/news"
	"github.com/overview-news/overview/page/extract"
)

// A page's time is taken where it is earlier than the feed's, or says the hour
// of the day that the feed names.
func TestDates(t *testing.T) {
	at := func(s string) time.Time {
		v, err := time.Parse(time.RFC3339, s)
		if err != nil {
			t.Fatal(err)
		}
		return v
	}
	for _, tt := range []struct{ name, feed, page, want string }{
		{"the feed has the time of the last change", "2026-03-09T15:00:00Z", "2026-03-09T08:30:00Z", "2026-03-09T08:30:00Z"},
		{"the page has it", "2026-03-09T08:30:00Z", "2026-03-09T15:00:00Z", "2026-03-09T08:30:00Z"},
		{"the feed names a day", "2026-03-09T00:00:00Z", "2026-03-09T10:09:10Z", "2026-03-09T10:09:10Z"},
		{"a day that ends last of all", "2026-03-09T00:00:00Z", "2026-03-10T09:59:00Z", "2026-03-10T09:59:00Z"},
		{"a later day", "2026-03-09T00:00:00Z", "2026-03-10T13:00:00Z", "2026-03-09T00:00:00Z"},
	} {
		a := news.Article{Published: at(tt.feed)}
		page := extract.Article{Published: extract.Moment{Time: at(tt.page), HasTime: true, Confidence: 0.9}}
		new(Collector).dates(&a, page, at("2026-04-01T00:00:00Z"))
		if want := at(tt.want); !a.Published.Equal(want) || a.DayOnly {
			t.Errorf("%s: published %v, only a day %v, want %v", tt.name, a.Published, a.DayOnly, want)
		}
	}
	for _, tt := range []struct {
		country, day, page string
		taken              bool
	}{
		{"JP", "2026-03-09T00:00:00+09:00", "2026-03-09T00:00:00+09:00", true},
		{"JP", "2026-03-09T00:00:00+09:00", "2026-03-09T23:59:00+09:00", true},
		{"JP", "2026-03-09T00:00:00+09:00", "2026-03-10T00:00:00+09:00", false},
		{"PF", "2026-03-09T00:00:00-10:00", "2026-03-09T23:59:00-10:00", true},
		{"PF", "2026-03-09T00:00:00-10:00", "2026-03-10T00:00:00-10:00", false},
	} {
		a := news.Article{Country: tt.country, Published: at(tt.day).UTC(), DayOnly: true}
		page := extract.Article{Published: extract.Moment{Time: at(tt.page), HasTime: true, Confidence: 0.9}}
		new(Collector).dates(&a, page, at("2026-04-01T00:00:00Z"))
		want := at(tt.day)
		if tt.taken {
			want = at(tt.page)
		}
		if !a.Published.Equal(want) || a.DayOnly == tt.taken {
			t.Errorf("%s's feed has the day from %s, the page %s: published %v, only a day %v, want %v", tt.country, tt.day, tt.page, a.Published, a.DayOnly, want)
		}
	}
}
