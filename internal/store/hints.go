package store

import (
	"context"
	"database/sql"
	"fmt"

	"github.com/overview-news/overview/internal/news"
)

const sqlOldMisses = `
	DELETE FROM hint_misses
	WHERE outlet_id = $1 AND EXISTS (SELECT 1 FROM outlets WHERE id = $1 AND (hint_keep <> $2 OR hint_drop <> $3))`

// forgetMisses forgets on which pages hints were not followed that an outlet's
// list no longer gives.
func (t tx) forgetMisses(ctx context.Context, id news.OutletID, h news.Hints) error {
	if _, err := t.exec(ctx, sqlOldMisses, string(id), clean(h.Keep), clean(h.Drop)); err != nil {
		return fmt.Errorf("forget the missed hints of %s: %w", id, err)
	}
	return nil
}

const sqlPutMiss = `
	INSERT INTO hint_misses (outlet_id, article_id, miss)
	SELECT o.id, a.id, $2 FROM articles a JOIN outlets o ON o.id = a.outlet_id
	WHERE a.id = $1 AND o.hinted_at <= $3
	ON CONFLICT (outlet_id, article_id) DO UPDATE SET miss = excluded.miss`

const sqlDropMiss = `
	DELETE FROM hint_misses
	WHERE article_id = $1 AND outlet_id = (SELECT outlet_id FROM articles WHERE id = $1)`

// putMiss stores why a hint was not followed on an article's page, or that all
// were. That of a text that was read before the list changed is of hints that
// are no longer in force.
func (t tx) putMiss(ctx context.Context, r news.Rendition, miss string) error {
	query, args := sqlDropMiss, []any{int64(r.Article)}
	if miss != "" {
		query, args = sqlPutMiss, append(args, clean(miss), millis(r.Made))
	}
	if _, err := t.exec(ctx, query, args...); err != nil {
		return fmt.Errorf("store the missed hint of article %d: %w", r.Article, err)
	}
	return nil
}

const sqlReadOtherwise = `
	SELECT 1 FROM articles a JOIN outlets o ON o.id = a.outlet_id
	WHERE a.id = $1 AND o.hinted_at > $2`

// readOtherwise reports whether the stored text was read when other hints were
// in force: that it is another now says nothing of the publisher.
func (t tx) readOtherwise(ctx context.Context, r news.Rendition) (bool, error) {
	var one int
	found, err := t.one(ctx, sqlReadOtherwise, []any{int64(r.Article), millis(r.Made)}, &one)
	if err != nil {
		return false, fmt.Errorf("look for new hints for article %d: %w", r.Article, err)
	}
	return found, nil
}

const sqlReadAnew = `
	UPDATE renditions SET made_at = $2
	WHERE article_id = $1 AND day = (SELECT day FROM articles WHERE id = $1) AND original = 1
		AND made_at < $2 AND made_at < (
			SELECT o.hinted_at FROM articles a JOIN outlets o ON o.id = a.outlet_id WHERE a.id = $1)`

// readAnew stores that r is the stored text, read by the hints that are in
// force now: what is another from now on is so by its publisher.
func (t tx) readAnew(ctx context.Context, r news.Rendition) error {
	if _, err := t.exec(ctx, sqlReadAnew, int64(r.Article), millis(r.Made)); err != nil {
		return fmt.Errorf("store when article %d was read: %w", r.Article, err)
	}
	return nil
}

const sqlHinting = `SELECT hint_keep, hint_drop, hinted_at FROM outlets WHERE id = $1`

const sqlMisses = `
	SELECT article_id, miss FROM hint_misses
	WHERE outlet_id = $1 ORDER BY article_id DESC LIMIT $2`

// Hinting returns the hints that are in force for an outlet, and the latest n
// articles on whose pages they were not followed.
func (s *Store) Hinting(ctx context.Context, id news.OutletID, n int) (news.Hinting, error) {
	h := news.Hinting{Misses: map[news.ArticleID]string{}}
	err := rows(ctx, s.read, sqlHinting, []any{string(id)}, func(rs *sql.Rows) error {
		var since int64
		err := rs.Scan(&h.Keep, &h.Drop, &since)
		h.Since = moment(since)
		return err
	})
	if err != nil {
		return news.Hinting{}, fmt.Errorf("read the hints of %s: %w", id, err)
	}
	if h.Hints == (news.Hints{}) {
		return h, nil
	}
	err = rows(ctx, s.read, sqlMisses, []any{string(id), n}, func(rs *sql.Rows) error {
		var article int64
		var miss string
		err := rs.Scan(&article, &miss)
		h.Misses[news.ArticleID(article)] = miss
		return err
	})
	if err != nil {
		return news.Hinting{}, fmt.Errorf("read the missed hints of %s: %w", id, err)
	}
	return h, nil
}
