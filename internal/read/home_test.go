package read_test

import (
	"fmt"
	"testing"
	"time"

	"github.com/overview-news/overview/internal/news"
	"github.com/overview-news/overview/internal/read/readtest"
)

// A part of the world with little news is listed although hundreds of newer
// articles come from another.
func TestHomeReadsOnForQuietRegions(t *testing.T) {
	s := &readtest.Store{}
	for i := range 300 {
		country := "FR"
		if i == 299 {
			country = "FJ"
		}
		outlet := news.OutletID(fmt.Sprintf("%s-%d", country, i%7))
		s.All = append(s.All, news.Article{
			ID: news.ArticleID(i + 1), Outlet: outlet, Country: country, Title: "Headline", Language: "en",
			Published: readtest.Now.Add(-time.Duration(i) * time.Minute),
		})
		s.Listed = append(s.Listed, news.Outlet{ID: outlet, Name: string(outlet), Country: country})
	}
	h, err := reader(s, true).Home(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	got := map[string]int{}
	for _, r := range h.Latest {
		got[r.Name] = len(r.Lines)
	}
	if len(got) != 2 || got["Europe"] != 6 || got["Oceania"] != 1 {
		t.Errorf("Home().Latest has lines %v, want 6 of Europe, 1 of Oceania", got)
	}
}
