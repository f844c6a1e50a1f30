package store

import (
	"database/sql"
	"fmt"
	"net/url"

	_ "modernc.org/sqlite" // the driver
)

// sqlOptimize renews the planner's statistics where they are stale.
const sqlOptimize = `PRAGMA optimize`

// sqlBegin takes the write lock at once, so that a transaction never fails
// half-way for want of it.
const sqlBegin = `BEGIN IMMEDIATE`

// openSQLite opens the pool that writes or the pool that reads. The writer
// has one connection. NORMAL loses at most the last commits in a power cut and
// never corrupts; news can be fetched again.
func openSQLite(path string, readOnly bool) (*sql.DB, error) {
	q := url.Values{}
	for _, pragma := range []string{
		"busy_timeout(10000)",
		"journal_mode(WAL)",
		"synchronous(NORMAL)",
		"foreign_keys(ON)",
		"temp_store(MEMORY)",
		"journal_size_limit(67108864)",
	} {
		q.Add("_pragma", pragma)
	}
	if readOnly {
		q.Add("_pragma", "query_only(ON)")
		q.Add("_pragma", "cache_size(-8192)")
	} else {
		q.Add("_pragma", "cache_size(-32768)")
	}
	dsn := (&url.URL{Scheme: "file", Opaque: (&url.URL{Path: path}).EscapedPath(), RawQuery: q.Encode()}).String()
	db, err := sql.Open("sqlite", dsn)
	if err != nil {
		return nil, err
	}
	n := 1
	if readOnly {
		n = maxReaders
	}
	db.SetMaxOpenConns(n)
	db.SetMaxIdleConns(n)
	if err := db.Ping(); err != nil {
		return nil, fmt.Errorf("%w (close the connection: %v)", err, db.Close())
	}
	return db, nil
}
