package store

import (
	"context"
	"database/sql"
	"fmt"
	"time"

	"github.com/overview-news/overview/internal/news"
)

// maxAgain bounds how many articles one call plans anew: about a day's.
const maxAgain = 20_000

const sqlLeftAlone = `
	SELECT id, untranslated FROM articles
	WHERE untranslated <> ''
	ORDER BY published_at DESC
	LIMIT $1`

// TranslateAgain plans the translation of articles that have no English
// rendition for a reason that again accepts, the newest ones. It returns how
// many. It reads every article that is kept, so it is not for each round.
func (s *Store) TranslateAgain(ctx context.Context, now time.Time, again func(reason string) bool) (int, error) {
	var ids []int64
	err := rows(ctx, s.read, sqlLeftAlone, []any{maxAgain}, func(rs *sql.Rows) error {
		var id int64
		var reason string
		if err := rs.Scan(&id, &reason); err != nil {
			return err
		}
		if again(reason) {
			ids = append(ids, id)
		}
		return nil
	})
	if err != nil {
		return 0, fmt.Errorf("read articles without an English rendition: %w", err)
	}
	if len(ids) == 0 {
		return 0, nil
	}
	return len(ids), s.inTx(ctx, func(t tx) error {
		for _, id := range ids {
			if err := t.planTranslate(ctx, id, now); err != nil {
				return fmt.Errorf("plan the translation of article %d: %w", id, err)
			}
			if err := t.notTranslated(ctx, id, ""); err != nil {
				return err
			}
		}
		return nil
	})
}

const sqlTranslatedSince = `
	SELECT a.id, a.language, r.engine
	FROM articles a JOIN renditions r ON r.day = a.day AND r.article_id = a.id AND r.original = 0 AND r.language = 'en'
	WHERE a.published_at >= $1 AND a.state NOT IN ('hidden', 'withdrawn')
	ORDER BY a.published_at DESC
	LIMIT $2`

// TranslateBetter plans the translation of articles published since a time
// whose English rendition was made by an engine that worse names, of the
// article's language. The old one is shown until the new one is there. It
// returns how many.
func (s *Store) TranslateBetter(ctx context.Context, now, since time.Time, worse func(language, engine string) bool) (int, error) {
	var ids []int64
	err := rows(ctx, s.read, sqlTranslatedSince, []any{millis(since), maxAgain}, func(rs *sql.Rows) error {
		var id int64
		var language, engine string
		if err := rs.Scan(&id, &language, &engine); err != nil {
			return err
		}
		if worse(language, engine) {
			ids = append(ids, id)
		}
		return nil
	})
	if err != nil {
		return 0, fmt.Errorf("read who translated the latest articles: %w", err)
	}
	if len(ids) == 0 {
		return 0, nil
	}
	return len(ids), s.inTx(ctx, func(t tx) error {
		for _, id := range ids {
			if err := t.plan(ctx, job{stage: news.StageTranslate, subject: id, priority: priorityBody, due: millis(now)}); err != nil {
				return fmt.Errorf("plan a better translation of article %d: %w", id, err)
			}
		}
		return nil
	})
}
