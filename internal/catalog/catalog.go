package catalog

import (
	"cmp"
	"slices"
	"strings"

	"github.com/overview-news/overview/internal/news"
)

// A Catalog is a list of outlets, sorted by country, then by id. It is not
// changed after it was made and may be shared.
type Catalog struct {
	outlets []Outlet
	hidden  []Outlet
	byID    map[string]int
}

// New makes a catalog of outlets. Of two with one id the first is kept, and
// outlets marked to be hidden are kept apart.
func New(outlets []Outlet) *Catalog {
	c := &Catalog{byID: make(map[string]int, len(outlets))}
	seen := make(map[string]bool, len(outlets))
	for _, o := range outlets {
		switch {
		case seen[o.ID]:
		case o.Hide:
			c.hidden = append(c.hidden, o)
		default:
			c.outlets = append(c.outlets, o)
		}
		seen[o.ID] = true
	}
	byPlace := func(a, b Outlet) int {
		return cmp.Or(strings.Compare(a.Country, b.Country), strings.Compare(a.ID, b.ID))
	}
	slices.SortFunc(c.outlets, byPlace)
	slices.SortFunc(c.hidden, byPlace)
	for i, o := range c.outlets {
		c.byID[o.ID] = i
	}
	return c
}

// Hidden returns the outlets that an operator took out, sorted like Outlets.
func (c *Catalog) Hidden() []Outlet { return c.hidden }

// Outlets returns every outlet, sorted by country, then by id. The slice is
// the catalog's own: callers must not change it.
func (c *Catalog) Outlets() []Outlet { return c.outlets }

// Len is how many outlets there are.
func (c *Catalog) Len() int { return len(c.outlets) }

// Lookup returns the outlet with an id.
func (c *Catalog) Lookup(id string) (Outlet, bool) {
	i, ok := c.byID[id]
	if !ok {
		return Outlet{}, false
	}
	return c.outlets[i], true
}

// Country returns the outlets of one country, sorted by id.
func (c *Catalog) Country(code string) []Outlet {
	start, _ := slices.BinarySearchFunc(c.outlets, code, func(o Outlet, code string) int {
		return strings.Compare(o.Country, code)
	})
	end := start
	for end < len(c.outlets) && c.outlets[end].Country == code {
		end++
	}
	return c.outlets[start:end:end]
}

// A Tally counts a catalog.
type Tally struct {
	Outlets    int `json:"outlets"`
	WithFeeds  int `json:"with_feeds"`
	Watched    int `json:"watched"`
	Feeds      int `json:"feeds"`
	Sitemaps   int `json:"sitemaps"`
	Countries  int `json:"countries"`
	Languages  int `json:"languages"`
	Publishers int `json:"publishers"`
	Cited      int `json:"cited"` // outlets whose ownership has a citation

	ByLane      map[news.Lane]int `json:"by_lane"`
	ByKind      map[string]int    `json:"by_kind"`
	ByLanguage  map[string]int    `json:"by_language"`
	ByCountry   map[string]int    `json:"by_country"`
	Independent map[string]int    `json:"independent"` // domestic publishers of a country
	Polled      map[string]int    `json:"polled"`      // those of them that are watched
}

// Tally counts the outlets, feeds, countries, languages and publishers.
func (c *Catalog) Tally() Tally {
	t := Tally{
		ByLane: map[news.Lane]int{}, ByKind: map[string]int{}, ByLanguage: map[string]int{},
		ByCountry: map[string]int{}, Independent: map[string]int{}, Polled: map[string]int{},
	}
	publishers := map[string]bool{}
	all, polled := map[string]bool{}, map[string]bool{}
	for _, o := range c.outlets {
		t.Outlets++
		t.Feeds += len(o.Feeds)
		t.Sitemaps += len(o.Sitemaps)
		if len(o.Feeds) > 0 {
			t.WithFeeds++
		}
		if o.Ownership.Citation != "" {
			t.Cited++
		}
		t.ByLane[o.Lane]++
		t.ByKind[o.Kind]++
		t.ByLanguage[o.Language]++
		t.ByCountry[o.Country]++
		publishers[o.Publisher] = true
		key := o.Country + " " + o.Publisher
		if o.Lane == news.Domestic && !all[key] {
			all[key] = true
			t.Independent[o.Country]++
		}
		if !o.Watch {
			continue
		}
		t.Watched++
		if o.Lane == news.Domestic && !polled[key] {
			polled[key] = true
			t.Polled[o.Country]++
		}
	}
	t.Countries, t.Languages, t.Publishers = len(t.ByCountry), len(t.ByLanguage), len(publishers)
	return t
}

// Thin lists the countries with fewer than three watched domestic publishers,
// sorted by code: those a ledger can never call healthy.
func (t Tally) Thin() []string {
	var thin []string
	for code := range t.ByCountry {
		if t.Polled[code] < healthyPublishers {
			thin = append(thin, code)
		}
	}
	slices.Sort(thin)
	return thin
}

// healthyPublishers is how many independent domestic publishers a country
// needs to be healthy; see the coverage ledger in docs/catalog.md.
const healthyPublishers = 3
