package store

import (
	"context"
	"database/sql"
	"fmt"

	"github.com/overview-news/overview/internal/news"
)

// maxClaimScan bounds how many due rows a claim looks at to find one of each
// free host. Priorities interleave the pages of an outlet, so the first rows
// hold many hosts.
const maxClaimScan = 4096

// claimScans are how many due rows a claim looks at for each that it may take,
// before it looks at all of [maxClaimScan]: mostly the first is enough, and a
// claim made dozens of times must not read all that is due each time.
var claimScans = []int{2, 16}

const sqlClaim = `
	UPDATE work SET claimed_by = $1, claimed_until = $2, attempt = attempt + 1
	WHERE stage = $3 AND subject IN (
		SELECT subject FROM (
			SELECT subject, host, priority, due_at,
				ROW_NUMBER() OVER (PARTITION BY host ORDER BY priority, due_at, subject) AS n
			FROM (
				SELECT subject, host, priority, due_at FROM work
				WHERE stage = $3 AND due_at <= $4 AND claimed_until <= $5
				ORDER BY priority, due_at, subject LIMIT $6)
			WHERE host = '' OR host NOT IN (
				SELECT host FROM work WHERE claimed_until > $5 AND claimed_until <> 0 AND host <> ''))
		WHERE n = 1 OR host = ''
		ORDER BY priority, due_at, subject LIMIT $7)
	RETURNING subject, attempt, tries`

// claim takes up to r.Limit rows of due work, at most one of each host and
// none of a host that is being asked something already.
func (t tx) claim(ctx context.Context, stage news.Stage, r news.ClaimRequest) ([]news.Claim, error) {
	var claims []news.Claim
	scan := 0
	for i := 0; r.Limit > 0 && scan < maxClaimScan; i++ {
		scan = maxClaimScan
		if i < len(claimScans) {
			scan = min(claimScans[i]*r.Limit, maxClaimScan)
		}
		more, err := t.claimFrom(ctx, stage, r, scan)
		if err != nil {
			return nil, err
		}
		claims = append(claims, more...)
		r.Limit -= len(more)
	}
	return claims, nil
}

// claimFrom is claim among the first scan rows that are due.
func (t tx) claimFrom(ctx context.Context, stage news.Stage, r news.ClaimRequest, scan int) ([]news.Claim, error) {
	until := r.Now.Add(r.Lease)
	var claims []news.Claim
	args := []any{r.Worker, millis(until), string(stage), millis(r.Now), millis(r.Now), scan, r.Limit}
	err := rows(ctx, t, sqlClaim, args, func(rs *sql.Rows) error {
		c := news.Claim{Stage: stage, Until: until}
		if err := rs.Scan(&c.Subject, &c.Attempt, &c.Tries); err != nil {
			return err
		}
		claims = append(claims, c)
		return nil
	})
	if err != nil {
		return nil, fmt.Errorf("claim %s: %w", stage, err)
	}
	return claims, nil
}

const sqlHeld = `
	SELECT 1 FROM work
	WHERE stage = $1 AND subject = $2 AND attempt = $3`

// held returns [news.ErrLost] unless c is still the latest claim of its work.
func (t tx) held(ctx context.Context, c news.Claim) error {
	var one int
	ok, err := t.one(ctx, sqlHeld, []any{string(c.Stage), c.Subject, c.Attempt}, &one)
	if err != nil {
		return fmt.Errorf("look at claim of %s %d: %w", c.Stage, c.Subject, err)
	}
	if !ok {
		return news.ErrLost
	}
	return nil
}

const sqlDone = `
	DELETE FROM work
	WHERE stage = $1 AND subject = $2 AND attempt = $3`

// done ends the work of a claim.
func (t tx) done(ctx context.Context, c news.Claim) error {
	_, err := t.exec(ctx, sqlDone, string(c.Stage), c.Subject, c.Attempt)
	return err
}

const sqlLater = `
	UPDATE work SET due_at = $4, tries = $5, claimed_by = '', claimed_until = 0
	WHERE stage = $1 AND subject = $2 AND attempt = $3`

// later plans the work of a claim again.
func (t tx) later(ctx context.Context, c news.Claim, due int64, tries int) error {
	_, err := t.exec(ctx, sqlLater, string(c.Stage), c.Subject, c.Attempt, due, tries)
	return err
}

// job is work to be planned.
type job struct {
	stage    news.Stage
	subject  int64
	host     string
	priority int
	due      int64
}

const sqlPlan = `
	INSERT INTO work (stage, subject, host, priority, due_at)
	VALUES ($1, $2, $3, $4, $5)
	ON CONFLICT (stage, subject) DO UPDATE SET
		host = excluded.host,
		priority = MIN(priority, excluded.priority),
		due_at = MIN(due_at, excluded.due_at),
		claimed_by = '', claimed_until = 0, attempt = attempt + 1, tries = 0`

// plan makes work due. Where the same work is being done already, the running
// attempt loses its claim: what it read may be older than what is due now.
func (t tx) plan(ctx context.Context, j job) error {
	_, err := t.exec(ctx, sqlPlan, string(j.stage), j.subject, j.host, j.priority, j.due)
	if err != nil {
		return fmt.Errorf("plan %s %d: %w", j.stage, j.subject, err)
	}
	return nil
}

const sqlRelease = `
	UPDATE work SET claimed_by = '', claimed_until = 0, attempt = attempt + 1
	WHERE claimed_until <> 0`

// Release gives back every claim, so that its work is due again at once. Only
// whoever knows that no other worker lives may call it: a program that starts
// alone, after one that was killed.
func (s *Store) Release(ctx context.Context) error {
	return s.inTx(ctx, func(t tx) error {
		_, err := t.exec(ctx, sqlRelease)
		return err
	})
}

const sqlDue = `
	SELECT stage, COUNT(*) FROM work
	WHERE due_at <= $1 GROUP BY stage`

// Due counts the work that is due at ms, claimed or not, by stage.
func (s *Store) due(ctx context.Context, ms int64) (map[news.Stage]int, error) {
	due := map[news.Stage]int{}
	err := rows(ctx, s.read, sqlDue, []any{ms}, func(rs *sql.Rows) error {
		var stage string
		var n int
		if err := rs.Scan(&stage, &n); err != nil {
			return err
		}
		due[news.Stage(stage)] = n
		return nil
	})
	return due, err
}
