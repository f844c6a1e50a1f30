package main

import (
	"bufio"
	"context"
	"errors"
	"log/slog"

	"github.com/overview-news/overview/internal/app"
)

// exportCmd prints what is stored.
type exportCmd struct {
	Articles  exportArticlesCmd  `cmd:"" help:"Print the articles."`
	Addresses exportAddressesCmd `cmd:"" help:"Print the address of every article, one a line."`
}

// exportArticlesCmd prints articles.
type exportArticlesCmd struct {
	app.StoreConfig
	Format string `enum:"jsonl" default:"jsonl" help:"jsonl: one JSON object a line, as import reads them."`
}

// Run prints every article.
func (c exportArticlesCmd) Run(ctx context.Context, log *slog.Logger, std streams) error {
	return export(ctx, log, c.StoreConfig, std, func(a *app.App, w *bufio.Writer) error {
		return a.ExportArticles(ctx, w)
	})
}

// exportAddressesCmd prints addresses.
type exportAddressesCmd struct {
	app.StoreConfig
}

// Run prints every address.
func (c exportAddressesCmd) Run(ctx context.Context, log *slog.Logger, std streams) error {
	return export(ctx, log, c.StoreConfig, std, func(a *app.App, w *bufio.Writer) error {
		return a.ExportAddresses(ctx, w)
	})
}

func export(ctx context.Context, log *slog.Logger, cfg app.StoreConfig, std streams, f func(*app.App, *bufio.Writer) error) error {
	a, err := app.OpenStore(ctx, log, cfg)
	if err != nil {
		return err
	}
	w := bufio.NewWriter(std.out)
	return errors.Join(f(a, w), w.Flush(), a.Close())
}
