package doctor

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"slices"
	"time"

	"github.com/overview-news/overview/internal/clock"
	"github.com/overview-news/overview/internal/news"
)

// Store is the part of the store that this package needs.
type Store interface {
	Articles(ctx context.Context, q news.ArticleQuery) ([]news.Article, error)
	Renditions(ctx context.Context, id news.ArticleID) ([]news.Rendition, error)
	Details(ctx context.Context, id news.ArticleID) (news.Details, error)
	// Hinting is how the hints of an outlet's list fare, with the latest n
	// articles on whose pages they were not followed.
	Hinting(ctx context.Context, id news.OutletID, n int) (news.Hinting, error)
	// Unexamined lists outlets with pages fetched since they were looked at,
	// if that was before the given time; n at most.
	Unexamined(ctx context.Context, before time.Time, n int) ([]news.OutletID, error)
	// Examination is the last one of an outlet, or [news.ErrNotFound].
	Examination(ctx context.Context, id news.OutletID) (news.Examination, error)
	SaveExamination(ctx context.Context, e news.Examination) error
}

const (
	// look is how many of an outlet's last pages are looked at.
	look = 30
	// every is how long an outlet is left alone after a look.
	every = 6 * time.Hour
	// batch is how many outlets one run looks at: about 3 ms each.
	batch = 20
)

// Pages reads an outlet's last n articles with their texts, the one fetched
// last first.
func Pages(ctx context.Context, s Store, id news.OutletID, n int) ([]Page, error) {
	articles, err := s.Articles(ctx, news.ArticleQuery{Outlet: id, Limit: n})
	if err != nil {
		return nil, err
	}
	hints, err := s.Hinting(ctx, id, n)
	if err != nil {
		return nil, err
	}
	pages := make([]Page, 0, len(articles))
	for _, a := range articles {
		p := Page{Article: a}
		if a.State == news.StateCollected {
			p.Miss = hints.Misses[a.ID]
			details, err := s.Details(ctx, a.ID)
			if err != nil {
				return nil, err
			}
			p.Found = details.Found
			texts, err := s.Renditions(ctx, a.ID)
			if err != nil {
				return nil, err
			}
			for _, t := range texts {
				if t.Original {
					p.Blocks = t.Blocks
					p.Hinted = hints.Hints != news.Hints{} && !t.Made.Before(hints.Since)
				}
			}
		}
		pages = append(pages, p)
	}
	slices.SortStableFunc(pages, func(a, b Page) int { return b.Article.Collected.Compare(a.Article.Collected) })
	return pages, nil
}

// Watch looks at outlets whose pages are new.
type Watch struct {
	log   *slog.Logger
	clk   clock.Clock
	store Store
}

// NewWatch returns a Watch.
func NewWatch(log *slog.Logger, clk clock.Clock, s Store) *Watch {
	return &Watch{log: log, clk: clk, store: s}
}

// Run looks at some outlets and returns at how many. What is found for the
// first time is logged.
func (w *Watch) Run(ctx context.Context) (int, error) {
	outlets, err := w.store.Unexamined(ctx, w.clk.Now().Add(-every), batch)
	if err != nil {
		return 0, fmt.Errorf("find outlets to look at: %w", err)
	}
	for i, id := range outlets {
		if err := w.outlet(ctx, id); err != nil {
			return i, fmt.Errorf("look at the pages of %s: %w", id, err)
		}
	}
	return len(outlets), nil
}

func (w *Watch) outlet(ctx context.Context, id news.OutletID) error {
	pages, err := Pages(ctx, w.store, id, look)
	if err != nil {
		return err
	}
	before, err := w.store.Examination(ctx, id)
	if err != nil && !errors.Is(err, news.ErrNotFound) {
		return err
	}
	e := news.Examination{Outlet: id, At: w.clk.Now(), Pages: len(pages), Findings: Examine(pages)}
	for _, f := range e.Findings {
		same := func(o news.Finding) bool { return o.Kind == f.Kind }
		if !slices.ContainsFunc(before.Findings, same) {
			w.log.Warn("odd pages", "outlet", id, "kind", f.Kind, "finding", f.Detail, "see", "overview doctor extract --outlet "+string(id))
		}
	}
	return w.store.SaveExamination(ctx, e)
}
