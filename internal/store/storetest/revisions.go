package storetest

import (
	"slices"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/overview-news/overview/internal/news"
	"github.com/overview-news/overview/internal/store"
)

// recollect fetches an article's page again, after a time, with a text.
func recollect(t *testing.T, s *store.Store, id news.ArticleID, after time.Duration, title string, text ...string) {
	t.Helper()
	if err := s.Recollect(t.Context(), id, Epoch.Add(after)); err != nil {
		t.Fatalf("Recollect = %v", err)
	}
	claims, err := s.ClaimCollect(t.Context(), ask("suite", after))
	i := slices.IndexFunc(claims, func(c news.CollectClaim) bool { return c.Article.ID == id })
	if err != nil || i < 0 {
		t.Fatalf("ClaimCollect = %d, %v, want article %d", len(claims), err, id)
	}
	a := claims[i].Article
	a.Title = title
	original := news.Rendition{Language: a.Language, Title: title, Blocks: []news.Block{{Role: "paragraph", Sentences: text}}}
	r := news.CollectResult{At: Epoch.Add(after), Article: a, Original: &original}
	if err := s.FinishCollect(t.Context(), claims[i].Claim, r); err != nil {
		t.Fatalf("FinishCollect = %v", err)
	}
}

// english stores a whole English rendition of the article that is due.
func english(t *testing.T, s *store.Store, after time.Duration) {
	t.Helper()
	claims, err := s.ClaimTranslate(t.Context(), ask("suite", after))
	if err != nil || len(claims) != 1 {
		t.Fatalf("ClaimTranslate = %d, %v, want 1", len(claims), err)
	}
	r := news.Rendition{Article: news.ArticleID(claims[0].Subject), Title: "An English headline", Engine: "suite", Aligned: true,
		Blocks: []news.Block{{Role: "paragraph", Sentences: []string{"An English sentence."}}}}
	err = s.FinishTranslate(t.Context(), claims[0].Claim, news.TranslateResult{At: Epoch.Add(after), Rendition: &r})
	if err != nil {
		t.Fatalf("FinishTranslate = %v", err)
	}
}

// testRevisions: the texts before a change are kept, in their order; a page
// that did not change has none, and its translation stays.
func testRevisions(t *testing.T, open Opener) {
	s := open(t)
	watch(t, s, "alpha", "FR", "fr")
	poll(t, s, 0, 1)
	a := collectOne(t, s, "Une phrase.", "Une autre.")
	english(t, s, time.Minute)
	due := func(after time.Duration) int {
		t.Helper()
		all, err := s.Due(t.Context(), Epoch.Add(after))
		if err != nil {
			t.Fatalf("Due = %v", err)
		}
		return all[news.StageTranslate]
	}
	recollect(t, s, a.ID, time.Hour, a.Title, "Une phrase.", "Une autre.")
	if texts, err := s.Renditions(t.Context(), a.ID); err != nil || len(texts) != 2 || due(2*time.Hour) != 0 {
		t.Errorf("unchanged: %d texts, %v, %d to translate, want 2 and none", len(texts), err, due(2*time.Hour))
	}
	recollect(t, s, a.ID, 2*time.Hour, a.Title, "Une phrase corrigée.", "Une autre.")
	if texts, err := s.Renditions(t.Context(), a.ID); err != nil || len(texts) != 1 || due(2*time.Hour) != 1 {
		t.Errorf("changed: %d texts, %v, %d to translate, want the original and one", len(texts), err, due(2*time.Hour))
	}
	if got, err := s.Article(t.Context(), a.ID); err != nil || got.TitleEnglish != "An English headline" || got.SummaryEnglish != "" {
		t.Errorf("Article = %+v, %v, want its English headline without the old lead", got, err)
	}
	recollect(t, s, a.ID, 3*time.Hour, "Un autre titre", "Une phrase corrigée.", "Une autre.")
	if got, err := s.Article(t.Context(), a.ID); err != nil || got.TitleEnglish != "" {
		t.Errorf("Article = %+v, %v, want no English headline for the new one", got, err)
	}
	want := []news.Revision{
		{Article: a.ID, Until: Epoch.Add(2 * time.Hour), Title: a.Title,
			Blocks: []news.Block{{Role: "paragraph", Sentences: []string{"Une phrase.", "Une autre."}}}},
		{Article: a.ID, Until: Epoch.Add(3 * time.Hour), Title: a.Title,
			Blocks: []news.Block{{Role: "paragraph", Sentences: []string{"Une phrase corrigée.", "Une autre."}}}},
	}
	got, err := s.Revisions(t.Context(), a.ID)
	if diff := cmp.Diff(want, got); diff != "" || err != nil {
		t.Errorf("Revisions (-want +got):\n%s%v", diff, err)
	}
}

// testAgain: a page is looked at again when its result says so, but not when
// its story is over by then, and with the mark of its pages that it gave.
func testAgain(t *testing.T, open Opener) {
	for _, tt := range []struct {
		name  string
		after time.Duration
		want  int
	}{
		{"not before its time", time.Hour - time.Second, 0},
		{"while its story lives", 70 * time.Hour, 1},
		{"when its story is over", 80 * time.Hour, 0},
	} {
		t.Run(tt.name, func(t *testing.T) {
			s := open(t)
			id := "alpha-" + tt.name[:3]
			watch(t, s, id, "FR", "fr")
			poll(t, s, 0, 1)
			claims, err := s.ClaimCollect(t.Context(), ask("suite", 0))
			if err != nil || len(claims) != 1 {
				t.Fatalf("ClaimCollect = %d, %v, want 1", len(claims), err)
			}
			a := claims[0].Article
			a.State, a.Collected = news.StateCollected, Epoch
			original := news.Rendition{Language: "fr", Title: a.Title, Blocks: []news.Block{{Sentences: []string{"Une phrase."}}}}
			joined := news.Validators{Joined: "some pages"}
			r := news.CollectResult{At: Epoch, Article: a, Original: &original, Again: Epoch.Add(time.Hour), Validators: joined}
			if err := s.FinishCollect(t.Context(), claims[0].Claim, r); err != nil {
				t.Fatalf("FinishCollect = %v", err)
			}
			if n, err := s.DayBudget(t.Context(), Epoch.Add(time.Minute)); err != nil || n < 1 {
				t.Errorf("DayBudget = %d, %v, want the article", n, err)
			}
			again, err := s.ClaimCollect(t.Context(), ask("suite", tt.after))
			n := 0
			for _, c := range again {
				if c.Article.ID != a.ID {
					continue
				}
				n++
				if c.Validators != joined {
					t.Errorf("ClaimCollect gives %+v, want %+v", c.Validators, joined)
				}
			}
			if err != nil || n != tt.want {
				t.Errorf("ClaimCollect after %v = %d of it, %v, want %d", tt.after, n, err, tt.want)
			}
		})
	}
}

// testBudget: looking at a page again and what readers open are not counted
// among the planned pages of a day.
func testBudget(t *testing.T, open Opener) {
	s := open(t)
	watch(t, s, "alpha", "FR", "fr")
	poll(t, s, 0, 3)
	budget := func(want int) {
		t.Helper()
		if n, err := s.DayBudget(t.Context(), Epoch.Add(time.Minute)); err != nil || n != want {
			t.Errorf("DayBudget = %d, %v, want %d", n, err, want)
		}
	}
	budget(3)
	a := collectOne(t, s, "Une phrase.")
	budget(3)
	if err := s.Recollect(t.Context(), a.ID, Epoch.Add(time.Hour)); err != nil {
		t.Fatalf("Recollect = %v", err)
	}
	budget(3)
	if err := s.Demand(t.Context(), 2, Epoch.Add(time.Hour)); err != nil {
		t.Fatalf("Demand = %v", err)
	}
	budget(2)
}
