package storetest

import (
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/overview-news/overview/internal/news"
	"github.com/overview-news/overview/internal/store"
)

// testHints: an outlet's hints come with its list and to who fetches its pages.
// Where they were not followed is remembered until they change; a text that was
// read under others was not changed by its publisher.
func testHints(t *testing.T, open Opener) {
	s := open(t)
	o := watch(t, s, "alpha", "FR", "fr")
	poll(t, s, 0, 1)
	a := collectOne(t, s, "Une phrase.", "Une autre.")
	hint := func(after time.Duration, h news.Hints) {
		t.Helper()
		o.Hints = h
		if err := s.Watch(t.Context(), []store.WatchedOutlet{{Outlet: o}}, Epoch.Add(after)); err != nil {
			t.Fatalf("Watch = %v", err)
		}
	}
	want := func(since time.Duration, misses map[news.ArticleID]string) {
		t.Helper()
		h := news.Hinting{Hints: o.Hints, Misses: misses}
		if since >= 0 {
			h.Since = Epoch.Add(since)
		}
		got, err := s.Hinting(t.Context(), o.ID, 10)
		if err != nil {
			t.Fatalf("Hinting = %v", err)
		}
		if d := cmp.Diff(h, got); d != "" {
			t.Errorf("Hinting (-want +got):\n%s", d)
		}
	}
	read := func(after time.Duration, miss string, text ...string) {
		t.Helper()
		if err := s.Recollect(t.Context(), a.ID, Epoch.Add(after)); err != nil {
			t.Fatalf("Recollect = %v", err)
		}
		claims, err := s.ClaimCollect(t.Context(), ask("suite", after))
		if err != nil || len(claims) != 1 || claims[0].Outlet.Hints != o.Hints {
			t.Fatalf("ClaimCollect = %+v, %v, want one of an outlet with %+v", claims, err, o.Hints)
		}
		r := news.CollectResult{At: Epoch.Add(after), Article: claims[0].Article, Miss: miss}
		if len(text) > 0 {
			r.Original = &news.Rendition{Language: "fr", Title: a.Title, Made: Epoch.Add(after), Blocks: []news.Block{{Role: "paragraph", Sentences: text}}}
		}
		if err := s.FinishCollect(t.Context(), claims[0].Claim, r); err != nil {
			t.Fatalf("FinishCollect = %v", err)
		}
	}
	revisions := func(n int) {
		t.Helper()
		if got, err := s.Revisions(t.Context(), a.ID); err != nil || len(got) != n {
			t.Errorf("Revisions = %d, %v, want %d", len(got), err, n)
		}
	}
	none := map[news.ArticleID]string{}
	want(-1, none)
	hint(time.Hour, news.Hints{Keep: ".text", Drop: "#ad > p"})
	want(time.Hour, none)
	hint(2*time.Hour, o.Hints) // the same list again
	want(time.Hour, none)
	read(3*time.Hour, "keep-unmatched", "Une phrase.")
	want(time.Hour, map[news.ArticleID]string{a.ID: "keep-unmatched"})
	revisions(0) // it is our reading that changed
	read(4*time.Hour, "", "Une phrase.", "Une nouvelle.")
	want(time.Hour, none)
	revisions(1)
	read(5*time.Hour, "keep-textless", "Une phrase.", "Une nouvelle.")
	read(6*time.Hour, "") // the page could not be read: its text is the one from before
	want(time.Hour, map[news.ArticleID]string{a.ID: "keep-textless"})
	hint(7*time.Hour, news.Hints{Drop: "#ad > p"})
	want(7*time.Hour, none)
	revisions(1)
	read(8*time.Hour, "", "Une phrase.", "Une nouvelle.") // the text is the same by the new hints
	read(9*time.Hour, "", "Une phrase.", "Une dernière.")
	revisions(2) // its publisher changed it
	hint(10*time.Hour, news.Hints{})
	want(10*time.Hour, none)
}

// testMissOfOldHints: why the hints were not followed that were in force when a
// page was claimed says nothing of those that came meanwhile, and is forgotten
// with the page's text.
func testMissOfOldHints(t *testing.T, open Opener) {
	s := open(t)
	o := watch(t, s, "alpha", "FR", "fr")
	poll(t, s, 0, 1)
	a := collectOne(t, s, "Une phrase.")
	hint := func(after time.Duration, keep string) {
		t.Helper()
		o.Hints = news.Hints{Keep: keep}
		if err := s.Watch(t.Context(), []store.WatchedOutlet{{Outlet: o}}, Epoch.Add(after)); err != nil {
			t.Fatalf("Watch = %v", err)
		}
	}
	read := func(after time.Duration, meanwhile func()) {
		t.Helper()
		if err := s.Recollect(t.Context(), a.ID, Epoch.Add(after)); err != nil {
			t.Fatalf("Recollect = %v", err)
		}
		claims, err := s.ClaimCollect(t.Context(), ask("suite", after))
		if err != nil || len(claims) != 1 {
			t.Fatalf("ClaimCollect = %d, %v, want 1", len(claims), err)
		}
		meanwhile()
		r := news.CollectResult{At: Epoch.Add(after + time.Minute), Article: claims[0].Article, Miss: "keep-unmatched"}
		r.Original = &news.Rendition{Language: "fr", Title: a.Title, Made: Epoch.Add(after),
			Blocks: []news.Block{{Role: "paragraph", Sentences: []string{"Une phrase."}}}}
		if err := s.FinishCollect(t.Context(), claims[0].Claim, r); err != nil {
			t.Fatalf("FinishCollect = %v", err)
		}
	}
	misses := func(want int, when string) {
		t.Helper()
		if h, err := s.Hinting(t.Context(), o.ID, 10); err != nil || len(h.Misses) != want {
			t.Errorf("%d misses %s, %v, want %d", len(h.Misses), when, err, want)
		}
	}
	hint(time.Hour, ".old")
	read(2*time.Hour, func() { hint(2*time.Hour+time.Second, ".new") })
	misses(0, "of hints that were not tried")
	read(3*time.Hour, func() {})
	misses(1, "of those that were")
	if n, err := s.Hide(t.Context(), a.URL, "asked by its author", Epoch.Add(4*time.Hour)); err != nil || n != 1 {
		t.Fatalf("Hide = %d, %v, want 1", n, err)
	}
	misses(0, "of a hidden article")
}
