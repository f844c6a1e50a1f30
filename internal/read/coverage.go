package read

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strings"

	"github.com/overview-news/overview/internal/measure"
	"github.com/overview-news/overview/internal/news"
)

// CoverageTable is who reported a story and where no report was found.
type CoverageTable struct {
	Told []CoverageLine // countries with a report, the earliest first
	// Quiet are countries without one whose newsrooms were watched well enough
	// to say so.
	Quiet []CoverageLine
	// QuietRooms is how many newsrooms that are.
	QuietRooms int
	// Unknown is how many other countries nothing can be said of: none of
	// their newsrooms was watched from before the story began.
	Unknown   int
	Rate      string // the world's rate, in words; empty if too few countries count
	Uncounted bool   // no newsroom of any country counts for this story
}

// IsZero reports whether there is nothing to show.
func (t CoverageTable) IsZero() bool { return len(t.Told) == 0 }

// QuietWords says in how many newsrooms of other countries nothing was found.
func (t CoverageTable) QuietWords() string {
	return "No report found in the " + count(t.QuietRooms, "newsroom", "newsrooms") + " we watched in " +
		count(len(t.Quiet), "other country", "other countries")
}

// UnknownWords says of how many countries nothing can be said; empty if of
// none.
func (t CoverageTable) UnknownWords() string {
	if t.Unknown == 0 {
		return ""
	}
	return "Nothing can be said of " + count(t.Unknown, "more country", "more countries") +
		", where no newsroom was watched from before this story began."
}

// CoverageLine is a country's coverage of a story.
type CoverageLine struct {
	Place Place
	First Moment
	Words string // what may be said
	Share string // with its bounds; empty where none may be given
	Label string // "state media only", "ownership not documented"
	// K of N newsrooms that count reported it.
	K, N       int
	Reported   []Room // the K
	Silent     []Room // the N-K
	Others     []Room // reported too, but do not count
	NotCounted []Why
}

// Why is the newsrooms of a country that do not count for one reason.
type Why struct {
	Reason string
	Rooms  []Room
}

// Words says how many they are, and why.
func (w Why) Words() string {
	return count(len(w.Rooms), "newsroom", "newsrooms") + ": " + w.Reason
}

// Coverage prepares who reported a story, by country.
func (r *Reader) Coverage(ctx context.Context, id news.StoryID) (CoverageTable, error) {
	reports, err := r.store.Reports(ctx, id)
	if err != nil {
		return CoverageTable{}, fmt.Errorf("read reports of story %d: %w", id, err)
	}
	all, err := r.newsrooms(ctx)
	if err != nil {
		return CoverageTable{}, err
	}
	covers := r.params.Cover(reports, all.all, world{}, r.Now())
	t := CoverageTable{Uncounted: true}
	if rate, n := r.params.WorldRate(covers, world{}); n >= r.params.WorldCountries {
		t.Rate = fmt.Sprintf("Worldwide, %s of a country’s watched newsrooms reported it on average, over %s with at least %d that count; every subregion weighs the same.",
			percent(rate), count(n, "country", "countries"), r.params.NamesOnly)
	}
	for _, c := range covers {
		t.Uncounted = t.Uncounted && c.N == 0
		switch {
		case len(c.Reported)+len(c.Others) > 0:
			l, err := r.coverageLine(ctx, all, c)
			if err != nil {
				return CoverageTable{}, err
			}
			t.Told = append(t.Told, l)
		case c.N > 0:
			l, err := r.coverageLine(ctx, all, c)
			if err != nil {
				return CoverageTable{}, err
			}
			t.Quiet = append(t.Quiet, l)
			t.QuietRooms += c.N
		default:
			t.Unknown++
		}
	}
	slices.SortStableFunc(t.Told, func(a, b CoverageLine) int { return a.First.Time.Compare(b.First.Time) })
	slices.SortStableFunc(t.Quiet, func(a, b CoverageLine) int {
		return cmp.Or(b.N-a.N, strings.Compare(a.Place.Name, b.Place.Name))
	})
	return t, nil
}

func (r *Reader) coverageLine(ctx context.Context, all rooms, c measure.Coverage) (CoverageLine, error) {
	l := CoverageLine{Place: place(c.Country), First: r.momentIn(c.First, c.Country), K: c.K, N: c.N}
	listed := c.N + len(c.Unhealthy)
	for _, x := range []struct {
		to   *[]Room
		from []string
	}{{&l.Reported, c.Reported}, {&l.Silent, c.Silent}, {&l.Others, c.Others}} {
		rooms, err := r.roomList(ctx, all, c.Country, x.from)
		if err != nil {
			return CoverageLine{}, err
		}
		*x.to = rooms
	}
	var err error
	if l.NotCounted, err = r.notCounted(ctx, all, c.Country, c.Unhealthy); err != nil {
		return CoverageLine{}, err
	}
	l.say(c, listed)
	return l, nil
}

// say puts what may be said of a country into words. Absence is never
// claimed: no report was found in those that were watched.
func (l *CoverageLine) say(c measure.Coverage, listed int) {
	switch {
	case c.K == 0 && len(c.Others) > 0 && c.N == 0:
		l.Words = "None of its newsrooms was watched well enough to count; these reported it"
	case c.K == 0 && c.N > 0:
		l.Words = noReport(l.Place, c.N, listed)
		if len(c.Others) > 0 {
			l.Words += "; others, which do not count, reported it"
		}
	case c.Claim == measure.ClaimNames:
		l.Words = "Too few newsrooms are watched to speak for the country; these reported it"
	default:
		l.Words = fmt.Sprintf("%d of the %d newsrooms we watched", c.K, c.N)
	}
	if c.Claim == measure.ClaimShare {
		l.Share = fmt.Sprintf("about %.0f %%, between %.0f and %.0f %%", 100*c.Share, 100*c.Low, 100*c.High)
	}
	switch {
	case c.StateOnly:
		l.Label = "state media only"
	case c.Undocumented:
		l.Label = "ownership not documented"
	}
}

// noReport says that nothing was found, and in how many newsrooms.
func noReport(p Place, n, of int) string {
	return fmt.Sprintf("No report found in the %d of %d %s we watched", n, of, newsroomsOf(p))
}

// notCounted groups newsrooms by why they do not count.
func (r *Reader) notCounted(ctx context.Context, all rooms, country string, why map[string]measure.Health) ([]Why, error) {
	by := map[measure.Health][]string{}
	for publisher, h := range why {
		by[h] = append(by[h], publisher)
	}
	var out []Why
	for _, h := range []measure.Health{measure.Silent, measure.Stale, measure.TooLate, measure.NotWatched} {
		if len(by[h]) == 0 {
			continue
		}
		slices.Sort(by[h])
		rooms, err := r.roomList(ctx, all, country, by[h])
		if err != nil {
			return nil, err
		}
		out = append(out, Why{Reason: healthWords(h), Rooms: rooms})
	}
	return out, nil
}

// healthWords says why a newsroom does not count.
func healthWords(h measure.Health) string {
	switch h {
	case measure.NotWatched:
		return "not watched: no feed is polled"
	case measure.TooLate:
		return "watched too recently, or with a gap"
	case measure.Silent:
		return "no answer for more than " + span(measure.Defaults().WatchGap)
	case measure.Stale:
		return "nothing new published for long"
	}
	return string(h)
}
