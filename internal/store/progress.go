package store

import (
	"context"
	"database/sql"
	"fmt"
	"strings"
	"time"

	"github.com/overview-news/overview/internal/news"
)

const sqlCountryArticles = `
	SELECT country, COUNT(*), MAX(published_at) FROM articles
	WHERE published_at >= $1 AND published_at < $2 AND state <> 'hidden'
	GROUP BY country ORDER BY country`

// CountryCounts counts each country's articles that were published from since
// until until. A country without any is not in it.
func (s *Store) CountryCounts(ctx context.Context, since, until time.Time) ([]news.CountryCount, error) {
	var out []news.CountryCount
	err := rows(ctx, s.read, sqlCountryArticles, []any{millis(since), millis(until)}, func(rs *sql.Rows) error {
		var c news.CountryCount
		var latest int64
		err := rs.Scan(&c.Country, &c.Articles, &latest)
		c.Latest = moment(latest)
		out = append(out, c)
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("count articles by country: %w", err)
	}
	return out, nil
}

const sqlProgress = `
	SELECT
		(SELECT COUNT(DISTINCT outlet_id) FROM feeds WHERE state = 'active'),
		(SELECT COUNT(DISTINCT outlet_id) FROM feeds WHERE last_success <> 0),
		(SELECT COUNT(DISTINCT outlet_id) FROM feeds WHERE fault_at <> 0),
		(SELECT COALESCE(SUM(entries), 0) FROM feeds),
		(SELECT COUNT(*) FROM (SELECT DISTINCT country FROM outlets) AS c
			WHERE EXISTS (SELECT 1 FROM articles WHERE articles.country = c.country))`

const sqlTallies = `SELECT name, n FROM tallies`

// Progress tells how far filling the store has come.
func (s *Store) Progress(ctx context.Context) (news.Progress, error) {
	p := news.Progress{Articles: map[news.ArticleState]int{}, Faults: map[string]int{}}
	err := rows(ctx, s.read, sqlProgress, nil, func(rs *sql.Rows) error {
		return rs.Scan(&p.Outlets, &p.Answered, &p.Failing, &p.Entries, &p.Countries)
	})
	if err == nil {
		err = s.counts(ctx, sqlTallies, func(name string, n int) {
			switch state, isState := strings.CutPrefix(name, "state:"); {
			case isState && n > 0:
				p.Articles[news.ArticleState(state)] = n
			case name == "english":
				p.English = n
			case name == "stories":
				p.Stories = n
			}
		})
	}
	if err == nil {
		err = s.counts(ctx, sqlByFault, func(key string, n int) { p.Faults[key] = n })
	}
	if err != nil {
		return p, fmt.Errorf("count progress: %w", err)
	}
	return p, nil
}

const sqlByFault = `
	SELECT class, SUM(n) FROM (
		SELECT fault_class AS class, COUNT(*) AS n FROM articles WHERE fault_at <> 0 GROUP BY 1
		UNION ALL
		SELECT fault_class, COUNT(*) FROM feeds WHERE fault_at <> 0 GROUP BY 1)
	GROUP BY class`

// counts reads rows of a word and a count.
func (s *Store) counts(ctx context.Context, query string, put func(string, int)) error {
	return rows(ctx, s.read, query, nil, func(rs *sql.Rows) error {
		var key string
		var n int
		if err := rs.Scan(&key, &n); err != nil {
			return err
		}
		put(key, n)
		return nil
	})
}

const sqlLastPoll = `
	SELECT MAX(
		COALESCE((SELECT MAX(last_attempt) FROM feeds), 0),
		COALESCE((SELECT MAX(seen_at) FROM articles), 0),
		COALESCE((SELECT MAX(due_at) FROM work WHERE stage = 'collect' AND tries = 0), 0))`

// LastPoll returns when feeds were last asked, or for when they last planned
// pages if that is later; the zero time if none ever was.
func (s *Store) LastPoll(ctx context.Context) (time.Time, error) {
	var ms int64
	if err := s.read.QueryRowContext(ctx, sqlLastPoll).Scan(&ms); err != nil {
		return time.Time{}, fmt.Errorf("find the last poll: %w", err)
	}
	return moment(ms), nil
}
