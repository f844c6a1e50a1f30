package store

import (
	"cmp"
	"context"
	"database/sql"
	"errors"
	"fmt"
	"maps"
	"slices"
	"time"

	"github.com/overview-news/overview/internal/news"
)

// maxGroupText bounds the text of one article that grouping reads, in bytes.
// A story is told in its beginning; copies of a text need more than that, and
// hardly an article is longer.
const maxGroupText = 20_000

const sqlDocument = `
	SELECT ` + articleColumns + `, a.publisher FROM articles a WHERE a.id = $1`

// ClaimGroup claims articles that are to be placed in a story, in the order
// of their publication.
func (s *Store) ClaimGroup(ctx context.Context, r news.ClaimRequest) ([]news.GroupClaim, error) {
	var out []news.GroupClaim
	err := s.inTx(ctx, func(t tx) error {
		claims, err := t.claim(ctx, news.StageGroup, r)
		if err != nil {
			return err
		}
		for _, c := range claims {
			d, err := document(ctx, t, news.ArticleID(c.Subject))
			if errors.Is(err, news.ErrNotFound) {
				d = news.Document{Article: news.ArticleID(c.Subject), Gone: true}
			} else if err != nil {
				return err
			}
			out = append(out, news.GroupClaim{Claim: c, Document: d})
		}
		return nil
	})
	slices.SortStableFunc(out, func(a, b news.GroupClaim) int {
		return cmp.Or(a.Document.Published.Compare(b.Document.Published),
			cmp.Compare(a.Document.Article, b.Document.Article))
	})
	return out, err
}

// document reads what grouping needs of an article.
func document(ctx context.Context, q querier, id news.ArticleID) (news.Document, error) {
	var a news.Article
	var publisher string
	found := false
	err := rows(ctx, q, sqlDocument, []any{int64(id)}, func(rs *sql.Rows) error {
		found = true
		return scanArticle(rs, &a, &publisher)
	})
	if err != nil {
		return news.Document{}, fmt.Errorf("read article %d: %w", id, err)
	}
	if !found {
		return news.Document{}, fmt.Errorf("article %d: %w", id, news.ErrNotFound)
	}
	d := news.Document{
		Article: id, Published: a.Published, Seen: a.Seen, Language: a.Language, Outlet: a.Outlet,
		Publisher: publisher, Country: a.Country, Lane: a.Lane, Genre: a.Genre, Credit: a.Credit,
		Title: a.Title, Text: a.Summary, TitleEnglish: a.TitleEnglish, TextEnglish: a.SummaryEnglish,
		Gone: !readable(a.State), Story: a.Story, Family: a.Family,
	}
	texts, err := renditions(ctx, q, id)
	if err != nil {
		return news.Document{}, err
	}
	for _, r := range texts {
		switch {
		case r.Original:
			d.Text = cut(r.Text(), maxGroupText)
		case r.Language == "en" && len(r.Blocks) > 0:
			d.TextEnglish = cut(r.Text(), maxGroupText)
		}
	}
	return d, nil
}

const sqlLive = `
	SELECT id FROM articles
	WHERE published_at >= $1 AND story_id <> 0
	ORDER BY published_at, id`

// LiveDocuments yields the articles since a moment that are in a story, in
// the order of their publication, for a grouping that starts again.
func (s *Store) LiveDocuments(ctx context.Context, since time.Time, yield func(news.Document) error) error {
	var ids []news.ArticleID
	err := rows(ctx, s.read, sqlLive, []any{millis(since)}, func(rs *sql.Rows) error {
		var id news.ArticleID
		err := rs.Scan(&id)
		ids = append(ids, id)
		return err
	})
	if err != nil {
		return fmt.Errorf("list grouped articles: %w", err)
	}
	for _, id := range ids {
		d, err := document(ctx, s.read, id)
		if errors.Is(err, news.ErrNotFound) {
			continue // removed since it was listed
		}
		if err != nil {
			return err
		}
		if err := yield(d); err != nil {
			return err
		}
	}
	return nil
}

const sqlLastStory = `SELECT COALESCE(MAX(id), 0) FROM stories`

// NextStoryID returns a number above that of every story ever stored.
func (s *Store) NextStoryID(ctx context.Context) (news.StoryID, error) {
	var last int64
	if err := s.read.QueryRowContext(ctx, sqlLastStory).Scan(&last); err != nil {
		return 0, fmt.Errorf("find the newest story: %w", err)
	}
	return news.StoryID(last + 1), nil
}

// FinishGroup stores what a batch of grouping decided and counts the stories
// that it touched again. Claims that were lost meanwhile do not hold it up:
// their articles come again, and placing one twice changes nothing.
func (s *Store) FinishGroup(ctx context.Context, claims []news.Claim, g news.Grouping) error {
	return s.inTx(ctx, func(t tx) error {
		touched, err := t.place(ctx, g)
		if err != nil {
			return err
		}
		if err := t.putStories(ctx, g); err != nil {
			return err
		}
		for _, from := range sorted(g.Merged) {
			if err := t.mergeStory(ctx, from, g.Merged[from]); err != nil {
				return err
			}
			touched[from], touched[g.Merged[from]] = true, true
		}
		for _, id := range sorted(g.Medoid) {
			touched[id] = true
		}
		for _, id := range sorted(touched) {
			if err := t.recount(ctx, id, g.Medoid[id], millis(g.At)); err != nil {
				return err
			}
		}
		for _, c := range claims {
			if err := t.done(ctx, c); err != nil {
				return err
			}
		}
		return nil
	})
}

const sqlPlaceOf = `SELECT story_id, family_id, based_on, related FROM articles WHERE id = $1`

const sqlPlace = `
	UPDATE articles SET story_id = $2, family_id = $3, based_on = $4, related = $5
	WHERE id = $1`

// place is where an article stands among others.
type place struct {
	story, family, basedOn int64
	related                bool
}

// place moves articles into their stories and text families, and returns the
// stories touched. What is where it was is not written.
func (t tx) place(ctx context.Context, g news.Grouping) (map[news.StoryID]bool, error) {
	touched := map[news.StoryID]bool{}
	for _, article := range articlesOf(g) {
		var before place
		ok, err := t.one(ctx, sqlPlaceOf, []any{int64(article)},
			&before.story, &before.family, &before.basedOn, &before.related)
		if err != nil {
			return nil, fmt.Errorf("read place of article %d: %w", article, err)
		}
		if !ok {
			continue
		}
		after := placed(before, article, g)
		if story, moves := g.Placed[article]; moves {
			touched[news.StoryID(before.story)], touched[story] = true, true
		}
		if after == before {
			continue
		}
		if _, err := t.exec(ctx, sqlPlace, int64(article), after.story, after.family, after.basedOn, after.related); err != nil {
			return nil, fmt.Errorf("place article %d: %w", article, err)
		}
	}
	delete(touched, 0)
	return touched, nil
}

// placed is where an article stands after g.
func placed(p place, article news.ArticleID, g news.Grouping) place {
	if story, ok := g.Placed[article]; ok {
		p.story = int64(story)
	}
	if family, ok := g.Family[article]; ok {
		p.family = int64(family)
	}
	if from, ok := g.BasedOn[article]; ok {
		p.basedOn = int64(from)
	}
	if related, ok := g.Related[article]; ok {
		p.related = related
	}
	return p
}

// articlesOf are the articles that g says anything about, in order.
func articlesOf(g news.Grouping) []news.ArticleID {
	all := maps.Clone(g.Placed)
	if all == nil {
		all = map[news.ArticleID]news.StoryID{}
	}
	for _, more := range []map[news.ArticleID]news.ArticleID{g.Family, g.BasedOn} {
		for id := range more {
			all[id] = 0
		}
	}
	for id := range g.Related {
		all[id] = 0
	}
	return sorted(all)
}

const sqlPutStory = `
	INSERT INTO stories (id, title, medoid_id, first_at, last_at, articles, publishers, countries, texts)
	VALUES ($1, '', 0, 0, 0, 0, 0, 0, 0)
	ON CONFLICT (id) DO UPDATE SET into_id = 0 WHERE into_id <> 0`

// putStories makes the stories that articles were placed in, where there is
// none or it leads to another.
func (t tx) putStories(ctx context.Context, g news.Grouping) error {
	used := map[news.StoryID]bool{}
	for _, story := range g.Placed {
		used[story] = true
	}
	delete(used, 0)
	for _, id := range sorted(used) {
		if _, err := t.exec(ctx, sqlPutStory, int64(id)); err != nil {
			return fmt.Errorf("store story %d: %w", id, err)
		}
	}
	return nil
}

const sqlMergeStory = `
	UPDATE articles SET story_id = $2
	WHERE story_id = $1`

const sqlRedirect = `UPDATE stories SET into_id = $2 WHERE id = $1`

// The second condition is that of the index stories_into.
const sqlRedirectOn = `
	UPDATE stories SET into_id = $2
	WHERE into_id = $1 AND into_id <> 0`

// mergeStory moves every article of story from into story into, and every
// redirect to from with them. Merging a story that is already gone changes
// nothing.
func (t tx) mergeStory(ctx context.Context, from, into news.StoryID) error {
	if from == into || into == 0 {
		return nil
	}
	if _, err := t.exec(ctx, sqlMergeStory, int64(from), int64(into)); err != nil {
		return fmt.Errorf("merge story %d into %d: %w", from, into, err)
	}
	for _, query := range []string{sqlRedirect, sqlRedirectOn} {
		if _, err := t.exec(ctx, query, int64(from), int64(into)); err != nil {
			return fmt.Errorf("redirect story %d to %d: %w", from, into, err)
		}
	}
	return nil
}

// sorted is the keys of m in order, so that a batch does the same every time.
func sorted[K cmp.Ordered, V any](m map[K]V) []K {
	keys := make([]K, 0, len(m))
	for k := range m {
		keys = append(keys, k)
	}
	slices.Sort(keys)
	return keys
}
