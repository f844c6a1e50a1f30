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

// sqlSize reads pages, free pages and the size of one in bytes.
const sqlSize = `
	SELECT p.page_count, f.freelist_count, b.page_size
	FROM pragma_page_count p, pragma_freelist_count f, pragma_page_size b`

// sqlShrink moves that many pages off the end of the file and cuts it. Only a
// file that was made with auto_vacuum can do that.
const sqlShrink = `PRAGMA incremental_vacuum(%d)`

// openSQLite opens the pool that writes or the pool that reads. The writer
// has one connection. NORMAL loses at most the last commits in a power cut and
// never corrupts; news can be fetched again.
func openSQLite(path string, readOnly bool) (*sql.DB, error) {
	q := url.Values{}
	for _, pragma := range []string{
		"busy_timeout(10000)",
		// Before anything is written, else it has no effect. Freed pages are used
		// again by the next day's texts; INCREMENTAL, which costs one page in a
		// thousand, lets the file shrink when far more are free than that, without
		// a VACUUM that would hold up everybody.
		"auto_vacuum(INCREMENTAL)",
		"journal_mode(WAL)",
		"synchronous(NORMAL)",
		// 48 MB instead of 4: a page of an index that many transactions touch is
		// moved to the database once for all of them. After a crash that much is
		// read again, which takes some tenths of a second.
		"wal_autocheckpoint(12000)",
		"foreign_keys(ON)",
		"temp_store(MEMORY)",
		"journal_size_limit(67108864)",
	} {
		q.Add("_pragma", pragma)
	}
	if readOnly {
		q.Add("_pragma", "query_only(ON)")
		q.Add("_pragma", "cache_size(-4096)")
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
