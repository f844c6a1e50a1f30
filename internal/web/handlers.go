package web

import (
	"encoding/json"
	"fmt"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"time"

	"github.com/overview-news/overview/internal/news"
	"github.com/overview-news/overview/internal/read"
)

func (s *Site) home(w http.ResponseWriter, r *http.Request) error {
	view, err := s.reader.Home(r.Context())
	if err != nil {
		return err
	}
	p := homePage{page: s.base(r.Context(), "home", "Overview",
		"The domestic press of every country, in English, with the original one tap away."), Home: view}
	p.Globe, p.Feed = true, "/latest.rss"
	return s.show(w, http.StatusOK, "home", p)
}

func (s *Site) country(w http.ResponseWriter, r *http.Request) error {
	code := r.PathValue("country")
	place, ok := read.CountryOf(code)
	if !ok || len(code) != len(place.Code) {
		return errNotFound
	}
	if lower := strings.ToLower(code); lower != code {
		return &read.Moved{Path: "/" + lower}
	}
	view, err := s.reader.Country(r.Context(), code, read.ParseCursor(r.URL.Query().Get("after")))
	if err != nil {
		return err
	}
	p := countryPage{Country: view, Sentence: sentence(view),
		page: s.base(r.Context(), "country", view.Name, "What the press of "+view.InWords()+" reports, in English.")}
	p.Feed = view.Path + ".rss"
	return s.show(w, http.StatusOK, "country", p)
}

// sentence says how much a country's press reported.
func sentence(c read.Country) string {
	switch c.Articles {
	case 0:
		return "No report " + c.Window + "."
	case 1:
		return "1 report " + c.Window + "."
	}
	return fmt.Sprintf("%d reports %s.", c.Articles, c.Window)
}

func (s *Site) countries(w http.ResponseWriter, r *http.Request) error {
	typed := strings.TrimSpace(r.URL.Query().Get("q"))
	found := read.Countries(typed)
	if len(found) == 1 {
		http.Redirect(w, r, found[0].Path, http.StatusSeeOther)
		return nil
	}
	regions, err := s.reader.World(r.Context())
	if err != nil {
		return err
	}
	p := countriesPage{page: s.base(r.Context(), "countries", "Countries", "Every country and how its press is watched."),
		Regions: regions, Typed: clip(typed), Found: found}
	p.Robots = typed != ""
	return s.show(w, http.StatusOK, "countries", p)
}

func (s *Site) article(w http.ResponseWriter, r *http.Request) error {
	id, err := strconv.ParseInt(r.PathValue("id"), 10, 64)
	if err != nil || id <= 0 {
		return errNotFound
	}
	view, err := s.reader.Article(r.Context(), news.ArticleID(id))
	if err != nil {
		return err
	}
	if view.Hidden {
		p := articlePage{page: s.base(r.Context(), "article", "Taken down", view.Gone), Article: view}
		p.Robots = true
		return s.show(w, http.StatusGone, "article", p)
	}
	if r.URL.Path != view.Path {
		return &read.Moved{Path: view.Path}
	}
	p := articlePage{page: s.base(r.Context(), "article", view.Headline.Text, view.Outlet.Name.Text+", "+view.Outlet.Place.Name), Article: view}
	p.Robots = view.NoIndex || view.Gone != ""
	return s.show(w, http.StatusOK, "article", p)
}

func (s *Site) story(w http.ResponseWriter, r *http.Request) error {
	id, err := strconv.ParseInt(r.PathValue("id"), 10, 64)
	if err != nil || id <= 0 {
		return errNotFound
	}
	view, err := s.reader.Story(r.Context(), news.StoryID(id))
	if err != nil {
		return err
	}
	if r.URL.Path != view.Path {
		return &read.Moved{Path: view.Path}
	}
	p := storyPage{page: s.base(r.Context(), "story", view.Headline.Text, "Told by "+view.Counts.Words()+"."), Story: view}
	return s.show(w, http.StatusOK, "story", p)
}

func (s *Site) outlets(w http.ResponseWriter, r *http.Request) error {
	q := r.URL.Query()
	view, err := s.reader.Ledger(r.Context(), read.LedgerForm{
		State: q.Get("state"), Country: q.Get("country"), Text: q.Get("q"),
	})
	if err != nil {
		return err
	}
	title, about := "What is watched", "How well the press of every country is watched, and why."
	if view.One != nil {
		title, about = view.One.Name+": what is watched", view.One.Reason
	}
	p := outletsPage{page: s.base(r.Context(), "outlets", title, about), Ledger: view}
	p.Robots = view.Form.Text != "" || view.Problem != ""
	status := http.StatusOK
	switch {
	case view.NoCountry:
		status = http.StatusNotFound
	case view.Problem != "":
		status = http.StatusBadRequest
	}
	return s.show(w, status, "outlets", p)
}

func (s *Site) outlet(w http.ResponseWriter, r *http.Request) error {
	id := news.OutletID(r.PathValue("id"))
	view, err := s.reader.Outlet(r.Context(), id, read.ParseCursor(r.URL.Query().Get("after")))
	if err != nil {
		return err
	}
	p := outletPage{page: s.base(r.Context(), "outlet", view.Name.Text,
		view.Name.Text+", "+view.Place.Name+": its latest reports and how it is read."), Outlet: view}
	return s.show(w, http.StatusOK, "outlet", p)
}

func (s *Site) search(w http.ResponseWriter, r *http.Request) error {
	q := r.URL.Query()
	view, err := s.reader.Search(r.Context(), read.SearchForm{
		Text: q.Get("q"), Country: q.Get("country"), Outlet: q.Get("outlet"),
		Language: q.Get("language"), Genre: q.Get("genre"),
		From: q.Get("from"), To: q.Get("to"), After: q.Get("after"),
	})
	if err != nil {
		return err
	}
	title := "Search"
	if view.Form.Text != "" {
		title = "Search: " + view.Form.Text
	}
	p := searchPage{page: s.base(r.Context(), "search", title, "Search the world’s press."), Search: view}
	p.Robots = view.Asked || len(view.Problems) > 0
	if view.Results.Next != "" {
		p.Older = searchAddress(view.Form, view.Results.Next)
	}
	status := http.StatusOK
	if len(view.Problems) > 0 {
		status = http.StatusBadRequest
	}
	return s.show(w, status, "search", p)
}

// searchAddress is the address of a form's results from a cursor on.
func searchAddress(f read.SearchForm, after string) string {
	v := url.Values{}
	for _, field := range []struct{ name, value string }{
		{"q", f.Text}, {"country", f.Country}, {"outlet", f.Outlet}, {"language", f.Language},
		{"genre", f.Genre}, {"from", f.From}, {"to", f.To}, {"after", after},
	} {
		if field.value != "" {
			v.Set(field.name, field.value)
		}
	}
	return "/search?" + v.Encode()
}

// freshFor is how long a report counts as fresh on the globe.
const freshFor = time.Hour

// globeFigure is a country on the globe.
type globeFigure struct {
	Code  string `json:"cc"`
	Name  string `json:"name"`
	State string `json:"state"`
	Words string `json:"words,omitempty"`
	Watch string `json:"watch,omitempty"` // how many newsrooms work
	Count int    `json:"n"`
	Of    string `json:"of,omitempty"`    // what Count counts; empty for reports
	Fresh bool   `json:"fresh,omitempty"` // a report of the last hour
}

func (s *Site) globe(w http.ResponseWriter, r *http.Request) error {
	regions, err := s.reader.World(r.Context())
	if err != nil {
		return err
	}
	now := s.clk.Now()
	figures := []globeFigure{}
	for _, g := range regions {
		for _, c := range g.Countries {
			age := now.Sub(c.Latest)
			figures = append(figures, globeFigure{
				Code: c.Code, Name: c.Name, State: string(c.State), Words: c.Words(), Watch: c.Watching(),
				Count: c.Articles, Fresh: !c.Latest.IsZero() && age >= 0 && age < freshFor,
			})
		}
	}
	return writeJSON(w, figures)
}

func (s *Site) progress(w http.ResponseWriter, r *http.Request) error {
	f, err := s.reader.Filling(r.Context())
	if err != nil {
		return err
	}
	return writeJSON(w, struct {
		Words  string `json:"words"`
		Active bool   `json:"active"`
		Lit    int    `json:"lit"`
	}{f.Words(), f.Active, f.Countries})
}

func writeJSON(w http.ResponseWriter, v any) error {
	body, err := json.Marshal(v)
	if err != nil {
		return fmt.Errorf("write JSON: %w", err)
	}
	w.Header().Set("Content-Type", "application/json")
	w.Header().Set("Cache-Control", "no-cache")
	_, err = w.Write(body)
	return err
}

// robots asks crawlers to leave search results alone, and a sample day whole.
func (s *Site) robots(w http.ResponseWriter, _ *http.Request) error {
	rules := "User-agent: *\nDisallow: /search\nDisallow: /progress.json\n"
	if s.opts.Sample {
		rules = "User-agent: *\nDisallow: /\n"
	}
	w.Header().Set("Content-Type", "text/plain; charset=utf-8")
	_, err := w.Write([]byte(rules))
	return err
}
