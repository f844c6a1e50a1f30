package store

import (
	"context"
	"database/sql"
	"fmt"
	"time"
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
