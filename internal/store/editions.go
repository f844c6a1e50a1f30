package store

import (
	"bytes"
	"context"
	"database/sql"
	"fmt"
	"time"

	"github.com/overview-news/overview/internal/news"
)

// Edition is a dated, immutable snapshot of what a page showed: ids and
// numbers, never texts.
type Edition struct {
	Page    string
	Version int
	Made    time.Time
	Body    []byte
}

const sqlLastEdition = `
	SELECT version, made_at, body FROM editions
	WHERE page = $1 ORDER BY version DESC LIMIT 1`

const sqlPutEdition = `
	INSERT INTO editions (page, version, made_at, body) VALUES ($1, $2, $3, $4)`

// Publish stores a new edition of a page if its content differs from the last
// one's, and at least gap has passed since that; the first is stored at once.
// It reports whether there is a new one.
func (s *Store) Publish(ctx context.Context, page string, body []byte, now time.Time, gap time.Duration) (bool, error) {
	isNew := false
	err := s.inTx(ctx, func(t tx) error {
		isNew = false
		var version, made int64
		var last []byte
		found, err := t.one(ctx, sqlLastEdition, []any{page}, &version, &made, &last)
		if err != nil {
			return err
		}
		if found && (bytes.Equal(last, body) || now.Sub(moment(made)) < gap) {
			return nil
		}
		isNew = true
		_, err = t.exec(ctx, sqlPutEdition, page, version+1, millis(now), body)
		return err
	})
	if err != nil {
		return false, fmt.Errorf("publish an edition of %s: %w", page, err)
	}
	return isNew, nil
}

const sqlEdition = `
	SELECT version, made_at, body FROM editions
	WHERE page = $1 AND version = $2`

// Edition returns an edition of a page, the last if version is 0, or
// [news.ErrNotFound].
func (s *Store) Edition(ctx context.Context, page string, version int) (Edition, error) {
	query, args := sqlLastEdition, []any{page}
	if version != 0 {
		query, args = sqlEdition, []any{page, version}
	}
	e := Edition{Page: page}
	err := rows(ctx, s.read, query, args, func(rs *sql.Rows) error {
		var made int64
		err := rs.Scan(&e.Version, &made, &e.Body)
		e.Made = moment(made)
		return err
	})
	if err != nil {
		return Edition{}, fmt.Errorf("read an edition of %s: %w", page, err)
	}
	if e.Version == 0 {
		return Edition{}, fmt.Errorf("edition of %s: %w", page, news.ErrNotFound)
	}
	return e, nil
}
