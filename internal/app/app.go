package app

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net/http"
	"net/netip"
	"os"
	"path/filepath"
	"strings"
	"time"

	"github.com/overview-news/overview/internal/catalog"
	"github.com/overview-news/overview/internal/clock"
	"github.com/overview-news/overview/internal/fetch"
	"github.com/overview-news/overview/internal/filelock"
	"github.com/overview-news/overview/internal/metric"
	"github.com/overview-news/overview/internal/news"
	"github.com/overview-news/overview/internal/server"
	"github.com/overview-news/overview/internal/store"
)

// lockName is the file whose lock says that somebody works on the store.
const lockName = "overview.lock"

// ErrWorking says that another Overview runs the stages on the same data.
var ErrWorking = errors.New("another Overview is at work in this data folder: stop it, or name another folder with --data")

// databaseName is the database's file in the data folder.
const databaseName = "overview.db"

// defaultContact is the page that explains the crawler to publishers.
const defaultContact = "https://github.com/overview-news/overview/blob/main/docs/crawler.md"

// App is the parts of one installation, ready to run.
type App struct {
	log     *slog.Logger
	cfg     Config
	version string
	clk     clock.Clock
	store   *store.Store
	catalog *catalog.Catalog
	panels  []news.Panel
	metrics *metric.Registry
	meter   *stageMeter
	worker  string
	closers []func() error
	locked  bool
	paces   []news.Pace   // what whoever worked before knew of hosts
	web     *fetch.Client // nil before anybody asked for it
	net     *fetch.Client // nil when no network is asked
	offline offline
	keeper  *keeper        // of translation models; nil until the stage is made
	lists   *lists         // of the operator's outlets; watched while stages go on
	sample  bool           // everything is invented
	once    bool           // this is one run, whose end somebody waits for
	handler *server.Server // of a sample
}

// work makes this process the one that runs stages on the data. Claims of one
// that was killed are given back: their work is due at once, not when they
// run out.
func (a *App) work(ctx context.Context) error {
	if a.locked {
		return nil
	}
	release, ok, err := filelock.Try(filepath.Join(a.cfg.Store.Data, lockName))
	if err != nil {
		return err
	}
	if !ok {
		return ErrWorking
	}
	a.locked = true
	a.closers = append(a.closers, release)
	if err := a.recallPaces(ctx); err != nil {
		return err
	}
	if err := a.store.Release(ctx); err != nil {
		return err
	}
	return a.catchUp(ctx)
}

// recallPaces learns which hosts the process before this one may just have
// asked, killed or not, and which asked to be left alone. It must come before
// the claims are given back, which say what was under way. Where a request was
// redirected to is not known; but the redirect comes again first, with its pause.
func (a *App) recallPaces(ctx context.Context) error {
	if a.cfg.replayed() {
		return nil
	}
	now := a.clk.Now()
	paces, err := a.store.Paces(ctx, now.Add(-fetch.LongestGap), now)
	if err != nil {
		return err
	}
	a.paces = paces
	return nil
}

// catchUp moves a replay's clock to where the run before it stopped: crawl
// delays had moved that one's ahead, and what it planned is not to wait for
// them again.
func (a *App) catchUp(ctx context.Context) error {
	v, ok := a.clk.(*clock.Virtual)
	if !ok {
		return nil
	}
	last, err := a.store.LastPoll(ctx)
	if err != nil {
		return err
	}
	if ahead := last.Sub(v.Now()); ahead > 0 && ahead < maxCatchUp {
		v.Advance(ahead)
	}
	return nil
}

// maxCatchUp bounds how far a replay's clock is moved: a store that is older
// or newer than this was filled for another day, and its clock is left alone.
const maxCatchUp = 24 * time.Hour

// Open checks the configuration, opens the store and reads the catalog.
// Nothing is asked of the network yet.
func Open(ctx context.Context, log *slog.Logger, version string, cfg Config) (*App, error) {
	if err := cfg.Validate(); err != nil {
		return nil, fmt.Errorf("configuration: %w", err)
	}
	if err := os.MkdirAll(cfg.Store.Data, 0o755); err != nil {
		return nil, fmt.Errorf("make the data folder: %w", err)
	}
	a := &App{log: log, cfg: cfg, version: version, clk: newClock(cfg), metrics: metric.New(), worker: workerName()}
	a.lists = newLists(a) // before they are read: a change meanwhile is one
	var err error
	if a.catalog, err = loadCatalog(log, cfg.Outlets); err != nil {
		return nil, err
	}
	if a.panels, err = panels(log, a.catalog); err != nil {
		return nil, err
	}
	if a.store, err = store.Open(ctx, log, filepath.Join(cfg.Store.Data, databaseName)); err != nil {
		return nil, err
	}
	a.closers = append(a.closers, a.store.Close)
	a.meter = a.newStageMeter()
	return a, nil
}

// Close ends everything that Open began.
func (a *App) Close() error {
	var errs []error
	for i := len(a.closers) - 1; i >= 0; i-- {
		errs = append(errs, a.closers[i]())
	}
	return errors.Join(errs...)
}

// setNow starts the clock at t.
func (a *App) setNow(t time.Time) {
	if t.IsZero() {
		return
	}
	a.cfg.Clock.Now = t
	a.clk = newClock(a.cfg)
}

// workerName names this process in claims, for people who look at the store.
func workerName() string {
	host, err := os.Hostname()
	if err != nil {
		host = "localhost"
	}
	return fmt.Sprintf("%s/%d", host, os.Getpid())
}

// client opens the web, once: archives where the configuration names some,
// else the network. Only one client knows when a host may be asked again.
func (a *App) client() (*fetch.Client, error) {
	if a.web != nil {
		return a.web, nil
	}
	transport, err := a.transport()
	if err != nil {
		return nil, err
	}
	contact := a.cfg.Crawl.Contact
	if contact == "" {
		contact = defaultContact
	}
	client, err := fetch.New(a.log, a.clk, transport, fetch.Options{
		Version: a.version, Contact: contact, Metrics: a.metrics,
		Gap: a.cfg.Crawl.Gap, PageGap: a.cfg.Crawl.PageGap, Memory: a.memory(),
		Paces: a.paces,
	})
	if err != nil {
		return nil, err
	}
	a.web = client
	if !a.cfg.replayed() {
		a.net = client
	}
	return client, nil
}

// memory keeps what hosts say in the store, where there is one. What an
// archive says is of its day and not of today's web.
func (a *App) memory() fetch.Memory {
	if a.store == nil || a.cfg.replayed() {
		return nil
	}
	return a.store
}

func (a *App) transport() (http.RoundTripper, error) {
	if a.cfg.replayed() {
		archive, err := fetch.OpenArchive(a.cfg.Crawl.Archive)
		if err != nil {
			return nil, err
		}
		for _, damage := range archive.Damage() {
			a.log.Warn("a web archive can be read in part only", "damage", damage)
		}
		if archive.Len() == 0 {
			return nil, errors.Join(fmt.Errorf("no page was found in %s: --archive wants WARC files", strings.Join(a.cfg.Crawl.Archive, ", ")), archive.Close())
		}
		a.closers = append(a.closers, archive.Close)
		return archive, nil
	}
	o := fetch.LiveOptions{Resolver: a.cfg.Crawl.Resolver}
	for _, cidr := range a.cfg.Crawl.AllowCIDR {
		prefix, err := netip.ParsePrefix(cidr)
		if err != nil {
			return nil, fmt.Errorf("allow-cidr: %w", err)
		}
		o.Allow = append(o.Allow, prefix)
	}
	if path := a.cfg.Crawl.ExtraCA; path != "" {
		pem, err := readFile(path)
		if err != nil {
			return nil, fmt.Errorf("extra-ca: %w", err)
		}
		o.Roots = pem
	}
	return fetch.NewLive(o)
}

// OpenStore opens only what is stored, for commands that print it.
func OpenStore(ctx context.Context, log *slog.Logger, cfg StoreConfig) (*App, error) {
	path := filepath.Join(cfg.Data, databaseName)
	if _, err := os.Stat(path); err != nil {
		return nil, fmt.Errorf("there is no store in %s: name its folder with --data", cfg.Data)
	}
	a := &App{log: log, cfg: Config{Store: cfg}, clk: clock.Real{}, worker: workerName()}
	var err error
	if a.store, err = store.Open(ctx, log, path); err != nil {
		return nil, err
	}
	a.closers = append(a.closers, a.store.Close)
	return a, nil
}
