package storetest

import (
	"errors"
	"fmt"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/overview-news/overview/internal/news"
	"github.com/overview-news/overview/internal/store"
)

// collectOne claims one page and stores a text for it.
func collectOne(t *testing.T, s *store.Store, text ...string) news.Article {
	t.Helper()
	r := ask("suite", time.Minute)
	r.Limit = 1
	claims, err := s.ClaimCollect(t.Context(), r)
	if err != nil || len(claims) != 1 {
		t.Fatalf("ClaimCollect = %d, %v, want 1", len(claims), err)
	}
	a := claims[0].Article
	a.State, a.Collected = news.StateCollected, r.Now
	original := news.Rendition{Language: a.Language, Title: a.Title, Blocks: []news.Block{{Role: "paragraph", Sentences: text}}}
	err = s.FinishCollect(t.Context(), claims[0].Claim, news.CollectResult{At: r.Now, Article: a, Original: &original})
	if err != nil {
		t.Fatalf("FinishCollect = %v", err)
	}
	return a
}

func testCollect(t *testing.T, open Opener) {
	s := open(t)
	watch(t, s, "alpha", "FR", "fr")
	poll(t, s, 0, 1)
	a := collectOne(t, s, "Une phrase.", "Une autre.")
	got, err := s.Article(t.Context(), a.ID)
	if err != nil || got.State != news.StateCollected {
		t.Fatalf("Article = %+v, %v, want it collected", got, err)
	}
	texts, err := s.Renditions(t.Context(), a.ID)
	if err != nil || len(texts) != 1 || !texts[0].Original {
		t.Fatalf("Renditions = %+v, %v, want the original", texts, err)
	}
	if got, want := texts[0].Text(), "Une phrase. Une autre."; got != want {
		t.Errorf("Text() = %q, want %q", got, want)
	}
	if c, err := s.ClaimCollect(t.Context(), ask("suite", time.Hour)); err != nil || len(c) != 0 {
		t.Errorf("ClaimCollect after it is done = %d, %v, want none", len(c), err)
	}
	poll(t, s, 2*time.Hour, 2)
	c, err := s.ClaimCollect(t.Context(), ask("suite", 3*time.Hour))
	if err != nil || len(c) != 1 || c[0].Languages["fr"] != 1 {
		t.Errorf("ClaimCollect of a second page = %+v, %v, want it told of the one in French", c, err)
	}
	if id, err := s.FindByAddress(t.Context(), a.URL); err != nil || id != a.ID {
		t.Errorf("FindByAddress = %d, %v, want %d", id, err, a.ID)
	}
}

func testWithdraw(t *testing.T, open Opener) {
	s := open(t)
	watch(t, s, "alpha", "FR", "fr")
	poll(t, s, 0, 1)
	a := collectOne(t, s, "Une phrase singulière.")
	if err := s.Demand(t.Context(), a.ID, Epoch); err != nil {
		t.Fatalf("Demand = %v", err)
	}
	if c, _ := s.ClaimCollect(t.Context(), ask("suite", time.Hour)); len(c) != 0 {
		t.Fatalf("a collected article was planned again by a reader")
	}
	if err := s.Recollect(t.Context(), a.ID, Epoch.Add(time.Hour)); err != nil {
		t.Fatalf("Recollect = %v", err)
	}
	claims, err := s.ClaimCollect(t.Context(), ask("suite", time.Hour))
	if err != nil || len(claims) != 1 {
		t.Fatalf("ClaimCollect = %d, %v, want 1", len(claims), err)
	}
	gone := claims[0].Article
	gone.State = news.StateWithdrawn
	if err := s.FinishCollect(t.Context(), claims[0].Claim, news.CollectResult{At: Epoch.Add(time.Hour), Article: gone}); err != nil {
		t.Fatalf("FinishCollect = %v", err)
	}
	if texts, err := s.Renditions(t.Context(), a.ID); err != nil || len(texts) != 0 {
		t.Errorf("Renditions of a withdrawn article = %d, %v, want none", len(texts), err)
	}
	if found, err := s.Search(t.Context(), news.SearchQuery{Text: "singulière"}); err != nil || len(found) != 0 {
		t.Errorf("Search finds the withdrawn text: %d, %v", len(found), err)
	}
}

func testTranslate(t *testing.T, open Opener) {
	s := open(t)
	watch(t, s, "alpha", "FR", "fr")
	poll(t, s, 0, 1)
	a := collectOne(t, s, "Une phrase.")
	translate := func(after time.Duration, partial bool) {
		t.Helper()
		claims, err := s.ClaimTranslate(t.Context(), ask("suite", after))
		if err != nil || len(claims) != 1 || claims[0].Partial != partial {
			t.Fatalf("ClaimTranslate = %+v, %v, want one with Partial %v", claims, err, partial)
		}
		english := news.Rendition{Article: a.ID, Title: "A headline", Engine: "suite", Partial: partial, Aligned: true,
			Blocks: []news.Block{{Role: "paragraph", Sentences: []string{"A sentence."}}}}
		r := news.TranslateResult{At: Epoch.Add(after), Rendition: &english}
		if err := s.FinishTranslate(t.Context(), claims[0].Claim, r); err != nil {
			t.Fatalf("FinishTranslate = %v", err)
		}
	}
	translate(2*time.Minute, true)
	translate(3*time.Minute, false)
	if c, err := s.ClaimTranslate(t.Context(), ask("suite", time.Hour)); err != nil || len(c) != 0 {
		t.Errorf("ClaimTranslate after the body = %d, %v, want none", len(c), err)
	}
	got, err := s.Article(t.Context(), a.ID)
	if err != nil || got.TitleEnglish != "A headline" || got.SummaryEnglish != "A sentence." {
		t.Errorf("Article = %+v, %v, want its English headline and lead", got, err)
	}
	texts, err := s.Renditions(t.Context(), a.ID)
	if err != nil || len(texts) != 2 || !texts[0].Original || texts[1].Language != "en" {
		t.Errorf("Renditions = %+v, %v, want the original and one in English", texts, err)
	}
}

// group places articles and stores it.
func group(t *testing.T, s *store.Store, g news.Grouping) {
	t.Helper()
	g.At = Epoch
	if err := s.FinishGroup(t.Context(), nil, g); err != nil {
		t.Fatalf("FinishGroup = %v", err)
	}
}

func testGrouping(t *testing.T, open Opener) {
	s := open(t)
	watch(t, s, "alpha", "FR", "fr")
	watch(t, s, "beta", "DE", "de")
	poll(t, s, 0, 2)
	claims, err := s.ClaimGroup(t.Context(), ask("suite", 0))
	if err != nil || len(claims) != 4 {
		t.Fatalf("ClaimGroup = %d, %v, want 4", len(claims), err)
	}
	for i := 1; i < len(claims); i++ {
		if claims[i].Document.Published.Before(claims[i-1].Document.Published) {
			t.Errorf("documents are not in the order of their publication")
		}
	}
	all := map[news.ArticleID]news.StoryID{}
	var held []news.Claim
	for _, c := range claims {
		all[c.Document.Article] = 1
		held = append(held, c.Claim)
	}
	g := news.Grouping{At: Epoch, Placed: all, Family: map[news.ArticleID]news.ArticleID{1: 1, 2: 1},
		Medoid: map[news.StoryID]news.ArticleID{1: 2}}
	for range 2 {
		if err := s.FinishGroup(t.Context(), held, g); err != nil {
			t.Fatalf("FinishGroup = %v", err)
		}
	}
	st, err := s.Story(t.Context(), 1)
	if err != nil {
		t.Fatalf("Story = %v", err)
	}
	want := news.Story{ID: 1, Title: st.Title, Medoid: 2, First: Epoch.Add(-time.Minute), Last: Epoch,
		Articles: 4, Publishers: 2, Countries: 2, Texts: 3}
	if diff := cmp.Diff(want, st); diff != "" || st.Title == "" {
		t.Errorf("Story (-want +got):\n%s", diff)
	}
	if c, err := s.ClaimGroup(t.Context(), ask("suite", time.Hour)); err != nil || len(c) != 0 {
		t.Errorf("ClaimGroup after it is done = %d, %v, want none", len(c), err)
	}
	n := 0
	err = s.LiveDocuments(t.Context(), Epoch.Add(-time.Hour), func(d news.Document) error {
		n++
		if d.Story != 1 {
			t.Errorf("document %d is in story %d, want 1", d.Article, d.Story)
		}
		return nil
	})
	if err != nil || n != 4 {
		t.Errorf("LiveDocuments = %d, %v, want 4", n, err)
	}
	if next, err := s.NextStoryID(t.Context()); err != nil || next != 2 {
		t.Errorf("NextStoryID = %d, %v, want 2", next, err)
	}
}

func testMerge(t *testing.T, open Opener) {
	s := open(t)
	watch(t, s, "alpha", "FR", "fr")
	poll(t, s, 0, 3)
	group(t, s, news.Grouping{Placed: map[news.ArticleID]news.StoryID{1: 1, 2: 2, 3: 3}})
	group(t, s, news.Grouping{Merged: map[news.StoryID]news.StoryID{3: 2}})
	group(t, s, news.Grouping{Merged: map[news.StoryID]news.StoryID{2: 1}})
	for _, id := range []news.StoryID{2, 3} {
		st, err := s.Story(t.Context(), id)
		if err != nil || st.Into != 1 || st.Articles != 0 {
			t.Errorf("Story(%d) = %+v, %v, want an empty one that leads to 1", id, st, err)
		}
	}
	members, err := s.StoryArticles(t.Context(), 1, 10)
	if err != nil || len(members) != 3 {
		t.Errorf("StoryArticles(1) = %d, %v, want 3", len(members), err)
	}
	lists, err := s.Stories(t.Context(), news.StoryQuery{})
	if err != nil || len(lists) != 1 || lists[0].ID != 1 {
		t.Errorf("Stories = %+v, %v, want story 1 alone", lists, err)
	}
}

func testImport(t *testing.T, open Opener) {
	s := open(t)
	in := news.ImportedArticle{
		Outlet:  news.Outlet{ID: "gamma", Name: "Gamma", Country: "BD", Language: "bn"},
		Article: news.Article{Title: "শিরোনাম", Language: "bn", Published: Epoch.Add(-time.Hour), DayOnly: true},
		Original: news.Rendition{Language: "bn", Title: "শিরোনাম",
			Blocks: []news.Block{{Role: "paragraph", Sentences: []string{"একটি বাক্য।"}}}},
		English: &news.Rendition{Title: "A headline", Engine: "stated in the file",
			Blocks: []news.Block{{Role: "paragraph", Sentences: []string{"A sentence."}}}},
	}
	for range 2 {
		if _, err := s.Import(t.Context(), []news.ImportedArticle{in}, Epoch); err != nil {
			t.Fatalf("Import = %v", err)
		}
	}
	got, err := s.Articles(t.Context(), news.ArticleQuery{Country: "BD"})
	if err != nil || len(got) != 1 || got[0].TitleEnglish != "A headline" || !got[0].Published.Equal(Epoch.Add(-time.Hour)) || !got[0].DayOnly {
		t.Errorf("Articles = %+v, %v, want the imported one, once", got, err)
	}
	if c, err := s.ClaimTranslate(t.Context(), ask("suite", time.Hour)); err != nil || len(c) != 0 {
		t.Errorf("an article with an English rendition is due for translation: %d, %v", len(c), err)
	}
	n := 0
	err = s.EachArticle(t.Context(), func(_ news.Article, _ news.Details, texts []news.Rendition) error {
		n += len(texts)
		return nil
	})
	if err != nil || n != 2 {
		t.Errorf("EachArticle = %d texts, %v, want 2", n, err)
	}
}

func testLists(t *testing.T, open Opener) {
	s := open(t)
	watch(t, s, "alpha", "FR", "fr-CA")
	poll(t, s, 0, 7)
	var got []string
	var after news.Cursor
	for {
		page, err := s.Articles(t.Context(), news.ArticleQuery{Language: "fr", After: after, Limit: 3})
		if err != nil {
			t.Fatalf("Articles = %v", err)
		}
		if len(page) == 0 {
			break
		}
		for _, a := range page {
			got = append(got, a.Title)
		}
		last := page[len(page)-1]
		after = news.Cursor{Time: last.Published, ID: int64(last.ID)}
	}
	var want []string
	for i := range 7 {
		want = append(want, fmt.Sprintf("Headline %d of alpha", i))
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("pages (-want +got):\n%s", diff)
	}
	if _, err := s.Article(t.Context(), 999); !errors.Is(err, news.ErrNotFound) {
		t.Errorf("Article(999) = %v, want ErrNotFound", err)
	}
}

func testSearch(t *testing.T, open Opener) {
	s := open(t)
	watch(t, s, "alpha", "JP", "ja")
	poll(t, s, 0, 1)
	a := collectOne(t, s, "東京で大きな祭りが開かれた。")
	for _, tt := range []struct {
		name, text string
		want       int
	}{
		{"a word inside a run without spaces", "祭り", 1},
		{"a word of the headline", "headline", 1},
		{"nothing of it", "volcano", 0},
		{"only marks", `"*()`, 0},
		{"operators are words", "headline AND NOT", 0},
	} {
		t.Run(tt.name, func(t *testing.T) {
			got, err := s.Search(t.Context(), news.SearchQuery{Text: tt.text})
			if err != nil || len(got) != tt.want || (tt.want == 1 && got[0].ID != a.ID) {
				t.Errorf("Search(%q) = %d articles, %v, want %d", tt.text, len(got), err, tt.want)
			}
		})
	}
}

// testPoison: bytes that a database refuses cost neither their entry nor the
// next.
func testPoison(t *testing.T, open Opener) {
	s := open(t)
	watch(t, s, "alpha", "FR", "fr")
	claims, err := s.ClaimPolls(t.Context(), ask("suite", 0))
	if err != nil || len(claims) != 1 {
		t.Fatalf("ClaimPolls = %d, %v, want 1", len(claims), err)
	}
	r := answer(claims[0], 0, 3)
	r.Entries[1].Title = "A\x00B \xff\xfe C"
	r.Entries[1].Authors = []string{"\xc3\x28"}
	if n, err := s.FinishPoll(t.Context(), claims[0].Claim, r); err != nil || n != 3 {
		t.Fatalf("FinishPoll = %d, %v, want 3", n, err)
	}
	got, err := s.Articles(t.Context(), news.ArticleQuery{})
	if err != nil || len(got) != 3 || got[1].Title != "AB \uFFFD C" {
		t.Errorf("Articles = %+v, %v, want 3, the second mended", got, err)
	}
}

// testReown: an article belongs to the outlet on whose site it stands, even if
// another outlet's feed listed it first.
func testReown(t *testing.T, open Opener) {
	s := open(t)
	watch(t, s, "thief", "US", "en")
	claims, err := s.ClaimPolls(t.Context(), ask("suite", 0))
	if err != nil || len(claims) != 1 {
		t.Fatalf("ClaimPolls = %d, %v, want 1", len(claims), err)
	}
	r := answer(claims[0], 0, 0)
	r.Entries = []news.Entry{entry("owner", 0)}
	if _, err := s.FinishPoll(t.Context(), claims[0].Claim, r); err != nil {
		t.Fatalf("FinishPoll = %v", err)
	}
	watch(t, s, "owner", "KE", "en")
	poll(t, s, 0, 1)
	got, err := s.Articles(t.Context(), news.ArticleQuery{})
	if err != nil || len(got) != 1 || got[0].Outlet != "owner" || got[0].Country != "KE" {
		t.Errorf("Articles = %+v, %v, want one of owner's", got, err)
	}
}

// testUndated: an entry without a date in a feed's first answer may be of any
// age and stands behind everything; one that comes later is of the hour it came.
func testUndated(t *testing.T, open Opener) {
	s := open(t)
	watch(t, s, "alpha", "FR", "fr")
	for _, tt := range []struct {
		after time.Duration
		want  time.Time
	}{
		{0, Epoch.Add(-20 * 365 * 24 * time.Hour)},
		{2 * time.Hour, Epoch.Add(2 * time.Hour)},
	} {
		claims, err := s.ClaimPolls(t.Context(), ask("suite", tt.after))
		if err != nil || len(claims) != 1 {
			t.Fatalf("ClaimPolls = %d, %v, want 1", len(claims), err)
		}
		e := entry("alpha", int(tt.after/time.Hour))
		e.Published, e.DayOnly = time.Time{}, true
		r := answer(claims[0], tt.after, 0)
		r.Entries = []news.Entry{e}
		if _, err := s.FinishPoll(t.Context(), claims[0].Claim, r); err != nil {
			t.Fatalf("FinishPoll = %v", err)
		}
		id, err := s.FindByAddress(t.Context(), e.URL)
		if err != nil {
			t.Fatal(err)
		}
		a, err := s.Article(t.Context(), id)
		if err != nil || !a.DateGuessed || a.DayOnly || !a.Published.Equal(tt.want) {
			t.Errorf("after %v: published %v, guessed %v, %v, want %v and guessed", tt.after, a.Published, a.DateGuessed, err, tt.want)
		}
		// The outlet is not thought silent for years because it states no dates.
		if h, err := s.OutletHealth(t.Context()); err != nil || len(h) != 1 || !h[0].NewestArticle.Equal(Epoch.Add(tt.after)) {
			t.Errorf("OutletHealth = %+v, %v, want a newest article of %v", h, err, Epoch.Add(tt.after))
		}
	}
	testDays(t, s)
}

// testDays: of an entry that gives a day without a time only the day is known.
func testDays(t *testing.T, s *store.Store) {
	t.Helper()
	for n, only := range []bool{true, false} {
		after := time.Duration(n+2) * 2 * time.Hour
		claims, err := s.ClaimPolls(t.Context(), ask("suite", after))
		if err != nil || len(claims) != 1 {
			t.Fatalf("ClaimPolls = %d, %v, want 1", len(claims), err)
		}
		e := entry("alpha", 100+n)
		e.DayOnly = only
		r := answer(claims[0], after, 0)
		r.Entries = []news.Entry{e}
		if _, err := s.FinishPoll(t.Context(), claims[0].Claim, r); err != nil {
			t.Fatalf("FinishPoll = %v", err)
		}
		id, err := s.FindByAddress(t.Context(), e.URL)
		if err != nil {
			t.Fatal(err)
		}
		if a, err := s.Article(t.Context(), id); err != nil || a.DayOnly != only || a.DateGuessed || !a.Published.Equal(e.Published) {
			t.Errorf("published %v, day only %v, guessed %v, %v, want %v, %v and not guessed", a.Published, a.DayOnly, a.DateGuessed, err, e.Published, only)
		}
	}
}
