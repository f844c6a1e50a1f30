package poll

import (
	"context"
	"slices"
	"time"

	"github.com/overview-news/overview/internal/news"
)

// plan decides of which new entries the pages are fetched, and in what order.
// The newest come first, and an outlet's pages take turns with those of
// others. On the first fill only a few of an outlet are fetched and only
// today's; the rest waits for a reader. A replay fetches everything.
func (p *Poller) plan(ctx context.Context, claim news.PollClaim, entries []news.Entry, now time.Time) error {
	if len(entries) == 0 {
		return nil
	}
	order := make([]int, len(entries))
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(a, b int) int { return entries[b].Published.Compare(entries[a].Published) })
	room, oldest, err := p.room(ctx, claim, now)
	if err != nil {
		return err
	}
	taken := 0
	for rank, i := range order {
		e := &entries[i]
		e.Priority = rank
		tooOld := !e.Published.IsZero() && e.Published.Before(oldest)
		if p.opts.Unlimited || (taken < room && !tooOld) {
			e.Collect = now
			taken++
		}
	}
	p.taken(claim, taken)
	return nil
}

// room is how many pages of a feed may be planned now, and how old they may
// be.
func (p *Poller) room(ctx context.Context, claim news.PollClaim, now time.Time) (int, time.Time, error) {
	if p.opts.Unlimited {
		return 0, time.Time{}, nil
	}
	used, err := p.budgetUsed(ctx, now)
	if err != nil {
		return 0, time.Time{}, err
	}
	room, oldest := max(p.opts.DayBudget-used, 0), now.Add(-p.opts.MaxAge)
	if firstFill(claim) {
		p.mu.Lock()
		defer p.mu.Unlock()
		room = min(room, max(p.opts.FirstFill-p.filled[claim.Outlet.ID], 0))
		oldest = now.Add(-p.opts.FirstFillAge)
	}
	return room, oldest, nil
}

// budgetFor is how long the store's count of the day's pages is used; what is
// planned meanwhile is added here. Counting them costs as much as storing a
// feed.
const budgetFor = time.Minute

// budgetUsed is how many pages of the day's budget are used.
func (p *Poller) budgetUsed(ctx context.Context, now time.Time) (int, error) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if age := now.Sub(p.counted); !p.counted.IsZero() && age >= 0 && age < budgetFor {
		return p.used, nil
	}
	used, err := p.feeds.DayBudget(ctx, now)
	if err != nil {
		return 0, err
	}
	p.used, p.counted = used, now
	return used, nil
}

// taken counts what was planned, and of first fills over all feeds of an
// outlet.
func (p *Poller) taken(claim news.PollClaim, n int) {
	if p.opts.Unlimited {
		return
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	p.used += n
	if firstFill(claim) {
		p.filled[claim.Outlet.ID] += n
	}
}

// firstFill reports whether the feed has never been read before.
func firstFill(claim news.PollClaim) bool { return claim.Feed.LastSuccess.IsZero() }
