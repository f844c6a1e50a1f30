package main

import (
	"context"
	"errors"
	"log/slog"

	"github.com/overview-news/overview/internal/app"
)

// demoCmd serves the sample day.
type demoCmd struct {
	app.DemoConfig
}

// Help is what --help adds.
func (demoCmd) Help() string {
	return `Serves a full site with no network at all, from a small invented day: outlets under
.example addresses in a dozen countries and six languages. Every headline says SAMPLE.`
}

// Run makes the sample day and serves it until ctx ends.
func (c demoCmd) Run(ctx context.Context, log *slog.Logger) error {
	a, err := app.OpenDemo(ctx, log, currentVersion(), c.DemoConfig)
	if err != nil {
		return err
	}
	return errors.Join(a.ServeDemo(ctx), a.Close())
}
