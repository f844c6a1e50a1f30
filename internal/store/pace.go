package store

import (
	"context"
	"database/sql"
	"fmt"
	"net/url"
	"time"

	"github.com/overview-news/overview/internal/news"
)

// Hosts of whatever is claimed may be being asked at this moment, so they are
// given the time $1. Feeds and pages that were attempted since $2 give theirs.
// A wish that is over counts no more, and neither do the failures before it.
const sqlPaces = `
	SELECT host, MAX(asked_at), MAX(until_at), MAX(failures) FROM (
		SELECT host, CAST($1 AS INTEGER) AS asked_at, 0 AS until_at, 0 AS failures
			FROM work WHERE claimed_until <> 0 AND host <> ''
		UNION ALL
		SELECT host, last_attempt, 0, 0 FROM feeds WHERE last_attempt >= $2
		UNION ALL
		SELECT host, asked_at, 0, 0 FROM paces WHERE asked_at >= $2
		UNION ALL
		SELECT host, asked_at, until_at, failures FROM paces WHERE until_at > $1)
	GROUP BY host ORDER BY host`

// Paces returns the hosts that may have been asked since a moment, and those
// that asked to be left alone beyond now. It is meant for the start of a
// program, before [Store.Release] forgets what was under way: a host whose
// answer was never stored counts as asked just now. What lies in the future
// was written under another clock and counts as now, too.
func (s *Store) Paces(ctx context.Context, since, now time.Time) ([]news.Pace, error) {
	var out []news.Pace
	at := map[string]int{} // the same name on several ports is one host
	err := rows(ctx, s.read, sqlPaces, []any{millis(now), millis(since)}, func(rs *sql.Rows) error {
		var p news.Pace
		var asked, until int64
		if err := rs.Scan(&p.Host, &asked, &until, &p.Failures); err != nil {
			return err
		}
		p.Host = hostname(p.Host)
		if asked != 0 {
			p.Asked = moment(min(asked, millis(now)) + 1) // what is stored was cut to milliseconds
		}
		p.Until = moment(until)
		i, known := at[p.Host]
		if !known {
			at[p.Host] = len(out)
			out = append(out, p)
			return nil
		}
		o := &out[i]
		o.Asked, o.Until, o.Failures = latest(o.Asked, p.Asked), latest(o.Until, p.Until), max(o.Failures, p.Failures)
		return nil
	})
	if err != nil {
		return nil, fmt.Errorf("list the hosts that were asked: %w", err)
	}
	return out, nil
}

// hostname is a host without its port.
func hostname(host string) string { return (&url.URL{Host: host}).Hostname() }

func latest(a, b time.Time) time.Time {
	if a.After(b) {
		return a
	}
	return b
}

const sqlAsked = `
	INSERT INTO paces (host, asked_at) VALUES ($1, $2)
	ON CONFLICT (host) DO UPDATE SET asked_at = excluded.asked_at`

// asked notes that a page of a host was fetched.
func (t tx) asked(ctx context.Context, address string, at time.Time) error {
	h := hostname(host(address))
	if h == "" {
		return nil
	}
	if _, err := t.exec(ctx, sqlAsked, clean(h), millis(at)); err != nil {
		return fmt.Errorf("note that %s was asked: %w", h, err)
	}
	return nil
}

const sqlPutPace = `
	INSERT INTO paces (host, asked_at, until_at, failures) VALUES ($1, $2, $3, $4)
	ON CONFLICT (host) DO UPDATE SET
		asked_at = excluded.asked_at, until_at = excluded.until_at, failures = excluded.failures`

// SavePace remembers that a host asked to be left alone.
func (s *Store) SavePace(ctx context.Context, p news.Pace) error {
	err := s.inGroup(ctx, func(t tx) error {
		_, err := t.exec(ctx, sqlPutPace, clean(p.Host), millis(p.Asked), millis(p.Until), p.Failures)
		return err
	})
	if err != nil {
		return fmt.Errorf("store the pace of %s: %w", p.Host, err)
	}
	return nil
}

const sqlDropPaces = `
	DELETE FROM paces WHERE host IN (
		SELECT host FROM paces WHERE asked_at < $1 AND until_at < $1 LIMIT $2)`

const sqlValidators = `
	SELECT v.url, v.etag, v.last_modified
	FROM validators v JOIN articles a ON a.id = v.article_id
	WHERE v.article_id = $1 AND a.state = 'collected' AND a.texts <> 0
		AND NOT EXISTS (
			SELECT 1 FROM renditions r JOIN outlets o ON o.id = a.outlet_id
			WHERE r.day = a.day AND r.article_id = a.id AND r.original = 1 AND r.made_at < o.hinted_at)`

// validators are those of a page whose text is stored, and was read by the
// hints that are in force; else none: a page that answers "not modified" would
// bring nothing. Where no address gave them they are our own, of a text on
// several pages.
func (t tx) validators(ctx context.Context, id news.ArticleID) (news.Validators, error) {
	var v news.Validators
	_, err := t.one(ctx, sqlValidators, []any{int64(id)}, &v.URL, &v.ETag, &v.LastModified)
	if err != nil {
		return v, fmt.Errorf("read the validators of article %d: %w", id, err)
	}
	if v.URL == "" {
		return news.Validators{Joined: v.ETag}, nil
	}
	return v, nil
}

const sqlPutValidators = `
	INSERT INTO validators (article_id, url, etag, last_modified) VALUES ($1, $2, $3, $4)
	ON CONFLICT (article_id) DO UPDATE SET
		url = excluded.url, etag = excluded.etag, last_modified = excluded.last_modified`

const sqlDropValidators = `DELETE FROM validators WHERE article_id = $1`

// putValidators remembers the validators of a page that is looked at again,
// and forgets those of any other.
func (t tx) putValidators(ctx context.Context, id news.ArticleID, v news.Validators, again bool) error {
	var err error
	switch {
	case again && v.Joined != "":
		_, err = t.exec(ctx, sqlPutValidators, int64(id), "", clean(v.Joined), "")
	case again && v.URL != "" && (v.ETag != "" || v.LastModified != ""):
		_, err = t.exec(ctx, sqlPutValidators, int64(id), v.URL, clean(v.ETag), clean(v.LastModified))
	default:
		_, err = t.exec(ctx, sqlDropValidators, int64(id))
	}
	if err != nil {
		return fmt.Errorf("store the validators of article %d: %w", id, err)
	}
	return nil
}
