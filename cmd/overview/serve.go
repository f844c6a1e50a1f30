package main

import (
	"context"
	"log/slog"
	"os"
	"runtime/debug"

	"github.com/overview-news/overview/internal/app"
)

// serveCmd watches the press and serves the paper.
type serveCmd struct {
	app.Config
}

// Help is what --help adds.
func (serveCmd) Help() string {
	return `Polls the feeds of the outlets, fetches and reads their articles, translates and
groups them, and serves the paper on --addr until it is told to stop.

On a machine without network, answer from web archives instead:

  overview serve --archive press.warc.gz --outlets outlets.jsonl --now 2026-08-03T00:00:00Z`
}

// serveGC is how much the heap may grow between two collections, in percent. A
// server holds the live days for grouping all the time; half of Go's usual
// value took an eighth less memory and about a twentieth more CPU in first
// light. GOGC goes before it.
const serveGC = 50

// Run serves until ctx ends.
func (c serveCmd) Run(ctx context.Context, log *slog.Logger) error {
	if os.Getenv("GOGC") == "" {
		debug.SetGCPercent(serveGC)
	}
	return withApp(ctx, log, c.Config, func(a *app.App) error { return a.Serve(ctx) })
}

// withApp opens an installation, runs f and closes it.
func withApp(ctx context.Context, log *slog.Logger, cfg app.Config, f func(*app.App) error) error {
	a, err := app.Open(ctx, log, currentVersion(), cfg)
	if err != nil {
		return err
	}
	err = f(a)
	if closeErr := a.Close(); err == nil {
		err = closeErr
	}
	return err
}
