package mozilla

import (
	"context"
	"fmt"
	"sync"

	"github.com/overview-news/overview/internal/translate/models"
	"github.com/overview-news/overview/nmt"
)

// maxMerged bounds the sentences of one batch of several callers. It takes
// about a second.
const maxMerged = 64

// loaded is a model in memory, and those who wait for it.
type loaded struct {
	info  models.Model
	model *nmt.Model

	// Of the backend's mutex.
	users int
	used  int64 // when it was used last, in uses of all models
	bytes int64

	mu      sync.Mutex
	queue   []*request
	batches int // translated so far
}

// request is the sentences of one caller.
type request struct {
	texts   []string
	results []nmt.Result
	err     error
	done    chan struct{}
}

// translate asks for texts and waits for them. Who gets a seat of the pool
// works for whoever has been waiting longest, which need not be himself: so
// the sentences of many small articles make one batch.
func (l *loaded) translate(ctx context.Context, pool chan struct{}, texts []string) ([]nmt.Result, error) {
	r := &request{texts: texts, done: make(chan struct{})}
	l.mu.Lock()
	l.queue = append(l.queue, r)
	l.mu.Unlock()
	for {
		select {
		case <-r.done:
			return r.results, r.err
		case <-ctx.Done():
			l.leave(r)
			return nil, ctx.Err()
		case pool <- struct{}{}:
			l.work(ctx)
			<-pool
		}
	}
}

// leave takes a request that was given up out of the queue.
func (l *loaded) leave(r *request) {
	l.mu.Lock()
	defer l.mu.Unlock()
	for i, q := range l.queue {
		if q == r {
			l.queue = append(l.queue[:i:i], l.queue[i+1:]...)
			return
		}
	}
}

// next takes requests from the front of the queue for one batch.
func (l *loaded) next() []*request {
	l.mu.Lock()
	defer l.mu.Unlock()
	n, count := 0, 0
	for n < len(l.queue) && (n == 0 || count+len(l.queue[n].texts) <= maxMerged) {
		count += len(l.queue[n].texts)
		n++
	}
	if n > 0 {
		l.batches++
	}
	batch := l.queue[:n:n]
	l.queue = l.queue[n:]
	return batch
}

// work translates one batch. It goes on when the caller's own request is given
// up, since others' are in it.
func (l *loaded) work(ctx context.Context) {
	batch := l.next()
	if len(batch) == 0 {
		return
	}
	var texts []string
	for _, r := range batch {
		texts = append(texts, r.texts...)
	}
	results, err := caught(context.WithoutCancel(ctx), l.model, texts)
	if err == nil && len(results) != len(texts) {
		err = fmt.Errorf("%d results for %d sentences", len(results), len(texts))
	}
	for _, r := range batch {
		if r.err = err; err == nil {
			r.results, results = results[:len(r.texts):len(r.texts)], results[len(r.texts):]
		}
		close(r.done)
	}
}

// caught translates; a panic is an error, so that nobody waits for ever.
func caught(ctx context.Context, m *nmt.Model, texts []string) ([]nmt.Result, error) {
	var results []nmt.Result
	var err error
	func() {
		defer func() {
			if p := recover(); p != nil {
				err = fmt.Errorf("internal error: %v", p)
			}
		}()
		results, err = m.Translate(ctx, texts)
	}()
	return results, err
}
