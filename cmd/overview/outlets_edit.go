package main

import (
	"bufio"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"strings"

	"github.com/overview-news/overview/internal/app"
	"github.com/overview-news/overview/internal/catalog"
)

// ranges are the ranges of our own network that lists may name.
type ranges struct {
	AllowCIDR []string `name:"allow-cidr" env:"OVERVIEW_ALLOW_CIDR,OVERVIEW_TEST_ALLOW_CIDR" placeholder:"RANGE" help:"Take addresses in this private or loopback range, as 127.64.0.0/10. Every other such address is refused."`
}

// outletsImportCmd adds the outlets of a list.
type outletsImportCmd struct {
	app.DirectoryConfig
	ranges
	File string `arg:"" help:"OPML, JSON Lines, catalog YAML, or the address of a feed a line; - is standard input."`
	JSON bool   `name:"json" help:"Print what became of each row as one JSON object a line."`
}

// Help is what --help adds.
func (outletsImportCmd) Help() string {
	return `The outlets stay in the store, beside the catalog's, and are polled when Overview
runs next. What became of each row is printed: added, changed, known before, or why
it is not taken; it costs no other row. Importing a list again adds nothing. Entries
with an id of ours, as "overview outlets export" writes them in every format, keep
it with all they say.

  overview outlets import subscriptions.opml
  overview outlets import - < feeds.txt`
}

// Run imports a list.
func (c outletsImportCmd) Run(ctx context.Context, log *slog.Logger, std streams) error {
	file, err := openInput(c.File, std)
	if err != nil {
		return err
	}
	name := c.File
	if name == "-" {
		name = "standard input"
	}
	err = withDirectory(ctx, log, c.DirectoryConfig, true, func(d *app.Directory) error {
		rows, err := d.Import(ctx, name, file, c.AllowCIDR)
		if err != nil {
			return err
		}
		return printRows(std, rows, c.JSON)
	})
	return errors.Join(err, file.Close())
}

func printRows(std streams, rows []app.OutletRow, asJSON bool) error {
	if asJSON {
		return printJSON(std.out, rows)
	}
	w := bufio.NewWriter(std.out)
	counts := map[catalog.FateKind]int{}
	for _, row := range rows {
		counts[row.Kind]++
		fmt.Fprintln(w, oneLine(row.String()))
	}
	fmt.Fprintf(w, "%d rows: %d added, %d joined to one of them, %d changed, %d known before, %d not taken\n", len(rows), counts[catalog.Added],
		counts[catalog.Joined], counts[catalog.Changed], counts[catalog.Same], counts[catalog.Refused])
	return w.Flush()
}

// outletsAddCmd adds one outlet.
type outletsAddCmd struct {
	app.DirectoryConfig
	ranges
	Feed     string `arg:"" help:"Address of its feed. To find it: overview outlets discover."`
	Name     string `placeholder:"NAME" help:"The outlet's name; by default its host."`
	Home     string `placeholder:"URL" help:"Its front page; by default that of the feed's host."`
	Country  string `placeholder:"COUNTRY" help:"Country of its audience, by code or name."`
	Language string `placeholder:"TAG" help:"Its language, as pt-BR."`
}

// Run adds an outlet.
func (c outletsAddCmd) Run(ctx context.Context, log *slog.Logger, std streams) error {
	country, err := countryOf(c.Country)
	if err != nil {
		return err
	}
	line, err := json.Marshal(catalog.Listed{Name: c.Name, Home: c.Home, Country: country.Code, Language: c.Language, Feeds: []string{c.Feed}})
	if err != nil {
		return err
	}
	return withDirectory(ctx, log, c.DirectoryConfig, true, func(d *app.Directory) error {
		rows, err := d.Import(ctx, "add", strings.NewReader(string(line)), c.AllowCIDR)
		if err != nil {
			return err
		}
		for _, row := range rows {
			if !row.OK {
				return errors.New(row.What)
			}
			if _, err := fmt.Fprintln(std.out, row.What, row.Outlet); err != nil {
				return err
			}
		}
		return nil
	})
}

// outletsDisableCmd stops the polls of an outlet.
type outletsDisableCmd struct {
	app.DirectoryConfig
	ID   string `arg:"" help:"The outlet's id, as list prints it."`
	Undo bool   `help:"Poll it again."`
}

// Help is what --help adds.
func (outletsDisableCmd) Help() string {
	return `The outlet and what is stored of it stay; nothing new is asked for, also after an
upgrade that brings another catalog. To take texts down as well: overview hide.`
}

// Run disables an outlet.
func (c outletsDisableCmd) Run(ctx context.Context, log *slog.Logger) error {
	return withDirectory(ctx, log, c.DirectoryConfig, true, func(d *app.Directory) error {
		return d.Disable(ctx, c.ID, !c.Undo)
	})
}

// outletsExportCmd prints the outlets.
type outletsExportCmd struct {
	app.DirectoryConfig
	Format  string `enum:"opml,jsonl,yaml" default:"opml" help:"opml, jsonl or yaml."`
	Country string `placeholder:"COUNTRY" help:"Only those of this country, by code or name."`
}

// Run prints the outlets.
func (c outletsExportCmd) Run(ctx context.Context, log *slog.Logger, std streams) error {
	country, err := countryOf(c.Country)
	if err != nil {
		return err
	}
	return withDirectory(ctx, log, c.DirectoryConfig, false, func(d *app.Directory) error {
		return buffered(std.out, func(w io.Writer) error { return d.Export(ctx, w, c.Format, country.Code) })
	})
}

// buffered gives f a buffered writer on w.
func buffered(w io.Writer, f func(io.Writer) error) error {
	b := bufio.NewWriter(w)
	return errors.Join(f(b), b.Flush())
}
