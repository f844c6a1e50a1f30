package store

import (
	"context"
	"database/sql"
	"fmt"
	"strings"
	"time"

	"github.com/overview-news/overview/internal/news"
)

const storyColumns = `s.id, s.title, s.medoid_id, s.first_at, s.last_at, s.articles,
	s.publishers, s.countries, s.texts, s.into_id`

func scanStory(rs *sql.Rows, st *news.Story) error {
	var first, last int64
	err := rs.Scan(&st.ID, &st.Title, &st.Medoid, &first, &last, &st.Articles,
		&st.Publishers, &st.Countries, &st.Texts, &st.Into)
	st.First, st.Last = moment(first), moment(last)
	return err
}

const sqlStory = `SELECT ` + storyColumns + ` FROM stories s WHERE s.id = $1`

// Story returns one story, or [news.ErrNotFound]. A merged one says with Into
// where its articles are.
func (s *Store) Story(ctx context.Context, id news.StoryID) (news.Story, error) {
	var st news.Story
	err := rows(ctx, s.read, sqlStory, []any{int64(id)}, func(rs *sql.Rows) error {
		return scanStory(rs, &st)
	})
	if err != nil {
		return news.Story{}, fmt.Errorf("read story %d: %w", id, err)
	}
	if st.ID == 0 {
		return news.Story{}, fmt.Errorf("story %d: %w", id, news.ErrNotFound)
	}
	return st, nil
}

const sqlStoryArticles = `
	SELECT ` + articleColumns + ` FROM articles a
	WHERE a.story_id = $1 AND a.state <> 'hidden'
	ORDER BY a.published_at, a.id LIMIT $2`

// StoryArticles returns the articles of a story, oldest first.
func (s *Store) StoryArticles(ctx context.Context, id news.StoryID, n int) ([]news.Article, error) {
	out, err := articles(ctx, s.read, sqlStoryArticles, int64(id), limit(n))
	if err != nil {
		return nil, fmt.Errorf("read articles of story %d: %w", id, err)
	}
	return out, nil
}

// Stories lists stories, those with the newest report first, or the most
// widely told first.
func (s *Store) Stories(ctx context.Context, q news.StoryQuery) ([]news.Story, error) {
	var w where
	from, last := "stories s", "s.last_at"
	if q.Country != "" {
		from, last = "story_countries c JOIN stories s ON s.id = c.story_id", "c.last_at"
		w.add("c.country = ?", strings.ToUpper(q.Country))
	}
	w.add("s.into_id = 0 AND s.articles > 0")
	if q.Countries > 0 {
		w.add("s.countries >= ?", q.Countries)
	}
	if q.Alone {
		w.add("s.countries = 1")
	}
	if q.Publishers > 0 {
		w.add("s.publishers >= ?", q.Publishers)
	}
	if !q.Since.IsZero() {
		w.add(last+" >= ?", millis(q.Since))
	}
	if !q.Until.IsZero() {
		w.add(last+" < ?", millis(q.Until))
	}
	order := last + " DESC, s.id DESC"
	if q.Widest {
		order = "s.countries DESC, s.publishers DESC, " + order
	} else if !q.After.IsZero() {
		w.add("("+last+", s.id) < (?, ?)", millis(q.After.Time), q.After.ID)
	}
	query := fmt.Sprintf("SELECT %s FROM %s WHERE %s ORDER BY %s LIMIT %d",
		storyColumns, from, w.sql(), order, limit(q.Limit))
	var out []news.Story
	err := rows(ctx, s.read, query, w.args, func(rs *sql.Rows) error {
		var st news.Story
		if err := scanStory(rs, &st); err != nil {
			return err
		}
		out = append(out, st)
		return nil
	})
	if err != nil {
		return nil, fmt.Errorf("list stories: %w", err)
	}
	return out, nil
}

// Newest returns the publication time of the newest article; the zero time if
// there is none.
func (s *Store) Newest(ctx context.Context) (time.Time, error) {
	ms, err := s.newest(ctx)
	return moment(ms), err
}
