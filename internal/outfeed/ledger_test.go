package outfeed

import (
	"encoding/csv"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/overview-news/overview/internal/read"
	"github.com/overview-news/overview/internal/read/readtest"
)

func table(t *testing.T, s *readtest.Store, opts Options) [][]string {
	t.Helper()
	f := New(slog.New(slog.DiscardHandler), readtest.Clock{}, read.New(readtest.Clock{}, s, read.Options{}), opts)
	w := httptest.NewRecorder()
	f.ServeHTTP(w, httptest.NewRequest(http.MethodGet, ledgerPath, nil))
	if got := w.Header().Get("Content-Type"); w.Code != http.StatusOK || !strings.HasPrefix(got, "text/csv") {
		t.Fatalf("GET %s = %d, %s", ledgerPath, w.Code, got)
	}
	rows, err := csv.NewReader(w.Body).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	return rows
}

func TestLedger(t *testing.T) {
	rows := table(t, readtest.Full(), Options{})
	if d := cmp.Diff(ledgerColumns, rows[0]); d != "" {
		t.Errorf("columns differ (-want +got):\n%s", d)
	}
	found := map[string][]string{}
	for _, r := range rows {
		found[r[0]+" "+r[4]] = r
	}
	for key, want := range map[string][]string{
		"IR pol": {"IR", "Iran", "state-only", "true", "pol", "Pol-e Taze", "The Pol-e Taze newsroom", "domestic", "state", "works",
			"2026-03-02T17:32:00Z", "2026-03-02T17:32:00Z", "2026-03-02T17:10:00Z", "0", "0", "", "fa", "fa"},
		"DE bote": {"DE", "Germany", "thin", "false", "bote", "Der Bote", "The Der Bote newsroom", "domestic", "", "works",
			"2026-03-02T17:32:00Z", "2026-03-02T10:40:00Z", "2026-03-02T17:10:00Z", "4", "1", "timeout", "de", "de"},
		"MN ": {"MN", "Mongolia", "none", "", "", "", "", "", "", "", "", "", "", "", "", "", "", ""},
	} {
		if d := cmp.Diff(want, found[key]); d != "" {
			t.Errorf("row %q differs (-want +got):\n%s", key, d)
		}
	}
}

// A hostile name stays one cell and no formula.
func TestLedgerOfHostileNames(t *testing.T) {
	s := readtest.Hostile()
	s.Listed[0].Name = "=HYPERLINK(\"https://evil.example/\")\r\n,x"
	for _, r := range table(t, s, Options{}) {
		if len(r) != len(ledgerColumns) {
			t.Errorf("a row has %d cells, want %d", len(r), len(ledgerColumns))
		}
		for _, c := range r {
			if strings.HasPrefix(c, "=") {
				t.Errorf("cell %.60q is a formula", c)
			}
		}
	}
}
