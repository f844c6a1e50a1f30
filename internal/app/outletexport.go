package app

import (
	"context"
	"fmt"
	"io"
	"maps"
	"slices"
	"strconv"
	"strings"

	"github.com/overview-news/overview/feed/opml"
	"github.com/overview-news/overview/geo"
	"github.com/overview-news/overview/internal/catalog"
	"github.com/overview-news/overview/internal/news"
)

// Export prints the outlets of a country, or all if it is empty, as opml,
// jsonl or yaml. Reading any of them gives the same outlets with the same ids;
// OPML leaves out how sure the list is of a feed.
func (d *Directory) Export(ctx context.Context, w io.Writer, format, country string) error {
	views, err := d.List(ctx, country)
	if err != nil {
		return err
	}
	outlets := make([]catalog.Outlet, len(views))
	for i, v := range views {
		outlets[i] = v.Outlet
	}
	switch format {
	case "opml":
		return opml.Write(w, opmlOf(outlets), d.clk.Now())
	case "jsonl":
		return catalog.WriteJSONLines(w, outlets)
	case "yaml":
		heading := "Outlets of Overview. Every entry names its own country."
		if slices.ContainsFunc(outlets, func(o catalog.Outlet) bool { return o.Country == "" }) {
			heading = "Outlets of Overview. Every entry names its own country, where one is known."
		}
		return catalog.WriteYAML(w, heading, "", outlets)
	}
	return fmt.Errorf("there is no format %q; use opml, jsonl or yaml", format)
}

// own are the attributes in which OPML carries what it has no place for. Those
// of an outlet stand in its first outline, the id in all.
var own = opml.Own{Prefix: "overview", Space: "https://github.com/overview-news/overview/blob/main/docs/catalog.md#opml",
	Names: []string{"id", "scope", "nativeName", "country", "basedIn", "language", "kind", "reach", "lane", "publisher", "ownerType", "owner",
		"ownerCitation", "ownerAsOf", "licence", "display", "watch", "provenance", "notes", "sitemaps", "keep", "drop"}}

// opmlOf has a folder for every country, and for an outlet of no country the
// folders that its feeds came in. An outlet without feeds is a link to its
// page.
func opmlOf(outlets []catalog.Outlet) opml.List {
	l := opml.List{Title: "Overview: outlets", Own: own}
	for _, o := range outlets {
		rows := rowsOf(o)
		if len(rows) == 0 {
			rows = []opml.Row{{URL: o.Home, Name: o.Name, Fate: opml.NotFeed, Own: map[string]string{}}}
			if c, ok := geo.Lookup(o.Country); ok {
				rows[0].Path = []string{c.Name}
			}
		}
		maps.Copy(rows[0].Own, ownOf(o))
		l.Rows = append(l.Rows, rows...)
	}
	return l
}

// rowsOf are the feeds of an outlet.
func rowsOf(o catalog.Outlet) []opml.Row {
	var rows []opml.Row
	for _, f := range o.Feeds {
		row := opml.Row{URL: f.URL, Name: o.Name, Home: o.Home, Language: f.Language, Fate: opml.Feed,
			Own: map[string]string{"id": o.ID, "scope": f.Scope}}
		if c, ok := geo.Lookup(o.Country); ok {
			row.Path = []string{c.Name}
		}
		switch {
		case f.Scope == "" || f.Scope == catalog.ScopeGeneral:
		case strings.Contains(f.Scope, ", "):
			row.Categories = paths(f.Scope)
		case len(row.Path) == 0:
			row.Path = strings.Split(f.Scope, "/")
		default:
			row.Categories = paths(f.Scope)
		}
		rows = append(rows, row)
	}
	return rows
}

func paths(scope string) [][]string {
	var out [][]string
	for path := range strings.SplitSeq(scope, ", ") {
		out = append(out, strings.Split(path, "/"))
	}
	return out
}

// ownOf are the own attributes of an outlet.
func ownOf(o catalog.Outlet) map[string]string {
	var sitemaps []string
	for _, f := range o.Sitemaps {
		sitemaps = append(sitemaps, f.URL)
	}
	return map[string]string{
		"id": o.ID, "nativeName": o.NativeName, "country": o.Country, "basedIn": o.BasedIn, "language": o.Language, "kind": o.Kind,
		"reach": o.Reach, "lane": string(o.Lane), "publisher": o.Publisher, "ownerType": o.Ownership.Type, "owner": o.Ownership.Owner,
		"ownerCitation": o.Ownership.Citation, "ownerAsOf": o.Ownership.AsOf, "licence": o.Licence, "display": string(o.Display),
		"watch": strconv.FormatBool(o.Watch), "provenance": strings.Join(o.Provenance, " | "), "notes": o.Notes,
		"sitemaps": strings.Join(sitemaps, " "), "keep": o.Extract.Keep, "drop": o.Extract.Drop,
	}
}

// fromOwn is the outlet that the own attributes of an outline describe,
// without its feeds.
func fromOwn(r opml.Row) catalog.Outlet {
	a := r.Own
	o := catalog.Outlet{
		ID: a["id"], Name: r.Name, NativeName: a["nativeName"], Home: r.Home, Country: a["country"], BasedIn: a["basedIn"],
		Language: a["language"], Kind: a["kind"], Reach: a["reach"], Lane: news.Lane(a["lane"]), Publisher: a["publisher"],
		Ownership: catalog.Ownership{Type: a["ownerType"], Owner: a["owner"], Citation: a["ownerCitation"], AsOf: a["ownerAsOf"]},
		Extract:   catalog.Hints{Keep: a["keep"], Drop: a["drop"]},
		Licence:   a["licence"], Display: news.Display(a["display"]), Notes: a["notes"], Watch: a["watch"] != "false",
	}
	if r.Fate == opml.NotFeed {
		o.Home = r.URL
	}
	if p := a["provenance"]; p != "" {
		o.Provenance = strings.Split(p, " | ")
	}
	for _, u := range strings.Fields(a["sitemaps"]) {
		o.Sitemaps = append(o.Sitemaps, catalog.Feed{URL: u})
	}
	return o
}
