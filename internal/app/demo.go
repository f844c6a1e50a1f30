package app

import (
	"context"
	"fmt"
	"log/slog"
	"net"
	"os"
	"path/filepath"
	"time"

	"github.com/overview-news/overview/internal/catalog"
	"github.com/overview-news/overview/internal/clock"
	"github.com/overview-news/overview/internal/filelock"
	"github.com/overview-news/overview/internal/metric"
	"github.com/overview-news/overview/internal/news"
	"github.com/overview-news/overview/internal/sample"
	"github.com/overview-news/overview/internal/store"
)

// DemoConfig is what can be set of a sample day.
type DemoConfig struct {
	Data string `env:"-" default:"data/sample" placeholder:"DIR" help:"Folder of the sample's own database; it is made anew at each start."`
	Addr string `default:"localhost:8080" placeholder:"HOST:PORT" help:"Address to serve on."`
}

// OpenDemo makes the sample day as it stands now, in a store of its own, and
// runs it through grouping to editions. No network is asked.
func OpenDemo(ctx context.Context, log *slog.Logger, version string, c DemoConfig) (*App, error) {
	cfg := defaults()
	cfg.Store.Data, cfg.Web.Addr = c.Data, c.Addr
	if !cfg.loopback() {
		return nil, fmt.Errorf("the sample day is served on loopback only, not on %s", c.Addr)
	}
	if err := os.MkdirAll(c.Data, 0o755); err != nil {
		return nil, fmt.Errorf("make the sample's folder: %w", err)
	}
	a := &App{log: log, cfg: cfg, version: version, clk: clock.Real{}, metrics: metric.New(), worker: workerName(),
		catalog: catalog.New(nil), sample: true}
	if err := a.fillSample(ctx); err != nil {
		_ = a.Close() // the first error says what is wrong
		return nil, err
	}
	return a, nil
}

// fillSample makes the sample's store anew, so that its day is always today.
func (a *App) fillSample(ctx context.Context) error {
	release, free, err := filelock.Try(filepath.Join(a.cfg.Store.Data, lockName))
	if err != nil {
		return err
	}
	if !free {
		return ErrWorking
	}
	a.locked = true
	a.closers = append(a.closers, release)
	path := filepath.Join(a.cfg.Store.Data, "sample.db")
	for _, old := range []string{path, path + "-wal", path + "-shm"} {
		if err := os.Remove(old); err != nil && !os.IsNotExist(err) {
			return fmt.Errorf("remove the last sample: %w", err)
		}
	}
	if a.store, err = store.Open(ctx, a.log, path); err != nil {
		return err
	}
	a.closers = append(a.closers, a.store.Close)
	now := a.clk.Now()
	day := sample.Day(now)
	a.panels = []news.Panel{day.Panel}
	// First the day as it stood, so that what was overlooked then and picked up
	// since is known to have been.
	for _, at := range []time.Time{now.Add(-sample.EarlierBy), now} {
		a.clk = clock.NewStopped(at)
		if err := day.Until(at).Load(ctx, a.store); err != nil {
			return fmt.Errorf("load the sample: %w", err)
		}
		if _, err := a.RunOnce(ctx, OnceOptions{Stages: []string{"group", "measure", "compose"}}); err != nil {
			return fmt.Errorf("group the sample: %w", err)
		}
	}
	a.clk = clock.Real{}
	a.handler, err = a.server()
	return err
}

// ServeDemo serves a sample day until ctx ends.
func (a *App) ServeDemo(ctx context.Context) error {
	listener, err := net.Listen("tcp", a.cfg.Web.Addr)
	if err != nil {
		return fmt.Errorf("listen on %s: %w (is another Overview running? choose another --addr)", a.cfg.Web.Addr, err)
	}
	a.log.Info("the sample day is ready; everything in it is invented", "address", "http://"+a.cfg.Web.Addr)
	return a.handler.Serve(ctx, listener)
}
