-- Why: the first store. Addresses are unique and have a table of their own, and
-- texts are keyed by the day an article was first seen and its id, so that days
-- can become partitions where a database has them. Due work is rows in one
-- table, claimed for a time; see docs/decisions/0003-claims.md.

-- +goose Up
CREATE TABLE outlets (
	id             TEXT PRIMARY KEY,
	name           TEXT NOT NULL,
	native_name    TEXT NOT NULL,
	home           TEXT NOT NULL,
	site           TEXT NOT NULL, -- registrable domain of home
	country        TEXT NOT NULL,
	based_in       TEXT NOT NULL,
	language       TEXT NOT NULL,
	kind           TEXT NOT NULL,
	reach          TEXT NOT NULL,
	lane           TEXT NOT NULL,
	owner_type     TEXT NOT NULL,
	owner          TEXT NOT NULL,
	owner_citation TEXT NOT NULL,
	owner_as_of    TEXT NOT NULL,
	publisher      TEXT NOT NULL,
	display        TEXT NOT NULL,
	origin         TEXT NOT NULL,
	disabled       INTEGER NOT NULL,
	added_at       INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE INDEX outlets_country ON outlets (country, id);

CREATE TABLE feeds (
	id            INTEGER PRIMARY KEY,
	outlet_id     TEXT NOT NULL REFERENCES outlets (id),
	url           TEXT NOT NULL UNIQUE,
	host          TEXT NOT NULL,
	kind          TEXT NOT NULL,
	language      TEXT NOT NULL,
	scope         TEXT NOT NULL,
	title         TEXT NOT NULL DEFAULT '',
	state         TEXT NOT NULL,
	etag          TEXT NOT NULL DEFAULT '',
	last_modified TEXT NOT NULL DEFAULT '',
	last_attempt  INTEGER NOT NULL DEFAULT 0,
	last_success  INTEGER NOT NULL DEFAULT 0,
	newest_entry  INTEGER NOT NULL DEFAULT 0,
	interval_ms   INTEGER NOT NULL DEFAULT 0,
	gap_ms        INTEGER NOT NULL DEFAULT 0,
	entries       INTEGER NOT NULL DEFAULT 0,
	failures      INTEGER NOT NULL DEFAULT 0,
	fault_class   TEXT NOT NULL DEFAULT '',
	fault_detail  TEXT NOT NULL DEFAULT '',
	fault_at      INTEGER NOT NULL DEFAULT 0,
	moved_to      TEXT NOT NULL DEFAULT '',
	moved_seen    INTEGER NOT NULL DEFAULT 0,
	not_modified  INTEGER NOT NULL DEFAULT 0,
	watched_since INTEGER NOT NULL DEFAULT 0 -- start of the watch without a gap
) STRICT;

CREATE INDEX feeds_outlet ON feeds (outlet_id, id);

CREATE TABLE polls (
	feed_id     INTEGER NOT NULL REFERENCES feeds (id),
	at          INTEGER NOT NULL,
	answered    INTEGER NOT NULL,
	overlapped  INTEGER NOT NULL,
	new_entries INTEGER NOT NULL,
	PRIMARY KEY (feed_id, at)
) STRICT, WITHOUT ROWID;

CREATE TABLE articles (
	id           INTEGER PRIMARY KEY,
	day          INTEGER NOT NULL, -- days since 1970 of seen_at; never changes
	outlet_id    TEXT NOT NULL REFERENCES outlets (id),
	publisher    TEXT NOT NULL,
	country      TEXT NOT NULL,
	lane         TEXT NOT NULL,
	url          TEXT NOT NULL,
	link         TEXT NOT NULL DEFAULT '', -- the address to ask, if it is not url
	host         TEXT NOT NULL,
	canonical    TEXT NOT NULL DEFAULT '',
	language     TEXT NOT NULL,
	title        TEXT NOT NULL,
	summary      TEXT NOT NULL,
	authors      TEXT NOT NULL DEFAULT '[]',
	categories   TEXT NOT NULL DEFAULT '[]',
	credit       TEXT NOT NULL DEFAULT '',
	image        TEXT NOT NULL DEFAULT '',
	section      TEXT NOT NULL DEFAULT '',
	genre        TEXT NOT NULL DEFAULT '',
	topic        TEXT NOT NULL DEFAULT '',
	words        INTEGER NOT NULL DEFAULT 0,
	published_at INTEGER NOT NULL,
	date_guessed INTEGER NOT NULL,
	day_only     INTEGER NOT NULL DEFAULT 0,
	modified_at  INTEGER NOT NULL DEFAULT 0,
	seen_at      INTEGER NOT NULL,
	collected_at INTEGER NOT NULL DEFAULT 0,
	state        TEXT NOT NULL,
	fault_class  TEXT NOT NULL DEFAULT '',
	fault_detail TEXT NOT NULL DEFAULT '',
	fault_at     INTEGER NOT NULL DEFAULT 0,
	limits       INTEGER NOT NULL DEFAULT 0,
	title_en     TEXT NOT NULL DEFAULT '',
	summary_en   TEXT NOT NULL DEFAULT '',
	untranslated TEXT NOT NULL DEFAULT '', -- why there is no English rendition
	story_id     INTEGER NOT NULL DEFAULT 0,
	family_id    INTEGER NOT NULL DEFAULT 0,
	based_on     INTEGER NOT NULL DEFAULT 0,
	related      INTEGER NOT NULL DEFAULT 0  -- in its story by names alone
) STRICT;

CREATE INDEX articles_published ON articles (published_at, id, country, state);
CREATE INDEX articles_country ON articles (country, published_at, id);
CREATE INDEX articles_outlet ON articles (outlet_id, published_at, id);
CREATE INDEX articles_story ON articles (story_id, published_at);
CREATE INDEX articles_family ON articles (family_id);
CREATE INDEX articles_seen ON articles (seen_at, country);
CREATE INDEX articles_fault ON articles (outlet_id, fault_at) WHERE fault_at <> 0;
CREATE INDEX articles_fault_class ON articles (fault_class) WHERE fault_at <> 0;

-- How many articles are in each state, how many can be read in English, how
-- many stories live: kept by triggers, because the home page asks at every
-- view and counting reads everything.
CREATE TABLE tallies (
	name TEXT PRIMARY KEY,
	n    INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- +goose StatementBegin
CREATE TRIGGER articles_tally_insert AFTER INSERT ON articles BEGIN
	INSERT INTO tallies (name, n) VALUES ('state:' || NEW.state, 1)
		ON CONFLICT (name) DO UPDATE SET n = n + 1;
	INSERT INTO tallies (name, n) SELECT 'english', 1
		WHERE NEW.title_en <> '' OR NEW.language = 'en' OR NEW.language LIKE 'en-%'
		ON CONFLICT (name) DO UPDATE SET n = n + 1;
END;
-- +goose StatementEnd

-- +goose StatementBegin
CREATE TRIGGER articles_tally_delete AFTER DELETE ON articles BEGIN
	UPDATE tallies SET n = n - 1 WHERE name = 'state:' || OLD.state;
	UPDATE tallies SET n = n - 1 WHERE name = 'english'
		AND (OLD.title_en <> '' OR OLD.language = 'en' OR OLD.language LIKE 'en-%');
END;
-- +goose StatementEnd

-- +goose StatementBegin
CREATE TRIGGER articles_tally_state AFTER UPDATE OF state ON articles
WHEN OLD.state <> NEW.state BEGIN
	UPDATE tallies SET n = n - 1 WHERE name = 'state:' || OLD.state;
	INSERT INTO tallies (name, n) VALUES ('state:' || NEW.state, 1)
		ON CONFLICT (name) DO UPDATE SET n = n + 1;
END;
-- +goose StatementEnd

-- +goose StatementBegin
CREATE TRIGGER articles_tally_english AFTER UPDATE OF title_en, language ON articles
WHEN (OLD.title_en <> '' OR OLD.language = 'en' OR OLD.language LIKE 'en-%')
	<> (NEW.title_en <> '' OR NEW.language = 'en' OR NEW.language LIKE 'en-%') BEGIN
	INSERT INTO tallies (name, n)
		VALUES ('english', CASE WHEN NEW.title_en <> '' OR NEW.language = 'en' OR NEW.language LIKE 'en-%' THEN 1 ELSE -1 END)
		ON CONFLICT (name) DO UPDATE SET n = n + excluded.n;
END;
-- +goose StatementEnd

CREATE TABLE addresses (
	url        TEXT PRIMARY KEY,
	article_id INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE entries (
	feed_id    INTEGER NOT NULL,
	key        BLOB NOT NULL, -- first 16 bytes of the SHA-256 of the entry's key
	article_id INTEGER NOT NULL,
	PRIMARY KEY (feed_id, key)
) STRICT, WITHOUT ROWID;

CREATE TABLE renditions (
	day        INTEGER NOT NULL,
	article_id INTEGER NOT NULL,
	language   TEXT NOT NULL,
	original   INTEGER NOT NULL,
	title      TEXT NOT NULL,
	body       BLOB NOT NULL, -- blocks as JSON, zstd; see texts.go
	engine     TEXT NOT NULL DEFAULT '',
	model      TEXT NOT NULL DEFAULT '',
	version    TEXT NOT NULL DEFAULT '',
	quality    REAL NOT NULL DEFAULT 0,
	partial    INTEGER NOT NULL DEFAULT 0,
	aligned    INTEGER NOT NULL DEFAULT 0,
	made_at    INTEGER NOT NULL,
	PRIMARY KEY (day, article_id, original, language)
) STRICT, WITHOUT ROWID;

CREATE TABLE work (
	stage         TEXT NOT NULL,
	subject       INTEGER NOT NULL,
	host          TEXT NOT NULL, -- at most one claim a host; '' where it does not matter
	priority      INTEGER NOT NULL,
	due_at        INTEGER NOT NULL,
	claimed_by    TEXT NOT NULL DEFAULT '',
	claimed_until INTEGER NOT NULL DEFAULT 0,
	attempt       INTEGER NOT NULL DEFAULT 0,
	tries         INTEGER NOT NULL DEFAULT 0,
	PRIMARY KEY (stage, subject)
) STRICT, WITHOUT ROWID;

CREATE INDEX work_due ON work (stage, priority, due_at, subject);
CREATE INDEX work_claimed ON work (claimed_until, host) WHERE claimed_until <> 0;

CREATE TABLE stories (
	id         INTEGER PRIMARY KEY,
	title      TEXT NOT NULL,
	medoid_id  INTEGER NOT NULL,
	first_at   INTEGER NOT NULL,
	last_at    INTEGER NOT NULL,
	articles   INTEGER NOT NULL,
	publishers INTEGER NOT NULL,
	countries  INTEGER NOT NULL,
	texts      INTEGER NOT NULL,
	into_id    INTEGER NOT NULL DEFAULT 0
) STRICT;

-- +goose StatementBegin
CREATE TRIGGER stories_tally AFTER UPDATE OF articles, into_id ON stories
WHEN (OLD.articles > 0 AND OLD.into_id = 0) <> (NEW.articles > 0 AND NEW.into_id = 0) BEGIN
	INSERT INTO tallies (name, n)
		VALUES ('stories', CASE WHEN NEW.articles > 0 AND NEW.into_id = 0 THEN 1 ELSE -1 END)
		ON CONFLICT (name) DO UPDATE SET n = n + excluded.n;
END;
-- +goose StatementEnd

CREATE INDEX stories_last ON stories (last_at, id) WHERE into_id = 0;
CREATE INDEX stories_wide ON stories (countries, publishers, last_at, id) WHERE into_id = 0;

CREATE TABLE story_countries (
	story_id INTEGER NOT NULL,
	country  TEXT NOT NULL,
	articles INTEGER NOT NULL,
	first_at INTEGER NOT NULL,
	last_at  INTEGER NOT NULL,
	PRIMARY KEY (story_id, country)
) STRICT, WITHOUT ROWID;

CREATE INDEX story_countries_country ON story_countries (country, last_at, story_id);

CREATE TABLE subjects ( -- what measuring read of a story; see package measure
	story_id INTEGER PRIMARY KEY,
	last_at  INTEGER NOT NULL,
	body     BLOB NOT NULL
) STRICT;

CREATE INDEX subjects_last ON subjects (last_at);

CREATE TABLE verdicts ( -- stories that a country's press may have overlooked
	story_id   INTEGER NOT NULL,
	country    TEXT NOT NULL,
	state      TEXT NOT NULL,
	flagged_at INTEGER NOT NULL, -- when it was first found overlooked; 0 if never
	changed_at INTEGER NOT NULL,
	body       BLOB NOT NULL,
	PRIMARY KEY (story_id, country)
) STRICT, WITHOUT ROWID;

CREATE INDEX verdicts_country ON verdicts (country, state, changed_at);

CREATE TABLE editions ( -- what a page showed: ids and numbers, never texts
	page    TEXT NOT NULL,
	version INTEGER NOT NULL,
	made_at INTEGER NOT NULL,
	body    BLOB NOT NULL,
	PRIMARY KEY (page, version)
) STRICT, WITHOUT ROWID;

CREATE TABLE hidden ( -- what was taken down, and why
	target TEXT PRIMARY KEY, -- an address, or outlet:ID
	reason TEXT NOT NULL,
	at     INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE revisions ( -- texts that their publisher has changed
	article_id INTEGER NOT NULL,
	at         INTEGER NOT NULL, -- when the change was seen
	title      TEXT NOT NULL,
	body       BLOB NOT NULL,    -- the text before it
	PRIMARY KEY (article_id, at)
) STRICT, WITHOUT ROWID;

CREATE VIRTUAL TABLE search USING fts5 (
	title, body,
	content = '', contentless_delete = 1,
	tokenize = 'ascii' -- the words come cut and folded from package text/index
);
