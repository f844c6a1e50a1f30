package jobs

import (
	"context"
	"errors"
	"testing"
)

// give returns a take function that hands out tasks once.
func give(tasks ...Task) func(int) ([]Task, error) {
	return func(n int) ([]Task, error) {
		n = min(n, len(tasks))
		out := tasks[:n]
		tasks = tasks[n:]
		return out, nil
	}
}

func TestPoolDoesNotWaitForTheSlow(t *testing.T) {
	slow := make(chan struct{})
	quick := func(context.Context) error { return nil }
	p := NewPool(2)
	take := give(func(context.Context) error { <-slow; return nil }, quick, quick, quick)
	done := 0
	for done < 3 {
		n, err := p.Step(t.Context(), take)
		if err != nil || n == 0 {
			t.Fatalf("Step = %d, %v, want more than 0", n, err)
		}
		done += n
	}
	close(slow)
	if n, err := p.Step(t.Context(), take); n != 1 || err != nil {
		t.Errorf("Step = %d, %v, want the slow one", n, err)
	}
	if n, err := p.Step(t.Context(), take); n != 0 || err != nil {
		t.Errorf("Step of an idle pool = %d, %v, want 0", n, err)
	}
}

func TestPoolWaitsForAllWhenItEnds(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	ended := 0
	task := func(ctx context.Context) error { <-ctx.Done(); ended++; return nil }
	p := NewPool(1)
	cancel()
	n, err := p.Step(ctx, give(task))
	if !errors.Is(err, context.Canceled) && err != nil || n != 1 || ended != 1 {
		t.Errorf("Step = %d, %v with %d ended, want 1 ended", n, err, ended)
	}
}

func TestPoolReturnsErrors(t *testing.T) {
	broken := errors.New("broken")
	p := NewPool(4)
	if _, err := p.Step(t.Context(), give(func(context.Context) error { return broken })); !errors.Is(err, broken) {
		t.Errorf("Step = %v, want %v", err, broken)
	}
}
