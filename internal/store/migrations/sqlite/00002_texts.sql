-- Why: texts are kept for a time, headlines and figures for ever. Finding what
-- is old must not cost a look at everything that was ever seen, so articles say
-- whether they have texts. The pages of a day are counted at every poll, which
-- also asks whose sites were taken down.

-- +goose Up
-- 1: texts are kept for a time; 2: imported, kept while there is room; 0: none
-- any more.
ALTER TABLE articles ADD COLUMN texts INTEGER NOT NULL DEFAULT 1;

UPDATE articles SET texts = 2 WHERE collected_at = seen_at;

CREATE INDEX articles_texts ON articles (texts, day, id) WHERE texts <> 0;

CREATE INDEX articles_collected ON articles (collected_at) WHERE collected_at <> 0;

CREATE INDEX outlets_site ON outlets (site);
