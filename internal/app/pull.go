package app

import (
	"log/slog"

	"github.com/overview-news/overview/internal/clock"
	"github.com/overview-news/overview/internal/fetch"
)

// NetConfig says how the network is asked by commands that are no crawl.
type NetConfig struct {
	Contact   string   `placeholder:"URL" help:"Address or page that tells others who asks; part of the User-Agent."`
	AllowCIDR []string `name:"allow-cidr" env:"OVERVIEW_ALLOW_CIDR,OVERVIEW_TEST_ALLOW_CIDR" placeholder:"RANGE" help:"Allow connections to this private or loopback range, as 127.64.0.0/10."`
	Resolver  string   `placeholder:"HOST:PORT" help:"Ask this DNS server instead of the system's."`
	ExtraCA   string   `name:"extra-ca" placeholder:"FILE" help:"Trust the certificates in this PEM file too."`
}

// OpenNet returns a client over the network.
func OpenNet(log *slog.Logger, version string, c NetConfig) (*fetch.Client, error) {
	cfg := defaults()
	cfg.Crawl.Contact, cfg.Crawl.AllowCIDR, cfg.Crawl.Resolver, cfg.Crawl.ExtraCA = c.Contact, c.AllowCIDR, c.Resolver, c.ExtraCA
	a := &App{log: log, cfg: cfg, version: version, clk: clock.Real{}}
	return a.client()
}
