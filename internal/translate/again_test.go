package translate_test

import (
	"log/slog"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/overview-news/overview/internal/clock"
	"github.com/overview-news/overview/internal/news"
	"github.com/overview-news/overview/internal/store"
	"github.com/overview-news/overview/internal/translate"
)

// An article that was left alone for want of an engine is translated once one
// is there; others are not disturbed.
func TestTranslatedWhenAnEngineComes(t *testing.T) {
	now := time.Date(2026, 3, 1, 8, 0, 0, 0, time.UTC)
	s, err := store.Open(t.Context(), slog.New(slog.DiscardHandler), filepath.Join(t.TempDir(), "overview.db"))
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = s.Close() }()
	var articles []news.ImportedArticle
	for _, language := range []string{"xx", "yy"} {
		articles = append(articles, news.ImportedArticle{
			Outlet:   news.Outlet{ID: "paper.example", Name: "Paper", Country: "IS", Lane: news.Domestic},
			Article:  news.Article{URL: "https://paper.example/" + language, Language: language, Title: "Kada bana", Published: now},
			Original: news.Rendition{Language: language, Title: "Kada bana", Blocks: []news.Block{{Role: "paragraph", Sentences: []string{"Ba dada."}}}},
		})
	}
	if _, err := s.Import(t.Context(), articles, now); err != nil {
		t.Fatal(err)
	}
	run := func(backends ...translate.Backend) {
		t.Helper()
		engine := translate.NewEngine(slog.New(slog.DiscardHandler), backends, translate.EngineOptions{})
		stage := translate.New(slog.New(slog.DiscardHandler), clock.NewStopped(now), s, engine, translate.Options{})
		for n := 1; n > 0; {
			if n, err = stage.Run(t.Context()); err != nil {
				t.Fatal(err)
			}
		}
	}
	run()
	again := func() int {
		t.Helper()
		n, err := s.TranslateAgain(t.Context(), now, func(reason string) bool {
			language, ok := strings.CutPrefix(reason, translate.NoEngine)
			return ok && shout{}.Model(language) != ""
		})
		if err != nil {
			t.Fatal(err)
		}
		return n
	}
	if n := again(); n != 1 {
		t.Errorf("TranslateAgain = %d, want 1", n)
	}
	if n := again(); n != 0 {
		t.Errorf("TranslateAgain a second time = %d, want 0", n)
	}
	run(shout{})
	all, err := s.Articles(t.Context(), news.ArticleQuery{Limit: 10})
	if err != nil || len(all) != 2 {
		t.Fatalf("Articles = %d, %v", len(all), err)
	}
	for _, a := range all {
		reason, err := s.Untranslated(t.Context(), a.ID)
		if err != nil {
			t.Fatal(err)
		}
		if translated := a.TitleEnglish != ""; translated != (a.Language == "xx") || translated != (reason == "") {
			t.Errorf("the article in %s has %q in English, reason %q", a.Language, a.TitleEnglish, reason)
		}
	}
}
