package store_test

import (
	"log/slog"
	"path/filepath"
	"testing"

	"github.com/overview-news/overview/internal/store"
	"github.com/overview-news/overview/internal/store/storetest"
)

func TestSQLite(t *testing.T) {
	storetest.Run(t, func(t *testing.T) storetest.Opener {
		path := filepath.Join(t.TempDir(), "overview.db")
		return func(t *testing.T) *store.Store {
			t.Helper()
			s, err := store.Open(t.Context(), slog.New(slog.DiscardHandler), path)
			if err != nil {
				t.Fatalf("Open = %v", err)
			}
			t.Cleanup(func() {
				if err := s.Close(); err != nil {
					t.Errorf("Close = %v", err)
				}
			})
			return s
		}
	})
}
