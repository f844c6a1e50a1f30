package extract

import (
	"os"
	"sort"
	"strings"
	"testing"
)

// kindPage is a small page of testdata/kinds.txt.
type kindPage struct {
	kind          Kind
	address, html string
}

func readKindPages(t *testing.T) []kindPage {
	t.Helper()
	data, err := os.ReadFile("testdata/kinds.txt")
	if err != nil {
		t.Fatal(err)
	}
	var pages []kindPage
	for part := range strings.SplitSeq("\n"+string(data), "\n-- ") {
		head, html, found := strings.Cut(part, "\n")
		kind, address, hasAddress := strings.Cut(head, " ")
		if !found || !hasAddress {
			continue
		}
		pages = append(pages, kindPage{Kind(kind), address, html})
	}
	if len(pages) < 60 {
		t.Fatalf("testdata/kinds.txt has %d pages, want at least 60", len(pages))
	}
	return pages
}

// kindCounts counts answers by label and kind.
type kindCounts map[[2]Kind]int

// table returns precision and recall of every kind.
func (c kindCounts) table() map[Kind][4]int {
	rows := map[Kind][4]int{} // right, given, labelled, pages
	for pair, n := range c {
		want, got := pair[0], pair[1]
		w, g := rows[want], rows[got]
		w[2] += n
		rows[want] = w
		g = rows[got]
		g[1] += n
		if want == got {
			g[0] += n
		}
		rows[got] = g
	}
	return rows
}

func (c kindCounts) log(t *testing.T, title string) {
	t.Helper()
	rows := c.table()
	var kinds []string
	for k := range rows {
		kinds = append(kinds, string(k))
	}
	sort.Strings(kinds)
	for _, k := range kinds {
		r := rows[Kind(k)]
		t.Logf("%s %-10s precision %d of %d, recall %d of %d", title, k, r[0], r[1], r[0], r[2])
	}
}

func TestQualityOfKinds(t *testing.T) {
	counts := kindCounts{}
	for _, p := range readKindPages(t) {
		a := mustPage(t, p.html, p.address)
		counts[[2]Kind{p.kind, a.Kind}]++
		if a.Kind != p.kind {
			t.Errorf("Kind of %s (%q) = %s, want %s", p.address, a.Headline, a.Kind, p.kind)
		}
	}
	counts.log(t, "small pages")
}

// readKindLabels returns the labels of pages of the corpora by set and id.
func readKindLabels(t *testing.T) map[string]Kind {
	t.Helper()
	data, err := os.ReadFile("testdata/kinds-corpus.tsv")
	if err != nil {
		t.Fatal(err)
	}
	labels := map[string]Kind{}
	for line := range strings.Lines(string(data)) {
		f := strings.Split(strings.TrimSpace(line), "\t")
		if len(f) == 3 && !strings.HasPrefix(line, "#") {
			labels[f[0]+" "+f[1]] = Kind(f[2])
		}
	}
	return labels
}

func TestVersions(t *testing.T) {
	for _, tt := range []struct {
		address, attrs string
		want           Version
	}{
		{"https://a.example/news/1", "", ""},
		{"https://a.example/news/1", " amp", VersionAMP},
		{"https://a.example/news/1", " ⚡", VersionAMP},
		{"https://amp.a.example/news/1", "", VersionAMP},
		{"https://a.example/news/1/print", "", VersionPrint},
		{"https://a.example/news/1?print=1", "", VersionPrint},
		{"https://a.example/news/1?output=print", "", VersionPrint},
		{"https://a.example/news/1?print=0", "", ""},
		{"https://a.example/print-is-not-dead", "", ""},
	} {
		page := "<!doctype html><html" + tt.attrs + "><head><title>Pumps</title></head><body><h1>Pumps</h1>" + twoParagraphs + "</body></html>"
		if got := mustPage(t, page, tt.address).Version; got != tt.want {
			t.Errorf("Version of %s%s = %q, want %q", tt.address, tt.attrs, got, tt.want)
		}
	}
}

func TestStartsWithHour(t *testing.T) {
	for _, tt := range []struct {
		in   string
		want bool
	}{
		{"12.31 Uhr: Bridge", true}, {"18:07 Bridge closed", true}, {"9:05 pm", true}, {"7h30 Pont fermé", true}, {"10:31", true},
		{"10.31 million", false}, {"3:1 win", false}, {"2026", false}, {"", false}, {"24 hours", false}, {"10.31", false},
	} {
		if got := startsWithHour(tt.in); got != tt.want {
			t.Errorf("startsWithHour(%q) = %v, want %v", tt.in, got, tt.want)
		}
	}
}
