package storetest

import (
	"errors"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/overview-news/overview/internal/news"
)

// testSiteMemories: what is remembered of an outlet's pages is stored with a
// page or not at all. Of two pages under way at once the last one wins, and who
// has lost the claim writes nothing.
func testSiteMemories(t *testing.T, open Opener) {
	first, second := open(t), open(t)
	o := watch(t, first, "alpha", "FR", "fr")
	poll(t, first, 0, 2)
	var claims []news.CollectClaim
	for range 2 { // a host has one claim at a time, which a minute ends
		c, err := first.ClaimCollect(t.Context(), ask("suite", time.Duration(len(claims))*2*time.Minute))
		if err != nil || len(c) != 1 {
			t.Fatalf("ClaimCollect = %d, %v, want one", len(c), err)
		}
		claims = append(claims, c[0])
	}
	want := func(m news.SiteMemory) {
		t.Helper()
		got, err := second.SiteMemory(t.Context(), o.ID)
		if err != nil {
			t.Fatalf("SiteMemory = %v", err)
		}
		if d := cmp.Diff(m, got); d != "" {
			t.Errorf("SiteMemory (-want +got):\n%s", d)
		}
	}
	want(news.SiteMemory{})
	finish := func(c news.CollectClaim, m *news.SiteMemory, attempt int64) error {
		held := c.Claim
		held.Attempt += attempt
		return second.FinishCollect(t.Context(), held, news.CollectResult{At: Epoch, Article: c.Article, Site: m, Retry: Epoch.Add(time.Minute)})
	}
	lost, other := news.SiteMemory{Body: []byte("lost"), Pages: 9}, news.SiteMemory{Body: []byte{0, 0xff, 1}, Pages: 1}
	if err := finish(claims[1], &lost, -1); !errors.Is(err, news.ErrLost) {
		t.Errorf("FinishCollect of a lost claim = %v, want %v", err, news.ErrLost)
	}
	want(news.SiteMemory{})
	if err := finish(claims[1], &other, 0); err != nil {
		t.Fatalf("FinishCollect = %v", err)
	}
	want(other)
	c, err := first.ClaimCollect(t.Context(), ask("suite", 10*time.Minute))
	if err != nil || len(c) != 1 {
		t.Fatalf("ClaimCollect = %d, %v, want one", len(c), err)
	}
	if err := finish(c[0], nil, 0); err != nil {
		t.Fatalf("FinishCollect = %v", err)
	}
	want(other) // nothing new leaves what there is
	if c, err = first.ClaimCollect(t.Context(), ask("suite", 20*time.Minute)); err != nil || len(c) != 1 {
		t.Fatalf("ClaimCollect = %d, %v, want one", len(c), err)
	}
	last := news.SiteMemory{Body: []byte("the last"), Pages: 2}
	if err := finish(c[0], &last, 0); err != nil {
		t.Fatalf("FinishCollect = %v", err)
	}
	want(last)
}

// testCorrections: a note of correction is kept with the text and is found by
// search; a new one is a change; it is no part of what is grouped.
func testCorrections(t *testing.T, open Opener) {
	s := open(t)
	watch(t, s, "alpha", "FR", "fr")
	poll(t, s, 0, 1)
	if err := s.Recollect(t.Context(), collectOne(t, s, "Une phrase.").ID, Epoch.Add(time.Hour)); err != nil {
		t.Fatalf("Recollect = %v", err)
	}
	claims, err := s.ClaimCollect(t.Context(), ask("suite", 2*time.Hour))
	if err != nil || len(claims) != 1 {
		t.Fatalf("ClaimCollect = %d, %v, want the page that is looked at again", len(claims), err)
	}
	a := claims[0].Article
	with := news.Rendition{Article: a.ID, Language: "fr", Original: true, Title: a.Title, Aligned: true, Made: Epoch, Blocks: []news.Block{
		{Role: "paragraph", Sentences: []string{"Une phrase."}},
		{Role: news.RoleCorrection, Sentences: []string{"Rectificatif : la rivière.", "C'était un fleuve."}},
	}}
	err = s.FinishCollect(t.Context(), claims[0].Claim, news.CollectResult{At: Epoch.Add(2 * time.Hour), Article: a, Original: &with})
	if err != nil {
		t.Fatalf("FinishCollect = %v", err)
	}
	if before, err := s.Revisions(t.Context(), a.ID); err != nil || len(before) != 1 {
		t.Errorf("Revisions = %d, %v, want the text before the note", len(before), err)
	}
	texts, err := s.Renditions(t.Context(), a.ID)
	if err != nil || len(texts) != 1 {
		t.Fatalf("Renditions = %d, %v, want one", len(texts), err)
	}
	if got, want := texts[0].Text(), "Une phrase."; got != want {
		t.Errorf("Text = %q, want %q", got, want)
	}
	if got, want := texts[0].Corrections(), "Rectificatif : la rivière. C'était un fleuve."; got != want {
		t.Errorf("Corrections = %q, want %q", got, want)
	}
	if found, err := s.Search(t.Context(), news.SearchQuery{Text: "fleuve", Limit: 5}); err != nil || len(found) != 1 {
		t.Errorf("Search(fleuve) = %d, %v, want the article", len(found), err)
	}
	groups, err := s.ClaimGroup(t.Context(), ask("suite", 3*time.Hour))
	if err != nil || len(groups) != 1 || groups[0].Document.Text != "Une phrase." {
		t.Errorf("ClaimGroup = %+v, %v, want the text without the note", groups, err)
	}
}
