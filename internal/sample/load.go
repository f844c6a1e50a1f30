package sample

import (
	"context"
	"fmt"
	"time"

	"github.com/overview-news/overview/internal/news"
	"github.com/overview-news/overview/internal/store"
)

// Watch is how well an outlet's feed was watched.
type Watch struct {
	Feed string // address
	store.Attestation
}

const (
	// watchedFor is how long feeds have been watched: longer than a story lives.
	watchedFor = 16 * 24 * time.Hour
	// usualGap is the time between two entries of a feed.
	usualGap = 6 * time.Hour
)

// Two newsrooms of the panel do not count, so that pages have something to
// say about them: one does not answer, one was found a few hours ago.
const (
	silentID news.OutletID = "sample-mesa-monitor"
	lateID   news.OutletID = "sample-delta-day"
)

// watches makes up a watch of every outlet at a moment. A feed has more
// entries than the sample has articles, so its newest is a few hours old.
func watches(all []Outlet, articles []news.ImportedArticle, now time.Time) []Watch {
	newest := map[news.OutletID]time.Time{}
	for _, a := range articles { // oldest first
		newest[a.Outlet.ID] = a.Article.Published
	}
	out := make([]Watch, 0, len(all))
	for i, o := range all {
		w := Watch{o.Feed.URL, store.Attestation{
			Since: now.Add(-watchedFor), Last: now.Add(-time.Duration(5+i%50) * time.Minute),
			Newest: now.Add(-time.Duration(1+i%9) * time.Hour), Gap: usualGap,
		}}
		switch o.ID {
		case silentID:
			w.Last = now.Add(-9 * time.Hour)
		case lateID:
			w.Since = now.Add(-5 * time.Hour)
		}
		if at := newest[o.ID]; at.After(w.Newest) {
			w.Newest = at
		}
		if w.Newest.After(w.Last) {
			w.Newest = w.Last // nobody saw what came since
		}
		out = append(out, w)
	}
	return out
}

// Store is the part of the store that the sample is put into.
type Store interface {
	Watch(ctx context.Context, outlets []store.WatchedOutlet, now time.Time) error
	Import(ctx context.Context, batch []news.ImportedArticle, now time.Time) (int, error)
	Attest(ctx context.Context, feedURL string, a store.Attestation) error
}

// Load puts the day as it stands at now into a store. Doing it again adds only
// what is new since.
func Load(ctx context.Context, s Store, now time.Time) error {
	return Day(now).Load(ctx, s)
}

// Load puts the sample into a store. The stages that group, measure and
// compose have to be run afterwards; nothing is left to poll, collect or
// translate.
func (d Sample) Load(ctx context.Context, s Store) error {
	watched := make([]store.WatchedOutlet, 0, len(d.Outlets))
	for i, o := range d.Outlets {
		watched = append(watched, store.WatchedOutlet{Outlet: o.Outlet, Feeds: []news.Feed{o.Feed}, Order: i})
	}
	if err := s.Watch(ctx, watched, d.Now); err != nil {
		return fmt.Errorf("store the outlets of the sample: %w", err)
	}
	for _, w := range d.Watches {
		if err := s.Attest(ctx, w.Feed, w.Attestation); err != nil {
			return fmt.Errorf("store the watch of the sample: %w", err)
		}
	}
	if _, err := s.Import(ctx, d.Articles, d.Now); err != nil {
		return fmt.Errorf("store the articles of the sample: %w", err)
	}
	return nil
}
