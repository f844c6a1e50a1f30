// Package jobs makes the stages look for due work: when somebody wakes them,
// and from time to time anyway.
//
// Rows in the store say what is due; a job here only says "look now". A lost
// wake-up therefore costs time and never news, and a job may run as often as
// it likes.
package jobs

import (
	"context"
	"fmt"
	"log/slog"
	"sync"
	"time"

	"github.com/overview-news/overview/internal/clock"
)

// failPause is how long a job rests after an error, so that a full disk or a
// locked database is not asked thousands of times a second.
const failPause = 5 * time.Second

// maxRest bounds how long a job rests after a batch.
const maxRest = time.Minute

// Job looks for due work of one kind.
type Job struct {
	Name string
	// Run does one bounded batch and returns how much it did; 0 means that
	// nothing was due.
	Run func(ctx context.Context) (int, error)
	// Every is how often the job looks without being woken.
	Every time.Duration
	// Rest is for a job that does all there is in one batch: it rests so many
	// times as long as the batch took, a minute at most, before it looks
	// again. What wakes it earlier waits. 0: it does not rest, and looks again
	// until nothing is due.
	Rest int
	// Gap is how long the job leaves between finding nothing more to do and
	// looking again, however often it is woken: what changes several times
	// meanwhile is done once.
	Gap time.Duration
	// Then names the jobs to wake when this one did something.
	Then []string
}

// Report is what one batch of a job did.
type Report struct {
	Job  string
	Done int
	Took time.Duration
	Err  error
}

// Runner runs a set of jobs.
type Runner struct {
	log    *slog.Logger
	jobs   []Job
	wake   map[string]chan struct{}
	report func(Report)
}

// New returns a runner of jobs. report is told of every batch that did
// something or failed; it may be nil, and is called from several goroutines.
func New(log *slog.Logger, jobs []Job, report func(Report)) *Runner {
	r := &Runner{log: log, jobs: jobs, wake: map[string]chan struct{}{}, report: report}
	if r.report == nil {
		r.report = func(Report) {}
	}
	for _, j := range jobs {
		r.wake[j.Name] = make(chan struct{}, 1)
	}
	return r
}

// Wake makes a job look for work soon. It never blocks; a name that no job
// has is ignored.
func (r *Runner) Wake(name string) {
	select {
	case r.wake[name] <- struct{}{}:
	default: // it is awake already, or there is no such job
	}
}

// Serve runs every job until ctx ends, and returns when all have stopped.
func (r *Runner) Serve(ctx context.Context) {
	var wg sync.WaitGroup
	for _, j := range r.jobs {
		wg.Go(func() { r.loop(ctx, j) })
	}
	wg.Wait()
}

func (r *Runner) loop(ctx context.Context, j Job) {
	ticker := time.NewTicker(max(j.Every, time.Millisecond))
	defer ticker.Stop()
	for ctx.Err() == nil {
		start := time.Now()
		n, err := r.batch(ctx, j)
		if j.Rest > 0 {
			_ = clock.Real{}.Sleep(ctx, min(maxRest, time.Duration(j.Rest)*time.Since(start)))
		}
		switch { // whatever slept, the loop looks at ctx next
		case err != nil && ctx.Err() == nil:
			r.log.Error("job failed", "job", j.Name, "err", err)
			_ = clock.Real{}.Sleep(ctx, failPause)
		case n == 0 || j.Rest > 0:
			_ = clock.Real{}.Sleep(ctx, j.Gap)
			select {
			case <-ctx.Done():
			case <-ticker.C:
			case <-r.wake[j.Name]:
			}
		}
	}
}

// batch runs one batch of j and wakes who follows.
func (r *Runner) batch(ctx context.Context, j Job) (int, error) {
	start := time.Now()
	n, err := run(ctx, j)
	if n > 0 || err != nil {
		r.report(Report{Job: j.Name, Done: n, Took: time.Since(start), Err: err})
	}
	if n > 0 {
		for _, next := range j.Then {
			r.Wake(next)
		}
	}
	return n, err
}

// run calls the job. A panic in it becomes an error: one bad document must not
// end the program.
func run(ctx context.Context, j Job) (int, error) {
	var n int
	var err error
	func() {
		defer func() {
			if p := recover(); p != nil {
				err = fmt.Errorf("job %s panicked: %v", j.Name, p)
			}
		}()
		n, err = j.Run(ctx)
	}()
	return n, err
}

// Drain runs the jobs in their order, over and over, until none finds work,
// and returns the first error.
func (r *Runner) Drain(ctx context.Context) error {
	for {
		total := 0
		for _, j := range r.jobs {
			for {
				if err := ctx.Err(); err != nil {
					return err
				}
				n, err := r.batch(ctx, j)
				if err != nil {
					return fmt.Errorf("%s: %w", j.Name, err)
				}
				if n == 0 {
					break
				}
				total += n
			}
		}
		if total == 0 {
			return nil
		}
	}
}
