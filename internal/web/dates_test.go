package web_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/overview-news/overview/feed"
	"github.com/overview-news/overview/feed/sitemap"
	"github.com/overview-news/overview/internal/news"
	"github.com/overview-news/overview/internal/read/readtest"
	"github.com/overview-news/overview/internal/web"
	"github.com/overview-news/overview/page/extract"
)

// stored is a time as the store gives it back.
func stored(t time.Time) time.Time { return time.UnixMilli(t.UnixMilli()).UTC() }

// dayOfPage is the first of March as a page of an outlet in a zone gives it.
func dayOfPage(t *testing.T, at *time.Location) (time.Time, bool) {
	const page = `<html lang="en"><head><meta property="article:published_time" content="2026-03-01"></head>
		<body><article><h1>The ferry sails again</h1><p>The ferry that links both banks of the river sails again after two months
		in the yard, the harbour office said, and the first trip was free for everybody who came on foot.</p></article></body></html>`
	found, err := extract.Page([]byte(page), "https://day.example/ferry", extract.Options{Now: readtest.Now, Location: at})
	if err != nil {
		t.Fatal(err)
	}
	return found.Published.Time, !found.Published.HasTime
}

// dayOfFeed is the same as its feed gives it.
func dayOfFeed(t *testing.T, at *time.Location) (time.Time, bool) {
	const doc = `<rss><channel><title>The Day</title><item><title>The ferry sails again</title><pubDate>2026-03-01</pubDate></item></channel></rss>`
	f, err := feed.Parse([]byte(doc), "", feed.Options{Location: at})
	if err != nil || len(f.Entries) != 1 {
		t.Fatalf("Parse = %+v, %v, want one entry", f, err)
	}
	return f.Entries[0].When(), f.Entries[0].DayOnly
}

// dayOfSitemap is the same as its news sitemap gives it.
func dayOfSitemap(t *testing.T, _ *time.Location) (time.Time, bool) {
	const doc = `<urlset><url><loc>https://day.example/ferry</loc><news:news><news:publication_date>2026-03-01</news:publication_date></news:news></url></urlset>`
	m, err := sitemap.Parse([]byte(doc), "", "")
	if err != nil || len(m.Pages) != 1 {
		t.Fatalf("Parse = %+v, %v, want one page", m, err)
	}
	return m.Pages[0].Published, m.Pages[0].PublishedDay
}

// TestDayOnly: a day that is stated without a time of day is that day on the
// article's page and in lists, wherever its outlet is.
func TestDayOnly(t *testing.T) {
	for _, tt := range []struct{ country, zone string }{
		{"JP", "Asia/Tokyo"}, {"DE", "Europe/Berlin"}, {"PF", "Pacific/Tahiti"}, {"US", "America/New_York"}, // Honolulu, as all of its country
		{"KI", "Pacific/Tarawa"},
		{"GB", "Europe/London"}, {"", ""}, {"XX", ""}, {"JP", ""}, {"US", ""}, {"PF", ""}, // read while the country was not known
	} {
		var at *time.Location
		if tt.zone != "" {
			var err error
			if at, err = time.LoadLocation(tt.zone); err != nil {
				t.Fatal(err)
			}
		}
		for name, source := range map[string]func(*testing.T, *time.Location) (time.Time, bool){"page": dayOfPage, "feed": dayOfFeed, "sitemap": dayOfSitemap} {
			day, alone := source(t, at)
			checkDay(t, fmt.Sprintf("a %s of country %q, read in %q", name, tt.country, tt.zone), news.Article{Country: tt.country, Published: stored(day), DayOnly: alone})
		}
	}
}

// checkDay looks at the first of March on the screen.
func checkDay(t *testing.T, name string, a news.Article) {
	t.Helper()
	s := readtest.Full()
	s.Listed = append(s.Listed, news.Outlet{ID: "day", Name: "The Day", Country: a.Country, Language: "en", Lane: news.Domestic})
	a.ID, a.Outlet, a.Lane, a.Language, a.Title, a.State = 900, "day", news.Domestic, "en", "The ferry sails again", news.StateCollected
	a.URL, a.Modified, a.Seen = "https://day.example/ferry", a.Published.AddDate(0, 0, 1), readtest.Now
	s.All = append(s.All, a)
	h := site(t, s, web.Options{})
	body := follow(t, h, "/article/900").Body.String()
	for _, want := range []string{
		`<time datetime="2026-03-01">Sunday 1 March 2026</time>`,
		`Changed by its publisher on <time datetime="2026-03-02">2 March 2026</time>`,
	} {
		if !strings.Contains(body, want) {
			t.Errorf("%s: the article's page does not show %s", name, want)
		}
	}
	list := follow(t, h, "/outlets/day").Body.String()
	if want := `<time datetime="2026-03-01" title="1 March 2026">1 March</time>`; !strings.Contains(list, want) {
		t.Errorf("%s: the list does not show %s", name, want)
	}
}
