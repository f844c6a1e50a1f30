package feed_test

import (
	"bufio"
	"bytes"
	"compress/gzip"
	"encoding/json"
	"io"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/overview-news/overview/feed"
	"github.com/overview-news/overview/feed/sitemap"
	"github.com/overview-news/overview/internal/sharedtest"
)

// row is a line of the archive's manifest.
type row struct {
	URL, Kind, WARC string
	Language        string
	FeedURL         string `json:"feed_url"`
	Offset, Length  int64
}

func manifest(t *testing.T) []row {
	t.Helper()
	f, err := os.Open(sharedtest.Path(t, "corpora/replay/manifest.jsonl"))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	var rows []row
	lines := bufio.NewScanner(f)
	lines.Buffer(nil, 16<<20)
	for lines.Scan() {
		var r row
		if err := json.Unmarshal(lines.Bytes(), &r); err != nil {
			t.Fatal(err)
		}
		rows = append(rows, r)
	}
	if err := lines.Err(); err != nil {
		t.Fatal(err)
	}
	return rows
}

// response reads the archived answer of a row.
func response(t *testing.T, dir string, r row) (body []byte, contentType string) {
	t.Helper()
	f, err := os.Open(filepath.Join(dir, r.WARC))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	z, err := gzip.NewReader(io.NewSectionReader(f, r.Offset, r.Length))
	if err != nil {
		t.Fatal(err)
	}
	record, err := io.ReadAll(z)
	if err != nil {
		t.Fatal(err)
	}
	_, block, ok := bytes.Cut(record, []byte("\r\n\r\n"))
	if !ok {
		t.Fatalf("%s: no end of the record's header", r.URL)
	}
	res, err := http.ReadResponse(bufio.NewReader(bytes.NewReader(block)), nil)
	if err != nil {
		t.Fatal(err)
	}
	defer res.Body.Close()
	body, err = io.ReadAll(res.Body)
	if err != nil {
		t.Fatal(err)
	}
	return body, res.Header.Get("Content-Type")
}

// TestReplay reads every feed and news sitemap of the development archive.
// Each lists exactly the articles that the manifest has for it.
func TestReplay(t *testing.T) {
	rows := manifest(t)
	dir := filepath.Dir(sharedtest.Path(t, "corpora/replay/manifest.jsonl"))
	listed := map[string]int{}               // rows by feed: one page is listed twice
	articles := map[string]map[string]bool{} // addresses by feed
	for _, r := range rows {
		if r.Kind == "article" {
			listed[r.FeedURL]++
			if articles[r.FeedURL] == nil {
				articles[r.FeedURL] = map[string]bool{}
			}
			articles[r.FeedURL][strings.TrimSpace(r.URL)] = true
		}
	}
	feeds, maps, entries, pages, dated, damaged := 0, 0, 0, 0, 0, 0
	for _, r := range rows {
		switch r.Kind {
		case "feed":
			body, contentType := response(t, dir, r)
			f, err := feed.Parse(body, contentType, feed.Options{URL: r.URL})
			if err != nil {
				t.Errorf("%s: %v", r.URL, err)
				continue
			}
			if f.Title == "" || f.Home == "" || (f.Language == "" && r.Language != "" && f.Kind != feed.RDF) || f.Problem != "" {
				t.Errorf("%s: title %q, home %q, language %q, problem %q", r.URL, f.Title, f.Home, f.Language, f.Problem)
			}
			if len(f.Entries) != len(articles[r.URL]) {
				t.Errorf("%s: %d entries, want %d", r.URL, len(f.Entries), len(articles[r.URL]))
			}
			for _, e := range f.Entries {
				entries++
				if e.URL == "" || e.ID == "" {
					t.Errorf("%s: entry %q has no address", r.URL, e.Title)
				}
				if !e.When().IsZero() {
					dated++
				}
				if bytes.ContainsRune([]byte(e.Title), '\uFFFD') {
					damaged++
				}
			}
			feeds++
		case "sitemap":
			body, contentType := response(t, dir, r)
			m, err := sitemap.Parse(body, contentType, r.URL)
			if err != nil {
				t.Errorf("%s: %v", r.URL, err)
				continue
			}
			if len(m.Pages) != listed[r.FeedURL] || m.Problem != "" {
				t.Errorf("%s: %d pages, want %d; problem %q", r.URL, len(m.Pages), listed[r.FeedURL], m.Problem)
			}
			pages += len(m.Pages)
			maps++
		}
	}
	t.Logf("%d feeds with %d entries (%d dated), %d sitemaps with %d pages", feeds, entries, dated, maps, pages)
	if feeds != 524 || maps != 524 || damaged > 0 {
		t.Errorf("%d feeds, %d sitemaps, want 524 each; %d titles with damage", feeds, maps, damaged)
	}
}
