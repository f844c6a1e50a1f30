package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"maps"
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/overview-news/overview/internal/app"
	"github.com/overview-news/overview/internal/doctor"
	"github.com/overview-news/overview/internal/news"
)

// doctorCmd looks for what is wrong.
type doctorCmd struct {
	Extract doctorExtractCmd `cmd:"" help:"Show what was read of an outlet's last pages, and what is odd."`
}

// doctorExtractCmd shows what extraction made of an outlet's pages.
type doctorExtractCmd struct {
	app.StoreConfig
	Outlet string `required:"" placeholder:"ID" help:"The outlet's id, as \"overview outlets list\" prints it; with --no-catalog that lists what the store has."`
	Last   int    `default:"30" help:"How many of its last articles, 6 to 500."`
	JSON   bool   `name:"json" help:"Print one JSON object a line: the pages, then the findings, then the hints in force."`
}

// Help is what --help adds.
func (doctorExtractCmd) Help() string {
	return `Takes the outlet's newest articles and prints their pages, the one fetched last
first and those never fetched at the end, with the length of their texts, the share
of each role (notes of correction too, which are no part of the text and its words),
dates and authors and where these were found, and marks the odd ones: texts that
became short, a passage that stands on many pages, one headline on many pages,
no date, no text, authors that are no longer found, dates or authors that are
found at another place than before. Where the outlet's list has hints
(extract: keep, drop), it says which are in force and on which pages they were
not followed. A running server looks by itself and shows what it finds on the
outlet's page.

  overview doctor extract --outlet paper`
}

// pageRow is a page as it is printed.
type pageRow struct {
	Article   news.ArticleID     `json:"article"`
	Fetched   time.Time          `json:"fetched,omitzero"`
	State     news.ArticleState  `json:"state"`
	Words     int                `json:"words"`
	Roles     map[string]float64 `json:"roles"` // share of the stored characters, notes of correction among them
	Published time.Time          `json:"published"`
	Guessed   bool               `json:"date_guessed"`
	Authors   []string           `json:"authors"`
	Found     news.Found         `json:"sources"` // where headline, authors and date were found
	Title     string             `json:"title"`
	URL       string             `json:"url"`
	Odd       []news.FindingKind `json:"odd"`
	Miss      string             `json:"miss,omitempty"` // why a hint was not followed
}

// hintRow is the hints in force as they are printed.
type hintRow struct {
	Keep   string         `json:"keep,omitempty"`
	Drop   string         `json:"drop,omitempty"`
	Since  time.Time      `json:"since"`
	Missed map[string]int `json:"missed"` // pages above, by why
}

// Run prints pages and findings.
func (c doctorExtractCmd) Run(ctx context.Context, log *slog.Logger, std streams) error {
	if c.Last < 6 || c.Last > 500 {
		return fmt.Errorf("--last %d is not 6 to 500", c.Last)
	}
	a, err := app.OpenStore(ctx, log, c.StoreConfig)
	if err != nil {
		return err
	}
	return errors.Join(c.run(ctx, a, std), a.Close())
}

func (c doctorExtractCmd) run(ctx context.Context, a *app.App, std streams) error {
	pages, err := a.Pages(ctx, news.OutletID(c.Outlet), c.Last)
	if errors.Is(err, news.ErrNotFound) {
		return c.unknown(ctx, a)
	}
	if err != nil {
		return err
	}
	hints, err := a.Hinting(ctx, news.OutletID(c.Outlet), c.Last)
	if err != nil {
		return err
	}
	findings := doctor.Examine(pages)
	rows := make([]pageRow, len(pages))
	for i, p := range pages {
		rows[i] = rowOf(p, findings)
	}
	inForce := hintRows(hints, rows)
	if c.JSON {
		return errors.Join(printJSON(std.out, rows), printJSON(std.out, findings), printJSON(std.out, inForce))
	}
	return errors.Join(printPages(std.out, rows, findings), printHints(std.out, inForce, rows))
}

// hintRows is the hints in force; none where the list has none.
func hintRows(h news.Hinting, rows []pageRow) []hintRow {
	if h.Hints == (news.Hints{}) {
		return nil
	}
	out := hintRow{Keep: h.Keep, Drop: h.Drop, Since: h.Since, Missed: map[string]int{}}
	for _, r := range rows {
		if r.Miss != "" {
			out.Missed[r.Miss]++
		}
	}
	return []hintRow{out}
}

// printHints says which hints are in force and how often each failed.
func printHints(w io.Writer, hints []hintRow, rows []pageRow) error {
	for _, h := range hints {
		said := ""
		for _, s := range [][2]string{{"keep", h.Keep}, {"drop", h.Drop}} {
			if s[1] != "" {
				said += " " + s[0] + " " + strconv.Quote(s[1])
			}
		}
		if _, err := fmt.Fprintf(w, "\nhints in force since %s:%s\n", dayOf(h.Since), said); err != nil {
			return err
		}
		for _, miss := range slices.Sorted(maps.Keys(h.Missed)) {
			if _, err := fmt.Fprintf(w, "not followed on %d of these %d pages: %s\n", h.Missed[miss], len(rows), doctor.MissWords(miss)); err != nil {
				return err
			}
		}
	}
	return nil
}

// maxNearest bounds how many outlets a message names: a line or two.
const maxNearest = 5

// unknown says that the outlet is not stored, and which may be meant.
func (c doctorExtractCmd) unknown(ctx context.Context, a *app.App) error {
	near, all, err := a.Nearest(ctx, c.Outlet, maxNearest)
	switch {
	case err != nil:
		return err
	case all == 0:
		return fmt.Errorf("outlet %q is not stored, nor is any other", c.Outlet)
	}
	meant := ""
	if len(near) > 0 {
		names := make([]string, len(near))
		for i, id := range near {
			names[i] = string(id)
		}
		meant = " Did you mean " + strings.Join(names, ", ") + "?"
	}
	return fmt.Errorf("outlet %q is not stored.%s \"overview outlets list --no-catalog\" prints those that are, with the same --data",
		c.Outlet, meant)
}

func rowOf(p doctor.Page, findings []news.Finding) pageRow {
	r := pageRow{
		Article: p.Article.ID, Fetched: p.Article.Collected, State: p.Article.State, Words: p.Article.Words,
		Roles: map[string]float64{}, Published: p.Article.Published, Guessed: p.Article.DateGuessed,
		Authors: p.Article.Authors, Title: p.Article.Title, URL: p.Article.URL, Odd: []news.FindingKind{},
		Miss: p.Miss, Found: p.Found,
	}
	if p.Article.DayOnly {
		r.Published = p.Article.Dated()
	}
	total := 0.0
	for _, b := range p.Blocks {
		n := 0
		for _, s := range b.Sentences {
			n += utf8.RuneCountInString(s)
		}
		r.Roles[b.Role] += float64(n)
		total += float64(n)
	}
	for role := range r.Roles {
		r.Roles[role] /= max(1, total)
	}
	for _, f := range findings {
		if slices.Contains(f.Pages, p.Article.ID) {
			r.Odd = append(r.Odd, f.Kind)
		}
	}
	return r
}

func printPages(w io.Writer, rows []pageRow, findings []news.Finding) error {
	if len(rows) == 0 {
		_, err := fmt.Fprintln(w, "no article of this outlet is stored yet")
		return err
	}
	t := newTable(w, "FETCHED", "STATE", "WORDS", "ROLES", "PUBLISHED", "AUTHORS", "FOUND", "ODD", "HEADLINE")
	for _, r := range rows {
		published := r.Published.Format(time.DateOnly)
		if r.Guessed {
			published = "not stated"
		}
		t.row(dayOf(r.Fetched), string(r.State), fmt.Sprint(r.Words), r.roles(), published, fmt.Sprint(len(r.Authors)), r.found(), r.odd(), r.Title)
	}
	if err := t.end(); err != nil {
		return err
	}
	switch {
	case len(findings) > 0:
	case len(rows) < doctor.MinPages:
		_, err := fmt.Fprintf(w, "\ntoo few articles to tell what is odd: %d, %d are needed\n", len(rows), doctor.MinPages)
		return err
	default:
		_, err := fmt.Fprintf(w, "\nnothing odd about these %d articles\n", len(rows))
		return err
	}
	for _, f := range findings {
		if _, err := fmt.Fprintf(w, "\n%s: %s\n", f.Kind, f.Detail); err != nil {
			return err
		}
	}
	return nil
}

// roles are the shares of what is stored of a page, the largest first.
func (r pageRow) roles() string {
	names := make([]string, 0, len(r.Roles))
	for role := range r.Roles {
		names = append(names, role)
	}
	slices.SortFunc(names, func(a, b string) int {
		if r.Roles[a] != r.Roles[b] {
			if r.Roles[a] > r.Roles[b] {
				return -1
			}
			return 1
		}
		return strings.Compare(a, b)
	})
	for i, role := range names {
		names[i] = fmt.Sprintf("%s %.0f%%", role, 100*r.Roles[role])
	}
	return strings.Join(names, " ")
}

// found says where date and authors were found.
func (r pageRow) found() string {
	var out []string
	for _, f := range [][2]string{{"date", r.Found.Published}, {"authors", r.Found.Authors}} {
		if f[1] != "" {
			out = append(out, f[0]+": "+f[1])
		}
	}
	return strings.Join(out, ", ")
}

func (r pageRow) odd() string {
	out := make([]string, len(r.Odd))
	for i, k := range r.Odd {
		out[i] = string(k)
	}
	if r.Miss != "" {
		out = append(out, r.Miss)
	}
	return strings.Join(out, " ")
}
