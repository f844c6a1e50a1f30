package compose

import (
	"context"
	"encoding/json"
	"fmt"
	"log/slog"
	"maps"
	"slices"
	"time"

	"github.com/overview-news/overview/internal/clock"
	"github.com/overview-news/overview/internal/measure"
	"github.com/overview-news/overview/internal/news"
	"github.com/overview-news/overview/internal/store"
)

// Store is the part of the store that composing needs.
type Store interface {
	Newsrooms(ctx context.Context) ([]news.Newsroom, error)
	EachSubject(ctx context.Context, since time.Time, yield func(news.StoryID, []byte) error) error
	Stories(ctx context.Context, q news.StoryQuery) ([]news.Story, error)
	Story(ctx context.Context, id news.StoryID) (news.Story, error)
	Reports(ctx context.Context, id news.StoryID) ([]news.Report, error)
	Similar(ctx context.Context, country string, terms []string, since, until time.Time) ([]news.Article, error)
	PutVerdict(ctx context.Context, v store.Verdict) error
	Verdicts(ctx context.Context, country string) ([]store.Verdict, error)
	Publish(ctx context.Context, page string, body []byte, now time.Time, gap time.Duration) (bool, error)
}

const (
	// worldStep is in which steps the windows of the world's take move. They
	// would else move with every second, and each run bring another edition.
	worldStep = 10 * time.Minute
	// editionGap is the shortest time between two editions of a page.
	editionGap = time.Minute
	// maxThemes bounds the themes of an edition.
	maxThemes = 40
	// maxThemeStories bounds the stories that an edition lists of a theme.
	maxThemeStories = 30
	// maxOnlyHere bounds the stories of a country that only it tells.
	maxOnlyHere = 20
)

// Composer makes editions.
type Composer struct {
	log    *slog.Logger
	clk    clock.Clock
	store  Store
	geo    measure.Geography
	params measure.Params
	panels []news.Panel
}

// New returns a Composer that judges the press of the countries that have a
// panel.
func New(log *slog.Logger, clk clock.Clock, s Store, geo measure.Geography, params measure.Params, panels []news.Panel) *Composer {
	return &Composer{log: log, clk: clk, store: s, geo: geo, params: params, panels: panels}
}

// Run makes the editions whose content changed, and returns how many.
func (c *Composer) Run(ctx context.Context) (int, error) {
	defer c.clk.Work()()
	now := c.clk.Now()
	subjects, err := c.subjects(ctx, now)
	if err != nil {
		return 0, err
	}
	rooms, err := c.store.Newsrooms(ctx)
	if err != nil {
		return 0, err
	}
	made := 0
	publish := func(page string, content any) error {
		body, err := json.Marshal(content)
		if err != nil {
			return fmt.Errorf("write the edition of %s: %w", page, err)
		}
		isNew, err := c.store.Publish(ctx, page, body, now, editionGap)
		if isNew {
			made++
		}
		return err
	}
	if err := publish(PageWorld, c.world(subjects, now)); err != nil {
		return made, err
	}
	if err := c.onlyHere(ctx, rooms, now, publish); err != nil {
		return made, err
	}
	for _, panel := range c.panels {
		edition, err := c.overlooked(ctx, panel, subjects, rooms, now)
		if err != nil {
			return made, fmt.Errorf("ask the press of %s: %w", panel.Country, err)
		}
		if err := publish(PageOverlooked(panel.Country), edition); err != nil {
			return made, err
		}
	}
	return made, nil
}

// subjects reads what every story of the window is about. One that cannot be
// read is left out and logged: it is measured again when it changes.
func (c *Composer) subjects(ctx context.Context, now time.Time) ([]measure.Subject, error) {
	var out []measure.Subject
	err := c.store.EachSubject(ctx, now.Add(-c.params.ThemeWindow), func(id news.StoryID, body []byte) error {
		s, err := measure.ReadSubject(body)
		if err != nil {
			c.log.Warn("a story's subject cannot be read", "story", int64(id), "err", err)
			return nil
		}
		out = append(out, s)
		return nil
	})
	return out, err
}

func (c *Composer) world(subjects []measure.Subject, now time.Time) World {
	now = now.Truncate(worldStep)
	w := World{Params: c.params.Version}
	countries := map[string]bool{}
	for _, s := range subjects {
		for _, t := range s.Texts {
			if now.Sub(t.At) < 24*time.Hour {
				w.Texts++
				countries[t.Country] = true
			}
		}
	}
	w.Countries = len(countries)
	for _, t := range c.params.Themes(subjects, c.geo, now) {
		if len(w.Themes) == maxThemes {
			break
		}
		if t.Attention == 0 {
			continue // it has no report of the last day
		}
		t.Stories = t.Stories[:min(len(t.Stories), maxThemeStories)]
		w.Themes = append(w.Themes, t)
	}
	return w
}

// onlyHere publishes for each country the stories of the last days that no
// other country's press was found to tell. A country that has none gets an
// empty edition, so that what was only there yesterday does not stay.
func (c *Composer) onlyHere(ctx context.Context, rooms []news.Newsroom, now time.Time, publish func(string, any) error) error {
	stories, err := c.store.Stories(ctx, news.StoryQuery{Since: now.Add(-c.params.WatchMost), Alone: true,
		Publishers: c.params.OnlyHereLeast, Limit: 500})
	if err != nil {
		return err
	}
	by := map[string][]news.StoryID{}
	for _, room := range rooms {
		by[room.Country] = []news.StoryID{}
	}
	for _, st := range stories {
		if now.Sub(st.First) < c.params.OnlyHereAfter || st.Publishers < c.params.OnlyHereLeast {
			continue
		}
		reports, err := c.store.Reports(ctx, st.ID)
		if err != nil {
			return err
		}
		country := domestic(reports)
		if country != "" && len(by[country]) < maxOnlyHere {
			by[country] = append(by[country], st.ID)
		}
	}
	for _, country := range slices.Sorted(maps.Keys(by)) {
		if err := publish(PageOnlyHere(country), OnlyHere{Stories: by[country]}); err != nil {
			return err
		}
	}
	return nil
}

// domestic is the country whose own press tells a story; "" if it is not of
// the domestic lane.
func domestic(reports []news.Report) string {
	for _, r := range reports {
		if r.Lane == news.Domestic && r.Genre.Counts() {
			return r.Country
		}
	}
	return ""
}
