package store

import (
	"context"
	"database/sql"
	"fmt"
	"time"

	"github.com/overview-news/overview/internal/news"
)

const sqlStoryLast = `SELECT last_at FROM stories WHERE id = $1`

// wanted reports whether the page of an article is still to be fetched: it was
// not taken down, and if it was collected before, its story lives.
func (t tx) wanted(ctx context.Context, a news.Article, now time.Time) (bool, error) {
	if !readable(a.State) {
		return false, nil
	}
	if a.State != news.StateCollected {
		return true, nil
	}
	var last int64
	if _, err := t.one(ctx, sqlStoryLast, []any{int64(a.Story)}, &last); err != nil {
		return false, fmt.Errorf("read story %d: %w", a.Story, err)
	}
	return now.Sub(moment(max(last, millis(a.Published)))) <= storyRest, nil
}

const sqlAgain = `
	UPDATE work SET due_at = $4, priority = $5, tries = 0, claimed_by = '', claimed_until = 0
	WHERE stage = $1 AND subject = $2 AND attempt = $3`

// again plans the page of a claim to be looked at again.
func (t tx) again(ctx context.Context, c news.Claim, due int64) error {
	_, err := t.exec(ctx, sqlAgain, string(c.Stage), c.Subject, c.Attempt, due, priorityAgain)
	return err
}

// revised is what became of the text that was stored before.
type revised struct {
	same       bool // it is the new one
	translated bool // it had an English rendition
}

const sqlPutRevision = `
	INSERT INTO revisions (article_id, at, title, body) VALUES ($1, $2, $3, $4)
	ON CONFLICT (article_id, at) DO NOTHING`

const sqlDropTranslations = `
	DELETE FROM renditions
	WHERE article_id = $1 AND day = (SELECT day FROM articles WHERE id = $1) AND original = 0`

const sqlDropEnglish = `
	UPDATE articles SET summary_en = '', title_en = CASE WHEN $2 THEN '' ELSE title_en END
	WHERE id = $1`

// revise keeps the text that r is about to replace, if there is one and it
// differs. Translations of it are dropped: they would stand beside sentences
// that they do not render.
func (t tx) revise(ctx context.Context, r news.Rendition, result news.CollectResult) (revised, error) {
	stored, err := renditions(ctx, t, r.Article)
	if err != nil || len(stored) == 0 || !stored[0].Original {
		return revised{}, err
	}
	before := stored[0]
	newTitle := clean(r.Title) != before.Title
	sameText := clean(r.Text()) == clean(before.Text()) && clean(r.Corrections()) == clean(before.Corrections())
	if !newTitle && sameText {
		return revised{same: true}, t.readAnew(ctx, r)
	}
	if !result.Completes {
		if err := t.keepBefore(ctx, before, result.At); err != nil {
			return revised{}, err
		}
	}
	if _, err := t.exec(ctx, sqlDropEnglish, int64(r.Article), newTitle); err != nil {
		return revised{}, fmt.Errorf("drop the English lead of article %d: %w", r.Article, err)
	}
	if len(stored) == 1 {
		return revised{}, nil
	}
	if _, err := t.exec(ctx, sqlDropTranslations, int64(r.Article)); err != nil {
		return revised{}, fmt.Errorf("drop the translations of article %d: %w", r.Article, err)
	}
	return revised{translated: true}, nil
}

// keepBefore keeps the text that is about to be replaced as one that its
// publisher has changed, unless it is our reading that has.
func (t tx) keepBefore(ctx context.Context, before news.Rendition, now time.Time) error {
	otherwise, err := t.readOtherwise(ctx, before)
	if err != nil || otherwise {
		return err
	}
	body, err := packBlocks(before.Blocks)
	if err != nil {
		return err
	}
	if _, err := t.exec(ctx, sqlPutRevision, int64(before.Article), millis(now), before.Title, body); err != nil {
		return fmt.Errorf("keep the text before of article %d: %w", before.Article, err)
	}
	return nil
}

const sqlRevisions = `
	SELECT at, title, body FROM revisions
	WHERE article_id = $1 ORDER BY at LIMIT 100`

// Revisions returns the texts that an article had before its publisher changed
// them, oldest first. The text that it has now is not among them.
func (s *Store) Revisions(ctx context.Context, id news.ArticleID) ([]news.Revision, error) {
	var out []news.Revision
	err := rows(ctx, s.read, sqlRevisions, []any{int64(id)}, func(rs *sql.Rows) error {
		r := news.Revision{Article: id}
		var at int64
		var body []byte
		err := rs.Scan(&at, &r.Title, &body)
		if err != nil {
			return err
		}
		r.Until = moment(at)
		r.Blocks, err = unpackBlocks(body)
		out = append(out, r)
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("read the revisions of article %d: %w", id, err)
	}
	return out, nil
}
