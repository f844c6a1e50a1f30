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
)

// LedgerForm is which part of the ledger somebody asked for, as it stands in
// the address.
type LedgerForm struct {
	State   string // of countries
	Country string
	Text    string // part of an outlet's name
}

// Clean is the form without what cannot be meant.
func (f LedgerForm) Clean() LedgerForm {
	if !slices.Contains(measure.PressStates(), measure.PressState(f.State)) {
		f.State = ""
	}
	if c, ok := geo.Lookup(f.Country); ok {
		f.Country = c.Code
	} else {
		f.Country = ""
	}
	f.Text = short(f.Text)
	return f
}

// problem says what of the form there is not; empty if it can be answered.
func (f LedgerForm) problem() string {
	c := f.Clean()
	switch {
	case f.Country != "" && c.Country == "":
		return "“" + short(f.Country) + "” is no country that we know: choose one from the list, or write its code of two letters."
	case f.State != "" && c.State == "":
		return "“" + short(f.State) + "” is no state of a country: choose one of those above the list."
	}
	return ""
}

// Ledger is what is watched: every country with its state and the reason, or
// one country with every outlet.
type Ledger struct {
	Form LedgerForm
	// Problem says in a sentence what was asked for and is not there; then
	// there is no more than that. NoCountry says that it was a country.
	Problem   string
	NoCountry bool

	Filling Filling
	States  []LedgerState
	// Undocumented is how many of the countries have no documented ownership.
	Undocumented int
	Regions      []Region
	Shown        int           // countries in Regions
	One          *LedgerDetail // of the country that was asked for
	Found        []OutletLine  // outlets whose name was asked for
	Proposals    []OutletLine  // outlets about which something is proposed
	Proposed     int           // how many there are, listed or not
	Languages    []LanguageLine
}

// LedgerState is a state with how many countries are in it.
type LedgerState struct {
	State     measure.PressState
	Name      string
	About     string
	Countries int
	Chosen    bool
}

// LedgerDetail is a country with its outlets by how they do.
type LedgerDetail struct {
	CountryLine
	Groups []LedgerGroup
}

// LedgerGroup is outlets that do alike.
type LedgerGroup struct {
	Title   string
	About   string
	Outlets []OutletLine
}

// Bounds of lists of outlets, in entries.
const (
	maxFoundOutlets = 60 // found by name
	maxProposed     = 200
)

// proposedAge is how long the proposals are remembered: they rest on days of
// failures, and finding them reads every feed.
const proposedAge = time.Minute

type proposedCache struct {
	read time.Time
	list []OutletLine
}

// Ledger prepares the ledger, or a part of it.
func (r *Reader) Ledger(ctx context.Context, form LedgerForm) (Ledger, error) {
	l := Ledger{Form: form.Clean(), Problem: form.problem()}
	l.NoCountry = form.Country != "" && l.Form.Country == ""
	if l.Problem != "" {
		return l, nil
	}
	var err error
	if l.Filling, err = r.Filling(ctx); err != nil {
		return Ledger{}, err
	}
	newest, err := r.newest(ctx)
	if err != nil {
		return Ledger{}, err
	}
	countries, err := r.countries(ctx, newest)
	if err != nil {
		return Ledger{}, err
	}
	p, err := r.pressNow(ctx)
	if err != nil {
		return Ledger{}, err
	}
	l.count(r.ledgerStates(), countries)
	if l.Form.Country != "" {
		l.One = r.ledgerDetail(p, countries, l.Form.Country)
		return l, nil
	}
	if l.Form.Text != "" {
		l.Found = r.outletsNamed(p, l.Form.Text)
		return l, nil
	}
	shown := slices.DeleteFunc(slices.Clone(countries), func(c CountryLine) bool {
		return l.Form.State != "" && string(c.State) != l.Form.State
	})
	l.Regions, l.Shown = byRegion(shown), len(shown)
	if l.Form.State != "" {
		return l, nil
	}
	if l.Proposals, err = r.proposed(ctx, p); err != nil {
		return Ledger{}, err
	}
	l.Proposed = len(l.Proposals)
	l.Proposals = l.Proposals[:min(l.Proposed, maxProposed)]
	l.Languages, err = r.languageLines(ctx)
	return l, err
}

// count counts the countries of each state. "Not reached yet" passes soon after
// a start, and is listed only while a country is in it or it was asked for.
func (l *Ledger) count(states []LedgerState, countries []CountryLine) {
	for _, c := range countries {
		if c.Undocumented {
			l.Undocumented++
		}
		for i := range states {
			if states[i].State == c.State {
				states[i].Countries++
			}
		}
	}
	for i := range states {
		states[i].Chosen = string(states[i].State) == l.Form.State
	}
	l.States = slices.DeleteFunc(states, func(s LedgerState) bool {
		return s.State == measure.PressWaiting && s.Countries == 0 && !s.Chosen
	})
}

// ledgerStates are the states with their definitions.
func (r *Reader) ledgerStates() []LedgerState {
	p := r.params
	works := "answered within " + hours(p.PressWithin) + " and keeps to its usual pace"
	return []LedgerState{
		{State: measure.PressHealthy, Name: "healthy", About: "At least " + number(p.PressNewsrooms) +
			" newsrooms of its own work, one of them in an official language. A newsroom works that " + works + "."},
		{State: measure.PressThin, Name: "thin", About: "Some work, but fewer than " + number(p.PressNewsrooms) +
			", or none in an official language."},
		{State: measure.PressStateOnly, Name: "state media only", About: "Some work, and at least " + percent(p.StateOnly) +
			" of those watched are cited as state-owned."},
		{State: measure.PressStale, Name: "silent", About: "Newsrooms are watched, but none works."},
		{State: measure.PressWaiting, Name: "not reached yet", About: "None works yet, and some have still to be asked or to answer for the first time."},
		{State: measure.PressNone, Name: "not watched", About: "No newsroom of its own is watched."},
	}
}

// ledgerDetail is a country with its outlets.
func (r *Reader) ledgerDetail(p press, countries []CountryLine, code string) *LedgerDetail {
	d := LedgerDetail{CountryLine: r.countryLine(code, p.state(code), news.CountryCount{})}
	for _, c := range countries {
		if c.Code == code {
			d.CountryLine = c
		}
	}
	groups := []LedgerGroup{
		{Title: "Working", About: "They answered within " + hours(r.params.PressWithin) + " and keep to their usual pace."},
		{Title: "Silent", About: "They answer, but bring nothing new."},
		{Title: "Not answering", About: "No answer for more than " + hours(r.params.PressWithin) +
			", or none ever in " + number(measure.Tries) + " tries in a row."},
		{Title: "Not reached yet", About: "They were asked and have not answered yet; it is too early to say that they do not."},
		{Title: "Not asked yet", About: "Their first turn is still to come."},
		{Title: "Listed only", About: "No feed of theirs is asked."},
		{Title: "Beside its own press", About: "Agencies, exile press, broadcasters for abroad. They are read, but do not speak for the country."},
	}
	for _, o := range r.outletLines(p, code) {
		at := len(groups) - 1
		if p.outlets[o.ID].Lane == news.Domestic {
			at = slices.Index(measure.Standings(), o.Standing)
		}
		groups[at].Outlets = append(groups[at].Outlets, o)
	}
	for _, g := range groups {
		if len(g.Outlets) > 0 {
			d.Groups = append(d.Groups, g)
		}
	}
	return &d
}

// outletsNamed lists outlets with a text in their name, address or id.
func (r *Reader) outletsNamed(p press, text string) []OutletLine {
	text = strings.ToLower(text)
	var out []OutletLine
	for _, h := range p.health {
		o := h.Outlet
		for _, s := range []string{o.Name, o.NativeName, string(o.ID), o.Home} {
			if strings.Contains(strings.ToLower(s), text) {
				out = append(out, r.outletLine(h))
				break
			}
		}
	}
	sortLines(out)
	return out[:min(len(out), maxFoundOutlets)]
}

// proposed lists the outlets about which something is proposed, as of at most
// proposedAge ago.
func (r *Reader) proposed(ctx context.Context, p press) ([]OutletLine, error) {
	r.mu.Lock()
	kept := r.proposals
	r.mu.Unlock()
	if now := r.Now(); !kept.read.IsZero() && now.Sub(kept.read).Abs() < proposedAge {
		return kept.list, nil
	}
	about, err := r.proposedAbout(ctx, p)
	if err != nil {
		return nil, err
	}
	for id, h := range p.health {
		if s, ok := r.misdeclared(h); ok && about[id] == "" {
			about[id] = s.Title + ": " + s.Reason
		}
	}
	var out []OutletLine
	for id, words := range about {
		h, ok := p.health[id]
		if !ok {
			continue // checked, but not stored
		}
		l := r.outletLine(h)
		l.Words = words
		out = append(out, l)
	}
	sortLines(out)
	r.mu.Lock()
	r.proposals = proposedCache{read: r.Now(), list: out}
	r.mu.Unlock()
	return out, nil
}

// proposedAbout is what polling and live checks suggest, by outlet; the checks
// have the last word.
func (r *Reader) proposedAbout(ctx context.Context, p press) (map[news.OutletID]string, error) {
	feeds, err := r.store.Feeds(ctx, "")
	if err != nil {
		return nil, fmt.Errorf("look for proposals: %w", err)
	}
	checks, err := r.store.Checks(ctx, "")
	if err != nil {
		return nil, fmt.Errorf("look for proposals: %w", err)
	}
	about, of := map[news.OutletID]string{}, map[news.OutletID][]news.Feed{}
	for _, f := range feeds {
		of[f.Outlet] = append(of[f.Outlet], f)
	}
	for id, own := range of {
		for _, f := range r.judged(own, newestOf(p.health[id])) {
			if s, ok := r.polled(f); ok {
				about[id] = s.Title + ": " + s.Reason
			}
		}
	}
	for _, c := range checks {
		if s, ok := c.Proposal(); ok {
			title, _ := proposalWords(s.Kind)
			about[c.Outlet] = title + ": " + line(s.Reason)
		}
	}
	return about, nil
}

func sortLines(list []OutletLine) {
	slices.SortFunc(list, func(a, b OutletLine) int {
		if d := strings.Compare(a.Place.Name, b.Place.Name); d != 0 {
			return d
		}
		return strings.Compare(strings.ToLower(a.Name.Text), strings.ToLower(b.Name.Text))
	})
}
