package readtest

import (
	"cmp"
	"context"
	"encoding/json"
	"slices"
	"strings"
	"time"

	"github.com/overview-news/overview/internal/compose"
	"github.com/overview-news/overview/internal/measure"
	"github.com/overview-news/overview/internal/news"
	"github.com/overview-news/overview/internal/store"
)

// Edition returns the edition of a page that the test made; there is only
// one.
func (s *Store) Edition(_ context.Context, page string, _ int) (store.Edition, error) {
	content, ok := s.Editions[page]
	if !ok || s.Err != nil {
		return store.Edition{}, cmp.Or(s.Err, news.ErrNotFound)
	}
	body, err := json.Marshal(content)
	return store.Edition{Page: page, Version: 7, Made: Now.Add(-10 * time.Minute), Body: body}, err
}

// EditionPages lists the pages that have an edition.
func (s *Store) EditionPages(_ context.Context, prefix string) ([]string, error) {
	var out []string
	for page := range s.Editions {
		if strings.HasPrefix(page, prefix) {
			out = append(out, page)
		}
	}
	slices.Sort(out)
	return out, s.Err
}

// Subject returns what a story is about.
func (s *Store) Subject(_ context.Context, id news.StoryID) ([]byte, error) {
	subject, ok := s.Subjects[id]
	if !ok || s.Err != nil {
		return nil, cmp.Or(s.Err, news.ErrNotFound)
	}
	return json.Marshal(subject)
}

// Reports lists a story's articles for measuring, oldest first.
func (s *Store) Reports(_ context.Context, id news.StoryID) ([]news.Report, error) {
	var out []news.Report
	for _, a := range slices.Backward(s.sorted()) {
		if a.Story != id || a.State == news.StateHidden || a.State == news.StateWithdrawn {
			continue
		}
		r := news.Report{Article: a.ID, Outlet: a.Outlet, Publisher: s.publisher(a.Outlet), Country: a.Country,
			Lane: a.Lane, Genre: a.Genre, Topic: a.Topic, Family: cmp.Or(a.Family, a.ID), Credit: a.Credit,
			Published: a.Published}
		r.Title, r.Language = a.Headline()
		out = append(out, r)
	}
	return out, s.Err
}

func (s *Store) publisher(id news.OutletID) string {
	for _, o := range s.Listed {
		if o.ID == id && o.Publisher != "" {
			return o.Publisher
		}
	}
	return string(id)
}

// Newsrooms lists every outlet as a newsroom of its own.
func (s *Store) Newsrooms(context.Context) ([]news.Newsroom, error) {
	var out []news.Newsroom
	for _, o := range s.Listed {
		n := news.Newsroom{Publisher: s.publisher(o.ID), Country: o.Country, Lane: o.Lane, Name: o.Name,
			Outlets: []news.OutletID{o.ID}, Owner: o.Ownership}
		for _, f := range s.Polled[o.ID] {
			n.WatchedSince, n.LastSuccess = Now.Add(-7*24*time.Hour), f.LastSuccess
			n.NewestEntry, n.MedianGap = f.NewestEntry, f.MedianGap
		}
		out = append(out, n)
	}
	return out, s.Err
}

// addEditions adds an edition of every kind: two themes of which one has lost
// its headline, a panel that is in order and one that is not.
func (s *Store) addEditions() {
	s.Editions = map[string]any{
		compose.PageWorld: compose.World{Params: "1", Countries: 15, Texts: 40, Themes: []measure.Theme{
			{ID: 1, Medoid: 1, Stories: []news.StoryID{1, 3}, Actors: []string{"@PT", "bridge"}, Level: measure.Worlds,
				Countries: []string{"PT", "EG", "IL", "IR", "DE", "FR", "NG", "US", "BO"}, Regions: 7, Texts: 7,
				Attention: 0.214, Breadth: 0.72, Movement: 1.6, Daily: []int{0, 0, 1, 2, 7}},
			{ID: 3, Medoid: 404, Stories: []news.StoryID{3, 2, 77}, Actors: []string{"drought"}, Level: measure.Regional,
				Countries: []string{"US", "IN"}, Regions: 2, Texts: 2, Attention: 0.004, Breadth: 0.2, Movement: 0.7, Daily: []int{2}},
			{ID: 5, Medoid: 10, Stories: []news.StoryID{5}, Actors: []string{"@JP"}, Level: measure.National,
				Countries: []string{"JP"}, Regions: 1, Texts: 1, Attention: 0.0004, Breadth: 0.1, Movement: 1, Daily: []int{1}},
		}},
		compose.PageOverlooked("US"): compose.Overlooked{Params: "1", Watching: 4,
			Panel: compose.Panel{Country: "US", Version: "1", Size: 2, Needed: 1, InOrder: true,
				Healthy: []string{"The Prairie Ledger newsroom"}, Ill: []compose.Ill{{Publisher: "gone.example", Why: measure.NotWatched}}},
			Stories: []compose.Finding{
				{Story: 1, Flagged: Now.Add(-time.Hour), Verdict: measure.Verdict{By: "US", State: measure.Overlooked, Strong: true,
					N: 38, Panel: 45, Silent: []string{"The Prairie Ledger newsroom"}, Probability: 0.963, Publishers: 9,
					Countries: 9, Subregions: 7, Texts: 7, Nearest: 12}},
				{Story: 88, Verdict: measure.Verdict{By: "US", State: measure.Overlooked, N: 38, K: 1, Panel: 45, Probability: 0.91}},
			},
			PickedUp: []compose.Finding{{Story: 3, After: 5 * time.Hour, Verdict: measure.Verdict{By: "US", State: measure.PickedUp, K: 2, N: 38, Panel: 45}}},
			Archived: []compose.Finding{{Story: 3, Verdict: measure.Verdict{By: "US", State: measure.Archived, N: 38, Panel: 45}}},
		},
		compose.PageOverlooked("PT"): compose.Overlooked{Params: "1", Panel: compose.Panel{Country: "PT", Version: "1", Size: 30,
			Needed: 24, Ill: []compose.Ill{{Publisher: "The Diário do Rio Claro newsroom", Why: measure.TooLate}}}},
		compose.PageOnlyHere("PT"): compose.OnlyHere{Stories: []news.StoryID{4, 1, 99}},
	}
	s.Told = append(s.Told, news.Story{ID: 4, Title: "Ferry fares", Medoid: 1, First: Now.Add(-30 * time.Hour),
		Last: Now.Add(-2 * time.Hour), Articles: 2, Publishers: 2, Countries: 1, Texts: 2})
	s.Subjects = map[news.StoryID]measure.Subject{
		1: {Story: 1, Where: []string{"PT"}, Actors: []measure.Weighted{{Term: "@PT", Weight: 5}, {Term: "bridge", Weight: 2}}},
	}
}
