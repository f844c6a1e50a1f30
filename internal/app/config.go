package app

import (
	"errors"
	"fmt"
	"net"
	"net/netip"
	"strings"
	"time"
)

// Config is everything that can be set. The tags are those of package kong:
// each field is a flag, an environment variable OVERVIEW_… and a key of the
// TOML file, by one name.
type Config struct {
	Store   StoreConfig   `embed:""`
	Clock   ClockConfig   `embed:"" group:"Clock"`
	Outlets OutletConfig  `embed:"" group:"Outlets"`
	Crawl   CrawlConfig   `embed:"" group:"Crawler"`
	English EnglishConfig `embed:"" group:"Translation"`
	Space   SpaceConfig   `embed:"" group:"Room"`
	Web     WebConfig     `embed:"" group:"Pages"`
}

// StoreConfig says where things are remembered.
type StoreConfig struct {
	Data string `default:"data" placeholder:"DIR" help:"Folder of the database; made if it is missing."`
}

// ClockConfig sets the time.
type ClockConfig struct {
	Now   time.Time `placeholder:"TIME" help:"Start the clock here instead of at the present, as 2026-08-03T00:00:00Z. Delays between requests then cost no time."`
	Speed float64   `default:"1" placeholder:"N" help:"Let the clock run N times as fast; for tests of long times."`
}

// OutletConfig says whose press is watched.
type OutletConfig struct {
	Outlets   []string `sep:"none" placeholder:"FILE" help:"Watch the outlets of FILE instead of the shipped catalog: catalog YAML (or a folder of it), OPML, or JSON Lines. May be given several times."`
	NoCatalog bool     `name:"no-catalog" help:"Leave the shipped catalog out: watch what was imported, and the outlets of --outlets."`
	Overrides string   `placeholder:"DIR" help:"Folder of YAML files that add to, change or hide outlets of the catalog."`
}

// CrawlConfig says how the web is asked.
type CrawlConfig struct {
	Archive []string `sep:"none" placeholder:"FILE" help:"Answer every request from this web archive (WARC) instead of the network. May be given several times."`
	Contact string   `placeholder:"URL" help:"Address or page that tells publishers who asks; part of the User-Agent. Needed to show texts on an address that is not loopback."`
	Workers int      `default:"16" placeholder:"N" help:"Hosts that are asked for pages at once, at most."`
	// PollWorkers is apart: a feed is asked rarely, answers in a moment and
	// mostly waits for the pause after robots.txt, and a page costs work.
	PollWorkers int `default:"64" placeholder:"N" help:"Hosts that are asked for feeds at once, at most."`
	Budget      int `default:"5000" placeholder:"N" help:"Articles that are fetched in a day, at most; what readers open comes on top."`

	MinInterval time.Duration `default:"15m" placeholder:"D" help:"Shortest time between two polls of a feed."`
	MaxInterval time.Duration `default:"24h" placeholder:"D" help:"Longest time between two polls of a feed."`
	Gap         time.Duration `default:"1s" placeholder:"D" help:"Pause between two requests to a host."`
	PageGap     time.Duration `default:"3s" placeholder:"D" help:"Pause between two requests for pages to a host."`

	AllowCIDR []string `name:"allow-cidr" env:"OVERVIEW_ALLOW_CIDR,OVERVIEW_TEST_ALLOW_CIDR" placeholder:"RANGE" help:"Allow connections to this private or loopback range, as 127.64.0.0/10. Every other such address is refused."`
	Resolver  string   `placeholder:"HOST:PORT" help:"Ask this DNS server instead of the system's."`
	ExtraCA   string   `name:"extra-ca" placeholder:"FILE" help:"Trust the certificates in this PEM file too."`
}

// WebConfig says where pages are served.
type WebConfig struct {
	Addr string `default:"localhost:8080" placeholder:"HOST:PORT" help:"Address to serve on. On one that is not loopback only excerpts are shown, and a contact is needed."`
	// MetricsAddr is apart, because figures about the crawler are nobody's
	// business but the operator's.
	MetricsAddr string `name:"metrics-addr" placeholder:"HOST:PORT" help:"Serve /metrics for Prometheus on this address. By default they are on --addr, if that is loopback."`
}

// minInterval is the shortest time between polls that may be set; publishers
// take more for an attack. A test clock that runs faster shortens it.
const minInterval = 5 * time.Minute

// minGap and minPageGap are the shortest pauses that the fetcher keeps.
const (
	minGap     = 100 * time.Millisecond
	minPageGap = time.Second
)

// maxModelMemory bounds the memory for models, in megabytes: a slip of a few
// digits.
const maxModelMemory = 1 << 20

// maxWorkers bounds the requests of a stage that are under way at once.
const maxWorkers = 1024

// Validate says which field is out of its bounds, and how to mend it.
func (c Config) Validate() error {
	var errs []error
	bad := func(field, format string, args ...any) {
		errs = append(errs, fmt.Errorf("%s: "+format, append([]any{field}, args...)...))
	}
	if c.Store.Data == "" {
		bad("data", "is empty; name a folder, such as ./data")
	}
	if s := c.Clock.Speed; !(s > 0 && s <= 100_000) { // "not a number" is in no order
		bad("speed", "is %v; use a number above 0 and up to 100000", c.Clock.Speed)
	}
	if n := c.Crawl.Workers; n < 1 || n > maxWorkers {
		bad("workers", "is %d; use 1 to %d", n, maxWorkers)
	}
	if n := c.Crawl.PollWorkers; n < 1 || n > maxWorkers {
		bad("poll-workers", "is %d; use 1 to %d", n, maxWorkers)
	}
	if c.Crawl.Budget < 0 {
		bad("budget", "is %d; use 0 or more", c.Crawl.Budget)
	}
	if d := c.Crawl.MinInterval; d < minInterval && c.Clock.Speed <= 1 {
		bad("min-interval", "is %v; publishers take more for an attack: use %v or more", d, minInterval)
	}
	if c.Crawl.MaxInterval < c.Crawl.MinInterval {
		bad("max-interval", "is %v; use at least min-interval, %v", c.Crawl.MaxInterval, c.Crawl.MinInterval)
	}
	if d := c.Crawl.Gap; d < minGap {
		bad("gap", "is %v; use %v or more", d, minGap)
	}
	if d := c.Crawl.PageGap; d < minPageGap {
		bad("page-gap", "is %v; use %v or more", d, minPageGap)
	}
	if n := c.English.ModelMemory; n < 0 || n > maxModelMemory {
		bad("model-memory", "is %d; use 1 to %d megabytes", n, maxModelMemory)
	}
	if n := c.English.ModelWorkers; n < 0 || n > maxWorkers {
		bad("model-workers", "is %d; use 1 to %d, or 0 for all cores but one", n, maxWorkers)
	}
	for _, cidr := range c.Crawl.AllowCIDR {
		if _, err := netip.ParsePrefix(cidr); err != nil {
			bad("allow-cidr", "%q is not a range; write it as 127.64.0.0/10", cidr)
		}
	}
	if r := c.Crawl.Resolver; r != "" {
		if _, _, err := net.SplitHostPort(r); err != nil {
			bad("resolver", "%q is not the address of a name server; write it as 9.9.9.9:53", r)
		}
	}
	if m := c.Web.MetricsAddr; m != "" {
		if _, _, err := net.SplitHostPort(m); err != nil {
			bad("metrics-addr", "%q is not an address to serve on; write it as localhost:9090", m)
		}
	}
	if _, _, err := net.SplitHostPort(c.Web.Addr); err != nil {
		bad("addr", "%q is not an address to serve on; write it as localhost:8080", c.Web.Addr)
	} else if !c.loopback() && c.Crawl.Contact == "" {
		bad("addr", "%s can be reached by others, so a contact is needed: set contact to an address or page of yours", c.Web.Addr)
	}
	c.Space.problems(bad)
	return errors.Join(errs...)
}

// loopback reports whether only this machine can reach the pages.
func (c Config) loopback() bool {
	host, _, err := net.SplitHostPort(c.Web.Addr)
	if err != nil {
		return false
	}
	if strings.EqualFold(host, "localhost") {
		return true
	}
	ip, err := netip.ParseAddr(host)
	return err == nil && ip.IsLoopback()
}

// replayed reports whether requests are answered from archives.
func (c Config) replayed() bool { return len(c.Crawl.Archive) > 0 }

// defaults are the settings of a command line without flags.
func defaults() Config {
	return Config{
		Store: StoreConfig{Data: "data"},
		Clock: ClockConfig{Speed: 1},
		Crawl: CrawlConfig{Workers: 16, PollWorkers: 64, Budget: 5000, MinInterval: 15 * time.Minute, MaxInterval: 24 * time.Hour,
			Gap: time.Second, PageGap: 3 * time.Second},
		Space:   SpaceConfig{KeepTexts: 30 * 24 * time.Hour, MaxSize: 20 * gigabyte},
		English: EnglishConfig{Pull: pullAsk, ModelMemory: 512},
		Web:     WebConfig{Addr: "localhost:8080"},
	}
}
