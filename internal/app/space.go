package app

import (
	"context"
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/overview-news/overview/internal/jobs"
	"github.com/overview-news/overview/internal/retain"
)

// SpaceConfig says how much room texts may take. Headlines and figures are
// kept for ever.
type SpaceConfig struct {
	KeepTexts time.Duration `default:"720h" placeholder:"D" help:"How long texts and translations are kept; 0 for ever."`
	MaxSize   Bytes         `default:"20GB" placeholder:"N" help:"Most that the database may take, such as 500MB or 20GB; the oldest texts go first. 0 for no bound."`
}

// minKeepTexts and minMaxSize are the least that may be set: less would take
// texts away from stories that live, or leave no room for a day.
const (
	minKeepTexts = 14 * 24 * time.Hour
	minMaxSize   = 100 * megabyte
)

// problems says which field is out of its bounds.
func (c SpaceConfig) problems(bad func(field, format string, args ...any)) {
	if d := c.KeepTexts; d != 0 && d < minKeepTexts {
		bad("keep-texts", "is %v; use %v or more, or 0 for ever", d, minKeepTexts)
	}
	if n := c.MaxSize; n != 0 && n < minMaxSize {
		bad("max-size", "is %v; use %v or more, or 0 for no bound", n, minMaxSize)
	}
}

// retainEvery is how often old texts are looked for.
const retainEvery = time.Hour

func (a *App) retainJob() jobs.Job {
	r := retain.New(a.log.With("stage", "retain"), a.clk, a.store, retain.Options{
		Keep: a.cfg.Space.KeepTexts, MaxBytes: int64(a.cfg.Space.MaxSize),
	})
	return jobs.Job{Name: "retain", Run: r.Run, Every: retainEvery}
}

// leadEvery is how often the pages of stories that have become leading ones
// are asked for.
const leadEvery = 30 * time.Second

// leadJob plans the pages of leading stories.
func (a *App) leadJob() jobs.Job {
	run := func(ctx context.Context) (int, error) {
		return a.store.DemandLeading(ctx, a.clk.Now(), a.cfg.Crawl.Budget)
	}
	return jobs.Job{Name: "lead", Run: run, Every: leadEvery, Then: []string{"collect"}}
}

// standing is the stages that are named, all if none is, of an installation
// that goes on: it looks after its translation models and makes room too, but
// not in a replay.
func (a *App) standing(ctx context.Context, names []string) ([]jobs.Job, error) {
	stages, err := a.stages(ctx, names, false)
	if err != nil || a.unlimited() {
		return stages, err
	}
	if !a.sample && a.lists.any() && (len(names) == 0 || slices.Contains(names, "poll")) {
		stages = append(stages, a.lists.job())
	}
	if !a.sample && (len(names) == 0 || slices.Contains(names, "translate")) {
		stages = append(stages, a.keeper.job())
	}
	if len(names) > 0 {
		return stages, nil
	}
	return append(stages, a.retainJob(), a.examineJob()), nil
}

// Bytes is an amount of room. It reads and prints itself with a unit of
// thousands, as in 20GB.
type Bytes int64

// Units of room.
const (
	kilobyte Bytes = 1000
	megabyte       = 1000 * kilobyte
	gigabyte       = 1000 * megabyte
	terabyte       = 1000 * gigabyte
)

// unit is a unit of room.
type unit struct {
	name  string
	bytes Bytes
}

var units = []unit{{"TB", terabyte}, {"GB", gigabyte}, {"MB", megabyte}, {"KB", kilobyte}, {"B", 1}}

// UnmarshalText reads an amount such as 500MB, 1.5GB or a number of bytes.
func (b *Bytes) UnmarshalText(text []byte) error {
	s := strings.ToUpper(strings.TrimSpace(string(text)))
	factor := Bytes(1)
	for _, u := range units {
		if number, ok := strings.CutSuffix(s, u.name); ok {
			s, factor = strings.TrimSpace(number), u.bytes
			break
		}
	}
	n, err := strconv.ParseFloat(s, 64)
	if err != nil || n < 0 || math.IsNaN(n) || n*float64(factor) > math.MaxInt64/2 {
		return fmt.Errorf("%q is no amount of room; write it as 500MB or 20GB", text)
	}
	*b = Bytes(n * float64(factor))
	return nil
}

// MarshalText is [Bytes.String].
func (b Bytes) MarshalText() ([]byte, error) { return []byte(b.String()), nil }

// String is the amount in the largest unit that needs no fraction.
func (b Bytes) String() string {
	i := slices.IndexFunc(units, func(u unit) bool { return b != 0 && b%u.bytes == 0 })
	if i < 0 {
		return "0"
	}
	return strconv.FormatInt(int64(b/units[i].bytes), 10) + units[i].name
}
