package probe

import (
	"fmt"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"github.com/overview-news/overview/internal/clock"
	"github.com/overview-news/overview/internal/fetch"
	"github.com/overview-news/overview/internal/fetch/fetchtest"
)

var start = time.Date(2026, 3, 10, 12, 0, 0, 0, time.UTC)

const rssType = "application/rss+xml"

// rss is a feed of n entries of a host.
func rss(title, host string, n int) fetchtest.Page {
	var b strings.Builder
	b.WriteString(`<rss version="2.0"><channel><title>` + title + `</title><link>https://` + host + `/</link>`)
	for i := range n {
		at := start.Add(-time.Duration(i) * time.Hour)
		b.WriteString(`<item><title>The harbour council votes on the new quay number ` + string(rune('A'+i)) + `</title><link>https://` + host + `/` +
			string(rune('a'+i)) + `</link><pubDate>` + at.Format(time.RFC1123Z) + `</pubDate><description>Voters in the town will decide next week.</description></item>`)
	}
	b.WriteString(`</channel></rss>`)
	return fetchtest.Page{Type: rssType, Body: b.String()}
}

const newsMap = `<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:n="http://www.google.com/schemas/sitemap-news/0.9">
<url><loc>https://pier.example/a</loc><n:news><n:publication><n:name>Pier Post</n:name><n:language>en</n:language></n:publication>
<n:publication_date>2026-03-10T09:00:00Z</n:publication_date><n:title>A</n:title></n:news></url></urlset>`

const plainMap = `<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"><url><loc>https://pier.example/about</loc></url></urlset>`

const pierHome = `<!doctype html><html lang=en><head><base href="https://cdn.pier.example/s/"><title>Pier  Post</title>
<link rel="alternate" type="application/rss+xml" title="Pier Post &raquo; Comments Feed" href="https://pier.example/comments/feed/">
<link rel="alternate" type="application/rss+xml" title="Comments on A" href="https://pier.example/2026/a/feed/">
<link rel="alternate" hreflang="de" href="https://pier.example/de/">
<link rel="Alternate StyleSheet" type="text/css" href="dark.css">
<link rel="ALTERNATE" type="application/rss+xml; charset=utf-8" title="Pier Post" href="../feed/index.xml">
<link rel="alternate" type="application/rss+xml" title="Dead" href="/gone.xml">
<link rel="alternate" type="application/json+oembed" href="https://pier.example/oembed.json">
<link rel="alternate" type="application/json" href="https://pier.example/wp-json/wp/v2/posts">
</head><body><a href="https://pier.example/rss">RSS</a> <a href="https://other.example/rss">theirs</a></body></html>`

func TestDiscover(t *testing.T) {
	clk := clock.NewVirtual(start)
	web := fetchtest.New(clk, map[string]fetchtest.Page{
		"https://pier.example/robots.txt":         {Type: "text/plain", Body: "User-agent: *\nSitemap: /news.xml\nSitemap: https://pier.example/all.xml\nSitemap: https://elsewhere.example/news.xml\n"},
		"https://pier.example/":                   {Body: pierHome, Header: http.Header{"Link": {`<https://api.pier.example/>; rel="https://api.w.org/", </news.atom>; rel="alternate"; type="application/atom+xml"; title="News, all"`}}},
		"https://pier.example/news.atom":          rss("Pier Post", "pier.example", 3),
		"https://cdn.pier.example/feed/index.xml": rss("Pier Post", "pier.example", 2),
		"https://pier.example/rss":                {Status: http.StatusMovedPermanently, Location: "https://pier.example/news.atom"},
		"https://cdn.pier.example/gone.xml":       {Status: http.StatusNotFound},
		"https://pier.example/news.xml":           {Type: "application/xml", Body: newsMap},
		"https://pier.example/all.xml":            {Type: "application/xml", Body: plainMap},
	})
	got, err := Discover(t.Context(), clk, fetchtest.Client(t, clk, web), "https://pier.example/")
	if err != nil {
		t.Fatal(err)
	}
	want := Proposal{Home: "https://pier.example/", Title: "Pier Post", Language: "en",
		Feeds: []Found{
			{URL: "https://pier.example/news.atom", Kind: "feed", Title: "Pier Post", Entries: 3, Newest: start, Evidence: "Link header of the page"},
			{URL: "https://cdn.pier.example/feed/index.xml", Kind: "feed", Title: "Pier Post", Entries: 2, Newest: start, Evidence: "link element of the page"},
			{URL: "https://pier.example/news.xml", Kind: "sitemap", Title: "Pier Post", Language: "en", Entries: 1, Newest: start.Add(-3 * time.Hour), Evidence: "Sitemap line of robots.txt"},
		},
		Refused: []Refused{
			{"https://pier.example/comments/feed/", "link element of the page", "it is a feed of readers' comments"},
			{"https://pier.example/2026/a/feed/", "link element of the page", "it is a feed of readers' comments"},
			{"https://cdn.pier.example/gone.xml", "link element of the page", "there is nothing at this address"},
			{"https://pier.example/rss", "link in the page's text", "it leads to https://pier.example/news.atom"},
			{"https://pier.example/all.xml", "Sitemap line of robots.txt", "it has no news elements"},
		}}
	if diff := cmp.Diff(want, got, cmpopts.IgnoreUnexported(Found{})); diff != "" {
		t.Errorf("Discover differs (-want +got):\n%s", diff)
	}
	for _, u := range web.URLs() {
		if strings.Contains(u, "oembed") || strings.Contains(u, "wp-json") || strings.Contains(u, "/de/") || strings.Contains(u, "elsewhere") || strings.Contains(u, "comments") {
			t.Errorf("%s was asked", u)
		}
	}
}

// TestCommonPaths tries an address that a system uses only where the page
// names the system.
func TestCommonPaths(t *testing.T) {
	for _, tt := range []struct {
		name, home string
		want       int
	}{
		{"named", `<html><head><meta name="Generator" content="WordPress 6.5"></head></html>`, 1},
		{"by its interface", `<html><head><link rel="https://api.w.org/" href="/wp-json/"></head></html>`, 1},
		{"not named", `<html><head></head><body>WordPress</body></html>`, 0},
	} {
		t.Run(tt.name, func(t *testing.T) {
			clk := clock.NewVirtual(start)
			web := fetchtest.New(clk, map[string]fetchtest.Page{
				"https://a.example/": {Body: tt.home}, "https://a.example/feed/": rss("A", "a.example", 2)})
			got, err := Discover(t.Context(), clk, fetchtest.Client(t, clk, web), "https://a.example/")
			if err != nil || len(got.Feeds) != tt.want {
				t.Errorf("Discover = %d feeds, %v, want %d", len(got.Feeds), err, tt.want)
			}
		})
	}
}

// TestHostilePages: whatever a page and its robots.txt name, the number of
// requests is bounded, and slow addresses end the search.
func TestHostilePages(t *testing.T) {
	var links, sitemaps, index strings.Builder
	for i := range 5000 {
		fmt.Fprintf(&links, `<link rel=alternate type=application/rss+xml href="https://h%d.example/rss"><a href="/feed%d.rss">x</a>`, i, i)
		fmt.Fprintf(&sitemaps, "Sitemap: https://a.example/index%d.xml\n", i)
		fmt.Fprintf(&index, "<sitemap><loc>https://a.example/news%d.xml</loc></sitemap>", i)
	}
	home := fetchtest.Page{Body: "<html><head>" + links.String() + "</head></html>"}
	maps := fetchtest.Page{Type: "text/xml", Body: "<sitemapindex xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">" + index.String() + "</sitemapindex>"}
	for _, tt := range []struct {
		name string
		fail fetch.Class
		most int
	}{
		{"unreachable", fetch.Unreachable, 1 + maxCandidates + maxSitemaps*(1+maxInner)},
		{"slow", fetch.Timeout, 1 + maxSlow + maxAnchors},
	} {
		t.Run(tt.name, func(t *testing.T) {
			clk := clock.NewVirtual(start)
			pages := map[string]fetchtest.Page{"https://a.example/": home, "https://a.example/robots.txt": {Type: "text/plain", Body: sitemaps.String()}}
			for i := range 5000 {
				pages[fmt.Sprintf("https://h%d.example/rss", i)] = fetchtest.Page{Fail: fetchtest.Broken(tt.fail)}
				pages[fmt.Sprintf("https://a.example/index%d.xml", i)] = maps
			}
			web := fetchtest.New(clk, pages)
			got, err := Discover(t.Context(), clk, fetchtest.Client(t, clk, web), "https://a.example/")
			if err != nil || len(got.Feeds) != 0 {
				t.Errorf("Discover = %d feeds, %v, want none", len(got.Feeds), err)
			}
			if n := len(web.URLs()); n > tt.most {
				t.Errorf("%d requests, want at most %d", n, tt.most)
			}
		})
	}
}

// TestDiscoverTwins proposes one of two addresses of the same entries.
func TestDiscoverTwins(t *testing.T) {
	clk := clock.NewVirtual(start)
	web := fetchtest.New(clk, map[string]fetchtest.Page{
		"https://a.example/":     {Body: `<link rel=alternate type=application/rss+xml href=/feed><link rel=alternate type=application/rss+xml href=/rss2>`},
		"https://a.example/feed": rss("A", "a.example", 6), "https://a.example/rss2": rss("A, all", "a.example", 6)})
	got, err := Discover(t.Context(), clk, fetchtest.Client(t, clk, web), "https://a.example/")
	if err != nil || len(got.Feeds) != 1 || len(got.Refused) != 1 || got.Refused[0].Why != "it has the same entries as https://a.example/feed" {
		t.Errorf("Discover = %+v, %v, want one feed and its twin refused", got, err)
	}
}

func TestDiscoverFeedItself(t *testing.T) {
	clk := clock.NewVirtual(start)
	web := fetchtest.New(clk, map[string]fetchtest.Page{"https://a.example/rss": rss("A", "a.example", 2)})
	got, err := Discover(t.Context(), clk, fetchtest.Client(t, clk, web), "https://a.example/rss")
	if err != nil || len(got.Feeds) != 1 || got.Feeds[0].Entries != 2 {
		t.Errorf("Discover(feed) = %+v, %v", got, err)
	}
	if _, err := Discover(t.Context(), clk, fetchtest.Client(t, clk, web), "https://none.example/"); err == nil {
		t.Error("Discover(nowhere) = nil, want an error")
	}
}

func FuzzPage(f *testing.F) {
	f.Add([]byte(pierHome), `</news.atom>; rel="alternate"; type="application/atom+xml"; title="a\"b"`)
	f.Add([]byte(`<base href="javascript:x"><link rel=alternate type=application/rss+xml href=a>`), `<a>;rel=alternate;type, <`)
	f.Fuzz(func(t *testing.T, body []byte, header string) {
		p, err := readPage(body, http.Header{"Link": {header}}, "text/html", "https://a.example/")
		if err != nil {
			return
		}
		for _, c := range p.candidates {
			if !strings.HasPrefix(c.url, "http://") && !strings.HasPrefix(c.url, "https://") {
				t.Errorf("candidate %q is not on the web", c.url)
			}
		}
	})
}
