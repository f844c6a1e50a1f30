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

// problems says what of the form cannot be meant, and how to write it.
func (f SearchForm) problems() []string {
	var out []string
	bad := func(value, format string) {
		if r := []rune(line(value)); len(r) > maxShownValue {
			value = string(r[:maxShownValue]) + "…"
		}
		out = append(out, fmt.Sprintf(format, "“"+line(value)+"”"))
	}
	if utf8.RuneCountInString(clean(f.Text)) > maxQuery {
		bad(f.Text, fmt.Sprintf("%%s are more than %d characters: fewer words find more.", maxQuery))
	}
	c := f.Clean()
	if f.Country != "" && c.Country == "" {
		bad(f.Country, "%s is no country: choose one from the list, or write its code of two letters.")
	}
	if f.Language != "" && c.Language == "" {
		bad(f.Language, "%s is no language: choose one from the list, or write its code, as pt.")
	}
	if f.Genre != "" && c.Genre == "" {
		bad(f.Genre, "%s is no kind of article: it is one of "+strings.Join(Genres(), ", ")+".")
	}
	for _, d := range []struct{ typed, read string }{{f.From, c.From}, {f.To, c.To}} {
		if d.typed != "" && d.read == "" {
			bad(d.typed, "%s is no day: write it as 2026-03-01.")
		}
	}
	if c.From != "" && c.To != "" && c.From > c.To {
		out = append(out, "The first day lies after the last.")
	}
	if f.After != "" && c.After == "" {
		bad(f.After, "%s does not lead to older results: search again.")
	}
	return out
}

// maxShownValue bounds how much of a wrong value is repeated, in characters.
const maxShownValue = 40

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
	Form  SearchForm
	Asked bool
	// Problems say what of the form cannot be meant; nothing is looked for then.
	Problems []string
	Results  List
	// Choices of the form: only what the store can have.
	Countries []Place
	Languages []Choice
	Genres    []string
}

// Choice is a value of a form field with its name.
type Choice struct{ Value, Name string }

// Search answers form.
func (r *Reader) Search(ctx context.Context, form SearchForm) (Search, error) {
	problems := form.problems()
	form = form.Clean()
	page := Search{Form: form, Problems: problems, Genres: Genres()}
	if err := r.fillChoices(ctx, &page); err != nil {
		return Search{}, err
	}
	form = page.Form
	page.Asked = !form.IsZero() && len(page.Problems) == 0
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

// chooseOutlet finds the outlet that somebody typed, by its id or its name.
func (p *Search) chooseOutlet(all map[news.OutletID]news.Outlet) {
	typed := p.Form.Outlet
	if _, known := all[news.OutletID(typed)]; typed == "" || known {
		return
	}
	var found []news.OutletID
	for _, o := range all {
		if strings.EqualFold(o.Name, typed) || strings.EqualFold(o.NativeName, typed) {
			found = append(found, o.ID)
		}
	}
	if len(found) == 1 {
		p.Form.Outlet = string(found[0])
		return
	}
	if r := []rune(typed); len(r) > maxShownValue {
		typed = string(r[:maxShownValue]) + "…"
	}
	why := "No outlet here is called “%s”: write its name or its id, as its page has them."
	if len(found) > 1 {
		why = "Several outlets are called “%s”: write the id of one, as its page has it."
	}
	p.Problems = append(p.Problems, fmt.Sprintf(why, typed))
}

func (r *Reader) fillChoices(ctx context.Context, page *Search) error {
	all, err := r.catalog(ctx)
	if err != nil {
		return err
	}
	page.chooseOutlet(all)
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
