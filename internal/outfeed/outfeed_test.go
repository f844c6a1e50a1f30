package outfeed_test

import (
	"encoding/xml"
	"log/slog"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"github.com/overview-news/overview/internal/news"
	"github.com/overview-news/overview/internal/outfeed"
	"github.com/overview-news/overview/internal/read"
	"github.com/overview-news/overview/internal/read/readtest"
)

type document struct {
	Channel struct {
		Title    string `xml:"title"`
		Language string `xml:"language"`
		Self     []struct {
			Href string `xml:"href,attr"`
			Rel  string `xml:"rel,attr"`
		} `xml:"http://www.w3.org/2005/Atom link"`
		Items []struct {
			Title string `xml:"title"`
			Link  string `xml:"link"`
			About string `xml:"description"`
			Date  string `xml:"pubDate"`
			GUID  struct {
				Perma string `xml:"isPermaLink,attr"`
				Text  string `xml:",chardata"`
			} `xml:"guid"`
			Language string `xml:"http://purl.org/dc/elements/1.1/ language"`
		} `xml:"item"`
	} `xml:"channel"`
}

func get(t *testing.T, s *readtest.Store, opts outfeed.Options, path string) (document, string, int) {
	t.Helper()
	r := read.New(readtest.Clock{}, s, read.Options{Private: true})
	w := httptest.NewRecorder()
	opts.Base = "https://paper.example/"
	outfeed.New(slog.New(slog.DiscardHandler), readtest.Clock{}, r, opts).ServeHTTP(w, httptest.NewRequest("GET", path, nil))
	var doc document
	if w.Code == 200 {
		if got := w.Header().Get("Content-Type"); got != "application/rss+xml; charset=utf-8" {
			t.Errorf("content type is %q", got)
		}
		d := xml.NewDecoder(strings.NewReader(w.Body.String()))
		if err := d.Decode(&doc); err != nil {
			t.Fatalf("%s does not parse: %v\n%s", path, err, w.Body)
		}
	}
	return doc, w.Body.String(), w.Code
}

// Case 046: one foreign character must not make the whole feed unreadable.
func TestPoisonDoesNotBreakTheFeed(t *testing.T) {
	s := &readtest.Store{All: []news.Article{
		{ID: 1, Outlet: "a", Country: "DE", Language: "en", Title: "Budget\x0f vote ]]> & <done>", Summary: "a\bb \ufffe c", Published: readtest.Now},
		{ID: 2, Outlet: "a", Country: "DE", Language: "en", Title: "Ordinary", Summary: "d", Published: readtest.Now.Add(-time.Hour)},
	}}
	for _, path := range []string{"/de.rss", "/latest.rss"} {
		doc, raw, _ := get(t, s, outfeed.Options{}, path)
		if strings.ContainsAny(raw, "\x0f\b\ufffe") {
			t.Errorf("%s holds a forbidden character", path)
		}
		if len(doc.Channel.Items) != 2 || doc.Channel.Items[0].Title != "Budget vote ]]> & <done>" || doc.Channel.Items[1].Title != "Ordinary" {
			t.Errorf("%s has items %+v", path, doc.Channel.Items)
		}
		if len(doc.Channel.Self) != 1 || doc.Channel.Self[0].Href != "https://paper.example"+path || doc.Channel.Self[0].Rel != "self" {
			t.Errorf("%s has atom links %+v", path, doc.Channel.Self)
		}
	}
}

func TestHostileFeed(t *testing.T) {
	doc, _, _ := get(t, readtest.Hostile(), outfeed.Options{}, "/de.rss")
	if len(doc.Channel.Items) != 3 {
		t.Fatalf("%d items, want 3", len(doc.Channel.Items))
	}
	for _, i := range doc.Channel.Items {
		if !strings.HasPrefix(i.Link, "https://paper.example/article/") {
			t.Errorf("link is %q", i.Link)
		}
		if strings.Contains(i.About, "<") {
			t.Errorf("a reader that takes the description as HTML finds markup: %.80q", i.About)
		}
	}
}

func TestFeedItems(t *testing.T) {
	doc, _, _ := get(t, readtest.Full(), outfeed.Options{Sample: true}, "/pt.rss")
	if doc.Channel.Title != "SAMPLE · Overview: Portugal" || len(doc.Channel.Items) != 1 {
		t.Fatalf("channel is %+v", doc.Channel)
	}
	i := doc.Channel.Items[0]
	if i.Title != "SAMPLE · River bridge reopens after nine years" || i.Language != "pt" ||
		i.Date != "Mon, 02 Mar 2026 08:40:00 GMT" || !strings.Contains(i.About, "Ponte sobre o rio") {
		t.Errorf("item is %+v", i)
	}
	if i.GUID.Perma != "false" || i.GUID.Text != "https://paper.example/article/1" {
		t.Errorf("guid is %+v", i.GUID)
	}
	if _, err := time.Parse("Mon, 02 Jan 2006 15:04:05 MST", i.Date); err != nil {
		t.Errorf("date is no RFC 822 date: %v", err)
	}
}

// An item keeps its identity when its headline is translated later.
func TestIdentityIsStable(t *testing.T) {
	s := readtest.Full()
	before, _, _ := get(t, s, outfeed.Options{}, "/pt.rss")
	for i := range s.All {
		s.All[i].TitleEnglish = "A better translation"
	}
	after, _, _ := get(t, s, outfeed.Options{}, "/pt.rss")
	if before.Channel.Items[0].GUID != after.Channel.Items[0].GUID || before.Channel.Items[0].Link == after.Channel.Items[0].Link {
		t.Errorf("before %+v, after %+v", before.Channel.Items[0], after.Channel.Items[0])
	}
}

func TestUnknownFeeds(t *testing.T) {
	for path, want := range map[string]int{"/zz.rss": 404, "/PT.rss": 404, "/latest": 404, "/.rss": 404, "/a/b.rss": 404, "/mn.rss": 200} {
		if _, _, got := get(t, readtest.Full(), outfeed.Options{}, path); got != want {
			t.Errorf("GET %s = %d, want %d", path, got, want)
		}
	}
	if _, _, got := get(t, &readtest.Store{Err: news.ErrLost}, outfeed.Options{}, "/pt.rss"); got != 500 {
		t.Errorf("a broken store gives %d, want 500", got)
	}
}

// TestDatesOfItems: an item has its article's moment, and one of which only
// the day is known that day.
func TestDatesOfItems(t *testing.T) {
	day := time.Date(2026, 2, 28, 15, 0, 0, 0, time.UTC)
	for _, tt := range []struct {
		country string
		at      time.Time
		only    bool
		want    string
	}{
		{"JP", day, false, "Sat, 28 Feb 2026 15:00:00 GMT"},
		{"JP", day, true, "Sun, 01 Mar 2026 00:00:00 +0900"},
		{"DE", day.Add(8 * time.Hour), true, "Sun, 01 Mar 2026 00:00:00 +0100"},
		{"PF", day.Add(19 * time.Hour), true, "Sun, 01 Mar 2026 00:00:00 -1000"},
		{"PF", day.Add(9 * time.Hour), true, "Sun, 01 Mar 2026 00:00:00 +0000"},
		{"", day.Add(9 * time.Hour), true, "Sun, 01 Mar 2026 00:00:00 +0000"},
	} {
		s := &readtest.Store{All: []news.Article{{ID: 1, Outlet: "a", Country: tt.country, Language: "en", Title: "A day", Published: tt.at, DayOnly: tt.only}}}
		doc, _, _ := get(t, s, outfeed.Options{}, "/latest.rss")
		if len(doc.Channel.Items) != 1 || doc.Channel.Items[0].Date != tt.want {
			t.Errorf("an article of %q from %v, day only %v: items %+v, want the date %s", tt.country, tt.at, tt.only, doc.Channel.Items, tt.want)
		}
	}
}
