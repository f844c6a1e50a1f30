package web_test

import (
	"net/http"
	"strings"
	"testing"

	"github.com/overview-news/overview/internal/read/readtest"
	"github.com/overview-news/overview/internal/web"
)

// TestWrongFilters: a filter that cannot be meant is named on the page, with
// status 400, and nothing is looked for.
func TestWrongFilters(t *testing.T) {
	h := site(t, readtest.Full(), web.Options{})
	for _, tt := range []struct {
		query  string
		status int
		want   string // on the page
	}{
		{"q=bridge", 200, "Newest first"},
		{"q=bridge&country=us&from=2026-03-01&to=2026-03-01", 200, ""},
		{"q=bridge&country=zz", 400, "“zz” is no country"},
		{"language=klingon", 400, "“klingon” is no language"},
		{"genre=poem", 400, "“poem” is no kind of article: it is one of report,"},
		{"from=yesterday", 400, "“yesterday” is no day: write it as 2026-03-01."},
		{"q=x&to=2026-02-30", 400, "“2026-02-30” is no day"},
		{"from=2026-03-02&to=2026-03-01", 400, "The first day lies after the last."},
		{"outlet=The+Nowhere+Times", 400, "No outlet here is called “The Nowhere Times”"},
		{"q=bridge&after=junk", 400, "does not lead to older results"},
		{"q=" + strings.Repeat("a", 10_000), 400, "more than 200 characters"},
		{"country=%3Cscript%3E", 400, "“&lt;script&gt;” is no country"},
	} {
		w := get(h, "/search?"+tt.query)
		if body := w.Body.String(); w.Code != tt.status || !strings.Contains(body, tt.want) ||
			tt.status == http.StatusBadRequest && strings.Contains(body, `id="results-title"`) {
			t.Errorf("GET /search?%.60s = %d, want %d and %q on the page", tt.query, w.Code, tt.status, tt.want)
		}
	}
}
