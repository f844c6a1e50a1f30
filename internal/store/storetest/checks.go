package storetest

import (
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/overview-news/overview/internal/news"
)

// testChecks: checks add up over runs of the program, an outlet need not be
// stored, and what nobody checks any more can be forgotten.
func testChecks(t *testing.T, open Opener) {
	s := open(t)
	dead := news.FeedCheck{Outlet: "alpha", URL: "https://alpha.example/rss", State: news.CheckDead,
		Evidence: "not-found: \x00" + strings.Repeat("e", 5000), Suggestion: "look for it", Weight: 1, At: Epoch}
	fine := news.FeedCheck{Outlet: "beta", URL: "https://beta.example/rss", State: news.CheckMoved, Evidence: "9 entries",
		Entries: 9, Newest: Epoch.Add(-time.Hour), Declared: "de", Detected: "de", Duplicate: "https://alpha.example/rss",
		MovedTo: "https://beta.example/new", Prints: "0a0b", At: Epoch}
	if err := s.SaveChecks(t.Context(), []news.FeedCheck{fine, dead}); err != nil {
		t.Fatalf("SaveChecks = %v", err)
	}
	again := dead
	again.At, again.Evidence = Epoch.Add(4*24*time.Hour), "not-found"
	if err := open(t).SaveChecks(t.Context(), []news.FeedCheck{again}); err != nil {
		t.Fatalf("SaveChecks = %v", err)
	}
	stored := dead // an older check that arrives late
	if err := s.SaveChecks(t.Context(), []news.FeedCheck{stored}); err != nil {
		t.Fatalf("SaveChecks of an old check = %v", err)
	}
	got, err := s.Checks(t.Context(), "")
	if err != nil {
		t.Fatalf("Checks = %v", err)
	}
	want := []news.FeedCheck{again.After(dead.After(news.FeedCheck{})), fine.After(news.FeedCheck{})}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("Checks (-want +got):\n%s", diff)
	}
	if got[0].Score != 2 || got[0].Failures != 2 {
		t.Errorf("score and failures = %v, %d, want 2 and 2", got[0].Score, got[0].Failures)
	}
	if err := s.SetDuplicates(t.Context(), map[string]string{fine.URL: "", dead.URL: fine.URL, "https://none.example/": "x"}); err != nil {
		t.Fatalf("SetDuplicates = %v", err)
	}
	if got, err = s.Checks(t.Context(), ""); err != nil || got[0].Duplicate != fine.URL || got[1].Duplicate != "" {
		t.Errorf("Checks after SetDuplicates = %+v, %v, want the first a duplicate of the second", got, err)
	}
	if one, err := s.Checks(t.Context(), "beta"); err != nil || len(one) != 1 || one[0].URL != fine.URL {
		t.Errorf("Checks(beta) = %v, %v, want its one feed", one, err)
	}
	if n, err := s.DropOldChecks(t.Context(), Epoch.Add(time.Hour)); err != nil || n != 1 {
		t.Errorf("DropOldChecks = %d, %v, want 1", n, err)
	}
}

// testChecksTwoWriters: of two programs that check the same feed none loses
// the other's finding.
func testChecksTwoWriters(t *testing.T, open Opener) {
	const days = 4 // of checks by each; the score stays below its bound
	var working sync.WaitGroup
	for w := range 2 {
		s := open(t)
		working.Go(func() {
			for day := range days {
				c := news.FeedCheck{Outlet: "alpha", URL: "https://alpha.example/rss", State: news.CheckDead, Evidence: "e",
					Weight: 1, At: Epoch.Add(time.Duration(day)*24*time.Hour + time.Duration(w)*time.Minute)}
				if err := s.SaveChecks(t.Context(), []news.FeedCheck{c}); err != nil {
					t.Errorf("SaveChecks = %v", err)
				}
			}
		})
	}
	working.Wait()
	got, err := open(t).Checks(t.Context(), "alpha")
	if err != nil || len(got) != 1 {
		t.Fatalf("Checks = %d, %v, want one", len(got), err)
	}
	if c := got[0]; c.Score > days || c.Checks > 2*days || !c.At.Equal(Epoch.Add((days-1)*24*time.Hour+time.Minute)) {
		t.Errorf("after two writers: score %v, %d checks, at %v; want at most %d, %d, the last", c.Score, c.Checks, c.At, days, 2*days)
	}
}
