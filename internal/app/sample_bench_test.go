package app

import (
	"net/http"
	"net/http/httptest"
	"regexp"
	"slices"
	"testing"
	"time"

	"github.com/overview-news/overview/internal/news"
	"github.com/overview-news/overview/internal/sample"
)

// loaded finds what a page loads at once: styles, scripts, icon, the globe's
// outlines and figures. The finer outlines come with zooming.
var loaded = regexp.MustCompile(`(?:href|src|data-map|data-figures)="(/assets/[^"]+|/[a-z]+\.json)"`)

// BenchmarkSample measures the pages of the sample day: their weight as a
// browser gets it (Brotli), alone and with all that a first visit loads, and
// how long making one takes without the server's cache.
func BenchmarkSample(b *testing.B) {
	a := sampleDay(b)
	site, err := a.site(a.reader())
	if err != nil {
		b.Fatal(err)
	}
	opinion, err := a.store.Articles(b.Context(), news.ArticleQuery{Country: "FR", Genres: []news.Genre{news.GenreOpinion}, Limit: 1})
	if err != nil || len(opinion) != 1 {
		b.Fatalf("%d opinion pieces, %v", len(opinion), err)
	}
	missed, err := a.reader().Overlooked(b.Context(), sample.PanelCountry)
	if err != nil || len(missed.Stories) == 0 {
		b.Fatalf("%d overlooked, %v", len(missed.Stories), err)
	}
	article, err := a.reader().Article(b.Context(), opinion[0].ID)
	if err != nil {
		b.Fatal(err)
	}
	for _, page := range []struct{ name, path string }{
		{"home", "/"}, {"country", "/fr"}, {"article", article.Path}, {"story", missed.Stories[0].Path}, {"world", "/world"},
		{"overlooked", "/overlooked"}, {"outlets", "/outlets"}, {"countries", "/countries"}, {"search", "/search?q=Valperle"}, {"methods", "/methods"},
	} {
		b.Run(page.name, func(b *testing.B) {
			var took []time.Duration
			for b.Loop() {
				start := time.Now()
				get(b, site, page.path)
				took = append(took, time.Since(start))
			}
			slices.Sort(took)
			b.ReportMetric(float64(took[len(took)/2].Microseconds())/1000, "p50-ms")
			b.ReportMetric(float64(took[len(took)*99/100].Microseconds())/1000, "p99-ms")
			html := weigh(b, a.handler, page.path, "")
			packed := weigh(b, a.handler, page.path, "br")
			b.ReportMetric(kB(len(html)), "kB-html")
			b.ReportMetric(kB(len(packed)), "kB-br")
			all := len(packed)
			for _, m := range loaded.FindAllStringSubmatch(html, -1) {
				all += len(weigh(b, a.handler, m[1], "br"))
			}
			b.ReportMetric(kB(all), "kB-first")
		})
	}
}

func kB(bytes int) float64 { return float64(bytes) / 1000 }

// weigh is the body of an answer to who accepts a content coding; what is tiny
// comes without.
func weigh(b *testing.B, h http.Handler, path, coding string) string {
	b.Helper()
	w := httptest.NewRecorder()
	r := httptest.NewRequest(http.MethodGet, "http://localhost"+path, nil)
	r.Header.Set("Accept-Encoding", coding)
	h.ServeHTTP(w, r)
	if w.Code != http.StatusOK {
		b.Fatalf("GET %s = %d", path, w.Code)
	}
	return w.Body.String()
}
