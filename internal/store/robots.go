package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"time"

	"github.com/overview-news/overview/internal/news"
)

const sqlRobots = `
	SELECT outcome, reason, failures, body, fetched_at, again_at
	FROM robots WHERE host = $1`

// LoadRobots returns what is remembered of a host's robots.txt, old or not;
// ok is false if nothing is.
func (s *Store) LoadRobots(ctx context.Context, host string) (news.RobotsFile, bool, error) {
	f := news.RobotsFile{Host: host}
	var packed []byte
	var fetched, again int64
	look, err := s.robots()
	if err != nil {
		return f, false, fmt.Errorf("prepare to read robots.txt: %w", err)
	}
	err = look.QueryRowContext(ctx, host).Scan(&f.Outcome, &f.Reason, &f.Failures, &packed, &fetched, &again)
	if errors.Is(err, sql.ErrNoRows) {
		return f, false, nil
	}
	if err == nil && len(packed) > 0 {
		_, d := codec()
		f.Body, err = d.DecodeAll(packed, nil)
	}
	if err != nil {
		return f, false, fmt.Errorf("read the robots.txt of %s: %w", host, err)
	}
	f.Fetched, f.Again = moment(fetched), moment(again)
	return f, true, nil
}

const sqlPutRobots = `
	INSERT INTO robots (host, outcome, reason, failures, body, fetched_at, again_at)
	VALUES ($1, $2, $3, $4, $5, $6, $7)
	ON CONFLICT (host) DO UPDATE SET
		outcome = excluded.outcome, reason = excluded.reason, failures = excluded.failures,
		body = excluded.body, fetched_at = excluded.fetched_at, again_at = excluded.again_at`

// SaveRobots remembers a host's robots.txt in the place of what was
// remembered before.
func (s *Store) SaveRobots(ctx context.Context, f news.RobotsFile) error {
	packed := []byte{}
	if len(f.Body) > 0 {
		e, _ := codec()
		packed = e.EncodeAll(f.Body, nil)
	}
	err := s.inGroup(ctx, func(t tx) error {
		_, err := t.exec(ctx, sqlPutRobots, clean(f.Host), string(f.Outcome), clean(f.Reason), f.Failures,
			packed, millis(f.Fetched), millis(f.Again))
		return err
	})
	if err != nil {
		return fmt.Errorf("store the robots.txt of %s: %w", f.Host, err)
	}
	return nil
}

const sqlDropRobots = `
	DELETE FROM robots WHERE host IN (
		SELECT host FROM robots WHERE again_at < $1 ORDER BY again_at LIMIT $2)`

// DropOldRobots forgets up to n robots.txt that were to be asked for again
// before a moment, and as many paces of hosts that were not asked since. It
// returns how many robots.txt it forgot.
func (s *Store) DropOldRobots(ctx context.Context, before time.Time, n int) (int, error) {
	var dropped int64
	err := s.inTx(ctx, func(t tx) error {
		var err error
		dropped, err = t.exec(ctx, sqlDropRobots, millis(before), n)
		if err == nil {
			_, err = t.exec(ctx, sqlDropPaces, millis(before), n)
		}
		return err
	})
	if err != nil {
		return 0, fmt.Errorf("forget old robots.txt: %w", err)
	}
	return int(dropped), nil
}
