package measure

import (
	"fmt"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/overview-news/overview/internal/news"
)

var pressNow = time.Date(2026, 3, 10, 12, 0, 0, 0, time.UTC)

// ago is a moment before pressNow.
func ago(d time.Duration) time.Time { return pressNow.Add(-d) }

// working is an outlet that answers and brings news, in French.
func working(publisher string) news.OutletHealth {
	return news.OutletHealth{
		Outlet: news.Outlet{ID: news.OutletID(publisher + "-1"), Publisher: publisher, Lane: news.Domestic},
		Feeds:  1, Polled: 1, LastAttempt: ago(time.Minute), LastSuccess: ago(time.Minute),
		NewestEntry: ago(time.Hour), MedianGap: time.Hour, Declared: []string{"fr"},
	}
}

func TestStandingOf(t *testing.T) {
	const second = time.Second
	for _, tt := range []struct {
		name   string
		change func(h *news.OutletHealth)
		want   Standing
	}{
		{"as it should be", func(*news.OutletHealth) {}, Works},
		{"switched off", func(h *news.OutletHealth) { h.Outlet.Disabled = true }, Unwatched},
		{"no feed is polled", func(h *news.OutletHealth) { h.Polled = 0 }, Unwatched},
		{"not asked yet", func(h *news.OutletHealth) {
			h.LastAttempt, h.LastSuccess, h.NewestEntry = time.Time{}, time.Time{}, time.Time{}
		}, Unasked},
		{"asked, not answered yet", func(h *news.OutletHealth) { h.LastSuccess, h.Failures = time.Time{}, 1 }, Unreached},
		{"never answered in ten tries", func(h *news.OutletHealth) { h.LastSuccess, h.Failures = time.Time{}, Tries-1 }, Unreached},
		{"never answered in eleven", func(h *news.OutletHealth) { h.LastSuccess, h.Failures = time.Time{}, Tries }, Fails},
		{"never answered, for want of a network", func(h *news.OutletHealth) {
			h.LastSuccess, h.Fault = time.Time{}, news.Fault{Class: "offline"}
		}, Unreached},
		{"answered 48 h ago", func(h *news.OutletHealth) { h.LastSuccess = ago(48 * time.Hour) }, Works},
		{"answered more than 48 h ago", func(h *news.OutletHealth) { h.LastSuccess = ago(48*time.Hour + second) }, Fails},
		{"failed since, but not for 48 h", func(h *news.OutletHealth) { h.Failures, h.LastSuccess = 9, ago(40*time.Hour) }, Works},
		{"nothing new for 48 h", func(h *news.OutletHealth) { h.NewestEntry = ago(48 * time.Hour) }, Works},
		{"nothing new for longer", func(h *news.OutletHealth) { h.NewestEntry = ago(48*time.Hour + second) }, Quiet},
		{"a weekly in its pause", func(h *news.OutletHealth) { h.NewestEntry, h.MedianGap = ago(7*24*time.Hour), 7*24*time.Hour }, Works},
		{"three days between two, nine since", func(h *news.OutletHealth) { h.NewestEntry, h.MedianGap = ago(9*24*time.Hour), 3*24*time.Hour }, Quiet},
		{"eight days at most", func(h *news.OutletHealth) {
			h.NewestEntry, h.MedianGap = ago(8*24*time.Hour+second), 7*24*time.Hour
		}, Quiet},
		{"no date, but something new", func(h *news.OutletHealth) { h.NewestEntry, h.NewestArticle = time.Time{}, ago(time.Hour) }, Works},
		{"no date at all", func(h *news.OutletHealth) { h.NewestEntry = time.Time{} }, Quiet},
		{"articles from a file", func(h *news.OutletHealth) {
			*h = news.OutletHealth{Outlet: h.Outlet, NewestArticle: ago(48 * time.Hour)}
		}, Works},
		{"old articles from a file", func(h *news.OutletHealth) {
			*h = news.OutletHealth{Outlet: h.Outlet, NewestArticle: ago(48*time.Hour + second)}
		}, Unwatched},
	} {
		h := working("lamp")
		tt.change(&h)
		if got := Defaults().StandingOf(h, pressNow); got != tt.want {
			t.Errorf("%s: StandingOf = %q, want %q", tt.name, got, tt.want)
		}
	}
}

// press makes a country of newsrooms: so many that work, answer with nothing
// new, do not answer, and are not polled. Owned of them are cited as
// state-owned, cited as of somebody.
func press(works, quiet, fails, unwatched, owned, cited int) []news.OutletHealth {
	var out []news.OutletHealth
	for i := range works + quiet + fails + unwatched {
		h := working(fmt.Sprintf("room-%02d", i))
		switch {
		case i >= works+quiet+fails:
			h.Polled = 0
		case i >= works+quiet:
			h.LastSuccess = ago(72 * time.Hour)
		case i >= works:
			h.NewestEntry = ago(72 * time.Hour)
		}
		switch {
		case i < owned:
			h.Outlet.Ownership = news.Ownership{Type: "state", Citation: "https://register.example/"}
		case i < cited:
			h.Outlet.Ownership = news.Ownership{Type: "private", Citation: "https://register.example/"}
		}
		out = append(out, h)
	}
	return out
}

func TestPressOf(t *testing.T) {
	in := func(tag string, list []news.OutletHealth) []news.OutletHealth {
		for i := range list {
			list[i].Declared = []string{tag}
		}
		return list
	}
	lane := func(l news.Lane, list []news.OutletHealth) []news.OutletHealth {
		for i := range list {
			list[i].Outlet.Lane = l
		}
		return list
	}
	family := func(list []news.OutletHealth) []news.OutletHealth {
		for i := range list {
			list[i].Outlet.Publisher = "one"
		}
		return list
	}
	uncited := press(3, 0, 0, 0, 0, 0)
	for i := range uncited {
		uncited[i].Outlet.Ownership.Type = "state" // a hint, which is not a citation
	}
	oneOfficial := in("en", press(3, 0, 0, 0, 0, 0))
	oneOfficial[2].Declared = []string{"en", "rn"}
	official := []string{"fr", "rn"}
	for _, tt := range []struct {
		name         string
		outlets      []news.OutletHealth
		official     []string
		want         PressState
		undocumented bool
	}{
		{"nobody is listed", nil, official, PressNone, false},
		{"listed only", press(0, 0, 0, 4, 0, 0), official, PressNone, false},
		{"abroad only", lane(news.External, press(5, 0, 0, 0, 0, 0)), official, PressNone, false},
		{"exile only", lane(news.Exile, press(5, 0, 0, 0, 0, 0)), official, PressNone, false},
		{"agencies only", lane(news.Agency, press(5, 0, 0, 0, 0, 0)), official, PressNone, false},
		{"none answers", press(0, 0, 9, 0, 0, 0), official, PressStale, true},
		{"none brings anything", press(0, 9, 0, 0, 0, 0), official, PressStale, true},
		{"one works", press(1, 0, 0, 0, 0, 0), official, PressThin, true},
		{"two work", press(2, 9, 9, 0, 0, 0), official, PressThin, true},
		{"three work", press(3, 0, 0, 0, 0, 0), official, PressHealthy, true},
		{"three work of many", press(3, 20, 20, 5, 0, 0), official, PressHealthy, true},
		{"three titles of one newsroom", family(press(3, 0, 0, 0, 0, 0)), official, PressThin, true},
		{"three work, none in an official language", in("en", press(3, 0, 0, 0, 0, 0)), official, PressThin, true},
		{"three work, one in an official language", oneOfficial, official, PressHealthy, true},
		{"in another script", in("sr-Latn", press(3, 0, 0, 0, 0, 0)), []string{"sr"}, PressHealthy, true},
		{"no language is official", in("en", press(3, 0, 0, 0, 0, 0)), nil, PressHealthy, true},
		{"four of five owned by the state", press(5, 0, 0, 0, 4, 5), official, PressStateOnly, false},
		{"eight of ten", press(10, 0, 0, 0, 8, 8), official, PressStateOnly, false},
		{"seven of nine", press(9, 0, 0, 0, 7, 7), official, PressHealthy, false},
		{"one of one", press(1, 0, 0, 0, 1, 1), official, PressStateOnly, false},
		{"three of four", press(4, 0, 0, 0, 3, 4), official, PressHealthy, false},
		{"who is not watched does not count", press(4, 0, 0, 4, 4, 4), official, PressStateOnly, false},
		{"who fails counts", press(4, 0, 2, 0, 4, 4), official, PressHealthy, false},
		{"state-owned, and silent", press(0, 2, 2, 0, 4, 4), official, PressStale, false},
		{"a hint is no citation", uncited, official, PressHealthy, true},
		{"half are cited", press(4, 0, 0, 0, 0, 2), official, PressHealthy, false},
		{"under half are cited", press(5, 0, 0, 0, 0, 2), official, PressHealthy, true},
	} {
		got := Defaults().PressOf(tt.outlets, tt.official, pressNow)
		if got.State != tt.want || got.Undocumented != tt.undocumented {
			t.Errorf("%s: PressOf = %+v, want %q, undocumented %v", tt.name, got, tt.want, tt.undocumented)
		}
	}
}

// A country is silent only when every newsroom had its chance.
func TestPressOfTheFirstDay(t *testing.T) {
	of := func(change func(h *news.OutletHealth)) []news.OutletHealth {
		list := press(0, 0, 3, 0, 0, 0)
		for i := range list {
			list[i].LastSuccess = time.Time{}
			change(&list[i])
		}
		return list
	}
	unasked := of(func(h *news.OutletHealth) { h.LastAttempt = time.Time{} })
	unreached := of(func(h *news.OutletHealth) { h.Failures = 2 })
	for _, tt := range []struct {
		name    string
		outlets []news.OutletHealth
		want    PressState
	}{
		{"none asked", unasked, PressWaiting},
		{"none answered yet", unreached, PressWaiting},
		{"none ever answered", of(func(h *news.OutletHealth) { h.Failures = Tries }), PressStale},
		{"one fails, the others are not reached yet", append(unreached[1:2:2], press(0, 0, 1, 0, 0, 0)...), PressWaiting},
		{"one works, the others are not reached yet", append(unreached[1:3:3], press(1, 0, 0, 0, 0, 0)...), PressThin},
	} {
		if got := Defaults().PressOf(tt.outlets, nil, pressNow); got.State != tt.want {
			t.Errorf("%s: PressOf = %q, want %q", tt.name, got.State, tt.want)
		}
	}
}

// Tries is more than PressWithin, at the shortest pauses that polling makes.
func TestTriesTakeLongEnough(t *testing.T) {
	const shortest, longest, jitter = 5 * time.Minute, 24 * time.Hour, 0.1
	took, pause := time.Duration(0), shortest
	for range Tries - 1 {
		took += time.Duration((1 - jitter) * float64(pause))
		pause = min(2*pause, longest)
	}
	if least := Defaults().PressWithin; took <= least {
		t.Errorf("%d failures can come in %v, want more than %v", Tries, took, least)
	}
}

func TestPressCounts(t *testing.T) {
	got := Defaults().PressOf(press(2, 1, 3, 4, 2, 3), []string{"fr"}, pressNow)
	want := Press{State: PressThin, By: map[Standing]int{Works: 2, Quiet: 1, Fails: 3, Unwatched: 4},
		Watched: 6, Official: true, Cited: 3, Owned: 2}
	if d := cmp.Diff(want, got); d != "" {
		t.Errorf("PressOf differs (-want +got):\n%s", d)
	}
}

// What was found in its pages goes before what its list says.
func TestWrites(t *testing.T) {
	found := func(n ...int) news.OutletHealth {
		h := news.OutletHealth{Declared: []string{"fr"}}
		for i, tag := range []string{"en", "rn"}[:len(n)] {
			h.Found = append(h.Found, news.LanguageCount{Language: tag, Articles: n[i]})
		}
		return h
	}
	for _, tt := range []struct {
		in   news.OutletHealth
		want []string
	}{
		{found(), []string{"fr"}},
		{found(4), []string{"fr"}}, // too few pages to tell
		{found(5), []string{"en"}},
		{found(80, 20), []string{"en", "rn"}},
		{found(81, 19), []string{"en"}},
	} {
		if d := cmp.Diff(tt.want, Defaults().Writes(tt.in)); d != "" {
			t.Errorf("Writes(%v) differs (-want +got):\n%s", tt.in.Found, d)
		}
	}
}
