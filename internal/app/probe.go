package app

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net/netip"
	"slices"
	"strings"
	"time"

	"github.com/overview-news/overview/internal/catalog"
	"github.com/overview-news/overview/internal/fetch"
	"github.com/overview-news/overview/internal/metric"
	"github.com/overview-news/overview/internal/news"
	"github.com/overview-news/overview/internal/probe"
	"github.com/overview-news/overview/page/address"
)

// prober is the part of an installation that asks the web without a store.
func prober(log *slog.Logger, version string, cfg Config) *App {
	return &App{log: log, cfg: cfg, version: version, clk: newClock(cfg), metrics: metric.New()}
}

// Discover asks a home page which feeds it offers. Nothing is stored.
func Discover(ctx context.Context, log *slog.Logger, version string, cfg Config, home string) (probe.Proposal, error) {
	a := prober(log, version, cfg)
	client, err := a.client()
	if err != nil {
		return probe.Proposal{}, err
	}
	p, err := probe.Discover(ctx, a.clk, client, home)
	return p, errors.Join(err, a.Close())
}

// ListCheck is what [CheckList] found without a network.
type ListCheck struct {
	Problems []catalog.Problem
	Tally    catalog.Tally
	Records  map[string]catalog.Record // how well ownership is documented, by country
}

// CheckList checks the list of outlets that a configuration names, without a
// network.
func CheckList(log *slog.Logger, cfg OutletConfig) (ListCheck, error) {
	known, err := loadCatalog(log, cfg)
	if err != nil {
		return ListCheck{}, err
	}
	out := ListCheck{Problems: known.Check(), Tally: known.Tally(), Records: map[string]catalog.Record{}}
	for code := range out.Tally.ByCountry {
		out.Records[code] = known.Record(code)
	}
	return out, nil
}

// CheckRequest says which feeds a live check asks.
type CheckRequest struct {
	Country string   // of the outlets; "" for all
	IDs     []string // only these outlets; none for all
	// MaxAge leaves feeds alone that were checked within it, so that a check
	// that was interrupted goes on where it stopped; 0 asks all.
	MaxAge   time.Duration
	Progress func(done, all int) // may be nil
}

// LiveCheck is what is known of the feeds of a request.
type LiveCheck struct {
	Checks  []news.FeedCheck // in the order of the list; what was never asked is not there
	Asked   int              // just now
	Skipped int              // because they were checked within MaxAge
	Unasked int              // because their hosts want to be left alone, or the check was interrupted
}

// forgetChecks is how long the check of a feed is kept that is no longer
// listed.
const forgetChecks = 400 * 24 * time.Hour

// leave is how long an interrupted check lingers: slow hosts notice only after
// a while that we are gone, and whoever goes on at once would ask them while
// they are still at work for us.
const leave = 3 * time.Second

// CheckLive asks the feeds of a request, judges the answers and stores each
// verdict as it comes. It returns what is known beside an error too: when ctx
// ends, what was found until then is stored.
func CheckLive(ctx context.Context, log *slog.Logger, version string, cfg Config, r CheckRequest) (LiveCheck, error) {
	d, err := OpenDirectory(ctx, log, DirectoryConfig{Store: cfg.Store, Outlets: cfg.Outlets}, true)
	if err != nil {
		return LiveCheck{}, err
	}
	out, err := d.checkLive(ctx, version, cfg, r)
	return out, errors.Join(err, d.Close())
}

func (d *Directory) checkLive(ctx context.Context, version string, cfg Config, r CheckRequest) (LiveCheck, error) {
	a := prober(d.log, version, cfg)
	a.store = d.store // it remembers robots.txt
	d.clk = a.clk
	if err := a.recallPaces(ctx); err != nil {
		return LiveCheck{}, err
	}
	known, err := d.checks(ctx)
	if err != nil {
		return LiveCheck{}, err
	}
	for _, c := range known {
		if a.clk.Now().Sub(c.At) > fetch.LongestGap {
			continue
		}
		a.paces = append(a.paces, news.Pace{Host: address.Host(c.URL), Asked: c.At})
	}
	client, err := a.client()
	if err != nil {
		return LiveCheck{}, err
	}
	out, err := d.ask(ctx, client, cfg, r)
	return out, errors.Join(err, a.Close())
}

// ask asks the feeds of a request that are due.
func (d *Directory) ask(ctx context.Context, client probe.Client, cfg Config, r CheckRequest) (LiveCheck, error) {
	outlets, err := d.selected(ctx, r.Country, r.IDs)
	if err != nil {
		return LiveCheck{}, err
	}
	known, err := d.checks(ctx)
	if err != nil {
		return LiveCheck{}, err
	}
	o := probe.CheckOptions{Places: max(cfg.Crawl.PollWorkers, 1), Progress: r.Progress,
		Found: func(v probe.Verdict) error {
			return d.store.SaveChecks(context.WithoutCancel(ctx), []news.FeedCheck{v})
		}}
	if o.Allow, err = prefixes(cfg.Crawl.AllowCIDR); err != nil {
		return LiveCheck{}, err
	}
	due, skipped := dueForCheck(outlets, known, d.clk.Now().Add(-r.MaxAge))
	verdicts, checkErr := probe.Check(ctx, d.clk, client, due, o)
	cut := ctx.Err() != nil
	ctx = context.WithoutCancel(ctx) // what was found is put in order even so
	if cut {
		if err := d.clk.Sleep(ctx, leave); err != nil {
			return LiveCheck{}, err
		}
	}
	if err := d.settle(ctx, checkErr == nil && r.Country == "" && len(r.IDs) == 0); err != nil {
		return LiveCheck{}, errors.Join(checkErr, err)
	}
	out := LiveCheck{Asked: len(verdicts), Skipped: skipped, Unasked: countFeeds(due) - len(verdicts)}
	if known, err = d.checks(ctx); err != nil {
		return LiveCheck{}, errors.Join(checkErr, err)
	}
	out.Checks = inOrder(outlets, known)
	return out, checkErr
}

// selected are the outlets of a country, or all, or those of some ids. What the
// operator disabled is among them only by its id.
func (d *Directory) selected(ctx context.Context, country string, ids []string) ([]catalog.Outlet, error) {
	all, _, disabled, err := d.merged(ctx)
	if err != nil {
		return nil, err
	}
	var out []catalog.Outlet
	missing := slices.Clone(ids)
	for _, o := range all.Outlets() {
		named := func(id string) bool { return strings.EqualFold(id, o.ID) }
		byID := slices.ContainsFunc(ids, named)
		if country != "" && !strings.EqualFold(o.Country, country) || !byID && (len(ids) > 0 || disabled[o.ID]) {
			continue
		}
		missing = slices.DeleteFunc(missing, named)
		out = append(out, o)
	}
	if len(missing) > 0 {
		return nil, fmt.Errorf("there is no outlet %q; \"overview outlets list\" names them", missing[0])
	}
	return out, nil
}

// checks are all stored checks, by address.
func (d *Directory) checks(ctx context.Context) (map[string]news.FeedCheck, error) {
	out := map[string]news.FeedCheck{}
	if d.store == nil {
		return out, nil
	}
	all, err := d.store.Checks(ctx, "")
	if err != nil {
		return nil, err
	}
	for _, c := range all {
		out[c.URL] = c
	}
	return out, nil
}

// dueForCheck is outlets with the feeds only that were not checked since a
// moment, and how many feeds were.
func dueForCheck(outlets []catalog.Outlet, known map[string]news.FeedCheck, since time.Time) ([]catalog.Outlet, int) {
	skipped := 0
	fresh := func(f catalog.Feed) bool {
		c, ok := known[f.URL]
		if ok && c.At.After(since) {
			skipped++
			return true
		}
		return false
	}
	due := slices.Clone(outlets)
	for i := range due {
		due[i].Feeds = slices.DeleteFunc(slices.Clone(due[i].Feeds), fresh)
		due[i].Sitemaps = slices.DeleteFunc(slices.Clone(due[i].Sitemaps), fresh)
	}
	return due, skipped
}

func countFeeds(outlets []catalog.Outlet) int {
	n := 0
	for _, o := range outlets {
		n += len(o.Feeds) + len(o.Sitemaps)
	}
	return n
}

// inOrder are the checks of the feeds of outlets, in their order.
func inOrder(outlets []catalog.Outlet, known map[string]news.FeedCheck) []news.FeedCheck {
	var out []news.FeedCheck
	for _, o := range outlets {
		for _, f := range slices.Concat(o.Feeds, o.Sitemaps) {
			if c, ok := known[f.URL]; ok {
				out = append(out, c)
			}
		}
	}
	return out
}

// settle finds feeds that are one, over all that is listed, and where
// everything was checked forgets what is no longer listed for long.
func (d *Directory) settle(ctx context.Context, whole bool) error {
	all, _, _, err := d.merged(ctx)
	if err != nil {
		return err
	}
	known, err := d.checks(ctx)
	if err != nil {
		return err
	}
	if err := d.store.SetDuplicates(ctx, probe.Duplicates(inOrder(all.Outlets(), known))); err != nil {
		return err
	}
	if !whole {
		return nil
	}
	_, err = d.store.DropOldChecks(ctx, d.clk.Now().Add(-forgetChecks))
	return err
}

// Proposals are what the stored checks of the listed feeds suggest to do, what
// is most urgent first.
func (d *Directory) Proposals(ctx context.Context, country string, ids []string) ([]news.CheckProposal, error) {
	outlets, err := d.selected(ctx, country, ids)
	if err != nil {
		return nil, err
	}
	known, err := d.checks(ctx)
	if err != nil {
		return nil, err
	}
	var out []news.CheckProposal
	for _, c := range inOrder(outlets, known) {
		if p, ok := c.Proposal(); ok {
			out = append(out, p)
		}
	}
	order := []news.ProposalKind{news.ProposeRetire, news.ProposeQuarantine, news.ProposeChange}
	slices.SortStableFunc(out, func(a, b news.CheckProposal) int {
		return cmp.Compare(slices.Index(order, a.Kind), slices.Index(order, b.Kind))
	})
	return out, nil
}

// prefixes are the ranges of our own network that may be contacted.
func prefixes(cidrs []string) ([]netip.Prefix, error) {
	var out []netip.Prefix
	for _, cidr := range cidrs {
		prefix, err := netip.ParsePrefix(cidr)
		if err != nil {
			return nil, fmt.Errorf("allow-cidr: %q is not a range such as 127.64.0.0/10", cidr)
		}
		out = append(out, prefix)
	}
	return out, nil
}
