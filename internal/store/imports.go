package store

import (
	"context"
	"crypto/sha256"
	"database/sql"
	"encoding/hex"
	"fmt"
	"time"

	"github.com/overview-news/overview/internal/news"
)

const sqlKnownOutlet = `SELECT publisher, country, lane FROM outlets WHERE id = $1`

const sqlImport = `
	INSERT INTO articles (day, outlet_id, publisher, country, lane, url, host, canonical, language,
		title, summary, authors, credit, image, section, genre, topic, words, published_at,
		date_guessed, day_only, modified_at, seen_at, collected_at, state, limits, title_en, summary_en, texts)
	VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19,
		$20, $21, $22, $23, $24, $25, $26, $27, $28, 2)
	RETURNING id`

// Import stores articles that come whole from a file, in one transaction. An
// article whose address is known already is left out, and one of a hidden
// outlet; outlets that are not known are added. It returns how many articles
// were new.
func (s *Store) Import(ctx context.Context, batch []news.ImportedArticle, now time.Time) (int, error) {
	added := 0
	err := s.inTx(ctx, func(t tx) error {
		added = 0
		for _, a := range batch {
			isNew, err := t.importArticle(ctx, a, now)
			if err != nil {
				return fmt.Errorf("import %q: %w", cut(a.Article.Title, 100), err)
			}
			if isNew {
				added++
			}
		}
		return nil
	})
	return added, err
}

func (t tx) importArticle(ctx context.Context, in news.ImportedArticle, now time.Time) (bool, error) {
	a := in.Article
	key := importKey(in)
	var known int64
	found, err := t.one(ctx, sqlAddress, []any{key}, &known)
	if err != nil || found {
		return false, err
	}
	if hidden, err := t.hiddenOutlet(ctx, in.Outlet.ID); err != nil || hidden {
		return false, err
	}
	publisher, err := t.importOutlet(ctx, in.Outlet, &a, now)
	if err != nil {
		return false, err
	}
	published := a.Published
	if published.IsZero() {
		published, a.DateGuessed = now, true
	}
	words, lead := a.Words, ""
	if in.English != nil {
		a.TitleEnglish, lead = in.English.Title, leadOf(*in.English)
	}
	var id int64
	args := []any{day(published), string(a.Outlet), publisher, a.Country, string(a.Lane), clean(a.URL),
		host(a.URL), clean(a.Canonical), firstOf(a.Language, "und"), cut(clean(a.Title), maxStoredHeadline),
		cut(clean(firstOf(a.Summary, leadOf(in.Original))), maxStoredSummary), list(a.Authors), clean(a.Credit),
		clean(a.Image), clean(a.Section), string(a.Genre), a.Topic, words, millis(published), a.DateGuessed, a.DayOnly && !a.DateGuessed,
		millis(a.Modified), millis(published), millis(published), string(news.StateCollected), limitBits(a.Limit),
		cut(clean(a.TitleEnglish), maxStoredHeadline), cut(clean(lead), maxStoredSummary)}
	if _, err := t.one(ctx, sqlImport, args, &id); err != nil {
		return false, err
	}
	if _, err := t.exec(ctx, sqlPutAddress, key, id); err != nil {
		return false, err
	}
	if err := t.putDetails(ctx, news.ArticleID(id), &in.Details); err != nil {
		return false, err
	}
	in.Article.Published = published
	return true, t.importTexts(ctx, in, id, now)
}

// importTexts stores the texts of an imported article and plans what is due.
func (t tx) importTexts(ctx context.Context, in news.ImportedArticle, id int64, now time.Time) error {
	day := day(in.Article.Published)
	original := in.Original
	original.Article, original.Original = news.ArticleID(id), true
	if err := t.putRendition(ctx, day, original); err != nil {
		return err
	}
	if in.English != nil {
		english := *in.English
		english.Article, english.Original, english.Language = news.ArticleID(id), false, "en"
		if err := t.putRendition(ctx, day, english); err != nil {
			return err
		}
	}
	title, body := in.Article.Title, original.Text()
	if in.English != nil {
		title, body = title+"\n"+in.English.Title, body+"\n"+in.English.Text()
	}
	t.index(id, title, body)
	language := in.Article.Language
	if in.English != nil {
		language = "en" // nothing to translate
	}
	return t.planArticle(ctx, id, language, in.Article.Published, now)
}

// importOutlet makes sure that the outlet of an imported article is stored,
// and gives the article its outlet's country and lane.
func (t tx) importOutlet(ctx context.Context, o news.Outlet, a *news.Article, now time.Time) (string, error) {
	var publisher, country, lane string
	found, err := t.one(ctx, sqlKnownOutlet, []any{string(o.ID)}, &publisher, &country, &lane)
	if err != nil {
		return "", err
	}
	if !found {
		if _, err := t.putOutlet(ctx, o, now); err != nil {
			return "", err
		}
		if _, err := t.one(ctx, sqlKnownOutlet, []any{string(o.ID)}, &publisher, &country, &lane); err != nil {
			return "", err
		}
	}
	a.Outlet, a.Country, a.Lane = o.ID, country, news.Lane(lane)
	return publisher, nil
}

// importKey is the address of an imported article, or a name made of what
// identifies it where it has none.
func importKey(in news.ImportedArticle) string {
	if in.Article.URL != "" {
		return clean(in.Article.URL)
	}
	sum := sha256.Sum256([]byte(string(in.Outlet.ID) + "\x00" + in.Article.Title + "\x00" +
		in.Article.Published.UTC().Format(time.RFC3339) + "\x00" + in.Original.Text()))
	return "urn:overview:text:" + hex.EncodeToString(sum[:16])
}

const sqlExportIDs = `
	SELECT id FROM articles WHERE id > $1 AND state <> 'hidden' ORDER BY id LIMIT 500`

// EachArticle yields every article that is not hidden, in the order in which
// they were stored, with what its page says besides and its texts.
func (s *Store) EachArticle(ctx context.Context, yield func(news.Article, news.Details, []news.Rendition) error) error {
	var after int64
	for {
		var ids []int64
		err := rows(ctx, s.read, sqlExportIDs, []any{after}, func(rs *sql.Rows) error {
			var id int64
			err := rs.Scan(&id)
			ids = append(ids, id)
			return err
		})
		if err != nil {
			return fmt.Errorf("list articles: %w", err)
		}
		if len(ids) == 0 {
			return nil
		}
		for _, id := range ids {
			a, err := s.Article(ctx, news.ArticleID(id))
			if err != nil {
				return err
			}
			texts, err := s.Renditions(ctx, a.ID)
			if err != nil {
				return err
			}
			d, err := s.Details(ctx, a.ID)
			if err != nil {
				return err
			}
			if err := yield(a, d, texts); err != nil {
				return err
			}
		}
		after = ids[len(ids)-1]
	}
}

const sqlEachAddress = `SELECT url FROM articles WHERE url <> '' AND state <> 'hidden' ORDER BY id`

// EachAddress yields the address of every article that is not hidden, in the
// order in which they were stored.
func (s *Store) EachAddress(ctx context.Context, yield func(string) error) error {
	return rows(ctx, s.read, sqlEachAddress, nil, func(rs *sql.Rows) error {
		var address string
		if err := rs.Scan(&address); err != nil {
			return err
		}
		return yield(address)
	})
}
