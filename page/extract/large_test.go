//go:build unix

package extract

import (
	"runtime"
	"strings"
	"testing"
	"time"

	"github.com/overview-news/overview/page/dom"
)

// largeKinds are ordinary parts of pages, repeated until a page has the size
// that a test asks for.
var largeKinds = []struct{ name, head, part, tail string }{
	{"paragraphs", "<article><h1>Head</h1>", "<p>The board said on Monday, after a long night, that it would sell both ships.</p>\n", "</article>"},
	{"teasers", "<main><h1>Head</h1>", `<div class="teaser card"><h3><a href="/x">Harbour fees to rise</a></h3><p>Skippers say they will moor elsewhere.</p></div>`, "</main>"},
	{"captions of one figure", "<article><h1>Head</h1><figure>", "<figcaption>The first of two ships in dock.</figcaption>", "</figure></article>"},
	{"quotations", "<article><h1>Head</h1>", `<p>They said it twice.</p><blockquote class="pullquote">said it twice, they did and said</blockquote>`, "</article>"},
	{"one table", "<article><table>", "<tr><td>14 crowns<td>21 crowns<td>60 crowns</tr>", "</table></article>"},
	{"comments", "<article><h1>Head</h1></article><ol class=comments>", "<li id=comment-1><p>I do not believe a word of it.</p></li>", "</ol>"},
	{"text with breaks", "<div class=text>", "A line that ends here.<br><br>", "</div>"},
}

func largePage(head, part, tail string, size int) string {
	return head + strings.Repeat(part, (size-len(head)-len(tail))/len(part)) + tail
}

// Doubling a page takes at most 2.2 times as long; with -quality up to the
// largest that is read.
func TestLargePagesTakeLinearTime(t *testing.T) {
	if testing.Short() {
		t.Skip("measures time")
	}
	const factor, tries = 2.2, 6
	large := dom.MaxBytes / 5
	if *quality {
		large = dom.MaxBytes
	}
	for _, k := range largeKinds {
		t.Run(k.name, func(t *testing.T) {
			half, whole := largePage(k.head, k.part, k.tail, large/2), largePage(k.head, k.part, k.tail, large)
			one, two := time.Duration(1<<62), time.Duration(1<<62)
			for range tries { // the least of several is what the work takes
				one, two = min(one, spent(t, half)), min(two, spent(t, whole))
				if float64(two) <= factor*float64(one) {
					return
				}
			}
			t.Errorf("%d bytes took %v, %d took %v: %.2f times, want at most %.1f", large/2, one, large, two, float64(two)/float64(one), factor)
		})
	}
}

// What a page makes us allocate is bounded by its size.
func TestLargePagesTakeLittleMemory(t *testing.T) {
	const size, most = 2 << 20, 150 // bytes allocated, in all, for a byte of the page
	for _, k := range append(largeKinds, []struct{ name, head, part, tail string }{
		{"JSON-LD", `<p>x</p><script type="application/ld+json">[`, `{"@type":"NewsArticle","headline":"x","url":"/y"},`, "{}]</script>"},
		{"one text", "<p>", "word ", "</p>"},
		{"invalid UTF-8", "<p>", "\xff\xfe\xc3 ", "</p>"},
		{"nesting", "", "<div>", "x"},
	}...) {
		t.Run(k.name, func(t *testing.T) {
			page := []byte(largePage(k.head, k.part, k.tail, size))
			var before, after runtime.MemStats
			runtime.ReadMemStats(&before)
			if _, err := Page(page, "https://a.example/x", Options{}); err != nil {
				t.Fatal(err)
			}
			runtime.ReadMemStats(&after)
			if per := (after.TotalAlloc - before.TotalAlloc) / uint64(len(page)); per > most {
				t.Errorf("%d bytes allocated for a byte of the page, want at most %d", per, most)
			}
		})
	}
}

func TestLargeJSON(t *testing.T) {
	const size = 5 << 20
	page := largePage(`<script type="application/ld+json">{"@graph":[`, `{"@type":"NewsArticle","headline":"A","author":{"@id":"#a"}},`,
		`{"@id":"#a","author":{"@id":"#a"}}]}</script>`+twoParagraphs, size)
	if d := spent(t, page); d > 5*time.Second {
		t.Errorf("5 MB of JSON-LD took %v", d)
	}
	if a := mustPage(t, page, "https://a.example/x"); a.Text() != twoParagraphsText {
		t.Errorf("Text() = %q", a.Text())
	}
}

// BenchmarkPage reads an ordinary page.
func BenchmarkPage(b *testing.B) {
	page := []byte(largePage("<article><h1>Head</h1>", largeKinds[0].part+largeKinds[1].part, "</article>", 100<<10))
	b.SetBytes(int64(len(page)))
	b.ReportAllocs()
	for b.Loop() {
		if _, err := Page(page, "https://a.example/x", Options{}); err != nil {
			b.Fatal(err)
		}
	}
}
