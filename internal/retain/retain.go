// Package retain is the stage that makes room: it deletes texts that are old,
// and the oldest ones when the database outgrows its bound.
//
// Headlines, figures and addresses stay for ever: they are what search, the
// archive and counting need, and what keeps a feed from bringing an article
// twice. Every step is small, so that readers and polls never wait for it.
package retain

import (
	"context"
	"log/slog"
	"time"

	"github.com/overview-news/overview/internal/clock"
	"github.com/overview-news/overview/internal/news"
	"github.com/overview-news/overview/internal/store"
)

// Texts is the part of the store this stage needs.
type Texts interface {
	DropOldTexts(ctx context.Context, before time.Time, n int) (int, error)
	DropOldestTexts(ctx context.Context, n int) (int, error)
	DropOldPolls(ctx context.Context, before time.Time, after news.FeedID, n int) (news.FeedID, error)
	DropOldRobots(ctx context.Context, before time.Time, n int) (int, error)
	Size(ctx context.Context) (store.Size, error)
	Shrink(ctx context.Context, pages int) error
}

const (
	// textBatch is how many articles lose their texts in one transaction, which
	// takes 2 to 30 ms; most of it is the search index.
	textBatch = 20
	// pollBatch is how many feeds lose their old polls in one transaction.
	pollBatch = 200
	// robotsBatch is how many robots.txt are forgotten in one transaction.
	robotsBatch = 500
	// keepRobots is how long a robots.txt stays after it was to be asked for
	// again: so long one that cannot be had is counted, to be asked for less.
	keepRobots = 24 * time.Hour
	// shrinkBatch is how many pages are given back at once: 4 MB.
	shrinkBatch = 1000
	// minFree is how much room may be free in the file, in bytes, before it
	// shrinks: tomorrow's texts use it again.
	minFree = 256 << 20
	// freeShare is the part of the file that may be free, as one in so many.
	freeShare = 4
)

// Options are the bounds. A zero one does not hold.
type Options struct {
	Keep     time.Duration // how long texts are kept, by the day
	MaxBytes int64         // of the database
}

// Retainer deletes what is too old or too much.
type Retainer struct {
	log   *slog.Logger
	clk   clock.Clock
	texts Texts
	opts  Options

	feed   news.FeedID // whose polls were looked at last
	polled bool        // this round's polls are done
	warned bool
}

// New returns a Retainer.
func New(log *slog.Logger, clk clock.Clock, texts Texts, o Options) *Retainer {
	return &Retainer{log: log, clk: clk, texts: texts, opts: o}
}

// Run does one small step and returns how much it deleted; 0 means that
// everything is within its bounds.
func (r *Retainer) Run(ctx context.Context) (int, error) {
	for _, step := range []func(context.Context) (int, error){r.age, r.size, r.polls, r.robots, r.shrink} {
		if n, err := step(ctx); n > 0 || err != nil {
			return n, err
		}
	}
	r.polled = false // the next round looks at them again
	return 0, nil
}

// age deletes texts that are too old.
func (r *Retainer) age(ctx context.Context) (int, error) {
	if r.opts.Keep <= 0 {
		return 0, nil
	}
	return r.texts.DropOldTexts(ctx, r.clk.Now().Add(-r.opts.Keep), textBatch)
}

// size deletes the oldest texts while the database is too large.
func (r *Retainer) size(ctx context.Context) (int, error) {
	if r.opts.MaxBytes <= 0 {
		return 0, nil
	}
	size, err := r.texts.Size(ctx)
	if err != nil || size.Used <= r.opts.MaxBytes {
		r.warned = r.warned && err != nil
		return 0, err
	}
	n, err := r.texts.DropOldestTexts(ctx, textBatch)
	if err == nil && n == 0 && !r.warned {
		r.warned = true
		r.log.Warn("headlines and figures alone take more room than the database may; they are kept",
			"used", size.Used, "bound", r.opts.MaxBytes)
	}
	return n, err
}

// polls forgets the log of old polls, a few feeds at a time.
func (r *Retainer) polls(ctx context.Context) (int, error) {
	if r.opts.Keep <= 0 || r.polled {
		return 0, nil
	}
	last, err := r.texts.DropOldPolls(ctx, r.clk.Now().Add(-r.opts.Keep), r.feed, pollBatch)
	if err != nil {
		return 0, err
	}
	r.feed = last
	if last == 0 {
		r.polled = true
		return 0, nil
	}
	return 1, nil
}

// robots forgets the robots.txt of hosts that are not asked any more.
func (r *Retainer) robots(ctx context.Context) (int, error) {
	return r.texts.DropOldRobots(ctx, r.clk.Now().Add(-keepRobots), robotsBatch)
}

// shrink gives room back to the disk where far more is free than a day needs.
func (r *Retainer) shrink(ctx context.Context) (int, error) {
	size, err := r.texts.Size(ctx)
	if err != nil || size.Free < minFree || size.Free < (size.Used+size.Free)/freeShare {
		return 0, err
	}
	if err := r.texts.Shrink(ctx, shrinkBatch); err != nil {
		return 0, err
	}
	after, err := r.texts.Size(ctx)
	if err != nil || after.Free >= size.Free {
		return 0, err // the file was made without auto_vacuum
	}
	return 1, nil
}
