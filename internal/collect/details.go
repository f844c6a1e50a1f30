package collect

import (
	"slices"
	"strings"

	"github.com/overview-news/overview/internal/news"
	"github.com/overview-news/overview/page/extract"
)

// details are what a page says of its article besides, and where it or the feed
// says what a is filled with.
func details(page extract.Article, a news.Article) *news.Details {
	d := news.Details{Kicker: page.Kicker, Place: page.Place, Found: found(page, a)}
	if page.Image.URL != "" {
		d.ImageCaption, d.ImageCredit = page.Image.Caption, page.Image.Credit
	}
	for _, n := range page.Signed {
		if n.Kind != extract.NamePerson {
			d.Signed = append(d.Signed, news.Signature{Name: n.Text, Kind: news.SignatureKind(n.Kind)})
		}
	}
	return &d
}

// people are the persons, and their initials, among the authors that a feed
// gave; what the page names as something else is none.
func people(authors []string, signed []extract.Name, outlet, address string) []string {
	var out []string
	for _, n := range extract.SortNames(authors, outlet, address) {
		if isOfPerson(n) && !slices.ContainsFunc(signed, func(s extract.Name) bool { return !isOfPerson(s) && strings.EqualFold(s.Text, n.Text) }) {
			out = append(out, n.Text)
		}
	}
	return out
}

func isOfPerson(n extract.Name) bool {
	return n.Kind == extract.NamePerson || n.Kind == extract.NameInitials
}

// found says where the answers of an article were found.
func found(page extract.Article, a news.Article) news.Found {
	var f news.Found
	switch {
	case page.Headline != "":
		f.Headline = page.Sources.Headline
	case a.Title != "":
		f.Headline = news.FoundInFeed
	}
	switch {
	case len(page.Authors) > 0:
		f.Authors = page.Sources.Authors
	case len(a.Authors) > 0:
		f.Authors = news.FoundInFeed
	}
	switch {
	case a.DateGuessed:
	case a.Published.Equal(page.Published.Time):
		f.Published = page.Sources.Published
	default:
		f.Published = news.FoundInFeed
	}
	return f
}
