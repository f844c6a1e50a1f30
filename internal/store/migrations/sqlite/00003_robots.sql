-- Why: a host's robots.txt holds for a day. In memory alone it is asked for
-- again at every start, which doubles the requests of a run that only polls.

-- +goose Up
CREATE TABLE robots (
	host       TEXT PRIMARY KEY,            -- scheme, name and port: https://paper.example
	outcome    TEXT NOT NULL,               -- had, missing or unreachable
	reason     TEXT NOT NULL DEFAULT '',    -- why it could not be had, in plain words
	failures   INTEGER NOT NULL DEFAULT 0,  -- in a row
	body       BLOB NOT NULL DEFAULT x'',   -- what is read of it, packed with zstd
	fetched_at INTEGER NOT NULL,
	again_at   INTEGER NOT NULL             -- it is asked for again from then on
) STRICT, WITHOUT ROWID;

CREATE INDEX robots_again ON robots (again_at);
