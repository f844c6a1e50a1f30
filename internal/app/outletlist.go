package app

import (
	"bytes"
	"cmp"
	"fmt"
	"net/netip"
	"slices"
	"strings"

	"github.com/overview-news/overview/feed/opml"
	"github.com/overview-news/overview/geo"
	"github.com/overview-news/overview/internal/catalog"
	"github.com/overview-news/overview/internal/fetch"
	"github.com/overview-news/overview/text/language"
)

// OutletRow is what became of one row of a list of outlets.
type OutletRow struct {
	catalog.Fate
	Feed   string `json:"feed,omitempty"` // its address, the first of several
	Name   string `json:"name,omitempty"`
	Folder string `json:"folder,omitempty"` // where an OPML file has it, outermost first
}

// String is the row in one line.
func (r OutletRow) String() string {
	s := r.Fate.String()
	if r.Feed != "" {
		s += ": " + r.Feed
	}
	if r.Folder != "" {
		s += " (in " + r.Folder + ")"
	}
	return s
}

// outletList is a list of outlets to be read.
type outletList struct {
	name  string
	raw   []byte
	known *catalog.Catalog // what is there already; may be nil
	// guarded says that addresses inside our own network are refused, but for
	// the ranges of allow. The files of a command line name what they want.
	guarded bool
	allow   []netip.Prefix
}

// parseOutlets reads a list, whose kind is told by how it begins, and says
// what became of each of its rows. An odd row costs no other one.
func parseOutlets(l outletList) ([]catalog.Outlet, []OutletRow, error) {
	head := bytes.TrimLeft(l.raw[:min(len(l.raw), 512)], "\ufeff \t\r\n")
	var listed []catalog.Listed
	var rows []OutletRow
	var err error
	switch {
	case len(head) == 0:
		return nil, nil, fmt.Errorf("%s is empty: it should list outlets", l.name)
	case head[0] == '<':
		listed, rows, err = readOPML(l.name, l.raw)
	case head[0] == '{':
		var fates []catalog.Fate
		listed, fates, err = catalog.ReadJSONLines(l.name, bytes.NewReader(l.raw))
		for _, f := range fates {
			rows = append(rows, OutletRow{Fate: f})
		}
	case isAddressList(head):
		listed, err = catalog.ReadAddresses(l.name, bytes.NewReader(l.raw))
	default:
		return l.yaml()
	}
	if err != nil {
		return nil, nil, fmt.Errorf("read outlets from %s: %w", l.name, err)
	}
	kept := listed[:0]
	for _, row := range listed {
		if why := l.refuses(row); why != "" {
			rows = append(rows, rowOf(row, catalog.Fate{At: row.At, What: "rejected: " + why}))
			continue
		}
		kept = append(kept, row)
	}
	outlets, fates := catalog.FromList(kept, l.known)
	for i, f := range fates {
		rows = append(rows, rowOf(kept[i], f))
	}
	sortRows(rows)
	return outlets, rows, nil
}

// isAddressList reports whether a list begins as one of addresses does: with
// one, or with a comment before one.
func isAddressList(head []byte) bool {
	for line := range bytes.Lines(head) {
		line = bytes.TrimSpace(line)
		if len(line) == 0 || line[0] == '#' {
			continue
		}
		return bytes.HasPrefix(line, []byte("http://")) || bytes.HasPrefix(line, []byte("https://"))
	}
	return false
}

// refuses says why a row must not be taken; "" if it may.
func (l outletList) refuses(row catalog.Listed) string {
	for _, u := range row.Feeds {
		if l.guarded && strings.HasPrefix(u, "http") && !fetch.MayConnect(u, l.allow) {
			return "the address leads into our own network; allow its range with --allow-cidr if you mean it"
		}
	}
	return ""
}

func rowOf(l catalog.Listed, f catalog.Fate) OutletRow {
	r := OutletRow{Fate: f, Name: l.Name}
	if len(l.Feeds) > 0 {
		r.Feed = l.Feeds[0]
	}
	if l.Scope != catalog.ScopeGeneral {
		r.Folder = l.Scope
	}
	return r
}

// yaml reads a list in the catalog's own form. Entries that known has are not
// added again.
func (l outletList) yaml() ([]catalog.Outlet, []OutletRow, error) {
	patches, problems := catalog.ReadYAML(l.name, bytes.NewReader(l.raw))
	if errs := catalog.Errors(problems); len(errs) > 0 {
		return nil, nil, joined(errs)
	}
	var outlets []catalog.Outlet
	var rows []OutletRow
	for _, o := range catalog.FromPatches(patches) {
		row := OutletRow{Name: o.Name, Fate: catalog.Fate{At: o.At, What: "added as", Outlet: o.ID, OK: true}}
		if len(o.Feeds) > 0 {
			row.Feed = o.Feeds[0].URL
		}
		if l.known != nil {
			if _, exists := l.known.Lookup(o.ID); exists {
				row.What = "already listed as"
				rows = append(rows, row)
				continue
			}
		}
		outlets = append(outlets, o)
		rows = append(rows, row)
	}
	return outlets, rows, nil
}

func readOPML(name string, raw []byte) ([]catalog.Listed, []OutletRow, error) {
	list, err := opml.Parse(raw)
	if err != nil {
		return nil, nil, err
	}
	var out []catalog.Listed
	var rows []OutletRow
	for i, r := range list.Rows {
		at := catalog.Position{File: name, Line: i + 1}
		if r.Fate != opml.Feed {
			rows = append(rows, OutletRow{Fate: catalog.Fate{At: at, What: string(r.Fate) + ": " + r.Reason},
				Feed: r.URL, Name: r.Name, Folder: strings.Join(r.Path, "/")})
			continue
		}
		l := catalog.Listed{Name: r.Name, Home: r.Home, Feeds: []string{r.URL}, At: at}
		if tag, ok := language.Parse(r.Language); ok && tag.Known() {
			l.Language = string(tag) // a slip in an attribute must not cost the feed
		}
		l.Country, l.Scope = place(r)
		out = append(out, l)
	}
	if list.Problem != "" || list.Truncated {
		rows = append(rows, OutletRow{Fate: catalog.Fate{At: catalog.Position{File: name, Line: len(list.Rows) + 1},
			What: firstOf(list.Problem, "there are more rows than are read")}})
	}
	return out, rows, nil
}

// place is the country and the scope that the folders and categories of an
// outline name. A folder that is a country is one; the others are kept as the
// scope, and so are the categories of an outline without folders.
func place(r opml.Row) (country, scope string) {
	var folders []string
	for _, folder := range r.Path {
		if c, ok := geo.Find(folder); ok {
			country = c.Code
			continue
		}
		folders = append(folders, folder)
	}
	if len(folders) > 0 {
		return country, strings.Join(folders, "/")
	}
	var categories []string
	for _, path := range r.Categories {
		categories = append(categories, strings.Join(path, "/"))
	}
	return country, strings.Join(categories, ", ")
}

// sortRows puts rows in the order of their list.
func sortRows(rows []OutletRow) {
	slices.SortStableFunc(rows, func(a, b OutletRow) int { return cmp.Compare(a.At.Line, b.At.Line) })
}

func firstOf(values ...string) string {
	for _, v := range values {
		if v != "" {
			return v
		}
	}
	return ""
}
