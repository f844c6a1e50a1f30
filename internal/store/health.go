package store

import (
	"cmp"
	"context"
	"database/sql"
	"fmt"
	"slices"
	"time"

	"github.com/overview-news/overview/internal/news"
)

// The newest article of an outlet is one step in the index by outlet; asking
// for it by a join would read every article's entry there.
const sqlOutletHealth = `
	SELECT ` + outletColumns + `,
		COALESCE((SELECT CASE WHEN a.date_guessed <> 0 THEN a.seen_at ELSE a.published_at END FROM articles a WHERE a.outlet_id = o.id
			ORDER BY a.published_at DESC LIMIT 1), 0)
	FROM outlets o ORDER BY o.id`

const sqlFeedHealth = `
	SELECT outlet_id, language, state, last_attempt, last_success, newest_entry, gap_ms, entries,
		failures, fault_class, fault_detail, fault_at
	FROM feeds ORDER BY outlet_id, id`

const sqlFoundLanguages = `
	SELECT outlet_id, language, articles, last_at FROM outlet_languages
	WHERE articles > 0 ORDER BY outlet_id, articles DESC, language`

// OutletHealth returns how every outlet has been doing, sorted by id. It reads
// outlets, feeds and found languages once each.
func (s *Store) OutletHealth(ctx context.Context) ([]news.OutletHealth, error) {
	var out []news.OutletHealth
	err := rows(ctx, s.read, sqlOutletHealth, nil, func(rs *sql.Rows) error {
		var h news.OutletHealth
		var newest int64
		err := rs.Scan(append(outletFields(&h.Outlet), &newest)...)
		h.NewestArticle = moment(newest)
		if h.Outlet.Language != "" {
			h.Declared = []string{h.Outlet.Language}
		}
		out = append(out, h)
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("read the health of outlets: %w", err)
	}
	at := func(id string) *news.OutletHealth {
		i, found := slices.BinarySearchFunc(out, id, func(h news.OutletHealth, id string) int {
			return cmp.Compare(string(h.Outlet.ID), id)
		})
		if !found {
			return nil // it came between the statements
		}
		return &out[i]
	}
	if err := s.feedHealth(ctx, at); err != nil {
		return nil, err
	}
	err = rows(ctx, s.read, sqlFoundLanguages, nil, func(rs *sql.Rows) error {
		var id string
		var last int64
		var l news.LanguageCount
		err := rs.Scan(&id, &l.Language, &l.Articles, &last)
		l.Last = moment(last)
		if h := at(id); h != nil {
			h.Found = append(h.Found, l)
		}
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("read the languages of outlets: %w", err)
	}
	return out, nil
}

// feedHealth adds every feed to its outlet.
func (s *Store) feedHealth(ctx context.Context, at func(id string) *news.OutletHealth) error {
	err := rows(ctx, s.read, sqlFeedHealth, nil, func(rs *sql.Rows) error {
		var id string
		var f news.Feed
		var attempt, success, newest, gap, faultAt int64
		err := rs.Scan(&id, &f.Language, &f.State, &attempt, &success, &newest, &gap, &f.Entries,
			&f.Failures, &f.Fault.Class, &f.Fault.Detail, &faultAt)
		if err != nil {
			return err
		}
		f.LastAttempt, f.LastSuccess, f.NewestEntry = moment(attempt), moment(success), moment(newest)
		f.MedianGap, f.Fault.At = time.Duration(gap)*time.Millisecond, moment(faultAt)
		if h := at(id); h != nil {
			h.Add(f)
		}
		return nil
	})
	if err != nil {
		return fmt.Errorf("read the health of feeds: %w", err)
	}
	return nil
}

const sqlOutletDays = `
	SELECT published_at / 86400000, COUNT(*) FROM articles
	WHERE outlet_id = $1 AND published_at >= $2 AND published_at < $3
	GROUP BY 1 ORDER BY 1`

// OutletDays counts an outlet's articles by the day (UTC) that they were
// published on, from the day of since to that of until, both included, with a
// zero for each day without one.
func (s *Store) OutletDays(ctx context.Context, id news.OutletID, since, until time.Time) ([]int, error) {
	first, last := day(since), day(until)
	if last < first {
		return nil, nil
	}
	out := make([]int, last-first+1)
	const dayMillis = 24 * 60 * 60 * 1000
	args := []any{string(id), first * dayMillis, (last + 1) * dayMillis}
	err := rows(ctx, s.read, sqlOutletDays, args, func(rs *sql.Rows) error {
		var at int64
		var n int
		if err := rs.Scan(&at, &n); err != nil {
			return err
		}
		out[at-first] = n
		return nil
	})
	if err != nil {
		return nil, fmt.Errorf("count the days of outlet %s: %w", id, err)
	}
	return out, nil
}
