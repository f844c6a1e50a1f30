-- Why: what "overview outlets check" found was printed and lost. A feed is
-- proposed for quarantine or retirement only after failures over days, so what
-- was found before must be remembered. The outlet need not be stored yet: a
-- list can be checked before it is ever polled.

-- +goose Up
CREATE TABLE outlet_checks (
	url        TEXT PRIMARY KEY,           -- the feed's address, as listed
	outlet_id  TEXT NOT NULL,
	state      TEXT NOT NULL,              -- ok, moved, dead …: see news.CheckState
	evidence   TEXT NOT NULL,
	suggestion TEXT NOT NULL DEFAULT '',
	weight     REAL NOT NULL,              -- of the last check's failure, 0 for none
	score      REAL NOT NULL,              -- what failures added up to
	checks     INTEGER NOT NULL,           -- how often it was checked
	failures   INTEGER NOT NULL,           -- in a row
	entries    INTEGER NOT NULL DEFAULT 0,
	newest     INTEGER NOT NULL DEFAULT 0, -- date of the newest entry
	declared   TEXT NOT NULL DEFAULT '',   -- language of the list
	detected   TEXT NOT NULL DEFAULT '',   -- language of the entries
	duplicate  TEXT NOT NULL DEFAULT '',   -- a feed with the same entries
	prints     TEXT NOT NULL DEFAULT '',   -- of the entries, to find duplicates
	moved_to   TEXT NOT NULL DEFAULT '',
	checked_at INTEGER NOT NULL,
	state_at   INTEGER NOT NULL,           -- it is in this state since
	failing_at INTEGER NOT NULL DEFAULT 0, -- first of the failures in a row
	passed_at  INTEGER NOT NULL DEFAULT 0  -- last check without a failure
) STRICT, WITHOUT ROWID;

CREATE INDEX outlet_checks_outlet ON outlet_checks (outlet_id, url);
CREATE INDEX outlet_checks_at ON outlet_checks (checked_at);
