package app

import (
	"context"
	"fmt"
	"log/slog"
	"strings"
	"testing"
	"time"

	"github.com/overview-news/overview/internal/clock"
	"github.com/overview-news/overview/internal/collect"
	"github.com/overview-news/overview/internal/fetch/fetchtest"
	"github.com/overview-news/overview/internal/news"
	"github.com/overview-news/overview/internal/poll"
	"github.com/overview-news/overview/internal/store"
)

// firstLight is a new installation: some outlets, each with a feed of ten
// entries, one an hour, the newest an hour old.
type firstLight struct {
	*testing.T
	clk     *clock.Virtual
	store   *store.Store
	net     *fetchtest.Internet
	poll    *poll.Poller
	collect *collect.Collector
}

var dawn = time.Date(2026, 3, 10, 12, 0, 0, 0, time.UTC)

func pageAt(outlet, n int) string { return fmt.Sprintf("https://o%d.example/news/%d", outlet, n) }

func pageOf(outlet, n int) fetchtest.Page {
	paragraph := fmt.Sprintf("<p>The council of town %d met for the %dth time this year and spoke about the harbour, the school and the road to the north, which the snow had closed.</p>", outlet, n)
	return fetchtest.Page{Body: `<!DOCTYPE html><html lang="en"><head><meta property="og:type" content="article"><title>Council meets</title></head>
<body><article><h1>Council meets</h1>` + strings.Repeat(paragraph, 4) + `</article></body></html>`}
}

func newFirstLight(t *testing.T, outlets, budget int) *firstLight {
	t.Helper()
	log := slog.New(slog.DiscardHandler)
	s, err := store.Open(t.Context(), log, t.TempDir()+"/overview.db")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := s.Close(); err != nil {
			t.Errorf("Close = %v", err)
		}
	})
	f := &firstLight{T: t, clk: clock.NewStopped(dawn), store: s}
	pages := map[string]fetchtest.Page{}
	var watched []store.WatchedOutlet
	for i := range outlets {
		var items strings.Builder
		for n := range 10 {
			fmt.Fprintf(&items, "<item><title>Council of town %d meets, %d</title><link>%s</link><pubDate>%s</pubDate></item>",
				i, n, pageAt(i, n), dawn.Add(-time.Duration(n+1)*time.Hour).Format(time.RFC1123Z))
			pages[pageAt(i, n)] = pageOf(i, n)
		}
		home := fmt.Sprintf("https://o%d.example/", i)
		pages[home+"feed"] = fetchtest.Page{Type: "application/rss+xml", Body: "<rss><channel><title>x</title>" + items.String() + "</channel></rss>"}
		watched = append(watched, store.WatchedOutlet{
			Outlet: news.Outlet{ID: news.OutletID(fmt.Sprint("o", i)), Name: "Outlet", Home: home, Country: "IE", Language: "en", Lane: news.Domestic},
			Feeds:  []news.Feed{{URL: home + "feed"}},
		})
	}
	if err := s.Watch(t.Context(), watched, dawn); err != nil {
		t.Fatal(err)
	}
	f.net = fetchtest.New(f.clk, pages)
	client := fetchtest.Client(t, f.clk, f.net)
	f.poll = poll.New(log, f.clk, s, client, poll.Options{Worker: "test", DayBudget: budget})
	f.collect = collect.New(log, f.clk, s, client, collect.Options{Worker: "test", Places: 16})
	return f
}

// drain runs a stage until nothing is due.
func (f *firstLight) drain(run func(context.Context) (int, error)) {
	f.Helper()
	for {
		n, err := run(f.Context())
		if err != nil {
			f.Fatal(err)
		}
		if n == 0 {
			return
		}
	}
}

// pagesAsked lists the addresses of articles that were asked for so far.
func (f *firstLight) pagesAsked() []string {
	var out []string
	for _, u := range f.net.URLs() {
		if !strings.HasSuffix(u, "/feed") {
			out = append(out, u)
		}
	}
	return out
}

func (f *firstLight) states() map[news.ArticleState]int {
	f.Helper()
	p, err := f.store.Progress(f.Context())
	if err != nil {
		f.Fatal(err)
	}
	return p.Articles
}

// TestFirstFill: every entry is stored at once, and five pages an outlet are
// collected, the newest; what a reader opens is collected too.
func TestFirstFill(t *testing.T) {
	f := newFirstLight(t, 3, 1000)
	f.drain(f.poll.Run)
	if got := f.states(); got[news.StateHeadline] != 30 {
		t.Errorf("after the polls %v, want 30 headlines", got)
	}
	f.drain(f.collect.Run)
	if got := f.states(); got[news.StateCollected] != 15 || len(f.pagesAsked()) != 15 {
		t.Errorf("after the first fill %v and %d pages, want 15 collected", got, len(f.pagesAsked()))
	}
	opened, err := f.store.FindByAddress(t.Context(), pageAt(1, 9))
	if err != nil {
		t.Fatal(err)
	}
	if err := f.store.Demand(t.Context(), opened, f.clk.Now()); err != nil {
		t.Fatal(err)
	}
	f.drain(f.collect.Run)
	if a, err := f.store.Article(t.Context(), opened); err != nil || a.State != news.StateCollected {
		t.Errorf("the article that was opened = %+v, %v, want it collected", a, err)
	}
}

// TestReaderGoesFirst: the page that a reader opens is the first of its host.
func TestReaderGoesFirst(t *testing.T) {
	f := newFirstLight(t, 1, 1000)
	f.drain(f.poll.Run)
	opened, err := f.store.FindByAddress(t.Context(), pageAt(0, 9))
	if err != nil {
		t.Fatal(err)
	}
	if err := f.store.Demand(t.Context(), opened, f.clk.Now()); err != nil {
		t.Fatal(err)
	}
	f.drain(f.collect.Run)
	if got := f.pagesAsked(); len(got) != 6 || got[0] != pageAt(0, 9) || got[1] != pageAt(0, 0) {
		t.Errorf("asked for %v, want the opened page, then the newest five", got)
	}
}

// TestDayBudget: sixteen polls at once do not plan more than the day's budget,
// nor do leading stories; their pages go first.
func TestDayBudget(t *testing.T) {
	f := newFirstLight(t, 16, 42)
	f.drain(f.poll.Run)
	if n, err := f.store.DayBudget(t.Context(), f.clk.Now()); err != nil || n != 42 {
		t.Errorf("%d pages are planned, %v, want 42", n, err)
	}
	placed := map[news.ArticleID]news.StoryID{}
	for i := range 16 { // a story that all tell, and of which nothing is planned
		id, err := f.store.FindByAddress(t.Context(), pageAt(i, 8))
		if err != nil {
			t.Fatal(err)
		}
		placed[id] = 1
	}
	if err := f.store.FinishGroup(t.Context(), nil, news.Grouping{At: f.clk.Now(), Placed: placed}); err != nil {
		t.Fatal(err)
	}
	if n, err := f.store.DemandLeading(t.Context(), f.clk.Now(), 42); err != nil || n != 0 {
		t.Errorf("DemandLeading with nothing left of the budget = %d, %v, want 0", n, err)
	}
	if n, err := f.store.DemandLeading(t.Context(), f.clk.Now(), 45); err != nil || n != 3 {
		t.Errorf("DemandLeading with room for three = %d, %v, want 3", n, err)
	}
	f.drain(f.collect.Run)
	first := map[string]string{} // the first page of each host
	for _, u := range f.pagesAsked() {
		host, _, _ := strings.Cut(strings.TrimPrefix(u, "https://"), "/")
		if first[host] == "" {
			first[host] = u
		}
	}
	leading := 0
	for _, u := range first {
		if strings.HasSuffix(u, "/8") {
			leading++
		}
	}
	if n := len(f.pagesAsked()); n != 45 || leading != 3 {
		t.Errorf("asked for %d pages, %d hosts began with the leading story, want 45 and 3", n, leading)
	}
}
