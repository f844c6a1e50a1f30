package storetest

import (
	"errors"
	"testing"
	"time"

	"github.com/overview-news/overview/internal/news"
	"github.com/overview-news/overview/internal/store"
)

// testAttest: a watch that somebody else kept is the newsroom's, and nothing
// is left to poll.
func testAttest(t *testing.T, open Opener) {
	s, ctx := open(t), t.Context()
	const address = "https://lamp.example/feed.xml"
	o := news.Outlet{ID: "lamp", Name: "The Lamp", Home: "https://lamp.example/", Country: "IS", Lane: news.Domestic}
	if err := s.Watch(ctx, []store.WatchedOutlet{{Outlet: o, Feeds: []news.Feed{{URL: address}}}}, Epoch); err != nil {
		t.Fatalf("Watch = %v", err)
	}
	a := store.Attestation{Since: Epoch.Add(-100 * time.Hour), Last: Epoch.Add(-time.Minute),
		Newest: Epoch.Add(-time.Hour), Gap: 3 * time.Hour}
	for range 2 { // twice does no harm
		if err := s.Attest(ctx, address, a); err != nil {
			t.Fatalf("Attest = %v", err)
		}
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
	claims, err := s.ClaimPolls(ctx, news.ClaimRequest{Worker: "w", Now: Epoch, Lease: time.Minute, Limit: 9})
	if err != nil || len(claims) != 0 {
		t.Errorf("ClaimPolls = %v, %v, want none planned", claims, err)
	}
	if err := s.Attest(ctx, "https://unknown.example/", a); !errors.Is(err, news.ErrNotFound) {
		t.Errorf("Attest of an unknown feed = %v, want ErrNotFound", err)
	}
}

// testSimilar: a search for a similar article finds words by their beginnings,
// in one country, around its time.
func testSimilar(t *testing.T, open Opener) {
	s, ctx := open(t), t.Context()
	add := func(id, country, title string, at time.Time) {
		t.Helper()
		o := news.Outlet{ID: news.OutletID(id), Name: id, Home: "https://" + id + ".example/", Country: country, Lane: news.Domestic}
		_, err := s.Import(ctx, []news.ImportedArticle{{Outlet: o,
			Article: news.Article{URL: o.Home + "1", Title: title, Language: "en", Published: at},
			Original: news.Rendition{Language: "en", Original: true, Title: title,
				Blocks: []news.Block{{Role: "paragraph", Sentences: []string{title + "."}}}}}}, Epoch)
		if err != nil {
			t.Fatalf("Import = %v", err)
		}
	}
	add("near", "US", "Surprising end of the chess finals", Epoch.Add(-time.Hour))
	add("abroad", "FR", "Surprising end of the chess finals", Epoch.Add(-time.Hour))
	add("old", "US", "Chess again", Epoch.Add(-100*time.Hour))
	add("far", "US", "Rain in the hills", Epoch.Add(-time.Hour))
	for _, tt := range []struct {
		terms []string
		want  int
	}{
		{[]string{"ches", "surpris"}, 1},
		{[]string{"chess"}, 1},
		{[]string{"surprised"}, 0},
		{[]string{"end"}, 1},
		{[]string{"en"}, 0}, // too short for a beginning
		{nil, 0},
	} {
		found, err := s.Similar(ctx, "US", tt.terms, Epoch.Add(-24*time.Hour), Epoch)
		if err != nil || len(found) != tt.want {
			t.Errorf("Similar(%q) = %d articles, %v, want %d", tt.terms, len(found), err, tt.want)
		}
	}
}
