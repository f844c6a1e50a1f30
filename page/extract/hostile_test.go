//go:build unix

package extract

import (
	"errors"
	"fmt"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/overview-news/overview/page/address"
	"github.com/overview-news/overview/page/dom"
)

// hostilePages are pages made to break a reader. Size is how often the
// repeating part of each stands in it.
var hostilePages = []struct {
	name string
	page func(size int) string
}{
	{"deep divs", func(n int) string { return strings.Repeat("<div>", n) + "text" }},
	{"deep spans", func(n int) string { return "<p>" + strings.Repeat("<span class=a>", n) + "text" }},
	{"deep lists", func(n int) string { return strings.Repeat("<ul><li>", n) + "text" }},
	{"one long text", func(n int) string { return "<p>" + strings.Repeat("word and word. ", n) }},
	{"one long word", func(n int) string { return "<p>" + strings.Repeat("w", n*10) }},
	{"many paragraphs", func(n int) string {
		return strings.Repeat("<p>A short paragraph of ten words that ends here, now.</p>", n)
	}},
	{"many articles", func(n int) string {
		return strings.Repeat("<article><h1>Head</h1><p>One sentence, no more.</p></article>", n)
	}},
	{"many headings", func(n int) string { return strings.Repeat("<h1>The same old heading again</h1>", n) }},
	{"deep headings", func(n int) string {
		const deepest = 480 // just under what a page may have
		nest := min(n/50, deepest)
		return "<title>The pumps will run again</title><article><h1>" + strings.Repeat("<span>", nest) + strings.Repeat("<b></b>", 4*n) +
			"The pumps will run again" + strings.Repeat("</span>", nest) + "</h1>" + twoParagraphs + "</article>"
	}},
	{"many links", func(n int) string { return strings.Repeat(`<a href="/x">link</a> `, n) }},
	{"many breaks", func(n int) string { return "<div>" + strings.Repeat("line<br><br>", n) }},
	{"many metas", func(n int) string { return strings.Repeat(`<meta name="author" content="Rosa Lindt, Abel Marsh">`, n) }},
	{"many names", func(n int) string {
		return `<meta name="author" content="` + strings.Repeat("Rosa Lindt, ", n) + `">` + twoParagraphs
	}},
	{"a byline without end", func(n int) string {
		return document("<title>The pumps will run again</title>", `<h1>The pumps will run again</h1><p class="byline">By Rosa Lindt for `+
			strings.Repeat("Times for ", n)+"</p>"+twoParagraphs)
	}},
	{"an author without end", func(n int) string {
		return `<script type="application/ld+json">{"@type":"NewsArticle","author":"` + strings.Repeat("Rosa ", n) + `"}</script>` + twoParagraphs
	}},
	{"a title that goes on behind the heading", func(n int) string {
		return "<title>" + strings.Repeat("The pumps will run | ", n) + "</title><h1>" + strings.Repeat("The pumps will run | ", n) + "</h1>" + twoParagraphs
	}},
	{"many separators", func(n int) string {
		return "<title>" + strings.Repeat("a | b - ", n) + "</title>" + twoParagraphs
	}},
	{"many times", func(n int) string { return strings.Repeat(`<time datetime="2026-01-01">x</time>`, n) + twoParagraphs }},
	{"deep JSON", func(n int) string {
		return `<script type="application/ld+json">` + strings.Repeat(`{"@type":"NewsArticle","author":[`, n) + "</script>" + twoParagraphs
	}},
	{"wide JSON", func(n int) string {
		return `<script type="application/ld+json">[` + strings.Repeat(`{"@type":"NewsArticle","headline":"x","url":"/y"},`, n) + "</script>" + twoParagraphs
	}},
	{"JSON quotation marks", func(n int) string {
		return `<script type="application/ld+json">{"a":"` + strings.Repeat(`", `, n) + "</script>"
	}},
	{"JSON that refers to itself", func(n int) string {
		return `<script type="application/ld+json">{"@graph":[{"@type":"NewsArticle","author":{"@id":"#a"}},{"@type":"Person","@id":"#a","name":{"@id":"#a"}}` +
			strings.Repeat(`,{"@id":"#a"}`, n) + "]}</script>"
	}},
	{"many authors and organisations", func(n int) string {
		return `<script type="application/ld+json">[{"@type":"NewsArticle","headline":"x","author":[` + strings.Repeat(`{"@type":"Person","name":"Rosa Lindt, Abel Marsh"},`, n) +
			`]},` + strings.Repeat(`{"@type":"Organization","name":"Ufer"},`, n) + "]</script>" + twoParagraphs
	}},
	{"many bylines", func(n int) string {
		return strings.Repeat(`<p class="byline">By Rosa Lindt and Abel Marsh</p>`, n) + twoParagraphs
	}},
	{"many pages", func(n int) string { return strings.Repeat(`<a href="/page/2">2</a>`, n) + twoParagraphs }},
	{"many date lines", func(n int) string {
		return strings.Repeat(`<p>Published 3 May 2026, updated 4 May 2026</p>`, n) + twoParagraphs
	}},
	{"many kickers", func(n int) string {
		return "<title>b c d e</title>" + strings.Repeat(`<h1><span class="kicker">a</span> b c d e</h1>`, n) + twoParagraphs
	}},
	{"many classes", func(n int) string { return `<div class="` + strings.Repeat("article-body ", n) + `">text</div>` }},
	{"many attributes", func(n int) string {
		var b strings.Builder
		b.WriteString("<p")
		for i := range min(n, 20_000) {
			fmt.Fprintf(&b, " a%d=1", i)
		}
		return b.String() + ">text</p>"
	}},
	{"direction overrides", func(n int) string { return "<p>" + strings.Repeat("\u202e\u2066", n) + "text, and more text." }},
	{"many pictures", func(n int) string {
		return twoParagraphs + strings.Repeat(`<figure><img src=/a.jpg srcset="/b.jpg 1w, /c.jpg 900w"></figure>`, n) + twoParagraphs
	}},
	{"many pictures in nests of elements", func(n int) string {
		return twoParagraphs + strings.Repeat(strings.Repeat("<div>", 100)+`<img src=/a.jpg>x`+strings.Repeat("</div>", 100), n/50) + twoParagraphs
	}},
	{"many versions of a picture", func(n int) string {
		return twoParagraphs + `<img srcset="` + strings.Repeat("/a.jpg 900w, ", n) + `">` + twoParagraphs
	}},
	{"unclosed formatting", func(n int) string { return strings.Repeat("<p><b><i><font>x", n/8) }},
	{"tables in tables", func(n int) string { return strings.Repeat("<table><tr><td>x", n) }},
}

// Doubling a page must not take much more than twice the processor's time. The
// factor leaves room for a machine that does other things too; quadratic steps
// make it four.
func TestHostilePagesTakeLinearTime(t *testing.T) {
	const size, factor, floor = 10_000, 3.4, 60 * time.Millisecond
	if testing.Short() {
		t.Skip("measures time")
	}
	for _, h := range hostilePages {
		t.Run(h.name, func(t *testing.T) {
			one, two := spent(t, h.page(size)), spent(t, h.page(2*size))
			for range 3 { // a collection of garbage may fall into either
				if two <= floor || float64(two) <= factor*float64(max(one, floor/4)) {
					return
				}
				one, two = max(one, spent(t, h.page(size))), min(two, spent(t, h.page(2*size)))
			}
			t.Errorf("%d repetitions took %v, %d took %v", size, one, 2*size, two)
		})
	}
}

// spent is the processor's time that a page takes.
func spent(t *testing.T, page string) time.Duration {
	t.Helper()
	start := processorTime(t)
	if _, err := Page([]byte(page), "https://a.example/x", Options{}); err != nil && !errors.Is(err, dom.ErrTooLarge) {
		t.Errorf("Page: %v", err)
	}
	return processorTime(t) - start
}

func processorTime(t *testing.T) time.Duration {
	t.Helper()
	var u syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &u); err != nil {
		t.Fatal(err)
	}
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}

func TestVeryDeepBlocksStayApart(t *testing.T) {
	const deep = 600
	a := mustPage(t, document("<title>The weather will change</title>", strings.Repeat("<div>", deep)+twoParagraphs+strings.Repeat("</div>", deep)), "https://a.example/news/x")
	if got, want := len(a.Blocks), strings.Count(twoParagraphs, "<p>"); got != want {
		t.Errorf("%d blocks, want %d: %v", got, want, a.Blocks)
	}
}

func TestVeryDeepAndVeryLongPages(t *testing.T) {
	const deep, long = 100_000, 1 << 20
	for _, tt := range []struct{ name, page string }{
		{"nesting", strings.Repeat("<div>", deep) + "<p>" + twoParagraphs},
		{"one text node", "<article><p>" + strings.Repeat("Sentence after sentence. ", long/25) + "</p></article>"},
		{"one word", "<article><p>" + strings.Repeat("x", long) + "</p></article>"},
		{"200,000 blocks", strings.Repeat("<p>One more block.</p>", 200_000)},
	} {
		t.Run(tt.name, func(t *testing.T) {
			if d := spent(t, tt.page); d > 5*time.Second {
				t.Errorf("took %v", d)
			}
		})
	}
}

func TestPageTooLarge(t *testing.T) {
	if _, err := Page(make([]byte, dom.MaxBytes+1), "https://a.example/x", Options{}); !errors.Is(err, dom.ErrTooLarge) {
		t.Errorf("Page of a page over the limit: %v, want ErrTooLarge", err)
	}
}

func TestOddPages(t *testing.T) {
	for _, tt := range []struct {
		name, page string
		want       Kind
	}{
		{"empty", "", KindEmpty},
		{"no text", "<html><body><img src=x></body></html>", KindEmpty},
		{"not HTML", "%PDF-1.7 \x00\x01\xff", KindArticle},
		{"invalid UTF-8", "<p>\xff\xfe\xc3\x28" + twoParagraphs, KindArticle},
		{"lying charset", `<meta charset="utf-16">` + twoParagraphs, KindArticle},
		{"text only in a script", "<script>var text='" + twoParagraphsText + "'</script>", KindEmpty},
		{"challenge", "<title>Just a moment...</title><p>Checking your browser before you go on to the site.</p>", KindChallenge},
		{"soft 404", "<title>Page not found | Ufer Post</title><h1>Page not found</h1><p>Try the search instead, or go home.</p>", KindMissing},
		{"live", `<script type="application/ld+json">{"@type":"LiveBlogPosting","headline":"Storm"}</script>` + twoParagraphs, KindLive},
	} {
		t.Run(tt.name, func(t *testing.T) {
			a, err := Page([]byte(tt.page), "https://a.example/news/storm-over-the-lake", Options{})
			if err != nil {
				t.Fatal(err)
			}
			if tt.name != "not HTML" && a.Kind != tt.want {
				t.Errorf("Kind = %q, want %q (text %q)", a.Kind, tt.want, a.Text())
			}
			if strings.ContainsRune(a.Text(), '\u202e') {
				t.Error("a direction override got through")
			}
		})
	}
	if a := mustPage(t, document("", twoParagraphs), "https://a.example/"); a.Kind != KindFront {
		t.Errorf("Kind of a home page = %q", a.Kind)
	}
}

func TestDeterministic(t *testing.T) {
	page := document("<title>Pumps</title>", "<article><h1>Pumps</h1>"+twoParagraphs+"</article>")
	a, b := mustPage(t, page, "https://a.example/pumps"), mustPage(t, page, "https://a.example/pumps")
	if fmt.Sprint(a) != fmt.Sprint(b) {
		t.Errorf("two readings differ:\n%v\n%v", a, b)
	}
}

func FuzzPage(f *testing.F) {
	for _, h := range hostilePages {
		f.Add([]byte(h.page(3)), "https://a.example/x")
	}
	f.Add([]byte(document("<title>x</title>", twoParagraphs)), "http://[::1")
	f.Fuzz(func(t *testing.T, page []byte, at string) {
		a, err := Page(page, at, Options{})
		if err != nil {
			return
		}
		for _, b := range a.Blocks {
			if (b.Role == RoleImage || b.Image != "") && !address.Safe(b.Image) {
				t.Errorf("picture of %+v", b)
			}
			if b.Text == "" && b.Role != RoleImage || strings.ContainsAny(b.Text, "\n\r\x00") {
				t.Errorf("block %+v", b)
			}
		}
		for _, name := range a.Authors {
			if strings.ContainsAny(name, "<>\n") {
				t.Errorf("author %q", name)
			}
		}
	})
}
