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

// searchChange is a change of what search knows of an article. Changes are
// made at the end of their transaction, one after the other: SQLite writes
// what its index has gathered to disk whenever another statement comes
// between, and thirty small pieces cost ten times what one costs.
type searchChange struct {
	id          int64
	drop        bool
	title, body string // terms
}

// index makes an article that is not searchable yet searchable.
func (t tx) index(id int64, title, body string) {
	t.s.changes = append(t.s.changes, searchChange{id: id,
		title: index.Document(title, maxTitleTerms), body: index.Document(body, maxTerms)})
}

// flushSearch makes the changes that the transaction gathered.
func (t tx) flushSearch(ctx context.Context) error {
	for _, c := range t.s.changes {
		var err error
		if c.drop {
			_, err = t.exec(ctx, sqlDropSearch, c.id)
		} else {
			_, err = t.exec(ctx, sqlPutSearch, c.id, c.title, c.body)
		}
		if err != nil {
			return fmt.Errorf("index article %d: %w", c.id, err)
		}
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
	t.s.changes = append(t.s.changes, searchChange{id: int64(id), drop: true})
	if news.ArticleState(state) == news.StateHidden {
		return nil
	}
	texts, err := renditions(ctx, t, id)
	if err != nil {
		return err
	}
	body := summary + "\n" + summaryEnglish
	for _, r := range texts {
		body += "\n" + r.Text() + "\n" + r.Corrections()
	}
	t.index(int64(id), title+"\n"+titleEnglish, body)
	return nil
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
	if q.Genre != "" {
		w.add("a.genre = ?", string(q.Genre))
	}
	w.of(q.Country, q.Outlet, q.Language)
	w.between(q.Since, q.Until, q.After)
	out, err := s.newestFirst(ctx, w, q.Limit)
	if err != nil {
		return nil, fmt.Errorf("search %q: %w", cut(q.Text, 100), err)
	}
	return out, nil
}
