package translate_test

import (
	"context"
	"log/slog"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/overview-news/overview/internal/clock"
	"github.com/overview-news/overview/internal/news"
	"github.com/overview-news/overview/internal/store"
	"github.com/overview-news/overview/internal/translate"
)

// shout is a backend that translates into capital letters.
type shout struct{}

func (shout) Name() string { return "shout" }

func (shout) Model(language string) string {
	if language == "xx" {
		return "loud"
	}
	return ""
}

func (shout) Translate(_ context.Context, _ string, sentences []string) ([]translate.Sentence, error) {
	out := make([]translate.Sentence, len(sentences))
	for i, s := range sentences {
		out[i] = translate.Sentence{Text: "en " + strings.ReplaceAll(strings.ToUpper(s), "A", "E"), Engine: "shout", Model: "loud", Quality: 1}
	}
	return out, nil
}

// An article goes through the stage twice on a real store: headline and lead,
// then the body. One in a language without a backend says so.
func TestOnAStore(t *testing.T) {
	now := time.Date(2026, 3, 1, 8, 0, 0, 0, time.UTC)
	s, err := store.Open(t.Context(), slog.New(slog.DiscardHandler), filepath.Join(t.TempDir(), "overview.db"))
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = s.Close() }()
	outlet := news.Outlet{ID: "paper.example", Name: "Paper", Country: "IS", Lane: news.Domestic}
	article := func(language, title string) news.ImportedArticle {
		return news.ImportedArticle{
			Outlet:  outlet,
			Article: news.Article{URL: "https://paper.example/" + language, Language: language, Title: title, Published: now},
			Original: news.Rendition{Language: language, Title: title, Blocks: []news.Block{
				{Role: "paragraph", Sentences: []string{"Ba dada.", "Gada laka."}},
				{Role: "paragraph", Sentences: []string{"Mana taka."}},
			}},
		}
	}
	if n, err := s.Import(t.Context(), []news.ImportedArticle{article("xx", "Kada bana"), article("yy", "Zaza")}, now); err != nil || n != 2 {
		t.Fatalf("Import = %d, %v", n, err)
	}
	engine := translate.NewEngine(slog.New(slog.DiscardHandler), []translate.Backend{shout{}}, translate.EngineOptions{})
	stage := translate.New(slog.New(slog.DiscardHandler), clock.NewStopped(now), s, engine, translate.Options{})
	var runs []int
	for len(runs) < 10 {
		n, err := stage.Run(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		if runs = append(runs, n); n == 0 {
			break
		}
	}
	if diff := cmp.Diff([]int{2, 1, 0}, runs); diff != "" {
		t.Errorf("articles finished by each Run, want → got:\n%s", diff)
	}
	articles, err := s.Articles(t.Context(), news.ArticleQuery{Limit: 10})
	if err != nil || len(articles) != 2 {
		t.Fatalf("Articles = %d, %v", len(articles), err)
	}
	for _, a := range articles {
		texts, err := s.Renditions(t.Context(), a.ID)
		if err != nil {
			t.Fatal(err)
		}
		if a.Language == "yy" {
			if reason, err := s.Untranslated(t.Context(), a.ID); err != nil || reason != "no engine translates yy" {
				t.Errorf("the untranslatable article says %q, %v", reason, err)
			}
			continue
		}
		var english news.Rendition
		for _, r := range texts {
			if !r.Original {
				english = r
			}
		}
		want := news.Rendition{
			Article: a.ID, Language: "en", Title: "en KEDE BENE", Engine: "shout", Model: "loud", Quality: 1, Aligned: true, Made: now,
			Blocks: []news.Block{
				{Role: "paragraph", Sentences: []string{"en BE DEDE.", "en GEDE LEKE."}, Sure: []int{100, 100}},
				{Role: "paragraph", Sentences: []string{"en MENE TEKE."}, Sure: []int{100}},
			},
		}
		if diff := cmp.Diff(want, english); diff != "" {
			t.Errorf("rendition, want → got:\n%s", diff)
		}
		if a.TitleEnglish != want.Title || a.SummaryEnglish != "en BE DEDE. en GEDE LEKE." {
			t.Errorf("article has %q and %q in English", a.TitleEnglish, a.SummaryEnglish)
		}
	}
}
