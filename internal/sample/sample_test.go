package sample_test

import (
	"encoding/json"
	"log/slog"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/overview-news/overview/geo"
	"github.com/overview-news/overview/internal/clock"
	"github.com/overview-news/overview/internal/compose"
	"github.com/overview-news/overview/internal/group"
	"github.com/overview-news/overview/internal/measure"
	"github.com/overview-news/overview/internal/news"
	"github.com/overview-news/overview/internal/sample"
	"github.com/overview-news/overview/internal/store"
)

var noon = time.Date(2026, 8, 3, 12, 0, 0, 0, time.UTC)

// world knows regions as the program does.
type world struct{}

func (world) Subregion(country string) string {
	c, _ := geo.Lookup(country)
	return c.Subregion
}

func open(t *testing.T) *store.Store {
	t.Helper()
	s, err := store.Open(t.Context(), slog.New(slog.DiscardHandler), filepath.Join(t.TempDir(), "overview.db"))
	if err != nil {
		t.Fatalf("Open = %v", err)
	}
	t.Cleanup(func() {
		if err := s.Close(); err != nil {
			t.Errorf("Close = %v", err)
		}
	})
	return s
}

// play loads a sample and runs the stages at its moment.
func play(t *testing.T, s *store.Store, d sample.Sample) {
	t.Helper()
	ctx, log, clk := t.Context(), slog.New(slog.DiscardHandler), clock.NewStopped(d.Now)
	if err := d.Load(ctx, s); err != nil {
		t.Fatalf("Load = %v", err)
	}
	g := group.New(log, clk, s, "test")
	for n := 1; n > 0; {
		var err error
		if n, err = g.Run(ctx); err != nil {
			t.Fatalf("group: %v", err)
		}
	}
	m := measure.New(log, clk, s, "test")
	for n := 1; n > 0; {
		var err error
		if n, err = m.Run(ctx); err != nil {
			t.Fatalf("measure: %v", err)
		}
	}
	c := compose.New(log, clk, s, world{}, measure.Defaults(), []news.Panel{d.Panel})
	if _, err := c.Run(ctx); err != nil {
		t.Fatalf("compose: %v", err)
	}
}

// edition reads the last edition of a page.
func edition[T any](t *testing.T, s *store.Store, page string) T {
	t.Helper()
	var out T
	e, err := s.Edition(t.Context(), page, 0)
	if err != nil {
		t.Fatalf("Edition(%q) = %v", page, err)
	}
	if err := json.Unmarshal(e.Body, &out); err != nil {
		t.Fatalf("edition of %s: %v", page, err)
	}
	return out
}

// event is the event that an article's address names.
func event(url string) string {
	name := url[strings.LastIndexByte(url, '/')+1:]
	for _, language := range []string{"-en", "-es"} {
		name = strings.TrimSuffix(name, language)
	}
	return name
}

// placed tells where each event's articles are: event → story → articles.
func placed(t *testing.T, s *store.Store) map[string]map[news.StoryID][]news.Article {
	t.Helper()
	out := map[string]map[news.StoryID][]news.Article{}
	q := news.ArticleQuery{Limit: 500}
	all, err := s.Articles(t.Context(), q)
	if err != nil {
		t.Fatalf("Articles = %v", err)
	}
	for _, a := range all {
		e := event(a.URL)
		if out[e] == nil {
			out[e] = map[news.StoryID][]news.Article{}
		}
		out[e][a.Story] = append(out[e][a.Story], a)
	}
	return out
}

// storyOf is the story that holds most articles of an event.
func storyOf(t *testing.T, s *store.Store, name string) news.StoryID {
	t.Helper()
	var best news.StoryID
	most := 0
	for id, articles := range placed(t, s)[name] {
		if len(articles) > most {
			best, most = id, len(articles)
		}
	}
	if best == 0 {
		t.Fatalf("nothing tells %s", name)
	}
	return best
}
