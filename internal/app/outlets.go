package app

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"log/slog"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"github.com/overview-news/overview/geo"
	"github.com/overview-news/overview/internal/catalog"
	"github.com/overview-news/overview/internal/news"
	"github.com/overview-news/overview/internal/store"
	"github.com/overview-news/overview/page/address"
)

// maxOutletFile bounds a list of outlets, in bytes.
const maxOutletFile = 64 << 20

// loadCatalog reads the outlets that the configuration names: those of files,
// or the shipped ones, with the operator's own changes on top.
func loadCatalog(log *slog.Logger, c OutletConfig) (*catalog.Catalog, error) {
	var known *catalog.Catalog
	switch {
	case len(c.Outlets) > 0:
		var all []catalog.Outlet
		for _, path := range c.Outlets {
			outlets, err := ReadOutlets(log, path)
			if err != nil {
				return nil, err
			}
			all = append(all, outlets...)
		}
		known = catalog.New(all)
	case c.NoCatalog:
		known = catalog.New(nil)
	default:
		known = catalog.Shipped()
	}
	if c.Overrides == "" {
		return known, nil
	}
	patches, err := readPatches(c.Overrides)
	if err != nil {
		return nil, err
	}
	merged, problems := known.Overlay(patches)
	if errs := catalog.Errors(problems); len(errs) > 0 {
		return nil, fmt.Errorf("overrides: %w", joined(errs))
	}
	warn(log, merged, patches)
	return merged, nil
}

// maxWarned bounds how many mistakes of the operator's files are logged, of a
// list and of the overrides.
const maxWarned = 20

// warn logs what is wrong with the outlets that patches set. They are taken
// all the same: a slip in one field must not cost an operator the others.
func warn(log *slog.Logger, merged *catalog.Catalog, patches []catalog.Patch) {
	var mine []catalog.Outlet
	for _, p := range patches {
		if o, ok := merged.Lookup(p.Outlet.ID); ok {
			mine = append(mine, o)
		}
	}
	errs := slices.DeleteFunc(catalog.Errors(catalog.New(mine).Check()), func(p catalog.Problem) bool {
		return p.Field == "provenance" // an operator owes nobody where an entry comes from
	})
	for i, p := range errs {
		if i == maxWarned {
			log.Warn("the overrides have more mistakes", "more", len(errs)-maxWarned, "to see all", "overview outlets check --offline")
			return
		}
		log.Warn("the overrides have a mistake", "problem", p.String())
	}
}

// ReadOutlets reads a list of outlets: a folder or file of catalog YAML, OPML,
// JSON Lines, or an address of a feed a line. What became of rows that were
// not taken is logged, of many the first.
func ReadOutlets(log *slog.Logger, path string) ([]catalog.Outlet, error) {
	if info, err := os.Stat(path); err == nil && info.IsDir() {
		patches, err := readPatches(path)
		if err != nil {
			return nil, err
		}
		return catalog.FromPatches(patches), nil
	}
	raw, err := readFile(path)
	if err != nil {
		return nil, err
	}
	outlets, rows, err := parseOutlets(outletList{name: path, raw: raw})
	if err != nil {
		return nil, err
	}
	refused := 0
	for _, row := range rows {
		if row.OK {
			continue
		}
		if refused++; refused <= maxWarned {
			log.Warn("an outlet was not taken", "row", row.String())
		}
	}
	if refused > maxWarned {
		log.Warn("more outlets were not taken", "list", path, "more", refused-maxWarned)
	}
	if len(outlets) == 0 && refused > 0 {
		return nil, fmt.Errorf("none of the %d rows of %s is an outlet", refused, path)
	}
	return outlets, nil
}

// listsIn names the YAML files of a folder, sorted.
func listsIn(dir string) ([]string, error) {
	var paths []string
	for _, pattern := range []string{"*.yaml", "*.yml"} {
		found, err := filepath.Glob(filepath.Join(dir, pattern))
		if err != nil {
			return nil, err
		}
		paths = append(paths, found...)
	}
	slices.Sort(paths)
	return paths, nil
}

// readPatches reads the YAML files of a folder.
func readPatches(dir string) ([]catalog.Patch, error) {
	paths, err := listsIn(dir)
	if err != nil {
		return nil, err
	}
	if len(paths) == 0 {
		return nil, fmt.Errorf("folder %s has no .yaml file", dir)
	}
	var patches []catalog.Patch
	for _, path := range paths {
		raw, err := readFile(path)
		if err != nil {
			return nil, err
		}
		p, problems := catalog.ReadYAML(path, bytes.NewReader(raw))
		if errs := catalog.Errors(problems); len(errs) > 0 {
			return nil, joined(errs)
		}
		patches = append(patches, p...)
	}
	return patches, nil
}

// readFile reads a file of bounded size. Opening a pipe would wait for whoever
// writes to it, and a running server waits for nobody.
func readFile(path string) ([]byte, error) {
	info, err := os.Stat(path)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return nil, fmt.Errorf("there is no file %s", path)
	case err != nil:
		return nil, err
	case !info.Mode().IsRegular():
		return nil, fmt.Errorf("%s is no regular file", path)
	}
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	raw, err := readAll(path, f)
	return raw, errors.Join(err, f.Close())
}

// readAll reads what name stands for, of bounded size.
func readAll(name string, r io.Reader) ([]byte, error) {
	raw, err := io.ReadAll(io.LimitReader(r, maxOutletFile+1))
	if err != nil {
		return nil, fmt.Errorf("read %s: %w", name, err)
	}
	if len(raw) > maxOutletFile {
		return nil, fmt.Errorf("%s has more than %d bytes", name, maxOutletFile)
	}
	return raw, nil
}

func joined(problems []catalog.Problem) error {
	var errs []error
	for _, p := range problems {
		errs = append(errs, errors.New(p.String()))
	}
	return errors.Join(errs...)
}

// watched is the catalog as the store keeps it. The first outlet of each
// country is polled in the first round, its second in the second, and so on,
// so that a first fill lights every country before it deepens any. Outlets
// that the operator hid are kept without a poll.
func watched(c *catalog.Catalog) []store.WatchedOutlet {
	rounds := c.Rounds()
	var out []store.WatchedOutlet
	for _, o := range c.Hidden() {
		w := store.WatchedOutlet{Outlet: outlet(o)}
		w.Outlet.Disabled = true
		w.Feeds = append(feeds(o.Feeds, news.FeedSyndication), feeds(o.Sitemaps, news.FeedSitemap)...)
		out = append(out, w)
	}
	for _, o := range c.Outlets() {
		w := store.WatchedOutlet{Outlet: outlet(o), Order: rounds[o.ID]}
		if o.Watch {
			w.Feeds = append(feeds(o.Feeds, news.FeedSyndication), feeds(o.Sitemaps, news.FeedSitemap)...)
		}
		out = append(out, w)
	}
	return out
}

func feeds(in []catalog.Feed, kind news.FeedKind) []news.Feed {
	var out []news.Feed
	for _, f := range in {
		out = append(out, news.Feed{URL: f.URL, Kind: kind, Language: f.Language, Scope: f.Scope})
	}
	return out
}

// outlet is a catalog entry as the store and the pages know it.
func outlet(o catalog.Outlet) news.Outlet {
	origin := o.At.File
	if origin == "" {
		origin = "catalog"
	}
	return news.Outlet{
		ID: news.OutletID(o.ID), Name: o.Name, NativeName: o.NativeName, Home: o.Home, Country: o.Country,
		BasedIn: o.BasedIn, Language: o.Language, Kind: o.Kind, Reach: o.Reach, Lane: o.Lane,
		Ownership: news.Ownership{Type: o.Ownership.Type, Owner: o.Ownership.Owner,
			Citation: o.Ownership.Citation, AsOf: o.Ownership.AsOf},
		Publisher: o.Publisher, Display: o.Display, Origin: origin, Hints: news.Hints(o.Extract),
	}
}

// resolver finds catalog outlets for imported articles, by id or by the
// registrable domain of their home page; of several outlets of one domain the
// one in the article's language.
func resolver(c *catalog.Catalog) func(id, site, language string) (news.Outlet, bool) {
	bySite := map[string][]catalog.Outlet{}
	for _, o := range c.Outlets() {
		if d := address.Domain(o.Home); d != "" {
			bySite[d] = append(bySite[d], o)
		}
	}
	return func(id, site, language string) (news.Outlet, bool) {
		if o, ok := c.Lookup(id); ok {
			return outlet(o), true
		}
		found := bySite[site]
		for _, o := range found {
			if base(o.Language) == base(language) {
				return outlet(o), true
			}
		}
		if len(found) == 1 {
			return outlet(found[0]), true
		}
		return news.Outlet{}, false
	}
}

func base(language string) string {
	b, _, _ := strings.Cut(language, "-")
	return b
}

// panels are the shipped panels as publishers, those whose outlets the catalog
// has.
func panels(log *slog.Logger, c *catalog.Catalog) ([]news.Panel, error) {
	shipped, err := catalog.Panels()
	if err != nil {
		return nil, fmt.Errorf("read panels: %w", err)
	}
	var out []news.Panel
	for _, p := range shipped {
		panel := news.Panel{Country: p.Country, Version: strconv.Itoa(p.Version)}
		for _, m := range p.Members {
			if o, ok := c.Lookup(m.ID); ok {
				panel.Publishers = append(panel.Publishers, o.Publisher)
			}
		}
		if len(panel.Publishers) == 0 {
			continue // a list of outlets of the operator's own
		}
		if n := len(p.Members) - len(panel.Publishers); n > 0 {
			log.Warn("a panel has members that the catalog lacks", "country", p.Country, "missing", n)
		}
		out = append(out, panel)
	}
	return out, nil
}

// world tells measuring where countries are.
type world struct{}

// Subregion is the M49 subregion of a country.
func (world) Subregion(country string) string {
	c, ok := geo.Lookup(country)
	if !ok {
		return ""
	}
	return c.Subregion
}
