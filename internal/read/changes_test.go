package read

import (
	"strings"
	"testing"
	"time"

	"github.com/overview-news/overview/internal/clock"
	"github.com/overview-news/overview/internal/news"
	"github.com/overview-news/overview/internal/read/readtest"
)

func paragraph(sentences ...string) []news.Block {
	return []news.Block{{Role: "paragraph", Sentences: sentences}}
}

// placesOf is the places of a change: sentences behind - or + if they were
// removed or added.
func placesOf(c Change) string {
	mark := map[string]string{"removed": "-", "added": "+"}
	var places []string
	for _, place := range c.Places {
		var s []string
		for _, p := range place {
			s = append(s, mark[string(p.Kind)]+p.Text.Text)
		}
		places = append(places, strings.Join(s, " "))
	}
	return strings.Join(places, " | ")
}

// TestChanges reads an article that was changed twice, with whole texts and
// without.
func TestChanges(t *testing.T) {
	at := time.Date(2026, 3, 2, 12, 0, 0, 0, time.UTC)
	s := &readtest.Store{
		Listed: []news.Outlet{{ID: "tern", Name: "Tern", Country: "IE", Lane: news.Domestic}},
		All: []news.Article{{ID: 1, Outlet: "tern", Country: "IE", Language: "en", Title: "Two hurt", URL: "https://tern.example/1",
			Published: at, State: news.StateCollected, Family: 1}},
		Texts: map[news.ArticleID][]news.Rendition{1: {{Article: 1, Language: "en", Original: true, Title: "Two hurt",
			Blocks: paragraph("A.", "B.", "Two were hurt.", "D.", "E.", "F.", "G.")}}},
		Before: map[news.ArticleID][]news.Revision{1: {
			{Article: 1, Until: at.Add(time.Hour), Title: "Nobody hurt", Blocks: paragraph("A.", "B.", "Nobody was hurt.", "D.", "E.", "F.")},
			{Article: 1, Until: at.Add(24 * time.Hour), Title: "Nobody hurt", Blocks: paragraph("A.", "B.", "Nobody was hurt.", "D.", "E.", "F.", "G.")},
		}},
	}
	clk := clock.NewStopped(at.Add(48 * time.Hour))
	page, err := New(clk, s, Options{Private: true}).Article(t.Context(), 1)
	if err != nil || len(page.Changes.List) != 2 {
		t.Fatalf("Article = %+v, %v, want two changes", page.Changes, err)
	}
	last, first := page.Changes.List[0], page.Changes.List[1]
	if got, want := placesOf(last), "B. -Nobody was hurt. +Two were hurt. D."; got != want {
		t.Errorf("the last change is %q, want %q", got, want)
	}
	if last.Was.Text != "Nobody hurt" || last.Is.Text != "Two hurt" || !last.Seen.Time.Equal(at.Add(24*time.Hour)) {
		t.Errorf("the last change = %+v, want the headlines and a day later", last)
	}
	if got, want := placesOf(first), "F. +G."; got != want || first.Is.Text != "" {
		t.Errorf("the first change is %q with headline %q, want %q and none", got, first.Is.Text, want)
	}
	page, err = New(clk, s, Options{}).Article(t.Context(), 1)
	if err != nil || len(page.Changes.List) != 0 || !strings.Contains(page.Changes.Words, "2 times") {
		t.Errorf("on a public address Changes = %+v, %v, want how often only", page.Changes, err)
	}
}
