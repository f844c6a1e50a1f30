package read

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/overview-news/overview/internal/compose"
	"github.com/overview-news/overview/internal/measure"
	"github.com/overview-news/overview/internal/news"
)

// World is the page of the world's current take.
type World struct {
	Issue
	Levels []ThemeLevel // the world's themes, then regional, then national ones
	// Countries and Texts are what the last day has, in all themes or none.
	Countries, Texts int
	Newest           Moment // of the news, where nothing is from today
	Places           []PlaceThemes
}

// Words says how much the last day has.
func (w World) Words() string {
	return count(w.Texts, "independent text", "independent texts") + " of the last day · " +
		count(w.Countries, "country", "countries")
}

// NoThemes says why no theme is told; empty if one is.
func (w World) NoThemes() string {
	switch {
	case len(w.Levels) > 0:
		return ""
	case w.IsZero():
		return "It has not been put together yet: the stories of the day must be grouped first."
	case w.Texts == 0:
		return "There is none now: nothing of the last day is here that could be compared."
	}
	return "There is none yet: of the " + w.Words() + ", no stories share their main actors or places and a subject."
}

// PlaceThemes is in how many of the ranked themes a country's press takes
// part.
type PlaceThemes struct {
	Place
	Themes int
}

// ThemeLevel is the themes that are the take of the same: the world, several
// countries, or one.
type ThemeLevel struct {
	Name   string
	About  string
	Themes []ThemeLine
}

// ThemeLine is a theme: stories tied by the same actors and subject. The
// headline of its most central report stands for it.
type ThemeLine struct {
	ID       news.StoryID
	Rank     int // in the edition, from 1
	Path     string
	Headline Text
	Original Text
	Outlet   OutletRef
	Report   string // address of the article whose headline it is
	When     Moment // when that was published
	Gone     string // why that is not shown; then the headline is empty
	Label    string // "World’s", "Regional", "In Pakistan"

	Countries []Place
	Regions   int
	Texts     int
	Stories   int

	Attention string // in words, with its number
	Breadth   string
	Movement  string // empty until there are days to compare
	Days      []Day  // texts by day, oldest first

	Told []StoryLine // its stories
}

// Day is how many texts a day brought.
type Day struct {
	Date  string
	Texts int
}

// Counts is how widely a theme is told, in words.
func (t ThemeLine) Counts() string {
	words := count(len(t.Countries), "country", "countries") + " · " +
		count(t.Regions, "subregion", "subregions") + " · " +
		count(t.Texts, "independent text", "independent texts")
	if t.Stories > 1 {
		words += " · " + number(t.Stories) + " stories"
	}
	return words
}

// Bounds of the page, in entries.
const (
	// themeStories are listed of each theme on its page.
	themeStories = 12
	homeThemes   = 4
)

// CurrentTake prepares the page of the world's current take.
func (r *Reader) CurrentTake(ctx context.Context) (World, error) {
	edition, page, err := r.worldEdition(ctx)
	if err != nil || page.IsZero() {
		return page, err
	}
	newest, err := r.newest(ctx)
	if err != nil {
		return World{}, err
	}
	if r.Now().Sub(newest) > day {
		page.Newest = r.moment(newest)
	}
	levels := []ThemeLevel{
		{Name: "The world’s", About: fmt.Sprintf("Told in at least %d countries of %d subregions, with %d independent texts.",
			r.params.WorldsCountries, r.params.WorldsRegions, r.params.WorldsTexts)},
		{Name: "Regional", About: "Told in several countries, not in enough of the world."},
		{Name: "In one country", About: "Told in the press of one country only."},
	}
	for i, t := range edition.Themes {
		l, err := r.themeLine(ctx, t, i+1, themeStories)
		if err != nil {
			return World{}, err
		}
		at := levelIndex(t.Level)
		levels[at].Themes = append(levels[at].Themes, l)
	}
	page.Places = themesByPlace(edition.Themes)
	for _, l := range levels {
		if len(l.Themes) > 0 {
			page.Levels = append(page.Levels, l)
		}
	}
	return page, nil
}

// themesByPlace counts the themes by country, most first.
func themesByPlace(themes []measure.Theme) []PlaceThemes {
	n := map[string]int{}
	for _, t := range themes {
		for _, c := range t.Countries {
			n[c]++
		}
	}
	var out []PlaceThemes
	for c, themes := range n {
		out = append(out, PlaceThemes{place(c), themes})
	}
	slices.SortFunc(out, func(a, b PlaceThemes) int {
		return cmp.Or(cmp.Compare(b.Themes, a.Themes), cmp.Compare(a.Name, b.Name), cmp.Compare(a.Code, b.Code))
	})
	return out
}

func levelIndex(l measure.Level) int {
	switch l {
	case measure.Worlds:
		return 0
	case measure.Regional:
		return 1
	}
	return 2
}

// worldEdition reads the last edition; its page is zero while there is none.
func (r *Reader) worldEdition(ctx context.Context) (compose.World, World, error) {
	var content compose.World
	issue, _, err := r.edition(ctx, compose.PageWorld, &content)
	issue.Params = content.Params
	return content, World{Issue: issue, Countries: content.Countries, Texts: content.Texts}, err
}

// topThemes are the first themes of the world's current take that are not about
// the same, for the front page; or why there is none.
func (r *Reader) topThemes(ctx context.Context) ([]ThemeLine, string, error) {
	edition, page, err := r.worldEdition(ctx)
	if err != nil || len(edition.Themes) == 0 {
		return nil, page.NoThemes(), err
	}
	var out []ThemeLine
	var shown []measure.Theme
	for i, t := range edition.Themes {
		if len(out) == homeThemes {
			break
		}
		alike := func(s measure.Theme) bool { return shared(t.Actors, s.Actors) >= sameSubject }
		if slices.ContainsFunc(shown, alike) {
			continue // one event of many themes must not fill the front page
		}
		shown = append(shown, t)
		l, err := r.themeLine(ctx, t, i+1, 0)
		if err != nil {
			return nil, "", err
		}
		out = append(out, l)
	}
	return out, "", nil
}

// ThemePath is the address of a theme on the page of the world's take.
func ThemePath(id news.StoryID) string {
	return "/world#theme-" + strconv.FormatInt(int64(id), 10)
}

func (r *Reader) themeLine(ctx context.Context, t measure.Theme, rank, stories int) (ThemeLine, error) {
	l := ThemeLine{
		ID: t.ID, Rank: rank, Path: ThemePath(t.ID), Label: levelLabel(t),
		Regions: t.Regions, Texts: t.Texts, Stories: len(t.Stories),
		Attention: percent(t.Attention) + " of the day’s independent texts",
		Breadth:   percent(t.Breadth) + " of the widest spread over the subregions",
		Movement:  movement(t),
	}
	for _, c := range t.Countries {
		l.Countries = append(l.Countries, place(c))
	}
	slices.SortFunc(l.Countries, func(a, b Place) int { return strings.Compare(a.Name, b.Name) })
	l.Days = r.days(t.Daily)
	if err := r.themeTitle(ctx, &l, t.Medoid); err != nil {
		return ThemeLine{}, err
	}
	for _, id := range t.Stories[:min(len(t.Stories), stories)] {
		s, err := r.store.Story(ctx, id)
		if errors.Is(err, news.ErrNotFound) || err == nil && s.Into != 0 {
			continue // merged since: its theme's other stories stand for it
		}
		if err != nil {
			return ThemeLine{}, fmt.Errorf("read story %d: %w", id, err)
		}
		told, err := r.storyLine(ctx, s)
		if err != nil {
			return ThemeLine{}, err
		}
		l.Told = append(l.Told, told)
	}
	return l, nil
}

// themeTitle sets the headline of the theme's most central report. One that
// was taken down since leaves a tombstone.
func (r *Reader) themeTitle(ctx context.Context, l *ThemeLine, medoid news.ArticleID) error {
	a, err := r.store.Article(ctx, medoid)
	if err != nil && !errors.Is(err, news.ErrNotFound) {
		return fmt.Errorf("read article %d: %w", medoid, err)
	}
	switch {
	case err != nil:
		l.Gone = "The report that gave this theme its title is no longer kept."
		return nil
	case a.State == news.StateHidden:
		l.Gone = "The report that gave this theme its title was taken down by the operator of this site."
		return nil
	case a.State == news.StateWithdrawn:
		l.Gone = "The report that gave this theme its title was taken down by its publisher."
		return nil
	}
	o, err := r.outlet(ctx, a.Outlet)
	if err != nil {
		return err
	}
	l.Headline, l.Original = headlines(a)
	l.Outlet, l.Report, l.When = outletRef(o), ArticlePath(a), r.published(a)
	return nil
}

func levelLabel(t measure.Theme) string {
	switch t.Level {
	case measure.Worlds:
		return "World’s"
	case measure.Regional:
		return "Regional"
	}
	if len(t.Countries) == 1 {
		return "In " + place(t.Countries[0]).InWords()
	}
	return "National"
}

// steady is how far movement may be from 1 and still be called steady.
const steady = 0.15

// movement says whether a theme is told more today than in the days before.
func movement(t measure.Theme) string {
	switch {
	case t.Movement == 1:
		return "" // too few days to compare, or exactly as before
	case t.Movement > 1+steady:
		return "rising, ×" + decimal(t.Movement)
	case t.Movement < 1-steady:
		return "falling, ×" + decimal(t.Movement)
	}
	return "steady, ×" + decimal(t.Movement)
}

// days dates the counts of a theme, whose last is today.
func (r *Reader) days(daily []int) []Day {
	var out []Day
	for i, n := range daily {
		if n == 0 && len(out) == 0 {
			continue // it had not begun
		}
		at := r.Now().Add(-day * time.Duration(len(daily)-1-i))
		out = append(out, Day{Date: at.Format("2 Jan"), Texts: n})
	}
	return out
}
