package store

import (
	"context"
	"fmt"
	"sync"
)

// maxGroup bounds the writes of one transaction, and so how long a reader's
// wish waits for one: a feed of thirty new entries takes some 5 ms. Fewer of
// them touch the same pages of the indexes by time again and again: with 16,
// 5,000 new feeds cost 13 kB an entry.
const maxGroup = 64

// write is a small transaction that may be made together with others.
type write struct {
	ctx  context.Context
	f    func(tx) error
	err  error
	done bool // s.mu guards err and done
}

// queue is the writes that wait for the writer.
type queue struct {
	mu     sync.Mutex
	writes []*write
}

func (q *queue) add(w *write) {
	q.mu.Lock()
	defer q.mu.Unlock()
	q.writes = append(q.writes, w)
}

// take removes the writes that have waited longest, [maxGroup] at most.
func (q *queue) take() []*write {
	q.mu.Lock()
	defer q.mu.Unlock()
	n := min(len(q.writes), maxGroup)
	batch := append([]*write(nil), q.writes[:n]...)
	rest := copy(q.writes, q.writes[n:])
	clear(q.writes[rest:])
	q.writes = q.writes[:rest]
	return batch
}

// inGroup is [Store.inTx] for small writes that come many at once. Those that
// wait when the writer becomes free are made in one transaction, so that the
// pages they share are written once; each fails alone, and returns when all
// are committed. f may be run twice, and must then do the same.
func (s *Store) inGroup(ctx context.Context, f func(tx) error) error {
	w := &write{ctx: ctx, f: f}
	s.waiting.add(w)
	s.mu.Lock()
	defer s.mu.Unlock()
	for !w.done { // unless somebody made it meanwhile
		s.finish(s.waiting.take())
	}
	return w.err
}

// finish makes a batch of writes: together or, where that fails, one by one.
// s.mu is held.
func (s *Store) finish(batch []*write) {
	together := len(batch) > 1 && s.together(batch) == nil
	for _, w := range batch {
		if !together {
			w.err = s.transact(w.ctx, w.f)
		}
		w.done = true
	}
}

// together makes a batch of writes in one transaction. The error is of the
// transaction, and then none was made.
func (s *Store) together(batch []*write) error {
	// The end of one caller's context must not end what others wait for.
	ctx := context.WithoutCancel(batch[0].ctx)
	return s.transact(ctx, func(t tx) error {
		for _, w := range batch {
			if err := t.member(ctx, w); err != nil {
				return err
			}
		}
		return nil
	})
}

// member makes one write of a transaction, or leaves no trace of it. The error
// is of the transaction: SQLite rolls all of it back where the disk is full or
// a statement was broken off, and the savepoint is gone then.
func (t tx) member(ctx context.Context, w *write) error {
	if w.err = w.ctx.Err(); w.err != nil {
		return nil
	}
	if _, err := t.exec(ctx, "SAVEPOINT member"); err != nil {
		return fmt.Errorf("set a savepoint: %w", err)
	}
	kept := len(t.s.changes)
	if w.err = w.f(t); w.err != nil {
		clear(t.s.changes[kept:])
		t.s.changes = t.s.changes[:kept]
		if _, err := t.exec(ctx, "ROLLBACK TO member"); err != nil {
			return fmt.Errorf("roll back to a savepoint: %w", err)
		}
	}
	if _, err := t.exec(ctx, "RELEASE member"); err != nil {
		return fmt.Errorf("release a savepoint: %w", err)
	}
	return nil
}
