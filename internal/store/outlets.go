package store

import (
	"context"
	"database/sql"
	"fmt"
	"net/url"
	"strings"
	"time"

	"golang.org/x/net/publicsuffix"

	"github.com/overview-news/overview/internal/news"
)

// WatchedOutlet is an outlet with the feeds that are to be polled for it.
type WatchedOutlet struct {
	Outlet news.Outlet
	Feeds  []news.Feed // URL, Kind, Language and Scope are used
	Order  int         // among its country's outlets; the first is polled first
}

const sqlPutOutlet = `
	INSERT INTO outlets (id, name, native_name, home, site, country, based_in, language, kind,
		reach, lane, owner_type, owner, owner_citation, owner_as_of, publisher, display, origin,
		disabled, added_at, hint_keep, hint_drop, hinted_at)
	VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20,
		$21, $22, CASE WHEN $21 <> '' OR $22 <> '' THEN $20 ELSE 0 END)
	ON CONFLICT (id) DO UPDATE SET
		name = excluded.name, native_name = excluded.native_name, home = excluded.home,
		site = excluded.site, country = excluded.country, based_in = excluded.based_in,
		language = excluded.language, kind = excluded.kind, reach = excluded.reach,
		lane = excluded.lane, owner_type = excluded.owner_type, owner = excluded.owner,
		owner_citation = excluded.owner_citation, owner_as_of = excluded.owner_as_of,
		publisher = excluded.publisher, display = excluded.display, origin = excluded.origin,
		hint_keep = excluded.hint_keep, hint_drop = excluded.hint_drop,
		hinted_at = CASE WHEN outlets.hint_keep <> excluded.hint_keep OR outlets.hint_drop <> excluded.hint_drop
			THEN excluded.added_at ELSE outlets.hinted_at END,
		disabled = CASE WHEN outlets.disabled = 2 THEN 2 ELSE excluded.disabled END
	RETURNING disabled`

// putOutlet stores an outlet and reports whether it is not to be polled: its
// list says so, or the operator did; see [Store.DisableOutlet].
func (t tx) putOutlet(ctx context.Context, o news.Outlet, now time.Time) (bool, error) {
	publisher := o.Publisher
	if publisher == "" {
		publisher = string(o.ID)
	}
	lane := o.Lane
	if lane == "" {
		lane = news.Domestic
	}
	if err := t.forgetMisses(ctx, o.ID, o.Hints); err != nil {
		return false, err
	}
	var disabled int
	args := []any{string(o.ID), clean(o.Name), clean(o.NativeName), o.Home,
		site(o.Home), strings.ToUpper(o.Country), strings.ToUpper(o.BasedIn), o.Language, o.Kind,
		o.Reach, string(lane), o.Ownership.Type, clean(o.Ownership.Owner), o.Ownership.Citation,
		o.Ownership.AsOf, publisher, string(o.Display), o.Origin, o.Disabled, millis(now),
		clean(o.Hints.Keep), clean(o.Hints.Drop)}
	if _, err := t.one(ctx, sqlPutOutlet, args, &disabled); err != nil {
		return false, fmt.Errorf("store outlet %s: %w", o.ID, err)
	}
	return disabled != 0, nil
}

const sqlPutFeed = `
	INSERT INTO feeds (outlet_id, url, host, kind, language, scope, state)
	VALUES ($1, $2, $3, $4, $5, $6, $7)
	ON CONFLICT (url) DO UPDATE SET
		outlet_id = excluded.outlet_id, kind = excluded.kind, language = excluded.language,
		scope = excluded.scope,
		state = CASE WHEN feeds.state = 'retired' THEN feeds.state ELSE excluded.state END
	RETURNING id, last_attempt, state`

const sqlPlanPoll = `
	INSERT INTO work (stage, subject, host, priority, due_at) VALUES ('poll', $1, $2, $3, $4)
	ON CONFLICT (stage, subject) DO NOTHING`

const sqlDropPoll = `DELETE FROM work WHERE stage = 'poll' AND subject = $1`

// Watch brings the outlets and feeds of a catalog into the store. Feeds that
// are new become due now, those of each country's first outlet before those of
// its second; known ones keep what polling learned. Outlets that the list does
// not name stay as they are.
func (s *Store) Watch(ctx context.Context, outlets []WatchedOutlet, now time.Time) error {
	return s.inTx(ctx, func(t tx) error {
		for _, w := range outlets {
			disabled, err := t.putOutlet(ctx, w.Outlet, now)
			if err != nil {
				return err
			}
			w.Outlet.Disabled = disabled
			for _, f := range w.Feeds {
				if err := t.putFeed(ctx, w, f, now); err != nil {
					return fmt.Errorf("store feed %s: %w", f.URL, err)
				}
			}
		}
		return nil
	})
}

func (t tx) putFeed(ctx context.Context, w WatchedOutlet, f news.Feed, now time.Time) error {
	state := news.FeedActive
	if w.Outlet.Disabled || f.State == news.FeedDisabled {
		state = news.FeedDisabled
	}
	kind := f.Kind
	if kind == "" {
		kind = news.FeedSyndication
	}
	var id, attempted int64
	var stored string
	args := []any{string(w.Outlet.ID), f.URL, host(f.URL), string(kind), f.Language, f.Scope, string(state)}
	if _, err := t.one(ctx, sqlPutFeed, args, &id, &attempted, &stored); err != nil {
		return err
	}
	if news.FeedState(stored) != news.FeedActive {
		_, err := t.exec(ctx, sqlDropPoll, id)
		return err
	}
	_, err := t.exec(ctx, sqlPlanPoll, id, host(f.URL), w.Order, millis(now))
	return err
}

const outletColumns = `o.id, o.name, o.native_name, o.home, o.country, o.based_in, o.language,
	o.kind, o.reach, o.lane, o.owner_type, o.owner, o.owner_citation, o.owner_as_of,
	o.publisher, o.display, o.origin, o.hint_keep, o.hint_drop, o.disabled <> 0`

// outletFields are the destinations of outletColumns.
func outletFields(o *news.Outlet) []any {
	return []any{&o.ID, &o.Name, &o.NativeName, &o.Home, &o.Country, &o.BasedIn, &o.Language,
		&o.Kind, &o.Reach, &o.Lane, &o.Ownership.Type, &o.Ownership.Owner, &o.Ownership.Citation,
		&o.Ownership.AsOf, &o.Publisher, &o.Display, &o.Origin, &o.Hints.Keep, &o.Hints.Drop, &o.Disabled}
}

const sqlOutlets = `
	SELECT ` + outletColumns + ` FROM outlets o
	WHERE $1 = '' OR o.country = $1
	ORDER BY o.country, o.name, o.id`

// Outlets returns the outlets of a country, or all if it is empty.
func (s *Store) Outlets(ctx context.Context, country string) ([]news.Outlet, error) {
	var out []news.Outlet
	err := rows(ctx, s.read, sqlOutlets, []any{strings.ToUpper(country)}, func(rs *sql.Rows) error {
		var o news.Outlet
		if err := rs.Scan(outletFields(&o)...); err != nil {
			return err
		}
		out = append(out, o)
		return nil
	})
	if err != nil {
		return nil, fmt.Errorf("read outlets of %q: %w", country, err)
	}
	return out, nil
}

const sqlOutlet = `SELECT ` + outletColumns + ` FROM outlets o WHERE o.id = $1`

// Outlet returns one outlet, or [news.ErrNotFound].
func (s *Store) Outlet(ctx context.Context, id news.OutletID) (news.Outlet, error) {
	var out *news.Outlet
	err := rows(ctx, s.read, sqlOutlet, []any{string(id)}, func(rs *sql.Rows) error {
		out = &news.Outlet{}
		return rs.Scan(outletFields(out)...)
	})
	if err != nil {
		return news.Outlet{}, fmt.Errorf("read outlet %s: %w", id, err)
	}
	if out == nil {
		return news.Outlet{}, fmt.Errorf("outlet %s: %w", id, news.ErrNotFound)
	}
	return *out, nil
}

const feedColumns = `f.id, f.outlet_id, f.url, f.kind, f.language, f.scope, f.title, f.state,
	f.etag, f.last_modified, f.last_attempt, f.last_success, f.newest_entry, f.interval_ms,
	f.gap_ms, f.entries, f.failures, f.fault_class, f.fault_detail, f.fault_at, f.moved_to,
	f.moved_seen, f.not_modified,
	COALESCE((SELECT due_at FROM work WHERE stage = 'poll' AND subject = f.id), 0)`

// scanFeed reads feedColumns and then more.
func scanFeed(rs *sql.Rows, f *news.Feed, more ...any) error {
	var attempt, success, newest, interval, gap, faultAt, moved, next int64
	dest := []any{&f.ID, &f.Outlet, &f.URL, &f.Kind, &f.Language, &f.Scope, &f.Title, &f.State,
		&f.ETag, &f.LastModified, &attempt, &success, &newest, &interval, &gap, &f.Entries,
		&f.Failures, &f.Fault.Class, &f.Fault.Detail, &faultAt, &f.MovedTo, &moved, &f.NotModified, &next}
	if err := rs.Scan(append(dest, more...)...); err != nil {
		return err
	}
	f.LastAttempt, f.LastSuccess, f.NewestEntry = moment(attempt), moment(success), moment(newest)
	f.Interval = time.Duration(interval) * time.Millisecond
	f.MedianGap = time.Duration(gap) * time.Millisecond
	f.Fault.At, f.MovedSeen, f.NextPoll = moment(faultAt), moment(moved), moment(next)
	return nil
}

const sqlFeeds = `
	SELECT ` + feedColumns + ` FROM feeds f
	WHERE $1 = '' OR f.outlet_id = $1 ORDER BY f.outlet_id, f.id`

// Feeds returns the feeds of an outlet with what polling learned, or those of
// all outlets if it is empty.
func (s *Store) Feeds(ctx context.Context, outlet news.OutletID) ([]news.Feed, error) {
	var out []news.Feed
	err := rows(ctx, s.read, sqlFeeds, []any{string(outlet)}, func(rs *sql.Rows) error {
		var f news.Feed
		if err := scanFeed(rs, &f); err != nil {
			return err
		}
		out = append(out, f)
		return nil
	})
	if err != nil {
		return nil, fmt.Errorf("read feeds of %q: %w", outlet, err)
	}
	return out, nil
}

// host is the host of an address, in lower case and with its port; "" if it
// has none.
func host(address string) string {
	u, err := url.Parse(address)
	if err != nil {
		return ""
	}
	return strings.ToLower(u.Host)
}

// site is the registrable domain of an address: the part that one owner
// registers, such as bbc.co.uk. An address without one gives its host.
func site(address string) string {
	u, err := url.Parse(address)
	if err != nil {
		return ""
	}
	h := strings.ToLower(u.Hostname())
	if domain, err := publicsuffix.EffectiveTLDPlusOne(h); err == nil {
		return domain
	}
	return h
}
