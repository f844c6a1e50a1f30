package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"os"
	"strings"
	"text/tabwriter"
	"time"

	"golang.org/x/term"

	"github.com/overview-news/overview/internal/app"
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
	Country string `placeholder:"CODE" help:"Only those of this country, as FR."`
	JSON    bool   `name:"json" help:"Print one JSON object a line."`
}

// Run lists outlets.
func (c outletsListCmd) Run(ctx context.Context, log *slog.Logger, std streams) error {
	return withDirectory(ctx, log, c.DirectoryConfig, false, func(d *app.Directory) error {
		views, err := d.List(ctx, c.Country)
		if err != nil {
			return err
		}
		if c.JSON {
			return printJSON(std.out, views)
		}
		t := newTable(std.out, "ID", "COUNTRY", "LANGUAGE", "KIND", "FEEDS", "STATE", "NAME")
		for _, v := range views {
			t.row(v.ID, v.Country, v.Language, v.Kind, fmt.Sprint(len(v.Feeds)+len(v.Sitemaps)), v.State, v.Name)
		}
		return t.end()
	})
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
			if v.ID != c.ID {
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

func printOutlet(w io.Writer, v app.OutletView) error {
	t := newTable(w)
	for _, f := range [][2]string{
		{"id", v.ID}, {"name", v.Name}, {"native name", v.NativeName}, {"home", v.Home}, {"country", v.Country},
		{"based in", v.BasedIn}, {"language", v.Language}, {"kind", v.Kind}, {"reach", v.Reach}, {"lane", string(v.Lane)},
		{"owner", strings.TrimSpace(v.Ownership.Type + " " + v.Ownership.Owner)}, {"says who", v.Ownership.Citation},
		{"publisher", v.Publisher}, {"licence", v.Licence}, {"listed in", v.Origin}, {"state", v.State}, {"notes", v.Notes},
	} {
		if f[1] != "" {
			t.row(f[0], f[1])
		}
	}
	asked := map[string]bool{}
	for _, h := range v.Health {
		asked[h.URL] = true
		t.row("feed", h.URL)
		said := fmt.Sprintf("%s, %d entries", h.State, h.Entries)
		if !h.Answered.IsZero() {
			said += ", answered " + h.Answered.Format(time.RFC3339)
		}
		if h.Fault != "" {
			said += ", " + h.Fault + ": " + h.Detail
		}
		t.row("", said)
	}
	for _, f := range append(v.Feeds, v.Sitemaps...) {
		if !asked[f.URL] {
			t.row("feed", f.URL)
		}
	}
	return t.end()
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
