package store

import (
	"context"
	"database/sql"
	"fmt"
	"time"

	"github.com/overview-news/overview/internal/news"
)

const checkColumns = `outlet_id, url, state, evidence, suggestion, weight, score, checks, failures,
	entries, newest, declared, detected, duplicate, moved_to, prints,
	checked_at, state_at, failing_at, passed_at`

const sqlPutCheck = `
	INSERT INTO outlet_checks (` + checkColumns + `)
	VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20)
	ON CONFLICT (url) DO UPDATE SET
		outlet_id = excluded.outlet_id, state = excluded.state, evidence = excluded.evidence,
		suggestion = excluded.suggestion, weight = excluded.weight, score = excluded.score,
		checks = excluded.checks, failures = excluded.failures, entries = excluded.entries,
		newest = excluded.newest, declared = excluded.declared, detected = excluded.detected,
		duplicate = excluded.duplicate, moved_to = excluded.moved_to, prints = excluded.prints,
		checked_at = excluded.checked_at, state_at = excluded.state_at,
		failing_at = excluded.failing_at, passed_at = excluded.passed_at`

const sqlCheckOf = `SELECT ` + checkColumns + ` FROM outlet_checks WHERE url = $1`

// maxCheckText bounds a stored evidence or suggestion, in bytes. Both are
// sentences around an address.
const maxCheckText = 2000

// SaveChecks stores what live checks found. Each check follows the one that is
// stored of its feed; see [news.FeedCheck.After]. One that is older than the
// stored one, or as old, changes nothing.
func (s *Store) SaveChecks(ctx context.Context, checks []news.FeedCheck) error {
	return s.inGroup(ctx, func(t tx) error {
		for _, c := range checks {
			if err := t.saveCheck(ctx, c); err != nil {
				return fmt.Errorf("store the check of %s: %w", c.URL, err)
			}
		}
		return nil
	})
}

func (t tx) saveCheck(ctx context.Context, c news.FeedCheck) error {
	var before news.FeedCheck
	err := rows(ctx, t, sqlCheckOf, []any{clean(c.URL)}, func(rs *sql.Rows) error {
		return scanCheck(rs, &before)
	})
	if err != nil || !c.At.After(before.At) {
		return err
	}
	c = c.After(before)
	_, err = t.exec(ctx, sqlPutCheck, string(c.Outlet), clean(c.URL), string(c.State),
		cut(clean(c.Evidence), maxCheckText), cut(clean(c.Suggestion), maxCheckText), c.Weight, c.Score,
		c.Checks, c.Failures, c.Entries, millis(c.Newest), c.Declared, c.Detected, clean(c.Duplicate),
		clean(c.MovedTo), c.Prints, millis(c.At), millis(c.Since), millis(c.Failing), millis(c.Passed))
	return err
}

func scanCheck(rs *sql.Rows, c *news.FeedCheck) error {
	var newest, at, since, failing, passed int64
	err := rs.Scan(&c.Outlet, &c.URL, &c.State, &c.Evidence, &c.Suggestion, &c.Weight, &c.Score,
		&c.Checks, &c.Failures, &c.Entries, &newest, &c.Declared, &c.Detected, &c.Duplicate, &c.MovedTo, &c.Prints,
		&at, &since, &failing, &passed)
	c.Newest, c.At, c.Since = moment(newest), moment(at), moment(since)
	c.Failing, c.Passed = moment(failing), moment(passed)
	return err
}

const sqlChecks = `
	SELECT ` + checkColumns + ` FROM outlet_checks
	WHERE $1 = '' OR outlet_id = $1 ORDER BY outlet_id, url`

// Checks returns what live checks found of the feeds of an outlet, or of all
// outlets if it is empty, sorted by outlet, then by address.
func (s *Store) Checks(ctx context.Context, outlet news.OutletID) ([]news.FeedCheck, error) {
	var out []news.FeedCheck
	err := rows(ctx, s.read, sqlChecks, []any{string(outlet)}, func(rs *sql.Rows) error {
		var c news.FeedCheck
		if err := scanCheck(rs, &c); err != nil {
			return err
		}
		out = append(out, c)
		return nil
	})
	if err != nil {
		return nil, fmt.Errorf("read checks of %q: %w", outlet, err)
	}
	return out, nil
}

const sqlSetDuplicate = `
	UPDATE outlet_checks SET duplicate = $2
	WHERE url = $1 AND duplicate <> $2`

// SetDuplicates stores which feed has the same entries, by the address of
// each checked feed; "" for none. Which those are is known only when all are
// checked.
func (s *Store) SetDuplicates(ctx context.Context, of map[string]string) error {
	return s.inTx(ctx, func(t tx) error {
		for url, other := range of {
			if _, err := t.exec(ctx, sqlSetDuplicate, clean(url), clean(other)); err != nil {
				return fmt.Errorf("store the duplicate of %s: %w", url, err)
			}
		}
		return nil
	})
}

const sqlDropChecks = `DELETE FROM outlet_checks WHERE checked_at < $1`

// DropOldChecks forgets the feeds that were last checked before a moment: they
// are no longer listed. It returns how many.
func (s *Store) DropOldChecks(ctx context.Context, before time.Time) (int, error) {
	var dropped int64
	err := s.inTx(ctx, func(t tx) error {
		var err error
		dropped, err = t.exec(ctx, sqlDropChecks, millis(before))
		return err
	})
	if err != nil {
		return 0, fmt.Errorf("forget old checks: %w", err)
	}
	return int(dropped), nil
}
