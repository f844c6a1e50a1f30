package web_test

import (
	"strings"
	"testing"
	"time"

	"github.com/overview-news/overview/internal/news"
	"github.com/overview-news/overview/internal/read/readtest"
	"github.com/overview-news/overview/internal/web"
	"github.com/overview-news/overview/page/extract"
)

// stored is a time as the store gives it back.
func stored(t time.Time) time.Time { return time.UnixMilli(t.UnixMilli()).UTC() }

// TestDayOnly: a day that a page states without a time of day is that day on
// the article's page and in lists, wherever its outlet is.
func TestDayOnly(t *testing.T) {
	const page = `<html lang="en"><head><meta property="article:published_time" content="2026-03-01"></head>
		<body><article><h1>The ferry sails again</h1><p>The ferry that links both banks of the river sails again after two months
		in the yard, the harbour office said, and the first trip was free for everybody who came on foot.</p></article></body></html>`
	for _, tt := range []struct{ country, zone string }{
		{"JP", "Asia/Tokyo"}, {"DE", "Europe/Berlin"}, {"PF", "Pacific/Tahiti"}, {"US", "America/New_York"}, // Honolulu, as all of its country
		{"KI", "Pacific/Tarawa"},
		{"GB", "Europe/London"}, {"", ""}, {"XX", ""}, {"JP", ""}, {"US", ""}, {"PF", ""}, // read while the country was not known
	} {
		o := extract.Options{Now: readtest.Now}
		if tt.zone != "" {
			at, err := time.LoadLocation(tt.zone)
			if err != nil {
				t.Fatal(err)
			}
			o.Location = at
		}
		found, err := extract.Page([]byte(page), "https://day.example/ferry", o)
		if err != nil || found.Published.HasTime {
			t.Fatalf("Page = %+v, %v, want a day", found.Published, err)
		}
		s := readtest.Full()
		s.Listed = append(s.Listed, news.Outlet{ID: "day", Name: "The Day", Country: tt.country, Language: "en", Lane: news.Domestic})
		s.All = append(s.All, news.Article{
			ID: 900, Outlet: "day", Country: tt.country, Lane: news.Domestic, Language: "en", Title: "The ferry sails again", State: news.StateCollected,
			URL: "https://day.example/ferry", Published: stored(found.Published.Time), DayOnly: true,
			Modified: stored(found.Published.Time).AddDate(0, 0, 1), Seen: readtest.Now, Collected: readtest.Now,
		})
		h := site(t, s, web.Options{})
		body := follow(t, h, "/article/900").Body.String()
		for _, want := range []string{
			`<time datetime="2026-03-01">Sunday 1 March 2026</time>`,
			`Changed by its publisher on <time datetime="2026-03-02">2 March 2026</time>`,
		} {
			if !strings.Contains(body, want) {
				t.Errorf("country %q, read in %q: the article's page does not show %s", tt.country, tt.zone, want)
			}
		}
		list := follow(t, h, "/outlets/day").Body.String()
		if want := `<time datetime="2026-03-01" title="1 March 2026">1 March</time>`; !strings.Contains(list, want) {
			t.Errorf("country %q, read in %q: the list does not show %s", tt.country, tt.zone, want)
		}
	}
}
