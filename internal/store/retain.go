package store

import (
	"context"
	"database/sql"
	"fmt"
	"time"

	"github.com/overview-news/overview/internal/news"
)

const sqlOldTexts = `
	SELECT id FROM articles
	WHERE texts = 1 AND texts <> 0 AND day < $1
	ORDER BY day, id LIMIT $2`

// DropOldTexts deletes the texts of up to n articles that were first seen on a
// day before that of a moment, the oldest first, and returns how many had
// some. Headlines stay and can be searched for, and so does what keeps a feed
// that still lists an article from bringing it again. Imported articles do not
// age: their days are those of the file.
func (s *Store) DropOldTexts(ctx context.Context, before time.Time, n int) (int, error) {
	return s.dropEach(ctx, sqlOldTexts, day(before), n)
}

// Each half is in the order of its index.
const sqlOldestTexts = `
	SELECT id FROM (
		SELECT id, day FROM (
			SELECT id, day FROM articles WHERE texts = 1 AND texts <> 0
			ORDER BY day, id LIMIT $1)
		UNION ALL
		SELECT id, day FROM (
			SELECT id, day FROM articles WHERE texts = 2 AND texts <> 0
			ORDER BY day, id LIMIT $1))
	ORDER BY day, id LIMIT $1`

// DropOldestTexts deletes the texts of the n articles that have some and were
// first seen longest ago, imported or not, and returns how many there were.
func (s *Store) DropOldestTexts(ctx context.Context, n int) (int, error) {
	return s.dropEach(ctx, sqlOldestTexts, n)
}

const sqlDropTranslate = `DELETE FROM work WHERE stage = 'translate' AND subject = $1`

// dropEach deletes the texts of the articles that query finds.
func (s *Store) dropEach(ctx context.Context, query string, args ...any) (int, error) {
	dropped := 0
	err := s.inTx(ctx, func(t tx) error {
		var ids []news.ArticleID
		err := rows(ctx, t, query, args, func(rs *sql.Rows) error {
			var id news.ArticleID
			err := rs.Scan(&id)
			ids = append(ids, id)
			return err
		})
		if err != nil {
			return fmt.Errorf("list old texts: %w", err)
		}
		for _, id := range ids {
			if err := t.dropTexts(ctx, id); err != nil {
				return err
			}
			if _, err := t.exec(ctx, sqlDropTranslate, int64(id)); err != nil {
				return err
			}
		}
		dropped = len(ids)
		return nil
	})
	return dropped, err
}

const sqlNextFeeds = `SELECT id FROM feeds WHERE id > $1 ORDER BY id LIMIT $2`

const sqlDropOldPolls = `DELETE FROM polls WHERE feed_id = $1 AND at < $2`

// DropOldPolls deletes the log of polls before a moment, of the n feeds that
// follow one. It returns the last of these; 0 if none followed.
func (s *Store) DropOldPolls(ctx context.Context, before time.Time, after news.FeedID, n int) (news.FeedID, error) {
	var last news.FeedID
	err := s.inTx(ctx, func(t tx) error {
		var ids []news.FeedID
		err := rows(ctx, t, sqlNextFeeds, []any{int64(after), n}, func(rs *sql.Rows) error {
			err := rs.Scan(&last)
			ids = append(ids, last)
			return err
		})
		for _, id := range ids {
			if err == nil {
				_, err = t.exec(ctx, sqlDropOldPolls, int64(id), millis(before))
			}
		}
		return err
	})
	if err != nil {
		return 0, fmt.Errorf("forget old polls: %w", err)
	}
	return last, nil
}

// Size is how much room a database takes.
type Size struct {
	Used int64 // bytes that hold something
	Free int64 // bytes of the file that wait to be used again
}

// Size returns how much room the database takes.
func (s *Store) Size(ctx context.Context) (Size, error) {
	var pages, free, bytes int64
	err := s.read.QueryRowContext(ctx, sqlSize).Scan(&pages, &free, &bytes)
	if err != nil {
		return Size{}, fmt.Errorf("measure the database: %w", err)
	}
	return Size{Used: (pages - free) * bytes, Free: free * bytes}, nil
}

// Shrink gives up to n free pages at the end of the database's file back to
// the disk.
func (s *Store) Shrink(ctx context.Context, n int) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	if _, err := s.conn.ExecContext(ctx, fmt.Sprintf(sqlShrink, n)); err != nil {
		return fmt.Errorf("shrink the database: %w", err)
	}
	return nil
}
