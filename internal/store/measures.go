package store

import (
	"context"
	"database/sql"
	"fmt"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/overview-news/overview/internal/news"
	"github.com/overview-news/overview/text/index"
)

const sqlNewsrooms = `
	SELECT o.publisher, o.country, o.lane, o.name, o.id, o.owner_type, o.owner, o.owner_citation,
		o.owner_as_of, COALESCE(f.watched_since, 0), COALESCE(f.last_success, 0),
		COALESCE(f.newest_entry, 0), COALESCE(f.gap_ms, 0)
	FROM outlets o LEFT JOIN feeds f ON f.outlet_id = o.id AND f.state = 'active'
	WHERE NOT o.disabled
	ORDER BY o.country, o.publisher, o.id, f.id`

// Newsrooms returns every publisher of every country, with the state of its
// watch: the longest of its feeds' watches, and the newest of their answers
// and entries. They are sorted by country and publisher.
func (s *Store) Newsrooms(ctx context.Context) ([]news.Newsroom, error) {
	var out []news.Newsroom
	err := rows(ctx, s.read, sqlNewsrooms, nil, func(rs *sql.Rows) error {
		var n news.Newsroom
		var id news.OutletID
		var since, success, newest, gap int64
		err := rs.Scan(&n.Publisher, &n.Country, &n.Lane, &n.Name, &id, &n.Owner.Type, &n.Owner.Owner,
			&n.Owner.Citation, &n.Owner.AsOf, &since, &success, &newest, &gap)
		if err != nil {
			return err
		}
		n.WatchedSince, n.LastSuccess, n.NewestEntry = moment(since), moment(success), moment(newest)
		n.MedianGap = time.Duration(gap) * time.Millisecond
		n.Outlets = []news.OutletID{id}
		if last := len(out) - 1; last >= 0 && out[last].Publisher == n.Publisher && out[last].Country == n.Country {
			join(&out[last], n)
			return nil
		}
		out = append(out, n)
		return nil
	})
	if err != nil {
		return nil, fmt.Errorf("read newsrooms: %w", err)
	}
	return out, nil
}

// join adds another outlet or feed of the same newsroom.
func join(n *news.Newsroom, more news.Newsroom) {
	if n.Outlets[len(n.Outlets)-1] != more.Outlets[0] {
		n.Outlets = append(n.Outlets, more.Outlets[0])
	}
	if n.Owner.Citation == "" {
		n.Owner = more.Owner
	}
	if more.Lane == news.Domestic {
		n.Lane = news.Domestic
	}
	if since := more.WatchedSince; !since.IsZero() && (n.WatchedSince.IsZero() || since.Before(n.WatchedSince)) {
		n.WatchedSince = since
	}
	if more.LastSuccess.After(n.LastSuccess) {
		n.LastSuccess = more.LastSuccess
	}
	if more.NewestEntry.After(n.NewestEntry) {
		n.NewestEntry = more.NewestEntry
	}
	if n.MedianGap == 0 || (more.MedianGap != 0 && more.MedianGap < n.MedianGap) {
		n.MedianGap = more.MedianGap
	}
}

const sqlReports = `
	SELECT id, outlet_id, publisher, country, lane, genre, topic,
		CASE WHEN family_id = 0 THEN id ELSE family_id END, credit, published_at, related,
		CASE WHEN title_en <> '' THEN title_en ELSE title END,
		CASE WHEN title_en <> '' THEN 'en' ELSE language END
	FROM articles WHERE story_id = $1 AND state NOT IN ('hidden', 'withdrawn')
	ORDER BY published_at, id LIMIT 2000`

// Reports returns what measuring needs of a story's articles, oldest first.
func (s *Store) Reports(ctx context.Context, story news.StoryID) ([]news.Report, error) {
	var out []news.Report
	err := rows(ctx, s.read, sqlReports, []any{int64(story)}, func(rs *sql.Rows) error {
		var r news.Report
		var published int64
		err := rs.Scan(&r.Article, &r.Outlet, &r.Publisher, &r.Country, &r.Lane, &r.Genre, &r.Topic,
			&r.Family, &r.Credit, &published, &r.Related, &r.Title, &r.Language)
		r.Published = moment(published)
		out = append(out, r)
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("read reports of story %d: %w", story, err)
	}
	return out, nil
}

// ClaimMeasure claims stories that changed.
func (s *Store) ClaimMeasure(ctx context.Context, r news.ClaimRequest) ([]news.Claim, error) {
	var out []news.Claim
	err := s.inTx(ctx, func(t tx) error {
		var err error
		out, err = t.claim(ctx, news.StageMeasure, r)
		return err
	})
	return out, err
}

const sqlPutSubject = `
	INSERT INTO subjects (story_id, last_at, body) VALUES ($1, $2, $3)
	ON CONFLICT (story_id) DO UPDATE SET last_at = excluded.last_at, body = excluded.body`

const sqlDropSubject = `DELETE FROM subjects WHERE story_id = $1`

// FinishMeasure stores what measuring read of a story; an empty body forgets
// it, for a story that is gone.
func (s *Store) FinishMeasure(ctx context.Context, c news.Claim, last time.Time, body []byte) error {
	return s.inTx(ctx, func(t tx) error {
		if err := t.held(ctx, c); err != nil {
			return err
		}
		var err error
		if len(body) == 0 {
			_, err = t.exec(ctx, sqlDropSubject, c.Subject)
		} else {
			_, err = t.exec(ctx, sqlPutSubject, c.Subject, millis(last), body)
		}
		if err != nil {
			return fmt.Errorf("store the subject of story %d: %w", c.Subject, err)
		}
		return t.done(ctx, c)
	})
}

const sqlSubjects = `
	SELECT story_id, body FROM subjects
	WHERE last_at >= $1 ORDER BY story_id`

// EachSubject yields what measuring read of every story with a report since a
// moment.
func (s *Store) EachSubject(ctx context.Context, since time.Time, yield func(news.StoryID, []byte) error) error {
	err := rows(ctx, s.read, sqlSubjects, []any{millis(since)}, func(rs *sql.Rows) error {
		var id news.StoryID
		var body []byte
		if err := rs.Scan(&id, &body); err != nil {
			return err
		}
		return yield(id, body)
	})
	if err != nil {
		return fmt.Errorf("read subjects: %w", err)
	}
	return nil
}

const sqlPutVerdict = `
	INSERT INTO verdicts (story_id, country, state, flagged_at, changed_at, body)
	VALUES ($1, $2, $3, $4, $5, $6)
	ON CONFLICT (story_id, country) DO UPDATE SET
		state = excluded.state, body = excluded.body,
		flagged_at = CASE WHEN flagged_at = 0 THEN excluded.flagged_at ELSE flagged_at END,
		changed_at = CASE WHEN state = excluded.state THEN changed_at ELSE excluded.changed_at END`

// Verdict is what was found of a story and a country's press.
type Verdict struct {
	Story   news.StoryID
	Country string
	State   string
	Flagged time.Time // when it was first found overlooked; zero if never
	Changed time.Time // when its state changed last
	Body    []byte
}

// PutVerdict stores what was found of a story and a country's press. The
// moment of the first flag is kept.
func (s *Store) PutVerdict(ctx context.Context, v Verdict) error {
	return s.inTx(ctx, func(t tx) error {
		_, err := t.exec(ctx, sqlPutVerdict, int64(v.Story), v.Country, v.State, millis(v.Flagged), millis(v.Changed), v.Body)
		if err != nil {
			return fmt.Errorf("store the verdict on story %d: %w", v.Story, err)
		}
		return nil
	})
}

const sqlVerdicts = `
	SELECT story_id, country, state, flagged_at, changed_at, body FROM verdicts
	WHERE country = $1 ORDER BY changed_at DESC, story_id LIMIT 500`

// Verdicts returns what was found of stories and a country's press, the last
// changed first.
func (s *Store) Verdicts(ctx context.Context, country string) ([]Verdict, error) {
	var out []Verdict
	err := rows(ctx, s.read, sqlVerdicts, []any{country}, func(rs *sql.Rows) error {
		var v Verdict
		var flagged, changed int64
		err := rs.Scan(&v.Story, &v.Country, &v.State, &flagged, &changed, &v.Body)
		v.Flagged, v.Changed = moment(flagged), moment(changed)
		out = append(out, v)
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("read verdicts on the press of %s: %w", country, err)
	}
	return out, nil
}

const (
	// maxSimilarTerms bounds the words that a search for a similar article uses.
	maxSimilarTerms = 12
	// minBeginning is the length from which a word is looked for as a beginning,
	// in characters: what is asked for may be a stem.
	minBeginning = 4
)

// Similar looks for articles of a country that have any of some words or
// beginnings of words, those that were stored last first, among the newest
// that match.
func (s *Store) Similar(ctx context.Context, country string, terms []string, since, until time.Time) ([]news.Article, error) {
	var quoted []string
	for _, term := range terms {
		for _, w := range index.Terms(term) {
			word := `"` + strings.ReplaceAll(w, `"`, `""`) + `"`
			if utf8.RuneCountInString(w) >= minBeginning {
				word += "*"
			}
			quoted = append(quoted, word)
		}
	}
	if len(quoted) == 0 {
		return nil, nil
	}
	match := strings.Join(quoted[:min(len(quoted), maxSimilarTerms)], " OR ")
	query := fmt.Sprintf(`SELECT %s FROM articles a
		WHERE a.id IN (SELECT rowid FROM search WHERE search MATCH $1 ORDER BY rowid DESC LIMIT 20000)
			AND a.country = $2 AND a.state <> 'hidden' AND a.published_at >= $3 AND a.published_at < $4
		ORDER BY a.published_at DESC, a.id DESC LIMIT 500`, articleColumns)
	out, err := articles(ctx, s.read, query, match, country, millis(since), millis(until))
	if err != nil {
		return nil, fmt.Errorf("search the press of %s: %w", country, err)
	}
	return out, nil
}

const sqlTexts = `
	SELECT id, CASE WHEN title_en <> '' THEN title_en ELSE title END
	FROM articles
	WHERE story_id = $1 AND state NOT IN ('hidden', 'withdrawn')
		AND (title_en <> '' OR language = 'en' OR (language >= 'en-' AND language < 'en.'))
	ORDER BY published_at, id LIMIT $2`

// Texts returns the beginnings of a story's texts in English, headline first,
// by article: of the first limit articles that have one, most bytes each.
func (s *Store) Texts(ctx context.Context, story news.StoryID, n, most int) (map[news.ArticleID]string, error) {
	out := map[news.ArticleID]string{}
	var ids []news.ArticleID
	err := rows(ctx, s.read, sqlTexts, []any{int64(story), limit(n)}, func(rs *sql.Rows) error {
		var id news.ArticleID
		var title string
		err := rs.Scan(&id, &title)
		ids, out[id] = append(ids, id), title
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("read texts of story %d: %w", story, err)
	}
	for _, id := range ids {
		d, err := document(ctx, s.read, id)
		if err != nil {
			return nil, err
		}
		text := d.TextEnglish
		if isEnglish(d.Language) {
			text = d.Text
		}
		out[id] = cut(out[id]+".\n"+text, most)
	}
	return out, nil
}
