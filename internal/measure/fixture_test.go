package measure

import (
	"fmt"
	"time"

	"github.com/overview-news/overview/internal/news"
)

var now = time.Date(2026, 8, 3, 12, 0, 0, 0, time.UTC)

// regions is a geography of a few countries.
type regions map[string]string

func (r regions) Subregion(country string) string { return r[country] }

var earth = regions{
	"US": "021", "CA": "021", "FR": "155", "DE": "155", "GB": "154", "ES": "039",
	"JP": "030", "KE": "014", "EG": "015", "AR": "005", "IN": "034",
}

// rooms returns n healthy newsrooms of a country: us-0, us-1 …
func rooms(country string, n int) []news.Newsroom {
	var out []news.Newsroom
	for i := range n {
		out = append(out, news.Newsroom{
			Publisher: publisher(country, i), Country: country, Lane: news.Domestic,
			WatchedSince: now.Add(-500 * time.Hour), LastSuccess: now.Add(-time.Hour),
			NewestEntry: now.Add(-2 * time.Hour), MedianGap: time.Hour,
		})
	}
	return out
}

func publisher(country string, i int) string { return fmt.Sprintf("%s-%d", country, i) }

// desk numbers reports.
type desk struct{ last news.ArticleID }

// report is a report of a newsroom with a text of its own, some hours ago.
func (d *desk) report(country string, i int, hours float64) news.Report {
	d.last++
	return news.Report{
		Article: d.last, Family: d.last, Publisher: publisher(country, i), Country: country,
		Lane: news.Domestic, Genre: news.GenreReport,
		Published: now.Add(-time.Duration(hours * float64(time.Hour))),
	}
}

// reports are of the first n newsrooms of a country.
func (d *desk) reports(country string, n int, hours float64) []news.Report {
	var out []news.Report
	for i := range n {
		out = append(out, d.report(country, i, hours))
	}
	return out
}
