package store

import (
	"context"
	"fmt"
	"time"

	"github.com/overview-news/overview/internal/news"
)

// Due counts the work that is due at a time, claimed or not, by stage.
func (s *Store) Due(ctx context.Context, now time.Time) (map[news.Stage]int, error) {
	due, err := s.due(ctx, millis(now))
	if err != nil {
		return nil, fmt.Errorf("count due work: %w", err)
	}
	return due, nil
}
