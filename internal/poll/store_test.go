package poll

import (
	"context"
	"log/slog"
	"testing"

	"github.com/overview-news/overview/internal/clock"
	"github.com/overview-news/overview/internal/fetch/fetchtest"
	"github.com/overview-news/overview/internal/news"
	"github.com/overview-news/overview/internal/store"
)

// TestWithStore polls two feeds of two hosts into a real store, twice.
func TestWithStore(t *testing.T) {
	ctx := context.Background()
	s, err := store.Open(ctx, slog.New(slog.DiscardHandler), t.TempDir()+"/overview.db")
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	clk := clock.NewStopped(start)
	outlets := []store.WatchedOutlet{
		{Outlet: news.Outlet{ID: "tern", Name: "Tern", Home: "https://tern.example/", Country: "IE", Language: "en", Lane: news.Domestic},
			Feeds: []news.Feed{{URL: feedURL, Kind: news.FeedSyndication}}},
		{Outlet: news.Outlet{ID: "bad", Name: "Bad", Home: "https://bad.example/", Country: "IE", Language: "en", Lane: news.Domestic},
			Feeds: []news.Feed{{URL: "https://bad.example/rss", Kind: news.FeedSyndication}}},
	}
	if err := s.Watch(ctx, outlets, clk.Now()); err != nil {
		t.Fatal(err)
	}
	net := fetchtest.New(clk, map[string]fetchtest.Page{
		feedURL: {Type: "application/rss+xml", Body: rss(8)}, "https://bad.example/rss": {Body: "<html></html>"},
	})
	p := New(slog.New(slog.DiscardHandler), clk, s, fetchtest.Client(t, clk, net), Options{Worker: "test"})
	for round := range 2 {
		polls := 0
		for {
			n, err := p.Run(ctx)
			if err != nil {
				t.Fatal(err)
			}
			if n == 0 {
				break
			}
			polls += n
		}
		articles, err := s.Articles(ctx, news.ArticleQuery{Limit: 100})
		if err != nil {
			t.Fatal(err)
		}
		if polls != 2 || len(articles) != 8 {
			t.Errorf("round %d: %d polls, %d articles, want 2 and 8", round, polls, len(articles))
		}
		clk.Advance(2 * p.opts.Longest)
	}
	feeds, err := s.Feeds(ctx, "bad")
	if err != nil || len(feeds) != 1 || feeds[0].Fault.Class != "not-feed" || feeds[0].Failures != 2 || feeds[0].NextPoll.IsZero() {
		t.Errorf("the bad feed = %+v, %v", feeds, err)
	}
}
