package store

import (
	"context"
	"fmt"
	"time"

	"github.com/overview-news/overview/internal/news"
)

// Attestation is how well a feed was watched by somebody else.
type Attestation struct {
	Since  time.Time // start of the watch without a gap
	Last   time.Time // last answer
	Newest time.Time // newest entry
	Gap    time.Duration
}

const sqlAttest = `
	UPDATE feeds SET watched_since = $2, last_attempt = $3, last_success = $3,
		newest_entry = $4, gap_ms = $5
	WHERE url = $1 RETURNING id`

// Attest records that the feed at an address was watched by somebody else. Its
// planned poll is dropped: who brings a watch along keeps it up too. It returns
// [news.ErrNotFound] for an address that is not stored.
func (s *Store) Attest(ctx context.Context, feedURL string, a Attestation) error {
	return s.inTx(ctx, func(t tx) error {
		var id int64
		args := []any{feedURL, millis(a.Since), millis(a.Last), millis(a.Newest), a.Gap.Milliseconds()}
		found, err := t.one(ctx, sqlAttest, args, &id)
		if err == nil && !found {
			err = news.ErrNotFound
		}
		if err != nil {
			return fmt.Errorf("attest the watch of feed %s: %w", feedURL, err)
		}
		_, err = t.exec(ctx, sqlDropPoll, id)
		return err
	})
}
