package extract

import (
	"fmt"
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

// A page of teasers, each an article element with a linked heading, is a list
// whatever its title says, and nobody signs it.
func TestKindOfTeasers(t *testing.T) {
	for _, tt := range []struct {
		name, card, before, address string
		want                        Kind
	}{
		{"headings with links", `<article><h2><a href="/s-%d">Board of editors says harbour plan %d needs work</a></h2><p>The council said on Monday that plan %d would be looked at again before the winter.</p></article>`, "",
			"https://paper.example/news", KindFront},
		{"with times", `<article><a href="/s-%d"><h3>Sports desk wins the relay race for year %d</h3></a><p>The council %d met.</p><time datetime="2026-03-01T10:00:00Z">1 March</time></article>`, "",
			"https://paper.example/news", KindFront},
		{"headings alone", `<article><h2><a href="/s-%d">Harbour plan %d is looked at again</a></h2><i>%d</i></article>`, "", "https://paper.example/news", KindFront},
		{"after an article", `<article><h2><a href="/s-%d">Harbour plan %d is looked at again</a></h2><i>%d</i></article>`,
			"<article><h1>Council votes for two more stations</h1>" + strings.Repeat(twoParagraphs, 2) + "</article>", "https://paper.example/news/council-votes-for-two-more-stations", KindArticle},
	} {
		t.Run(tt.name, func(t *testing.T) {
			cards := ""
			for i := range 500 {
				cards += fmt.Sprintf(tt.card, i, i, i)
			}
			head := "<h1>The Paper</h1>"
			if tt.before != "" {
				head = tt.before
			}
			a := mustPage(t, document("<title>The Paper</title>", head+"<main>"+cards+"</main>"), tt.address)
			if a.Kind != tt.want || len(a.Signed) > 0 {
				t.Errorf("Kind, Signed = %q, %v, want %q and none", a.Kind, a.Signed, tt.want)
			}
		})
	}
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
