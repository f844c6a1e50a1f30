package jobs

import (
	"context"
	"errors"
	"log/slog"
	"slices"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"
)

var quiet = slog.New(slog.DiscardHandler)

// queue is a job with a number of pieces of work due.
type queue struct{ due atomic.Int64 }

// holding returns a queue with n pieces of work due.
func holding(n int64) *queue {
	q := &queue{}
	q.due.Store(n)
	return q
}

func (q *queue) run(context.Context) (int, error) {
	n := min(q.due.Load(), 2)
	q.due.Add(-n)
	return int(n), nil
}

func TestDrainRunsUntilNothingIsDue(t *testing.T) {
	first, second := holding(3), holding(0)
	feed := func(ctx context.Context) (int, error) {
		n, err := first.run(ctx)
		second.due.Add(2 * int64(n))
		return n, err
	}
	done := map[string]int{}
	r := New(quiet, []Job{{Name: "second", Run: second.run}, {Name: "first", Run: feed}},
		func(rep Report) { done[rep.Job] += rep.Done })
	if err := r.Drain(t.Context()); err != nil {
		t.Fatalf("Drain = %v", err)
	}
	if done["first"] != 3 || done["second"] != 6 {
		t.Errorf("done = %v, want 3 of the first and 6 of the second", done)
	}
}

func TestDrainStopsAtAnError(t *testing.T) {
	broken := errors.New("disk full")
	r := New(quiet, []Job{{Name: "a", Run: func(context.Context) (int, error) { return 0, broken }}}, nil)
	if err := r.Drain(t.Context()); !errors.Is(err, broken) {
		t.Errorf("Drain = %v, want %v", err, broken)
	}
}

func TestPanicIsAnError(t *testing.T) {
	r := New(quiet, []Job{{Name: "a", Run: func(context.Context) (int, error) { panic("boom") }}}, nil)
	if err := r.Drain(t.Context()); err == nil {
		t.Error("Drain of a job that panics = nil, want an error")
	}
}

func TestServeWakesWhoFollows(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		ctx, cancel := context.WithCancel(t.Context())
		defer cancel()
		first, second := holding(4), holding(1)
		r := New(quiet, []Job{
			{Name: "first", Run: first.run, Every: time.Hour, Then: []string{"second"}},
			{Name: "second", Run: second.run, Every: 24 * time.Hour},
		}, nil)
		stopped := make(chan struct{})
		go func() { r.Serve(ctx); close(stopped) }()
		synctest.Wait()
		if first.due.Load() != 0 || second.due.Load() != 0 {
			t.Errorf("due after the start = %d, %d, want none", first.due.Load(), second.due.Load())
		}
		second.due.Store(5)
		r.Wake("nobody")
		r.Wake("second")
		synctest.Wait()
		if second.due.Load() != 0 {
			t.Errorf("due after a wake-up = %d, want none", second.due.Load())
		}
		first.due.Store(1)
		time.Sleep(time.Hour + time.Second)
		synctest.Wait()
		if first.due.Load() != 0 {
			t.Errorf("due after an hour = %d, want none", first.due.Load())
		}
		cancel()
		<-stopped
	})
}

func TestRestBoundsTheShareOfTime(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		ctx, cancel := context.WithCancel(t.Context())
		defer cancel()
		var starts []time.Duration
		begin := time.Now()
		var r *Runner
		r = New(quiet, []Job{{Name: "slow", Every: time.Hour, Rest: 9, Run: func(context.Context) (int, error) {
			starts = append(starts, time.Since(begin))
			time.Sleep(2 * time.Second)
			if len(starts) < 3 {
				r.Wake("slow") // there is always more
			}
			return 1, nil
		}}}, nil)
		stopped := make(chan struct{})
		go func() { r.Serve(ctx); close(stopped) }()
		time.Sleep(30 * time.Minute)
		synctest.Wait()
		want := []time.Duration{0, 20 * time.Second, 40 * time.Second}
		if !slices.Equal(starts, want) {
			t.Errorf("it ran at %v, want %v: each batch is followed by its rest", starts, want)
		}
		cancel()
		<-stopped
	})
}

func TestGapJoinsWakeUps(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		ctx, cancel := context.WithCancel(t.Context())
		defer cancel()
		looks := 0
		r := New(quiet, []Job{{Name: "a", Every: time.Hour, Gap: 10 * time.Second, Run: func(context.Context) (int, error) {
			looks++
			return 0, nil
		}}}, nil)
		stopped := make(chan struct{})
		go func() { r.Serve(ctx); close(stopped) }()
		for range 100 {
			time.Sleep(time.Second)
			r.Wake("a")
		}
		synctest.Wait()
		if looks < 9 || looks > 11 {
			t.Errorf("it looked %d times in 100 s of wake-ups, want about one in ten", looks)
		}
		cancel()
		<-stopped
	})
}
