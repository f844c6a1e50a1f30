package storetest

import (
	"slices"
	"testing"

	"github.com/overview-news/overview/internal/news"
	"github.com/overview-news/overview/internal/store"
)

// testNewsroomCountsOnce: one newsroom with two outlets and four feeds is one
// of those that tell a story, in each of its countries.
func testNewsroomCountsOnce(t *testing.T, open Opener) {
	s := open(t)
	outlet := func(id, publisher, country string, feeds ...string) store.WatchedOutlet {
		w := store.WatchedOutlet{Outlet: news.Outlet{ID: news.OutletID(id), Name: id, Home: "https://" + id + ".example/",
			Country: country, Language: "en", Lane: news.Domestic, Publisher: publisher}}
		for _, f := range feeds {
			w.Feeds = append(w.Feeds, news.Feed{URL: "https://" + id + ".example/" + f})
		}
		return w
	}
	err := s.Watch(t.Context(), []store.WatchedOutlet{
		outlet("heron-en", "heron", "GB", "world", "politics", "top"), outlet("heron-es", "heron", "MX", "mundo"), outlet("ente", "ente", "DE", "all"),
	}, Epoch)
	if err != nil {
		t.Fatalf("Watch = %v", err)
	}
	// What each feed lists; the same address in two feeds is one article.
	listed := map[string]string{
		"https://heron-en.example/world": "https://heron-en.example/a", "https://heron-en.example/politics": "https://heron-en.example/a",
		"https://heron-en.example/top": "https://heron-en.example/a-update", "https://heron-es.example/mundo": "https://heron-es.example/b",
		"https://ente.example/all": "https://ente.example/c",
	}
	for range listed { // at most one feed of a host is given at a time
		claims, err := s.ClaimPolls(t.Context(), ask("suite", 0))
		if err != nil {
			t.Fatalf("ClaimPolls = %v", err)
		}
		for _, c := range claims {
			r := answer(c, 0, 0)
			r.Entries = []news.Entry{{Key: listed[c.Feed.URL], URL: listed[c.Feed.URL], Title: "A bridge is closed", Language: "en", Published: Epoch}}
			if _, err := s.FinishPoll(t.Context(), c.Claim, r); err != nil {
				t.Fatalf("FinishPoll = %v", err)
			}
		}
	}
	claims, err := s.ClaimGroup(t.Context(), ask("suite", 0))
	if err != nil || len(claims) != 4 {
		t.Fatalf("ClaimGroup = %d, %v, want 4 articles", len(claims), err)
	}
	held, placed := []news.Claim{}, map[news.ArticleID]news.StoryID{}
	var other news.ArticleID // of the second newsroom
	for _, c := range claims {
		held, placed[c.Document.Article] = append(held, c.Claim), 1
		if c.Document.Publisher == "ente" {
			other = c.Document.Article
		}
	}
	group := func(held []news.Claim, placed map[news.ArticleID]news.StoryID, articles, publishers int, countries ...string) {
		t.Helper()
		if err := s.FinishGroup(t.Context(), held, news.Grouping{At: Epoch, Placed: placed}); err != nil {
			t.Fatalf("FinishGroup = %v", err)
		}
		st, err := s.Story(t.Context(), 1)
		if err != nil || st.Articles != articles || st.Publishers != publishers || st.Countries != len(countries) {
			t.Errorf("Story = %+v, %v, want %d articles of %d newsrooms in %d countries", st, err, articles, publishers, len(countries))
		}
		told, err := s.StoryArticles(t.Context(), 1, 10)
		var in []string
		for _, a := range told {
			in = append(in, a.Country)
		}
		slices.Sort(in)
		if in = slices.Compact(in); err != nil || len(told) != articles || !slices.Equal(in, countries) {
			t.Errorf("StoryArticles = %d in %q, %v, want %d in %q", len(told), in, err, articles, countries)
		}
	}
	group(held, placed, 4, 2, "DE", "GB", "MX")
	group(nil, map[news.ArticleID]news.StoryID{other: 0}, 3, 1, "GB", "MX")
}
