package catalog

import "github.com/overview-news/overview/internal/news"

// A Record is how well the ownership of a country's press is documented. It
// counts domestic publishers: one is cited if any of its outlets has an
// ownership type with a citation, and state-owned if one of those says so.
type Record struct {
	Publishers int `json:"publishers"`
	Cited      int `json:"cited"`
	State      int `json:"state"`
}

// Record counts the domestic publishers of one country.
func (c *Catalog) Record(country string) Record {
	types := map[string]string{} // publisher → type; "state" wins
	for _, o := range c.Country(country) {
		if o.Lane != news.Domestic {
			continue
		}
		known := types[o.Publisher]
		if o.Ownership.Citation != "" && o.Ownership.Type != "" && known != "state" {
			known = o.Ownership.Type
		}
		types[o.Publisher] = known
	}
	r := Record{Publishers: len(types)}
	for _, t := range types {
		if t != "" {
			r.Cited++
		}
		if t == "state" {
			r.State++
		}
	}
	return r
}

// Documented reports whether at least half of the publishers have a citation;
// where they have not, figures stand beside "ownership not documented".
func (r Record) Documented() bool { return r.Publishers > 0 && 2*r.Cited >= r.Publishers }

// StateOnly reports whether at least four fifths of the publishers are cited
// as state-owned: "state media only".
func (r Record) StateOnly() bool { return r.Publishers > 0 && 5*r.State >= 4*r.Publishers }
