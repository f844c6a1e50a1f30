package storetest

import (
	"errors"
	"testing"
	"time"

	"github.com/overview-news/overview/internal/news"
)

// testPageBesideHeadline: a page that comes while its headline is being
// translated leaves that translation in force, and its body comes next. Only a
// page in another language makes it void.
func testPageBesideHeadline(t *testing.T, open Opener) {
	for _, tt := range []struct {
		name, language string
		want           error
	}{
		{"the same language", "fr", nil},
		{"another language", "nl", news.ErrLost},
	} {
		t.Run(tt.name, func(t *testing.T) {
			s := open(t)
			id := tt.language + "paper"
			watch(t, s, id, "BE", "fr")
			poll(t, s, 0, 1)
			headlines, err := s.ClaimTranslate(t.Context(), ask("suite", 0))
			if err != nil || len(headlines) != 1 {
				t.Fatalf("ClaimTranslate = %d, %v, want 1", len(headlines), err)
			}
			r := ask("suite", 10*time.Second)
			pages, err := s.ClaimCollect(t.Context(), r)
			if err != nil || len(pages) != 1 {
				t.Fatalf("ClaimCollect = %d, %v, want 1", len(pages), err)
			}
			a := pages[0].Article
			a.State, a.Collected, a.Language = news.StateCollected, r.Now, tt.language
			original := news.Rendition{Language: a.Language, Title: a.Title,
				Blocks: []news.Block{{Role: "paragraph", Sentences: []string{"Une phrase."}}}}
			if err := s.FinishCollect(t.Context(), pages[0].Claim, news.CollectResult{At: r.Now, Article: a, Original: &original}); err != nil {
				t.Fatalf("FinishCollect = %v", err)
			}
			english := news.Rendition{Article: a.ID, Title: "A headline", Engine: "suite", Partial: true}
			err = s.FinishTranslate(t.Context(), headlines[0].Claim,
				news.TranslateResult{At: Epoch.Add(20 * time.Second), Rendition: &english})
			if !errors.Is(err, tt.want) {
				t.Errorf("FinishTranslate = %v, want %v", err, tt.want)
			}
			next, err := s.ClaimTranslate(t.Context(), ask("suite", 30*time.Second))
			if err != nil || len(next) != 1 || next[0].Partial != (tt.want != nil) || len(next[0].Original.Blocks) != 1 {
				t.Errorf("ClaimTranslate = %+v, %v, want the page's text, of a headline first: %v", next, err, tt.want != nil)
			}
		})
	}
}
