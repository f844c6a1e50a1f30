package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"

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
			wanted, err := t.wanted(ctx, a.Article, r.Now)
			if err != nil {
				return err
			}
			if !found || !wanted {
				if err := t.done(ctx, c); err != nil {
					return err
				}
				continue
			}
			if a.Languages, err = t.languages(ctx, a.Outlet.ID); err != nil {
				return err
			}
			if a.Validators, err = t.validators(ctx, a.Article.ID); err != nil {
				return err
			}
			out = append(out, a)
		}
		return nil
	})
	return out, err
}

const sqlLanguagesOf = `SELECT language, articles FROM outlet_languages WHERE outlet_id = $1 AND articles > 0`

// languages counts an outlet's collected articles by language.
func (t tx) languages(ctx context.Context, id news.OutletID) (map[string]int, error) {
	out := map[string]int{}
	err := rows(ctx, t, sqlLanguagesOf, []any{string(id)}, func(rs *sql.Rows) error {
		var language string
		var n int
		err := rs.Scan(&language, &n)
		out[language] = n
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("read the languages of %s: %w", id, err)
	}
	return out, nil
}

const sqlUpdateArticle = `
	UPDATE articles SET canonical = $2, language = $3, title = $4, summary = $5, authors = $6,
		credit = $7, image = $8, section = $9, genre = $10, topic = $11, words = $12,
		published_at = $13, date_guessed = $14, modified_at = $15, collected_at = $16, state = $17,
		fault_class = $18, fault_detail = $19, fault_at = $20, limits = $21, day_only = $22
	WHERE id = $1`

// FinishCollect stores what fetching a page gave, makes it searchable, plans
// translation and grouping, and the next look at the page where there is to be
// one. An article that was hidden meanwhile stays hidden, and one whose own
// address is that of a hidden article is hidden too.
func (s *Store) FinishCollect(ctx context.Context, c news.Claim, r news.CollectResult) error {
	return s.inTx(ctx, func(t tx) error {
		if err := t.held(ctx, c); err != nil {
			return err
		}
		if r.Untried {
			return t.later(ctx, c, millis(r.Retry), c.Tries)
		}
		if err := t.asked(ctx, firstOf(r.Article.Link, r.Article.URL), r.At); err != nil {
			return err
		}
		var state string
		var day int64
		ok, err := t.one(ctx, sqlDayOf, []any{c.Subject}, &day, &state)
		if err != nil {
			return fmt.Errorf("read article %d: %w", c.Subject, err)
		}
		if !ok || news.ArticleState(state) == news.StateHidden {
			return t.done(ctx, c)
		}
		if hidden, err := t.hiddenAlias(ctx, r.Article, r.At); err != nil || hidden {
			return errors.Join(err, t.done(ctx, c))
		}
		if err := t.storePage(ctx, day, r); err != nil {
			return err
		}
		if r.Site != nil {
			if err := t.putSiteMemory(ctx, r.Article.Outlet, *r.Site, r.At); err != nil {
				return err
			}
		}
		return t.next(ctx, c, r)
	})
}

const sqlClearFault = `
	UPDATE articles SET fault_class = '', fault_detail = '', fault_at = 0
	WHERE id = $1 AND fault_at <> 0`

// storePage stores what a page gave. One that has not changed only ends the
// fault that an earlier look at it may have met.
func (t tx) storePage(ctx context.Context, day int64, r news.CollectResult) error {
	if r.Unchanged {
		if _, err := t.exec(ctx, sqlClearFault, int64(r.Article.ID)); err != nil {
			return fmt.Errorf("end the fault of article %d: %w", r.Article.ID, err)
		}
		return nil
	}
	translating, err := t.headlineUnderWay(ctx, r)
	if err != nil {
		return err
	}
	if err := t.updateArticle(ctx, r.Article); err != nil {
		return err
	}
	if err := t.putAlias(ctx, r.Article); err != nil {
		return err
	}
	if err := t.putDetails(ctx, r.Article.ID, r.Details); err != nil {
		return err
	}
	return t.collected(ctx, day, r, translating)
}

const sqlHeadlineUnderWay = `
	SELECT 1 FROM work w JOIN articles a ON a.id = w.subject
	WHERE w.stage = 'translate' AND w.subject = $1 AND w.claimed_until > $2 AND a.language = $3`

// headlineUnderWay reports whether the article is being translated, in the
// language that its page turned out to be in.
func (t tx) headlineUnderWay(ctx context.Context, r news.CollectResult) (bool, error) {
	var one int
	busy, err := t.one(ctx, sqlHeadlineUnderWay, []any{int64(r.Article.ID), millis(r.At), clean(r.Article.Language)}, &one)
	if err != nil {
		return false, fmt.Errorf("look whether article %d is being translated: %w", r.Article.ID, err)
	}
	return busy, nil
}

// next plans what follows a look at a page: another try, another look, or
// nothing.
func (t tx) next(ctx context.Context, c news.Claim, r news.CollectResult) error {
	id, again := r.Article.ID, !r.Again.IsZero() && r.Article.State == news.StateCollected
	if !r.Retry.IsZero() {
		return t.later(ctx, c, millis(r.Retry), c.Tries+1) // with the validators it had
	}
	if !r.Unchanged || !again {
		if err := t.putValidators(ctx, id, r.Validators, again); err != nil {
			return err
		}
	}
	if again {
		return t.again(ctx, c, millis(r.Again))
	}
	return t.done(ctx, c)
}

// collected stores the text of a collected page, or drops that of a withdrawn
// one. translating says that its headline is being translated.
func (t tx) collected(ctx context.Context, day int64, r news.CollectResult, translating bool) error {
	a := r.Article
	switch {
	case a.State == news.StateWithdrawn:
		if err := t.dropTexts(ctx, a.ID); err != nil {
			return err
		}
		if err := t.dropDetails(ctx, a.ID); err != nil {
			return err
		}
		return t.plan(ctx, job{stage: news.StageGroup, subject: int64(a.ID), due: millis(r.At)})
	case r.Original == nil:
		return nil
	}
	original := *r.Original
	original.Article, original.Original = a.ID, true
	if err := t.putMiss(ctx, original, r.Miss); err != nil {
		return err
	}
	found, err := t.revise(ctx, original, r)
	if err != nil || found.same {
		return err
	}
	if err := t.putRendition(ctx, day, original); err != nil {
		return err
	}
	if _, err := t.exec(ctx, sqlHasTexts, int64(a.ID)); err != nil {
		return err
	}
	if err := t.reindex(ctx, a.ID); err != nil {
		return err
	}
	if found.translated && !isEnglish(a.Language) {
		// Its translation comes first: placed without, it would leave its story
		// and come back.
		return t.planTranslate(ctx, int64(a.ID), r.At)
	}
	if translating {
		// Its headline is stored when that is done, and plans the body. Planned
		// here, the headline would be thrown away and translated again.
		return t.planGroup(ctx, int64(a.ID), a.Published, r.At)
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

// An article whose texts were dropped and that has one again ages again.
const sqlHasTexts = `UPDATE articles SET texts = 1 WHERE id = $1 AND texts = 0`

const sqlDropTexts = `
	DELETE FROM renditions
	WHERE article_id = $1 AND day = (SELECT day FROM articles WHERE id = $1)`

const sqlDropRevisions = `DELETE FROM revisions WHERE article_id = $1`

const sqlDropWords = `UPDATE articles SET summary = '', summary_en = '', texts = 0 WHERE id = $1`

// dropTexts forgets every text of an article, those before its changes too,
// but its headline. That stays searchable unless the article is hidden.
func (t tx) dropTexts(ctx context.Context, id news.ArticleID) error {
	for _, query := range []string{sqlDropTexts, sqlDropRevisions, sqlDropValidators, sqlDropWords, sqlDropCaption, sqlDropMiss} {
		if _, err := t.exec(ctx, query, int64(id)); err != nil {
			return fmt.Errorf("drop texts of article %d: %w", id, err)
		}
	}
	return t.reindex(ctx, id)
}

// FindByAddress returns the article that stands at an address in canonical
// form, or [news.ErrNotFound].
func (s *Store) FindByAddress(ctx context.Context, address string) (news.ArticleID, error) {
	var id int64
	err := s.read.QueryRowContext(ctx, sqlAddress, address).Scan(&id)
	if errors.Is(err, sql.ErrNoRows) || err == nil && id == 0 {
		return 0, fmt.Errorf("address %s: %w", address, news.ErrNotFound)
	}
	if err != nil {
		return 0, fmt.Errorf("look up address %s: %w", address, err)
	}
	return news.ArticleID(id), nil
}
