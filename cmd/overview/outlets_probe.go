package main

import (
	"context"
	"fmt"
	"io"
	"log/slog"
	"strings"
	"time"

	"github.com/overview-news/overview/internal/app"
	"github.com/overview-news/overview/internal/catalog"
	"github.com/overview-news/overview/internal/probe"
)

// outletsDiscoverCmd finds the feeds of a home page.
type outletsDiscoverCmd struct {
	app.Config
	URL  string `arg:"" help:"Address of a home page, or of a feed."`
	JSON bool   `name:"json" help:"Print a JSON object."`
}

// Help is what --help adds.
func (outletsDiscoverCmd) Help() string {
	return `Looks for feeds where the page names them, and for news sitemaps in robots.txt.
What is proposed was fetched and read; nothing is stored. To add one:
overview outlets add ADDRESS.`
}

// Run prints a proposal.
func (c outletsDiscoverCmd) Run(ctx context.Context, log *slog.Logger, std streams) error {
	p, err := app.Discover(ctx, log, currentVersion(), c.Config, c.URL)
	if err != nil {
		return err
	}
	if c.JSON {
		return printJSON(std.out, []probe.Proposal{p})
	}
	t := newTable(std.out, "KIND", "ENTRIES", "NEWEST", "ADDRESS", "EVIDENCE", "TITLE")
	for _, f := range p.Feeds {
		t.row(string(f.Kind), fmt.Sprint(f.Entries), dayOf(f.Newest), f.URL, f.Evidence, f.Title)
	}
	for _, r := range p.Refused {
		t.row("no", "", "", r.URL, r.Evidence, r.Why)
	}
	if err := t.end(); err != nil {
		return err
	}
	if len(p.Feeds) == 0 {
		return fmt.Errorf("%s names no feed that can be read", p.Home)
	}
	return nil
}

func dayOf(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	return t.UTC().Format(time.DateOnly)
}

// outletsCheckCmd checks the list of outlets.
type outletsCheckCmd struct {
	app.Config
	Offline bool     `help:"Check what can be seen without a network: fields, codes, addresses, citations, counts."`
	Country string   `placeholder:"CODE" help:"Only the outlets of this country, as FR."`
	JSON    bool     `name:"json" help:"Print one JSON object a line."`
	ID      []string `arg:"" optional:"" help:"Only these outlets."`
}

// Help is what --help adds.
func (outletsCheckCmd) Help() string {
	return `Asks every feed once, as politely as when it is polled, and tells what it is:
ok, moved, lang-mismatch, thin, stale, empty, not-feed, blocked or dead, with the
evidence and a suggestion. The list itself stays as it is.`
}

// Run checks the list.
func (c outletsCheckCmd) Run(ctx context.Context, log *slog.Logger, std streams) error {
	if c.Offline {
		return c.offline(log, std)
	}
	line := newProgressLine(std.err)
	verdicts, err := app.CheckLive(ctx, log, currentVersion(), c.Config, c.Country, c.ID, func(done, all int) {
		line.show(fmt.Sprintf("check: %d of %d feeds", done, all))
	})
	line.clear()
	if err != nil {
		return err
	}
	if c.JSON {
		return printJSON(std.out, verdicts)
	}
	return printVerdicts(std.out, verdicts)
}

// printVerdicts prints what needs a look, and how many there are of each.
func printVerdicts(w io.Writer, verdicts []probe.Verdict) error {
	counts := map[probe.State]int{}
	t := newTable(w, "STATE", "OUTLET", "FEED", "EVIDENCE", "SUGGESTION")
	for _, v := range verdicts {
		counts[v.State]++
		if v.State != probe.OK || v.Duplicate != "" {
			t.row(string(v.State), v.Outlet, v.Feed, v.Evidence, v.Suggestion)
		}
	}
	if err := t.end(); err != nil {
		return err
	}
	var parts []string
	for _, s := range probe.States() {
		if counts[s] > 0 {
			parts = append(parts, fmt.Sprintf("%d %s", counts[s], s))
		}
	}
	_, err := fmt.Fprintf(w, "%d feeds: %s\n", len(verdicts), strings.Join(parts, ", "))
	return err
}

// offline checks the list without a network. It fails where something is
// wrong; warnings are printed only.
func (c outletsCheckCmd) offline(log *slog.Logger, std streams) error {
	list, err := app.CheckList(log, c.Outlets)
	if err != nil {
		return err
	}
	if c.JSON {
		err = printJSON(std.out, list.Problems)
	} else {
		err = printProblems(std.out, list)
	}
	if err != nil {
		return err
	}
	if n := len(catalog.Errors(list.Problems)); n > 0 {
		return fmt.Errorf("the list has %d errors", n)
	}
	return nil
}

func printProblems(w io.Writer, list app.ListCheck) error {
	for _, p := range list.Problems {
		kind := "error"
		if p.Warning {
			kind = "warning"
		}
		if _, err := fmt.Fprintf(w, "%s: %s\n", kind, oneLine(p.String())); err != nil {
			return err
		}
	}
	n := list.Tally
	_, err := fmt.Fprintf(w, "%d outlets in %d countries and %d languages, %d with feeds, %d watched; %d with cited ownership\n"+
		"thin (under three watched domestic publishers): %s\n",
		n.Outlets, n.Countries, n.Languages, n.WithFeeds, n.Watched, n.Cited, strings.Join(n.Thin(), " "))
	return err
}
