package store

import (
	"context"
	"database/sql"
	"fmt"

	"github.com/overview-news/overview/internal/news"
)

const sqlSubject = `SELECT body FROM subjects WHERE story_id = $1`

// Subject returns what measuring read of a story, or [news.ErrNotFound] while
// it was not measured.
func (s *Store) Subject(ctx context.Context, story news.StoryID) ([]byte, error) {
	var body []byte
	err := rows(ctx, s.read, sqlSubject, []any{int64(story)}, func(rs *sql.Rows) error {
		return rs.Scan(&body)
	})
	if err != nil {
		return nil, fmt.Errorf("read the subject of story %d: %w", story, err)
	}
	if body == nil {
		return nil, fmt.Errorf("subject of story %d: %w", story, news.ErrNotFound)
	}
	return body, nil
}

const sqlEditionPages = `
	SELECT DISTINCT page FROM editions
	WHERE page >= $1 AND page < $2 ORDER BY page LIMIT 500`

// EditionPages lists the pages under prefix that have an edition, by name.
func (s *Store) EditionPages(ctx context.Context, prefix string) ([]string, error) {
	var out []string
	// Page names are ASCII, so that '~' is behind all that begin with prefix.
	err := rows(ctx, s.read, sqlEditionPages, []any{prefix, prefix + "~"}, func(rs *sql.Rows) error {
		var page string
		err := rs.Scan(&page)
		out = append(out, page)
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("list the editions under %q: %w", prefix, err)
	}
	return out, nil
}
