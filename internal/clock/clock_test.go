package clock

import (
	"context"
	"errors"
	"sync"
	"testing"
	"time"
)

var epoch = time.Date(2026, 8, 3, 0, 0, 0, 0, time.UTC)

func TestStoppedClockJumpsToTheEarliestSleeper(t *testing.T) {
	c := NewStopped(epoch)
	var (
		mu    sync.Mutex
		order []time.Duration
		wg    sync.WaitGroup
	)
	release := c.Work() // hold time until every sleeper is there
	for _, d := range []time.Duration{3 * time.Hour, time.Hour, 2 * time.Hour} {
		done := c.Work()
		wg.Go(func() {
			defer done()
			if err := c.Sleep(t.Context(), d); err != nil {
				t.Errorf("Sleep(%v) = %v, want nil", d, err)
			}
			mu.Lock()
			defer mu.Unlock()
			order = append(order, c.Now().Sub(epoch))
		})
	}
	release()
	wg.Wait()
	want := []time.Duration{time.Hour, 2 * time.Hour, 3 * time.Hour}
	for i, d := range want {
		if order[i] != d {
			t.Fatalf("woken at %v, want %v", order, want)
		}
	}
}

func TestWorkHoldsTime(t *testing.T) {
	c := NewStopped(epoch)
	busy := c.Work()
	woken := make(chan struct{})
	done := c.Work()
	go func() {
		defer close(woken)
		defer done()
		_ = c.Sleep(context.Background(), time.Hour)
	}()
	if got := c.Now(); !got.Equal(epoch) {
		t.Errorf("Now() = %v while somebody works, want %v", got, epoch)
	}
	busy()
	<-woken
	if got, want := c.Now(), epoch.Add(time.Hour); !got.Equal(want) {
		t.Errorf("Now() = %v, want %v", got, want)
	}
}

func TestSleepEndsWithItsContext(t *testing.T) {
	for name, c := range map[string]Clock{
		"real": Real{}, "scaled": NewScaled(epoch, 2), "virtual": NewVirtual(epoch), "stopped": NewStopped(epoch),
	} {
		t.Run(name, func(t *testing.T) {
			defer c.Work()()
			defer c.Work()() // a second worker keeps virtual time from jumping
			ctx, cancel := context.WithCancel(t.Context())
			cancel()
			if err := c.Sleep(ctx, time.Hour); !errors.Is(err, context.Canceled) {
				t.Errorf("Sleep on an ended context = %v, want %v", err, context.Canceled)
			}
		})
	}
}

func TestScaledKeepsItsStart(t *testing.T) {
	c := NewScaled(epoch, 60)
	if got := c.Now().Sub(epoch); got < 0 || got > time.Hour {
		t.Errorf("a clock just made is %v from its start", got)
	}
}

func TestAdvanceWakes(t *testing.T) {
	c := NewStopped(epoch)
	hold := c.Work()
	defer hold()
	done := c.Work()
	woken := make(chan error, 1)
	go func() {
		defer done()
		woken <- c.Sleep(context.Background(), time.Minute)
	}()
	for {
		select {
		case err := <-woken:
			if err != nil {
				t.Errorf("Sleep = %v, want nil", err)
			}
			return
		default:
			c.Advance(time.Second)
		}
	}
}
