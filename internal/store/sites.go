package store

import (
	"context"
	"database/sql"
	"fmt"
	"time"

	"github.com/overview-news/overview/internal/news"
)

const sqlSiteMemory = `SELECT body, pages FROM site_memories WHERE outlet_id = $1`

// SiteMemory returns what is remembered of an outlet's pages; nothing of an
// outlet without.
func (s *Store) SiteMemory(ctx context.Context, id news.OutletID) (news.SiteMemory, error) {
	var m news.SiteMemory
	err := rows(ctx, s.read, sqlSiteMemory, []any{string(id)}, func(rs *sql.Rows) error {
		return rs.Scan(&m.Body, &m.Pages)
	})
	if err != nil {
		return news.SiteMemory{}, fmt.Errorf("read the memory of the pages of %s: %w", id, err)
	}
	return m, nil
}

const sqlPutSiteMemory = `
	INSERT INTO site_memories (outlet_id, body, pages, at) VALUES ($1, $2, $3, $4)
	ON CONFLICT (outlet_id) DO UPDATE SET body = excluded.body, pages = excluded.pages, at = excluded.at`

// putSiteMemory replaces what is remembered of an outlet's pages. Of two pages
// that were under way at once the one that ends last decides: what was learnt
// from the other is lost, and learnt from a later page.
func (t tx) putSiteMemory(ctx context.Context, id news.OutletID, m news.SiteMemory, now time.Time) error {
	if _, err := t.exec(ctx, sqlPutSiteMemory, string(id), m.Body, m.Pages, millis(now)); err != nil {
		return fmt.Errorf("store the memory of the pages of %s: %w", id, err)
	}
	return nil
}
