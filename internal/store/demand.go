package store

import (
	"context"
	"database/sql"
	"fmt"
	"time"

	"github.com/overview-news/overview/internal/news"
)

const (
	// storyRest is how long after its last report a story lives.
	storyRest = 72 * time.Hour
	// leadingNewsrooms is how many newsrooms make a story one of which readers
	// will want the texts.
	leadingNewsrooms = 3
	// maxLeading bounds how many pages are planned for stories at once.
	maxLeading = 200
)

const sqlCollectedSince = `
	SELECT COUNT(*) FROM articles
	WHERE collected_at >= $1 AND collected_at <> 0 AND texts <> 2`

// Another look at a page, and one for a reader, are not planned articles.
const sqlPlannedCollect = `
	SELECT COUNT(*) FROM work
	WHERE stage = 'collect' AND priority > $1 AND priority < $2`

// DayBudget counts the articles that were collected in the day before now, and
// those whose pages are planned.
func (s *Store) DayBudget(ctx context.Context, now time.Time) (int, error) {
	var collected, planned int
	err := s.read.QueryRowContext(ctx, sqlCollectedSince, millis(now.Add(-24*time.Hour))).Scan(&collected)
	if err == nil {
		err = s.read.QueryRowContext(ctx, sqlPlannedCollect, priorityReader, priorityAgain).Scan(&planned)
	}
	if err != nil {
		return 0, fmt.Errorf("count the day's pages: %w", err)
	}
	return collected + planned, nil
}

const sqlDemand = `
	SELECT state, host FROM articles WHERE id = $1`

// Demand plans the page of an article that a reader opened before all others.
// An article that was collected, refused or hidden stays as it is.
func (s *Store) Demand(ctx context.Context, id news.ArticleID, now time.Time) error {
	var seen, seenHost string
	err := rows(ctx, s.read, sqlDemand, []any{int64(id)}, func(rs *sql.Rows) error { return rs.Scan(&seen, &seenHost) })
	if err != nil || news.ArticleState(seen) != news.StateHeadline {
		return err // most articles: readers never wait for the writer
	}
	return s.inTx(ctx, func(t tx) error {
		return t.demand(ctx, id, news.StateHeadline, job{priority: priorityReader, due: millis(now)})
	})
}

// Recollect plans the page of a collected article again, to see whether it
// changed.
func (s *Store) Recollect(ctx context.Context, id news.ArticleID, due time.Time) error {
	return s.inTx(ctx, func(t tx) error {
		return t.demand(ctx, id, news.StateCollected, job{priority: priorityAgain, due: millis(due)})
	})
}

// demand plans the page of an article as j says if it is in a state. One that
// is being fetched already is left to whoever does it.
func (t tx) demand(ctx context.Context, id news.ArticleID, state news.ArticleState, j job) error {
	var is string
	ok, err := t.one(ctx, sqlDemand, []any{int64(id)}, &is, &j.host)
	if err != nil || !ok || news.ArticleState(is) != state {
		return err
	}
	var one int
	busy, err := t.one(ctx, sqlBusy, []any{string(news.StageCollect), int64(id), j.due}, &one)
	if err != nil || busy {
		return err
	}
	j.stage, j.subject = news.StageCollect, int64(id)
	return t.plan(ctx, j)
}

const sqlBusy = `
	SELECT 1 FROM work
	WHERE stage = $1 AND subject = $2 AND claimed_until > $3`

// Articles of leading stories that only have their headline, those of the
// widest story first, and whether they are planned already. CROSS JOIN makes
// SQLite begin with the stories, which are few.
const sqlLeading = `
	SELECT a.id, w.subject IS NOT NULL FROM stories s
		CROSS JOIN articles a
		LEFT JOIN work w ON w.stage = 'collect' AND w.subject = a.id
	WHERE s.into_id = 0 AND s.last_at >= $1 AND s.publishers >= $2
		AND a.story_id = s.id AND a.state = 'headline'
		AND (w.subject IS NULL OR (w.priority > $3 AND w.claimed_until <= $4))
	ORDER BY s.countries DESC, s.publishers DESC, s.id, a.published_at, a.id LIMIT $5`

const sqlHurry = `
	UPDATE work SET priority = $2
	WHERE stage = 'collect' AND subject = $1 AND priority > $2`

// DemandLeading plans the pages of the stories that at least three newsrooms
// tell before those of others, and within the day's budget of pages. What is
// planned already only moves forward. It returns how many pages it planned or
// moved; 0 means that none is left.
func (s *Store) DemandLeading(ctx context.Context, now time.Time, budget int) (int, error) {
	type page struct {
		id      news.ArticleID
		planned bool
	}
	var pages []page
	args := []any{millis(now.Add(-storyRest)), leadingNewsrooms, priorityStory, millis(now), maxLeading}
	err := rows(ctx, s.read, sqlLeading, args, func(rs *sql.Rows) error {
		var p page
		err := rs.Scan(&p.id, &p.planned)
		pages = append(pages, p)
		return err
	})
	if err != nil {
		return 0, fmt.Errorf("list the pages of leading stories: %w", err)
	}
	if len(pages) == 0 {
		return 0, nil
	}
	used, err := s.DayBudget(ctx, now)
	if err != nil {
		return 0, err
	}
	done := 0
	err = s.inTx(ctx, func(t tx) error {
		for _, p := range pages {
			var err error
			switch {
			case p.planned:
				_, err = t.exec(ctx, sqlHurry, int64(p.id), priorityStory)
			case used >= budget:
				continue
			default:
				used++
				err = t.demand(ctx, p.id, news.StateHeadline, job{priority: priorityStory, due: millis(now)})
			}
			if err != nil {
				return fmt.Errorf("plan the page of article %d: %w", p.id, err)
			}
			done++
		}
		return nil
	})
	return done, err
}
