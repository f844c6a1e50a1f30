package store_test

import (
	"errors"
	"log/slog"
	"path/filepath"
	"testing"
	"time"

	"github.com/overview-news/overview/internal/news"
	"github.com/overview-news/overview/internal/store"
)

func TestAttest(t *testing.T) {
	ctx := t.Context()
	s, err := store.Open(ctx, slog.New(slog.DiscardHandler), filepath.Join(t.TempDir(), "overview.db"))
	if err != nil {
		t.Fatalf("Open = %v", err)
	}
	defer func() {
		if err := s.Close(); err != nil {
			t.Errorf("Close = %v", err)
		}
	}()
	now := time.Date(2026, 8, 3, 12, 0, 0, 0, time.UTC)
	const address = "https://lamp.example/feed.xml"
	o := news.Outlet{ID: "lamp", Name: "The Lamp", Home: "https://lamp.example/", Country: "IS", Lane: news.Domestic}
	if err := s.Watch(ctx, []store.WatchedOutlet{{Outlet: o, Feeds: []news.Feed{{URL: address}}}}, now); err != nil {
		t.Fatalf("Watch = %v", err)
	}
	a := store.Attestation{Since: now.Add(-100 * time.Hour), Last: now.Add(-time.Minute),
		Newest: now.Add(-time.Hour), Gap: 3 * time.Hour}
	if err := s.Attest(ctx, address, a); err != nil {
		t.Fatalf("Attest = %v", err)
	}
	rooms, err := s.Newsrooms(ctx)
	if err != nil || len(rooms) != 1 {
		t.Fatalf("Newsrooms = %v, %v, want one", rooms, err)
	}
	r := rooms[0]
	got := store.Attestation{Since: r.WatchedSince, Last: r.LastSuccess, Newest: r.NewestEntry, Gap: r.MedianGap}
	if got != a {
		t.Errorf("the newsroom's watch = %+v, want %+v", got, a)
	}
	claims, err := s.ClaimPolls(ctx, news.ClaimRequest{Worker: "w", Now: now.AddDate(1, 0, 0), Lease: time.Minute, Limit: 9})
	if err != nil || len(claims) != 0 {
		t.Errorf("ClaimPolls = %v, %v, want none planned", claims, err)
	}
	if err := s.Attest(ctx, "https://unknown.example/", a); !errors.Is(err, news.ErrNotFound) {
		t.Errorf("Attest of an unknown feed = %v, want ErrNotFound", err)
	}
}
