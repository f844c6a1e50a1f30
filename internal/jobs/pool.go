package jobs

import (
	"context"
	"errors"
	"sync"
	"time"
)

// takeAgain is how often a pool with free places looks for more work while
// something is under way.
const takeAgain = time.Second

// Task is one piece of work.
type Task func(ctx context.Context) error

// Pool does a number of tasks at once. A slow one holds up no other: its place
// stays taken while the rest is filled again and again. A Pool is used by one
// goroutine.
type Pool struct {
	size int
	busy int
	done chan error
	wg   sync.WaitGroup
}

// NewPool returns a pool of size places.
func NewPool(size int) *Pool {
	size = max(size, 1)
	return &Pool{size: size, done: make(chan error, size)}
}

// Step fills the free places with tasks that take returns (at most n), waits
// until something is finished, and returns how many tasks were. It returns 0
// when nothing is under way and take had nothing. Tasks go on between two
// steps; once ctx has ended, Step waits for all of them.
func (p *Pool) Step(ctx context.Context, take func(n int) ([]Task, error)) (int, error) {
	tick := time.NewTicker(takeAgain)
	defer tick.Stop()
	for {
		if err := p.fill(ctx, take); err != nil {
			return p.rest(err)
		}
		if p.busy == 0 {
			return 0, ctx.Err()
		}
		select {
		case err := <-p.done:
			return p.collect(err)
		case <-ctx.Done():
			return p.rest(ctx.Err())
		case <-tick.C:
		}
	}
}

// fill starts tasks in the free places. While much is under way it waits until
// a quarter is free, so that work is taken in bunches.
func (p *Pool) fill(ctx context.Context, take func(n int) ([]Task, error)) error {
	free := p.size - p.busy
	if free == 0 || (p.busy > 0 && free < (p.size+3)/4) {
		return nil
	}
	tasks, err := take(free)
	if err != nil {
		return err
	}
	for _, task := range tasks {
		p.busy++
		p.wg.Go(func() { p.done <- task(ctx) })
	}
	return nil
}

// collect counts what is finished, beginning with one whose result is err.
func (p *Pool) collect(err error) (int, error) {
	errs := []error{err}
	for {
		select {
		case err := <-p.done:
			errs = append(errs, err)
			continue
		default:
		}
		p.busy -= len(errs)
		return len(errs), errors.Join(errs...)
	}
}

// rest waits for everything under way and adds its errors to err.
func (p *Pool) rest(err error) (int, error) {
	p.wg.Wait()
	n := 0
	for p.busy > 0 {
		err = errors.Join(err, <-p.done)
		p.busy--
		n++
	}
	return n, err
}
