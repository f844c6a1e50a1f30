-- Why: what was read of an outlet's pages is compared from time to time, and
-- what is odd is shown beside its health; see package doctor.

-- +goose Up
CREATE TABLE examinations (
	outlet_id TEXT PRIMARY KEY,
	at        INTEGER NOT NULL,
	pages     INTEGER NOT NULL, -- looked at
	findings  TEXT NOT NULL     -- JSON: []news.Finding
) STRICT, WITHOUT ROWID;
