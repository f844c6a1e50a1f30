package app

import (
	"context"
	"fmt"
	"log/slog"
	"slices"
	"strings"
	"time"

	"github.com/overview-news/overview/geo"
	"github.com/overview-news/overview/internal/collect"
	"github.com/overview-news/overview/internal/compose"
	"github.com/overview-news/overview/internal/fetch"
	"github.com/overview-news/overview/internal/group"
	"github.com/overview-news/overview/internal/jobs"
	"github.com/overview-news/overview/internal/measure"
	"github.com/overview-news/overview/internal/news"
	"github.com/overview-news/overview/internal/poll"
	"github.com/overview-news/overview/internal/translate"
)

// stageNames are the stages in the order an article meets them.
var stageNames = []string{"poll", "collect", "translate", "group", "measure", "compose"}

// lookEvery is how often a stage looks for work without being woken. Work that
// becomes due by time alone (polls, retries) waits this long at most.
const lookEvery = 2 * time.Second

// composeEvery is how often editions are looked at without anything measured:
// health and age change by time alone.
const composeEvery = 2 * time.Minute

// measureGap lets a story that grows be measured once for several reports:
// each time all of its texts are read.
const measureGap = 10 * time.Second

// composeRest keeps composing to a tenth of the time: it reads what all stories
// of the window are about, and while the world's press comes in for the first
// time something is measured every second.
const composeRest = 9

// stages makes the stages that are named, all if none is. The network is
// opened only if one of them asks it.
func (a *App) stages(ctx context.Context, names []string, allDue bool) ([]jobs.Job, error) {
	for _, name := range names {
		if !slices.Contains(stageNames, name) {
			return nil, fmt.Errorf("there is no stage %q: the stages are %s", name, strings.Join(stageNames, ", "))
		}
	}
	if err := a.work(ctx); err != nil {
		return nil, err
	}
	wanted := func(name string) bool { return len(names) == 0 || slices.Contains(names, name) }
	var out []jobs.Job
	if wanted("poll") || wanted("collect") {
		if err := a.store.Watch(ctx, watched(a.catalog), a.clk.Now()); err != nil {
			return nil, err
		}
		client, err := a.client()
		if err != nil {
			return nil, err
		}
		if wanted("poll") {
			if allDue {
				if err := a.store.PollAll(ctx, a.clk.Now()); err != nil {
					return nil, err
				}
			}
			out = append(out, a.pollJob(client))
		}
		if wanted("collect") {
			if !a.unlimited() {
				out = append(out, a.leadJob())
			}
			out = append(out, a.collectJob(client))
		}
	}
	if wanted("translate") {
		job, err := a.translateJob(ctx)
		if err != nil {
			return nil, err
		}
		out = append(out, job)
	}
	if wanted("group") {
		g := group.New(a.log.With("stage", "group"), a.clk, a.store, a.worker)
		out = append(out, jobs.Job{Name: "group", Run: g.Run, Every: lookEvery, Then: []string{"measure"}})
	}
	if wanted("measure") {
		m := measure.New(a.log.With("stage", "measure"), a.clk, a.store, a.worker)
		out = append(out, jobs.Job{Name: "measure", Run: m.Run, Every: lookEvery, Gap: measureGap, Then: []string{"compose"}})
	}
	if wanted("compose") {
		out = append(out, a.composeJob())
	}
	return out, nil
}

func (a *App) pollJob(client *fetch.Client) jobs.Job {
	p := poll.New(a.log.With("stage", "poll"), a.clk, a.store, client, poll.Options{
		Worker: a.worker, Places: a.cfg.Crawl.PollWorkers, Unlimited: a.unlimited(),
		Shortest: a.cfg.Crawl.MinInterval, Longest: a.cfg.Crawl.MaxInterval,
		Panel: a.inPanel, DayBudget: a.budget(), Location: location,
	})
	return jobs.Job{Name: "poll", Run: p.Run, Every: lookEvery, Then: []string{"collect", "translate", "group"}}
}

// inPanel reports whether an outlet's newsroom is in its country's panel.
func (a *App) inPanel(o news.Outlet) bool {
	for _, p := range a.panels {
		if p.Country == o.Country && slices.Contains(p.Publishers, o.Publisher) {
			return true
		}
	}
	return false
}

// unlimited reports whether age limits, first fill and daily budget are off:
// in a replay, where nobody is spared and everything is old.
func (a *App) unlimited() bool { return a.once || a.cfg.replayed() }

// budget is how many articles the poller may plan in a day: to it, zero means
// its default and less than zero none.
func (a *App) budget() int {
	if a.cfg.Crawl.Budget == 0 {
		return -1
	}
	return a.cfg.Crawl.Budget
}

func (a *App) collectJob(client *fetch.Client) jobs.Job {
	c := collect.New(a.log.With("stage", "collect"), a.clk, a.store, client, collect.Options{
		Worker: a.worker, Places: a.cfg.Crawl.Workers, Location: location, Once: a.unlimited(),
	})
	return jobs.Job{Name: "collect", Run: c.Run, Every: lookEvery, Then: []string{"translate", "group"}}
}

// location is the time zone in which most people of a country live.
func location(country string) *time.Location {
	c, ok := geo.Lookup(country)
	if !ok || len(c.Zones) == 0 {
		return nil
	}
	zone, err := time.LoadLocation(c.Zones[0])
	if err != nil {
		return nil
	}
	return zone
}

// translateAtOnce is how many articles are translated at once. Most of them
// wait for a backend, which merges their sentences into batches and bounds
// what is computed.
const translateAtOnce = 8

func (a *App) translateJob(ctx context.Context) (jobs.Job, error) {
	english, err := OpenEnglish(a.log, a.clk, a.cfg.English, a.cfg.Store.Data)
	if err != nil {
		return jobs.Job{}, err
	}
	a.closers = append(a.closers, english.Close)
	a.keeper = newKeeper(a, english)
	if _, err := a.keeper.again(ctx); err != nil {
		return jobs.Job{}, err
	}
	t := translate.New(a.log.With("stage", "translate"), a.clk, a.store, english.Engine,
		translate.Options{Worker: a.worker, Workers: translateAtOnce})
	return jobs.Job{Name: "translate", Run: t.Run, Every: lookEvery, Then: []string{"group"}}, nil
}

func (a *App) composeJob() jobs.Job {
	c := compose.New(a.log.With("stage", "compose"), a.clk, a.store, world{}, measure.Defaults(), a.panels)
	return jobs.Job{Name: "compose", Run: c.Run, Every: composeEvery, Rest: composeRest}
}

// Work runs the stages that are named, all if none is, until ctx ends.
func (a *App) Work(ctx context.Context, names []string) error {
	stages, err := a.standing(ctx, names)
	if err != nil {
		return err
	}
	ctx, stop := context.WithCancel(ctx)
	defer stop()
	metricsEnd, err := a.serveMetrics(ctx)
	if err != nil {
		return err
	}
	a.runner(a.log, stages).Serve(ctx)
	stop()
	return metricsEnd()
}

// runner runs stages and logs what they do.
func (a *App) runner(log *slog.Logger, stages []jobs.Job) *jobs.Runner {
	return jobs.New(log, stages, func(r jobs.Report) {
		a.meter.count(r)
		log.Debug("stage", "name", r.Job, "done", r.Done, "took", r.Took)
	})
}
