package feed

import (
	"errors"
	"fmt"
	"net/url"
	"strings"
	"testing"
	"unicode/utf8"
)

// seeds are small documents of every format, and their usual damage.
var seeds = []string{
	rss(`<item><title>A &amp;amp; b</title><link>/1</link><pubDate>Tue, 10 Mar 2026 18:30:00 GMT</pubDate></item>`),
	rss(`<item><title><![CDATA[x]]></title><description>&lt;img src=/a.jpg&gt;</description><source url="x">y</source></item>`),
	`<feed xmlns="http://www.w3.org/2005/Atom" xml:base="http://a.example/"><entry><title type="xhtml"><div>x</div></title><link href="1"/></entry></feed>`,
	`<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"><item rdf:about="u"><title>t</title></item></rdf:RDF>`,
	`{"version":"https://jsonfeed.org/version/1","items":[{"id":1,"title":"\ud83d \u0000","authors":[{"name":"n"}]}]}`,
	`<!DOCTYPE rss [<!ENTITY a "b"><!ENTITY c SYSTEM "file:///x">]><rss><channel><item><title>&a;&c;</title></item></channel></rss>`,
	`<rss><channel><item><title>x<item><title>y</title></item>`, "<rss <a='", "<rss><![CDATA[<![CDATA[]]>", "\xFF\xFE<\x00r\x00", "<a:b:c xmlns:='x'/>",
}

func FuzzParse(f *testing.F) {
	for _, s := range seeds {
		f.Add([]byte(s), "")
	}
	f.Add([]byte(seeds[0]), "text/xml; charset=gbk")
	f.Fuzz(func(t *testing.T, body []byte, contentType string) {
		got, err := Parse(body, contentType, Options{URL: "https://a.example/f"})
		if err != nil {
			var not *NotFeedError
			if !errors.As(err, &not) {
				t.Fatalf("Parse = %v, want a NotFeedError", err)
			}
			return
		}
		seen := map[string]bool{}
		for _, e := range got.Entries {
			if e.ID == "" || seen[e.ID] {
				t.Errorf("entry with ID %q, empty or seen before", e.ID)
			}
			seen[e.ID] = true
			for _, s := range []string{e.ID, e.Title, e.Summary, e.Content, strings.Join(e.Authors, ""), strings.Join(e.Categories, "")} {
				if !utf8.ValidString(s) || strings.ContainsAny(s, "\x00\x1b\x7f") {
					t.Errorf("text %q is not clean", s)
				}
			}
			for _, a := range []string{e.URL, e.Image, e.Comments, e.Credit.URL} {
				checkAddress(t, a)
			}
		}
		for _, a := range []string{got.Home, got.Self, got.Hub, got.Image} {
			checkAddress(t, a)
		}
	})
}

func checkAddress(t *testing.T, a string) {
	t.Helper()
	if a == "" {
		return
	}
	u, err := url.Parse(a)
	if err != nil || u.Host == "" || !strings.HasPrefix(a, "http://") && !strings.HasPrefix(a, "https://") || strings.ContainsAny(a, "\"<>\n\r\t\x00 ") {
		t.Errorf("address %q", a)
	}
}

// TestHostileIsFast bounds the work on documents made to be slow. Each takes
// some milliseconds; quadratic reading would take minutes.
func TestHostileIsFast(t *testing.T) {
	item := func(body string) string {
		return rss("<item><title>x</title><description>" + body + "</description></item>")
	}
	for name, doc := range map[string]string{
		"deep elements":       rss("<item><description>" + strings.Repeat("<a><b>", 1_000_000)),
		"unclosed cdata":      rss(strings.Repeat("<a><![CDATA[x</a>", 500_000) + "]]>"),
		"unclosed comments":   rss(strings.Repeat("<!--", 1_000_000)),
		"escaped comments":    item(strings.Repeat("&lt;!--", 300_000)),
		"escaped brackets":    item(strings.Repeat("&lt;", 1_000_000)),
		"escaped tags":        item(strings.Repeat("&lt;p ", 500_000)),
		"blank tag":           item("&lt;p " + strings.Repeat(" ", 1_000_000) + "x"),
		"ampersands":          item(strings.Repeat("&", 2_000_000)),
		"half references":     item(strings.Repeat("&amp&#x", 500_000)),
		"end tags":            rss(strings.Repeat("</x>", 1_000_000)),
		"open and close":      rss(strings.Repeat("<a></b>", 1_000_000)),
		"attributes":          rss("<item" + strings.Repeat(` a="x"`, 1_000_000) + "><title>t</title></item>"),
		"quotes":              rss(strings.Repeat(`<a b="`, 1_000_000)),
		"namespaces":          rss(strings.Repeat(`<a xmlns:x="y" xmlns="z">`, 300_000)),
		"scripts":             item(strings.Repeat("&lt;script&gt;", 300_000)),
		"images":              item(strings.Repeat("&lt;img ", 300_000)),
		"items":               rss(strings.Repeat("<item><title>t</title></item>", 300_000)),
		"items never closed":  rss(strings.Repeat("<item><title>t", 500_000)),
		"quadratic entity":    `<!DOCTYPE rss [<!ENTITY a "` + strings.Repeat("A", 200_000) + `">]><rss><channel><title>` + strings.Repeat("&a;", 200_000) + `</title></channel></rss>`,
		"json arrays":         `{"version":"https://jsonfeed.org/version/1.1","items":` + strings.Repeat("[", 1_000_000),
		"json items":          `{"version":"https://jsonfeed.org/version/1.1","items":[` + strings.Repeat(`{"id":"1"},`, 500_000) + `{}]}`,
		"declarations":        "<!DOCTYPE rss [" + strings.Repeat(`<!ENTITY a "b">`, 500_000) + "]><rss><channel/></rss>",
		"never ending quotes": "<!DOCTYPE rss [" + strings.Repeat(`<!ENTITY a "`, 500_000),
	} {
		_, err := Parse([]byte(doc), "", Options{})
		var not *NotFeedError
		if err != nil && !errors.As(err, &not) {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// sampleRSS is a feed of 30 entries and about 21 kB.
func sampleRSS() []byte {
	var b strings.Builder
	for i := range 30 {
		fmt.Fprintf(&b, `<item><title>Council of the river towns votes on plan number %d &amp; more</title><link>https://tern.example/a/%d/council-votes.html</link>
<guid isPermaLink="false">tern-%d</guid><pubDate>Tue, 10 Mar 2026 18:%02d:00 +0100</pubDate><dc:creator>Ada Lund</dc:creator><category>Politics</category>
<description>%s</description><media:content url="https://tern.example/i/%d.jpg" medium="image"/></item>`, i, i, i, i, strings.Repeat("Words of the summary. ", 13), i)
	}
	return []byte(rss(b.String()))
}

func BenchmarkParseRSS(b *testing.B) {
	doc := sampleRSS()
	b.SetBytes(int64(len(doc)))
	b.ReportAllocs()
	for range b.N {
		f, err := Parse(doc, "application/rss+xml; charset=utf-8", Options{URL: "https://tern.example/rss"})
		if err != nil || len(f.Entries) != 30 {
			b.Fatal(err, len(f.Entries))
		}
	}
}
