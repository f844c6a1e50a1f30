package storetest

import (
	"errors"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/overview-news/overview/internal/news"
	"github.com/overview-news/overview/internal/store"
)

// hide takes target down and returns how many articles that hid.
func hide(t *testing.T, s *store.Store, target string) int {
	t.Helper()
	n, err := s.Hide(t.Context(), target, "a court's order", Epoch.Add(time.Hour))
	if err != nil {
		t.Fatalf("Hide(%s) = %v", target, err)
	}
	return n
}

// shown lists the articles that readers see.
func shown(t *testing.T, s *store.Store) []news.Article {
	t.Helper()
	got, err := s.Articles(t.Context(), news.ArticleQuery{})
	if err != nil {
		t.Fatalf("Articles = %v", err)
	}
	return got
}

func imported(outlet, url string) news.ImportedArticle {
	return news.ImportedArticle{
		Outlet:   news.Outlet{ID: news.OutletID(outlet), Name: outlet, Country: "FR", Language: "fr", Home: "https://" + outlet + ".example/"},
		Article:  news.Article{URL: url, Title: "Un titre importé", Language: "fr", Published: Epoch},
		Original: news.Rendition{Language: "fr", Title: "Un titre importé", Blocks: []news.Block{{Sentences: []string{"Une phrase."}}}},
	}
}

// testHideArticle: a hidden article is nowhere any more, and neither a poll
// nor an import nor another address of it brings it back.
func testHideArticle(t *testing.T, open Opener) {
	s := open(t)
	watch(t, s, "alpha", "FR", "fr")
	watch(t, s, "beta", "DE", "de")
	poll(t, s, 0, 1)
	a := collectOne(t, s, "Une phrase singulière.")
	group(t, s, news.Grouping{Placed: map[news.ArticleID]news.StoryID{1: 1, 2: 1}, Medoid: map[news.StoryID]news.ArticleID{1: a.ID}})
	recollect(t, s, a.ID, time.Minute, a.Title, "Une phrase singulière et corrigée.")
	if n := hide(t, s, a.URL+"?utm_source=feed"); n != 1 {
		t.Errorf("Hide = %d articles, want 1", n)
	}
	if n := hide(t, s, a.URL); n != 0 {
		t.Errorf("Hide again = %d articles, want none", n)
	}
	if got := shown(t, s); len(got) != 1 || got[0].ID == a.ID {
		t.Errorf("Articles = %+v, want the other one only", got)
	}
	if st, err := s.Story(t.Context(), 1); err != nil || st.Articles != 1 || st.Medoid == a.ID || st.Title == a.Title {
		t.Errorf("Story = %+v, %v, want the other article's", st, err)
	}
	texts, err := s.Renditions(t.Context(), a.ID)
	revisions, err2 := s.Revisions(t.Context(), a.ID)
	if err = errors.Join(err, err2); err != nil || len(texts)+len(revisions) != 0 {
		t.Errorf("%d texts and %d revisions of a hidden article, %v, want none", len(texts), len(revisions), err)
	}
	for _, words := range []string{"singulière", "alpha"} {
		if found, err := s.Search(t.Context(), news.SearchQuery{Text: words}); err != nil || len(found) != 0 {
			t.Errorf("Search(%s) = %d, %v, want none", words, len(found), err)
		}
	}
	claims, err := s.ClaimGroup(t.Context(), ask("suite", time.Hour))
	gone := false
	for _, c := range claims {
		gone = gone || c.Document.Article == a.ID && c.Document.Gone
	}
	if err != nil || !gone {
		t.Errorf("ClaimGroup = %+v, %v, want the hidden article to be taken out", claims, err)
	}
	err = s.EachAddress(t.Context(), func(url string) error {
		if url == a.URL {
			t.Errorf("EachAddress yields the hidden %s", url)
		}
		return nil
	})
	if err != nil {
		t.Errorf("EachAddress = %v", err)
	}
	poll(t, s, 3*time.Hour, 1)
	if n, err := s.Import(t.Context(), []news.ImportedArticle{imported("alpha", a.URL)}, Epoch); err != nil || n != 0 {
		t.Errorf("Import of the hidden address = %d, %v, want none", n, err)
	}
	if got := shown(t, s); len(got) != 1 {
		t.Errorf("after a poll and an import %d articles are shown, want 1", len(got))
	}
	want := []news.Hidden{{Target: a.URL, Reason: "a court's order", At: Epoch.Add(time.Hour)}}
	var got []news.Hidden
	err = s.EachHidden(t.Context(), func(h news.Hidden) error { got = append(got, h); return nil })
	if diff := cmp.Diff(want, got); diff != "" || err != nil {
		t.Errorf("EachHidden (-want +got):\n%s%v", diff, err)
	}
}

// testHideUnknown: an address can be hidden before anybody lists it, and a
// page that turns out to be a hidden one under another address is hidden.
func testHideUnknown(t *testing.T, open Opener) {
	s := open(t)
	watch(t, s, "alpha", "FR", "fr")
	if n := hide(t, s, "https://alpha.example/0"); n != 0 {
		t.Errorf("Hide = %d articles, want none yet", n)
	}
	if _, err := s.FindByAddress(t.Context(), "https://alpha.example/0"); !errors.Is(err, news.ErrNotFound) {
		t.Errorf("FindByAddress = %v, want ErrNotFound", err)
	}
	poll(t, s, 0, 2)
	if got := shown(t, s); len(got) != 1 || got[0].URL != "https://alpha.example/1" {
		t.Fatalf("Articles = %+v, want the second entry only", got)
	}
	claims, err := s.ClaimCollect(t.Context(), ask("suite", 0))
	if err != nil || len(claims) != 1 {
		t.Fatalf("ClaimCollect = %d, %v, want 1", len(claims), err)
	}
	a := claims[0].Article
	a.State, a.Canonical = news.StateCollected, "https://alpha.example/0"
	original := news.Rendition{Language: "fr", Title: a.Title, Blocks: []news.Block{{Sentences: []string{"Une phrase."}}}}
	err = s.FinishCollect(t.Context(), claims[0].Claim, news.CollectResult{At: Epoch, Article: a, Original: &original})
	if err != nil || len(shown(t, s)) != 0 {
		t.Errorf("FinishCollect under a hidden address = %v, %d articles shown, want none", err, len(shown(t, s)))
	}
	if n, err := s.Unhide(t.Context(), "https://alpha.example/0", Epoch); err != nil || n != 0 {
		t.Errorf("Unhide = %d, %v, want 0", n, err)
	}
	if n, err := s.Import(t.Context(), []news.ImportedArticle{imported("alpha", "https://alpha.example/0")}, Epoch); err != nil || n != 1 {
		t.Errorf("Import after Unhide = %d, %v, want 1", n, err)
	}
	for _, target := range []string{"", "alpha", "article:0", "article:999", "outlet:omega"} {
		if _, err := s.Hide(t.Context(), target, "none", Epoch); err == nil {
			t.Errorf("Hide(%q) = nil, want an error", target)
		}
	}
	if _, err := s.Unhide(t.Context(), "https://alpha.example/77", Epoch); !errors.Is(err, news.ErrNotFound) {
		t.Errorf("Unhide of what is not hidden = %v, want ErrNotFound", err)
	}
}

// testHideOutlet: nothing of a hidden outlet is shown or brought again, by its
// own feed, another's, a list or a file, until it is taken back.
func testHideOutlet(t *testing.T, open Opener) {
	s := open(t)
	watch(t, s, "alpha", "FR", "fr")
	watch(t, s, "beta", "FR", "fr")
	poll(t, s, 0, 3)
	a := collectOne(t, s, "Une phrase.")
	late, err := s.ClaimPolls(t.Context(), ask("late", 2*time.Hour)) // under way while it is hidden
	if err != nil || len(late) != 2 {
		t.Fatalf("ClaimPolls = %d, %v, want 2", len(late), err)
	}
	if n := hide(t, s, "outlet:alpha"); n != 3 {
		t.Errorf("Hide = %d articles, want 3", n)
	}
	for _, c := range late {
		r := answer(c, 2*time.Hour, 5)
		r.Entries = append(r.Entries, entry("alpha", 70)) // on beta's feed too
		_, err := s.FinishPoll(t.Context(), c.Claim, r)
		if lost := errors.Is(err, news.ErrLost); lost != (c.Outlet.ID == "alpha") {
			t.Errorf("FinishPoll of %s = %v", c.Outlet.ID, err)
		}
	}
	watch(t, s, "alpha", "FR", "fr") // the list is read again
	if c, err := s.ClaimPolls(t.Context(), ask("suite", 2*time.Hour)); err != nil || len(c) != 0 {
		t.Errorf("ClaimPolls = %d, %v, want none of a hidden outlet", len(c), err)
	}
	if n, err := s.Import(t.Context(), []news.ImportedArticle{imported("alpha", "https://alpha.example/88")}, Epoch); err != nil || n != 0 {
		t.Errorf("Import of a hidden outlet = %d, %v, want none", n, err)
	}
	for _, b := range shown(t, s) {
		if b.Outlet != "beta" {
			t.Errorf("an article of %s is shown: %s", b.Outlet, b.URL)
		}
	}
	hide(t, s, "article:2") // one stays hidden by itself
	if n, err := s.Unhide(t.Context(), "outlet:alpha", Epoch.Add(3*time.Hour)); err != nil || n < 2 {
		t.Errorf("Unhide = %d, %v, want its articles", n, err)
	}
	back, err := s.Article(t.Context(), a.ID)
	if err != nil || back.ID == 2 || back.State != news.StateHeadline {
		t.Errorf("Article = %+v, %v, want its headline back", back, err)
	}
	if own, err := s.Article(t.Context(), 2); err != nil || own.State != news.StateHidden {
		t.Errorf("Article(2) = %+v, %v, want it hidden", own, err)
	}
	if found, err := s.Search(t.Context(), news.SearchQuery{Text: "alpha", Outlet: "alpha"}); err != nil || len(found) == 0 {
		t.Errorf("Search for a headline that came back = %d, %v", len(found), err)
	}
	if c, err := s.ClaimPolls(t.Context(), ask("suite", 3*time.Hour)); err != nil || len(c) == 0 {
		t.Errorf("ClaimPolls = %d, %v, want its feed again", len(c), err)
	}
}
