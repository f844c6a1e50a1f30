package main

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"time"

	"github.com/overview-news/overview/internal/app"
	"github.com/overview-news/overview/internal/news"
)

// hideCmd takes something down.
type hideCmd struct {
	app.StoreConfig
	Target string `arg:"" optional:"" help:"The article's address, outlet:ID, or article:ID."`
	Reason string `placeholder:"WHY" help:"Why, for the log; needed."`
	Undo   bool   `help:"Take it back. Headlines come back at once, texts when their pages are fetched again."`
	List   bool   `help:"Print what is hidden, since when and why."`
}

// Help is what --help adds.
func (hideCmd) Help() string {
	return `Takes an article or all of an outlet down everywhere and for good: its texts are
deleted, and neither a poll nor an import brings it back. An address that is not
stored yet is remembered. Works while a server runs.

  overview hide https://paper.example/story --reason "court order 17/2026"
  overview hide outlet:paper --reason "the publisher asked"`
}

// Run hides, shows again or lists.
func (c hideCmd) Run(ctx context.Context, log *slog.Logger, std streams) error {
	if !c.List && c.Target == "" {
		return errors.New("name what is to be hidden: an address, outlet:ID or article:ID; or --list")
	}
	a, err := app.OpenStore(ctx, log, c.StoreConfig)
	if err != nil {
		return err
	}
	return errors.Join(c.run(ctx, a, std), a.Close())
}

func (c hideCmd) run(ctx context.Context, a *app.App, std streams) error {
	switch {
	case c.List:
		t := newTable(std.out, "SINCE", "WHAT", "WHY")
		err := a.EachHidden(ctx, func(h news.Hidden) error {
			t.row(h.At.Format(time.DateOnly), h.Target, h.Reason)
			return nil
		})
		return errors.Join(err, t.end())
	case c.Undo:
		n, err := a.Unhide(ctx, c.Target, c.Reason)
		if errors.Is(err, news.ErrNotFound) {
			return fmt.Errorf("%s is not hidden; \"overview hide --list\" prints what is", c.Target)
		}
		if err == nil {
			_, err = fmt.Fprintf(std.out, "shown again: %s (%d articles)\n", c.Target, n)
		}
		return err
	}
	n, err := a.Hide(ctx, c.Target, c.Reason)
	if errors.Is(err, news.ErrNotFound) {
		return fmt.Errorf("there is no %s in this store", c.Target)
	}
	if err == nil {
		_, err = fmt.Fprintf(std.out, "hidden: %s (%d articles)\n", c.Target, n)
	}
	return err
}
