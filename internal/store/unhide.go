package store

import (
	"context"
	"database/sql"
	"fmt"
	"strings"
	"time"

	"github.com/overview-news/overview/internal/news"
)

const sqlDropHidden = `DELETE FROM hidden WHERE target = $1 RETURNING target`

const sqlDropBlock = `DELETE FROM addresses WHERE url = $1 AND article_id = 0`

// Unhide takes back what [Store.Hide] did, as far as it can: the headlines
// come back, texts are gone until their pages are fetched again, which happens
// to a single article soon and to an outlet's when readers open them. It
// returns how many articles came back, and [news.ErrNotFound] for what is not
// hidden.
func (s *Store) Unhide(ctx context.Context, target string, now time.Time) (int, error) {
	if id, ok := strings.CutPrefix(target, outletTarget); ok {
		return s.unhideOutlet(ctx, news.OutletID(id), now)
	}
	n := 0
	err := s.inTx(ctx, func(t tx) error {
		name, id, err := t.target(ctx, target)
		if err != nil {
			return err
		}
		if err := t.dropHidden(ctx, name); err != nil {
			return err
		}
		if id == 0 {
			_, err := t.exec(ctx, sqlDropBlock, name)
			return err
		}
		n = 1
		if err := t.giveBack(ctx, id, now); err != nil {
			return err
		}
		return t.demand(ctx, id, news.StateHeadline, job{priority: priorityReader, due: millis(now)})
	})
	if err != nil {
		return 0, fmt.Errorf("show %s again: %w", target, err)
	}
	return n, nil
}

func (t tx) dropHidden(ctx context.Context, target string) error {
	var dropped string
	ok, err := t.one(ctx, sqlDropHidden, []any{target}, &dropped)
	if err == nil && !ok {
		err = news.ErrNotFound
	}
	return err
}

const sqlShow = `
	UPDATE articles SET state = 'headline', collected_at = 0, texts = 1
	WHERE id = $1 AND state = 'hidden'
	RETURNING language, published_at`

// giveBack makes a hidden article one of which only the headline is known.
func (t tx) giveBack(ctx context.Context, id news.ArticleID, now time.Time) error {
	var language string
	var published int64
	ok, err := t.one(ctx, sqlShow, []any{int64(id)}, &language, &published)
	if err != nil || !ok {
		return err
	}
	if err := t.reindex(ctx, id); err != nil {
		return err
	}
	return t.planArticle(ctx, int64(id), language, moment(published), now)
}

// An article that was hidden by itself stays hidden.
const sqlHiddenOfOutlet = `
	SELECT id FROM articles WHERE outlet_id = $1 AND state = 'hidden'
		AND url NOT IN (SELECT target FROM hidden)
		AND 'article:' || id NOT IN (SELECT target FROM hidden)
	ORDER BY id LIMIT $2`

func (s *Store) unhideOutlet(ctx context.Context, id news.OutletID, now time.Time) (int, error) {
	err := s.inTx(ctx, func(t tx) error { return t.dropHidden(ctx, outletTarget+string(id)) })
	if err != nil {
		return 0, fmt.Errorf("show outlet %s again: %w", id, err)
	}
	if err := s.DisableOutlet(ctx, id, false, now); err != nil {
		return 0, err
	}
	return s.eachBatch(ctx, sqlHiddenOfOutlet, id, func(t tx, article news.ArticleID) error {
		return t.giveBack(ctx, article, now)
	})
}

const sqlEachHidden = `SELECT target, reason, at FROM hidden ORDER BY at, target`

// EachHidden yields everything that is taken down, the oldest first.
func (s *Store) EachHidden(ctx context.Context, yield func(news.Hidden) error) error {
	return rows(ctx, s.read, sqlEachHidden, nil, func(rs *sql.Rows) error {
		var h news.Hidden
		var at int64
		if err := rs.Scan(&h.Target, &h.Reason, &at); err != nil {
			return err
		}
		h.At = moment(at)
		return yield(h)
	})
}
