package catalog

import (
	"fmt"

	"github.com/overview-news/overview/internal/news"
	"github.com/overview-news/overview/page/address"
)

// An Outlet is a title that readers know by one name, as the list describes
// it. The JSON names are those of the YAML files.
type Outlet struct {
	ID         string       `json:"id"` // never changes and is never used again
	Name       string       `json:"name"`
	NativeName string       `json:"native_name,omitempty"`
	Home       string       `json:"home"`
	Country    string       `json:"country"` // of the intended audience, alpha-2
	BasedIn    string       `json:"based_in,omitempty"`
	Language   string       `json:"language"` // BCP 47, of its main edition
	Kind       string       `json:"kind"`
	Reach      string       `json:"reach"`
	Lane       news.Lane    `json:"lane"`
	Ownership  Ownership    `json:"ownership,omitzero"`
	Publisher  string       `json:"publisher"` // newsroom family: a registrable domain or a name
	Feeds      []Feed       `json:"feeds,omitempty"`
	Sitemaps   []Feed       `json:"sitemaps,omitempty"`
	Licence    string       `json:"licence,omitempty"` // as the outlet states it
	Display    news.Display `json:"display,omitempty"` // what its licence allows; empty is the default
	Extract    Hints        `json:"extract,omitzero"`
	Provenance []string     `json:"provenance,omitempty"`
	Evidence   Evidence     `json:"evidence,omitzero"`
	Watch      bool         `json:"watch"` // poll its feeds; else it is only listed
	Hide       bool         `json:"hide,omitempty"`
	Notes      string       `json:"notes,omitempty"`

	// At is where the outlet is written. Fields says the same of each field
	// that another file than At's set.
	At     Position            `json:"at,omitzero"`
	Fields map[string]Position `json:"fields,omitempty"`
}

// Ownership is who owns an outlet. It is published only with a citation.
type Ownership struct {
	Type     string `json:"type,omitempty"`
	Owner    string `json:"owner,omitempty"`
	Citation string `json:"citation,omitempty"` // address of the page that says so
	AsOf     string `json:"as_of,omitempty"`    // the citation's date
}

// Hints say where the article is on the outlet's pages, in selectors of package
// page/selector: the last resort where reading them errs.
type Hints struct {
	Keep string `json:"keep,omitempty"` // the elements that hold the text
	Drop string `json:"drop,omitempty"` // those that are read as if they were not there
}

// A Feed is an address to poll: a feed or a news sitemap.
type Feed struct {
	URL      string `json:"url"`
	Scope    string `json:"scope,omitempty"`    // "general" or the section's name
	Language string `json:"language,omitempty"` // BCP 47; the outlet's by default
}

// Evidence is how sure the list is that a feed exists.
type Evidence struct {
	Level   string `json:"level,omitempty"`   // high, medium, low
	Lists   int    `json:"lists,omitempty"`   // independent lists that carry the feed
	Seen    string `json:"seen,omitempty"`    // YYYY-MM: date of the newest of them
	Checked string `json:"checked,omitempty"` // YYYY-MM: a list reports fetching it
}

// Newest is the later of the two dates, empty without any.
func (e Evidence) Newest() string { return max(e.Seen, e.Checked) }

// A Position is a line of a file.
type Position struct {
	File string `json:"file,omitempty"`
	Line int    `json:"line,omitempty"`
}

// String returns file:line.
func (p Position) String() string {
	if p.Line == 0 {
		return p.File
	}
	return fmt.Sprintf("%s:%d", p.File, p.Line)
}

// Origin is where the value of one field comes from.
func (o Outlet) Origin(field string) Position {
	if at, ok := o.Fields[field]; ok {
		return at
	}
	return o.At
}

// The values of the closed fields, in the order documents list them.
var (
	Kinds      = []string{"daily", "weekly", "magazine", "online", "tv", "radio", "broadcaster", "agency"}
	Reaches    = []string{"local", "regional", "national", "international"}
	Lanes      = []string{"domestic", "external", "exile", "agency", "supranational"}
	OwnerTypes = []string{"state", "public", "private", "party", "community", "nonprofit"}
	Displays   = []string{"full", "excerpt", "headline"}
	Levels     = []string{"high", "medium", "low"}
)

// fill sets what an entry may leave out.
func (o *Outlet) fill() {
	if o.Lane == "" {
		o.Lane = news.Domestic
	}
	if o.Publisher == "" {
		o.Publisher = address.Domain(o.Home)
	}
	for _, feeds := range [][]Feed{o.Feeds, o.Sitemaps} {
		for i := range feeds {
			if feeds[i].Language == "" {
				feeds[i].Language = o.Language
			}
			if feeds[i].Scope == "" {
				feeds[i].Scope = ScopeGeneral
			}
		}
	}
}

// ScopeGeneral is the scope of a feed that covers the whole outlet.
const ScopeGeneral = "general"
