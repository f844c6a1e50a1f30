package feed

import (
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"
	"unicode/utf16"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
)

// rss wraps items in a channel.
func rss(items string) string {
	return `<?xml version="1.0" encoding="utf-8"?>
<rss version="2.0" xmlns:media="http://search.yahoo.com/mrss/" xmlns:dc="http://purl.org/dc/elements/1.1/"
 xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel>
<title>Tern Gazette</title><link>https://tern.example/</link><description>News of the coast</description><language>en</language>
` + items + `</channel></rss>`
}

func mustParse(t testing.TB, doc string, o Options) Feed {
	t.Helper()
	f, err := Parse([]byte(doc), "", o)
	if err != nil {
		t.Fatalf("Parse: %v", err)
	}
	return f
}

func titles(f Feed) []string {
	var list []string
	for _, e := range f.Entries {
		list = append(list, e.Title)
	}
	return list
}

func at(s string) time.Time {
	t, err := time.Parse(time.RFC3339, s)
	if err != nil {
		panic(err) // a wrong table
	}
	return t
}

func TestParseRSS(t *testing.T) {
	got := mustParse(t, `<?xml version="1.0"?>
<rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom" xmlns:media="http://search.yahoo.com/mrss/"
 xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:content="http://purl.org/rss/1.0/modules/content/"
 xmlns:sy="http://purl.org/rss/1.0/modules/syndication/" xmlns:slash="http://purl.org/rss/1.0/modules/slash/">
<channel><title>Tern Gazette</title><link>https://tern.example/</link><description>News of the coast</description>
<atom:link rel="self" href="https://tern.example/rss"/><atom:link rel="hub" href="https://hub.example/"/>
<language>en-gb</language><ttl>30</ttl><sy:updatePeriod>hourly</sy:updatePeriod><sy:updateFrequency>2</sy:updateFrequency>
<lastBuildDate>Tue, 10 Mar 2026 19:00:00 GMT</lastBuildDate><image><url>https://tern.example/logo.png</url><title>Logo</title></image>
<item><title>Ferry back in service</title><link>https://tern.example/ferry</link><guid isPermaLink="false">t-1</guid>
<pubDate>Tue, 10 Mar 2026 18:30:00 +0100</pubDate><dc:creator>Ada Lund</dc:creator><author>desk@tern.example (Bo Rask)</author>
<category>Transport</category><category>Transport</category><category domain="x">Coast</category>
<description>&lt;p&gt;After two weeks &amp;amp; many repairs.&lt;/p&gt;&lt;p&gt;More.&lt;/p&gt;</description>
<content:encoded><![CDATA[<p>After two weeks.</p><p><img src="/i/a.jpg"></p>]]></content:encoded>
<media:content url="https://tern.example/i/ferry.jpg" medium="image"><media:title>IMG_1.jpg</media:title><media:thumbnail url="https://tern.example/i/t.jpg"/></media:content>
<comments>https://tern.example/ferry#talk</comments><slash:comments>7</slash:comments>
<source url="https://wire.example/rss">North Wire</source></item></channel></rss>`, Options{})
	want := Feed{
		Kind: RSS, Title: "Tern Gazette", Home: "https://tern.example/", Self: "https://tern.example/rss", Hub: "https://hub.example/",
		Language: "en-gb", Description: "News of the coast", Image: "https://tern.example/logo.png", Updated: at("2026-03-10T19:00:00Z"),
		TTL: 30 * time.Minute, Every: 30 * time.Minute, Encoding: "utf-8",
		Entries: []Entry{{
			ID: "t-1", URL: "https://tern.example/ferry", Title: "Ferry back in service", Summary: "After two weeks & many repairs. More.",
			Content: `<p>After two weeks.</p><p><img src="/i/a.jpg"></p>`, Image: "https://tern.example/i/ferry.jpg",
			Published: at("2026-03-10T17:30:00Z"), Authors: []string{"Ada Lund", "Bo Rask"}, Categories: []string{"Transport", "Coast"},
			Credit: Credit{"North Wire", "https://wire.example/rss"}, Comments: "https://tern.example/ferry#talk",
		}},
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("Parse differs (-want +got):\n%s", diff)
	}
}

func TestParseAtom(t *testing.T) {
	got := mustParse(t, `<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="no" xml:base="https://fjord.example/news/">
<title type="html">Fjord &amp;amp; fjell</title><subtitle>Nytt</subtitle><id>urn:fjord</id><updated>2026-03-10T20:00:00Z</updated>
<link href="/"/><link rel="self" href="atom.xml"/><link rel="hub" href="https://hub.example/"/>
<entry><title type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml">Bro <b>stengt</b></div></title><id>tag:fjord,1</id>
<link rel="alternate" type="text/html" href="1.html"/><link rel="enclosure" type="image/jpeg" href="1.jpg"/><link rel="replies" href="1#r"/>
<published>2026-03-10T18:30:00+01:00</published><updated>2026-03-10T19:30:00+01:00</updated>
<author><name>Ola Nes</name><email>ola@fjord.example</email></author><category term="n" label="Nyheter"/>
<summary>Kort</summary><content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>Lang</p></div></content>
<source><title>NTB</title><link href="https://ntb.example/"/><id>urn:ntb</id></source></entry>
<entry xml:base="https://other.example/"><title>To</title><link href="2"/><id>https://fjord.example/id/2</id><updated>2026-03-10T10:00:00Z</updated></entry>
</feed>`, Options{URL: "https://fjord.example/atom.xml"})
	want := Feed{
		Kind: Atom, Title: "Fjord & fjell", Home: "https://fjord.example/", Self: "https://fjord.example/news/atom.xml", Hub: "https://hub.example/",
		Language: "no", Description: "Nytt", Updated: at("2026-03-10T20:00:00Z"), Encoding: "utf-8",
		Entries: []Entry{{
			ID: "tag:fjord,1", URL: "https://fjord.example/news/1.html", Title: "Bro stengt", Summary: "Kort",
			Content: `<div xmlns="http://www.w3.org/1999/xhtml"><p>Lang</p></div>`, Image: "https://fjord.example/news/1.jpg",
			Published: at("2026-03-10T17:30:00Z"), Updated: at("2026-03-10T18:30:00Z"), Authors: []string{"Ola Nes"},
			Categories: []string{"Nyheter"}, Credit: Credit{"NTB", "https://ntb.example/"}, Comments: "https://fjord.example/news/1#r",
		}, {
			ID: "https://fjord.example/id/2", URL: "https://other.example/2", Title: "To", Updated: at("2026-03-10T10:00:00Z"),
		}},
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("Parse differs (-want +got):\n%s", diff)
	}
	if got := got.Entries[1].When(); !got.Equal(at("2026-03-10T10:00:00Z")) {
		t.Errorf("When() = %s, want the time of the change", got)
	}
}

func TestParseJSONFeed(t *testing.T) {
	got := mustParse(t, `{"version":"https://jsonfeed.org/version/1.1","title":"Kivi","home_page_url":"https://kivi.example/",
"feed_url":"https://kivi.example/feed.json","language":"fi","hubs":[{"type":"WebSub","url":"https://hub.example/"}],"items":[
{"id":7,"url":"/a/7","title":"Silta &amp; tie","summary":"Lyhyt","content_html":"<p>Pitkä</p>","image":"https://kivi.example/7.jpg",
"date_published":"2026-03-10T18:30:00+02:00","date_modified":"2026-03-10T19:30:00+02:00","authors":[{"name":"Aino Salo"}],"tags":["Tie","Tie",3]},
{"id":"8","url":"https://kivi.example/a/8","title":null,"content_text":"Vain teksti","author":{"name":"Vanha Muoto"},"tags":"yksi"},
"not an item",
{"id":"9","url":["x"],"title":{"a":1},"content_text":"Outo"}]}`, Options{URL: "https://kivi.example/feed.json"})
	want := Feed{
		Kind: JSON, Title: "Kivi", Home: "https://kivi.example/", Self: "https://kivi.example/feed.json", Hub: "https://hub.example/",
		Language: "fi", Encoding: "utf-8",
		Entries: []Entry{
			{ID: "7", URL: "https://kivi.example/a/7", Title: "Silta & tie", Summary: "Lyhyt", Content: "<p>Pitkä</p>", Image: "https://kivi.example/7.jpg",
				Published: at("2026-03-10T16:30:00Z"), Updated: at("2026-03-10T17:30:00Z"), Authors: []string{"Aino Salo"}, Categories: []string{"Tie", "3"}},
			{ID: "8", URL: "https://kivi.example/a/8", Summary: "Vain teksti", Authors: []string{"Vanha Muoto"}, Categories: []string{"yksi"}},
			{ID: "9", Summary: "Outo"},
		},
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("Parse differs (-want +got):\n%s", diff)
	}
}

// TestParseOldFormats reads RSS 0.91, RSS 0.90, RSS 1.0 and Atom 0.3.
func TestParseOldFormats(t *testing.T) {
	for _, tt := range []struct {
		name, doc string
		want      Feed
	}{
		{"rss 0.91", `<!DOCTYPE rss PUBLIC "-//Netscape Communications//DTD RSS 0.91//EN" "http://my.netscape.com/publish/formats/rss-0.91.dtd">
<rss version="0.91"><channel><title>Old</title><link>http://old.example/</link><description>d</description>
<item><title>One</title><link>http://old.example/1</link></item></channel></rss>`,
			Feed{Kind: RSS, Title: "Old", Home: "http://old.example/", Entries: []Entry{{ID: "http://old.example/1", URL: "http://old.example/1", Title: "One"}}}},
		{"rss 0.90", `<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://my.netscape.com/rdf/simple/0.9/">
<channel><title>Older</title><link>http://older.example/</link></channel><item><title>One</title><link>http://older.example/1</link></item></rdf:RDF>`,
			Feed{Kind: RDF, Title: "Older", Home: "http://older.example/", Entries: []Entry{{ID: "http://older.example/1", URL: "http://older.example/1", Title: "One"}}}},
		{"rss 1.0 under another prefix", `<r:RDF xmlns:r="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:s="http://purl.org/rss/1.0/" xmlns:d="http://purl.org/dc/elements/1.1/">
<s:channel r:about="http://k.example/rss"><s:title>Kasu</s:title><s:link>http://k.example/</s:link><d:language>ja</d:language>
<s:items><r:Seq><r:li r:resource="http://k.example/1"/></r:Seq></s:items></s:channel>
<s:item r:about="http://k.example/1"><s:title>速報</s:title><s:link>http://k.example/1?r=rss</s:link><d:date>2026-03-10T09:00+09:00</d:date></s:item>
<s:item r:about="http://k.example/2"><s:title>速報</s:title><s:link>http://k.example/2?r=rss</s:link></s:item></r:RDF>`,
			Feed{Kind: RDF, Title: "Kasu", Home: "http://k.example/", Language: "ja", Entries: []Entry{
				{ID: "http://k.example/1", URL: "http://k.example/1?r=rss", Title: "速報", Published: at("2026-03-10T00:00:00Z")},
				{ID: "http://k.example/2", URL: "http://k.example/2?r=rss", Title: "速報"}}}},
		{"atom 0.3", `<feed version="0.3" xmlns="http://purl.org/atom/ns#"><title>Log</title><tagline>t</tagline><link rel="alternate" type="text/html" href="http://log.example/"/>
<entry><title mode="escaped">Un &amp;eacute;t&amp;eacute;</title><link rel="alternate" type="text/html" href="http://log.example/1"/><id>tag:log,1</id>
<issued>2004-06-01T10:00:00+02:00</issued><modified>2004-06-02T10:00:00+02:00</modified></entry></feed>`,
			Feed{Kind: Atom, Title: "Log", Home: "http://log.example/", Description: "t", Entries: []Entry{{ID: "tag:log,1", URL: "http://log.example/1", Title: "Un été",
				Published: at("2004-06-01T08:00:00Z"), Updated: at("2004-06-02T08:00:00Z")}}}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			got := mustParse(t, tt.doc, Options{})
			if diff := cmp.Diff(tt.want, got, cmpopts.IgnoreFields(Feed{}, "Encoding"),
				cmpopts.IgnoreFields(Feed{}, "Description")); diff != "" {
				t.Errorf("Parse differs (-want +got):\n%s", diff)
			}
		})
	}
}

// TestTitles holds the many ways in which a headline is written.
func TestTitles(t *testing.T) {
	for in, want := range map[string]string{
		`Bread &amp;amp; salt: a Q&amp;amp;A`:                        "Bread & salt: a Q&A",
		`Gale &amp;#8220;Rona&amp;#8221; at sea`:                     "Gale “Rona” at sea",
		`<![CDATA[The mayor&#8217;s bridge]]>`:                       "The mayor’s bridge",
		`&lt;strong&gt;Live&lt;/strong&gt;: the vote`:                "Live: the vote",
		`&amp;lt;i&amp;gt;Hamlet&amp;lt;/i&amp;gt; on the pier`:      "Hamlet on the pier",
		`M&amp;S and R&amp;D cut jobs`:                               "M&S and R&D cut jobs",
		`M&S and R&D cut jobs`:                                       "M&S and R&D cut jobs",
		`Fish & chips &amp; peas`:                                    "Fish & chips & peas",
		`Caf&eacute;&nbsp;opens &hellip;`:                            "Café opens …",
		`Dix&#160;: oui &#160; non&#160;`:                            "Dix\u00A0: oui non",
		`3 &lt; 5 and 7 &gt; 6`:                                      "3 < 5 and 7 > 6",
		`I &lt;3 the sea`:                                            "I <3 the sea",
		`List&lt;T&gt; explained`:                                    "List<T> explained",
		"  two\n lines\t and  gaps ":                                 "two lines and gaps",
		`<b>Bold</b> as XML`:                                         "Bold as XML",
		"NUL\x00 and bell\x07 go":                                    "NUL and bell go",
		`Zero &#0;, half &#xD800; pair`:                              "Zero , half pair",
		`Old quotes &#147;so&#148;`:                                  "Old quotes “so”",
		`&copy 2026, see ?a=1&copy=2`:                                "© 2026, see ?a=1&copy=2",
		`&lt;script&gt;alert(1)&lt;/script&gt;After`:                 "After",
		`&nosuchname; stays`:                                         "&nosuchname; stays",
		"\u200b\ufeff":                                               "",
		`<![CDATA[One]]> and <![CDATA[<em>two</em>]]>`:               "One and two",
		`Tail with a lone &`:                                         "Tail with a lone &",
		`A &lt;a href="https://x.example/?a&gt;b"&gt;link&lt;/a&gt;`: "A link",
	} {
		f := mustParse(t, rss("<item><title>"+in+"</title><link>https://tern.example/1</link></item>"), Options{})
		if got := f.Entries[0].Title; got != want {
			t.Errorf("title %q = %q, want %q", in, got, want)
		}
	}
}

// TestTitleOfSomethingElse nests titles that are not the headline.
func TestTitleOfSomethingElse(t *testing.T) {
	f := mustParse(t, `<rss version="2.0" xmlns:m="http://search.yahoo.com/mrss/" xmlns:itunes="http://www.itunes.com/dtds/podcast-1.0.dtd"><channel>
<textInput><title>Find</title><link>https://kestrel.example/find</link></textInput><image><title>Crest</title><url>https://kestrel.example/c.png</url><link>https://kestrel.example/c</link></image>
<title>Kestrel Daily</title><link>https://kestrel.example/</link>
<item><m:group><m:content url="https://kestrel.example/p.jpg" type="image/jpeg"><m:title>DSC_4711</m:title></m:content></m:group>
<image><title>Photo: pier</title></image><author><name>V. Roos</name><title>Editor</title></author><itunes:title>Part 3</itunes:title>
<foo:title xmlns:foo="urn:foo">Foo</foo:title><title>Pier plan fails</title><title>Second title</title><link>https://kestrel.example/pier</link></item></channel></rss>`, Options{})
	if f.Title != "Kestrel Daily" || f.Home != "https://kestrel.example/" {
		t.Errorf("feed = %q at %q", f.Title, f.Home)
	}
	e := f.Entries[0]
	if e.Title != "Pier plan fails" || e.Image != "https://kestrel.example/p.jpg" || !cmp.Equal(e.Authors, []string{"V. Roos"}) {
		t.Errorf("entry = %q, image %q, authors %q", e.Title, e.Image, e.Authors)
	}
}

// TestBadEntryCostsNoOther breaks the middle one of three items.
func TestBadEntryCostsNoOther(t *testing.T) {
	for name, middle := range map[string]string{
		"unclosed title":       `<item><title>Broken<link>https://tern.example/b</link></item>`,
		"unclosed item":        `<item><title>Broken</title><link>https://tern.example/b</link>`,
		"unclosed description": `<item><title>Broken</title><description>text <p>more<br><img src=x></item>`,
		"unclosed cdata":       `<item><title>Broken</title><description><![CDATA[half</description></item>`,
		"bare markup":          `<item><title>Broken</title><description><p>One<br>two <b>three</i></description></item>`,
		"bad attribute":        `<item><title>Broken</title><enclosure url="https://tern.example/x></enclosure></item>`,
		"bad reference":        `<item><title>Broken &#xZZ; &; &#99999999999; &amp</title></item>`,
		"lone brackets":        `<item><title>Broken < 5 > 3 <</title></item>`,
		"stray end tags":       `<item><title>Broken</title></b></p></description></item>`,
		"control bytes":        "<item><title>Broken\x00\x01\x0b\x1f</title></item>",
		"broken utf-8":         "<item><title>Broken \xff\xfe \xed\xa0\x80 – äöü éèê</title></item>",
		"deep":                 `<item><title>Broken</title><description>` + strings.Repeat("<div><font>", 5000) + `</description></item>`,
		"many attributes":      `<item` + strings.Repeat(` a="b"`, 5000) + `><title>Broken</title></item>`,
		"garbage dates":        `<item><title>Broken</title><pubDate>Mon, 99 Foo 0000</pubDate></item>`,
	} {
		doc := rss(`<item><title>Über first</title><link>https://tern.example/1</link></item>` + middle +
			`<item><title>Last</title><link>https://tern.example/3</link><description><![CDATA[fine]]></description></item>`)
		f := mustParse(t, doc, Options{})
		got := titles(f)
		if len(got) != 3 || got[0] != "Über first" || got[2] != "Last" || !strings.HasPrefix(got[1], "Broken") {
			t.Errorf("%s: titles = %q, want the first, the broken one and the last", name, got)
		}
		if n := len(f.Entries); f.Entries[n-1].Summary != "fine" || f.Entries[n-1].URL != "https://tern.example/3" {
			t.Errorf("%s: last entry = %+v", name, f.Entries[n-1])
		}
	}
}

func TestTruncatedDocuments(t *testing.T) {
	items := `<item><title>One</title><link>https://tern.example/1</link></item><item><title>Two</title><link>https://tern.example/2</link></item>`
	whole := rss(items)
	for _, cut := range []string{"<item><title>Two</title><link>https", "<item><title>Tw", "<item><title>Two</title><li"} {
		f := mustParse(t, whole[:strings.Index(whole, cut)+len(cut)], Options{})
		if got := titles(f); !cmp.Equal(got, []string{"One"}) || f.Problem == "" {
			t.Errorf("cut at %q: titles = %q, problem %q, want One alone and a problem", cut, got, f.Problem)
		}
	}
	j := `{"version":"https://jsonfeed.org/version/1","items":[{"id":"1","title":"One"},{"id":"2","ti`
	if f := mustParse(t, j, Options{}); !cmp.Equal(titles(f), []string{"One"}) || f.Problem == "" {
		t.Errorf("cut JSON: titles = %q, problem %q", titles(f), f.Problem)
	}
	for n := range len(whole) {
		f, err := Parse([]byte(whole[:n]), "", Options{})
		for _, e := range f.Entries {
			if err == nil && (e.Title != "One" && e.Title != "Two" || len(e.URL) != len("https://tern.example/1")) {
				t.Fatalf("cut after %d bytes: half an entry %+v", n, e)
			}
		}
	}
}

func TestLinks(t *testing.T) {
	for _, tt := range []struct{ link, want string }{
		{"https://tern.example/1", "https://tern.example/1"},
		{"\n   https://tern.example/1\n  ", "https://tern.example/1"},
		{"/a/1?x=1&amp;y=2", "https://tern.example/a/1?x=1&y=2"},
		{"?id=5&copy=2", "https://tern.example/rss/all?id=5&copy=2"},
		{"//cdn.example/1", "https://cdn.example/1"},
		{"https://tern.example/a b", "https://tern.example/a%20b"},
		{"HTTPS://tern.example/1", "https://tern.example/1"},
		{"https://tern.example/é", "https://tern.example/é"},
		{"javascript:alert(1)", ""}, {"JaVaScRiPt:alert(1)", ""}, {"java&#10;script:alert(1)", ""}, {"java&#9;script:alert(1)", ""},
		{"data:text/html,&lt;script&gt;", ""}, {"vbscript:x", ""}, {"file:///etc/passwd", ""}, {"feed:javascript:alert(1)", ""},
		{`<![CDATA[https://tern.example/2"><img src=x onerror=alert(1)>]]>`, ""}, {`http:\\evil.example\a`, ""},
		{"http://[bad", ""}, {"http://tern.example:80:80/", ""}, {"mailto:a@tern.example", ""}, {"https:///nohost", ""}, {"", ""},
		{"https://tern.example/" + strings.Repeat("x", 5000), ""},
	} {
		f := mustParse(t, rss("<item><title>T</title><link>"+tt.link+"</link></item>"), Options{URL: "https://tern.example/rss/all"})
		if got := f.Entries[0].URL; got != tt.want {
			t.Errorf("link %q = %q, want %q", tt.link, got, tt.want)
		}
	}
}

func TestIdentity(t *testing.T) {
	for _, tt := range []struct {
		name, items string
		want        []string
	}{
		{"guid, then link", `<item><title>A</title><guid>g1</guid><link>https://tern.example/1</link></item><item><title>B</title><link>https://tern.example/2</link></item>`,
			[]string{"g1", "https://tern.example/2"}},
		{"twice the same", `<item><title>A</title><guid>g1</guid></item><item><title>A</title><guid>g1</guid></item>`, []string{"g1"}},
		{"one guid for all", `<item><title>A</title><guid isPermaLink="false">1</guid><link>https://tern.example/1</link></item><item><title>B</title><guid isPermaLink="false">1</guid><link>https://tern.example/2</link></item>`,
			[]string{"https://tern.example/1", "https://tern.example/2"}},
		{"permalink without link", `<item><title>A</title><guid>https://tern.example/1</guid></item>`, []string{"https://tern.example/1"}},
	} {
		f := mustParse(t, rss(tt.items), Options{})
		var got []string
		for _, e := range f.Entries {
			got = append(got, e.ID)
		}
		if !cmp.Equal(got, tt.want) {
			t.Errorf("%s: ids = %q, want %q", tt.name, got, tt.want)
		}
	}
	bare := rss(`<item><title>No link</title><pubDate>Tue, 10 Mar 2026 18:30:00 GMT</pubDate></item><item><title>Nor here</title></item>`)
	a, b := mustParse(t, bare, Options{}), mustParse(t, bare, Options{})
	if a.Entries[0].ID != b.Entries[0].ID || a.Entries[0].ID == a.Entries[1].ID || !strings.HasPrefix(a.Entries[0].ID, "sha256:") {
		t.Errorf("ids without guid and link = %q and %q, again %q", a.Entries[0].ID, a.Entries[1].ID, b.Entries[0].ID)
	}
	if f := mustParse(t, rss(`<item><guid>https://tern.example/7</guid><title>x</title></item>`), Options{}); f.Entries[0].URL != "https://tern.example/7" {
		t.Errorf("address from guid = %q", f.Entries[0].URL)
	}
}

// TestUTF16Cyrillic reads a document half of whose bytes look like control
// characters.
func TestUTF16Cyrillic(t *testing.T) {
	doc := rss("<item><link>https://tern.example/1</link><title>" + strings.Repeat("Городской совет ", 60) + "</title></item>")
	for _, mark := range []string{"\ufeff", ""} {
		var b []byte
		for _, u := range utf16.Encode([]rune(mark + doc)) {
			b = append(b, byte(u), byte(u>>8))
		}
		f, err := Parse(b, "application/rss+xml", Options{})
		if err != nil || len(f.Entries) != 1 || !strings.HasPrefix(f.Entries[0].Title, "Городской совет") {
			t.Errorf("mark %q: Parse = %d entries, %v, want one", mark, len(f.Entries), err)
		}
	}
}

func TestNotFeed(t *testing.T) {
	for _, tt := range []struct {
		doc  string
		want Found
	}{
		{"", FoundNothing}, {" \n\t", FoundNothing}, {"\xEF\xBB\xBF", FoundNothing},
		{"<!doctype html><html><head><title>Before you continue</title></head><body>Accept?</body></html>", FoundHTML},
		{"<HTML><body><rss><channel><item><title>x</title></item></channel></rss></body></HTML>", FoundHTML},
		{`<?xml version="1.0"?><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"></urlset>`, FoundSitemap},
		{`<sm:sitemapindex xmlns:sm="http://www.sitemaps.org/schemas/sitemap/0.9"/>`, FoundSitemap},
		{`<opml version="2.0"><body/></opml>`, FoundOPML},
		{`<meta http-equiv="refresh" content="0;url=/x">`, FoundHTML}, {"<br><b>Fatal error</b>: out of memory", FoundHTML},
		{strings.Repeat("\x8e\x02\xf1\x13<\x7fZ", 400), FoundBinary},
		{`<note><to>x</to></note>`, FoundXML},
		{`{"error":"rate limited","items":null}`, FoundJSON}, {`[1,2]`, FoundJSON}, {`{`, FoundJSON},
		{`{"version":"1.0"}`, FoundJSON}, {strings.Repeat(`{"items":`, 100000), FoundJSON},
		{"Access denied.", FoundText}, {"\x1f\x8b\x08\x00\x00\x00\x00\x00\x00\x03", FoundBinary},
		{"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", FoundBinary},
	} {
		_, err := Parse([]byte(tt.doc), "application/rss+xml", Options{})
		var not *NotFeedError
		if !errors.As(err, &not) || not.Found != tt.want {
			t.Errorf("Parse(%.40q) = %v, want %s", tt.doc, err, tt.want)
		}
	}
	_, err := Parse([]byte("<html><head><title>Sign in &amp; pay</title></head>"), "", Options{})
	if err == nil || !strings.Contains(err.Error(), "Sign in & pay") {
		t.Errorf("error of a page = %v, want its title in it", err)
	}
}

// TestDoctype reads declarations: harmless ones are used, external, nested and
// long ones stand for nothing.
func TestDoctype(t *testing.T) {
	doc := `<?xml version="1.0"?><!DOCTYPE rss [
<!ENTITY nbsp "&#160;"><!ENTITY paper 'Tern'><!-- ]> --><!ENTITY % p SYSTEM "http://127.0.0.1/p"> %p;
<!ENTITY file SYSTEM "file:///etc/hostname"><!ENTITY out PUBLIC "x" "http://127.0.0.1/">
<!ENTITY l0 "ha"><!ENTITY l1 "&l0;&l0;&l0;"><!ENTITY l2 "&l1;&l1;&l1;"><!ENTITY big "` + strings.Repeat("A", 1000) + `"><!ENTITY tag "<b>">
]><rss><channel><title>&paper;&nbsp;Gazette</title><item><title>a&file;b&out;c&l2;d&big;e&tag;f</title></item></channel></rss>`
	f := mustParse(t, doc, Options{})
	if f.Title != "Tern\u00A0Gazette" || f.Entries[0].Title != "abcdef" {
		t.Errorf("titles = %q and %q", f.Title, f.Entries[0].Title)
	}
	many := `<!DOCTYPE rss [<!ENTITY a "` + strings.Repeat("A", 60) + `">]><rss><channel><item><title>x</title><description>` +
		strings.Repeat("&a;", 300000) + `</description></item></channel></rss>`
	f = mustParse(t, many, Options{})
	if n := len(f.Entries[0].Summary) + len(f.Entries[0].Content); n > 100<<10 {
		t.Errorf("entities made %d bytes", n)
	}
}

func TestLimits(t *testing.T) {
	var b strings.Builder
	for i := range 1200 {
		fmt.Fprintf(&b, "<item><title>Item %d</title><link>https://tern.example/%d</link><pubDate>%s</pubDate></item>",
			i, i, at("2020-01-01T00:00:00Z").Add(time.Duration(i)*time.Hour).Format(time.RFC1123Z))
	}
	f := mustParse(t, rss(b.String()), Options{})
	if len(f.Entries) != MaxEntries || !f.Truncated || f.Entries[0].Title != "Item 700" || f.Entries[MaxEntries-1].Title != "Item 1199" {
		t.Errorf("of 1200 with the newest last: %d entries, %q to %q", len(f.Entries), f.Entries[0].Title, f.Entries[len(f.Entries)-1].Title)
	}
	big := strings.Repeat("Breaking ", 300000)
	f = mustParse(t, rss("<item><title>"+big+"</title><guid>"+big+"</guid><description>"+big+"</description><category>"+big+
		"</category><dc:creator>"+big+"</dc:creator><content:encoded>"+big+"</content:encoded></item>"), Options{})
	e := f.Entries[0]
	for name, v := range map[string]struct{ got, limit int }{
		"title": {len(e.Title), maxTitle}, "id": {len(e.ID), maxID}, "summary": {len(e.Summary), maxSummary}, "content": {len(e.Content), maxContent},
		"category": {len(e.Categories[0]), maxLabel}, "author": {len(e.Authors[0]), maxLabel},
	} {
		if v.got > v.limit || v.got == 0 {
			t.Errorf("%s has %d bytes, want 1 to %d", name, v.got, v.limit)
		}
	}
}

func TestEncodings(t *testing.T) {
	doc := rss(`<item><title>Bridge</title><link>https://tern.example/1</link></item>`)
	wide := []byte{0xFF, 0xFE}
	for _, c := range []byte(strings.Replace(doc, "utf-8", "UTF-16", 1)) {
		wide = append(wide, c, 0)
	}
	for name, body := range map[string]string{
		"utf-16":          string(wide),
		"mark and blanks": "\xEF\xBB\xBF\n \r\n" + doc,
		"php warning":     "\xEF\xBB\xBF\n\n<br />\n<b>Warning</b>: x in <b>y.php</b>\n" + doc,
		"unknown":         strings.Replace(doc, "utf-8", "x-klingon", 1),
		"conflict":        strings.Replace(doc, "utf-8", "windows-1251", 1),
	} {
		if f := mustParse(t, body, Options{}); !cmp.Equal(titles(f), []string{"Bridge"}) {
			t.Errorf("%s: titles = %q", name, titles(f))
		}
	}
	cyrillic := "<?xml version=\"1.0\" encoding=\"windows-1251\"?><rss><channel><title>\xc2\xe5\xf1\xf2\xed\xe8\xea</title><item><title>\xcc\xee\xf1\xf2 \xf0\xe5\xea\xe8</title></item></channel></rss>"
	if f := mustParse(t, cyrillic, Options{}); f.Title != "Вестник" || f.Encoding != "windows-1251" || f.Entries[0].Title != "Мост реки" {
		t.Errorf("windows-1251: %q, %q, %s", f.Title, titles(f), f.Encoding)
	}
}

// TestDates checks that language and place of a feed reach its dates.
func TestDates(t *testing.T) {
	doc := strings.Replace(rss(`<item><title>T</title><pubDate>Pe, 30 Lok 2026 11:34:37 +0200</pubDate></item>`), "<language>en", "<language>fi", 1)
	if got := mustParse(t, doc, Options{}).Entries[0].Published; !got.Equal(at("2026-10-30T09:34:37Z")) {
		t.Errorf("Finnish date = %s", got)
	}
	doc = rss(`<item><title>T</title><pubDate>2026-03-10 18:30</pubDate></item>`)
	o := Options{Location: time.FixedZone("", 3*3600)}
	if got := mustParse(t, doc, o).Entries[0].Published; !got.Equal(at("2026-03-10T15:30:00Z")) {
		t.Errorf("time without a zone = %s", got)
	}
}

func TestAuthorName(t *testing.T) {
	for in, want := range map[string]string{
		"desk@x.example (Ida Berg)": "Ida Berg", "Ida Berg <ida@x.example>": "Ida Berg", "ida@x.example": "", "By Ida Berg": "Ida Berg",
		"Ida Berg &amp; Jo Dahl": "Ida Berg & Jo Dahl", "  ": "", "<b>Ida</b>": "Ida",
	} {
		if got := authorName(in); got != want {
			t.Errorf("authorName(%q) = %q, want %q", in, got, want)
		}
	}
}
