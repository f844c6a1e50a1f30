package read

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/overview-news/overview/geo"
	"github.com/overview-news/overview/internal/news"
	"github.com/overview-news/overview/text/language"
)

// SearchForm is what somebody asked for, as it stands in the address.
type SearchForm struct {
	Text     string
	Country  string
	Outlet   string
	Language string
	Genre    string
	From, To string // days, YYYY-MM-DD
	After    string // cursor
}

// maxQuery bounds a search text, in characters; the longest headline fits.
const maxQuery = 200

// IsZero reports whether nothing was asked.
func (f SearchForm) IsZero() bool {
	f.After = ""
	return f == SearchForm{}
}

// Clean is the form without what cannot be meant.
func (f SearchForm) Clean() SearchForm {
	f.Text = clean(f.Text)
	if utf8.RuneCountInString(f.Text) > maxQuery {
		f.Text = string([]rune(f.Text)[:maxQuery])
	}
	if c, ok := geo.Lookup(f.Country); ok {
		f.Country = c.Code
	} else {
		f.Country = ""
	}
	if tag, ok := language.Parse(f.Language); ok {
		f.Language = string(tag)
	} else {
		f.Language = ""
	}
	if !slices.Contains(Genres(), f.Genre) {
		f.Genre = ""
	}
	f.Outlet = line(f.Outlet)
	f.From, f.To = dayText(f.From), dayText(f.To)
	if ParseCursor(f.After).IsZero() {
		f.After = ""
	}
	return f
}

func dayText(s string) string {
	if _, err := time.Parse(time.DateOnly, s); err != nil {
		return ""
	}
	return s
}

// Genres are those that a search can ask for.
func Genres() []string {
	return []string{
		string(news.GenreReport), string(news.GenreAnalysis), string(news.GenreOpinion),
		string(news.GenreInterview), string(news.GenreLive), string(news.GenreRoundup),
	}
}

// Search is a page of results.
type Search struct {
	Form    SearchForm
	Asked   bool
	Results List
	// Choices of the form: only what the store can have.
	Countries []Place
	Languages []Choice
	Genres    []string
}

// Choice is a value of a form field with its name.
type Choice struct{ Value, Name string }

// Search answers form.
func (r *Reader) Search(ctx context.Context, form SearchForm) (Search, error) {
	form = form.Clean()
	page := Search{Form: form, Asked: !form.IsZero(), Genres: Genres()}
	if err := r.fillChoices(ctx, &page); err != nil {
		return Search{}, err
	}
	if !page.Asked {
		return page, nil
	}
	q := news.SearchQuery{
		Text: form.Text, Country: form.Country, Outlet: news.OutletID(form.Outlet),
		Language: form.Language, Genre: news.Genre(form.Genre),
		After: ParseCursor(form.After), Limit: pageLines + 1,
	}
	if t, err := time.Parse(time.DateOnly, form.From); err == nil {
		q.Since = t
	}
	if t, err := time.Parse(time.DateOnly, form.To); err == nil {
		q.Until = t.Add(day)
	}
	articles, err := r.found(ctx, q)
	if err != nil {
		return Search{}, err
	}
	page.Results, err = r.part(ctx, articles, q.After)
	return page, err
}

// found asks the index, or the plain list where no words are asked for.
func (r *Reader) found(ctx context.Context, q news.SearchQuery) ([]news.Article, error) {
	if strings.TrimSpace(q.Text) != "" {
		articles, err := r.store.Search(ctx, q)
		if err != nil {
			return nil, fmt.Errorf("search: %w", err)
		}
		return articles, nil
	}
	plain := news.ArticleQuery{
		Country: q.Country, Outlet: q.Outlet, Language: q.Language,
		Since: q.Since, Until: q.Until, After: q.After, Limit: q.Limit,
	}
	if q.Genre != "" {
		plain.Genres = []news.Genre{q.Genre}
	}
	articles, err := r.store.Articles(ctx, plain)
	if err != nil {
		return nil, fmt.Errorf("read articles: %w", err)
	}
	return articles, nil
}

func (r *Reader) fillChoices(ctx context.Context, page *Search) error {
	all, err := r.catalog(ctx)
	if err != nil {
		return err
	}
	countries, languages := map[string]bool{}, map[string]bool{}
	for _, o := range all {
		countries[o.Country] = true
		if tag, ok := language.Parse(o.Language); ok {
			languages[string(tag)] = true
		}
	}
	for code := range countries {
		if p := place(code); p.Path != "" {
			page.Countries = append(page.Countries, p)
		}
	}
	for tag := range languages {
		page.Languages = append(page.Languages, Choice{Value: tag, Name: language.Tag(tag).Name()})
	}
	slices.SortFunc(page.Countries, func(a, b Place) int { return strings.Compare(a.Name, b.Name) })
	slices.SortFunc(page.Languages, func(a, b Choice) int { return strings.Compare(a.Name, b.Name) })
	return nil
}
