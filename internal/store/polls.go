package store

import (
	"context"
	"crypto/sha256"
	"database/sql"
	"encoding/json"
	"fmt"
	"strings"
	"time"

	"github.com/overview-news/overview/internal/news"
)

// Priorities of work: lower is done first. Collecting for a reader who opened
// an article comes before everything, then leading stories; an entry's own
// priority is added to priorityCollect, so that the pages of an outlet take
// turns with others'. Another look at a page comes last.
const (
	priorityReader    = -100
	priorityStory     = -50
	priorityHeadline  = 10
	priorityBody      = 20
	priorityCollect   = 0
	priorityGroup     = 0
	maxEntryPriority  = 10_000
	priorityAgain     = maxEntryPriority + 1
	maxStoredSummary  = 1200 // bytes of an entry's summary that are kept
	maxStoredHeadline = 1000 // bytes
)

const sqlClaimedFeed = `
	SELECT ` + feedColumns + `, ` + outletColumns + `
	FROM feeds f JOIN outlets o ON o.id = f.outlet_id WHERE f.id = $1`

// ClaimPolls claims feeds that are due, at most one of each host.
func (s *Store) ClaimPolls(ctx context.Context, r news.ClaimRequest) ([]news.PollClaim, error) {
	var out []news.PollClaim
	err := s.inTx(ctx, func(t tx) error {
		claims, err := t.claim(ctx, news.StagePoll, r)
		if err != nil {
			return err
		}
		for _, c := range claims {
			p := news.PollClaim{Claim: c}
			found := false
			err := rows(ctx, t, sqlClaimedFeed, []any{c.Subject}, func(rs *sql.Rows) error {
				found = true
				return scanFeed(rs, &p.Feed, outletFields(&p.Outlet)...)
			})
			if err != nil {
				return fmt.Errorf("read feed %d: %w", c.Subject, err)
			}
			if !found { // the feed was removed: so is its work
				if err := t.done(ctx, c); err != nil {
					return err
				}
				continue
			}
			out = append(out, p)
		}
		return nil
	})
	return out, err
}

const sqlPollAll = `
	UPDATE work SET due_at = $1
	WHERE stage = 'poll' AND due_at > $1`

// PollAll makes every feed that is polled due now.
func (s *Store) PollAll(ctx context.Context, now time.Time) error {
	return s.inTx(ctx, func(t tx) error {
		_, err := t.exec(ctx, sqlPollAll, millis(now))
		return err
	})
}

const sqlUpdateFeed = `
	UPDATE feeds SET title = $2, state = $3, etag = $4, last_modified = $5, last_attempt = $6,
		last_success = $7, newest_entry = $8, interval_ms = $9, gap_ms = $10, entries = $11,
		failures = $12, fault_class = $13, fault_detail = $14, fault_at = $15, moved_to = $16,
		moved_seen = $17, not_modified = $18, language = $19, watched_since = $20
	WHERE id = $1`

const sqlMoveFeed = `UPDATE OR IGNORE feeds SET url = $2, host = $3 WHERE id = $1`

const sqlPutPoll = `
	INSERT INTO polls (feed_id, at, answered, overlapped, new_entries)
	VALUES ($1, $2, $3, $4, $5) ON CONFLICT (feed_id, at) DO NOTHING`

// FinishPoll stores what a poll found: its entries, the feed with its
// validators, and when it is polled next. It returns how many entries were
// new.
func (s *Store) FinishPoll(ctx context.Context, c news.Claim, r news.PollResult) (int, error) {
	added := 0
	feed := r.Feed
	err := s.inGroup(ctx, func(t tx) error {
		added, r.Feed = 0, feed
		polled, err := t.polledFeed(ctx, c)
		if err != nil {
			return err
		}
		if len(r.Entries) == 0 {
			return t.closePoll(ctx, c, polled, r)
		}
		o, err := t.pollOutlet(ctx, r.Feed.Outlet)
		if err != nil {
			return err
		}
		for _, e := range r.Entries {
			isNew, err := t.putEntry(ctx, r, o, e)
			if err != nil {
				return fmt.Errorf("store entry %q of feed %d: %w", e.URL, r.Feed.ID, err)
			}
			if isNew {
				added++
			}
		}
		r.Feed.Entries += added
		polled.added = added
		return t.closePoll(ctx, c, polled, r)
	})
	return added, err
}

// polledFeed is a feed as it was when it was polled.
type polledFeed struct {
	url, host   string
	since, last int64 // of its watch
	added       int   // entries that the poll stored
}

// It asks for the claim and the feed at once: most polls find nothing new, and
// cost what their statements do.
const sqlPolledFeed = `
	SELECT f.url, f.host, f.watched_since, f.last_success
	FROM work w JOIN feeds f ON f.id = w.subject
	WHERE w.stage = 'poll' AND w.subject = $1 AND w.attempt = $2`

// polledFeed reads the feed of a claim, or returns [news.ErrLost] unless that
// is still the latest of its work.
func (t tx) polledFeed(ctx context.Context, c news.Claim) (polledFeed, error) {
	var f polledFeed
	ok, err := t.one(ctx, sqlPolledFeed, []any{c.Subject, c.Attempt}, &f.url, &f.host, &f.since, &f.last)
	if err != nil {
		return f, fmt.Errorf("look at claim of feed %d: %w", c.Subject, err)
	}
	if !ok {
		return f, news.ErrLost
	}
	return f, nil
}

func (t tx) closePoll(ctx context.Context, c news.Claim, polled polledFeed, r news.PollResult) error {
	f := r.Feed
	_, err := t.exec(ctx, sqlUpdateFeed, int64(f.ID), clean(f.Title), string(f.State), clean(f.ETag),
		clean(f.LastModified), millis(f.LastAttempt), millis(f.LastSuccess), millis(f.NewestEntry),
		f.Interval.Milliseconds(), f.MedianGap.Milliseconds(), f.Entries, f.Failures,
		f.Fault.Class, clean(f.Fault.Detail), millis(f.Fault.At), clean(f.MovedTo),
		millis(f.MovedSeen), f.NotModified, clean(f.Language), polled.watchedSince(r))
	if err != nil {
		return fmt.Errorf("store feed %d: %w", f.ID, err)
	}
	if h := host(f.URL); f.URL != polled.url || h != polled.host {
		if _, err := t.exec(ctx, sqlMoveFeed, int64(f.ID), f.URL, h); err != nil {
			return fmt.Errorf("move feed %d: %w", f.ID, err)
		}
	}
	if _, err := t.exec(ctx, sqlPutPoll, int64(f.ID), millis(r.At), r.Answered, r.Overlapped, polled.added); err != nil {
		return fmt.Errorf("log poll of feed %d: %w", f.ID, err)
	}
	if f.State != news.FeedActive {
		return t.done(ctx, c)
	}
	return t.later(ctx, c, millis(r.Next), f.Failures)
}

// maxWatchGap is how long a feed may go without an answer before its watch is
// broken: what came and went in between was not seen.
const maxWatchGap = 6 * time.Hour

// watchedSince is since when nothing that a feed listed can have been missed.
// A poll continues the watch if it met an entry of the one before, soon
// enough; an answer that does not begins a new one.
func (f polledFeed) watchedSince(r news.PollResult) int64 {
	if !r.Answered {
		return f.since
	}
	unbroken := f.since != 0 && r.At.Sub(moment(f.last)) <= maxWatchGap
	if unbroken && (r.Overlapped || r.Feed.Kind == news.FeedSitemap) {
		return f.since
	}
	return millis(r.At)
}

// pollOutlet is what storing an entry needs of its outlet.
type pollOutlet struct {
	id        string
	publisher string
	country   string
	lane      string
	site      string
	language  string
	hidden    map[string]bool // sites whose outlets were taken down
}

const sqlPollOutlet = `
	SELECT id, publisher, country, lane, site, language FROM outlets WHERE id = $1`

func (t tx) pollOutlet(ctx context.Context, id news.OutletID) (pollOutlet, error) {
	var o pollOutlet
	ok, err := t.one(ctx, sqlPollOutlet, []any{string(id)},
		&o.id, &o.publisher, &o.country, &o.lane, &o.site, &o.language)
	if err == nil && !ok {
		err = news.ErrNotFound
	}
	if err == nil {
		o.hidden, err = t.hiddenSites(ctx)
	}
	if err != nil {
		return o, fmt.Errorf("read outlet %s: %w", id, err)
	}
	return o, nil
}

const sqlPutEntry = `
	INSERT INTO entries (feed_id, key, article_id) VALUES ($1, $2, 0)
	ON CONFLICT (feed_id, key) DO NOTHING`

const sqlLinkEntry = `UPDATE entries SET article_id = $3 WHERE feed_id = $1 AND key = $2`

const sqlAddress = `SELECT article_id FROM addresses WHERE url = $1`

const sqlPutAddress = `
	INSERT INTO addresses (url, article_id) VALUES ($1, $2)
	ON CONFLICT (url) DO NOTHING`

// putEntry stores an entry that the feed did not have yet, and the article
// behind it unless another feed brought it before.
func (t tx) putEntry(ctx context.Context, r news.PollResult, o pollOutlet, e news.Entry) (bool, error) {
	key := keyHash(e.Key)
	n, err := t.exec(ctx, sqlPutEntry, int64(r.Feed.ID), key)
	if err != nil || n == 0 {
		return false, err
	}
	address := clean(e.URL)
	var id int64
	known, err := t.one(ctx, sqlAddress, []any{address}, &id)
	if err != nil {
		return false, err
	}
	switch {
	case known && id == 0, !known && o.hidden[site(address)]:
		return false, nil // taken down before it was ever here
	case known:
		err = t.reown(ctx, id, address, o)
	default:
		id, err = t.putHeadline(ctx, r, o, e)
	}
	if err != nil {
		return false, err
	}
	_, err = t.exec(ctx, sqlLinkEntry, int64(r.Feed.ID), key, id)
	return true, err
}

const sqlReown = `
	UPDATE articles SET outlet_id = $2, publisher = $3, country = $4, lane = $5
	WHERE id = $1 AND outlet_id <> $2
		AND (SELECT site FROM outlets WHERE id = articles.outlet_id) <> $6`

// reown gives an article to the outlet on whose own site it stands, where a
// feed of somebody else's listed it first.
func (t tx) reown(ctx context.Context, id int64, address string, o pollOutlet) error {
	if s := site(address); s == "" || s != o.site {
		return nil
	}
	_, err := t.exec(ctx, sqlReown, id, o.id, o.publisher, o.country, o.lane, o.site)
	return err
}

const sqlPutHeadline = `
	INSERT INTO articles (day, outlet_id, publisher, country, lane, url, link, host, language, title,
		summary, authors, categories, credit, image, published_at, date_guessed, day_only, modified_at,
		seen_at, state)
	VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21)
	RETURNING id`

// putHeadline makes an article of an entry and plans what is due for it.
func (t tx) putHeadline(ctx context.Context, r news.PollResult, o pollOutlet, e news.Entry) (int64, error) {
	published, guessed := e.Published, false
	switch {
	case published.After(r.At.Add(maxAhead)):
		published, guessed = r.At, true
	case published.IsZero() && r.Feed.Entries == 0:
		// What a feed lists when it first answers may be of any age: without a
		// date it must not lead today's news.
		published, guessed = r.At.Add(-undatedAge), true
	case published.IsZero():
		published, guessed = r.At, true
	}
	language := firstOf(e.Language, r.Feed.Language, o.language, "und")
	address, title, summary := clean(e.URL), cut(clean(e.Title), maxStoredHeadline), cut(clean(e.Summary), maxStoredSummary)
	var id int64
	args := []any{day(r.At), o.id, o.publisher, o.country, o.lane, address, clean(e.Link), host(firstOf(e.Link, address)), language,
		title, summary, list(e.Authors), list(e.Categories), clean(e.Credit), clean(e.Image),
		millis(published), guessed, e.DayOnly && !guessed, millis(e.Updated), millis(r.At), string(news.StateHeadline)}
	if _, err := t.one(ctx, sqlPutHeadline, args, &id); err != nil {
		return 0, err
	}
	if _, err := t.exec(ctx, sqlPutAddress, address, id); err != nil {
		return 0, err
	}
	t.index(id, title, summary)
	if err := t.planArticle(ctx, id, language, published, r.At); err != nil {
		return 0, err
	}
	if e.Collect.IsZero() {
		return id, nil
	}
	return id, t.plan(ctx, job{
		stage: news.StageCollect, subject: id, host: host(firstOf(e.Link, address)),
		priority: priorityCollect + min(max(e.Priority, 0), maxEntryPriority), due: millis(e.Collect),
	})
}

// maxAhead is how far in the future a stated date may lie: clocks of
// publishers are wrong by minutes, and a later date would lead every list.
const maxAhead = time.Hour

// undatedAge is how old an undated entry of a feed's first answer is taken to
// be: so old that it stands behind everything with a date. It is shown as
// having none.
const undatedAge = 20 * 365 * 24 * time.Hour

// planArticle makes an article's text due for grouping, and for translation
// where it is not in English.
func (t tx) planArticle(ctx context.Context, id int64, language string, published, now time.Time) error {
	if err := t.planGroup(ctx, id, published, now); err != nil || isEnglish(language) {
		return err
	}
	return t.planTranslate(ctx, id, now)
}

// planGroup makes an article's text due for grouping. That wants articles in
// the order of their publication, so that is since when they are due, but not
// to the minute: what was published in one [groupSpan] stands in the order of
// its arrival, and so do its rows in every table. A claim puts its articles in
// order.
func (t tx) planGroup(ctx context.Context, id int64, published, now time.Time) error {
	due := millis(earlier(published, now).Truncate(groupSpan))
	return t.plan(ctx, job{stage: news.StageGroup, subject: id, priority: priorityGroup, due: due})
}

// groupSpan is how far articles may be grouped out of the order of their
// publication when many wait. An hour changes no figure of the news week; six
// cost half a point of B³.
const groupSpan = time.Hour

func earlier(a, b time.Time) time.Time {
	if a.Before(b) {
		return a
	}
	return b
}

// planTranslate makes an article's headline and lead due for translation.
func (t tx) planTranslate(ctx context.Context, id int64, now time.Time) error {
	return t.plan(ctx, job{stage: news.StageTranslate, subject: id, priority: priorityHeadline, due: millis(now)})
}

// isEnglish reports whether a text in language needs no English rendition.
func isEnglish(language string) bool {
	return language == "en" || strings.HasPrefix(language, "en-")
}

// keyHash is an entry's key as the store keeps it: keys can be as long as an
// address, and sixteen bytes of SHA-256 collide for nobody.
func keyHash(key string) []byte {
	sum := sha256.Sum256([]byte(key))
	return sum[:16]
}

// list is a list of strings as the store keeps it, as JSON.
func list(values []string) string {
	if len(values) == 0 {
		return "[]"
	}
	cleaned := make([]string, len(values))
	for i, v := range values {
		cleaned[i] = clean(v)
	}
	raw, err := json.Marshal(cleaned)
	if err != nil { // strings always marshal
		return "[]"
	}
	return string(raw)
}

// unlist is the inverse of list; a damaged value is an empty list.
func unlist(raw string) []string {
	var values []string
	if json.Unmarshal([]byte(raw), &values) != nil {
		return nil
	}
	return values
}

func firstOf(values ...string) string {
	for _, v := range values {
		if v != "" {
			return v
		}
	}
	return ""
}

// cut shortens s to at most n bytes at a rune's border.
func cut(s string, n int) string {
	if len(s) <= n {
		return s
	}
	return strings.ToValidUTF8(s[:n], "")
}
