package store

import (
	"context"
	"database/sql"
	"fmt"
	"time"
)

const sqlPostpone = `
	INSERT INTO postponed (what, until_at) VALUES ($1, $2)
	ON CONFLICT (what) DO UPDATE SET until_at = excluded.until_at`

// Postpone remembers that the operator does not want something until a time;
// a time that is past takes that back.
func (s *Store) Postpone(ctx context.Context, what string, until time.Time) error {
	err := s.inTx(ctx, func(t tx) error {
		_, err := t.exec(ctx, sqlPostpone, what, millis(until))
		return err
	})
	if err != nil {
		return fmt.Errorf("postpone %s: %w", what, err)
	}
	return nil
}

const sqlPostponed = `SELECT what, until_at FROM postponed WHERE until_at > $1`

// Postponed returns what the operator does not want now, and until when.
func (s *Store) Postponed(ctx context.Context, now time.Time) (map[string]time.Time, error) {
	out := map[string]time.Time{}
	err := rows(ctx, s.read, sqlPostponed, []any{millis(now)}, func(rs *sql.Rows) error {
		var what string
		var until int64
		err := rs.Scan(&what, &until)
		out[what] = moment(until)
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("read what was postponed: %w", err)
	}
	return out, nil
}
