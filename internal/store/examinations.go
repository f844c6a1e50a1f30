package store

import (
	"context"
	"database/sql"
	"encoding/json"
	"fmt"
	"time"

	"github.com/overview-news/overview/internal/news"
)

// Pages that were fetched before the index reaches back are not looked for:
// an outlet without a new page in two days has not changed since.
const sqlUnexamined = `
	SELECT a.outlet_id, max(a.collected_at) FROM articles a
	WHERE a.collected_at <> 0 AND a.collected_at >= $2
	GROUP BY a.outlet_id
	HAVING max(a.collected_at) > COALESCE((SELECT e.at FROM examinations e WHERE e.outlet_id = a.outlet_id), 0)
		AND COALESCE((SELECT e.at FROM examinations e WHERE e.outlet_id = a.outlet_id), 0) < $1
	ORDER BY a.outlet_id LIMIT $3`

// examineWithin is how far back pages are looked for that are new to an
// examination.
const examineWithin = 48 * time.Hour

// Unexamined lists outlets with pages fetched after their last examination, if
// that was before the given time: n at most, sorted by id.
func (s *Store) Unexamined(ctx context.Context, before time.Time, n int) ([]news.OutletID, error) {
	var out []news.OutletID
	args := []any{millis(before), millis(before.Add(-examineWithin)), n}
	err := rows(ctx, s.read, sqlUnexamined, args, func(rs *sql.Rows) error {
		var id news.OutletID
		var newest int64
		err := rs.Scan(&id, &newest)
		out = append(out, id)
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("list outlets to examine: %w", err)
	}
	return out, nil
}

const sqlExamination = `SELECT at, pages, findings FROM examinations WHERE outlet_id = $1`

// Examination returns the last look at an outlet's pages, or
// [news.ErrNotFound].
func (s *Store) Examination(ctx context.Context, id news.OutletID) (news.Examination, error) {
	e := news.Examination{Outlet: id}
	found := false
	err := rows(ctx, s.read, sqlExamination, []any{string(id)}, func(rs *sql.Rows) error {
		var at int64
		var findings string
		if err := rs.Scan(&at, &e.Pages, &findings); err != nil {
			return err
		}
		e.At, found = moment(at), true
		return json.Unmarshal([]byte(findings), &e.Findings)
	})
	if err == nil && !found {
		err = news.ErrNotFound
	}
	if err != nil {
		return news.Examination{}, fmt.Errorf("read the examination of %s: %w", id, err)
	}
	return e, nil
}

const sqlSaveExamination = `
	INSERT INTO examinations (outlet_id, at, pages, findings) VALUES ($1, $2, $3, $4)
	ON CONFLICT (outlet_id) DO UPDATE SET at = excluded.at, pages = excluded.pages, findings = excluded.findings`

// SaveExamination stores a look at an outlet's pages in the place of the one
// before.
func (s *Store) SaveExamination(ctx context.Context, e news.Examination) error {
	if e.Findings == nil {
		e.Findings = []news.Finding{}
	}
	findings, err := json.Marshal(e.Findings)
	if err != nil {
		return err
	}
	return s.inTx(ctx, func(t tx) error {
		_, err := t.exec(ctx, sqlSaveExamination, string(e.Outlet), millis(e.At), e.Pages, clean(string(findings)))
		if err != nil {
			return fmt.Errorf("store the examination of %s: %w", e.Outlet, err)
		}
		return nil
	})
}
