package app

import (
	"fmt"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/overview-news/overview/geo"
	"github.com/overview-news/overview/internal/news"
)

// benchArticles is the size of the store that pages are measured on.
const benchArticles = 100_000

// bigStore fills a store with invented articles of a month, in stories of
// about ten, from 300 outlets in 60 countries.
func bigStore(b *testing.B) *App {
	b.Helper()
	cfg := defaults()
	cfg.Store.Data = b.TempDir()
	cfg.Clock.Now = time.Date(2026, 8, 3, 12, 0, 0, 0, time.UTC)
	cfg.English.NoApertium = true
	a, err := Open(b.Context(), slog.New(slog.DiscardHandler), "bench", cfg)
	if err != nil {
		b.Fatal(err)
	}
	b.Cleanup(func() { _ = a.Close() })
	countries := geo.All()[:60]
	for from := 0; from < benchArticles; from += 500 {
		batch := make([]news.ImportedArticle, 0, 500)
		placed := map[news.ArticleID]news.StoryID{}
		for i := from; i < from+500; i++ {
			batch = append(batch, benchArticle(i, countries, cfg.Clock.Now))
			placed[news.ArticleID(i+1)] = news.StoryID(i/10 + 1)
		}
		if _, err := a.store.Import(b.Context(), batch, cfg.Clock.Now); err != nil {
			b.Fatal(err)
		}
		if err := a.store.FinishGroup(b.Context(), nil, news.Grouping{At: cfg.Clock.Now, Placed: placed}); err != nil {
			b.Fatal(err)
		}
	}
	return a
}

func benchArticle(i int, countries []geo.Country, now time.Time) news.ImportedArticle {
	outlet := (i * 7) % 300
	country := countries[outlet%len(countries)]
	sentence := fmt.Sprintf("The council of district %d met on matter %d and the ferry of quay %d left %d minutes late.", i%97, i/10, i%31, i%59)
	blocks := make([]news.Block, 12)
	for j := range blocks {
		blocks[j] = news.Block{Role: "paragraph", Sentences: []string{sentence, strings.ToUpper(sentence[:1]) + sentence[1:], sentence}}
	}
	title := fmt.Sprintf("Matter %d before the council of district %d", i/10, i%97)
	original := news.Rendition{Language: "fr", Title: "Affaire : " + title, Blocks: blocks}
	return news.ImportedArticle{
		Outlet: news.Outlet{ID: news.OutletID(fmt.Sprintf("outlet-%d", outlet)), Name: fmt.Sprintf("Outlet %d", outlet),
			Home: fmt.Sprintf("https://o%d.example/", outlet), Country: country.Code, Language: "fr", Lane: news.Domestic},
		Article: news.Article{URL: fmt.Sprintf("https://o%d.example/%d", outlet, i), Language: "fr", Title: original.Title,
			Published: now.Add(-time.Duration(benchArticles-i) * 25 * time.Second), Genre: news.GenreReport},
		Original: original,
		English:  &news.Rendition{Language: "en", Title: title, Blocks: blocks, Engine: "bench", Aligned: true},
	}
}

// BenchmarkPages measures pages on a store of 100,000 articles: each request
// makes its page anew, without the server's cache.
func BenchmarkPages(b *testing.B) {
	a := bigStore(b)
	handler, err := a.site(a.reader())
	if err != nil {
		b.Fatal(err)
	}
	country := strings.ToLower(geo.All()[3].Code)
	for _, page := range []struct {
		name string
		path func(i int) string
	}{
		{"home", func(int) string { return "/" }},
		{"country", func(int) string { return "/" + country }},
		{"article", func(i int) string { return fmt.Sprintf("/article/%d", benchArticles-i*13%50_000) }},
		{"story", func(i int) string { return fmt.Sprintf("/story/%d", benchArticles/10-i*7%5000) }},
		{"search", func(i int) string { return fmt.Sprintf("/search?q=matter+%d", 9000-i*3%5000) }},
	} {
		b.Run(page.name, func(b *testing.B) {
			var took []time.Duration
			i := 0
			for b.Loop() {
				start := time.Now()
				get(b, handler, page.path(i))
				took = append(took, time.Since(start))
				i++
			}
			slices.Sort(took)
			b.ReportMetric(float64(took[len(took)/2].Microseconds())/1000, "p50-ms")
			b.ReportMetric(float64(took[len(took)*99/100].Microseconds())/1000, "p99-ms")
		})
	}
}

// get asks for a page, following the redirect to its full address.
func get(b *testing.B, handler http.Handler, path string) {
	for range 3 {
		w := httptest.NewRecorder()
		r := httptest.NewRequest(http.MethodGet, "http://localhost"+path, nil)
		handler.ServeHTTP(w, r)
		switch w.Code {
		case http.StatusOK:
			return
		case http.StatusMovedPermanently, http.StatusFound, http.StatusSeeOther, http.StatusPermanentRedirect, http.StatusTemporaryRedirect:
			path = w.Header().Get("Location")
		default:
			b.Fatalf("GET %s = %d", path, w.Code)
		}
	}
	b.Fatalf("GET %s leads in a circle", path)
}
