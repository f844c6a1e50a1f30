package storetest

import (
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/overview-news/overview/internal/news"
)

// testPaces: a program that starts learns which hosts the one before it may
// just have asked, whatever became of the answers, and which are to be left
// alone.
func testPaces(t *testing.T, open Opener) {
	const cut = time.Millisecond // how times are kept
	s := open(t)
	for _, id := range []string{"alpha", "beta", "gamma", "delta"} {
		watch(t, s, id, "FR", "fr")
	}
	claims, err := s.ClaimPolls(t.Context(), ask("suite", 0))
	if err != nil || len(claims) != 4 {
		t.Fatalf("ClaimPolls = %d, %v, want 4", len(claims), err)
	}
	finish := func(i int, after time.Duration, entries int) {
		t.Helper()
		if _, err := s.FinishPoll(t.Context(), claims[i].Claim, answer(claims[i], after, entries)); err != nil {
			t.Fatalf("FinishPoll = %v", err)
		}
	}
	host := func(i int) string { return string(claims[i].Outlet.ID) + ".example" }
	finish(0, time.Second, 0)               // long ago
	finish(1, time.Minute, 1)               // just now; its page follows
	finish(2, 3*time.Hour, 0)               // under another clock
	page := collectOne(t, s, "Une phrase.") // at Epoch, of host 1
	wish := news.Pace{Host: "wishes.example", Asked: Epoch, Until: Epoch.Add(time.Hour), Failures: 2}
	past := news.Pace{Host: "past.example", Asked: Epoch.Add(50 * time.Second), Until: Epoch.Add(time.Minute), Failures: 9}
	for _, p := range []news.Pace{wish, past} {
		if err := s.SavePace(t.Context(), p); err != nil {
			t.Fatalf("SavePace = %v", err)
		}
	}
	now := Epoch.Add(90 * time.Second)
	got, err := s.Paces(t.Context(), Epoch.Add(30*time.Second), now)
	if err != nil {
		t.Fatalf("Paces = %v", err)
	}
	by := map[string]news.Pace{}
	for _, p := range got {
		by[p.Host] = p
	}
	want := map[string]news.Pace{
		host(1):   {Host: host(1), Asked: Epoch.Add(time.Minute + cut)},
		host(2):   {Host: host(2), Asked: now.Add(cut)},
		host(3):   {Host: host(3), Asked: now.Add(cut)}, // claimed, its answer unknown
		past.Host: {Host: past.Host, Asked: Epoch.Add(50*time.Second + cut)},
		wish.Host: {Host: wish.Host, Asked: Epoch.Add(cut), Until: wish.Until, Failures: wish.Failures},
	}
	if diff := cmp.Diff(want, by); diff != "" {
		t.Errorf("Paces (-want +got):\n%s", diff)
	}
	recollect(t, s, page.ID, 80*time.Second, page.Title, "Une phrase.")
	if err := s.Release(t.Context()); err != nil {
		t.Fatalf("Release = %v", err)
	}
	got, err = s.Paces(t.Context(), Epoch.Add(70*time.Second), now)
	asked := map[string]time.Time{}
	for _, p := range got {
		asked[p.Host] = p.Asked
	}
	pages := map[string]time.Time{host(1): Epoch.Add(80*time.Second + cut), host(2): now.Add(cut), wish.Host: Epoch.Add(cut)}
	if diff := cmp.Diff(pages, asked); diff != "" || err != nil {
		t.Errorf("Paces after a page and Release: %v (-want +got):\n%s", err, diff)
	}
	if _, err := s.DropOldRobots(t.Context(), Epoch.Add(2*time.Hour), 10); err != nil {
		t.Fatalf("DropOldRobots = %v", err)
	}
	if got, err := s.Paces(t.Context(), Epoch.Add(4*time.Hour), Epoch.Add(time.Second)); err != nil || len(got) != 0 {
		t.Errorf("Paces after they were dropped = %+v, %v, want none", got, err)
	}
}
