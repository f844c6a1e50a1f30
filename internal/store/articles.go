package store

import (
	"context"
	"database/sql"
	"fmt"
	"strings"
	"time"

	"github.com/overview-news/overview/internal/news"
)

// maxList bounds every list that is read at once.
const maxList = 500

const articleColumns = `a.id, a.outlet_id, a.country, a.lane, a.url, a.link, a.canonical, a.language,
	a.title, a.summary, a.authors, a.credit, a.image, a.section, a.genre, a.topic, a.words,
	a.published_at, a.date_guessed, a.day_only, a.modified_at, a.seen_at, a.collected_at, a.state,
	a.fault_class, a.fault_detail, a.fault_at, a.limits, a.title_en, a.summary_en,
	a.story_id, a.family_id`

// scanArticle reads articleColumns and then more.
func scanArticle(rs *sql.Rows, a *news.Article, more ...any) error {
	var published, modified, seen, collected, faultAt, limits int64
	var authors string
	dest := []any{&a.ID, &a.Outlet, &a.Country, &a.Lane, &a.URL, &a.Link, &a.Canonical, &a.Language,
		&a.Title, &a.Summary, &authors, &a.Credit, &a.Image, &a.Section, &a.Genre, &a.Topic, &a.Words,
		&published, &a.DateGuessed, &a.DayOnly, &modified, &seen, &collected, &a.State,
		&a.Fault.Class, &a.Fault.Detail, &faultAt, &limits, &a.TitleEnglish, &a.SummaryEnglish,
		&a.Story, &a.Family}
	if err := rs.Scan(append(dest, more...)...); err != nil {
		return err
	}
	a.Authors = unlist(authors)
	a.Published, a.Modified, a.Seen = moment(published), moment(modified), moment(seen)
	a.Collected, a.Fault.At = moment(collected), moment(faultAt)
	a.Limit = limitOf(limits)
	if a.Family == 0 {
		a.Family = a.ID
	}
	return nil
}

// Bits of the column limits.
const (
	limitNoArchive = 1 << iota
	limitNoSnippet
	limitReserved
	limitPaywalled
	limitNoIndex
)

func limitBits(l news.Limit) int64 {
	var bits int64
	for _, b := range []struct {
		set bool
		bit int64
	}{
		{l.NoArchive, limitNoArchive}, {l.NoSnippet, limitNoSnippet}, {l.Reserved, limitReserved},
		{l.Paywalled, limitPaywalled}, {l.NoIndex, limitNoIndex},
	} {
		if b.set {
			bits |= b.bit
		}
	}
	return bits
}

func limitOf(bits int64) news.Limit {
	return news.Limit{
		NoArchive: bits&limitNoArchive != 0, NoSnippet: bits&limitNoSnippet != 0,
		Reserved: bits&limitReserved != 0, Paywalled: bits&limitPaywalled != 0,
		NoIndex: bits&limitNoIndex != 0,
	}
}

// articles reads a list of articles; query selects articleColumns.
func articles(ctx context.Context, q querier, query string, args ...any) ([]news.Article, error) {
	var out []news.Article
	err := rows(ctx, q, query, args, func(rs *sql.Rows) error {
		var a news.Article
		if err := scanArticle(rs, &a); err != nil {
			return err
		}
		out = append(out, a)
		return nil
	})
	return out, err
}

const sqlArticle = `SELECT ` + articleColumns + ` FROM articles a WHERE a.id = $1`

// Article returns one article, or [news.ErrNotFound]. A hidden one is
// returned: its state says so.
func (s *Store) Article(ctx context.Context, id news.ArticleID) (news.Article, error) {
	found, err := articles(ctx, s.read, sqlArticle, int64(id))
	if err != nil {
		return news.Article{}, fmt.Errorf("read article %d: %w", id, err)
	}
	if len(found) == 0 {
		return news.Article{}, fmt.Errorf("article %d: %w", id, news.ErrNotFound)
	}
	return found[0], nil
}

// where collects the conditions of a query and their arguments.
type where struct {
	parts []string
	args  []any
}

// add appends a condition, in which each ? stands for one of args.
func (w *where) add(condition string, args ...any) {
	for _, arg := range args {
		w.args = append(w.args, arg)
		condition = strings.Replace(condition, "?", fmt.Sprintf("$%d", len(w.args)), 1)
	}
	w.parts = append(w.parts, condition)
}

// sql is the conditions joined, or a condition that always holds.
func (w *where) sql() string {
	if len(w.parts) == 0 {
		return "1 = 1"
	}
	return strings.Join(w.parts, " AND ")
}

// limit is a list's limit within its bounds.
func limit(n int) int {
	if n <= 0 {
		return 50
	}
	return min(n, maxList)
}

// Articles lists articles, newest first.
func (s *Store) Articles(ctx context.Context, q news.ArticleQuery) ([]news.Article, error) {
	var w where
	if q.Lane != "" {
		w.add("a.lane = ?", string(q.Lane))
	}
	if len(q.Genres) > 0 {
		w.genres(q.Genres)
	}
	w.of(q.Country, q.Outlet, q.Language)
	w.between(q.Since, q.Until, q.After)
	out, err := s.newestFirst(ctx, w, q.Limit)
	if err != nil {
		return nil, fmt.Errorf("list articles: %w", err)
	}
	return out, nil
}

// newestFirst lists the articles that conditions leave, without hidden ones.
func (s *Store) newestFirst(ctx context.Context, w where, n int) ([]news.Article, error) {
	w.add("a.state <> 'hidden'")
	query := fmt.Sprintf(`SELECT %s FROM articles a WHERE %s
		ORDER BY a.published_at DESC, a.id DESC LIMIT %d`, articleColumns, w.sql(), limit(n))
	return articles(ctx, s.read, query, w.args...)
}

// of restricts to a country, an outlet and a language; empty ones do not.
func (w *where) of(country string, outlet news.OutletID, language string) {
	if country != "" {
		w.add("a.country = ?", strings.ToUpper(country))
	}
	if outlet != "" {
		w.add("a.outlet_id = ?", string(outlet))
	}
	if language != "" {
		w.language(language)
	}
}

// between restricts to what was published from since until until, behind a
// cursor; zero ones do not.
func (w *where) between(since, until time.Time, after news.Cursor) {
	if !since.IsZero() {
		w.add("a.published_at >= ?", millis(since))
	}
	if !until.IsZero() {
		w.add("a.published_at < ?", millis(until))
	}
	if !after.IsZero() {
		w.add("(a.published_at, a.id) < (?, ?)", millis(after.Time), after.ID)
	}
}

// language restricts to a tag, or to every tag of a primary subtag.
func (w *where) language(tag string) {
	if strings.Contains(tag, "-") {
		w.add("a.language = ?", tag)
		return
	}
	w.add("(a.language = ? OR (a.language >= ? AND a.language < ?))", tag, tag+"-", tag+".")
}

func (w *where) genres(genres []news.Genre) {
	marks := make([]string, len(genres))
	args := make([]any, len(genres))
	for i, g := range genres {
		marks[i], args[i] = "?", string(g)
	}
	w.add("a.genre IN ("+strings.Join(marks, ", ")+")", args...)
}

const sqlNewest = `
	SELECT published_at FROM articles
	WHERE state <> 'hidden' ORDER BY published_at DESC LIMIT 1`

// newest returns the publication time of the newest article; 0 if there is
// none.
func (s *Store) newest(ctx context.Context) (int64, error) {
	var ms int64
	err := rows(ctx, s.read, sqlNewest, nil, func(rs *sql.Rows) error { return rs.Scan(&ms) })
	if err != nil {
		return 0, fmt.Errorf("find the newest article: %w", err)
	}
	return ms, nil
}

const sqlFamily = `
	SELECT ` + articleColumns + ` FROM articles a
	WHERE (a.family_id = $1 OR a.id = $1) AND a.state <> 'hidden'
	ORDER BY a.published_at, a.id LIMIT 500`

// FamilyArticles returns the articles that carry the text of root, oldest
// first.
func (s *Store) FamilyArticles(ctx context.Context, root news.ArticleID) ([]news.Article, error) {
	out, err := articles(ctx, s.read, sqlFamily, int64(root))
	if err != nil {
		return nil, fmt.Errorf("read text family %d: %w", root, err)
	}
	return out, nil
}

const sqlOutletFaults = `
	SELECT id, title, url, fault_class, fault_detail, fault_at FROM articles
	WHERE outlet_id = $1 AND fault_at <> 0 AND state <> 'hidden'
	ORDER BY fault_at DESC LIMIT $2`

// OutletFaults returns the articles of an outlet whose pages could not be
// read, the last first.
func (s *Store) OutletFaults(ctx context.Context, id news.OutletID, n int) ([]news.FaultyArticle, error) {
	var out []news.FaultyArticle
	err := rows(ctx, s.read, sqlOutletFaults, []any{string(id), limit(n)}, func(rs *sql.Rows) error {
		var a news.FaultyArticle
		var at int64
		if err := rs.Scan(&a.ID, &a.Title, &a.URL, &a.Fault.Class, &a.Fault.Detail, &at); err != nil {
			return err
		}
		a.Fault.At = moment(at)
		out = append(out, a)
		return nil
	})
	if err != nil {
		return nil, fmt.Errorf("read faults of outlet %s: %w", id, err)
	}
	return out, nil
}
