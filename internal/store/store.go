// Package store remembers everything: outlets and their feeds, articles and
// their texts, stories, and what work is due.
//
// It owns every transaction. A stage claims a bounded batch of due work, works
// without holding one, and hands back a result that is written whole together
// with the state of its work, or not at all; see [news.Claim]. SQLite has one
// writer and many readers behind these methods.
package store

import (
	"context"
	"database/sql"
	"embed"
	"errors"
	"fmt"
	"io/fs"
	"log/slog"
	"sync"
	"time"

	"github.com/pressly/goose/v3"
)

//go:embed migrations/sqlite/*.sql
var migrations embed.FS

// maxReaders bounds the connections that read at once. More than the cores
// would only wait for one another.
const maxReaders = 8

// Store is an open database.
type Store struct {
	log  *slog.Logger
	pool *sql.DB // holds the writer's connection
	read *sql.DB

	// robots is sqlRobots, prepared: every host that is asked needs it once,
	// and parsing it took longer than answering it.
	robots func() (*sql.Stmt, error)

	waiting  queue      // of writes that may share a transaction
	mu       sync.Mutex // held for a transaction
	conn     *sql.Conn  // the writer: SQLite has one
	prepared map[string]*sql.Stmt
	changes  []searchChange // of the transaction under way
}

// Open opens the SQLite database at path, creating it if it is missing, and
// brings its tables up to date.
func Open(ctx context.Context, log *slog.Logger, path string) (*Store, error) {
	pool, err := openSQLite(path, false)
	if err != nil {
		return nil, fmt.Errorf("open %s: %w", path, err)
	}
	s := &Store{log: log, pool: pool, prepared: map[string]*sql.Stmt{}}
	if err := s.migrate(ctx); err != nil {
		return nil, errors.Join(fmt.Errorf("migrate %s: %w", path, err), pool.Close())
	}
	if s.conn, err = pool.Conn(ctx); err != nil {
		return nil, errors.Join(fmt.Errorf("open %s for writing: %w", path, err), pool.Close())
	}
	if s.read, err = openSQLite(path, true); err != nil {
		return nil, errors.Join(fmt.Errorf("open %s for reading: %w", path, err), s.conn.Close(), pool.Close())
	}
	s.robots = sync.OnceValues(func() (*sql.Stmt, error) { return s.read.Prepare(sqlRobots) })
	return s, nil
}

// Close renews the planner's statistics where they are stale and closes the
// database.
func (s *Store) Close() error {
	s.mu.Lock()
	defer s.mu.Unlock()
	_, err := s.conn.ExecContext(context.Background(), sqlOptimize)
	for _, stmt := range s.prepared {
		err = errors.Join(err, stmt.Close())
	}
	return errors.Join(err, s.read.Close(), s.conn.Close(), s.pool.Close())
}

// ErrNewer is returned for a store that a newer Overview has changed: an older
// one would write into it what that one does not expect.
var ErrNewer = errors.New("a newer version of Overview has used this store; run that version, or give another --data")

func (s *Store) migrate(ctx context.Context) error {
	dir, err := fs.Sub(migrations, "migrations/sqlite")
	if err != nil {
		return err
	}
	provider, err := goose.NewProvider(goose.DialectSQLite3, s.pool, dir)
	if err != nil {
		return err
	}
	stored, own, err := provider.GetVersions(ctx)
	if err != nil {
		return err
	}
	if stored > own {
		return fmt.Errorf("%w: its format is %d, this program's %d", ErrNewer, stored, own)
	}
	results, err := provider.Up(ctx)
	if err != nil {
		return err
	}
	level := slog.LevelInfo
	if len(results) > 0 && results[0].Source.Version == 1 {
		level = slog.LevelDebug // a new store: nothing of anybody's was changed
	}
	for _, r := range results {
		s.log.Log(ctx, level, "migrated", "version", r.Source.Version, "took", r.Duration)
	}
	return nil
}

// Ping reports whether the store can be read.
func (s *Store) Ping(ctx context.Context) error {
	var one int
	return s.read.QueryRowContext(ctx, "SELECT 1").Scan(&one)
}

// tx is a write transaction. Its statements are prepared once and kept.
type tx struct{ s *Store }

// inTx runs f in a write transaction, which ends with f's result.
func (s *Store) inTx(ctx context.Context, f func(tx) error) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.transact(ctx, f)
}

// transact is [Store.inTx] for whoever holds s.mu.
func (s *Store) transact(ctx context.Context, f func(tx) error) error {
	if _, err := s.conn.ExecContext(ctx, sqlBegin); err != nil {
		return fmt.Errorf("begin: %w", err)
	}
	clear(s.changes) // their texts, which a big transaction must not leave behind
	s.changes = s.changes[:0]
	err := f(tx{s})
	if err == nil {
		err = tx{s}.flushSearch(ctx)
	}
	if err == nil {
		if _, err = s.conn.ExecContext(ctx, "COMMIT"); err == nil {
			return nil
		}
		err = fmt.Errorf("commit: %w", err)
	}
	// The transaction must end even when ctx has.
	if _, rollback := s.conn.ExecContext(context.WithoutCancel(ctx), "ROLLBACK"); rollback != nil {
		return errors.Join(err, fmt.Errorf("roll back: %w", rollback))
	}
	return err
}

// stmt is the prepared statement of query.
func (t tx) stmt(ctx context.Context, query string) (*sql.Stmt, error) {
	if p, ok := t.s.prepared[query]; ok {
		return p, nil
	}
	p, err := t.s.conn.PrepareContext(context.WithoutCancel(ctx), query)
	if err != nil {
		return nil, err
	}
	t.s.prepared[query] = p
	return p, nil
}

// QueryContext runs a query inside the transaction.
func (t tx) QueryContext(ctx context.Context, query string, args ...any) (*sql.Rows, error) {
	stmt, err := t.stmt(ctx, query)
	if err != nil {
		return nil, err
	}
	return stmt.QueryContext(ctx, args...)
}

// exec runs a statement and returns how many rows it changed.
func (t tx) exec(ctx context.Context, query string, args ...any) (int64, error) {
	stmt, err := t.stmt(ctx, query)
	if err != nil {
		return 0, err
	}
	res, err := stmt.ExecContext(ctx, args...)
	if err != nil {
		return 0, err
	}
	return res.RowsAffected()
}

// one reads one row into dest; found is false if there is none.
func (t tx) one(ctx context.Context, query string, args []any, dest ...any) (bool, error) {
	stmt, err := t.stmt(ctx, query)
	if err != nil {
		return false, err
	}
	err = stmt.QueryRowContext(ctx, args...).Scan(dest...)
	if errors.Is(err, sql.ErrNoRows) {
		return false, nil
	}
	return err == nil, err
}

// rows runs a query and calls scan for each row.
func rows(ctx context.Context, q querier, query string, args []any, scan func(*sql.Rows) error) error {
	rs, err := q.QueryContext(ctx, query, args...)
	if err != nil {
		return err
	}
	for rs.Next() {
		if err := scan(rs); err != nil {
			return errors.Join(err, rs.Close())
		}
	}
	return errors.Join(rs.Err(), rs.Close())
}

// querier is the database or a transaction.
type querier interface {
	QueryContext(ctx context.Context, query string, args ...any) (*sql.Rows, error)
}

// millis is t as the store keeps it: milliseconds UTC, 0 for the zero time.
func millis(t time.Time) int64 {
	if t.IsZero() {
		return 0
	}
	return t.UnixMilli()
}

// moment is the time that the store keeps as ms.
func moment(ms int64) time.Time {
	if ms == 0 {
		return time.Time{}
	}
	return time.UnixMilli(ms).UTC()
}

// day is the partition of a moment: days since 1970.
func day(t time.Time) int64 { return t.Unix() / (24 * 60 * 60) }
