package store

import (
	"context"
	"database/sql"
	"fmt"
	"strconv"
	"strings"
	"time"

	"github.com/overview-news/overview/internal/news"
	"github.com/overview-news/overview/page/address"
)

// hideBatch is how many articles of an outlet are taken down, or given back,
// in one transaction.
const hideBatch = 100

const (
	outletTarget  = "outlet:"
	articleTarget = "article:"
)

// Hide takes something down everywhere and for good: an article, by any of its
// addresses or as article:ID, or all of an outlet, as outlet:ID. Texts, what
// search knows of them and the texts before their changes are deleted.
// Addresses stay, so that no poll and no import brings them back; one that is
// not known is remembered too. It returns how many articles it took down.
// Hiding something twice renews the reason.
func (s *Store) Hide(ctx context.Context, target, reason string, now time.Time) (int, error) {
	if id, ok := strings.CutPrefix(target, outletTarget); ok {
		return s.hideOutlet(ctx, news.OutletID(id), reason, now)
	}
	n := 0
	err := s.inTx(ctx, func(t tx) error {
		name, id, err := t.target(ctx, target)
		if err != nil {
			return err
		}
		if err := t.putHidden(ctx, name, reason, now); err != nil {
			return err
		}
		if id == 0 {
			_, err := t.exec(ctx, sqlPutAddress, name, 0)
			return err
		}
		hidden, err := t.takeDown(ctx, id, now)
		if hidden {
			n = 1
		}
		return err
	})
	if err != nil {
		return 0, fmt.Errorf("hide %s: %w", target, err)
	}
	return n, nil
}

const sqlArticleName = `SELECT url FROM articles WHERE id = $1`

// target finds the article that an operator names. Its name is its address, or
// article:ID where it has none. An address that is not stored names no
// article.
func (t tx) target(ctx context.Context, target string) (string, news.ArticleID, error) {
	var id int64
	if number, ok := strings.CutPrefix(target, articleTarget); ok {
		n, err := strconv.ParseInt(number, 10, 64)
		if err != nil || n <= 0 {
			return "", 0, fmt.Errorf("article %q: %w", number, news.ErrNotFound)
		}
		id = n
	} else {
		canonical, err := address.Canonical(target)
		if err != nil {
			return "", 0, fmt.Errorf("%q is neither an address nor outlet:ID nor article:ID: %w", target, err)
		}
		for _, a := range []string{target, canonical} {
			found, err := t.one(ctx, sqlAddress, []any{a}, &id)
			if err != nil {
				return "", 0, err
			}
			if found && id != 0 {
				break
			}
		}
		if id == 0 {
			return canonical, 0, nil
		}
	}
	var url string
	found, err := t.one(ctx, sqlArticleName, []any{id}, &url)
	if err == nil && !found {
		err = fmt.Errorf("article %d: %w", id, news.ErrNotFound)
	}
	if url == "" {
		url = articleTarget + strconv.FormatInt(id, 10)
	}
	return url, news.ArticleID(id), err
}

const sqlPutHidden = `
	INSERT INTO hidden (target, reason, at) VALUES ($1, $2, $3)
	ON CONFLICT (target) DO UPDATE SET reason = excluded.reason, at = excluded.at`

func (t tx) putHidden(ctx context.Context, target, reason string, now time.Time) error {
	_, err := t.exec(ctx, sqlPutHidden, clean(target), clean(reason), millis(now))
	return err
}

const sqlSetHidden = `
	UPDATE articles SET state = 'hidden' WHERE id = $1 AND state <> 'hidden'
	RETURNING story_id`

const sqlDropWork = `
	DELETE FROM work WHERE subject = $1 AND stage IN ('collect', 'translate')`

const sqlUntitle = `UPDATE stories SET title = '' WHERE id = $1 AND articles = 0`

// takeDown hides an article and counts its story without it. It reports false
// for one that is hidden already.
func (t tx) takeDown(ctx context.Context, id news.ArticleID, now time.Time) (bool, error) {
	var story int64
	ok, err := t.one(ctx, sqlSetHidden, []any{int64(id)}, &story)
	if err != nil || !ok {
		return false, err
	}
	if err := t.dropTexts(ctx, id); err != nil {
		return false, err
	}
	if err := t.dropDetails(ctx, id); err != nil {
		return false, err
	}
	if _, err := t.exec(ctx, sqlDropWork, int64(id)); err != nil {
		return false, err
	}
	if err := t.plan(ctx, job{stage: news.StageGroup, subject: int64(id), due: millis(now)}); err != nil {
		return false, err
	}
	if story == 0 {
		return true, nil
	}
	if err := t.recount(ctx, news.StoryID(story), 0, millis(now)); err != nil {
		return false, err
	}
	_, err = t.exec(ctx, sqlUntitle, story)
	return true, err
}

const sqlAliasState = `
	SELECT d.article_id, COALESCE(a.state, 'hidden') FROM addresses d
	LEFT JOIN articles a ON a.id = d.article_id WHERE d.url = $1`

// hiddenAlias hides an article whose page says that its own address is one
// that was taken down, and reports whether it did.
func (t tx) hiddenAlias(ctx context.Context, a news.Article, now time.Time) (bool, error) {
	if a.Canonical == "" || a.Canonical == a.URL {
		return false, nil
	}
	var other int64
	var state string
	ok, err := t.one(ctx, sqlAliasState, []any{clean(a.Canonical)}, &other, &state)
	if err != nil || !ok || news.ArticleID(other) == a.ID || news.ArticleState(state) != news.StateHidden {
		return false, err
	}
	if err := t.putHidden(ctx, a.URL, "the same page as "+a.Canonical, now); err != nil {
		return false, err
	}
	return t.takeDown(ctx, a.ID, now)
}

const sqlOutletHidden = `SELECT 1 FROM hidden WHERE target = $1`

func (t tx) hiddenOutlet(ctx context.Context, id news.OutletID) (bool, error) {
	var one int
	return t.one(ctx, sqlOutletHidden, []any{outletTarget + string(id)}, &one)
}

// A site that a visible outlet uses too is not hidden. Asked at every poll, so
// it begins with what is hidden: hardly an outlet.
const sqlHiddenSites = `
	SELECT o.site FROM hidden h CROSS JOIN outlets o
	WHERE h.target >= 'outlet:' AND h.target < 'outlet;' AND o.id = SUBSTR(h.target, 8)
		AND NOT EXISTS (
			SELECT 1 FROM outlets v LEFT JOIN hidden x ON x.target = 'outlet:' || v.id
			WHERE v.site = o.site AND x.target IS NULL)`

// hiddenSites are the sites of outlets that were taken down: other outlets'
// feeds list their pages too.
func (t tx) hiddenSites(ctx context.Context) (map[string]bool, error) {
	var sites map[string]bool
	err := rows(ctx, t, sqlHiddenSites, nil, func(rs *sql.Rows) error {
		var site string
		if err := rs.Scan(&site); err != nil {
			return err
		}
		if sites == nil {
			sites = map[string]bool{}
		}
		sites[site] = true
		return nil
	})
	return sites, err
}

const sqlShownOfOutlet = `
	SELECT id FROM articles WHERE outlet_id = $1 AND state <> 'hidden' ORDER BY id LIMIT $2`

// hideOutlet takes an outlet down in many small transactions. One that broke
// off is finished by hiding the outlet again.
func (s *Store) hideOutlet(ctx context.Context, id news.OutletID, reason string, now time.Time) (int, error) {
	if err := s.DisableOutlet(ctx, id, true, now); err != nil {
		return 0, err
	}
	err := s.inTx(ctx, func(t tx) error { return t.putHidden(ctx, outletTarget+string(id), reason, now) })
	if err != nil {
		return 0, fmt.Errorf("hide outlet %s: %w", id, err)
	}
	return s.eachBatch(ctx, sqlShownOfOutlet, id, func(t tx, article news.ArticleID) error {
		_, err := t.takeDown(ctx, article, now)
		return err
	})
}

// eachBatch calls f for the articles of an outlet that query finds, a batch a
// transaction, until it finds none, and returns how many there were.
func (s *Store) eachBatch(ctx context.Context, query string, id news.OutletID, f func(tx, news.ArticleID) error) (int, error) {
	done := 0
	for {
		n := 0
		err := s.inTx(ctx, func(t tx) error {
			var ids []news.ArticleID
			err := rows(ctx, t, query, []any{string(id), hideBatch}, func(rs *sql.Rows) error {
				var article news.ArticleID
				err := rs.Scan(&article)
				ids = append(ids, article)
				return err
			})
			for _, article := range ids {
				if err == nil {
					err = f(t, article)
				}
			}
			n = len(ids)
			return err
		})
		if err != nil {
			return done, fmt.Errorf("go through the articles of outlet %s: %w", id, err)
		}
		if n == 0 {
			return done, nil
		}
		done += n
	}
}
