package clock

import (
	"container/heap"
	"context"
	"sync"
	"time"
)

// Virtual is a clock for replays. It moves on with the machine's clock, and
// jumps ahead to the earliest sleeper whenever every goroutine that is at
// work (see [Clock.Work]) is asleep.
type Virtual struct {
	mu       sync.Mutex
	base     time.Time     // the machine's time when the clock was made
	start    time.Time     // what the clock showed then
	skipped  time.Duration // by how much sleeping has moved it since
	stopped  bool          // a stopped clock moves by sleeping only
	working  int           // goroutines between Work and done, asleep or not
	sleepers sleepHeap
}

type sleeper struct {
	at    time.Time
	woken chan struct{}
	index int // in the heap; -1 when no longer in it
}

// NewVirtual returns a clock that shows start now, then moves with the
// machine's clock and by sleeping.
func NewVirtual(start time.Time) *Virtual {
	return &Virtual{base: time.Now(), start: start.UTC()}
}

// NewStopped returns a clock that shows start and moves by sleeping only:
// what a test sees under it does not depend on the machine's speed.
func NewStopped(start time.Time) *Virtual {
	return &Virtual{start: start.UTC(), stopped: true}
}

// Now is the virtual time in UTC.
func (v *Virtual) Now() time.Time {
	v.mu.Lock()
	defer v.mu.Unlock()
	return v.now()
}

func (v *Virtual) now() time.Time {
	t := v.start.Add(v.skipped)
	if v.stopped {
		return t
	}
	return t.Add(time.Since(v.base))
}

// Advance moves the clock ahead by d, waking whoever slept until then.
func (v *Virtual) Advance(d time.Duration) {
	v.mu.Lock()
	defer v.mu.Unlock()
	if d > 0 {
		v.skipped += d
	}
	v.wake()
}

// Work counts the calling goroutine as busy until done is called.
func (v *Virtual) Work() func() {
	v.mu.Lock()
	v.working++
	v.mu.Unlock()
	var once sync.Once
	return func() {
		once.Do(func() {
			v.mu.Lock()
			defer v.mu.Unlock()
			v.working--
			v.settle()
		})
	}
}

// Sleep waits until the clock has moved on by d, or until ctx ends.
func (v *Virtual) Sleep(ctx context.Context, d time.Duration) error {
	if d <= 0 {
		return ctx.Err()
	}
	v.mu.Lock()
	s := &sleeper{at: v.now().Add(d), woken: make(chan struct{})}
	heap.Push(&v.sleepers, s)
	v.settle()
	v.mu.Unlock()
	select {
	case <-s.woken:
		return nil
	case <-v.timer(d):
	case <-ctx.Done():
	}
	v.mu.Lock()
	defer v.mu.Unlock()
	if s.index >= 0 {
		heap.Remove(&v.sleepers, s.index)
	}
	return ctx.Err()
}

// timer fires after d of the machine's time: a sleeper is not held back by
// somebody who works for longer than it wants to sleep. On a stopped clock it
// never fires.
func (v *Virtual) timer(d time.Duration) <-chan time.Time {
	if v.stopped {
		return nil
	}
	return time.After(d)
}

// settle jumps to the earliest sleeper if nobody is awake.
func (v *Virtual) settle() {
	if len(v.sleepers) > 0 && len(v.sleepers) >= v.working {
		if ahead := v.sleepers[0].at.Sub(v.now()); ahead > 0 {
			v.skipped += ahead
		}
	}
	v.wake()
}

// wake ends every sleep whose time has come.
func (v *Virtual) wake() {
	now := v.now()
	for len(v.sleepers) > 0 && !v.sleepers[0].at.After(now) {
		s := heap.Pop(&v.sleepers).(*sleeper)
		close(s.woken)
	}
}

// sleepHeap orders sleepers by the time they wait for.
type sleepHeap []*sleeper

func (h sleepHeap) Len() int           { return len(h) }
func (h sleepHeap) Less(i, j int) bool { return h[i].at.Before(h[j].at) }
func (h sleepHeap) Swap(i, j int) {
	h[i], h[j] = h[j], h[i]
	h[i].index, h[j].index = i, j
}

// Push adds x; package heap calls it.
func (h *sleepHeap) Push(x any) {
	s := x.(*sleeper)
	s.index = len(*h)
	*h = append(*h, s)
}

// Pop removes the last element; package heap calls it.
func (h *sleepHeap) Pop() any {
	old := *h
	s := old[len(old)-1]
	s.index = -1
	*h = old[:len(old)-1]
	return s
}
