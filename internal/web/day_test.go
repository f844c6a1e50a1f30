package web_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/overview-news/overview/geo"
	"github.com/overview-news/overview/internal/news"
	"github.com/overview-news/overview/internal/read/readtest"
	"github.com/overview-news/overview/internal/web"
)

// fullDay is a store with news from every country: headlines of usual length
// whose words differ, so that they compress as real ones do.
func fullDay() *readtest.Store {
	s := readtest.Full()
	words := strings.Fields(`budget bridge council drought harvest minister school strike tram flood vote court
		hospital river teachers port fishery market union festival mayor reservoir ferry clinic audit railway
		pension orchard wildfire museum refinery border quarry stadium passport cement lagoon senate tariff`)
	word := func(n int) string { return words[(n*7919+n*n*31)%len(words)] }
	id := 1000
	for i, c := range geo.All() {
		o := news.Outlet{ID: news.OutletID("day-" + c.Code), Name: c.Name + " Daily " + word(i), Country: c.Code, Language: "es", Lane: news.Domestic}
		s.Listed = append(s.Listed, o)
		s.Polled[o.ID] = []news.Feed{{State: news.FeedActive, LastAttempt: readtest.Now, LastSuccess: readtest.Now, NewestEntry: readtest.Now}}
		for range 1 + i%5 {
			id++
			headline := fmt.Sprintf("%s %s after %s %s divides %s and %s", word(id), word(id*3), word(id*5), word(id*7), word(id*11), word(id*13))
			s.All = append(s.All, news.Article{
				ID: news.ArticleID(id), Outlet: o.ID, Country: c.Code, Language: "es", State: news.StateHeadline,
				Title: "El " + headline + " segun " + word(id*17), TitleEnglish: headline,
				Published: readtest.Now.Add(-time.Duration(id%1300) * time.Minute),
			})
		}
	}
	for i := range 12 {
		s.Told = append(s.Told, news.Story{
			ID: news.StoryID(100 + i), Title: word(i) + " " + word(i+9), Medoid: news.ArticleID(1001 + i*7),
			First: readtest.Now, Last: readtest.Now, Articles: 20, Publishers: 12 + i, Countries: 5 + i, Texts: 7,
		})
	}
	return s
}

func BenchmarkHome(b *testing.B) {
	h := site(b, fullDay(), web.Options{})
	for b.Loop() {
		get(h, "/")
	}
}

func BenchmarkArticle(b *testing.B) {
	h := site(b, fullDay(), web.Options{})
	for b.Loop() {
		get(h, "/article/1/river-bridge-reopens-after-nine-years")
	}
}
