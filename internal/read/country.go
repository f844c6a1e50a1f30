package read

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"github.com/overview-news/overview/geo"
	"github.com/overview-news/overview/internal/news"
)

// Country is the page of a country's press.
type Country struct {
	CountryLine
	OwnNames []Text // those that are not its English name
	Region   string
	Leading  []StoryLine
	Only     []StoryLine // told by no other country's press
	OnlyAt   Moment      // when that was looked up
	Panel    bool        // its press can be asked what it overlooked
	Latest   List
	Outlets  []OutletLine
	Newest   Moment
}

// List is a part of a list that is ordered newest first.
type List struct {
	Lines []Line
	First bool   // this is the start
	Next  string // the cursor of the next part; empty at the end
}

// OutletLine is an outlet in a list.
type OutletLine struct {
	OutletRef
	Native   Text // its name in its own script, if that is another
	Language string
	Kind     string
	Health   Health
	Words    string // its health in a sentence
	Newest   Moment
}

// Bounds of a country's page, in entries.
const (
	countryStories = 6
	pageLines      = 40
)

// Country prepares the page of a country from a place in its list on.
func (r *Reader) Country(ctx context.Context, code string, after news.Cursor) (Country, error) {
	found, ok := geo.Lookup(code)
	if !ok {
		return Country{}, fmt.Errorf("country %q: %w", code, news.ErrNotFound)
	}
	newest, err := r.newest(ctx)
	if err != nil {
		return Country{}, err
	}
	all, err := r.countries(ctx, newest)
	if err != nil {
		return Country{}, err
	}
	page := Country{Region: regionOf(found.Code), CountryLine: CountryLine{
		Place: place(found.Code), State: CountryNone,
	}}
	for _, c := range all {
		if c.Code == found.Code {
			page.CountryLine = c
		}
	}
	for _, n := range found.OwnNames {
		if n.Name != page.Name {
			page.OwnNames = append(page.OwnNames, Foreign(n.Name, n.Language))
		}
	}
	page.Newest = r.moment(page.CountryLine.Latest)
	page.Latest, err = r.list(ctx, news.ArticleQuery{Country: found.Code, After: after})
	if err != nil || !page.Latest.First {
		return page, err
	}
	q := news.StoryQuery{Country: found.Code, Limit: countryStories}
	if page.Leading, err = r.leading(ctx, q, newest); err != nil {
		return page, err
	}
	if err := r.onlyAndPanel(ctx, &page); err != nil {
		return page, err
	}
	page.Outlets, err = r.outletLines(ctx, found.Code)
	return page, err
}

// list reads a part of the articles that q chooses.
func (r *Reader) list(ctx context.Context, q news.ArticleQuery) (List, error) {
	q.Limit = pageLines + 1
	articles, err := r.store.Articles(ctx, q)
	if err != nil {
		return List{}, fmt.Errorf("read articles: %w", err)
	}
	return r.part(ctx, articles, q.After)
}

// part makes a List of articles, of which one more was read than is shown.
func (r *Reader) part(ctx context.Context, articles []news.Article, after news.Cursor) (List, error) {
	l := List{First: after.IsZero()}
	if len(articles) > pageLines {
		articles = articles[:pageLines]
		last := articles[len(articles)-1]
		l.Next = CursorText(news.Cursor{Time: last.Published, ID: int64(last.ID)})
	}
	var err error
	l.Lines, err = r.lines(ctx, articles)
	return l, err
}

// outletLines lists the outlets of a country ("" for all) by name, those
// that answer first where they are of one country.
func (r *Reader) outletLines(ctx context.Context, country string) ([]OutletLine, error) {
	outlets, err := r.store.Outlets(ctx, country)
	if err != nil {
		return nil, fmt.Errorf("read outlets: %w", err)
	}
	out := make([]OutletLine, 0, len(outlets))
	for _, o := range outlets {
		feeds, err := r.store.Feeds(ctx, o.ID)
		if err != nil {
			return nil, fmt.Errorf("read feeds of %s: %w", o.ID, err)
		}
		out = append(out, r.outletLine(o, feeds))
	}
	slices.SortStableFunc(out, func(a, b OutletLine) int {
		if d := rank(a.Health) - rank(b.Health); d != 0 {
			return d
		}
		return strings.Compare(strings.ToLower(a.Name.Text), strings.ToLower(b.Name.Text))
	})
	return out, nil
}

func (r *Reader) outletLine(o news.Outlet, feeds []news.Feed) OutletLine {
	l := OutletLine{OutletRef: outletRef(o), Kind: short(o.Kind)}
	if o.Language != "" {
		l.Language = languageName(o.Language)
	}
	if o.NativeName != "" && o.NativeName != o.Name {
		l.Native = Foreign(shortName(o.NativeName), o.Language)
	}
	l.Health, l.Words = outletHealth(o, feeds, r.Now())
	for _, f := range feeds {
		if f.NewestEntry.After(l.Newest.Time) {
			l.Newest = r.moment(f.NewestEntry)
		}
	}
	return l
}
