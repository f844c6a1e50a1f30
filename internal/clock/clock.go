// Package clock makes time a value: the real clock, one that runs faster or
// from another moment, and a virtual one under which waiting costs nothing.
//
// Code that waits because politeness asks for it (a crawl delay, a back-off)
// sleeps on a Clock. Under [Virtual] such a sleep ends at once when nothing
// else is at work, and the clock then stands at the moment the sleeper waited
// for; so a replay keeps every delay and takes no time for it.
package clock

import (
	"context"
	"time"
)

// Clock tells the time and waits.
type Clock interface {
	// Now is the current time, in UTC.
	Now() time.Time
	// Sleep waits for d or until ctx ends, and returns ctx's error then.
	// A goroutine that sleeps must be inside Work.
	Sleep(ctx context.Context, d time.Duration) error
	// Work says that the calling goroutine is doing something that takes
	// time of its own, so that virtual time must not move. It ends with a
	// call of done, once.
	Work() (done func())
}

// Real is the machine's clock.
type Real struct{}

// Now is the time in UTC.
func (Real) Now() time.Time { return time.Now().UTC() }

// Sleep waits for d or until ctx ends.
func (Real) Sleep(ctx context.Context, d time.Duration) error { return wait(ctx, d) }

// Work does nothing: real time moves on whether anybody works or not.
func (Real) Work() func() { return func() {} }

// Scaled is a clock that stood at Start when Base was read, and runs Speed
// times as fast as the machine's clock since.
type Scaled struct {
	base  time.Time
	start time.Time
	speed float64
}

// NewScaled returns a clock that shows start now and runs speed times as fast
// as the machine's. A speed that is not above zero is taken as one.
func NewScaled(start time.Time, speed float64) *Scaled {
	if !(speed > 0) {
		speed = 1
	}
	return &Scaled{base: time.Now(), start: start.UTC(), speed: speed}
}

// Now is the scaled time in UTC.
func (s *Scaled) Now() time.Time {
	return s.start.Add(time.Duration(float64(time.Since(s.base)) * s.speed))
}

// Sleep waits until d has passed on this clock, or until ctx ends.
func (s *Scaled) Sleep(ctx context.Context, d time.Duration) error {
	return wait(ctx, time.Duration(float64(d)/s.speed))
}

// Work does nothing.
func (s *Scaled) Work() func() { return func() {} }

func wait(ctx context.Context, d time.Duration) error {
	if d <= 0 {
		return ctx.Err()
	}
	t := time.NewTimer(d)
	defer t.Stop()
	select {
	case <-t.C:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}
