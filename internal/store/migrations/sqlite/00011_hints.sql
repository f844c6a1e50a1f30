-- Why: a list may say which elements of an outlet's pages hold the article and
-- which are no part of it. Pages on which that could not be followed show that
-- the outlet has changed its layout; see page/extract, Hints.

-- +goose Up
ALTER TABLE outlets ADD COLUMN hint_keep TEXT NOT NULL DEFAULT '';

ALTER TABLE outlets ADD COLUMN hint_drop TEXT NOT NULL DEFAULT '';

-- When the list last said something else: a text that was read before and is
-- another now was not changed by its publisher.
ALTER TABLE outlets ADD COLUMN hinted_at INTEGER NOT NULL DEFAULT 0;

CREATE TABLE hint_misses ( -- of the hints that are in force
	outlet_id  TEXT NOT NULL,
	article_id INTEGER NOT NULL,
	miss       TEXT NOT NULL, -- why a hint was not followed, as page/extract says it
	PRIMARY KEY (outlet_id, article_id)
) STRICT, WITHOUT ROWID;
