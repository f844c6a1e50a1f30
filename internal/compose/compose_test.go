package compose

import (
	"context"
	"encoding/json"
	"fmt"
	"log/slog"
	"slices"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/overview-news/overview/internal/clock"
	"github.com/overview-news/overview/internal/measure"
	"github.com/overview-news/overview/internal/news"
	"github.com/overview-news/overview/internal/store"
)

var noon = time.Date(2026, 8, 3, 12, 0, 0, 0, time.UTC)

// memory is a store of one story list in memory.
type memory struct {
	rooms    []news.Newsroom
	subjects map[news.StoryID][]byte
	stories  []news.Story
	reports  map[news.StoryID][]news.Report
	similar  []news.Article
	verdicts map[news.StoryID]store.Verdict
	editions map[string][][]byte
}

func newMemory() *memory {
	return &memory{subjects: map[news.StoryID][]byte{}, reports: map[news.StoryID][]news.Report{},
		verdicts: map[news.StoryID]store.Verdict{}, editions: map[string][][]byte{}}
}

func (m *memory) Newsrooms(context.Context) ([]news.Newsroom, error) { return m.rooms, nil }

func (m *memory) EachSubject(_ context.Context, _ time.Time, yield func(news.StoryID, []byte) error) error {
	for id := range news.StoryID(100) {
		if body, ok := m.subjects[id]; ok {
			if err := yield(id, body); err != nil {
				return err
			}
		}
	}
	return nil
}

func (m *memory) Stories(context.Context, news.StoryQuery) ([]news.Story, error) {
	return m.stories, nil
}

func (m *memory) Story(_ context.Context, id news.StoryID) (news.Story, error) {
	return news.Story{ID: id}, nil
}

func (m *memory) Reports(_ context.Context, id news.StoryID) ([]news.Report, error) {
	return m.reports[id], nil
}

func (m *memory) Similar(context.Context, string, []string, time.Time, time.Time) ([]news.Article, error) {
	return m.similar, nil
}

func (m *memory) PutVerdict(_ context.Context, v store.Verdict) error {
	if before, ok := m.verdicts[v.Story]; ok && !before.Flagged.IsZero() {
		v.Flagged = before.Flagged
	}
	m.verdicts[v.Story] = v
	return nil
}

func (m *memory) Verdicts(context.Context, string) ([]store.Verdict, error) {
	var out []store.Verdict
	for _, v := range m.verdicts {
		out = append(out, v)
	}
	return out, nil
}

func (m *memory) Publish(_ context.Context, page string, body []byte, _ time.Time, _ time.Duration) (bool, error) {
	list := m.editions[page]
	if len(list) > 0 && string(list[len(list)-1]) == string(body) {
		return false, nil
	}
	m.editions[page] = append(list, body)
	return true, nil
}

type earth map[string]string

func (e earth) Subregion(country string) string { return e[country] }

var lands = earth{"US": "021", "FR": "155", "JP": "030", "KE": "014", "AR": "005"}

// healthy are n newsrooms of a country that are watched at now.
func healthy(country string, n int, now time.Time) []news.Newsroom {
	var out []news.Newsroom
	for i := range n {
		out = append(out, news.Newsroom{Publisher: fmt.Sprintf("%s-%d", country, i), Country: country, Lane: news.Domestic,
			WatchedSince: now.Add(-500 * time.Hour), LastSuccess: now.Add(-time.Hour), NewestEntry: now.Add(-time.Hour)})
	}
	return out
}

// report is the report numbered id of a newsroom, published at a moment.
func report(id int, country string, i int, at time.Time) news.Report {
	return news.Report{Article: news.ArticleID(id), Family: news.ArticleID(id), Country: country,
		Publisher: fmt.Sprintf("%s-%d", country, i), Lane: news.Domestic, Genre: news.GenreReport, Published: at}
}

// world has a story 7 of twelve newsrooms in four countries, and a panel of
// thirty that did not tell it.
func world(now time.Time) (*memory, news.Panel) {
	m := newMemory()
	panel := news.Panel{Country: "US", Version: "1"}
	m.rooms = healthy("US", 30, now)
	for _, r := range m.rooms {
		panel.Publishers = append(panel.Publishers, r.Publisher)
	}
	s := measure.Subject{Story: 7, Medoid: 1, Last: noon.Add(-30 * time.Hour), Countries: []string{"AR", "FR", "JP", "KE"},
		Actors: []measure.Weighted{{Term: "amaranta quiroga", Weight: 9}, {Term: "@AR", Weight: 9}},
		Terms:  []measure.Weighted{{Term: "vaccin", Weight: 9}, {Term: "vine", Weight: 9}, {Term: "blight", Weight: 9}}}
	for i, country := range s.Countries {
		m.rooms = append(m.rooms, healthy(country, 5, now)...)
		for j := range 3 {
			r := report(10*i+j+1, country, j, noon.Add(-time.Duration(40-j)*time.Hour))
			m.reports[7] = append(m.reports[7], r)
			s.Texts = append(s.Texts, measure.Text{Country: country, At: r.Published})
		}
	}
	m.put(s)
	return m, panel
}

func (m *memory) put(s measure.Subject) {
	body, err := json.Marshal(s)
	if err != nil {
		panic(err)
	}
	m.subjects[s.Story] = body
}

func run(t *testing.T, m *memory, panel news.Panel, now time.Time) int {
	t.Helper()
	c := New(slog.New(slog.DiscardHandler), clock.NewStopped(now), m, lands, measure.Defaults(), []news.Panel{panel})
	made, err := c.Run(t.Context())
	if err != nil {
		t.Fatalf("Run = %v", err)
	}
	return made
}

// last reads the last edition of a page.
func last[T any](t *testing.T, m *memory, page string) T {
	t.Helper()
	var out T
	list := m.editions[page]
	if len(list) == 0 {
		t.Fatalf("there is no edition of %s", page)
	}
	if err := json.Unmarshal(list[len(list)-1], &out); err != nil {
		t.Fatal(err)
	}
	return out
}

// watched renews the watch of every newsroom at a later moment.
func (m *memory) watched(now time.Time) {
	for i := range m.rooms {
		m.rooms[i].LastSuccess, m.rooms[i].NewestEntry = now.Add(-time.Hour), now.Add(-time.Hour)
	}
}

// TestLife: a story is overlooked, then picked up, and keeps its flag.
func TestLife(t *testing.T) {
	m, panel := world(noon)
	run(t, m, panel, noon)
	o := last[Overlooked](t, m, PageOverlooked("US"))
	if len(o.Stories) != 1 || o.Stories[0].Story != 7 || !o.Stories[0].Flagged.Equal(noon) {
		t.Fatalf("stories = %+v, want story 7 flagged at noon", o.Stories)
	}
	if !o.Panel.InOrder || len(o.Panel.Healthy) != 30 || o.Panel.Needed != 24 {
		t.Errorf("panel = %+v, want 30 healthy, in order", o.Panel)
	}

	later := noon.Add(8 * time.Hour)
	m.watched(later)
	for i := range 2 {
		m.reports[7] = append(m.reports[7], report(100+i, "US", i, noon.Add(time.Duration(6+i)*time.Hour)))
	}
	run(t, m, panel, later)
	o = last[Overlooked](t, m, PageOverlooked("US"))
	if len(o.Stories) != 0 || len(o.PickedUp) != 1 {
		t.Fatalf("%d overlooked, %d picked up, want 0 and 1", len(o.Stories), len(o.PickedUp))
	}
	if f := o.PickedUp[0]; f.After != 6*time.Hour || !f.Flagged.Equal(noon) || f.Verdict.K != 2 {
		t.Errorf("picked up = %+v, want 2 newsrooms 6h after noon", f)
	}
	if v := m.verdicts[7]; v.State != string(measure.PickedUp) || !v.Flagged.Equal(noon) {
		t.Errorf("stored verdict = %s flagged %v, want picked up, noon", v.State, v.Flagged)
	}

	// The two fall ill: what was picked up stays so.
	m.rooms[0].LastSuccess, m.rooms[1].LastSuccess = noon.Add(-20*time.Hour), noon.Add(-20*time.Hour)
	run(t, m, panel, later.Add(time.Minute))
	o = last[Overlooked](t, m, PageOverlooked("US"))
	if len(o.Stories) != 0 || len(o.PickedUp) != 1 || o.PickedUp[0].After != 6*time.Hour {
		t.Errorf("after they fell ill: %d overlooked, picked up %+v, want none and story 7", len(o.Stories), o.PickedUp)
	}
}

func TestArchived(t *testing.T) {
	m, panel := world(noon)
	run(t, m, panel, noon)
	later := noon.Add(100 * time.Hour)
	m.watched(later)
	run(t, m, panel, later)
	o := last[Overlooked](t, m, PageOverlooked("US"))
	if len(o.Stories) != 0 || len(o.Archived) != 1 || !o.Archived[0].Flagged.Equal(noon) {
		t.Errorf("%d overlooked, archived %+v, want none and story 7 flagged at noon", len(o.Stories), o.Archived)
	}
}

// TestIllPanel: a panel that is not in order has no list, and says who is ill.
func TestIllPanel(t *testing.T) {
	m, panel := world(noon)
	panel.Publishers = append(panel.Publishers, "US-gone")
	for i := range 8 {
		m.rooms[i].LastSuccess = noon.Add(-20 * time.Hour)
	}
	run(t, m, panel, noon)
	o := last[Overlooked](t, m, PageOverlooked("US"))
	if o.Panel.InOrder || len(o.Stories) != 0 || len(o.Panel.Healthy) != 22 {
		t.Errorf("in order %v, %d stories, %d healthy, want none of 22", o.Panel.InOrder, len(o.Stories), len(o.Panel.Healthy))
	}
	why := map[measure.Health]int{}
	for _, ill := range o.Panel.Ill {
		why[ill.Why]++
	}
	if diff := cmp.Diff(map[measure.Health]int{measure.Silent: 8, measure.NotWatched: 1}, why); diff != "" {
		t.Errorf("ill:\n%s", diff)
	}
}

func TestSearchStopsAClaim(t *testing.T) {
	near := news.Article{ID: 55, Title: "Amaranta Quiroga tests a vaccine for vines"}
	far := news.Article{ID: 56, Title: "A vaccine for dogs"}
	for _, tt := range []struct {
		name    string
		found   []news.Article
		report  *news.Report
		nearest news.ArticleID
		stopped bool
	}{
		{name: "nothing found"},
		{name: "something far", found: []news.Article{far}, nearest: 56},
		{name: "something near", found: []news.Article{far, near}, nearest: 55, stopped: true},
		{name: "a report of a newsroom outside the panel", nearest: 200, stopped: true,
			report: &news.Report{Article: 200, Family: 200, Country: "US", Publisher: "US-other", Published: noon}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			m, panel := world(noon)
			m.similar = tt.found
			if tt.report != nil {
				m.reports[7] = append(m.reports[7], *tt.report)
			}
			c := New(slog.New(slog.DiscardHandler), clock.NewStopped(noon), m, lands, measure.Defaults(), nil)
			s, err := measure.ReadSubject(m.subjects[7])
			if err != nil {
				t.Fatal(err)
			}
			a := asked{panel: panel, rooms: m.rooms, now: noon}
			nearest, plausible, err := c.search(t.Context(), a, s, m.reports[7])
			if err != nil || nearest != tt.nearest || plausible != tt.stopped {
				t.Errorf("search = %d, %v, %v, want %d, %v", nearest, plausible, err, tt.nearest, tt.stopped)
			}
			run(t, m, panel, noon)
			o := last[Overlooked](t, m, PageOverlooked("US"))
			if listed := len(o.Stories) == 1; listed == tt.stopped {
				t.Errorf("listed = %v, want %v", listed, !tt.stopped)
			}
			if tt.stopped && o.Watching != 1 {
				t.Errorf("watching = %d, want 1", o.Watching)
			}
		})
	}
}

// TestLeftOut: routine subjects and stories of one government's agency.
func TestLeftOut(t *testing.T) {
	for _, tt := range []struct {
		name   string
		change func(s *measure.Subject, reports []news.Report)
	}{
		{"sport", func(s *measure.Subject, _ []news.Report) { s.Topic = "sport" }},
		{"celebrity", func(s *measure.Subject, _ []news.Report) { s.Topic = "celebrity" }},
		{"one government's agency", func(s *measure.Subject, reports []news.Report) {
			s.OneVoice = true
			for i := range reports[1:] { // the first is an opinion without a credit
				i++
				reports[i].Credit = "tass"
			}
		}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			m, panel := world(noon)
			s, err := measure.ReadSubject(m.subjects[7])
			if err != nil {
				t.Fatal(err)
			}
			tt.change(&s, m.reports[7])
			m.put(s)
			run(t, m, panel, noon)
			if o := last[Overlooked](t, m, PageOverlooked("US")); len(o.Stories) != 0 {
				t.Errorf("it is listed: %+v", o.Stories)
			}
		})
	}
}

func TestOnlyHereIsTakenBack(t *testing.T) {
	m, panel := world(noon)
	m.stories = []news.Story{
		{ID: 3, First: noon.Add(-20 * time.Hour), Publishers: 2},
		{ID: 4, First: noon.Add(-10 * time.Hour), Publishers: 2}, // too young
		{ID: 5, First: noon.Add(-20 * time.Hour), Publishers: 1}, // one paper's notice
		{ID: 6, First: noon.Add(-20 * time.Hour), Publishers: 2}, // opinions only
	}
	for _, id := range []news.StoryID{3, 4, 5, 6} {
		m.reports[id] = []news.Report{report(int(300+id), "FR", 0, noon.Add(-20*time.Hour))}
	}
	m.reports[6][0].Genre = news.GenreOpinion
	run(t, m, panel, noon)
	if o := last[OnlyHere](t, m, PageOnlyHere("FR")); !slices.Equal(o.Stories, []news.StoryID{3}) {
		t.Errorf("only in FR: %v, want story 3", o.Stories)
	}
	if o := last[OnlyHere](t, m, PageOnlyHere("JP")); len(o.Stories) != 0 {
		t.Errorf("only in JP: %v, want none", o.Stories)
	}
	m.stories = nil // told elsewhere since
	run(t, m, panel, noon.Add(time.Hour))
	if o := last[OnlyHere](t, m, PageOnlyHere("FR")); len(o.Stories) != 0 {
		t.Errorf("later only in FR: %v, want none", o.Stories)
	}
}

// TestNothingNew: what did not change makes no edition; a subject that cannot
// be read is left out.
func TestNothingNew(t *testing.T) {
	m, panel := world(noon)
	m.subjects[8] = []byte("{")
	if made := run(t, m, panel, noon); made != 2+5 { // world, overlooked, five countries
		t.Errorf("the first run made %d editions, want 7", made)
	}
	if made := run(t, m, panel, noon); made != 0 {
		t.Errorf("the second run made %d editions, want 0", made)
	}
}

// TestWorldLeavesOutWhatIsOver: a theme without a text of the last day is no
// current take, and does not hide what is ranked after it.
func TestWorldLeavesOutWhatIsOver(t *testing.T) {
	m := newMemory()
	over := measure.Subject{Story: 1, Medoid: 1, Countries: []string{"AR", "FR", "JP", "KE", "US"},
		Actors: []measure.Weighted{{Term: "a", Weight: 2}, {Term: "b", Weight: 1}}}
	for range 2 {
		for _, country := range over.Countries {
			over.Texts = append(over.Texts, measure.Text{Country: country, At: noon.Add(-30 * time.Hour)})
		}
	}
	fresh := measure.Subject{Story: 2, Medoid: 2, Countries: []string{"FR"}, Actors: []measure.Weighted{{Term: "c", Weight: 1}},
		Texts: []measure.Text{{Country: "FR", At: noon.Add(-time.Hour)}}}
	m.put(over)
	m.put(fresh)
	run(t, m, news.Panel{Country: "US"}, noon)
	w := last[World](t, m, PageWorld)
	if len(w.Themes) != 1 || w.Themes[0].ID != 2 {
		t.Errorf("themes = %+v, want that of story 2", w.Themes)
	}
	if w.Texts != 1 || w.Countries != 1 {
		t.Errorf("%d texts of %d countries in the last day, want 1 of 1", w.Texts, w.Countries)
	}
}
