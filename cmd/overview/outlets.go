package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"os"
	"slices"
	"strings"
	"text/tabwriter"
	"time"

	"golang.org/x/term"

	"github.com/overview-news/overview/geo"
	"github.com/overview-news/overview/internal/app"
	"github.com/overview-news/overview/internal/catalog"
	"github.com/overview-news/overview/internal/news"
)

// outletsCmd shows and changes the list of outlets.
type outletsCmd struct {
	List     outletsListCmd     `cmd:"" help:"List the outlets."`
	Show     outletsShowCmd     `cmd:"" help:"Show what is known of one outlet."`
	Check    outletsCheckCmd    `cmd:"" help:"Check the list, or ask every feed of it."`
	Discover outletsDiscoverCmd `cmd:"" help:"Find the feeds that a home page offers."`
	Import   outletsImportCmd   `cmd:"" help:"Add the outlets of a list to those of the catalog."`
	Export   outletsExportCmd   `cmd:"" help:"Print the outlets as OPML, JSON Lines or YAML."`
	Add      outletsAddCmd      `cmd:"" help:"Add one outlet by the address of its feed."`
	Disable  outletsDisableCmd  `cmd:"" help:"Stop polling an outlet."`
}

// withDirectory opens the list of outlets, runs f and closes it.
func withDirectory(ctx context.Context, log *slog.Logger, cfg app.DirectoryConfig, write bool, f func(*app.Directory) error) error {
	d, err := app.OpenDirectory(ctx, log, cfg, write)
	if err != nil {
		return err
	}
	return errors.Join(f(d), d.Close())
}

// outletsListCmd lists outlets.
type outletsListCmd struct {
	app.DirectoryConfig
	Country string `placeholder:"COUNTRY" help:"Only those of this country, by code or name."`
	State   string `placeholder:"STATE" help:"Only those in this state: working, waiting, failing, listed, disabled, or what a check found of one of their feeds, as dead."`
	JSON    bool   `name:"json" help:"Print one JSON object a line."`
}

// Run lists outlets.
func (c outletsListCmd) Run(ctx context.Context, log *slog.Logger, std streams) error {
	country, err := countryOf(c.Country)
	if err := errors.Join(err, c.known()); err != nil {
		return err
	}
	return withDirectory(ctx, log, c.DirectoryConfig, false, func(d *app.Directory) error {
		views, err := d.List(ctx, country.Code)
		if err != nil {
			return err
		}
		if c.State != "" {
			views = slices.DeleteFunc(views, func(v app.OutletView) bool { return !v.Is(c.State) })
		}
		if len(views) == 0 {
			fmt.Fprintln(std.err, "no outlet"+ofCountry(country)+ofState(c.State)+" is listed")
		}
		if c.JSON {
			return printJSON(std.out, views)
		}
		t := newTable(std.out, "ID", "COUNTRY", "LANGUAGE", "KIND", "FEEDS", "STATE", "ANSWERED", "CHECK", "NAME")
		for _, v := range views {
			t.row(v.ID, v.Country, v.Language, v.Kind, fmt.Sprint(len(v.Feeds)+len(v.Sitemaps)), v.State, dayOf(v.Answered), string(v.Check), v.Name)
		}
		return t.end()
	})
}

// countryOf is the country that people name, by code or by name; the zero
// country where they name none.
func countryOf(name string) (geo.Country, error) {
	if strings.TrimSpace(name) == "" {
		return geo.Country{}, nil
	}
	c, ok := geo.Find(name)
	if !ok {
		return geo.Country{}, fmt.Errorf("there is no country %q; name it by its code or in English, as KE or Kenya", name)
	}
	return c, nil
}

// ofCountry is " of Kenya" for a sentence, "" for the zero country.
func ofCountry(c geo.Country) string {
	if c.Code == "" {
		return ""
	}
	return " of " + c.Name
}

// ofState is " in the state dead" for a sentence, "" for no state.
func ofState(state string) string {
	if state == "" {
		return ""
	}
	return " in the state " + state
}

// known reports a state that there is not.
func (c outletsListCmd) known() error {
	states := app.OutletStates()
	for _, s := range news.CheckStates() {
		states = append(states, string(s))
	}
	if c.State == "" || slices.Contains(states, c.State) {
		return nil
	}
	return fmt.Errorf("there is no state %q: the states are %s", c.State, strings.Join(states, ", "))
}

// outletsShowCmd shows one outlet.
type outletsShowCmd struct {
	app.DirectoryConfig
	ID   string `arg:"" help:"The outlet's id, as list prints it."`
	JSON bool   `name:"json" help:"Print a JSON object."`
}

// Run shows an outlet.
func (c outletsShowCmd) Run(ctx context.Context, log *slog.Logger, std streams) error {
	return withDirectory(ctx, log, c.DirectoryConfig, false, func(d *app.Directory) error {
		views, err := d.List(ctx, "")
		if err != nil {
			return err
		}
		for _, v := range views {
			if !strings.EqualFold(v.ID, c.ID) {
				continue
			}
			if c.JSON {
				return printJSON(std.out, []app.OutletView{v})
			}
			return printOutlet(std.out, v)
		}
		return fmt.Errorf("there is no outlet %q; \"overview outlets list\" names them", c.ID)
	})
}

// printOutlet prints what a list says of an outlet, each value with the place
// where it is written if that is another than the outlet's, and what polling
// and checks found of its feeds.
func printOutlet(w io.Writer, v app.OutletView) error {
	t := newTable(w)
	written := v.At.String()
	if written == "" {
		written = v.Origin
	}
	for _, f := range [][3]string{
		{"id", v.ID}, {"name", v.Name, "name"}, {"native name", v.NativeName, "native_name"}, {"home", v.Home, "home"},
		{"country", v.Country, "country"}, {"based in", v.BasedIn, "based_in"}, {"language", v.Language, "language"},
		{"kind", v.Kind, "kind"}, {"reach", v.Reach, "reach"}, {"lane", string(v.Lane), "lane"},
		{"owner", strings.TrimSpace(v.Ownership.Type + " " + v.Ownership.Owner), "ownership"}, {"says who", v.Ownership.Citation},
		{"as of", v.Ownership.AsOf}, {"publisher", v.Publisher, "publisher"}, {"licence", v.Licence, "licence"},
		{"display", string(v.Display), "display"}, {"provenance", strings.Join(v.Provenance, ", "), "provenance"},
		{"keep", v.Extract.Keep, "extract"}, {"drop", v.Extract.Drop, "extract"},
		{"notes", v.Notes, "notes"}, {"listed in", written}, {"polled", fmt.Sprint(v.Watch), "watch"}, {"state", v.State},
	} {
		if f[1] == "" {
			continue
		}
		if at, ok := v.Fields[f[2]]; ok {
			t.row(f[0], f[1], "("+at.String()+")")
			continue
		}
		t.row(f[0], f[1])
	}
	for _, f := range v.Feeds {
		printFeed(t, v, "feed", f)
	}
	for _, f := range v.Sitemaps {
		printFeed(t, v, "sitemap", f)
	}
	return t.end()
}

// printFeed prints what is known of one feed.
func printFeed(t *table, v app.OutletView, kind string, f catalog.Feed) {
	t.row(kind, f.URL)
	t.row("", f.Scope+" "+f.Language)
	for _, h := range v.Health {
		if h.URL != f.URL {
			continue
		}
		said := fmt.Sprintf("polled: %s, %d entries", h.State, h.Entries)
		if !h.Answered.IsZero() {
			said += ", answered " + h.Answered.Format(time.RFC3339)
		}
		if h.Fault != "" {
			said += ", " + h.Fault + ": " + h.Detail
		}
		t.row("", said)
	}
	for _, c := range v.Checks {
		if c.URL != f.URL {
			continue
		}
		t.row("", fmt.Sprintf("checked %s: %s since %s, score %.4g of %d checks, %s", dayOf(c.At), c.State, dayOf(c.Since), c.Score, c.Checks, c.Evidence))
		if p, ok := c.Proposal(); ok {
			t.row("", fmt.Sprintf("proposed: %s, because %s; %s", p.Kind, p.Reason, p.Suggestion))
		} else if c.Suggestion != "" {
			t.row("", c.Suggestion)
		}
	}
}

// table prints rows: aligned on a terminal, else with a tab between cells.
type table struct {
	w   *tabwriter.Writer
	raw io.Writer
	err error
}

func newTable(w io.Writer, heads ...string) *table {
	t := &table{raw: w}
	if isTerminal(w) {
		t.w = tabwriter.NewWriter(w, 0, 0, 2, ' ', 0)
		if len(heads) > 0 {
			t.row(heads...)
		}
	}
	return t
}

// row prints cells. What strangers wrote cannot break out of its cell.
func (t *table) row(cells ...string) {
	for i, c := range cells {
		cells[i] = oneLine(c)
	}
	line := strings.Join(cells, "\t") + "\n"
	var err error
	if t.w != nil {
		_, err = io.WriteString(t.w, line)
	} else {
		_, err = io.WriteString(t.raw, line)
	}
	t.err = errors.Join(t.err, err)
}

func (t *table) end() error {
	if t.w != nil {
		t.err = errors.Join(t.err, t.w.Flush())
	}
	return t.err
}

// oneLine is s without control characters, which could move a terminal's
// cursor.
func oneLine(s string) string {
	return strings.Map(func(r rune) rune {
		if r < ' ' || r >= 0x7f && r < 0xa0 {
			return ' '
		}
		return r
	}, s)
}

func isTerminal(w io.Writer) bool {
	f, ok := w.(*os.File)
	return ok && term.IsTerminal(int(f.Fd()))
}

// printJSON prints one object a line.
func printJSON[T any](w io.Writer, rows []T) error {
	enc := json.NewEncoder(w)
	enc.SetEscapeHTML(false)
	for _, row := range rows {
		if err := enc.Encode(row); err != nil {
			return err
		}
	}
	return nil
}
