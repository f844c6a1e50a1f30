package store

import (
	"database/sql"
	"log/slog"
	"path/filepath"
	"strings"
	"testing"
)

// TestClaimReadsLittle: a claim finds the hosts that are being asked by their
// index. Work holds hundreds of thousands of rows.
func TestClaimReadsLittle(t *testing.T) {
	s, err := Open(t.Context(), slog.New(slog.DiscardHandler), filepath.Join(t.TempDir(), "overview.db"))
	if err != nil {
		t.Fatal(err)
	}
	var plan []string
	args := []any{"me", 2, "poll", 1, 1, 100, 10}
	err = s.inTx(t.Context(), func(x tx) error {
		return rows(t.Context(), x, "EXPLAIN QUERY PLAN"+sqlClaim, args, func(rs *sql.Rows) error {
			var id, parent, unused int
			var step string
			err := rs.Scan(&id, &parent, &unused, &step)
			plan = append(plan, step)
			return err
		})
	})
	if err != nil {
		t.Fatal(err)
	}
	all := strings.Join(plan, "\n")
	if !strings.Contains(all, "INDEX work_claimed (claimed_until>") || !strings.Contains(all, "INDEX work_due (stage=") || strings.Contains(all, "SCAN work") {
		t.Errorf("a claim is planned as:\n%s\nwant the indexes work_claimed and work_due", all)
	}
	if err := s.Close(); err != nil {
		t.Errorf("Close = %v", err)
	}
}
