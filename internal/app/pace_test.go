package app

import (
	"log/slog"
	"testing"
	"time"

	"github.com/overview-news/overview/internal/fetch"
	"github.com/overview-news/overview/internal/news"
	"github.com/overview-news/overview/internal/store"
)

// TestStartAfterACrash: what the process before was asking when it died, and
// who wanted to be left alone, is known to the one that starts.
func TestStartAfterACrash(t *testing.T) {
	cfg := defaults()
	cfg.Store.Data = t.TempDir()
	cfg.Outlets.NoCatalog = true
	open := func() *App {
		t.Helper()
		a, err := Open(t.Context(), slog.New(slog.DiscardHandler), "test", cfg)
		if err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() {
			if err := a.Close(); err != nil {
				t.Errorf("Close = %v", err)
			}
		})
		return a
	}
	before := open()
	now := before.clk.Now()
	o := store.WatchedOutlet{Outlet: news.Outlet{ID: "tern", Name: "Tern", Home: "https://tern.example/", Country: "IE", Lane: news.Domestic},
		Feeds: []news.Feed{{URL: "https://tern.example:443/rss"}}}
	if err := before.store.Watch(t.Context(), []store.WatchedOutlet{o}, now); err != nil {
		t.Fatal(err)
	}
	claims, err := before.store.ClaimPolls(t.Context(), news.ClaimRequest{Worker: "dies", Now: now, Lease: time.Minute, Limit: 1})
	if err != nil || len(claims) != 1 {
		t.Fatalf("ClaimPolls = %d, %v, want 1", len(claims), err)
	}
	if err := before.store.SavePace(t.Context(), news.Pace{Host: "petrel.example", Until: now.Add(time.Hour), Failures: 1}); err != nil {
		t.Fatal(err)
	}
	after := open()
	if err := after.work(t.Context()); err != nil {
		t.Fatal(err)
	}
	client, err := after.client()
	if err != nil {
		t.Fatal(err)
	}
	for _, tt := range []struct {
		url         string
		least, most time.Duration
	}{
		{"https://tern.example/rss", 500 * time.Millisecond, time.Second + time.Millisecond},
		{"https://petrel.example/rss", 59 * time.Minute, time.Hour},
		{"https://other.example/rss", 0, 0},
	} {
		if got := client.Wait(tt.url, fetch.Feed); got < tt.least || got > tt.most {
			t.Errorf("Wait(%s) = %v, want %v to %v", tt.url, got, tt.least, tt.most)
		}
	}
}
