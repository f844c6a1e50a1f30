package app

import (
	"bufio"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"strings"

	"github.com/overview-news/overview/feed/opml"
	"github.com/overview-news/overview/geo"
	"github.com/overview-news/overview/internal/catalog"
)

// Export prints the outlets of a country, or all if it is empty, as opml,
// jsonl or yaml. Reading any of them gives the same feeds.
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
		return writeListed(w, outlets)
	case "yaml":
		heading := "Outlets of Overview. Every entry names its own country."
		return catalog.WriteYAML(w, heading, "", outlets)
	}
	return fmt.Errorf("there is no format %q; use opml, jsonl or yaml", format)
}

// opmlOf has a folder for every country, and for an outlet of no country the
// folders that its feeds came in.
func opmlOf(outlets []catalog.Outlet) opml.List {
	l := opml.List{Title: "Overview: outlets"}
	for _, o := range outlets {
		for _, f := range o.Feeds {
			row := opml.Row{URL: f.URL, Name: o.Name, Home: o.Home, Language: f.Language, Fate: opml.Feed}
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
			l.Rows = append(l.Rows, row)
		}
	}
	return l
}

func paths(scope string) [][]string {
	var out [][]string
	for path := range strings.SplitSeq(scope, ", ") {
		out = append(out, strings.Split(path, "/"))
	}
	return out
}

// writeListed writes one object a line, as imports read them.
func writeListed(w io.Writer, outlets []catalog.Outlet) error {
	b := bufio.NewWriter(w)
	enc := json.NewEncoder(b)
	enc.SetEscapeHTML(false)
	for _, o := range outlets {
		l := catalog.Listed{Name: o.Name, Home: o.Home, Country: o.Country, Language: o.Language, Feeds: []string{}}
		for i, f := range o.Feeds {
			l.Feeds = append(l.Feeds, f.URL)
			if i == 0 {
				l.Scope = f.Scope
			} else if l.Scope != f.Scope {
				l.Scope = catalog.ScopeGeneral
			}
		}
		if err := enc.Encode(l); err != nil {
			return fmt.Errorf("write outlet %s: %w", o.ID, err)
		}
	}
	return b.Flush()
}
