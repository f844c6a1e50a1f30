package collect

import (
	"context"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/overview-news/overview/internal/fetch"
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

// TestChangeAfterHints: a change by the publisher is kept as one, though the
// list has got hints before that change nothing on the page.
func TestChangeAfterHints(t *testing.T) {
	const news = "The first ferry to the islands sailed in the afternoon with forty passengers and the mail of a whole week on board."
	long := map[string]string{pageURL: next("?page=2", "?page=3"), second: next("?page=2", "?page=3"), pageURL + "?page=3": next("?page=2", "?page=3")}
	for _, tt := range []struct {
		name  string
		pages map[string][]string
		tag   string
	}{
		{"a page", map[string][]string{pageURL: {opened, waited}}, ""},
		{"a page that says when it was changed", map[string][]string{pageURL: {opened, waited}}, `"1"`},
		{"three pages", map[string][]string{pageURL: {opened, waited}, second: {walls}, pageURL + "?page=3": {ferry}}, ""},
	} {
		t.Run(tt.name, func(t *testing.T) {
			pages, lines := map[string]fetchtest.Page{}, 0
			under := func(u string) string {
				if len(tt.pages) == 1 {
					return ""
				}
				return long[u]
			}
			for u, text := range tt.pages {
				p := part("", under(u), text...)
				p.ETag = tt.tag
				pages[u] = p
				lines += len(text)
			}
			r := newRig(t, Options{}, pages)
			id := r.list()
			r.drain()
			r.at(time.Minute)
			r.hinted("", ".none")
			r.at(61 * time.Minute)
			r.net.Set(pageURL, part("", under(pageURL), opened, waited, news))
			r.at(25 * time.Hour)
			if got := r.text(id); len(got) != lines+1 {
				t.Errorf("the text has %d lines, want %d", len(got), lines+1)
			}
			before, err := r.store.Revisions(t.Context(), id)
			if err != nil || len(before) != 1 || len(before[0].Blocks) != lines {
				t.Errorf("Revisions = %+v, %v, want the text of %d lines", before, err, lines)
			}
		})
	}
}

// slowly asks the web, and then lets something happen before it answers.
type slowly struct {
	Client
	meanwhile func()
}

func (s slowly) Do(ctx context.Context, r fetch.Request) (*fetch.Response, error) {
	answer, err := s.Client.Do(ctx, r)
	s.meanwhile()
	return answer, err
}

// TestHintsThatChangeMeanwhile: a page that is read while its list changes says
// nothing of the new hints.
func TestHintsThatChangeMeanwhile(t *testing.T) {
	r := newRig(t, Options{}, map[string]fetchtest.Page{pageURL: part("", "", opened, waited)})
	id := r.list()
	r.hinted(".old", "")
	r.at(time.Minute)
	if got := r.misses(); len(got) != 1 {
		t.Errorf("misses = %v, want one", got)
	}
	asked := 0
	r.stage.client = slowly{r.stage.client, func() {
		if asked++; asked == 1 {
			r.clk.Advance(10 * time.Second)
			r.hinted(".new", "")
			r.clk.Advance(10 * time.Second)
		}
	}}
	r.net.Set(pageURL, part("", "", opened, walls))
	r.at(62 * time.Minute)
	if got := r.misses(); asked == 0 || len(got) != 0 {
		t.Errorf("asked %d times, misses = %v, want none of hints that were not tried", asked, got)
	}
	texts, err := r.store.Renditions(t.Context(), id)
	if err != nil || len(texts) != 1 {
		t.Fatalf("Renditions = %d, %v, want 1", len(texts), err)
	}
	h, err := r.store.Hinting(t.Context(), "tern", 1)
	if err != nil || !texts[0].Made.Before(h.Since) {
		t.Errorf("the text is of %v, %v, want it before the hints of %v", texts[0].Made, err, h.Since)
	}
	r.at(25 * time.Hour)
	if got := r.misses(); len(got) != 1 {
		t.Errorf("misses = %v, want one, as the new hints were tried", got)
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
