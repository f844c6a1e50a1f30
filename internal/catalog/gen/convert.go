package main

import (
	"bytes"
	"cmp"
	"encoding/csv"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"github.com/overview-news/overview/geo"
	"github.com/overview-news/overview/internal/catalog"
	"github.com/overview-news/overview/internal/news"
	"github.com/overview-news/overview/text/language"
)

// convert writes one list a country from the table of candidates.
func convert(table, out string, force bool) error {
	if old, _ := filepath.Glob(filepath.Join(out, "*.yaml")); len(old) > 0 && !force {
		return fmt.Errorf("%s already has %d lists; -force overwrites them", out, len(old))
	}
	rows, err := readTable(table)
	if err != nil {
		return err
	}
	read, err := citedOwners(filepath.Join(filepath.Dir(out), "gen", "ownership.csv"))
	if err != nil {
		return err
	}
	byCountry := map[string][]catalog.Outlet{}
	for _, r := range rows {
		if _, drop := dropped[r["id"]]; drop {
			continue
		}
		o, err := outlet(r)
		if err != nil {
			return fmt.Errorf("candidate %s: %w", r["id"], err)
		}
		if own, ok := read[o.ID]; ok {
			o.Ownership = own
		}
		byCountry[o.Country] = append(byCountry[o.Country], o)
	}
	if err := os.MkdirAll(out, 0o755); err != nil {
		return err
	}
	for code, outlets := range byCountry {
		country, ok := geo.Lookup(code)
		if !ok {
			return fmt.Errorf("country %q is not known", code)
		}
		slices.SortFunc(outlets, func(a, b catalog.Outlet) int { return cmp.Compare(a.ID, b.ID) })
		var b bytes.Buffer
		heading := country.Name + ". What the fields mean and need: docs/catalog.md."
		if err := catalog.WriteYAML(&b, heading, code, outlets); err != nil {
			return err
		}
		if err := os.WriteFile(filepath.Join(out, strings.ToLower(code)+".yaml"), b.Bytes(), 0o644); err != nil {
			return err
		}
	}
	return nil
}

func readTable(name string) ([]map[string]string, error) {
	f, err := os.Open(name)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	all, err := csv.NewReader(f).ReadAll()
	if err != nil || len(all) == 0 {
		return nil, fmt.Errorf("read %s: %w", name, err)
	}
	var rows []map[string]string
	for _, record := range all[1:] {
		row := map[string]string{}
		for i, column := range all[0] {
			row[column] = strings.TrimSpace(record[i])
		}
		rows = append(rows, row)
	}
	return rows, nil
}

func outlet(r map[string]string) (catalog.Outlet, error) {
	tag, ok := language.Parse(r["language"])
	if !ok {
		return catalog.Outlet{}, fmt.Errorf("language %q is not known", r["language"])
	}
	o := catalog.Outlet{
		ID: r["id"], Name: r["name"], NativeName: r["native_name"], Home: r["homepage"], Country: r["country"],
		Language: string(tag), Kind: r["kind"], Reach: r["reach"], Lane: news.Domestic,
		Evidence: evidence(r["confidence"]), Provenance: strings.Fields(r["provenance"]), Notes: notes(r["notes"]),
	}
	if k, ok := kinds[o.ID]; ok {
		o.Kind = k
	}
	place(&o)
	o.Ownership = ownership(r)
	general := !strings.Contains(r["notes"], "section")
	o.Feeds = feeds(r["feeds"], o.Language, general)
	o.Sitemaps = feeds(r["sitemaps"], o.Language, true)
	o.Watch = watched(o, r)
	return o, nil
}

// place sets lane, seat and newsroom family.
func place(o *catalog.Outlet) {
	l, listed := lanes[o.ID]
	switch {
	case listed:
		o.Lane, o.BasedIn = l.lane, l.basedIn
	case strings.Contains(o.Name, "(RFE/RL"):
		o.Lane, o.BasedIn, o.Publisher = news.External, "CZ", "rferl.org"
	case o.Kind == "agency":
		o.Lane = news.Agency
	}
	if p, ok := publishers[o.ID]; ok {
		o.Publisher = p
	}
	o.Publisher = cmp.Or(o.Publisher, domain(o.Home))
}

// watched: feeds with high or medium evidence are polled, the rest is listed.
// A panel's members are polled whatever the evidence: the live check decides.
func watched(o catalog.Outlet, r map[string]string) bool {
	if len(o.Feeds) == 0 {
		return len(o.Sitemaps) > 0 && slices.Contains(o.Provenance, "fundus")
	}
	switch o.Evidence.Level {
	case "high":
		return true
	case "medium":
		return !strings.Contains(r["notes"], "inactive")
	}
	return o.Country == "US"
}

// evidence reads "high; feed-lists=2; outlet-lists=3; feed-seen=2026-03".
func evidence(s string) catalog.Evidence {
	level, rest, _ := strings.Cut(s, ";")
	var e catalog.Evidence
	if slices.Contains(catalog.Levels, level) {
		e.Level = level
	}
	for part := range strings.SplitSeq(rest, ";") {
		key, value, _ := strings.Cut(strings.TrimSpace(part), "=")
		switch key {
		case "feed-lists":
			e.Lists, _ = strconv.Atoi(value)
		case "feed-seen":
			e.Seen = value
		case "fetch-checked":
			e.Checked = value
		}
	}
	return e
}

// notes drops the remarks that only the conversion needs.
func notes(s string) string {
	var kept []string
	for part := range strings.SplitSeq(s, ";") {
		part = strings.TrimSpace(part)
		switch part {
		case "", "section feed", "section-feeds-only", "kite_media says private", "https not seen in sources":
			continue
		}
		kept = append(kept, part)
	}
	return strings.Join(kept, "; ")
}

// citations are the lists that document ownership at an address people can
// open. Statements of any other list are not published.
var citations = map[string]struct{ address, asOf string }{
	"kite_media":              {"https://github.com/kagisearch/kite-public/blob/main/media_data.json", "2026-05"},
	"worldmonitor provenance": {"https://github.com/koala73/worldmonitor", "2026-08"},
	"statemediamonitor":       {"https://statemediamonitor.com/", "2025"},
}

// ownership is published where a citation can be opened and nothing in the
// table contradicts it.
func ownership(r map[string]string) catalog.Ownership {
	list, _, _ := strings.Cut(r["ownership_source"], ":")
	cite, ok := citations[list]
	kind, hint := r["ownership"], r["ownership_hint"]
	if !ok || !slices.Contains(catalog.OwnerTypes, kind) || hint != "" && hint != kind {
		return catalog.Ownership{}
	}
	return catalog.Ownership{Type: kind, Citation: cite.address, AsOf: cite.asOf}
}

// citedOwners reads what was found in pages that the project itself opened:
// the State Media Matrix of the Alliance for Securing Democracy (MIT), which
// carries on the typology of the State Media Monitor. Its "state-controlled"
// became state, its four kinds of independent public media public, "captured
// private" private. Of "captured public or state-managed" media, and where
// another list disagrees, only the owner is taken over.
func citedOwners(name string) (map[string]catalog.Ownership, error) {
	rows, err := readTable(name)
	if err != nil {
		return nil, err
	}
	owners := map[string]catalog.Ownership{}
	for _, r := range rows {
		owners[r["id"]] = catalog.Ownership{Type: r["type"], Owner: r["owner"], Citation: r["citation"], AsOf: r["as_of"]}
	}
	return owners, nil
}

func feeds(list, main string, general bool) []catalog.Feed {
	var out []catalog.Feed
	seen := map[string]bool{}
	for i, u := range strings.Fields(list) {
		key := strings.ToLower(strings.TrimSuffix(u, "/"))
		if seen[key] {
			continue
		}
		seen[key] = true
		f := catalog.Feed{URL: u, Language: main, Scope: scope(u)}
		if f.Scope == "" {
			f.Scope = catalog.ScopeGeneral
			if i == 0 && !general {
				f.Scope = cmp.Or(scopeWord(u), "section")
			}
		}
		if main != "en" && english(u) {
			f.Language = "en"
		}
		out = append(out, f)
	}
	return out
}

func english(u string) bool {
	return strings.Contains(u, "/en/") || strings.Contains(u, "/english/") || strings.HasPrefix(u, "https://en.")
}
