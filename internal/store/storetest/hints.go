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
	hint(8*time.Hour, news.Hints{})
	want(8*time.Hour, none)
}
