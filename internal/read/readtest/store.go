// Package readtest has a store in memory for tests of what readers see.
package readtest

import (
	"cmp"
	"context"
	"errors"
	"slices"
	"strings"
	"time"

	"github.com/overview-news/overview/internal/measure"
	"github.com/overview-news/overview/internal/news"
)

// Store is a store in memory. Its zero value is empty; tests fill its fields.
type Store struct {
	All       []news.Article
	Texts     map[news.ArticleID][]news.Rendition
	Before    map[news.ArticleID][]news.Revision
	Besides   map[news.ArticleID]news.Details
	Told      []news.Story
	Listed    []news.Outlet
	Polled    map[news.OutletID][]news.Feed
	Faulty    map[news.OutletID][]news.FaultyArticle
	Checked   []news.FeedCheck
	Examined  []news.Examination
	State     news.Progress
	Editions  map[string]any // content by page
	Subjects  map[news.StoryID]measure.Subject
	Demanded  []news.ArticleID
	Err       error // returned by every method if set
	sortedAll bool
}

func (s *Store) sorted() []news.Article {
	if !s.sortedAll {
		slices.SortFunc(s.All, func(a, b news.Article) int {
			return cmp.Or(b.Published.Compare(a.Published), cmp.Compare(b.ID, a.ID))
		})
		s.sortedAll = true
	}
	return s.All
}

// Articles chooses articles, newest first.
func (s *Store) Articles(_ context.Context, q news.ArticleQuery) ([]news.Article, error) {
	limit := q.Limit
	if limit == 0 {
		limit = 50
	}
	var out []news.Article
	for _, a := range s.sorted() {
		ok := a.State != news.StateHidden &&
			(q.Country == "" || a.Country == q.Country) &&
			(q.Outlet == "" || a.Outlet == q.Outlet) &&
			(q.Language == "" || a.Language == q.Language) &&
			(len(q.Genres) == 0 || slices.Contains(q.Genres, a.Genre)) &&
			(q.Since.IsZero() || !a.Published.Before(q.Since)) &&
			(q.Until.IsZero() || a.Published.Before(q.Until)) &&
			(q.After.IsZero() || a.Published.Before(q.After.Time) ||
				a.Published.Equal(q.After.Time) && int64(a.ID) < q.After.ID)
		if ok && len(out) < limit {
			out = append(out, a)
		}
	}
	return out, s.Err
}

// Article returns one article.
func (s *Store) Article(_ context.Context, id news.ArticleID) (news.Article, error) {
	for _, a := range s.All {
		if a.ID == id {
			return a, s.Err
		}
	}
	return news.Article{}, cmp.Or(s.Err, news.ErrNotFound)
}

// Renditions returns the texts of an article.
func (s *Store) Renditions(_ context.Context, id news.ArticleID) ([]news.Rendition, error) {
	return s.Texts[id], s.Err
}

// Details returns what an article's page says besides.
func (s *Store) Details(_ context.Context, id news.ArticleID) (news.Details, error) {
	return s.Besides[id], s.Err
}

// Revisions returns the texts that an article had before.
func (s *Store) Revisions(_ context.Context, id news.ArticleID) ([]news.Revision, error) {
	return s.Before[id], s.Err
}

// Demand notes that an article was opened.
func (s *Store) Demand(_ context.Context, id news.ArticleID, _ time.Time) error {
	s.Demanded = append(s.Demanded, id)
	return s.Err
}

// Story returns one story.
func (s *Store) Story(_ context.Context, id news.StoryID) (news.Story, error) {
	for _, st := range s.Told {
		if st.ID == id {
			return st, s.Err
		}
	}
	return news.Story{}, cmp.Or(s.Err, news.ErrNotFound)
}

// Stories chooses stories as q asks, in their given order.
func (s *Store) Stories(_ context.Context, q news.StoryQuery) ([]news.Story, error) {
	var out []news.Story
	for _, st := range s.Told {
		if st.Into == 0 && st.Countries >= q.Countries && (q.Limit == 0 || len(out) < q.Limit) {
			out = append(out, st)
		}
	}
	return out, s.Err
}

// StoryArticles lists the articles of a story, oldest first.
func (s *Store) StoryArticles(_ context.Context, id news.StoryID, limit int) ([]news.Article, error) {
	var out []news.Article
	for _, a := range slices.Backward(s.sorted()) {
		if a.Story == id && a.State != news.StateHidden && len(out) < limit {
			out = append(out, a)
		}
	}
	return out, s.Err
}

// OutletHealth lists every outlet with its health, the languages of its
// articles too.
func (s *Store) OutletHealth(context.Context) ([]news.OutletHealth, error) {
	var out []news.OutletHealth
	for _, o := range s.Listed {
		h := news.OutletHealth{Outlet: o}
		if o.Language != "" {
			h.Declared = []string{o.Language}
		}
		for _, f := range s.Polled[o.ID] {
			h.Add(f)
		}
		for _, a := range s.All {
			if a.Outlet != o.ID {
				continue
			}
			if a.Published.After(h.NewestArticle) {
				h.NewestArticle = a.Published
			}
			h.Found = counted(h.Found, a)
		}
		out = append(out, h)
	}
	return out, s.Err
}

func counted(list []news.LanguageCount, a news.Article) []news.LanguageCount {
	for i := range list {
		if list[i].Language == a.Language {
			list[i].Articles++
			return list
		}
	}
	return append(list, news.LanguageCount{Language: a.Language, Articles: 1, Last: a.Collected})
}

// OutletDays counts an outlet's articles by day.
func (s *Store) OutletDays(_ context.Context, id news.OutletID, since, until time.Time) ([]int, error) {
	const day = 24 * time.Hour
	first := since.Truncate(day)
	out := make([]int, int(until.Truncate(day).Sub(first)/day)+1)
	for _, a := range s.All {
		if at := int(a.Published.Sub(first) / day); a.Outlet == id && !a.Published.Before(first) && at < len(out) {
			out[at]++
		}
	}
	return out, s.Err
}

// Checks lists what live checks found.
func (s *Store) Checks(_ context.Context, id news.OutletID) ([]news.FeedCheck, error) {
	var out []news.FeedCheck
	for _, c := range s.Checked {
		if id == "" || c.Outlet == id {
			out = append(out, c)
		}
	}
	return out, s.Err
}

// Examination is the last look at an outlet's pages.
func (s *Store) Examination(_ context.Context, id news.OutletID) (news.Examination, error) {
	for _, e := range s.Examined {
		if e.Outlet == id {
			return e, s.Err
		}
	}
	return news.Examination{}, errors.Join(s.Err, news.ErrNotFound)
}

// Outlet returns one outlet.
func (s *Store) Outlet(_ context.Context, id news.OutletID) (news.Outlet, error) {
	for _, o := range s.Listed {
		if o.ID == id {
			return o, s.Err
		}
	}
	return news.Outlet{}, cmp.Or(s.Err, news.ErrNotFound)
}

// Feeds lists the feeds of an outlet, or of all.
func (s *Store) Feeds(_ context.Context, id news.OutletID) ([]news.Feed, error) {
	if id != "" {
		return s.Polled[id], s.Err
	}
	var out []news.Feed
	for _, o := range s.Listed {
		out = append(out, s.Polled[o.ID]...)
	}
	return out, s.Err
}

// OutletFaults lists what could not be read of an outlet.
func (s *Store) OutletFaults(_ context.Context, id news.OutletID, _ int) ([]news.FaultyArticle, error) {
	return s.Faulty[id], s.Err
}

// CountryCounts counts articles by country.
func (s *Store) CountryCounts(_ context.Context, since, until time.Time) ([]news.CountryCount, error) {
	by := map[string]*news.CountryCount{}
	at := func(code string) *news.CountryCount {
		if by[code] == nil {
			by[code] = &news.CountryCount{Country: code}
		}
		return by[code]
	}
	for _, a := range s.All {
		if !a.Published.Before(since) && a.Published.Before(until) {
			c := at(a.Country)
			c.Articles++
			if a.Published.After(c.Latest) {
				c.Latest = a.Published
			}
		}
	}
	var out []news.CountryCount
	for _, c := range by {
		out = append(out, *c)
	}
	return out, s.Err
}

// Search finds articles whose headline holds the words.
func (s *Store) Search(ctx context.Context, q news.SearchQuery) ([]news.Article, error) {
	all, err := s.Articles(ctx, news.ArticleQuery{
		Country: q.Country, Outlet: q.Outlet, Language: q.Language, After: q.After, Limit: 500,
	})
	var out []news.Article
	for _, a := range all {
		if strings.Contains(strings.ToLower(a.Title+" "+a.TitleEnglish), strings.ToLower(q.Text)) && len(out) < q.Limit {
			out = append(out, a)
		}
	}
	return out, err
}

// Progress says how far filling has come.
func (s *Store) Progress(context.Context) (news.Progress, error) { return s.State, s.Err }

// Newest is the newest published time.
func (s *Store) Newest(context.Context) (time.Time, error) {
	if len(s.All) == 0 {
		return time.Time{}, s.Err
	}
	return s.sorted()[0].Published, s.Err
}
