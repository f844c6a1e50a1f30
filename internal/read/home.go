package read

import (
	"context"
	"fmt"
	"maps"
	"slices"
	"sort"
	"time"

	"github.com/overview-news/overview/internal/news"
)

// Home is the front page.
type Home struct {
	Filling Filling
	Regions []Region
	Places  int         // countries with a place in Regions
	Lit     int         // of them, with news today
	Themes  []ThemeLine // the first of the world's current take
	// NoThemes says why there are none.
	NoThemes string
	Missed   *OverlookedLine // nil while nothing was asked
	Leading  []StoryLine
	Latest   []RegionLines
	// Newest is the newest article's time, where nothing is from today.
	Newest Moment
	Window string // what the counts are of, in words
}

// Waiting says how many outlets are still to be asked.
func (h Home) Waiting() string { return h.Filling.Waiting() }

// Empty reports whether there is nothing to read at all.
func (h Home) Empty() bool { return len(h.Latest) == 0 && len(h.Leading) == 0 }

// Region is a part of the world with its countries, by name.
type Region struct {
	Name      string
	Countries []CountryLine
}

// RegionLines is the latest from a part of the world.
type RegionLines struct {
	Name  string
	Lines []Line
}

// Filling says how far the paper has been filled.
type Filling struct {
	Outlets, Answered, Failing int
	Countries                  int
	Headlines, English         int
	Stories                    int
	// Active says that outlets are still due for their first answer.
	Active bool
}

// Waiting says how many outlets are still to answer for the first time.
func (f Filling) Waiting() string {
	left := f.Outlets - f.Answered - f.Failing
	if left == f.Outlets {
		return count(left, "outlet is", "outlets are") + " being asked."
	}
	return number(left) + " of " + count(f.Outlets, "outlet is", "outlets are") + " still to be asked."
}

// Words says it in a line.
func (f Filling) Words() string {
	if f.Outlets == 0 {
		return ""
	}
	s := fmt.Sprintf("%s of %s outlets answered · %s read · %s",
		number(f.Answered), number(f.Outlets), count(f.Countries, "country", "countries"),
		count(f.Headlines, "headline", "headlines"))
	if f.English > 0 {
		s += fmt.Sprintf(" · %s in English", number(f.English))
	}
	return s
}

// Bounds of the front page, in entries.
const (
	homeStories   = 9
	homePerRegion = 6
	homePool      = 500 // newest articles that the regions choose from
	homeStep      = 100 // of them, read at once
	perOutlet     = 2   // in one region's list
)

// Home prepares the front page.
func (r *Reader) Home(ctx context.Context) (Home, error) {
	var h Home
	now := r.Now()
	var err error
	if h.Filling, err = r.Filling(ctx); err != nil {
		return Home{}, err
	}
	end, err := r.newest(ctx)
	if err != nil {
		return Home{}, err
	}
	h.Window = r.windowWords(end)
	if !end.IsZero() && now.Sub(end) > day {
		h.Newest = r.moment(end)
	}
	countries, err := r.countries(ctx, end)
	if err != nil {
		return Home{}, err
	}
	h.Regions = byRegion(countries)
	for _, c := range countries {
		h.Places++
		if c.Articles > 0 {
			h.Lit++
		}
	}
	if h.Leading, err = r.leading(ctx, news.StoryQuery{Countries: 2, Limit: homeStories}, end); err != nil {
		return Home{}, err
	}
	if h.Themes, h.NoThemes, err = r.topThemes(ctx); err != nil {
		return Home{}, err
	}
	if h.Missed, err = r.overlookedLine(ctx); err != nil {
		return Home{}, err
	}
	h.Latest, err = r.latestByRegion(ctx, countries)
	return h, err
}

// newest is the newest published time, no later than now; zero if there is
// nothing.
func (r *Reader) newest(ctx context.Context) (time.Time, error) {
	t, err := r.store.Newest(ctx)
	if err != nil {
		return time.Time{}, fmt.Errorf("read the newest article: %w", err)
	}
	if now := r.Now(); t.After(now) {
		return now, nil
	}
	return t, nil
}

// window is the day that counts are of: the last 24 hours or, where the store
// holds only older news, the last day of it.
func (r *Reader) window(newest time.Time) (since, until time.Time) {
	now := r.Now()
	if newest.IsZero() || now.Sub(newest) <= day {
		return now.Add(-day), now.Add(time.Second)
	}
	return newest.Add(-day), newest.Add(time.Second)
}

// windowWords says of which day counts are.
func (r *Reader) windowWords(newest time.Time) string {
	if !newest.IsZero() && r.Now().Sub(newest) > day {
		return "on the last day of news"
	}
	return "in the last 24 hours"
}

// Filling says how far the paper has been filled.
func (r *Reader) Filling(ctx context.Context) (Filling, error) {
	p, err := r.store.Progress(ctx)
	if err != nil {
		return Filling{}, fmt.Errorf("read progress: %w", err)
	}
	f := Filling{
		Outlets: p.Outlets, Answered: p.Answered, Failing: p.Failing,
		Countries: p.Countries, English: p.English, Stories: p.Stories,
	}
	for _, n := range p.Articles {
		f.Headlines += n
	}
	f.Active = p.Answered+p.Failing < p.Outlets
	return f, nil
}

// countries lists every country where people live or that has an outlet, by
// name.
func (r *Reader) countries(ctx context.Context, newest time.Time) ([]CountryLine, error) {
	byCode, err := r.counted(ctx, newest)
	if err != nil {
		return nil, err
	}
	press, err := r.pressNow(ctx)
	if err != nil {
		return nil, err
	}
	var out []CountryLine
	for _, code := range listed(byCode, press) {
		out = append(out, r.countryLine(code, press.state(code), byCode[code]))
	}
	sort.Slice(out, func(i, j int) bool { return out[i].Name < out[j].Name })
	return out, nil
}

// countsAge is how long the day's articles by country are remembered: every
// page that has the globe or its list asks for them.
const countsAge = 5 * time.Second

type countsCache struct {
	read time.Time
	by   map[string]news.CountryCount
}

// counted counts the day's articles by country, as of at most countsAge ago.
func (r *Reader) counted(ctx context.Context, newest time.Time) (map[string]news.CountryCount, error) {
	r.mu.Lock()
	defer r.mu.Unlock()
	kept, now := r.counts, r.Now()
	if kept.by != nil && now.Sub(kept.read).Abs() < countsAge {
		return kept.by, nil
	}
	since, until := r.window(newest)
	counts, err := r.store.CountryCounts(ctx, since, until)
	if err != nil {
		return nil, fmt.Errorf("read counts by country: %w", err)
	}
	by := make(map[string]news.CountryCount, len(counts))
	for _, c := range counts {
		by[c.Country] = c
	}
	r.counts = countsCache{read: now, by: by}
	return by, nil
}

// byRegion groups countries by part of the world, in their given order.
func byRegion(countries []CountryLine) []Region {
	var out []Region
	at := map[string]int{}
	for i, name := range regionNames() {
		at[name] = i
		out = append(out, Region{Name: name})
	}
	for _, c := range countries {
		i := at[regionOf(c.Code)]
		out[i].Countries = append(out[i].Countries, c)
	}
	kept := out[:0]
	for _, g := range out {
		if len(g.Countries) > 0 {
			kept = append(kept, g)
		}
	}
	return kept
}

// latestByRegion chooses the newest lines of each part of the world, not more
// than perOutlet of one outlet. It reads on until every part with news in
// countries has its lines, at most homePool articles.
func (r *Reader) latestByRegion(ctx context.Context, countries []CountryLine) ([]RegionLines, error) {
	c := chooser{want: map[string]bool{}, chosen: map[string][]news.Article{}, used: map[news.OutletID]int{}}
	for _, line := range countries {
		if line.Articles > 0 {
			c.want[regionOf(line.Code)] = true
		}
	}
	q := news.ArticleQuery{Limit: homeStep}
	for read := 0; read < homePool; read += homeStep {
		step, err := r.store.Articles(ctx, q)
		if err != nil {
			return nil, fmt.Errorf("read the latest: %w", err)
		}
		c.take(step)
		if len(step) < homeStep || c.full() {
			break
		}
		last := step[len(step)-1]
		q.After = news.Cursor{Time: last.Published, ID: int64(last.ID)}
	}
	var out []RegionLines
	for _, name := range slices.Sorted(maps.Keys(c.chosen)) {
		lines, err := r.lines(ctx, c.chosen[name])
		if err != nil {
			return nil, err
		}
		out = append(out, RegionLines{Name: name, Lines: lines})
	}
	return out, nil
}

// chooser chooses articles by part of the world.
type chooser struct {
	want   map[string]bool // parts that have news
	chosen map[string][]news.Article
	used   map[news.OutletID]int
}

func (c *chooser) take(articles []news.Article) {
	for _, a := range articles {
		name := regionOf(a.Country)
		if c.used[a.Outlet] >= perOutlet || len(c.chosen[name]) >= homePerRegion {
			continue
		}
		c.used[a.Outlet]++
		c.chosen[name] = append(c.chosen[name], a)
	}
}

// full reports whether every part that has news has its lines.
func (c *chooser) full() bool {
	for name := range c.want {
		if len(c.chosen[name]) < homePerRegion {
			return false
		}
	}
	return len(c.want) > 0
}
