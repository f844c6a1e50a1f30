package read

import (
	"context"
	"fmt"

	"github.com/overview-news/overview/internal/news"
)

// World lists every country with its state and what its press brought, for
// the globe and for the list that says the same.
func (r *Reader) World(ctx context.Context) ([]Region, error) {
	newest, err := r.newest(ctx)
	if err != nil {
		return nil, err
	}
	countries, err := r.countries(ctx, newest)
	return byRegion(countries), err
}

// feedLines bounds a feed of ours, in entries.
const feedLines = 50

// Latest lists the newest articles of a country's press, or of all ("").
func (r *Reader) Latest(ctx context.Context, country string) ([]Line, error) {
	articles, err := r.store.Articles(ctx, news.ArticleQuery{Country: country, Limit: feedLines})
	if err != nil {
		return nil, fmt.Errorf("read the latest: %w", err)
	}
	return r.lines(ctx, articles)
}

// CountryOf returns the country with a code, and false if there is none.
func CountryOf(code string) (Place, bool) {
	p := place(code)
	return p, p.Path != ""
}
