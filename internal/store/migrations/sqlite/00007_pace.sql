-- Why: a program that starts again after it was killed must not ask a host at
-- once that it may just have asked, nor one that asked to be left alone; and a
-- page that is looked at again is asked whether it has changed.

-- +goose Up
CREATE TABLE paces (
	host     TEXT PRIMARY KEY,            -- its name, without port
	asked_at INTEGER NOT NULL DEFAULT 0,  -- when a page of it was last fetched
	until_at INTEGER NOT NULL DEFAULT 0,  -- it asked to be left alone until then
	failures INTEGER NOT NULL DEFAULT 0   -- 429 and 5xx in a row
) STRICT, WITHOUT ROWID;

CREATE TABLE validators ( -- of pages that are looked at again
	article_id    INTEGER PRIMARY KEY,
	url           TEXT NOT NULL, -- the address that gave them
	etag          TEXT NOT NULL,
	last_modified TEXT NOT NULL
) STRICT;
