package store

import (
	"context"
	"errors"
	"log/slog"
	"path/filepath"
	"runtime"
	"sync"
	"testing"
)

// grouped makes writes that all wait for the writer at once, in their order,
// and returns what came of each.
func grouped(t *testing.T, s *Store, writes ...*write) {
	t.Helper()
	var wg sync.WaitGroup
	s.mu.Lock()
	for i, w := range writes {
		wg.Go(func() { w.err = s.inGroup(w.ctx, w.f) })
		for waiting := 0; waiting <= i; runtime.Gosched() {
			s.waiting.mu.Lock()
			waiting = len(s.waiting.writes)
			s.waiting.mu.Unlock()
		}
	}
	s.mu.Unlock()
	wg.Wait()
}

// mark is a write that can be seen afterwards, in the index of search too.
func mark(ctx context.Context, n int, runs *int, then func(tx) error) *write {
	return &write{ctx: ctx, f: func(t tx) error {
		*runs++
		t.index(int64(n), "zebra", "")
		_, err := t.exec(ctx, `INSERT INTO tallies (name, n) VALUES ($1, $2)`, "mark", n)
		if err != nil {
			return err
		}
		_, err = t.exec(ctx, `UPDATE tallies SET name = name || n WHERE name = 'mark'`)
		return errors.Join(err, then(t))
	}}
}

// marked says whether the n-th mark is there.
func marked(t *testing.T, s *Store, n int) bool {
	t.Helper()
	var stored, found int
	err := errors.Join(
		s.read.QueryRow(`SELECT COUNT(*) FROM tallies WHERE name = 'mark' || $1`, n).Scan(&stored),
		s.read.QueryRow(`SELECT COUNT(*) FROM search WHERE search MATCH 'zebra' AND rowid = $1`, n).Scan(&found))
	if err != nil {
		t.Fatal(err)
	}
	if stored != found {
		t.Errorf("write %d: %d rows, %d in the index", n, stored, found)
	}
	return stored == 1
}

func TestGroup(t *testing.T) {
	odd := errors.New("odd")
	fine := func(tx) error { return nil }
	fails := func(tx) error { return odd }
	// As SQLite does where the disk is full.
	breaks := func(x tx) error {
		_, err := x.exec(context.Background(), "ROLLBACK")
		return errors.Join(err, odd)
	}
	ended, end := context.WithCancel(t.Context())
	end()
	for _, tt := range []struct {
		name string
		last func(tx) error
		ctx  context.Context
		want error
		runs int // of each other write
	}{
		{"all are fine", fine, t.Context(), nil, 1},
		{"one fails", fails, t.Context(), odd, 1},
		{"one was given up", fine, ended, context.Canceled, 1},
		{"one breaks the transaction", breaks, t.Context(), odd, 2},
	} {
		t.Run(tt.name, func(t *testing.T) {
			s, err := Open(t.Context(), slog.New(slog.DiscardHandler), filepath.Join(t.TempDir(), "overview.db"))
			if err != nil {
				t.Fatal(err)
			}
			runs := make([]int, 5)
			var writes []*write
			for i := range runs {
				writes = append(writes, mark(t.Context(), i, &runs[i], fine))
			}
			writes[3] = mark(tt.ctx, 3, &runs[3], tt.last)
			grouped(t, s, writes...)
			for i, w := range writes {
				want := error(nil)
				if i == 3 {
					want = tt.want
				}
				if !errors.Is(w.err, want) || want == nil && w.err != nil {
					t.Errorf("write %d = %v, want %v", i, w.err, want)
				}
				if got := marked(t, s, i); got != (want == nil) {
					t.Errorf("write %d is stored: %v, want %v", i, got, want == nil)
				}
				if i < 3 && runs[i] != tt.runs {
					t.Errorf("write %d was run %d times, want %d", i, runs[i], tt.runs)
				}
			}
			if err := s.Close(); err != nil {
				t.Errorf("Close = %v", err)
			}
		})
	}
}

// TestGroupsAreBounded: more writes than one transaction takes are all made.
func TestGroupsAreBounded(t *testing.T) {
	s, err := Open(t.Context(), slog.New(slog.DiscardHandler), filepath.Join(t.TempDir(), "overview.db"))
	if err != nil {
		t.Fatal(err)
	}
	runs := make([]int, 3*maxGroup+1)
	var writes []*write
	for i := range runs {
		writes = append(writes, mark(t.Context(), i, &runs[i], func(tx) error { return nil }))
	}
	grouped(t, s, writes...)
	for i, w := range writes {
		if w.err != nil || runs[i] != 1 || !marked(t, s, i) {
			t.Errorf("write %d = %v after %d runs, want it stored by one", i, w.err, runs[i])
		}
	}
	if err := s.Close(); err != nil {
		t.Errorf("Close = %v", err)
	}
}
