package store

import (
	"context"
	"database/sql"
	"fmt"

	"github.com/overview-news/overview/internal/news"
)

const sqlArticleInTx = `SELECT ` + articleColumns + ` FROM articles a WHERE a.id = $1`

// ClaimTranslate claims articles that have no English rendition, or only one
// of headline and lead.
func (s *Store) ClaimTranslate(ctx context.Context, r news.ClaimRequest) ([]news.TranslateClaim, error) {
	var out []news.TranslateClaim
	err := s.inTx(ctx, func(t tx) error {
		claims, err := t.claim(ctx, news.StageTranslate, r)
		if err != nil {
			return err
		}
		for _, c := range claims {
			claim, ok, err := t.translateClaim(ctx, c)
			if err != nil {
				return err
			}
			if !ok {
				if err := t.done(ctx, c); err != nil {
					return err
				}
				continue
			}
			out = append(out, claim)
		}
		return nil
	})
	return out, err
}

// translateClaim reads what a claim needs, and reports whether there is still
// something to translate.
func (t tx) translateClaim(ctx context.Context, c news.Claim) (news.TranslateClaim, bool, error) {
	var claim news.TranslateClaim
	found, err := articles(ctx, t, sqlArticleInTx, c.Subject)
	if err != nil {
		return claim, false, fmt.Errorf("read article %d: %w", c.Subject, err)
	}
	if len(found) == 0 || isEnglish(found[0].Language) || !readable(found[0].State) {
		return claim, false, nil
	}
	a := found[0]
	texts, err := renditions(ctx, t, a.ID)
	if err != nil {
		return claim, false, err
	}
	claim = news.TranslateClaim{Claim: c, Article: a, Partial: true, Original: headline(a)}
	for _, r := range texts {
		switch {
		case r.Original:
			claim.Original = r
		case r.Language == "en":
			claim.Partial = false // headline and lead are there: now the body
		}
	}
	return claim, true, nil
}

// readable reports whether an article's words may be read and shown.
func readable(state news.ArticleState) bool {
	return state != news.StateHidden && state != news.StateWithdrawn
}

// headline is the original of an article that is known from its feed only.
func headline(a news.Article) news.Rendition {
	r := news.Rendition{Article: a.ID, Language: a.Language, Original: true, Title: a.Title, Made: a.Seen}
	if a.Summary != "" {
		r.Blocks = []news.Block{{Role: "standfirst", Sentences: []string{a.Summary}}}
	}
	return r
}

const sqlSetEnglish = `
	UPDATE articles SET title_en = $2, summary_en = $3, untranslated = $4 WHERE id = $1`

const sqlDayOf = `SELECT day, state FROM articles WHERE id = $1`

// FinishTranslate stores an English rendition, makes it searchable and plans
// grouping again, and the body where headline and lead are done and the page
// was collected.
func (s *Store) FinishTranslate(ctx context.Context, c news.Claim, r news.TranslateResult) error {
	return s.inTx(ctx, func(t tx) error {
		if err := t.held(ctx, c); err != nil {
			return err
		}
		var day int64
		var state string
		ok, err := t.one(ctx, sqlDayOf, []any{c.Subject}, &day, &state)
		if err != nil {
			return fmt.Errorf("read article %d: %w", c.Subject, err)
		}
		if !ok || !readable(news.ArticleState(state)) {
			return t.done(ctx, c)
		}
		if !r.Retry.IsZero() {
			if err := t.later(ctx, c, millis(r.Retry), c.Tries+1); err != nil {
				return err
			}
		} else if err := t.done(ctx, c); err != nil {
			return err
		}
		if r.Rendition == nil {
			return t.notTranslated(ctx, c.Subject, r.Reason)
		}
		return t.translated(ctx, day, r)
	})
}

const sqlNotTranslated = `UPDATE articles SET untranslated = $2 WHERE id = $1`

func (t tx) notTranslated(ctx context.Context, id int64, reason string) error {
	_, err := t.exec(ctx, sqlNotTranslated, id, clean(reason))
	return err
}

func (t tx) translated(ctx context.Context, day int64, r news.TranslateResult) error {
	english := *r.Rendition
	english.Original, english.Language = false, "en"
	id := int64(english.Article)
	if err := t.putRendition(ctx, day, english); err != nil {
		return err
	}
	if _, err := t.exec(ctx, sqlHasTexts, id); err != nil {
		return err
	}
	lead := cut(clean(leadOf(english)), maxStoredSummary)
	if _, err := t.exec(ctx, sqlSetEnglish, id, cut(clean(english.Title), maxStoredHeadline), lead, ""); err != nil {
		return fmt.Errorf("store the English headline of article %d: %w", id, err)
	}
	if err := t.reindex(ctx, english.Article); err != nil {
		return err
	}
	if err := t.plan(ctx, job{stage: news.StageGroup, subject: id, priority: priorityGroup, due: millis(r.At)}); err != nil {
		return err
	}
	if !english.Partial {
		return nil
	}
	return t.planBody(ctx, id, millis(r.At))
}

const sqlHasOriginal = `
	SELECT 1 FROM articles a JOIN renditions r ON r.day = a.day AND r.article_id = a.id
	WHERE a.id = $1 AND r.original = 1`

// planBody plans the translation of a collected article's body.
func (t tx) planBody(ctx context.Context, id, now int64) error {
	var one int
	ok, err := t.one(ctx, sqlHasOriginal, []any{id}, &one)
	if err != nil || !ok {
		return err
	}
	return t.plan(ctx, job{stage: news.StageTranslate, subject: id, priority: priorityBody, due: now})
}

// leadOf is the beginning of a text: its standfirst or first paragraph.
func leadOf(r news.Rendition) string {
	for _, b := range r.Blocks {
		if len(b.Sentences) == 0 || (b.Role != "standfirst" && b.Role != "paragraph" && b.Role != "") {
			continue
		}
		return news.Rendition{Blocks: []news.Block{b}}.Text()
	}
	return ""
}

const sqlUntranslated = `SELECT untranslated FROM articles WHERE id = $1`

// Untranslated says why an article has no English rendition; "" if it has
// one, is in English, or waits for its turn.
func (s *Store) Untranslated(ctx context.Context, id news.ArticleID) (string, error) {
	var reason string
	err := rows(ctx, s.read, sqlUntranslated, []any{int64(id)}, func(rs *sql.Rows) error {
		return rs.Scan(&reason)
	})
	if err != nil {
		return "", fmt.Errorf("read article %d: %w", id, err)
	}
	return reason, nil
}
