package store

import (
	"context"
	"database/sql"
	"fmt"

	"github.com/overview-news/overview/internal/news"
)

// figures are what a story's row says of its articles.
type figures struct {
	medoid                                 int64
	title                                  string
	articles, publishers, countries, texts int
	first, last                            int64
}

// share is what one country has of a story.
type share struct {
	articles    int
	first, last int64
}

const sqlFigures = `
	SELECT medoid_id, title, articles, publishers, countries, texts, first_at, last_at
	FROM stories WHERE id = $1`

const sqlMembers = `
	SELECT id, publisher, country, CASE WHEN family_id = 0 THEN id ELSE family_id END, published_at,
		CASE WHEN title_en <> '' THEN title_en ELSE title END
	FROM articles WHERE story_id = $1 AND state NOT IN ('hidden', 'withdrawn')
	ORDER BY published_at, id`

const sqlPutFigures = `
	UPDATE stories SET medoid_id = $2, title = $3, articles = $4, publishers = $5, countries = $6,
		texts = $7, first_at = $8, last_at = $9
	WHERE id = $1`

// recount renews a story's figures from its articles, and makes it due for
// measuring. What did not change is not written: a batch of grouping touches
// hundreds of stories, each in pages and indexes of its own. Where medoid is
// no article of the story, the first report takes its place.
func (t tx) recount(ctx context.Context, id news.StoryID, medoid news.ArticleID, now int64) error {
	var before figures
	ok, err := t.one(ctx, sqlFigures, []any{int64(id)}, &before.medoid, &before.title, &before.articles,
		&before.publishers, &before.countries, &before.texts, &before.first, &before.last)
	if err != nil {
		return fmt.Errorf("read story %d: %w", id, err)
	}
	after := before
	if medoid != 0 {
		after.medoid = int64(medoid)
	}
	shares, err := t.count(ctx, id, &after)
	if err != nil {
		return fmt.Errorf("count story %d: %w", id, err)
	}
	if ok && after != before {
		_, err := t.exec(ctx, sqlPutFigures, int64(id), after.medoid, after.title, after.articles,
			after.publishers, after.countries, after.texts, after.first, after.last)
		if err != nil {
			return fmt.Errorf("store figures of story %d: %w", id, err)
		}
	}
	if err := t.putShares(ctx, id, shares); err != nil {
		return fmt.Errorf("store countries of story %d: %w", id, err)
	}
	return t.plan(ctx, job{stage: news.StageMeasure, subject: int64(id), due: now})
}

// count reads a story's articles and sets what they say in f.
func (t tx) count(ctx context.Context, id news.StoryID, f *figures) (map[string]share, error) {
	publishers, texts, shares := map[string]bool{}, map[int64]bool{}, map[string]share{}
	var earliest int64
	var title, central string
	n, first, last, found := 0, int64(0), int64(0), false
	err := rows(ctx, t, sqlMembers, []any{int64(id)}, func(rs *sql.Rows) error {
		var article, text, at int64
		var publisher, country, headline string
		if err := rs.Scan(&article, &publisher, &country, &text, &at, &headline); err != nil {
			return err
		}
		if n++; n == 1 {
			earliest, title, first = article, headline, at
		}
		if article == f.medoid {
			central, found = headline, true
		}
		last = at
		publishers[publisher], texts[text] = true, true
		s, known := shares[country]
		if !known {
			s.first = at
		}
		s.articles, s.last = s.articles+1, at
		shares[country] = s
		return nil
	})
	if err != nil {
		return nil, err
	}
	f.articles, f.publishers, f.countries, f.texts = n, len(publishers), len(shares), len(texts)
	if n == 0 {
		return shares, nil // its title and times stay: they are what it was
	}
	f.first, f.last, f.title = first, last, central
	if !found {
		f.medoid, f.title = earliest, title
	}
	return shares, nil
}

const sqlShares = `SELECT country, articles, first_at, last_at FROM story_countries WHERE story_id = $1`

const sqlDropShare = `DELETE FROM story_countries WHERE story_id = $1 AND country = $2`

const sqlPutShare = `
	INSERT INTO story_countries (story_id, country, articles, first_at, last_at)
	VALUES ($1, $2, $3, $4, $5)
	ON CONFLICT (story_id, country) DO UPDATE SET
		articles = excluded.articles, first_at = excluded.first_at, last_at = excluded.last_at`

// putShares stores what countries have of a story, where that changed.
func (t tx) putShares(ctx context.Context, id news.StoryID, after map[string]share) error {
	before := map[string]share{}
	err := rows(ctx, t, sqlShares, []any{int64(id)}, func(rs *sql.Rows) error {
		var country string
		var s share
		err := rs.Scan(&country, &s.articles, &s.first, &s.last)
		before[country] = s
		return err
	})
	if err != nil {
		return err
	}
	for _, country := range sorted(before) {
		if _, stays := after[country]; stays {
			continue
		}
		if _, err := t.exec(ctx, sqlDropShare, int64(id), country); err != nil {
			return err
		}
	}
	for _, country := range sorted(after) {
		s := after[country]
		if before[country] == s {
			continue
		}
		if _, err := t.exec(ctx, sqlPutShare, int64(id), country, s.articles, s.first, s.last); err != nil {
			return err
		}
	}
	return nil
}
