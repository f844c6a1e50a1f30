package store

import (
	"context"
	"database/sql"
	"fmt"
	"strings"

	"github.com/overview-news/overview/internal/news"
)

// keysAtOnce is how many keys one statement looks up: a feed has a few dozen
// entries, and a text of its own for every number would each be planned anew.
const keysAtOnce = 50

var sqlKnownKeys = `
	SELECT key FROM entries
	WHERE feed_id = ? AND key IN (` + strings.Repeat("?, ", keysAtOnce-1) + `?)`

// KnownKeys tells which of a feed's entry keys are stored.
func (s *Store) KnownKeys(ctx context.Context, feed news.FeedID, keys []string) (map[string]bool, error) {
	known := map[string]bool{}
	for len(keys) > 0 {
		part := keys[:min(len(keys), keysAtOnce)]
		keys = keys[len(part):]
		byHash := make(map[string]string, len(part))
		args := make([]any, 1, 1+keysAtOnce)
		args[0] = int64(feed)
		for _, key := range part {
			hash := keyHash(key)
			byHash[string(hash)] = key
			args = append(args, hash)
		}
		for len(args) <= keysAtOnce {
			args = append(args, nil) // equal to nothing
		}
		err := rows(ctx, s.read, sqlKnownKeys, args, func(rs *sql.Rows) error {
			var hash []byte
			err := rs.Scan(&hash)
			known[byHash[string(hash)]] = true
			return err
		})
		if err != nil {
			return nil, fmt.Errorf("look up entries of feed %d: %w", feed, err)
		}
	}
	return known, nil
}
