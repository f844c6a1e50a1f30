package sitemap

import (
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"
)

func at(s string) time.Time {
	t, err := time.Parse(time.RFC3339Nano, s)
	if err != nil {
		panic(err) // a wrong table
	}
	return t
}

const newsMap = `<?xml version="1.0" encoding="UTF-8"?>
<m:urlset xmlns:m="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:nn="http://www.google.com/schemas/sitemap-news/0.9"
 xmlns:pic="http://www.google.com/schemas/sitemap-image/1.1" xmlns:vid="http://www.google.com/schemas/sitemap-video/1.1">
<m:url><m:loc>
   https://heron.example/n/1?a=1&amp;b=2
</m:loc><nn:news><nn:publication><nn:name>Heron</nn:name><nn:language>en</nn:language></nn:publication>
<nn:publication_date>2026-03-10T08:15+02:00</nn:publication_date><nn:title>Q&amp;amp;A: tolls &lt;b&gt;rise&lt;/b&gt;</nn:title></nn:news>
<pic:image><pic:loc>https://heron.example/i/1.jpg</pic:loc><pic:title>Pier</pic:title></pic:image><pic:image><pic:loc>https://heron.example/i/2.jpg</pic:loc></pic:image></m:url>
<m:url><m:loc><![CDATA[https://heron.example/n/2]]></m:loc><m:lastmod>2026-03-10T23:00:00Z</m:lastmod>
<nn:news><nn:publication_date>2026-03-09</nn:publication_date><nn:title>Choir wins</nn:title></nn:news>
<vid:video><vid:title>Clip</vid:title><vid:thumbnail_loc>https://heron.example/v.jpg</vid:thumbnail_loc></vid:video></m:url>
<m:url><m:loc>/n/3</m:loc><m:lastmod>2026-03-10T06:20:30.45Z</m:lastmod></m:url>
<m:url><m:loc>javascript:alert(1)</m:loc></m:url><m:url><m:lastmod>2026-03-10</m:lastmod></m:url>
</m:urlset>`

func TestParseNews(t *testing.T) {
	got, err := Parse([]byte(newsMap), "text/xml", "https://heron.example/news.xml")
	if err != nil {
		t.Fatal(err)
	}
	want := Map{News: 2, Pages: []Page{
		{URL: "https://heron.example/n/1?a=1&b=2", Published: at("2026-03-10T06:15:00Z"), Title: "Q&A: tolls rise", Language: "en",
			Publication: "Heron", Image: "https://heron.example/i/1.jpg", News: true},
		{URL: "https://heron.example/n/2", Modified: at("2026-03-10T23:00:00Z"), Published: at("2026-03-09T00:00:00Z"), PublishedDay: true, Title: "Choir wins", News: true},
		{URL: "https://heron.example/n/3", Modified: at("2026-03-10T06:20:30.45Z")},
	}}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("Parse differs (-want +got):\n%s", diff)
	}
}

// TestParsePrefixes reads one page under other bindings of the namespaces.
func TestParsePrefixes(t *testing.T) {
	page := `<url><loc>https://heron.example/1</loc><news:news><news:title>T</news:title></news:news><image:image><image:loc>https://heron.example/i.jpg</image:loc></image:image></url>`
	for name, doc := range map[string]string{
		"usual":            `<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:news="http://www.google.com/schemas/sitemap-news/0.9" xmlns:image="http://www.google.com/schemas/sitemap-image/1.1">` + page + `</urlset>`,
		"none declared":    `<urlset>` + page + `</urlset>`,
		"https addresses":  `<urlset xmlns="https://www.sitemaps.org/schemas/sitemap/0.9/" xmlns:news="https://www.google.com/schemas/sitemap-news/0.9" xmlns:image="https://www.google.com/schemas/sitemap-image/1.1">` + page + `</urlset>`,
		"old address":      `<urlset xmlns="http://www.google.com/schemas/sitemap/0.84" xmlns:news="http://www.google.com/schemas/sitemap-news/0.9">` + page + `</urlset>`,
		"unknown address":  `<urlset xmlns="http://heron.example/own" xmlns:news="http://www.google.com/schemas/sitemap-news/0.9">` + page + `</urlset>`,
		"swapped prefixes": `<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:image="http://www.google.com/schemas/sitemap-news/0.9" xmlns:news="http://www.google.com/schemas/sitemap-image/1.1">` + strings.NewReplacer("news:news", "image:news", "news:title", "image:title", "image:", "news:").Replace(page) + `</urlset>`,
	} {
		m, err := Parse([]byte(doc), "", "")
		if err != nil || len(m.Pages) != 1 || m.Pages[0].URL != "https://heron.example/1" {
			t.Errorf("%s: %+v, %v", name, m, err)
		}
	}
}

func TestParseIndex(t *testing.T) {
	doc := `<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"><sitemap><loc>https://heron.example/a.xml</loc><lastmod>2026-03-10</lastmod></sitemap>
<sitemap><loc>https://heron.example/b.xml.gz</loc></sitemap></sitemapindex>`
	got, err := Parse([]byte(doc), "", "")
	want := Map{Index: true, Sitemaps: []Sitemap{{"https://heron.example/a.xml", at("2026-03-10T00:00:00Z")}, {URL: "https://heron.example/b.xml.gz"}}}
	if diff := cmp.Diff(want, got); err != nil || diff != "" {
		t.Errorf("Parse = %v, differs (-want +got):\n%s", err, diff)
	}
}

func TestParseDamage(t *testing.T) {
	cut := newsMap[:strings.Index(newsMap, "Choir")]
	m, err := Parse([]byte(cut), "", "")
	if err != nil || len(m.Pages) != 1 || m.Problem == "" {
		t.Errorf("cut document: %d pages, problem %q, %v", len(m.Pages), m.Problem, err)
	}
	for _, doc := range []string{"", "<html><title>x</title></html>", "<rss/>", "plain", "{}", "\x00\x01"} {
		if _, err := Parse([]byte(doc), "", ""); !errors.Is(err, ErrNotSitemap) {
			t.Errorf("Parse(%q) = %v, want ErrNotSitemap", doc, err)
		}
	}
	doc := `<!DOCTYPE urlset [<!ENTITY x SYSTEM "file:///etc/passwd">]><urlset><url><loc>https://heron.example/&x;1</loc></url><url><loc>https://heron.example/2</url><url><loc>https://heron.example/3</loc></url></urlset>`
	m, err = Parse([]byte(doc), "", "")
	var got []string
	for _, p := range m.Pages {
		got = append(got, p.URL)
	}
	if want := []string{"https://heron.example/1", "https://heron.example/2", "https://heron.example/3"}; err != nil || !cmp.Equal(got, want) {
		t.Errorf("pages = %q, %v, want %q", got, err, want)
	}
}

func TestLimits(t *testing.T) {
	var b strings.Builder
	b.WriteString("<urlset>")
	for i := range MaxURLs + 10 {
		fmt.Fprintf(&b, "<url><loc>https://h.example/%d</loc></url>", i)
	}
	m, err := Parse([]byte(b.String()), "", "")
	if err != nil || len(m.Pages) != MaxURLs || !m.Truncated {
		t.Errorf("%d pages, truncated %t, %v", len(m.Pages), m.Truncated, err)
	}
}

func FuzzParse(f *testing.F) {
	f.Add([]byte(newsMap))
	f.Add([]byte(`<sitemapindex><sitemap><loc>https://h.example/a</loc>`))
	f.Add([]byte(`<urlset><url><loc><url><loc>x</loc><image:image><image:loc>`))
	f.Fuzz(func(t *testing.T, body []byte) {
		m, err := Parse(body, "", "https://h.example/")
		if err != nil && !errors.Is(err, ErrNotSitemap) {
			t.Fatal(err)
		}
		for _, p := range m.Pages {
			if !strings.HasPrefix(p.URL, "http") || !utf8.ValidString(p.Title) {
				t.Errorf("page %+v", p)
			}
		}
	})
}
