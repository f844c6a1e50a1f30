package collect

import (
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/overview-news/overview/internal/fetch/fetchtest"
	"github.com/overview-news/overview/internal/news"
	"github.com/overview-news/overview/internal/store"
)

// hinted gives the outlet's list hints.
func (r *rig) hinted(keep, drop string) {
	r.Helper()
	o, err := r.store.Outlet(r.Context(), "tern")
	if err != nil {
		r.Fatal(err)
	}
	o.Hints = news.Hints{Keep: keep, Drop: drop}
	if err := r.store.Watch(r.Context(), []store.WatchedOutlet{{Outlet: o}}, r.clk.Now()); err != nil {
		r.Fatal(err)
	}
}

// misses are why hints were not followed.
func (r *rig) misses() map[news.ArticleID]string {
	r.Helper()
	h, err := r.store.Hinting(r.Context(), "tern", 10)
	if err != nil {
		r.Fatal(err)
	}
	return h.Misses
}

// TestHints: an outlet's hints are followed on every page of an article, from
// the next look on after its list was changed, and a change that they make is
// not called the publisher's.
func TestHints(t *testing.T) {
	const ask = `</p><p class="ask">Readers who value what we write about the harbour can support us with a small sum each month.`
	const support = "Readers who value what we write about the harbour can support us with a small sum each month."
	r := newRig(t, Options{}, map[string]fetchtest.Page{
		pageURL: part("", next("?page=2"), opened, waited+ask),
		second:  part("", next("?page=2"), walls, ferry+ask),
	})
	id := r.list()
	r.hinted("", "p.none")
	r.drain()
	want := func(lines ...string) {
		t.Helper()
		if d := cmp.Diff(lines, r.text(id)); d != "" {
			t.Errorf("text (-want +got):\n%s", d)
		}
	}
	want(opened, waited, support, walls, ferry)
	r.at(time.Minute)
	r.hinted("article", ".ask")
	r.at(2 * time.Hour)
	want(opened, waited, walls, ferry)
	if before, err := r.store.Revisions(t.Context(), id); err != nil || len(before) != 0 {
		t.Errorf("Revisions = %d, %v, want none: the publisher changed nothing", len(before), err)
	}
	if d := cmp.Diff(map[news.ArticleID]string{}, r.misses()); d != "" {
		t.Errorf("misses (-want +got):\n%s", d)
	}
}

// TestHintsMissed: where hints do not fit, the page is read as if there were
// none, and that is remembered.
func TestHintsMissed(t *testing.T) {
	for _, tt := range []struct{ name, keep, drop, miss string }{
		{"keep matches nothing", ".content", "", "keep-unmatched"},
		{"keep holds no text", "h1", "", "keep-textless"},
		{"drop takes all", "", "article", "drop-everything"},
		{"none that can be read", "p:has(a)", "..", ""},
	} {
		t.Run(tt.name, func(t *testing.T) {
			r := newRig(t, Options{Once: true}, map[string]fetchtest.Page{pageURL: part("", "", opened, waited)})
			id := r.list()
			r.hinted(tt.keep, tt.drop)
			r.drain()
			if d := cmp.Diff([]string{opened, waited}, r.text(id)); d != "" {
				t.Errorf("text (-want +got):\n%s", d)
			}
			want := map[news.ArticleID]string{}
			if tt.miss != "" {
				want[id] = tt.miss
			}
			if d := cmp.Diff(want, r.misses()); d != "" {
				t.Errorf("misses (-want +got):\n%s", d)
			}
		})
	}
}
