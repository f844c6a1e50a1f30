package measure

import (
	"cmp"
	"slices"
	"time"

	"github.com/overview-news/overview/internal/news"
)

// Claim is how much may be said of a country's coverage.
type Claim string

// From the least to the most that may be said.
const (
	ClaimNames  Claim = "names"  // too few newsrooms to speak for the country
	ClaimCounts Claim = "counts" // k of n, with the names
	ClaimShare  Claim = "share"  // k of n, and a share with its bounds
)

// Coverage is how many of a country's newsrooms reported a story: K of the N
// that were healthy for it.
type Coverage struct {
	Country  string
	K, N     int
	Reported []string // publishers among N that reported
	Silent   []string // publishers among N of which no report was found
	// Others reported too, but do not count: they were not healthy, or are not
	// of the domestic lane.
	Others []string
	// Unhealthy is why the rest of the country's newsrooms do not count.
	Unhealthy map[string]Health

	Claim Claim
	// Share is the expected rate and Low and High bound it with 90 %; only
	// with ClaimShare.
	Share, Low, High float64
	// StateOnly says that nearly all newsrooms of the country are cited as
	// state-owned, Undocumented that under half have a citation.
	StateOnly    bool
	Undocumented bool
	First        time.Time // first report of any of its newsrooms
}

// Geography tells where a country is.
type Geography interface {
	// Subregion is the M49 subregion of a country; "" if it is unknown.
	Subregion(country string) string
}

// Cover counts a story's reports by country, for every country that has a
// newsroom or a report, sorted by country.
func (p Params) Cover(reports []news.Report, rooms []news.Newsroom, geo Geography, now time.Time) []Coverage {
	first := firstReport(reports)
	by := map[string]*Coverage{}
	at := func(country string) *Coverage {
		c := by[country]
		if c == nil {
			c = &Coverage{Country: country, Unhealthy: map[string]Health{}}
			by[country] = c
		}
		return c
	}
	told := map[string]map[string]bool{}  // country → publishers whose domestic outlets reported
	other := map[string]map[string]bool{} // country → publishers that reported at all
	for _, r := range reports {
		c := at(r.Country)
		if c.First.IsZero() || r.Published.Before(c.First) {
			c.First = r.Published
		}
		if other[r.Country] == nil {
			told[r.Country], other[r.Country] = map[string]bool{}, map[string]bool{}
		}
		if r.Genre.Counts() && !r.Related {
			other[r.Country][r.Publisher] = true
			told[r.Country][r.Publisher] = told[r.Country][r.Publisher] || r.Lane == news.Domestic
		}
	}
	for _, room := range rooms {
		p.count(at(room.Country), room, told[room.Country], first, now)
	}
	for country, publishers := range other {
		c := at(country)
		for publisher := range publishers {
			if !slices.Contains(c.Reported, publisher) && !slices.Contains(c.Others, publisher) {
				c.Others = append(c.Others, publisher)
			}
		}
	}
	out := make([]Coverage, 0, len(by))
	for _, c := range by {
		slices.Sort(c.Others)
		out = append(out, *c)
	}
	slices.SortFunc(out, func(a, b Coverage) int { return cmp.Compare(a.Country, b.Country) })
	p.ownership(out, rooms)
	p.shares(out, geo)
	return out
}

// count puts one newsroom into its country's figures.
func (p Params) count(c *Coverage, room news.Newsroom, told map[string]bool, first, now time.Time) {
	if room.Lane != news.Domestic {
		return
	}
	health := p.HealthFor(room, first, now)
	switch {
	case health != Healthy:
		c.Unhealthy[room.Publisher] = health
	case told[room.Publisher]:
		c.K++
		c.N++
		c.Reported = append(c.Reported, room.Publisher)
	default:
		c.N++
		c.Silent = append(c.Silent, room.Publisher)
	}
}

// ownership says of each country whether its press is the state's, and whether
// anybody knows.
func (p Params) ownership(covers []Coverage, rooms []news.Newsroom) {
	type owned struct{ all, cited, state int }
	by := map[string]*owned{}
	for _, r := range rooms {
		if r.Lane != news.Domestic {
			continue
		}
		o := by[r.Country]
		if o == nil {
			o = &owned{}
			by[r.Country] = o
		}
		o.all++
		if r.Owner.Citation != "" {
			o.cited++
		}
		if r.Owner.StateOwned() {
			o.state++
		}
	}
	for i := range covers {
		o := by[covers[i].Country]
		if o == nil {
			covers[i].Undocumented = true
			continue
		}
		covers[i].StateOnly = float64(o.state) >= p.StateOnly*float64(o.all)
		covers[i].Undocumented = float64(o.cited) < p.Documented*float64(o.all)
	}
}

// shares sets what may be claimed, and the posterior rate where it may.
func (p Params) shares(covers []Coverage, geo Geography) {
	for i := range covers {
		c := &covers[i]
		switch {
		case c.N < p.NamesOnly:
			c.Claim = ClaimNames
			continue
		case c.N < p.Percentages:
			c.Claim = ClaimCounts
			continue
		}
		c.Claim = ClaimShare
		m := p.priorRate(covers, geo, c.Country)
		d := beta{2*m + float64(c.K), 2 - 2*m + float64(c.N-c.K)}
		c.Share, c.Low, c.High = d.mean(), d.quantile(0.05), d.quantile(0.95)
	}
}

// priorRate is the rate of a country's subregion without the country; where
// the subregion has nobody else, the world's; where that has nobody, a half.
// It keeps off 0 and 1, so that the prior stays proper.
func (p Params) priorRate(covers []Coverage, geo Geography, country string) float64 {
	region := geo.Subregion(country)
	rate := func(same bool) (float64, bool) {
		k, n := 0, 0
		for _, c := range covers {
			if c.Country == country || (same && geo.Subregion(c.Country) != region) {
				continue
			}
			k += c.K
			n += c.N
		}
		if n == 0 {
			return 0, false
		}
		return min(max(float64(k)/float64(n), 0.01), 0.99), true
	}
	if m, ok := rate(true); ok && region != "" {
		return m
	}
	if m, ok := rate(false); ok {
		return m
	}
	return 0.5
}

// firstReport is the time of the earliest report.
func firstReport(reports []news.Report) time.Time {
	var first time.Time
	for _, r := range reports {
		if first.IsZero() || r.Published.Before(first) {
			first = r.Published
		}
	}
	return first
}

// WorldRate is a story's rate in the world: the mean over M49 subregions of
// the mean over their countries, so that neither a large press nor a large
// country outweighs the others. Countries with fewer healthy newsrooms than
// may be spoken for are left out; n is how many are in.
func (p Params) WorldRate(covers []Coverage, geo Geography) (rate float64, n int) {
	sums := map[string][2]float64{}
	for _, c := range covers {
		if c.N < p.NamesOnly {
			continue
		}
		s := sums[geo.Subregion(c.Country)]
		sums[geo.Subregion(c.Country)] = [2]float64{s[0] + float64(c.K)/float64(c.N), s[1] + 1}
		n++
	}
	for _, s := range sums {
		rate += s[0] / s[1] / float64(len(sums))
	}
	return rate, n
}
