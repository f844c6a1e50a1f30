package retain

import (
	"context"
	"fmt"
	"log/slog"
	"strings"
	"testing"
	"time"

	"github.com/overview-news/overview/internal/clock"
	"github.com/overview-news/overview/internal/news"
	"github.com/overview-news/overview/internal/store"
)

var start = time.Date(2026, 3, 10, 12, 0, 0, 0, time.UTC)

func open(t *testing.T) *store.Store {
	t.Helper()
	s, err := store.Open(t.Context(), slog.New(slog.DiscardHandler), t.TempDir()+"/overview.db")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := s.Close(); err != nil {
			t.Errorf("Close = %v", err)
		}
	})
	return s
}

// fill imports articles, one an hour up to the start, with texts that cannot
// be packed well.
func fill(t *testing.T, s *store.Store, n int) {
	t.Helper()
	var batch []news.ImportedArticle
	for i := range n {
		var text strings.Builder
		for j := range 400 {
			fmt.Fprintf(&text, "%x ", uint32(i*400+j)*2654435761)
		}
		batch = append(batch, news.ImportedArticle{
			Outlet:   news.Outlet{ID: "tern", Name: "Tern", Country: "IE"},
			Article:  news.Article{URL: fmt.Sprintf("https://tern.example/%d", i), Title: "A title", Language: "en", Published: start.Add(-time.Duration(i) * time.Hour)},
			Original: news.Rendition{Language: "en", Title: "A title", Blocks: []news.Block{{Role: "paragraph", Sentences: []string{text.String()}}}},
		})
	}
	if _, err := s.Import(t.Context(), batch, start); err != nil {
		t.Fatal(err)
	}
}

// drain runs the stage until everything is within its bounds.
func drain(t *testing.T, r *Retainer) int {
	t.Helper()
	steps := 0
	for {
		n, err := r.Run(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		if n == 0 {
			return steps
		}
		steps++
	}
}

func texts(t *testing.T, s *store.Store) (n int) {
	t.Helper()
	err := s.EachArticle(t.Context(), func(_ news.Article, _ news.Details, r []news.Rendition) error {
		n += len(r)
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return n
}

// TestSize: the oldest texts go until the database fits; headlines stay even
// where they alone are too much.
func TestSize(t *testing.T) {
	s := open(t)
	fill(t, s, 200)
	before, err := s.Size(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	r := New(slog.New(slog.DiscardHandler), clock.NewStopped(start), s, Options{Keep: time.Hour, MaxBytes: before.Used * 3 / 4})
	drain(t, r)
	after, err := s.Size(t.Context())
	if err != nil || after.Used > before.Used*3/4 {
		t.Errorf("%d bytes used, %v, want at most 3/4 of %d", after.Used, err, before.Used)
	}
	left := texts(t, s)
	if left < 50 || left > 190 {
		t.Errorf("%d of 200 texts are left, want about 3/4", left)
	}
	newest, err := s.Articles(t.Context(), news.ArticleQuery{Limit: 1})
	if err != nil || len(newest) != 1 {
		t.Fatalf("Articles = %d, %v, want 1", len(newest), err)
	}
	if got, err := s.Renditions(t.Context(), newest[0].ID); err != nil || len(got) != 1 {
		t.Errorf("the newest article has %d texts, %v, want 1", len(got), err)
	}
	r = New(slog.New(slog.DiscardHandler), clock.NewStopped(start), s, Options{MaxBytes: 1})
	drain(t, r)
	if n := texts(t, s); n != 0 {
		t.Errorf("%d texts are left, want none", n)
	}
	if all, err := s.Articles(t.Context(), news.ArticleQuery{Limit: 500}); err != nil || len(all) != 200 {
		t.Errorf("%d articles are left, %v, want 200", len(all), err)
	}
}

// TestImportedTextsDoNotAge: an imported year stays readable.
func TestImportedTextsDoNotAge(t *testing.T) {
	s := open(t)
	fill(t, s, 10)
	r := New(slog.New(slog.DiscardHandler), clock.NewStopped(start.AddDate(1, 0, 0)), s, Options{Keep: 30 * 24 * time.Hour})
	drain(t, r)
	if n := texts(t, s); n != 10 {
		t.Errorf("%d texts are left, want 10", n)
	}
}

// TestOldRobotsGo: a robots.txt goes a day after it was to be asked for again.
func TestOldRobotsGo(t *testing.T) {
	s := open(t)
	for host, again := range map[string]time.Duration{"https://old.example": -25 * time.Hour, "https://tern.example": -23 * time.Hour} {
		f := news.RobotsFile{Host: host, Outcome: news.RobotsMissing, Fetched: start.Add(-48 * time.Hour), Again: start.Add(again)}
		if err := s.SaveRobots(t.Context(), f); err != nil {
			t.Fatal(err)
		}
	}
	drain(t, New(slog.New(slog.DiscardHandler), clock.NewStopped(start), s, Options{}))
	for host, want := range map[string]bool{"https://old.example": false, "https://tern.example": true} {
		if _, ok, err := s.LoadRobots(t.Context(), host); err != nil || ok != want {
			t.Errorf("LoadRobots(%s) = %v, %v, want %v", host, ok, err, want)
		}
	}
}

// TestBoundsAreOff: zero bounds touch nothing.
func TestBoundsAreOff(t *testing.T) {
	r := New(slog.New(slog.DiscardHandler), clock.NewStopped(start), noTexts{t}, Options{})
	if n := drain(t, r); n != 0 {
		t.Errorf("%d steps without bounds, want none", n)
	}
}

// noTexts fails the test if something is deleted.
type noTexts struct{ t *testing.T }

// DropOldTexts must not be called.
func (f noTexts) DropOldTexts(context.Context, time.Time, int) (int, error) {
	f.t.Error("DropOldTexts was called")
	return 0, nil
}

// DropOldestTexts must not be called.
func (f noTexts) DropOldestTexts(context.Context, int) (int, error) {
	f.t.Error("DropOldestTexts was called")
	return 0, nil
}

// DropOldPolls must not be called.
func (f noTexts) DropOldPolls(context.Context, time.Time, news.FeedID, int) (news.FeedID, error) {
	f.t.Error("DropOldPolls was called")
	return 0, nil
}

// DropOldRobots finds none: they go whatever the bounds are.
func (f noTexts) DropOldRobots(context.Context, time.Time, int) (int, error) { return 0, nil }

// Size is of a database of which little is free.
func (f noTexts) Size(context.Context) (store.Size, error) {
	return store.Size{Used: 10 << 30, Free: 1 << 30}, nil
}

// Shrink must not be called.
func (f noTexts) Shrink(context.Context, int) error {
	f.t.Error("Shrink was called")
	return nil
}

// sparse is a database of which much is free; each step gives some back.
type sparse struct {
	noTexts
	free int64
	runs int
}

// Size is what is left.
func (f *sparse) Size(context.Context) (store.Size, error) {
	return store.Size{Used: 1 << 30, Free: f.free}, nil
}

// Shrink gives pages of 4 KB back, or none once the end of the file is reached.
func (f *sparse) Shrink(_ context.Context, pages int) error {
	f.runs++
	f.free -= int64(pages) * 4096
	return nil
}

// TestShrink: a file of which more than a quarter is free shrinks until it is
// not.
func TestShrink(t *testing.T) {
	f := &sparse{noTexts: noTexts{t}, free: 1 << 30}
	drain(t, New(slog.New(slog.DiscardHandler), clock.NewStopped(start), f, Options{}))
	if share := float64(f.free) / float64(f.free+1<<30); share > 0.25 || share < 0.2 {
		t.Errorf("%.2f of the file is free after %d steps, want a quarter", share, f.runs)
	}
}
