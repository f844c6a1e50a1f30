package app

import (
	"context"
	"errors"
	"log/slog"
	"slices"
	"strings"

	"github.com/overview-news/overview/internal/catalog"
	"github.com/overview-news/overview/internal/metric"
	"github.com/overview-news/overview/internal/probe"
)

// prober is the part of an installation that asks the web without a store.
func prober(log *slog.Logger, version string, cfg Config) *App {
	return &App{log: log, cfg: cfg, version: version, clk: newClock(cfg), metrics: metric.New()}
}

// Discover asks the page at an address which feeds it offers. Nothing is
// stored.
func Discover(ctx context.Context, log *slog.Logger, version string, cfg Config, address string) (probe.Proposal, error) {
	a := prober(log, version, cfg)
	client, err := a.client()
	if err != nil {
		return probe.Proposal{}, err
	}
	p, err := probe.Discover(ctx, a.clk, client, address)
	return p, errors.Join(err, a.Close())
}

// ListCheck is what [CheckList] found without a network.
type ListCheck struct {
	Problems []catalog.Problem
	Tally    catalog.Tally
}

// CheckList checks the list of outlets that a configuration names, without a
// network.
func CheckList(log *slog.Logger, cfg OutletConfig) (ListCheck, error) {
	known, err := loadCatalog(log, cfg)
	if err != nil {
		return ListCheck{}, err
	}
	return ListCheck{Problems: known.Check(), Tally: known.Tally()}, nil
}

// CheckLive asks the feeds of outlets, those of a country if it is named and
// of the ids if there are any, and judges the answers.
func CheckLive(ctx context.Context, log *slog.Logger, version string, cfg Config, country string, ids []string, progress func(done, all int)) ([]probe.Verdict, error) {
	d, err := OpenDirectory(ctx, log, DirectoryConfig{Store: cfg.Store, Outlets: cfg.Outlets}, false)
	if err != nil {
		return nil, err
	}
	views, err := d.List(ctx, country)
	if err = errors.Join(err, d.Close()); err != nil {
		return nil, err
	}
	var outlets []catalog.Outlet
	for _, v := range views {
		if len(ids) == 0 || slices.ContainsFunc(ids, func(id string) bool { return strings.EqualFold(id, v.ID) }) {
			outlets = append(outlets, v.Outlet)
		}
	}
	a := prober(log, version, cfg)
	client, err := a.client()
	if err != nil {
		return nil, err
	}
	places := max(cfg.Crawl.Workers, 1)
	verdicts, err := probe.Check(ctx, a.clk, client, outlets, probe.CheckOptions{Places: places, Progress: progress})
	return verdicts, errors.Join(err, a.Close())
}
