package outfeed

import (
	"bytes"
	"context"
	"encoding/csv"
	"fmt"
	"strconv"
	"strings"
	"time"
)

// ledgerPath is the ledger as a table.
const ledgerPath = "/outlets.csv"

// ledgerColumns are the table's columns. New ones come at the end.
var ledgerColumns = []string{"country", "country_name", "country_state", "ownership_documented", "outlet", "name",
	"newsroom", "lane", "ownership", "standing", "last_attempt", "last_answer", "newest", "failures", "fail_score",
	"error", "languages_listed", "languages_found"}

// ledger is every outlet with its health, and every country with its state,
// as CSV (RFC 4180). Times are UTC; what is not known is empty.
func (f *Feeds) ledger(ctx context.Context) ([]byte, error) {
	list, err := f.reader.LedgerRows(ctx)
	if err != nil {
		return nil, err
	}
	var b bytes.Buffer
	w := csv.NewWriter(&b)
	w.UseCRLF = true
	_ = w.Write(ledgerColumns) // its error is the one of Flush
	for _, r := range list {
		row := []string{r.Country.Code, r.Country.Name, string(r.State), strconv.FormatBool(!r.Undocumented && r.Outlet != ""),
			string(r.Outlet), f.title(r.Name), r.Publisher, string(r.Lane), r.Ownership, string(r.Standing),
			stamp(r.LastAttempt), stamp(r.LastSuccess), stamp(r.Newest), strconv.Itoa(r.Failures),
			strconv.FormatFloat(r.FailScore, 'f', -1, 64), r.Fault, strings.Join(r.Declared, " "), strings.Join(r.Found, " ")}
		if r.Outlet == "" {
			clear(row[3:])
		}
		for i := range row {
			row[i] = cell(row[i])
		}
		_ = w.Write(row)
	}
	w.Flush()
	if err := w.Error(); err != nil {
		return nil, fmt.Errorf("write the ledger: %w", err)
	}
	return b.Bytes(), nil
}

// stamp is a time as tables have it.
func stamp(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	return t.UTC().Format(time.RFC3339)
}

// cell is a text that no spreadsheet takes for a formula.
func cell(s string) string {
	if s != "" && strings.ContainsRune("=+-@\t\r", rune(s[0])) {
		return "'" + s
	}
	return s
}
