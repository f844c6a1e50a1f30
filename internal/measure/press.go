package measure

import (
	"cmp"
	"slices"
	"time"

	"github.com/overview-news/overview/internal/news"
	"github.com/overview-news/overview/text/language"
)

// PressState says how well a country's own press is watched.
type PressState string

// The states of a country in the ledger.
const (
	PressHealthy   PressState = "healthy"
	PressThin      PressState = "thin"       // too few newsrooms work, or none in an official language
	PressStateOnly PressState = "state-only" // nearly all are cited as state-owned
	PressStale     PressState = "stale"      // watched, but no newsroom works
	PressWaiting   PressState = "waiting"    // none works yet, and some have still to answer
	PressNone      PressState = "none"       // no newsroom of its own is watched
)

// PressStates lists every state, best first.
func PressStates() []PressState {
	return []PressState{PressHealthy, PressThin, PressStateOnly, PressStale, PressWaiting, PressNone}
}

// Standing is how an outlet or a newsroom does in the ledger.
type Standing string

// The standings, best first.
const (
	Works     Standing = "works"       // it answered lately and keeps to its own pace
	Quiet     Standing = "quiet"       // it answered lately, with nothing new
	Fails     Standing = "fails"       // it did not answer lately
	Unreached Standing = "not reached" // asked, not answered yet, too early to say that it fails
	Unasked   Standing = "not asked"   // its first poll is still to come
	Unwatched Standing = "unwatched"   // none of its feeds is polled
)

// standings in their order.
var standings = []Standing{Works, Quiet, Fails, Unreached, Unasked, Unwatched}

// Standings lists every standing, best first.
func Standings() []Standing { return slices.Clone(standings) }

// Tries is how many failures in a row make an outlet fail that has never
// answered. Its health does not hold when it was first asked, but polling waits
// at least five minutes after a failure and each time twice as long, up to a
// day by default: eleven failures take it 60 hours, so more than PressWithin.
// A machine without a network counts none.
const Tries = 11

// StandingOf is how an outlet does at now. It works if one of its feeds
// answered within PressWithin and it brought something that is not older than
// three of its own usual pauses, within the bounds that hold for stories too.
// Articles that came without a poll, from a file, stand for it as long as they
// are younger than PressWithin. One that never answered is not reached yet,
// until it failed [Tries] times in a row.
func (p Params) StandingOf(h news.OutletHealth, now time.Time) Standing {
	newest := h.Newest()
	asked := !h.LastAttempt.IsZero() || !h.LastSuccess.IsZero()
	switch {
	case h.Outlet.Disabled:
		return Unwatched
	case !asked && !h.NewestArticle.IsZero() && now.Sub(h.NewestArticle) <= p.PressWithin:
		return Works
	case h.Polled == 0:
		return Unwatched
	case !asked:
		return Unasked
	case h.LastSuccess.IsZero() && h.Failures < Tries:
		return Unreached
	case h.LastSuccess.IsZero() || now.Sub(h.LastSuccess) > p.PressWithin:
		return Fails
	case !newest.IsZero() && now.Sub(newest) <= p.freshness(h.MedianGap):
		return Works
	}
	return Quiet
}

// Press is how well a country's own press is watched. Only the domestic lane
// speaks for a country, and a newsroom counts once.
type Press struct {
	State PressState
	// By is how many newsrooms stand how; Watched is all but the unwatched.
	By      map[Standing]int
	Watched int
	// Official says that a newsroom that works writes in one of the country's
	// official languages.
	Official bool
	// Cited and Owned are how many of the watched newsrooms have a citation for
	// their ownership, and how many of those the state owns by it.
	Cited, Owned int
	// Undocumented says that too few have one.
	Undocumented bool
}

// newsroom is a publisher with what its outlets add up to.
type newsroom struct {
	standing     Standing
	official     bool
	cited, owned bool
}

// PressOf counts a country's outlets, of whatever lane, at now. Official are
// the languages that are official there, as tags; where there are none any
// language will do.
func (p Params) PressOf(outlets []news.OutletHealth, official []string, now time.Time) Press {
	rooms := map[string]*newsroom{}
	for _, h := range outlets {
		if h.Outlet.Lane != news.Domestic {
			continue
		}
		id := cmp.Or(h.Outlet.Publisher, string(h.Outlet.ID))
		r := rooms[id]
		if r == nil {
			r = &newsroom{standing: Unwatched}
			rooms[id] = r
		}
		s := p.StandingOf(h, now)
		if slices.Index(standings, s) < slices.Index(standings, r.standing) {
			r.standing = s
		}
		r.official = r.official || s == Works && p.writesIn(h, official)
		own := h.Outlet.Ownership
		r.cited = r.cited || own.Citation != "" && own.Type != ""
		r.owned = r.owned || own.StateOwned()
	}
	out := Press{By: map[Standing]int{}}
	for _, r := range rooms {
		out.By[r.standing]++
		if r.standing == Unwatched {
			continue
		}
		out.Watched++
		out.Official = out.Official || r.official
		if r.cited {
			out.Cited++
		}
		if r.owned {
			out.Owned++
		}
	}
	out.Undocumented = out.Watched > 0 && !reaches(out.Cited, out.Watched, p.Documented)
	out.State = p.pressState(out)
	return out
}

func (p Params) pressState(c Press) PressState {
	switch {
	case c.Watched == 0:
		return PressNone
	case c.By[Works] == 0 && c.By[Unasked]+c.By[Unreached] > 0:
		return PressWaiting
	case c.By[Works] == 0:
		return PressStale
	case reaches(c.Owned, c.Watched, p.StateOnly):
		return PressStateOnly
	case c.By[Works] >= p.PressNewsrooms && c.Official:
		return PressHealthy
	}
	return PressThin
}

// reaches reports whether k of n is at least a share.
func reaches(k, n int, share float64) bool {
	const rounding = 1e-9 // 0.8 has no exact form
	return float64(k) >= share*float64(n)-rounding
}

// writesIn reports whether an outlet writes in one of some languages. What its
// pages were found to be in goes before what its list says.
func (p Params) writesIn(h news.OutletHealth, official []string) bool {
	if len(official) == 0 {
		return true
	}
	for _, own := range p.Writes(h) {
		for _, tag := range official {
			if language.Close(language.Tag(own), language.Tag(tag)) {
				return true
			}
		}
	}
	return false
}

// Writes are the languages that an outlet writes in: those with at least
// PressShare of its pages once PressPages of them were read, else the declared
// ones.
func (p Params) Writes(h news.OutletHealth) []string {
	all := 0
	for _, l := range h.Found {
		all += l.Articles
	}
	if all < p.PressPages {
		return h.Declared
	}
	var out []string
	for _, l := range h.Found {
		if reaches(l.Articles, all, p.PressShare) {
			out = append(out, l.Language)
		}
	}
	return out
}
