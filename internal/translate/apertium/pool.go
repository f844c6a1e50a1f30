package apertium

import (
	"context"
	"fmt"
	"log/slog"
	"sync"
	"sync/atomic"
	"time"

	"github.com/overview-news/overview/internal/translate"
)

// Back-off of a mode whose programs fail: the first restart is at once.
const (
	firstPause = time.Second
	maxPause   = time.Minute
)

// pool keeps the running pipelines, at most one a mode.
type pool struct {
	log  *slog.Logger
	opt  Options
	stop chan struct{}
	done sync.WaitGroup

	waiting atomic.Int32 // how many wait for a seat

	mu      sync.Mutex
	closed  bool
	seats   chan struct{} // a token for each pipeline that may run
	workers map[string]*worker
}

// worker is the pipeline of one mode, running or not.
type worker struct {
	mode mode

	busy     chan struct{} // holds a token while somebody uses the fields below
	pipe     *pipeline     // nil while it does not run
	used     time.Time
	failures int
	notUntil time.Time
}

func newPool(log *slog.Logger, opt Options) *pool {
	p := &pool{
		log: log, opt: opt,
		stop:    make(chan struct{}),
		seats:   make(chan struct{}, opt.MaxPipelines),
		workers: make(map[string]*worker),
	}
	p.done.Go(p.reap)
	return p
}

// worker returns the one for a mode, which is made when first asked for.
func (p *pool) worker(m mode) (*worker, error) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.closed {
		return nil, fmt.Errorf("apertium is closed: %w", translate.ErrBusy)
	}
	w := p.workers[m.name]
	if w == nil {
		w = &worker{mode: m, busy: make(chan struct{}, 1)}
		p.workers[m.name] = w
	}
	return w, nil
}

// translate sends lines through the pipeline of a mode. The answer to a line
// on which the programs failed twice is empty.
func (p *pool) translate(ctx context.Context, m mode, lines []string) ([]string, error) {
	if len(lines) == 0 {
		return nil, nil
	}
	w, err := p.worker(m)
	if err != nil {
		return nil, err
	}
	select {
	case w.busy <- struct{}{}:
		defer func() { <-w.busy }()
	case <-ctx.Done():
		return nil, ctx.Err()
	}
	out := make([]string, 0, len(lines))
	for retried := false; len(out) < len(lines); {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		if err := p.ensure(ctx, w); err != nil {
			return nil, err
		}
		rest := lines[len(out):]
		if retried {
			rest = rest[:1] // alone, so that it is known to be the one that fails
		}
		answers, err := w.pipe.exchange(ctx, rest, p.opt.Patience)
		out = append(out, answers...)
		if err == nil {
			w.failures, retried = 0, false
			continue
		}
		if ctx.Err() != nil {
			p.release(w)
			return nil, ctx.Err()
		}
		p.log.Warn("apertium failed on a sentence", "mode", m.name, "error", err)
		if retried && len(answers) == 0 {
			out = append(out, "")
		}
		retried = !retried || len(answers) > 0
		p.drop(w, time.Now())
	}
	w.used = time.Now()
	if p.waiting.Load() > 0 {
		p.release(w)
	}
	return out, nil
}

// ensure starts the pipeline of w if it does not run. It waits for a seat
// while other pairs work, stopping one that is idle.
func (p *pool) ensure(ctx context.Context, w *worker) error {
	if w.pipe != nil {
		return nil
	}
	if wait := time.Until(w.notUntil); wait > 0 {
		return fmt.Errorf("next start of %s in %v: %w", w.mode.name, wait.Round(time.Second), translate.ErrBusy)
	}
	select {
	case p.seats <- struct{}{}:
	default:
		p.waiting.Add(1) // before looking for idle ones: who ends later sees it
		defer p.waiting.Add(-1)
		p.stopIdle(0)
		select {
		case p.seats <- struct{}{}:
		case <-ctx.Done():
			return ctx.Err()
		}
	}
	pipe, err := start(w.mode.steps)
	if err != nil {
		<-p.seats
		w.fail(time.Now())
		return fmt.Errorf("%w: %w", translate.ErrBusy, err)
	}
	w.pipe = pipe
	return nil
}

// drop kills the pipeline of w after a failure.
func (p *pool) drop(w *worker, now time.Time) {
	p.release(w)
	w.fail(now)
}

// release stops the pipeline of w, if it runs, and gives its seat back.
func (p *pool) release(w *worker) {
	if w.pipe == nil {
		return
	}
	w.pipe.kill()
	w.pipe = nil
	<-p.seats
}

// fail notes a failure. One sentence may kill a pipeline twice; only then
// must the next start wait.
func (w *worker) fail(now time.Time) {
	w.failures++
	if w.failures > 2 {
		pause := min(firstPause<<min(w.failures-3, 10), maxPause)
		w.notUntil = now.Add(pause)
	}
}

// stopIdle stops pipelines that nobody uses and that were last used at least
// age ago.
func (p *pool) stopIdle(age time.Duration) {
	p.mu.Lock()
	workers := make([]*worker, 0, len(p.workers))
	for _, w := range p.workers {
		workers = append(workers, w)
	}
	p.mu.Unlock()
	for _, w := range workers {
		select {
		case w.busy <- struct{}{}:
		default:
			continue
		}
		if time.Since(w.used) >= age {
			p.release(w)
		}
		<-w.busy
	}
}

// reap stops idle pipelines until the pool is closed.
func (p *pool) reap() {
	tick := time.NewTicker(max(p.opt.Idle/4, time.Millisecond))
	defer tick.Stop()
	for {
		select {
		case <-tick.C:
			p.stopIdle(p.opt.Idle)
		case <-p.stop:
			return
		}
	}
}

// close stops every pipeline, waiting for those in use.
func (p *pool) close() {
	p.mu.Lock()
	if p.closed {
		p.mu.Unlock()
		return
	}
	p.closed = true
	p.mu.Unlock()
	close(p.stop)
	p.done.Wait()
	for _, w := range p.workers {
		w.busy <- struct{}{} // held for good: nobody starts it again
		p.release(w)
	}
}
