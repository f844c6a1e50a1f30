package read

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"github.com/overview-news/overview/geo"
	"github.com/overview-news/overview/internal/measure"
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
	Window   string // what Articles counts, in words
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
	Standing measure.Standing
	Health   Health
	Words    string // its health in a sentence
	Class    string // of the fault, while it fails
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
	press, err := r.pressNow(ctx)
	if err != nil {
		return Country{}, err
	}
	page := Country{Region: regionOf(found.Code), Window: r.windowWords(newest),
		CountryLine: r.countryLine(found.Code, press.state(found.Code), news.CountryCount{})}
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
	page.Outlets = r.outletLines(press, found.Code)
	return page, nil
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

// outletLines lists the outlets of a country by name, those that work first.
func (r *Reader) outletLines(p press, country string) []OutletLine {
	ids := p.country[country].Outlets
	out := make([]OutletLine, 0, len(ids))
	for _, id := range ids {
		out = append(out, r.outletLine(p.health[id]))
	}
	slices.SortStableFunc(out, func(a, b OutletLine) int {
		if d := rank(a.Health) - rank(b.Health); d != 0 {
			return d
		}
		return strings.Compare(strings.ToLower(a.Name.Text), strings.ToLower(b.Name.Text))
	})
	return out
}

func (r *Reader) outletLine(h news.OutletHealth) OutletLine {
	o, now := h.Outlet, r.Now()
	l := OutletLine{OutletRef: outletRef(o), Kind: short(o.Kind), Standing: r.params.StandingOf(h, now)}
	if o.Language != "" {
		l.Language = languageName(o.Language)
	}
	if o.NativeName != "" && o.NativeName != o.Name {
		l.Native = Foreign(shortName(o.NativeName), o.Language)
	}
	l.Health, l.Words = healthOf(l.Standing), outletWords(h, l.Standing, now)
	if h.Failures > 0 {
		l.Class = short(h.Fault.Class)
	}
	if newest := newestOf(h); !newest.IsZero() {
		l.Newest = r.moment(newest)
	}
	return l
}
