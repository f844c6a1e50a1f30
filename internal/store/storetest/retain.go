package storetest

import (
	"testing"
	"time"

	"github.com/overview-news/overview/internal/news"
)

// testRetain: old texts go, headlines stay and can be found, and an entry that
// its feed still lists does not come again.
func testRetain(t *testing.T, open Opener) {
	s := open(t)
	watch(t, s, "alpha", "FR", "fr")
	poll(t, s, 0, 1)
	a := collectOne(t, s, "Une phrase singulière.")
	english(t, s, time.Minute)
	recollect(t, s, a.ID, time.Hour, a.Title, "Une phrase singulière, changée.")
	if _, err := s.Import(t.Context(), []news.ImportedArticle{imported("gamma", "https://gamma.example/1")}, Epoch); err != nil {
		t.Fatalf("Import = %v", err)
	}
	drop := func(before time.Time, want int) {
		t.Helper()
		if n, err := s.DropOldTexts(t.Context(), before, 10); err != nil || n != want {
			t.Errorf("DropOldTexts(%v) = %d, %v, want %d", before, n, err, want)
		}
	}
	texts := func(id news.ArticleID) int {
		t.Helper()
		got, err := s.Renditions(t.Context(), id)
		if err != nil {
			t.Fatalf("Renditions = %v", err)
		}
		before, err := s.Revisions(t.Context(), id)
		if err != nil {
			t.Fatalf("Revisions = %v", err)
		}
		return len(got) + len(before)
	}
	drop(Epoch, 0) // the same day
	drop(Epoch.AddDate(0, 0, 1), 1)
	drop(Epoch.AddDate(0, 0, 1), 0)
	got, err := s.Article(t.Context(), a.ID)
	if err != nil || texts(a.ID) != 0 || got.Summary+got.SummaryEnglish != "" || got.State != news.StateCollected || got.Title != a.Title {
		t.Errorf("Article = %+v, %v with %d texts, want its headline only", got, err, texts(a.ID))
	}
	for words, want := range map[string]int{"singulière": 0, "headline": 1} {
		if found, err := s.Search(t.Context(), news.SearchQuery{Text: words}); err != nil || len(found) != want {
			t.Errorf("Search(%s) = %d, %v, want %d", words, len(found), err, want)
		}
	}
	poll(t, s, 2*time.Hour, 1)
	if all := shown(t, s); len(all) != 2 {
		t.Errorf("%d articles after the feed was polled again, want 2", len(all))
	}
	if c, err := s.ClaimTranslate(t.Context(), ask("suite", 2*time.Hour)); err != nil || len(c) != 1 {
		t.Errorf("ClaimTranslate = %d, %v, want the imported one only", len(c), err)
	}
	recollect(t, s, a.ID, 2*time.Hour, a.Title, "Une phrase singulière.")
	drop(Epoch.AddDate(0, 0, 1), 1) // it came back, and ages again
	if n, err := s.DropOldestTexts(t.Context(), 10); err != nil || n != 1 {
		t.Errorf("DropOldestTexts = %d, %v, want the imported one", n, err)
	}
}

// testOldPolls: the log of polls is forgotten feed by feed.
func testOldPolls(t *testing.T, open Opener) {
	s := open(t)
	watch(t, s, "alpha", "FR", "fr")
	watch(t, s, "beta", "FR", "fr")
	poll(t, s, 0, 1)
	var seen []news.FeedID
	for after := news.FeedID(0); ; {
		last, err := s.DropOldPolls(t.Context(), Epoch.Add(time.Hour), after, 1)
		if err != nil {
			t.Fatalf("DropOldPolls = %v", err)
		}
		if last == 0 {
			break
		}
		seen, after = append(seen, last), last
	}
	if len(seen) != 2 {
		t.Errorf("DropOldPolls went through %v, want two feeds", seen)
	}
}

// testLeading: the pages of a story that three newsrooms tell come first, and
// the budget of the day bounds those that were not planned.
func testLeading(t *testing.T, open Opener) {
	s := open(t)
	for _, id := range []string{"alpha", "beta", "gamma", "delta"} {
		watch(t, s, id, "FR", "fr")
	}
	claims, err := s.ClaimPolls(t.Context(), ask("suite", 0))
	if err != nil || len(claims) != 4 {
		t.Fatalf("ClaimPolls = %d, %v, want 4", len(claims), err)
	}
	for _, c := range claims {
		r := answer(c, 0, 2)
		if c.Outlet.ID != "alpha" { // only alpha's pages are planned
			r.Entries[0].Collect, r.Entries[1].Collect = time.Time{}, time.Time{}
		}
		if _, err := s.FinishPoll(t.Context(), c.Claim, r); err != nil {
			t.Fatalf("FinishPoll = %v", err)
		}
	}
	story := map[string]news.StoryID{
		"https://alpha.example/1": 1, "https://beta.example/0": 1, "https://gamma.example/0": 1, // told by three
		"https://delta.example/0": 2, "https://beta.example/1": 2, // told by two
	}
	placed := map[news.ArticleID]news.StoryID{}
	for _, a := range shown(t, s) {
		if story[a.URL] != 0 {
			placed[a.ID] = story[a.URL]
		}
	}
	group(t, s, news.Grouping{Placed: placed})
	for _, tt := range []struct {
		name   string
		budget int
		want   int
	}{
		{"what is planned moves", 0, 1},
		{"the budget is used up", 2, 0},
		{"room for one", 3, 1},
		{"room for all", 100, 1},
		{"nothing is left", 100, 0},
	} {
		if n, err := s.DemandLeading(t.Context(), Epoch, tt.budget); err != nil || n != tt.want {
			t.Errorf("%s: DemandLeading = %d, %v, want %d", tt.name, n, err, tt.want)
		}
	}
	want := []string{"https://alpha.example/1", "https://beta.example/0", "https://gamma.example/0"}
	due, err := s.ClaimCollect(t.Context(), ask("suite", 0))
	if err != nil || len(due) != len(want) {
		t.Fatalf("ClaimCollect = %d, %v, want %d", len(due), err, len(want))
	}
	for _, c := range due {
		if story[c.Article.URL] != 1 {
			t.Errorf("%s is claimed before the leading story", c.Article.URL)
		}
	}
}
