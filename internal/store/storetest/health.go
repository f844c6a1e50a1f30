package storetest

import (
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/overview-news/overview/internal/news"
)

// testHealth: an outlet's health is that of its feeds, of its newest article
// and of the languages that its pages were found to be in.
func testHealth(t *testing.T, open Opener) {
	s, ctx := open(t), t.Context()
	watch(t, s, "alpha", "FR", "fr")
	watch(t, s, "beta", "GB", "en")
	if h, err := s.OutletHealth(ctx); err != nil || len(h) != 2 || !h[0].LastAttempt.IsZero() || h[0].Polled != 1 {
		t.Fatalf("OutletHealth before any poll = %+v, %v", h, err)
	}
	poll(t, s, 0, 3)
	a := collectOne(t, s, "Une phrase.")
	h, err := s.OutletHealth(ctx)
	if err != nil || len(h) != 2 {
		t.Fatalf("OutletHealth = %d, %v, want 2", len(h), err)
	}
	at := 0
	if a.Outlet == "beta" {
		at = 1
	}
	got := h[at]
	if got.Outlet.ID != a.Outlet || got.Entries != 3 || !got.LastSuccess.Equal(Epoch) || !got.NewestArticle.Equal(Epoch) {
		t.Errorf("OutletHealth of %s = %+v", a.Outlet, got)
	}
	want := []news.LanguageCount{{Language: a.Language, Articles: 1, Last: Epoch.Add(time.Minute)}}
	if d := cmp.Diff(want, got.Found); d != "" {
		t.Errorf("found languages differ (-want +got):\n%s", d)
	}
	if len(h[1-at].Found) != 0 {
		t.Errorf("languages %v were found in pages that nobody collected", h[1-at].Found)
	}
	days, err := s.OutletDays(ctx, "alpha", Epoch.Add(-24*time.Hour), Epoch)
	if d := cmp.Diff([]int{0, 3}, days); err != nil || d != "" {
		t.Errorf("OutletDays = %v, %v, want none and three", days, err)
	}
}

// testFoundLanguages: a page that turns out to be in another language, or that
// was hidden and given back, is counted once.
func testFoundLanguages(t *testing.T, open Opener) {
	s, ctx := open(t), t.Context()
	watch(t, s, "alpha", "FR", "fr")
	poll(t, s, 0, 1)
	found := func() map[string]int {
		t.Helper()
		h, err := s.OutletHealth(ctx)
		if err != nil || len(h) != 1 {
			t.Fatalf("OutletHealth = %d, %v", len(h), err)
		}
		out := map[string]int{}
		for _, l := range h[0].Found {
			out[l.Language] = l.Articles
		}
		return out
	}
	collect := func(language string, after time.Duration) {
		t.Helper()
		claims, err := s.ClaimCollect(ctx, ask("suite", after))
		if err != nil || len(claims) != 1 {
			t.Fatalf("ClaimCollect = %d, %v, want 1", len(claims), err)
		}
		a := claims[0].Article
		a.Language, a.State, a.Collected = language, news.StateCollected, Epoch
		r := news.CollectResult{At: Epoch.Add(after), Article: a, Again: Epoch.Add(after + time.Minute)}
		if err := s.FinishCollect(ctx, claims[0].Claim, r); err != nil {
			t.Fatalf("FinishCollect = %v", err)
		}
	}
	for i, language := range []string{"fr", "br", "br"} {
		collect(language, time.Duration(i+1)*time.Hour)
		if d := cmp.Diff(map[string]int{language: 1}, found()); d != "" {
			t.Errorf("after %s found differs (-want +got):\n%s", language, d)
		}
	}
}

// testPostpone: what is not wanted now is remembered until its time, and can
// be taken back.
func testPostpone(t *testing.T, open Opener) {
	s, ctx := open(t), t.Context()
	for _, hours := range []int{1, 9} {
		if err := s.Postpone(ctx, "model:pt", Epoch.Add(time.Duration(hours)*time.Hour)); err != nil {
			t.Fatalf("Postpone = %v", err)
		}
	}
	want := map[string]time.Time{"model:pt": Epoch.Add(9 * time.Hour)}
	if got, err := open(t).Postponed(ctx, Epoch.Add(2*time.Hour)); err != nil || cmp.Diff(want, got) != "" {
		t.Errorf("Postponed = %v, %v, want %v", got, err, want)
	}
	if got, err := s.Postponed(ctx, Epoch.Add(9*time.Hour)); err != nil || len(got) != 0 {
		t.Errorf("Postponed when its time has come = %v, %v, want nothing", got, err)
	}
}
