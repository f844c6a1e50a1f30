package store

import (
	"context"
	"fmt"
	"time"

	"github.com/overview-news/overview/internal/news"
)

// An outlet's disabled column says who wants it not to be polled: 0 nobody,
// 1 the list that it comes from, 2 the operator, whom no list overrules.
const sqlDisableOutlet = `
	UPDATE outlets SET disabled = CASE WHEN $2 THEN 2 ELSE 0 END
	WHERE id = $1`

const sqlDisableFeeds = `
	UPDATE feeds SET state = CASE WHEN $2 THEN 'disabled' ELSE 'active' END
	WHERE outlet_id = $1 AND state <> 'retired'`

const sqlDropPolls = `
	DELETE FROM work
	WHERE stage = 'poll' AND subject IN (SELECT id FROM feeds WHERE outlet_id = $1)`

const sqlPlanPolls = `
	INSERT INTO work (stage, subject, host, priority, due_at)
	SELECT 'poll', id, host, 0, $2 FROM feeds
	WHERE outlet_id = $1 AND state = 'active'
	ON CONFLICT (stage, subject) DO NOTHING`

// DisableOutlet stops the polls of an outlet until it is called with off set
// to false; lists that are read again do not bring them back. What is stored
// of it stays. Its feeds are due at now when it is taken back.
// It returns [news.ErrNotFound] for an outlet that is not stored.
func (s *Store) DisableOutlet(ctx context.Context, id news.OutletID, off bool, now time.Time) error {
	return s.inTx(ctx, func(t tx) error {
		n, err := t.exec(ctx, sqlDisableOutlet, string(id), off)
		if err == nil && n == 0 {
			err = news.ErrNotFound
		}
		if err == nil {
			_, err = t.exec(ctx, sqlDisableFeeds, string(id), off)
		}
		if err == nil && off {
			_, err = t.exec(ctx, sqlDropPolls, string(id))
		}
		if err == nil && !off {
			_, err = t.exec(ctx, sqlPlanPolls, string(id), millis(now))
		}
		if err != nil {
			return fmt.Errorf("disable outlet %s: %w", id, err)
		}
		return nil
	})
}
