package catalog

import (
	"cmp"
	"slices"

	"github.com/overview-news/overview/geo"
	"github.com/overview-news/overview/internal/news"
)

// Rounds says in which round each watched outlet is first polled by a new
// installation: round 0 has the one outlet of every country that most likely
// answers and speaks for it, round 1 the next, and so on. Within a country
// domestic outlets come before others, its official languages before others,
// then the better evidence, then the id.
func (c *Catalog) Rounds() map[string]int {
	rounds := make(map[string]int, len(c.outlets))
	for start := 0; start < len(c.outlets); {
		own := c.Country(c.outlets[start].Country)
		start += len(own)
		official := map[string]bool{}
		if country, ok := geo.Lookup(own[0].Country); ok {
			for _, l := range country.Languages {
				official[l] = true
			}
		}
		var watched []Outlet
		for _, o := range own {
			if o.Watch {
				watched = append(watched, o)
			}
		}
		slices.SortStableFunc(watched, func(a, b Outlet) int {
			return cmp.Or(
				first(a.Lane == news.Domestic, b.Lane == news.Domestic),
				first(official[a.Language], official[b.Language]),
				cmp.Compare(level(a), level(b)),
				cmp.Compare(b.Evidence.Lists, a.Evidence.Lists),
			)
		})
		for round, o := range watched {
			rounds[o.ID] = round
		}
	}
	return rounds
}

// first orders true before false.
func first(a, b bool) int {
	switch {
	case a == b:
		return 0
	case a:
		return -1
	}
	return 1
}

// level is the place of an outlet's evidence in Levels, unknown last.
func level(o Outlet) int {
	if i := slices.Index(Levels, o.Evidence.Level); i >= 0 {
		return i
	}
	return len(Levels)
}
