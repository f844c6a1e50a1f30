-- Why: the ledger says in which languages an outlet was found to write, beside
-- those that its list declares. Counting that from articles would read all of
-- them; triggers keep it, as they keep the tallies. And what the operator does
-- not want now, such as a model for a language, is remembered across starts.

-- +goose Up
CREATE TABLE outlet_languages (
	outlet_id TEXT NOT NULL,
	language  TEXT NOT NULL,     -- of collected pages, as their text was read
	articles  INTEGER NOT NULL,
	last_at   INTEGER NOT NULL,  -- when one was last collected
	PRIMARY KEY (outlet_id, language)
) STRICT, WITHOUT ROWID;

INSERT INTO outlet_languages (outlet_id, language, articles, last_at)
SELECT outlet_id, language, COUNT(*), MAX(collected_at) FROM articles
WHERE collected_at <> 0 GROUP BY outlet_id, language;

-- +goose StatementBegin
CREATE TRIGGER articles_language_insert AFTER INSERT ON articles
WHEN NEW.collected_at <> 0 BEGIN
	INSERT INTO outlet_languages (outlet_id, language, articles, last_at)
		VALUES (NEW.outlet_id, NEW.language, 1, NEW.collected_at)
		ON CONFLICT (outlet_id, language) DO UPDATE SET
			articles = articles + 1, last_at = max(last_at, excluded.last_at);
END;
-- +goose StatementEnd

-- +goose StatementBegin
CREATE TRIGGER articles_language_update AFTER UPDATE OF collected_at, language, outlet_id ON articles
WHEN (OLD.collected_at <> 0) <> (NEW.collected_at <> 0)
	OR NEW.collected_at <> 0 AND (OLD.language <> NEW.language OR OLD.outlet_id <> NEW.outlet_id) BEGIN
	UPDATE outlet_languages SET articles = articles - 1
		WHERE OLD.collected_at <> 0 AND outlet_id = OLD.outlet_id AND language = OLD.language;
	INSERT INTO outlet_languages (outlet_id, language, articles, last_at)
		SELECT NEW.outlet_id, NEW.language, 1, NEW.collected_at WHERE NEW.collected_at <> 0
		ON CONFLICT (outlet_id, language) DO UPDATE SET
			articles = articles + 1, last_at = max(last_at, excluded.last_at);
END;
-- +goose StatementEnd

CREATE TABLE postponed ( -- what the operator answered "not now" to
	what     TEXT PRIMARY KEY, -- model:CODE
	until_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
