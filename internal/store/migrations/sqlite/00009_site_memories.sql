-- Why: what stands at the same place of several pages of an outlet is not the
-- article. What was seen there is remembered from page to page; see package
-- page/extract, Site.

-- +goose Up
CREATE TABLE site_memories (
	outlet_id TEXT PRIMARY KEY,
	body      BLOB NOT NULL,    -- hashes, as page/extract writes them: about 30 KB, 81 KB at most
	pages     INTEGER NOT NULL, -- that it was learnt from
	at        INTEGER NOT NULL
) STRICT;
