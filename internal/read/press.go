package read

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/overview-news/overview/geo"
	"github.com/overview-news/overview/internal/measure"
	"github.com/overview-news/overview/internal/news"
	"github.com/overview-news/overview/text/language"
)

// pressAge is how long outlets and their health are remembered. They are asked
// for by every line of every page; reading them all costs tens of
// milliseconds, and a poll changes them by a little.
const pressAge = 10 * time.Second

// press remembers every outlet with its health, and what that makes of each
// country.
type press struct {
	read    time.Time
	outlets map[news.OutletID]news.Outlet
	health  map[news.OutletID]news.OutletHealth
	country map[string]countryPress
}

// countryPress is a country's place in the ledger.
type countryPress struct {
	measure.Press
	Reason  string
	Outlets []news.OutletID // of every lane
}

// pressNow returns every outlet with its health and every country with its
// state, as of at most pressAge ago.
func (r *Reader) pressNow(ctx context.Context) (press, error) {
	r.mu.Lock()
	defer r.mu.Unlock()
	now := r.Now()
	if r.press.outlets != nil && now.Sub(r.press.read).Abs() < pressAge {
		return r.press, nil
	}
	list, err := r.store.OutletHealth(ctx)
	if err != nil {
		return press{}, fmt.Errorf("read the health of outlets: %w", err)
	}
	r.press = r.pressOf(list, now)
	return r.press, nil
}

// pressOf computes the ledger of a moment.
func (r *Reader) pressOf(list []news.OutletHealth, now time.Time) press {
	p := press{read: now, outlets: make(map[news.OutletID]news.Outlet, len(list)),
		health: make(map[news.OutletID]news.OutletHealth, len(list)), country: map[string]countryPress{}}
	by := map[string][]news.OutletHealth{}
	for _, h := range list {
		p.outlets[h.Outlet.ID], p.health[h.Outlet.ID] = h.Outlet, h
		by[h.Outlet.Country] = append(by[h.Outlet.Country], h)
	}
	for code, outlets := range by {
		c := countryPress{}
		for _, h := range outlets {
			c.Outlets = append(c.Outlets, h.Outlet.ID)
		}
		official := officialLanguages(code)
		c.Press = r.params.PressOf(outlets, official, now)
		c.Reason = r.reason(c.Press, official, r.beside(outlets, now))
		p.country[code] = c
	}
	return p
}

// state is a country's place in the ledger; of a country without any outlet
// too.
func (p press) state(code string) countryPress {
	if c, ok := p.country[code]; ok {
		return c
	}
	return countryPress{Press: measure.Press{State: measure.PressNone}, Reason: noneListed}
}

// officialLanguages are those of a country or of a part of it.
func officialLanguages(code string) []string {
	c, ok := geo.Lookup(code)
	if !ok {
		return nil
	}
	return slices.Concat(c.Languages, c.Regional)
}

// beside counts the watched outlets that do not speak for their country, in
// words.
func (r *Reader) beside(outlets []news.OutletHealth, now time.Time) string {
	n := map[news.Lane]int{}
	for _, h := range outlets {
		if s := r.params.StandingOf(h, now); s != measure.Unwatched {
			n[h.Outlet.Lane]++
		}
	}
	var parts []string
	for _, l := range []struct {
		lane      news.Lane
		one, many string
	}{
		{news.Agency, "news agency", "news agencies"},
		{news.Exile, "outlet from exile", "outlets from exile"},
		{news.External, "state broadcaster for abroad", "state broadcasters for abroad"},
		{news.Supranational, "supranational outlet", "supranational outlets"},
	} {
		if k := n[l.lane]; k > 0 {
			parts = append(parts, count(k, l.one, l.many))
		}
	}
	return strings.Join(parts, ", ")
}

const noneListed = "No outlet of its own press is listed."

// reason says in plain words why a country is in its state.
func (r *Reader) reason(p measure.Press, official []string, beside string) string {
	works, rest := p.By[measure.Works], restWords(p)
	switch p.State {
	case measure.PressNone:
		words := noneListed
		if n := p.By[measure.Unwatched]; n > 0 {
			words = "Of its own press " + count(n, "newsroom is", "newsrooms are") + " listed, but no feed of theirs is asked."
			if n == 1 {
				words = "Of its own press 1 newsroom is listed, but no feed of it is asked."
			}
		}
		if beside != "" {
			words += " Watched, but not speaking for it: " + beside + "."
		}
		return words
	case measure.PressWaiting, measure.PressStale:
		switch p.Watched {
		case p.By[measure.Unasked]:
			return whole(p.Watched, "Its newsroom has", "Its %s newsrooms have") + " not been asked yet."
		case p.By[measure.Unasked] + p.By[measure.Unreached]:
			return whole(p.Watched, "Its newsroom has", "Its %s newsrooms have") + " not answered yet."
		}
		if p.Watched == 1 {
			return "Its only newsroom " + strings.TrimPrefix(rest, ": 1 ") + "."
		}
		return "None of its " + number(p.Watched) + " newsrooms works" + rest + "."
	case measure.PressStateOnly:
		if p.Watched == 1 {
			return "Its only newsroom is cited as state-owned; it works."
		}
		owned := number(p.Owned) + " of its " + number(p.Watched)
		if p.Owned == p.Watched {
			owned = "All its " + number(p.Watched)
		}
		return owned + " newsrooms are cited as state-owned; " + count(works, "works", "work") + rest + "."
	}
	words := worksWords(works, p.Watched)
	switch {
	case p.State == measure.PressHealthy:
	case works < r.params.PressNewsrooms:
		words += fmt.Sprintf(", where %d are needed", r.params.PressNewsrooms)
	default:
		words += ", none of them in an official language (" + languageNames(official) + ")"
	}
	return words + rest + "."
}

// whole prints one for a single newsroom, else many with the number.
func whole(n int, one, many string) string {
	if n == 1 {
		return one
	}
	return strings.Replace(many, "%s", number(n), 1)
}

func worksWords(works, watched int) string {
	switch {
	case watched == 1:
		return "Its only newsroom works"
	case works == watched:
		return "All its " + number(watched) + " newsrooms work"
	case works == 1:
		return "1 of its " + number(watched) + " newsrooms works"
	}
	return number(works) + " of its " + number(watched) + " newsrooms work"
}

// restWords says how many newsrooms do not work, by how.
func restWords(p measure.Press) string {
	var parts []string
	for _, s := range []struct {
		standing  measure.Standing
		one, many string
	}{
		{measure.Quiet, "brings nothing new", "bring nothing new"},
		{measure.Fails, "does not answer", "do not answer"},
		{measure.Unreached, "has not answered yet", "have not answered yet"},
		{measure.Unasked, "is not asked yet", "are not asked yet"},
	} {
		if n := p.By[s.standing]; n > 0 {
			parts = append(parts, count(n, s.one, s.many))
		}
	}
	if len(parts) == 0 {
		return ""
	}
	return ": " + strings.Join(parts, ", ")
}

// maxNamedLanguages bounds how many languages a sentence names.
const maxNamedLanguages = 4

func languageNames(tags []string) string {
	var names []string
	for _, tag := range tags {
		name := language.Tag(language.Tag(tag).Base()).Name()
		if !slices.Contains(names, name) {
			names = append(names, name)
		}
	}
	if n := len(names) - maxNamedLanguages; n > 0 {
		return strings.Join(names[:maxNamedLanguages], ", ") + fmt.Sprintf(" and %d more", n)
	}
	return strings.Join(names, ", ")
}

// CountryLine is a country with what its press brought today, and how well
// that press is watched.
type CountryLine struct {
	Place
	State  measure.PressState
	Reason string // for the state, in a sentence
	Press  measure.Press
	// Undocumented says that the ownership of most of its newsrooms has no
	// citation.
	Undocumented bool
	Listed       int // outlets of every lane, watched or not
	Articles     int
	Latest       time.Time
}

// ListedWords says how many outlets are listed.
func (c CountryLine) ListedWords() string { return count(c.Listed, "outlet", "outlets") + " listed" }

func (r *Reader) countryLine(code string, p countryPress, n news.CountryCount) CountryLine {
	return CountryLine{Place: place(code), State: p.State, Reason: p.Reason, Press: p.Press,
		Undocumented: p.Undocumented, Listed: len(p.Outlets), Articles: n.Articles, Latest: n.Latest}
}

// Words says the state in a word or two; empty if all is well.
func (c CountryLine) Words() string {
	if c.State == measure.PressWaiting && c.Press.By[measure.Unasked] == c.Press.Watched {
		return "not asked yet"
	}
	return stateWords(c.State)
}

// stateWords is a state as lists say it.
func stateWords(s measure.PressState) string {
	switch s {
	case measure.PressThin:
		return "thin"
	case measure.PressStateOnly:
		return "state media only"
	case measure.PressStale:
		return "silent"
	case measure.PressWaiting:
		return "not reached yet"
	case measure.PressNone:
		return "not watched"
	}
	return ""
}

// Watching says how many of its newsrooms work; empty if none is watched.
func (c CountryLine) Watching() string {
	if c.Press.Watched == 0 {
		return ""
	}
	return fmt.Sprintf("%s of %s working", number(c.Press.By[measure.Works]), count(c.Press.Watched, "newsroom", "newsrooms"))
}

// LedgerPath is the address of a country's part of the ledger.
func (p Place) LedgerPath() string {
	if p.Path == "" {
		return "/outlets"
	}
	return "/outlets?country=" + strings.ToLower(p.Code)
}
