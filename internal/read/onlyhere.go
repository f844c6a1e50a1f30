package read

import (
	"context"
	"errors"
	"fmt"
	"slices"

	"github.com/overview-news/overview/internal/compose"
	"github.com/overview-news/overview/internal/news"
)

// onlyAndPanel fills what editions say of a country.
func (r *Reader) onlyAndPanel(ctx context.Context, page *Country) error {
	only, issue, err := r.onlyHere(ctx, page.Code)
	if err != nil {
		return err
	}
	page.Only, page.OnlyAt = only, issue.Made
	panels, err := r.panels(ctx, Place{})
	if err != nil {
		return err
	}
	page.Panel = slices.Contains(panels, page.Place)
	return nil
}

// onlyHere lists the stories that no other country's press was found to tell.
// One that others picked up since, or that is over, is left out.
func (r *Reader) onlyHere(ctx context.Context, code string) ([]StoryLine, Issue, error) {
	var content compose.OnlyHere
	issue, ok, err := r.edition(ctx, compose.PageOnlyHere(code), &content)
	if err != nil || !ok {
		return nil, Issue{}, err
	}
	newest, err := r.newest(ctx)
	if err != nil {
		return nil, Issue{}, err
	}
	var out []StoryLine
	for _, id := range content.Stories {
		s, err := r.store.Story(ctx, id)
		if errors.Is(err, news.ErrNotFound) {
			continue
		}
		if err != nil {
			return nil, Issue{}, fmt.Errorf("read story %d: %w", id, err)
		}
		if s.Into != 0 || s.Countries != 1 || newest.Sub(s.Last) > r.params.WatchMost {
			continue
		}
		l, err := r.storyLine(ctx, s)
		if err != nil {
			return nil, Issue{}, err
		}
		out = append(out, l)
	}
	return out, issue, nil
}
