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
	Note   string `json:"note,omitempty"`   // what is not kept of it

	id string // that the row names; "" if none
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
	if r.Note != "" {
		s += "; " + r.Note
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
	// stored says that the outlets go into the store: it keeps feeds that are
	// polled, and is told nothing that the list does not say.
	stored bool
	// fixed says that the outlet with an id is not the store's to change; nil
	// for none.
	fixed func(id string) bool
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
		listed, rows, err = l.yaml()
	}
	if err != nil {
		return nil, nil, fmt.Errorf("read outlets from %s: %w", l.name, err)
	}
	outlets, settled := l.settle(listed)
	follow(rows, settled)
	rows = append(rows, settled...)
	sortRows(rows)
	return outlets, rows, nil
}

// follow gives the further rows of an entry the fate of its first, where that
// is not taken or known before.
func follow(rows, first []OutletRow) {
	fates := map[string]catalog.Fate{}
	for _, r := range first {
		fates[r.id] = r.Fate
	}
	for i, r := range rows {
		f, ok := fates[r.Outlet]
		switch {
		case r.Kind != catalog.Joined || !ok:
		case f.Kind == catalog.Refused:
			rows[i].Fate = catalog.Fate{At: r.At, Kind: catalog.Refused, What: "rejected: so is the first row of " + r.Outlet}
		case f.Kind == catalog.Same:
			rows[i].Kind, rows[i].What = f.Kind, f.What
		}
	}
}

// settle makes outlets of the entries of a list and says what became of each.
func (l outletList) settle(listed []catalog.Listed) ([]catalog.Outlet, []OutletRow) {
	var rows []OutletRow
	kept := listed[:0]
	for _, row := range listed {
		if why := l.refuses(row); why != "" {
			rows = append(rows, rowOf(row, catalog.Fate{At: row.At, Kind: catalog.Refused, What: "rejected: " + why}))
			continue
		}
		kept = append(kept, l.asStored(row))
	}
	outlets, fates := catalog.FromList(kept, l.known)
	if l.stored {
		unstate(outlets, kept, fates)
	}
	for i, f := range fates {
		if f.Kind == catalog.Changed && l.fixed != nil && l.fixed(f.Outlet) {
			id := f.Outlet
			outlets = slices.DeleteFunc(outlets, func(o catalog.Outlet) bool { return o.ID == id })
			f = catalog.Fate{At: f.At, Kind: catalog.Refused, What: "rejected: it " + f.What + " " + id +
				", which the catalog holds: write that into a file of --overrides"}
		}
		row := rowOf(kept[i], f)
		row.Note = l.note(kept[i], f)
		rows = append(rows, row)
	}
	return outlets, rows
}

// listedOnly is said of an outlet with feeds that its list does not have
// polled.
const listedOnly = "listed only: its feeds are not kept"

// note says what is not kept of a row that goes into the store; what the
// catalog holds is kept there.
func (l outletList) note(row catalog.Listed, f catalog.Fate) string {
	e := row.Entry
	if !l.stored || !f.OK || e == nil || e.Watch || len(row.Feeds) == 0 || l.fixed != nil && l.fixed(f.Outlet) {
		return ""
	}
	return listedOnly
}

// asStored is a row without what the store would not keep of it: the feeds of
// an outlet that is listed without being polled. Were they compared, each
// import of the list would change them.
func (l outletList) asStored(row catalog.Listed) catalog.Listed {
	if e := row.Entry; l.stored && e != nil && !e.Watch && len(e.Feeds)+len(e.Sitemaps) > 0 {
		bare := *e
		bare.Feeds, bare.Sitemaps = nil, nil
		row.Entry = &bare
		if len(row.Feeds) == 0 {
			row.Feeds = []string{e.Sitemaps[0].URL}
		}
	}
	return row
}

// unstate takes kind and reach from outlets that were made of mere feeds: no
// list said them.
func unstate(outlets []catalog.Outlet, rows []catalog.Listed, fates []catalog.Fate) {
	made := map[string]bool{}
	for i, f := range fates {
		if f.Kind == catalog.Added && rows[i].Entry == nil {
			made[f.Outlet] = true
		}
	}
	for i := range outlets {
		if made[outlets[i].ID] {
			outlets[i].Kind, outlets[i].Reach = "", ""
		}
	}
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
	feeds := slices.Clone(row.Feeds)
	if row.Entry != nil {
		for _, f := range slices.Concat(row.Entry.Feeds, row.Entry.Sitemaps) {
			feeds = append(feeds, f.URL)
		}
	}
	for _, u := range feeds {
		if l.guarded && strings.HasPrefix(u, "http") && !fetch.MayConnect(u, l.allow) {
			return "the address leads into our own network; allow its range with --allow-cidr if you mean it"
		}
	}
	return ""
}

func rowOf(l catalog.Listed, f catalog.Fate) OutletRow {
	r := OutletRow{Fate: f, Name: l.Name}
	if l.Entry != nil {
		r.id = l.Entry.ID
	}
	if len(l.Feeds) > 0 {
		r.Feed = l.Feeds[0]
	}
	if l.Scope != catalog.ScopeGeneral {
		r.Folder = l.Scope
	}
	return r
}

// yaml reads a list in the catalog's own form. An entry with a mistake is a
// row that is refused, and in a list that is not imported an error.
func (l outletList) yaml() ([]catalog.Listed, []OutletRow, error) {
	patches, problems := catalog.ReadYAML(l.name, bytes.NewReader(l.raw))
	errs := catalog.Errors(problems)
	if len(errs) > 0 && (!l.guarded || len(patches) == 0) {
		return nil, nil, joined(errs)
	}
	var rows []OutletRow
	for _, p := range errs {
		at := p.At
		p.At = catalog.Position{} // the row says it
		rows = append(rows, OutletRow{Fate: catalog.Fate{At: at, Kind: catalog.Refused, What: "rejected: " + p.String()}})
	}
	var listed []catalog.Listed
	for _, o := range catalog.FromPatches(patches) {
		row := catalog.Listed{Name: o.Name, At: o.At, Entry: &o}
		for _, f := range o.Feeds {
			row.Feeds = append(row.Feeds, f.URL)
		}
		listed = append(listed, row)
	}
	return listed, rows, nil
}

// readOPML reads the outlines of a list. Those that name an outlet's id are
// gathered into its entry, the others are feeds of a plain list.
func readOPML(name string, raw []byte) ([]catalog.Listed, []OutletRow, error) {
	list, err := opml.ParseOwn(raw, own)
	if err != nil {
		return nil, nil, err
	}
	var out []catalog.Listed
	var rows []OutletRow
	entries := map[string]*catalog.Outlet{}
	for i, r := range list.Rows {
		at := catalog.Position{File: name, Line: i + 1}
		id := r.Own["id"]
		switch {
		case r.Fate == opml.Feed && id == "":
			out = append(out, plain(r, at))
		case r.Fate == opml.Feed || r.Fate == opml.NotFeed && id != "":
			o, known := entries[id]
			if !known {
				first := fromOwn(r)
				o = &first
				entries[id] = o
				out = append(out, catalog.Listed{Name: r.Name, Home: r.Home, Entry: o, At: at})
			} else {
				rows = append(rows, OutletRow{Fate: catalog.Fate{At: at, Kind: catalog.Joined, What: "joined to", Outlet: id, OK: true},
					Feed: r.URL, Name: r.Name})
			}
			if r.Fate == opml.Feed {
				o.Feeds = append(o.Feeds, catalog.Feed{URL: r.URL, Scope: r.Own["scope"], Language: r.Language})
			}
		default:
			rows = append(rows, OutletRow{Fate: catalog.Fate{At: at, Kind: catalog.Refused, What: string(r.Fate) + ": " + r.Reason},
				Feed: r.URL, Name: r.Name, Folder: strings.Join(r.Path, "/")})
		}
	}
	for i := range out {
		if o := out[i].Entry; o != nil && len(o.Feeds) > 0 {
			out[i].Feeds = []string{o.Feeds[0].URL}
		}
	}
	if list.Problem != "" || list.Truncated {
		rows = append(rows, OutletRow{Fate: catalog.Fate{At: catalog.Position{File: name, Line: len(list.Rows) + 1},
			Kind: catalog.Refused, What: firstOf(list.Problem, "there are more rows than are read")}})
	}
	return out, rows, nil
}

// plain is an outline of a list that knows nothing of ours.
func plain(r opml.Row, at catalog.Position) catalog.Listed {
	l := catalog.Listed{Name: r.Name, Home: r.Home, Feeds: []string{r.URL}, At: at}
	if tag, ok := language.Parse(r.Language); ok && tag.Known() {
		l.Language = string(tag) // a slip in an attribute must not cost the feed
	}
	l.Country, l.Scope = place(r)
	return l
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
