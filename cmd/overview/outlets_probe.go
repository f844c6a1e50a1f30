package main

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"maps"
	"slices"
	"strings"
	"time"

	"github.com/overview-news/overview/geo"
	"github.com/overview-news/overview/internal/app"
	"github.com/overview-news/overview/internal/catalog"
	"github.com/overview-news/overview/internal/news"
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
	Offline   bool          `help:"Check what can be seen without a network: fields, codes, addresses, citations, counts."`
	Counts    bool          `help:"With --offline: count outlets and newsrooms of each country."`
	Proposals bool          `help:"Ask nothing: print what the checks so far suggest to change, quarantine or retire."`
	MaxAge    time.Duration `name:"max-age" default:"20h" placeholder:"D" help:"Leave feeds alone that were checked within this time. Outlets that are named are always asked."`
	Country   string        `placeholder:"COUNTRY" help:"Only the outlets of this country, by code or name."`
	JSON      bool          `name:"json" help:"Print one JSON object a line."`
	ID        []string      `arg:"" optional:"" help:"Only these outlets."`
}

// Help is what --help adds.
func (outletsCheckCmd) Help() string {
	return `Asks every feed once, as politely as when it is polled, and tells what it is:
ok, moved, lang-mismatch, thin, stale, empty, not-feed, blocked or dead, with the
evidence and a suggestion. Each verdict is stored as it comes: a check that was
interrupted goes on where it stopped. Failures add up over checks (1 gone, 0.5 an
error, 0.25 temporary) and halve at each success; what follows from them is
proposed (--proposals), and the list itself stays as it is.`
}

// Run checks the list.
func (c outletsCheckCmd) Run(ctx context.Context, log *slog.Logger, std streams) error {
	country, err := countryOf(c.Country)
	switch {
	case err != nil:
		return err
	case c.Counts && !c.Offline:
		return errors.New("--counts goes with --offline")
	case c.Offline:
		return c.offline(log, std)
	case c.Proposals:
		return c.proposals(ctx, log, std, country)
	}
	return c.live(ctx, log, std, country)
}

// live asks the feeds of a country, or of all.
func (c outletsCheckCmd) live(ctx context.Context, log *slog.Logger, std streams, country geo.Country) error {
	r := app.CheckRequest{Country: country.Code, IDs: c.ID, MaxAge: c.MaxAge}
	if len(c.ID) > 0 {
		r.MaxAge = 0
	}
	line := newProgressLine(std.err)
	began := time.Now()
	r.Progress = func(done, all int) { line.show(bar("check", done, all, "feeds", time.Since(began))) }
	found, err := app.CheckLive(ctx, log, currentVersion(), c.Config, r)
	line.clear()
	if errors.Is(err, context.Canceled) {
		fmt.Fprintf(std.err, "overview: %d feeds were checked and stored; call it again to go on with the other %d\n", found.Asked, found.Unasked)
	}
	if err != nil {
		return err
	}
	if c.JSON {
		return printJSON(std.out, found.Checks)
	}
	if len(found.Checks)+found.Asked+found.Unasked == 0 {
		_, err := fmt.Fprintln(std.out, "no outlet"+ofCountry(country)+" that is listed here has a feed to check")
		return err
	}
	return printChecks(std.out, found)
}

// barWidth is the width of a bar, in columns: with its figures it fits into a
// narrow terminal.
const barWidth = 24

// bar is a line that shows how much of something is done, and about how long
// the rest takes at the pace so far.
func bar(what string, done, all int, of string, took time.Duration) string {
	full := barWidth * done / max(all, 1)
	line := fmt.Sprintf("%s [%s%s] %d of %d %s", what, strings.Repeat("=", full), strings.Repeat(" ", barWidth-full), done, all, of)
	if done > 0 && done < all && took > time.Second {
		line += ", " + (took / time.Duration(done) * time.Duration(all-done)).Round(time.Second).String() + " left"
	}
	return line
}

// proposals prints what stored checks suggest.
func (c outletsCheckCmd) proposals(ctx context.Context, log *slog.Logger, std streams, country geo.Country) error {
	cfg := app.DirectoryConfig{Store: c.Store, Outlets: c.Outlets}
	return withDirectory(ctx, log, cfg, false, func(d *app.Directory) error {
		found, err := d.Proposals(ctx, country.Code, c.ID)
		if err != nil {
			return err
		}
		if len(found) == 0 {
			fmt.Fprintln(std.err, "nothing is proposed for outlets"+ofCountry(country)+": no check so far gives a reason to; \"overview outlets check\" makes them")
		}
		if c.JSON {
			return printJSON(std.out, found)
		}
		t := newTable(std.out, "PROPOSAL", "STATE", "OUTLET", "FEED", "REASON", "EVIDENCE", "SUGGESTION")
		for _, p := range found {
			t.row(string(p.Kind), string(p.State), string(p.Outlet), p.URL, p.Reason, p.Evidence, p.Suggestion)
		}
		return t.end()
	})
}

// printChecks prints what needs a look, and how many there are of each.
func printChecks(w io.Writer, found app.LiveCheck) error {
	counts := map[news.CheckState]int{}
	proposed := 0
	t := newTable(w, "STATE", "SCORE", "OUTLET", "FEED", "EVIDENCE", "SUGGESTION")
	for _, c := range found.Checks {
		counts[c.State]++
		p, ok := c.Proposal()
		if ok {
			proposed++
		}
		if c.State != news.CheckOK || c.Duplicate != "" {
			evidence := c.Evidence
			if c.Duplicate != "" {
				evidence += ", the same entries as " + c.Duplicate
			}
			t.row(string(c.State), fmt.Sprintf("%.4g", c.Score), string(c.Outlet), c.URL, evidence, cmp.Or(c.Suggestion, p.Suggestion))
		}
	}
	if err := t.end(); err != nil {
		return err
	}
	var parts []string
	for _, s := range news.CheckStates() {
		if counts[s] > 0 {
			parts = append(parts, fmt.Sprintf("%d %s", counts[s], s))
		}
	}
	line := fmt.Sprintf("%d feeds", len(found.Checks))
	if len(parts) > 0 {
		line += ": " + strings.Join(parts, ", ")
	}
	line += fmt.Sprintf(". %d asked, %d checked lately", found.Asked, found.Skipped)
	if found.Unasked > 0 {
		line += fmt.Sprintf(", %d not asked because their hosts want to be left alone", found.Unasked)
	}
	if proposed > 0 {
		line += fmt.Sprintf(". %d proposals: overview outlets check --proposals", proposed)
	}
	_, err := fmt.Fprintln(w, line)
	return err
}

// offline checks the list without a network. It fails where something is
// wrong; warnings are printed only.
func (c outletsCheckCmd) offline(log *slog.Logger, std streams) error {
	list, err := app.CheckList(log, c.Outlets)
	if err != nil {
		return err
	}
	if c.Counts && !c.JSON {
		if err := printCounts(std.out, list); err != nil {
			return err
		}
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

// printCounts prints a row for each country: its outlets, its domestic
// newsrooms, those of them that are polled, and those whose ownership is cited.
func printCounts(w io.Writer, list app.ListCheck) error {
	t := newTable(w, "COUNTRY", "OUTLETS", "NEWSROOMS", "POLLED", "CITED", "")
	thin := list.Tally.Thin()
	for _, code := range slices.Sorted(maps.Keys(list.Tally.ByCountry)) {
		note := ""
		if slices.Contains(thin, code) {
			note = "thin"
		}
		if !list.Records[code].Documented() {
			note = strings.TrimSpace(note + " ownership not documented")
		}
		t.row(code, fmt.Sprint(list.Tally.ByCountry[code]), fmt.Sprint(list.Tally.Independent[code]), fmt.Sprint(list.Tally.Polled[code]),
			fmt.Sprint(list.Records[code].Cited), note)
	}
	return t.end()
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
