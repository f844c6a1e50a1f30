package store

import (
	"context"
	"fmt"

	"github.com/overview-news/overview/internal/news"
	"github.com/overview-news/overview/text/index"
)

const (
	// maxTitleTerms and maxTerms bound the terms of one article that search
	// knows. What an article is about is in its beginning; the figure keeps the
	// index at about the size of the texts.
	maxTitleTerms = 200
	maxTerms      = 4000
	// maxMatches bounds how many articles a search orders by date: the newest
	// that were stored. A word of every day matches more, and nobody pages
	// that far.
	maxMatches = 2000
)

const sqlPutSearch = `INSERT INTO search (rowid, title, body) VALUES ($1, $2, $3)`

const sqlDropSearch = `DELETE FROM search WHERE rowid = $1`

// index makes an article that is not searchable yet searchable.
func (t tx) index(ctx context.Context, id int64, title, body string) error {
	_, err := t.exec(ctx, sqlPutSearch, id, index.Document(title, maxTitleTerms), index.Document(body, maxTerms))
	if err != nil {
		return fmt.Errorf("index article %d: %w", id, err)
	}
	return nil
}

const sqlSearchTexts = `SELECT state, title, title_en, summary, summary_en FROM articles WHERE id = $1`

// reindex renews what search knows of an article from what is stored: its
// headlines and texts in every language. A hidden article is not found.
func (t tx) reindex(ctx context.Context, id news.ArticleID) error {
	var state, title, titleEnglish, summary, summaryEnglish string
	ok, err := t.one(ctx, sqlSearchTexts, []any{int64(id)}, &state, &title, &titleEnglish, &summary, &summaryEnglish)
	if err != nil || !ok {
		return err
	}
	if _, err := t.exec(ctx, sqlDropSearch, int64(id)); err != nil {
		return fmt.Errorf("index article %d: %w", id, err)
	}
	if news.ArticleState(state) == news.StateHidden {
		return nil
	}
	texts, err := renditions(ctx, t, id)
	if err != nil {
		return err
	}
	body := summary + "\n" + summaryEnglish
	for _, r := range texts {
		body += "\n" + r.Text()
	}
	return t.index(ctx, int64(id), title+"\n"+titleEnglish, body)
}

// Search lists the articles that have the words of q, newest first. Text
// that has no word finds nothing.
func (s *Store) Search(ctx context.Context, q news.SearchQuery) ([]news.Article, error) {
	parsed := index.Parse(q.Text)
	if parsed.Empty() {
		return nil, nil
	}
	var w where
	w.add(fmt.Sprintf(`a.id IN (SELECT rowid FROM search WHERE search MATCH ?
		ORDER BY rowid DESC LIMIT %d)`, maxMatches), parsed.FTS5())
	w.add("a.state <> 'hidden'")
	if q.Country != "" {
		w.add("a.country = ?", q.Country)
	}
	if q.Outlet != "" {
		w.add("a.outlet_id = ?", string(q.Outlet))
	}
	if q.Language != "" {
		w.language(q.Language)
	}
	if q.Genre != "" {
		w.add("a.genre = ?", string(q.Genre))
	}
	if !q.Since.IsZero() {
		w.add("a.published_at >= ?", millis(q.Since))
	}
	if !q.Until.IsZero() {
		w.add("a.published_at < ?", millis(q.Until))
	}
	if !q.After.IsZero() {
		w.add("(a.published_at, a.id) < (?, ?)", millis(q.After.Time), q.After.ID)
	}
	query := fmt.Sprintf(`SELECT %s FROM articles a WHERE %s
		ORDER BY a.published_at DESC, a.id DESC LIMIT %d`, articleColumns, w.sql(), limit(q.Limit))
	out, err := articles(ctx, s.read, query, w.args...)
	if err != nil {
		return nil, fmt.Errorf("search %q: %w", cut(q.Text, 100), err)
	}
	return out, nil
}
