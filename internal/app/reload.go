package app

import (
	"context"
	"fmt"
	"os"
	"strings"
	"sync"
	"time"

	"github.com/overview-news/overview/internal/jobs"
	"github.com/overview-news/overview/internal/web"
)

// listsEvery is how often the operator's lists are looked at for a change.
const listsEvery = 10 * time.Second

// lists watches the operator's own lists of outlets, and takes a change into
// the store without a restart. A list with a mistake changes nothing: what was
// read before stays in force, and the log and the pages say what is wrong.
type lists struct {
	app *App

	mu      sync.Mutex
	seen    string // names, sizes and times of the files that were read last
	problem string // why they could not be read; "" if they could
	since   time.Time
}

func newLists(a *App) *lists {
	return &lists{app: a, seen: printOf(a.cfg.Outlets)}
}

// any reports whether there is a list to watch.
func (l *lists) any() bool {
	return l != nil && (l.app.cfg.Outlets.Overrides != "" || len(l.app.cfg.Outlets.Outlets) > 0)
}

// job looks from time to time.
func (l *lists) job() jobs.Job {
	return jobs.Job{Name: "lists", Run: l.Run, Every: listsEvery, Then: []string{"poll"}}
}

// Run looks once, and returns how many outlets a changed list has.
func (l *lists) Run(ctx context.Context) (int, error) {
	defer l.app.clk.Work()()
	now := printOf(l.app.cfg.Outlets)
	l.mu.Lock()
	changed := now != l.seen
	l.seen = now
	l.mu.Unlock()
	if !changed {
		return 0, nil
	}
	known, err := loadCatalog(l.app.log, l.app.cfg.Outlets)
	if err != nil {
		l.app.log.Warn("the lists of outlets cannot be read, what was read before stays in force", "error", err)
		l.set(err.Error())
		return 0, nil
	}
	if err := l.app.store.Watch(ctx, watched(known), l.app.clk.Now()); err != nil {
		l.mu.Lock()
		l.seen = "" // again at the next look
		l.mu.Unlock()
		return 0, err
	}
	l.set("")
	l.app.log.Info("the lists of outlets changed and are read again", "outlets", known.Len(), "hidden", len(known.Hidden()))
	return known.Len(), nil
}

func (l *lists) set(problem string) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.problem, l.since = problem, l.app.clk.Now()
}

// maxNotice bounds what a notice says of a mistake, in bytes.
const maxNotice = 300

// notice says on the pages what is wrong with the lists, to the person who
// runs Overview only.
func (l *lists) notice() web.Notice {
	if l == nil || !l.app.cfg.loopback() {
		return web.Notice{}
	}
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.problem == "" {
		return web.Notice{}
	}
	first, _, _ := strings.Cut(l.problem, "\n")
	if len(first) > maxNotice {
		first = strings.ToValidUTF8(first[:maxNotice], "") + "…"
	}
	return web.Notice{Text: fmt.Sprintf("The lists of outlets changed at %s UTC and cannot be read: %s. What was read before stays in force.",
		l.since.UTC().Format("15:04"), first)}
}

// printOf is the same as long as nobody changes the files of lists.
func printOf(c OutletConfig) string {
	var paths []string
	for _, path := range append([]string{c.Overrides}, c.Outlets...) {
		if path == "" {
			continue
		}
		paths = append(paths, path)
		if inside, err := listsIn(path); err == nil { // else loading says so
			paths = append(paths, inside...)
		}
	}
	var b strings.Builder
	for _, path := range paths {
		info, err := os.Stat(path)
		if err != nil {
			fmt.Fprintln(&b, path, "missing")
			continue
		}
		fmt.Fprintln(&b, path, info.Size(), info.ModTime().UnixNano())
	}
	return b.String()
}
