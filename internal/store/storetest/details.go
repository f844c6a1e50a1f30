package storetest

import (
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/overview-news/overview/internal/news"
)

// sampleDetails are all that a page can say besides.
func sampleDetails() news.Details {
	return news.Details{
		Kicker: "Après la crue", Place: "KYIV", ImageCaption: "Le pont rouvert.", ImageCredit: "Ana Exemplo",
		Signed: []news.Signature{{Name: "AFP", Kind: news.SignedAgency}, {Name: "Le service Monde", Kind: news.SignedDesk}},
		Found:  news.Found{Headline: "h1", Authors: "byline", Published: "json-ld"},
	}
}

// testDetails: what a page says besides is stored and replaced with its text; a
// look that brings nothing leaves it, and what is taken down takes it along.
func testDetails(t *testing.T, open Opener) {
	s := open(t)
	watch(t, s, "alpha", "FR", "fr")
	poll(t, s, 0, 1)
	a := collectOne(t, s, "Une phrase.")
	want := func(when string, id news.ArticleID, d news.Details) {
		t.Helper()
		got, err := s.Details(t.Context(), id)
		if diff := cmp.Diff(d, got); diff != "" || err != nil {
			t.Errorf("Details %s (-want +got):\n%s%v", when, diff, err)
		}
	}
	look := func(after time.Duration, change func(*news.CollectResult)) {
		t.Helper()
		if err := s.Recollect(t.Context(), a.ID, Epoch.Add(after)); err != nil {
			t.Fatalf("Recollect = %v", err)
		}
		claims, err := s.ClaimCollect(t.Context(), ask("suite", after))
		if err != nil || len(claims) != 1 {
			t.Fatalf("ClaimCollect = %d, %v, want 1", len(claims), err)
		}
		r := news.CollectResult{At: Epoch.Add(after), Article: claims[0].Article}
		change(&r)
		if err := s.FinishCollect(t.Context(), claims[0].Claim, r); err != nil {
			t.Fatalf("FinishCollect = %v", err)
		}
	}
	want("of a page that says nothing", a.ID, news.Details{})
	d := sampleDetails()
	look(time.Minute, func(r *news.CollectResult) { r.Details = &d })
	want("of a page", a.ID, d)
	look(2*time.Minute, func(r *news.CollectResult) {
		r.Article.Fault = news.Fault{Class: "network", Detail: "no answer", At: r.At}
	})
	look(3*time.Minute, func(r *news.CollectResult) { r.Unchanged = true })
	want("after looks that brought nothing", a.ID, d)
	d = news.Details{Place: "Paris"}
	look(4*time.Minute, func(r *news.CollectResult) { r.Details = &d })
	want("of the changed page", a.ID, d)
	strange := []news.Signature{{Name: "AFP", Kind: news.SignatureKind(strings.Repeat("x", 1<<20))}, {Name: "rl", Kind: news.SignedInitials}, {Name: "Ufer Post"}}
	look(5*time.Minute, func(r *news.CollectResult) { r.Details = &news.Details{Signed: strange} })
	want("with kinds of names that are not known", a.ID, news.Details{Signed: []news.Signature{
		{Name: "AFP", Kind: news.SignedOther}, {Name: "rl", Kind: news.SignedInitials}, {Name: "Ufer Post", Kind: news.SignedOther}}})
	long := news.Details{Kicker: strings.Repeat("é", 10_000) + "\x00\xff", Signed: make([]news.Signature, 1_000)}
	look(5*time.Minute, func(r *news.CollectResult) { r.Details = &long })
	if got, err := s.Details(t.Context(), a.ID); err != nil || len(got.Kicker) > 500 || len(got.Signed) > 12 {
		t.Errorf("Details = a kicker of %d bytes, %d names, %v, want them bounded", len(got.Kicker), len(got.Signed), err)
	}
	look(6*time.Minute, func(r *news.CollectResult) { r.Article.State = news.StateWithdrawn })
	want("of a withdrawn page", a.ID, news.Details{})
	want("of no article", 99, news.Details{})
}

// testDetailsAge: a caption ages with the text, who signed it does not; hiding
// takes all; files bring and take them.
func testDetailsAge(t *testing.T, open Opener) {
	s := open(t)
	in := imported("gamma", "https://gamma.example/1")
	in.Details = sampleDetails()
	if _, err := s.Import(t.Context(), []news.ImportedArticle{in}, Epoch); err != nil {
		t.Fatalf("Import = %v", err)
	}
	var id news.ArticleID
	all := func(want news.Details) {
		t.Helper()
		err := s.EachArticle(t.Context(), func(a news.Article, d news.Details, _ []news.Rendition) error {
			id = a.ID
			if diff := cmp.Diff(want, d); diff != "" {
				t.Errorf("Details (-want +got):\n%s", diff)
			}
			return nil
		})
		if err != nil {
			t.Fatalf("EachArticle = %v", err)
		}
	}
	want := sampleDetails()
	all(want)
	if n, err := s.DropOldestTexts(t.Context(), 10); err != nil || n != 1 {
		t.Fatalf("DropOldestTexts = %d, %v, want 1", n, err)
	}
	want.ImageCaption = ""
	all(want)
	if n, err := s.Hide(t.Context(), "https://gamma.example/1", "asked by its author", Epoch); err != nil || n != 1 {
		t.Fatalf("Hide = %d, %v, want 1", n, err)
	}
	if d, err := s.Details(t.Context(), id); err != nil || !d.IsZero() {
		t.Errorf("Details of a hidden article = %+v, %v, want none", d, err)
	}
}
