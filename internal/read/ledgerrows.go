package read

import (
	"cmp"
	"context"
	"slices"
	"strings"
	"time"

	"github.com/overview-news/overview/geo"
	"github.com/overview-news/overview/internal/measure"
	"github.com/overview-news/overview/internal/news"
)

// LedgerRow is an outlet in the ledger as a table has it, with its country; or
// a country without any outlet, whose row has no more.
type LedgerRow struct {
	Country      Place
	State        measure.PressState
	Undocumented bool

	Outlet    news.OutletID
	Name      string
	Publisher string
	Lane      news.Lane
	Ownership string // type, only with a citation
	Standing  measure.Standing

	LastAttempt, LastSuccess, Newest time.Time
	Failures                         int
	FailScore                        float64
	Fault                            string // class
	Declared, Found                  []string
}

// LedgerRows lists every outlet with its health and the state of its country,
// by country and id.
func (r *Reader) LedgerRows(ctx context.Context) ([]LedgerRow, error) {
	p, err := r.pressNow(ctx)
	if err != nil {
		return nil, err
	}
	var out []LedgerRow
	for _, c := range geo.All() {
		if _, listed := p.country[c.Code]; !listed && c.Population > 0 {
			out = append(out, LedgerRow{Country: place(c.Code), State: measure.PressNone})
		}
	}
	now := r.Now()
	for _, h := range p.health {
		o, s := h.Outlet, p.state(h.Outlet.Country)
		row := LedgerRow{Country: place(o.Country), State: s.State, Undocumented: s.Undocumented,
			Outlet: o.ID, Name: line(cmp.Or(o.Name, o.NativeName)), Publisher: line(newsroom(o)), Lane: o.Lane,
			Standing: r.params.StandingOf(h, now), LastAttempt: h.LastAttempt, LastSuccess: h.LastSuccess,
			Newest: h.Newest(), Failures: h.Failures, FailScore: h.FailScore(), Declared: h.Declared}
		if o.Ownership.Citation != "" {
			row.Ownership = short(o.Ownership.Type)
		}
		if h.Failures > 0 {
			row.Fault = short(h.Fault.Class)
		}
		for _, l := range h.Found {
			row.Found = append(row.Found, l.Language)
		}
		out = append(out, row)
	}
	slices.SortFunc(out, func(a, b LedgerRow) int {
		return cmp.Or(strings.Compare(a.Country.Code, b.Country.Code), strings.Compare(string(a.Outlet), string(b.Outlet)))
	})
	return out, nil
}
