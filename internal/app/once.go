package app

import (
	"context"
	"fmt"
	"sort"
	"strings"
	"sync"
	"time"

	"github.com/overview-news/overview/internal/jobs"
	"github.com/overview-news/overview/internal/news"
)

// OnceOptions say how much a run does.
type OnceOptions struct {
	Stages   []string // all if empty
	AllDue   bool     // poll every feed, due or not
	Progress func(line string)
}

// Summary is what a run did.
type Summary struct {
	Took    time.Duration
	Stages  []StageSummary
	State   news.Progress
	Watched bool // outlets were polled, so their figures mean something
}

// StageSummary is what one stage did.
type StageSummary struct {
	Name string
	Done int
	Took time.Duration
}

// RunOnce runs the stages until nothing is due.
func (a *App) RunOnce(ctx context.Context, o OnceOptions) (*Summary, error) {
	a.once = true
	stages, err := a.stages(ctx, o.Stages, o.AllDue)
	if err != nil {
		return nil, err
	}
	tally := newTally(stages)
	start := time.Now()
	runner := jobs.New(a.log, stages, func(r jobs.Report) {
		tally.add(r)
		if o.Progress != nil {
			o.Progress(tally.line())
		}
	})
	runErr := runner.Drain(ctx)
	state, err := a.store.Progress(context.WithoutCancel(ctx))
	if runErr == nil {
		runErr = err
	}
	return &Summary{Took: time.Since(start), Stages: tally.stages(), State: state, Watched: tally.has("poll")}, runErr
}

// tally counts what stages did. It is told by several goroutines.
type tally struct {
	mu    sync.Mutex
	order []string
	by    map[string]*StageSummary
}

func newTally(stages []jobs.Job) *tally {
	t := &tally{by: map[string]*StageSummary{}}
	for _, s := range stages {
		t.order = append(t.order, s.Name)
		t.by[s.Name] = &StageSummary{Name: s.Name}
	}
	return t
}

func (t *tally) add(r jobs.Report) {
	t.mu.Lock()
	defer t.mu.Unlock()
	s := t.by[r.Job]
	s.Done += r.Done
	s.Took += r.Took
}

func (t *tally) has(name string) bool { return t.by[name] != nil }

// line says how far a run is, in one line.
func (t *tally) line() string {
	t.mu.Lock()
	defer t.mu.Unlock()
	parts := make([]string, 0, len(t.order))
	for _, name := range t.order {
		parts = append(parts, fmt.Sprintf("%s %d", name, t.by[name].Done))
	}
	return strings.Join(parts, " · ")
}

func (t *tally) stages() []StageSummary {
	t.mu.Lock()
	defer t.mu.Unlock()
	out := make([]StageSummary, 0, len(t.order))
	for _, name := range t.order {
		out = append(out, *t.by[name])
	}
	return out
}

// String is the summary for a person, one figure a line.
func (s *Summary) String() string {
	var b strings.Builder
	p := s.State
	if s.Watched {
		fmt.Fprintf(&b, "outlets    %d watched, %d answered, %d failing\n", p.Outlets, p.Answered, p.Failing)
	}
	fmt.Fprintf(&b, "entries    %d\n", p.Entries)
	total := 0
	for _, n := range p.Articles {
		total += n
	}
	fmt.Fprintf(&b, "articles   %d in %d countries:", total, p.Countries)
	for _, state := range []news.ArticleState{news.StateCollected, news.StateHeadline, news.StateRefused,
		news.StateFailed, news.StateWithdrawn, news.StateHidden} {
		if n := p.Articles[state]; n > 0 {
			fmt.Fprintf(&b, " %d %s", n, state)
		}
	}
	fmt.Fprintf(&b, "\nEnglish    %d\nstories    %d\n", p.English, p.Stories)
	causes := make([]string, 0, len(p.Faults))
	for cause := range p.Faults {
		causes = append(causes, cause)
	}
	sort.Strings(causes)
	for _, cause := range causes {
		fmt.Fprintf(&b, "failures   %d %s\n", p.Faults[cause], cause)
	}
	for _, stage := range s.Stages {
		fmt.Fprintf(&b, "stage      %-10s %6d done in %.1f s\n", stage.Name, stage.Done, stage.Took.Seconds())
	}
	fmt.Fprintf(&b, "took       %.1f s\n", s.Took.Seconds())
	return b.String()
}
