package main

import (
	"context"
	"os"
	"runtime"
	"runtime/debug"
	"runtime/metrics"
	"slices"
	"strings"
	"syscall"

	"github.com/overview-news/overview/page/extract/internal/score"
)

const (
	// batch is how many pages an extractor reads before the next has its turn:
	// enough that collecting garbage falls on who made it.
	batch = 8
	// warmPages are read by all before anything is measured, for what is loaded
	// or compiled once.
	warmPages = 3
	// gcEvery is about how many bytes are allocated between two collections.
	// The pages lie in memory all the time, which would make collections rarer
	// than in a program that reads one page at a time.
	gcEvery = 64 << 20
)

// cost is what an extractor took for a page.
type cost struct {
	seconds float64 // of the processor, in the program and for it in the system
	bytes   float64 // allocated
}

func (c *cost) add(d cost) { c.seconds += d.seconds; c.bytes += d.bytes }

// outcome is what an extractor found on a page, compared with the labels.
type outcome struct {
	body score.Body

	titled, rightTitle     bool
	authored               bool
	authors                float64
	dated, named, rightDay bool
}

// answer is what one extractor did with one page.
type answer struct {
	found   found
	outcome outcome
	cost    cost
}

// measurement holds the answers by page and extractor.
type measurement struct {
	engines []engine
	pages   []*input
	answers [][]answer // by page, then as engines
	refused map[string]int
	loads   [2]string // of the machine, before and after
}

func newMeasurement(engines []engine) *measurement {
	return &measurement{engines: engines, refused: map[string]int{}}
}

// measure runs every extractor on every page. The texts by page of another
// one, which costs nothing here, may be given.
func (m *measurement) measure(ctx context.Context, pages []*input, folds map[pageKey]string) error {
	m.pages = pages
	m.loads[0] = load()
	defer func() { m.loads[1] = load() }()
	defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(1)) // collecting takes no idle core that another machine lacks
	for _, in := range pages[:min(warmPages, len(pages))] {
		for _, e := range m.engines {
			if e.read != nil {
				e.safely(in)
			}
		}
	}
	runtime.GC()
	defer debug.SetGCPercent(debug.SetGCPercent(max(1, 100*gcEvery/int(max(1, heapInUse())))))
	for from := 0; from < len(pages); from += batch {
		if err := ctx.Err(); err != nil {
			return err
		}
		m.measureBatch(pages[from:min(from+batch, len(pages))], from/batch)
	}
	m.addFolds(folds)
	return nil
}

// measureBatch lets the extractors take turns; who is first changes.
func (m *measurement) measureBatch(pages []*input, turn int) {
	answers := make([][]answer, len(pages))
	for i := range answers {
		answers[i] = make([]answer, len(m.engines))
	}
	for i := range m.engines {
		at := (i + turn) % len(m.engines)
		if e := m.engines[at]; e.read != nil {
			m.runEngine(e, pages, func(page int) *answer { return &answers[page][at] })
		}
	}
	for at, e := range m.engines {
		if e.combine != nil {
			m.runCombination(e, pages, answers, at)
		}
	}
	for i, in := range pages {
		want := newLabels(in)
		for at := range m.engines {
			answers[i][at].outcome = want.compare(answers[i][at].found)
		}
	}
	m.answers = append(m.answers, answers...)
}

func (m *measurement) runEngine(e engine, pages []*input, to func(page int) *answer) {
	for i, in := range pages {
		start := now()
		f, refused := e.safely(in)
		*to(i) = answer{found: f, cost: now().since(start)}
		if refused != "" {
			m.refused[e.name+": "+refused]++
		}
	}
}

func (m *measurement) runCombination(e engine, pages []*input, answers [][]answer, at int) {
	for i, in := range pages {
		var parts []found
		var c cost
		for j, other := range m.engines {
			if slices.Contains(e.parts, other.name) {
				c.add(answers[i][j].cost)
			}
		}
		for _, name := range e.parts {
			parts = append(parts, answers[i][m.index(name)].found)
		}
		start := now()
		f := e.combine(in, parts)
		c.add(now().since(start))
		answers[i][at] = answer{found: f, cost: c}
	}
}

// index is the place of an engine by its name, -1 where it does not run.
func (m *measurement) index(name string) int {
	return slices.IndexFunc(m.engines, func(e engine) bool { return e.name == name })
}

// usage is what this process has used so far.
type usage struct {
	seconds float64
	bytes   uint64
}

func now() usage {
	var r syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &r); err != nil {
		panic(err) // it has no way to fail for the own process
	}
	sample := []metrics.Sample{{Name: "/gc/heap/allocs:bytes"}}
	metrics.Read(sample)
	return usage{seconds: seconds(r.Utime) + seconds(r.Stime), bytes: sample[0].Value.Uint64()}
}

func seconds(t syscall.Timeval) float64 { return float64(t.Sec) + float64(t.Usec)/1e6 }

func (u usage) since(before usage) cost {
	return cost{seconds: u.seconds - before.seconds, bytes: float64(u.bytes - before.bytes)}
}

func heapInUse() uint64 {
	sample := []metrics.Sample{{Name: "/memory/classes/heap/objects:bytes"}}
	metrics.Read(sample)
	return sample[0].Value.Uint64()
}

// load is the machine's load over the last minute, "unknown" where the system
// does not tell.
func load() string {
	b, err := os.ReadFile("/proc/loadavg")
	if err != nil {
		return "unknown"
	}
	first, _, _ := strings.Cut(string(b), " ")
	return first
}
