-- Why: what a page says besides, which was read and thrown away: the words over
-- the headline, where the text was written, which agency or desk signed it, the
-- caption and credit of its image, and where date and authors were found. Only
-- the article's own page shows these, so lists do not read them.

-- +goose Up
CREATE TABLE details (
	article_id    INTEGER PRIMARY KEY,
	kicker        TEXT NOT NULL DEFAULT '',
	place         TEXT NOT NULL DEFAULT '',
	signed        TEXT NOT NULL DEFAULT '[]', -- JSON: []news.Signature
	image_caption TEXT NOT NULL DEFAULT '',
	image_credit  TEXT NOT NULL DEFAULT '',
	found         TEXT NOT NULL DEFAULT '{}'  -- JSON: news.Found
) STRICT;
