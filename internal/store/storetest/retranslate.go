package storetest

import (
	"testing"
	"time"

	"github.com/overview-news/overview/internal/news"
)

// testTranslateBetter: late articles of a lesser engine are translated again,
// whole; the old rendition stays until the new one is there.
func testTranslateBetter(t *testing.T, open Opener) {
	s := open(t)
	watch(t, s, "alpha", "FR", "fr")
	poll(t, s, 0, 1)
	a := collectOne(t, s, "Une phrase.", "Une autre.")
	english(t, s, time.Minute)
	worse := func(language, engine string) bool { return language == "fr" && engine == "suite" }
	for name, c := range map[string]struct {
		since time.Time
		worse func(language, engine string) bool
	}{
		"published before":  {a.Published.Add(time.Second), worse},
		"made by the best":  {a.Published, func(string, string) bool { return false }},
		"other engine only": {a.Published, func(_, engine string) bool { return engine == "other" }},
	} {
		if n, err := s.TranslateBetter(t.Context(), Epoch, c.since, c.worse); n != 0 || err != nil {
			t.Errorf("TranslateBetter, %s = %d, %v, want 0", name, n, err)
		}
	}
	if n, err := s.TranslateBetter(t.Context(), Epoch.Add(time.Hour), a.Published, worse); n != 1 || err != nil {
		t.Fatalf("TranslateBetter = %d, %v, want 1", n, err)
	}
	if texts, err := s.Renditions(t.Context(), a.ID); err != nil || len(texts) != 2 {
		t.Errorf("Renditions = %d, %v, want the original and the old translation", len(texts), err)
	}
	claims, err := s.ClaimTranslate(t.Context(), ask("suite", 2*time.Hour))
	if err != nil || len(claims) != 1 || claims[0].Partial {
		t.Fatalf("ClaimTranslate = %+v, %v, want the whole article", claims, err)
	}
	r := news.Rendition{Article: a.ID, Title: "Better", Engine: "best", Blocks: []news.Block{{Role: "paragraph", Sentences: []string{"A better sentence."}}}}
	if err := s.FinishTranslate(t.Context(), claims[0].Claim, news.TranslateResult{At: Epoch.Add(2 * time.Hour), Rendition: &r}); err != nil {
		t.Fatal(err)
	}
	if got, err := s.Article(t.Context(), a.ID); err != nil || got.TitleEnglish != "Better" {
		t.Errorf("Article has %q in English, %v, want the new headline", got.TitleEnglish, err)
	}
}
