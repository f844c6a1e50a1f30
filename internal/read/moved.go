package read

import (
	"context"
	"errors"
	"fmt"

	"github.com/overview-news/overview/internal/news"
)

// Moved is the error for something that lives on at another address.
type Moved struct{ Path string }

// Error says where.
func (m *Moved) Error() string { return "moved to " + m.Path }

// shown returns an article unless it may not be shown or is gone.
func (r *Reader) shown(ctx context.Context, id news.ArticleID) (news.Article, bool, error) {
	a, err := r.store.Article(ctx, id)
	if errors.Is(err, news.ErrNotFound) {
		return news.Article{}, false, nil
	}
	if err != nil {
		return news.Article{}, false, fmt.Errorf("read article %d: %w", id, err)
	}
	return a, a.State != news.StateHidden, nil
}
