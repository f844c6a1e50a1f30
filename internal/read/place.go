package read

import (
	"slices"
	"strings"

	"github.com/overview-news/overview/geo"
	"github.com/overview-news/overview/internal/news"
)

// Place is a country as pages name it.
type Place struct {
	Code string // ISO 3166-1 alpha-2 or XK, upper case; empty is no country
	Name string
	Path string // of its page; empty if it has none
}

// place names the country of code; an unknown code is its own name.
func place(code string) Place {
	if code == "" {
		return Place{Name: "No country"}
	}
	code = strings.ToUpper(code)
	c, ok := geo.Lookup(code)
	if !ok {
		return Place{Code: code, Name: line(code)}
	}
	return Place{Code: code, Name: c.Name, Path: "/" + strings.ToLower(code)}
}

// elsewhere is the region of what is in none.
const elsewhere = "Elsewhere"

// regionOf is the name of the M49 region of a country.
func regionOf(code string) string {
	c, ok := geo.Lookup(code)
	if !ok {
		return elsewhere
	}
	r, ok := geo.LookupRegion(c.Region)
	if !ok {
		return elsewhere
	}
	return r.Name
}

// regionNames are the regions in the order that pages print them.
func regionNames() []string {
	var names []string
	for _, r := range geo.Regions() {
		if r.Parent == "" {
			names = append(names, r.Name)
		}
	}
	return append(names, elsewhere)
}

// listed are the codes of the countries that pages list: those where people
// live, and any other with an outlet or something to count.
func listed(counts map[string]news.CountryCount, p press) []string {
	var codes []string
	for _, c := range geo.All() {
		_, counted := counts[c.Code]
		if _, known := p.country[c.Code]; counted || known || c.Population > 0 {
			codes = append(codes, c.Code)
		}
	}
	return codes
}

// Countries finds the countries whose name or code begins with, or else
// contains, what somebody typed; one that is named exactly stands alone.
func Countries(typed string) []Place {
	typed = strings.ToLower(line(typed))
	if typed == "" {
		return nil
	}
	if c, ok := geo.Find(typed); ok {
		return []Place{place(c.Code)}
	}
	var begin, hold []Place
	for _, c := range geo.All() {
		names := append([]string{c.Name}, c.Aliases...)
		has := func(match func(s, sub string) bool) bool {
			return slices.ContainsFunc(names, func(n string) bool { return match(strings.ToLower(n), typed) })
		}
		switch {
		case has(strings.HasPrefix):
			begin = append(begin, place(c.Code))
		case has(strings.Contains):
			hold = append(hold, place(c.Code))
		}
	}
	if len(begin) > 0 {
		return begin
	}
	return hold
}
