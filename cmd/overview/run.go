package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"

	"github.com/overview-news/overview/internal/app"
)

// runCmd runs the stages without the pages.
type runCmd struct {
	app.Config
	Once   bool     `help:"Stop when nothing is due."`
	AllDue bool     `name:"all-due" help:"Poll every feed once, whether it is due or not."`
	Stages []string `placeholder:"STAGE" help:"Run only these: poll, collect, translate, group, measure, compose. Default: all."`
}

// Help is what --help adds.
func (runCmd) Help() string {
	return `Runs the stages of the pipeline without serving pages. With --once it stops when
nothing is due any more and prints what was done.

  overview run --once --archive press.warc.gz --outlets outlets.jsonl --now 2026-08-03T00:00:00Z`
}

// Run runs the stages until nothing is due, or until ctx ends.
func (c runCmd) Run(ctx context.Context, log *slog.Logger, std streams) error {
	return withApp(ctx, log, c.Config, func(a *app.App) error {
		if !c.Once {
			return a.Work(ctx, c.Stages)
		}
		line := newProgressLine(std.err)
		summary, err := a.RunOnce(ctx, app.OnceOptions{Stages: c.Stages, AllDue: c.AllDue, Progress: line.show})
		line.clear()
		if summary != nil {
			err = errors.Join(err, printSummary(std.out, summary))
		}
		return err
	})
}

func printSummary(w io.Writer, s *app.Summary) error {
	_, err := fmt.Fprint(w, s)
	return err
}
