package app

import (
	"context"
	"time"

	"github.com/overview-news/overview/internal/doctor"
	"github.com/overview-news/overview/internal/jobs"
	"github.com/overview-news/overview/internal/news"
)

// examineEvery is how often outlets with new pages are looked for.
const examineEvery = 10 * time.Minute

// examineJob compares what was read of each outlet's last pages.
func (a *App) examineJob() jobs.Job {
	w := doctor.NewWatch(a.log.With("stage", "examine"), a.clk, a.store)
	return jobs.Job{Name: "examine", Run: w.Run, Every: examineEvery}
}

// Hinting is how the hints of an outlet's list fare, with the latest n articles
// on whose pages they were not followed.
func (a *App) Hinting(ctx context.Context, id news.OutletID, n int) (news.Hinting, error) {
	return a.store.Hinting(ctx, id, n)
}

// Pages reads an outlet's last n articles with their texts, the one fetched
// last first. An outlet that is not stored is [news.ErrNotFound].
func (a *App) Pages(ctx context.Context, id news.OutletID, n int) ([]doctor.Page, error) {
	if _, err := a.store.Outlet(ctx, id); err != nil {
		return nil, err
	}
	return doctor.Pages(ctx, a.store, id, n)
}
