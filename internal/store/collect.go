package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"time"

	"github.com/overview-news/overview/internal/news"
)

const sqlClaimedArticle = `
	SELECT ` + articleColumns + `, a.categories,
		COALESCE((SELECT url FROM feeds WHERE outlet_id = a.outlet_id ORDER BY id LIMIT 1), ''),
		` + outletColumns + `
	FROM articles a JOIN outlets o ON o.id = a.outlet_id WHERE a.id = $1`

// ClaimCollect claims articles whose pages are to be fetched, at most one of
// each host.
func (s *Store) ClaimCollect(ctx context.Context, r news.ClaimRequest) ([]news.CollectClaim, error) {
	var out []news.CollectClaim
	err := s.inTx(ctx, func(t tx) error {
		claims, err := t.claim(ctx, news.StageCollect, r)
		if err != nil {
			return err
		}
		for _, c := range claims {
			a := news.CollectClaim{Claim: c}
			found := false
			err := rows(ctx, t, sqlClaimedArticle, []any{c.Subject}, func(rs *sql.Rows) error {
				found = true
				var categories string
				err := scanArticle(rs, &a.Article, append([]any{&categories, &a.Feed}, outletFields(&a.Outlet)...)...)
				a.Categories = unlist(categories)
				return err
			})
			if err != nil {
				return fmt.Errorf("read article %d: %w", c.Subject, err)
			}
			if !found || a.Article.State == news.StateHidden {
				if err := t.done(ctx, c); err != nil {
					return err
				}
				continue
			}
			out = append(out, a)
		}
		return nil
	})
	return out, err
}

const sqlUpdateArticle = `
	UPDATE articles SET canonical = $2, language = $3, title = $4, summary = $5, authors = $6,
		credit = $7, image = $8, section = $9, genre = $10, topic = $11, words = $12,
		published_at = $13, date_guessed = $14, modified_at = $15, collected_at = $16, state = $17,
		fault_class = $18, fault_detail = $19, fault_at = $20, limits = $21, day_only = $22
	WHERE id = $1`

const sqlArticleState = `SELECT state, day, seen_at, title_en, summary_en FROM articles WHERE id = $1`

// FinishCollect stores what fetching a page gave, makes it searchable, and
// plans translation and grouping. An article that was hidden meanwhile stays
// hidden.
func (s *Store) FinishCollect(ctx context.Context, c news.Claim, r news.CollectResult) error {
	return s.inTx(ctx, func(t tx) error {
		if err := t.held(ctx, c); err != nil {
			return err
		}
		var state, titleEnglish, summaryEnglish string
		var day, seen int64
		ok, err := t.one(ctx, sqlArticleState, []any{c.Subject}, &state, &day, &seen, &titleEnglish, &summaryEnglish)
		if err != nil {
			return fmt.Errorf("read article %d: %w", c.Subject, err)
		}
		if !ok || news.ArticleState(state) == news.StateHidden {
			return t.done(ctx, c)
		}
		if err := t.updateArticle(ctx, r.Article); err != nil {
			return err
		}
		if err := t.putAlias(ctx, r.Article); err != nil {
			return err
		}
		if err := t.collected(ctx, day, r); err != nil {
			return err
		}
		if r.Retry.IsZero() {
			return t.done(ctx, c)
		}
		return t.later(ctx, c, millis(r.Retry), c.Tries+1)
	})
}

// collected stores the text of a collected page, or drops that of a withdrawn
// one.
func (t tx) collected(ctx context.Context, day int64, r news.CollectResult) error {
	a := r.Article
	switch {
	case a.State == news.StateWithdrawn:
		if err := t.dropTexts(ctx, a.ID); err != nil {
			return err
		}
		return t.plan(ctx, job{stage: news.StageGroup, subject: int64(a.ID), due: millis(r.At)})
	case r.Original == nil:
		return nil
	}
	original := *r.Original
	original.Article, original.Original = a.ID, true
	if err := t.putRendition(ctx, day, original); err != nil {
		return err
	}
	if err := t.reindex(ctx, a.ID); err != nil {
		return err
	}
	return t.planArticle(ctx, int64(a.ID), a.Language, a.Published, r.At)
}

func (t tx) updateArticle(ctx context.Context, a news.Article) error {
	_, err := t.exec(ctx, sqlUpdateArticle, int64(a.ID), clean(a.Canonical), clean(a.Language),
		cut(clean(a.Title), maxStoredHeadline), cut(clean(a.Summary), maxStoredSummary), list(a.Authors),
		clean(a.Credit), clean(a.Image), clean(a.Section), string(a.Genre), a.Topic, a.Words,
		millis(a.Published), a.DateGuessed, millis(a.Modified), millis(a.Collected), string(a.State),
		a.Fault.Class, clean(a.Fault.Detail), millis(a.Fault.At), limitBits(a.Limit), a.DayOnly)
	if err != nil {
		return fmt.Errorf("store article %d: %w", a.ID, err)
	}
	return nil
}

// putAlias remembers a page's canonical address, so that a feed that lists
// the page under it does not bring the article again.
func (t tx) putAlias(ctx context.Context, a news.Article) error {
	if a.Canonical == "" || a.Canonical == a.URL {
		return nil
	}
	_, err := t.exec(ctx, sqlPutAddress, clean(a.Canonical), int64(a.ID))
	return err
}

const sqlDropTexts = `
	DELETE FROM renditions
	WHERE article_id = $1 AND day = (SELECT day FROM articles WHERE id = $1)`

const sqlDropWords = `UPDATE articles SET summary = '', summary_en = '', words = 0 WHERE id = $1`

// dropTexts forgets every text of an article but its headline.
func (t tx) dropTexts(ctx context.Context, id news.ArticleID) error {
	if _, err := t.exec(ctx, sqlDropTexts, int64(id)); err != nil {
		return fmt.Errorf("drop texts of article %d: %w", id, err)
	}
	if _, err := t.exec(ctx, sqlDropWords, int64(id)); err != nil {
		return fmt.Errorf("drop texts of article %d: %w", id, err)
	}
	return t.reindex(ctx, id)
}

// FindByAddress returns the article that stands at an address in canonical
// form, or [news.ErrNotFound].
func (s *Store) FindByAddress(ctx context.Context, address string) (news.ArticleID, error) {
	var id int64
	err := s.read.QueryRowContext(ctx, sqlAddress, address).Scan(&id)
	if errors.Is(err, sql.ErrNoRows) {
		return 0, fmt.Errorf("address %s: %w", address, news.ErrNotFound)
	}
	if err != nil {
		return 0, fmt.Errorf("look up address %s: %w", address, err)
	}
	return news.ArticleID(id), nil
}

const sqlCollectedSince = `SELECT COUNT(*) FROM articles WHERE collected_at >= $1`

const sqlPlannedCollect = `SELECT COUNT(*) FROM work WHERE stage = 'collect'`

// DayBudget counts the pages that were fetched in the day before now, and
// those that are planned.
func (s *Store) DayBudget(ctx context.Context, now time.Time) (int, error) {
	var collected, planned int
	err := s.read.QueryRowContext(ctx, sqlCollectedSince, millis(now.Add(-24*time.Hour))).Scan(&collected)
	if err == nil {
		err = s.read.QueryRowContext(ctx, sqlPlannedCollect).Scan(&planned)
	}
	if err != nil {
		return 0, fmt.Errorf("count the day's pages: %w", err)
	}
	return collected + planned, nil
}

const sqlDemand = `
	SELECT state, host FROM articles WHERE id = $1`

// Demand plans the page of an article that a reader opened before all others.
// An article that was collected, refused or hidden stays as it is.
func (s *Store) Demand(ctx context.Context, id news.ArticleID, now time.Time) error {
	return s.inTx(ctx, func(t tx) error {
		var state, articleHost string
		ok, err := t.one(ctx, sqlDemand, []any{int64(id)}, &state, &articleHost)
		if err != nil || !ok || news.ArticleState(state) != news.StateHeadline {
			return err
		}
		return t.plan(ctx, job{stage: news.StageCollect, subject: int64(id), host: articleHost,
			priority: priorityReader, due: millis(now)})
	})
}

// Recollect plans the page of a collected article again, to see whether it
// changed.
func (s *Store) Recollect(ctx context.Context, id news.ArticleID, due time.Time) error {
	return s.inTx(ctx, func(t tx) error {
		var state, articleHost string
		ok, err := t.one(ctx, sqlDemand, []any{int64(id)}, &state, &articleHost)
		if err != nil || !ok || news.ArticleState(state) != news.StateCollected {
			return err
		}
		return t.plan(ctx, job{stage: news.StageCollect, subject: int64(id), host: articleHost,
			priority: maxEntryPriority, due: millis(due)})
	})
}
