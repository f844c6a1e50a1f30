package store

import (
	"errors"
	"log/slog"
	"path/filepath"
	"testing"
)

// A store that a newer program has used is left alone.
func TestNewerStoreIsRefused(t *testing.T) {
	path := filepath.Join(t.TempDir(), "overview.db")
	s, err := Open(t.Context(), slog.New(slog.DiscardHandler), path)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := s.conn.ExecContext(t.Context(), "INSERT INTO goose_db_version (version_id, is_applied, tstamp) VALUES (99999, 1, datetime())"); err != nil {
		t.Fatal(err)
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	if again, err := Open(t.Context(), slog.New(slog.DiscardHandler), path); !errors.Is(err, ErrNewer) {
		t.Errorf("Open of a newer store = %v, want %v", err, ErrNewer)
		if again != nil {
			_ = again.Close()
		}
	}
}
