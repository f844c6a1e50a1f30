package app

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"log/slog"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"github.com/overview-news/overview/internal/catalog"
	"github.com/overview-news/overview/internal/clock"
	"github.com/overview-news/overview/internal/news"
	"github.com/overview-news/overview/internal/store"
)

// originImport is where an imported outlet comes from.
const originImport = "import"

// DirectoryConfig says which outlets there are.
type DirectoryConfig struct {
	Store   StoreConfig  `embed:""`
	Outlets OutletConfig `embed:"" group:"Outlets"`
}

// Directory is every outlet that is known: those of the catalog, and those
// that were imported into the store.
type Directory struct {
	log     *slog.Logger
	clk     clock.Clock
	cfg     DirectoryConfig
	catalog *catalog.Catalog
	store   *store.Store // nil where nothing is stored yet
}

// OpenDirectory reads the catalog and opens the store. A store that is missing
// is made only if write is set.
func OpenDirectory(ctx context.Context, log *slog.Logger, cfg DirectoryConfig, write bool) (*Directory, error) {
	known, err := loadCatalog(log, cfg.Outlets)
	if err != nil {
		return nil, err
	}
	d := &Directory{log: log, clk: clock.Real{}, cfg: cfg, catalog: known}
	path := filepath.Join(cfg.Store.Data, databaseName)
	if write {
		if err := os.MkdirAll(cfg.Store.Data, 0o755); err != nil {
			return nil, fmt.Errorf("make the data folder: %w", err)
		}
	} else if _, err := os.Stat(path); errors.Is(err, fs.ErrNotExist) {
		return d, nil
	}
	if d.store, err = store.Open(ctx, log, path); err != nil {
		return nil, err
	}
	return d, nil
}

// Close closes the store.
func (d *Directory) Close() error {
	if d.store == nil {
		return nil
	}
	return d.store.Close()
}

// OutletView is an outlet as commands show it: what its list says, and what
// polling learned.
type OutletView struct {
	catalog.Outlet
	Origin string `json:"origin"`
	// State is disabled, listed (nothing to poll), waiting (never answered
	// nor failed), working or failing.
	State    string       `json:"state"`
	Answered time.Time    `json:"answered,omitzero"` // last answer of any feed
	Newest   time.Time    `json:"newest,omitzero"`   // newest entry of any feed
	Health   []FeedHealth `json:"health,omitempty"`

	// Checks are what live checks found of its feeds, and Check is the worst
	// of their states; empty before the first.
	Check  news.CheckState  `json:"check,omitempty"`
	Checks []news.FeedCheck `json:"checks,omitempty"`
}

// OutletStates are the states of outlets, best first.
func OutletStates() []string { return []string{"working", "waiting", "failing", "listed", "disabled"} }

// Is reports whether an outlet is in a state, or a check found one of its
// feeds in it.
func (v OutletView) Is(state string) bool {
	return v.State == state || slices.ContainsFunc(v.Checks, func(c news.FeedCheck) bool { return string(c.State) == state })
}

// learned adds what polling and checks know of an outlet.
func (v *OutletView) learned(health []FeedHealth, checks map[string]news.FeedCheck, disabled bool) {
	v.Health = health
	for _, h := range health {
		if h.Answered.After(v.Answered) {
			v.Answered = h.Answered
		}
		if h.Newest.After(v.Newest) {
			v.Newest = h.Newest
		}
	}
	order := news.CheckStates()
	for _, f := range slices.Concat(v.Feeds, v.Sitemaps) {
		c, ok := checks[f.URL]
		if !ok {
			continue
		}
		v.Checks = append(v.Checks, c)
		if v.Check == "" || slices.Index(order, c.State) > slices.Index(order, v.Check) {
			v.Check = c.State
		}
	}
	v.State = stateOf(*v, disabled)
}

// FeedHealth is what polling learned of a feed.
type FeedHealth struct {
	URL      string    `json:"url"`
	State    string    `json:"state"`
	Title    string    `json:"title,omitempty"`
	Entries  int       `json:"entries"`
	Newest   time.Time `json:"newest,omitzero"`
	Asked    time.Time `json:"asked,omitzero"`
	Answered time.Time `json:"answered,omitzero"`
	Next     time.Time `json:"next,omitzero"`
	Failures int       `json:"failures,omitempty"`
	Fault    string    `json:"fault,omitempty"`
	Detail   string    `json:"detail,omitempty"`
}

// List returns the outlets of a country, or all if it is empty, sorted by
// country, then by id.
func (d *Directory) List(ctx context.Context, country string) ([]OutletView, error) {
	all, health, disabled, err := d.merged(ctx)
	if err != nil {
		return nil, err
	}
	checks, err := d.checks(ctx)
	if err != nil {
		return nil, err
	}
	var out []OutletView
	for _, o := range all.Outlets() {
		if country != "" && !strings.EqualFold(o.Country, country) {
			continue
		}
		v := OutletView{Outlet: o, Origin: outlet(o).Origin}
		v.learned(health[o.ID], checks, disabled[o.ID])
		out = append(out, v)
	}
	return out, nil
}

// merged is the catalog with the outlets that only the store has, what polling
// learned of each, and which the operator disabled.
func (d *Directory) merged(ctx context.Context) (*catalog.Catalog, map[string][]FeedHealth, map[string]bool, error) {
	health, disabled := map[string][]FeedHealth{}, map[string]bool{}
	if d.store == nil {
		return d.catalog, health, disabled, nil
	}
	feeds, err := d.store.Feeds(ctx, "")
	if err != nil {
		return nil, nil, nil, err
	}
	byOutlet := map[news.OutletID][]news.Feed{}
	for _, f := range feeds {
		byOutlet[f.Outlet] = append(byOutlet[f.Outlet], f)
		health[string(f.Outlet)] = append(health[string(f.Outlet)], healthOf(f))
	}
	stored, err := d.store.Outlets(ctx, "")
	if err != nil {
		return nil, nil, nil, err
	}
	all := slices.Clone(d.catalog.Outlets())
	for _, o := range stored {
		disabled[string(o.ID)] = o.Disabled
		all = append(all, catalogOutlet(o, byOutlet[o.ID])) // the first of two with one id is kept
	}
	return catalog.New(all), health, disabled, nil
}

func healthOf(f news.Feed) FeedHealth {
	return FeedHealth{URL: f.URL, State: string(f.State), Title: f.Title, Entries: f.Entries, Newest: f.NewestEntry,
		Asked: f.LastAttempt, Answered: f.LastSuccess, Next: f.NextPoll, Failures: f.Failures,
		Fault: f.Fault.Class, Detail: f.Fault.Detail}
}

// stateOf is the state of an outlet in one word.
func stateOf(v OutletView, disabled bool) string {
	if disabled || v.Hide {
		return "disabled"
	}
	if len(v.Feeds)+len(v.Sitemaps) == 0 || !v.Watch {
		return "listed"
	}
	failing := false
	for _, h := range v.Health {
		if h.Failures == 0 && !h.Answered.IsZero() {
			return "working"
		}
		failing = failing || h.Failures > 0
	}
	if failing {
		return "failing"
	}
	return "waiting"
}

// catalogOutlet is a stored outlet in the catalog's form.
func catalogOutlet(o news.Outlet, feeds []news.Feed) catalog.Outlet {
	out := catalog.Outlet{
		ID: string(o.ID), Name: o.Name, NativeName: o.NativeName, Home: o.Home, Country: o.Country,
		BasedIn: o.BasedIn, Language: o.Language, Kind: o.Kind, Reach: o.Reach, Lane: o.Lane,
		Ownership: catalog.Ownership{Type: o.Ownership.Type, Owner: o.Ownership.Owner,
			Citation: o.Ownership.Citation, AsOf: o.Ownership.AsOf},
		Publisher: o.Publisher, Display: o.Display, Provenance: []string{"list " + o.Origin},
		At: catalog.Position{File: o.Origin}, Extract: catalog.Hints(o.Hints),
	}
	for _, f := range feeds {
		c := catalog.Feed{URL: f.URL, Scope: f.Scope, Language: f.Language}
		if f.Kind == news.FeedSitemap {
			out.Sitemaps = append(out.Sitemaps, c)
			continue
		}
		out.Feeds = append(out.Feeds, c)
	}
	out.Watch = len(feeds) > 0
	return out
}

// Import reads a list of outlets and adds those that are new to the store,
// where they stay beside the catalog. Ranges of our own network are refused
// unless allow has them. It returns what became of each row.
func (d *Directory) Import(ctx context.Context, name string, r io.Reader, allow []string) ([]OutletRow, error) {
	raw, err := readAll(name, r)
	if err != nil {
		return nil, err
	}
	l := outletList{name: name, raw: raw, guarded: true, stored: true}
	if l.allow, err = prefixes(allow); err != nil {
		return nil, err
	}
	if l.known, _, _, err = d.merged(ctx); err != nil {
		return nil, err
	}
	l.fixed = func(id string) bool {
		_, ok := d.catalog.Lookup(id)
		return ok
	}
	outlets, rows, err := parseOutlets(l)
	if err != nil {
		return rows, err
	}
	for i := range outlets {
		outlets[i].At = catalog.Position{File: originImport}
	}
	return rows, d.store.Watch(ctx, watched(catalog.New(outlets)), d.clk.Now())
}

// Disable stops the polls of an outlet, or begins them again where off is not
// set. An outlet of the catalog that is not stored yet is stored for it.
func (d *Directory) Disable(ctx context.Context, id string, off bool) error {
	err := d.store.DisableOutlet(ctx, news.OutletID(id), off, d.clk.Now())
	if !errors.Is(err, news.ErrNotFound) {
		return err
	}
	o, ok := d.catalog.Lookup(id)
	if !ok {
		return fmt.Errorf("there is no outlet %q; \"overview outlets list\" names them", id)
	}
	if err := d.store.Watch(ctx, watched(catalog.New([]catalog.Outlet{o})), d.clk.Now()); err != nil {
		return err
	}
	return d.store.DisableOutlet(ctx, news.OutletID(id), off, d.clk.Now())
}
