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
	p.mu.Lock() // two polls that look at once must not both take what is left
	defer p.mu.Unlock()
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
// be. p.mu is held.
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
		room = min(room, max(p.opts.FirstFill-p.filled[claim.Outlet.ID], 0))
		oldest = now.Add(-p.opts.FirstFillAge)
	}
	return room, oldest, nil
}

// budgetFor is how long the store's count of the day's pages is used; what is
// planned meanwhile is added here. Counting them costs as much as storing a
// feed.
const budgetFor = time.Minute

// budgetUsed is how many pages of the day's budget are used. p.mu is held.
func (p *Poller) budgetUsed(ctx context.Context, now time.Time) (int, error) {
	if age := now.Sub(p.counted); !p.counted.IsZero() && age >= 0 && age < budgetFor {
		return p.used, nil
	}
	used, err := p.feeds.DayBudget(ctx, now)
	if err != nil {
		return 0, err
	}
	p.used, p.counted = used+p.unstored, now
	return p.used, nil
}

// taken counts what was planned, and of first fills over all feeds of an
// outlet. p.mu is held.
func (p *Poller) taken(claim news.PollClaim, n int) {
	if p.opts.Unlimited {
		return
	}
	p.used += n
	p.unstored += n
	if firstFill(claim) {
		p.filled[claim.Outlet.ID] += n
	}
}

// stored says that the store counts the planned pages of a result from now on,
// or that they are lost.
func (p *Poller) stored(r news.PollResult) {
	if p.opts.Unlimited {
		return
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	for _, e := range r.Entries {
		if !e.Collect.IsZero() {
			p.unstored--
		}
	}
}

// firstFill reports whether the feed has never been read before.
func firstFill(claim news.PollClaim) bool { return claim.Feed.LastSuccess.IsZero() }
