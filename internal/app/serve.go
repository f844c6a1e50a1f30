package app

import (
	"context"
	"errors"
	"fmt"
	"net"
	"net/http"
	"sync"

	"github.com/overview-news/overview/internal/outfeed"
	"github.com/overview-news/overview/internal/read"
	"github.com/overview-news/overview/internal/server"
	"github.com/overview-news/overview/internal/web"
)

// Serve runs the stages and the pages until ctx ends, then stops both and
// waits for what is under way.
func (a *App) Serve(ctx context.Context) error {
	stages, err := a.standing(ctx, nil)
	if err != nil {
		return err
	}
	srv, err := a.server()
	if err != nil {
		return err
	}
	listener, err := net.Listen("tcp", a.cfg.Web.Addr)
	if err != nil {
		return fmt.Errorf("listen on %s: %w (is another Overview running? choose another --addr)", a.cfg.Web.Addr, err)
	}
	a.log.Info("Overview is ready", "address", "http://"+a.cfg.Web.Addr, "listed", a.catalog.Len(), "data", a.cfg.Store.Data)
	ctx, stop := context.WithCancel(ctx)
	defer stop()
	metricsEnd, err := a.serveMetrics(ctx)
	if err != nil {
		return errors.Join(err, listener.Close())
	}
	var working sync.WaitGroup
	working.Go(func() { a.runner(a.log, stages).Serve(ctx) })
	if a.net != nil {
		working.Go(func() { a.watchNetwork(ctx) })
	}
	err = srv.Serve(ctx, listener)
	stop()
	working.Wait()
	if metricsErr := metricsEnd(); metricsErr != nil {
		a.log.Warn("metrics ended", "err", metricsErr)
	}
	if errors.Is(err, http.ErrServerClosed) || errors.Is(err, context.Canceled) {
		return nil
	}
	return err
}

func (a *App) reader() *read.Reader {
	return read.New(a.clk, a.store, read.Options{Private: a.cfg.loopback(), Languages: a.languages()})
}

func (a *App) site(reader *read.Reader) (*web.Site, error) {
	opts := web.Options{Sample: a.sample, Notice: a.notice}
	if a.keeper.asks() {
		opts.Models = a.keeper
	}
	return web.New(a.log, a.clk, reader, opts)
}

func (a *App) server() (*server.Server, error) {
	reader := a.reader()
	site, err := a.site(reader)
	if err != nil {
		return nil, err
	}
	return server.New(a.log, server.Routes{
		Pages:   site,
		Feeds:   outfeed.New(a.log, a.clk, reader, outfeed.Options{Base: "http://" + a.cfg.Web.Addr, Sample: a.sample}),
		Metrics: a.metricsHandler(),
		Problem: site.Problem,
		Params:  web.Params(),
		Posts:   []string{web.ModelsPath},
	}, server.Options{Hosts: a.hosts(), Ready: a.store.Ping}), nil
}

// hosts are the names under which a private installation answers.
func (a *App) hosts() []string {
	if !a.cfg.loopback() {
		return nil
	}
	return []string{"localhost", "127.0.0.1", "::1"}
}
