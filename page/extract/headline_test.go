package extract

import (
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestKicker(t *testing.T) {
	stated := func(ld, og string) string {
		return `<title>` + og + ` | Ufer Post</title><meta property="og:title" content="` + og + `"><meta property="og:site_name" content="Ufer Post">
			<script type="application/ld+json">{"@type":"NewsArticle","headline":"` + ld + `"}</script>`
	}
	const line = "New pumps will be ready before the autumn"
	for _, tt := range []struct{ name, head, body, headline, kicker string }{
		{"marked, not stated", stated(line, line), `<h1><span class="article__kicker">After the flood</span> <span>` + line + `</span></h1>`, line, "After the flood"},
		{"an element of its own, not stated", stated(line, line), `<h1><b>Opinion</b> ` + line + `</h1>`, line, "Opinion"},
		{"stated by both as part of it", stated("After the flood: "+line, "After the flood: "+line), `<h1>` + line + `</h1>`, "After the flood: " + line, "After the flood"},
		{"a section in front", `<meta property="article:section" content="Culture">` + stated(line, line), `<h1>Culture: ` + line + `</h1>`, line, ""},
		{"no kicker", stated(line, line), `<h1>` + line + `</h1>`, line, ""},
		{"the whole heading is marked premium", stated(line, line), `<h1><span class="premium">` + line + `</span></h1>`, line, ""},
	} {
		t.Run(tt.name, func(t *testing.T) {
			a := mustPage(t, document(tt.head, "<article>"+tt.body+twoParagraphs+"</article>"), "https://ufer.example/x")
			if a.Headline != tt.headline || a.Kicker != tt.kicker {
				t.Errorf("Headline, Kicker = %q, %q, want %q, %q", a.Headline, a.Kicker, tt.headline, tt.kicker)
			}
		})
	}
}

// A page that states no headline has one if it has one heading of several
// words, outside an article too; of several none is believed.
func TestHeadlineOfAPageThatStatesNone(t *testing.T) {
	const heading = "<h1>Council votes for two more stations</h1>"
	for body, want := range map[string]string{
		heading + twoParagraphs: "Council votes for two more stations",
		heading + twoParagraphs + "<h1>Weather turns cold over the weekend</h1>": "",
	} {
		if a := mustPage(t, "<html><body>"+body, "https://ufer.example/x"); a.Headline != want {
			t.Errorf("Headline = %q, want %q", a.Headline, want)
		}
	}
}

// A page that states no more than its site's name has the only h1 of its
// article, however short.
func TestShortHeadlineOfASparsePage(t *testing.T) {
	for _, tt := range []struct{ name, head, body, want string }{
		{"no title", "", "<article><h1>Macron démissionne</h1>", "Macron démissionne"},
		{"the site's title", "<title>Le Monde</title>", "<article><h1>Macron démissionne</h1>", "Macron démissionne"},
		{"the host as title", "<title>www.lemonde.example</title>", "<article><h1>Macron démissionne</h1>", "Macron démissionne"},
		{"four letters", "<title>Le Monde</title>", "<article><h1>首相辞任</h1>", "首相辞任"},
		{"accents", "", "<article><h1>Élection à Ça</h1>", "Élection à Ça"},
		{"the site's h1 besides", "<title>Le Monde</title>", "<header><h1><a href=/>Le Monde</a></h1></header><article><h1>Macron démissionne</h1>", "Macron démissionne"},
		{"two of them", "", "<article><h1>Macron démissionne</h1></article><article><h1>Pluie demain</h1>", ""},
		{"a link to an article", "", "<article><h1><a href=/x>Macron démissionne</a></h1>", ""},
		{"outside an article", "", "<h1>Politique</h1><article>", ""},
		{"another title", "<title>Le président quitte son poste</title>", "<article><h1>Macron démissionne</h1>", "Le président quitte son poste"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			a := mustPage(t, document(tt.head, tt.body+twoParagraphs+"</article>"), "https://www.lemonde.example/politique/article-1")
			if a.Headline != tt.want {
				t.Errorf("Headline = %q, want %q", a.Headline, tt.want)
			}
		})
	}
}

func TestHeadlineThatAReaderSees(t *testing.T) {
	for _, tt := range []struct{ name, head, body, want, source string }{
		{"search version in the title", "<title>Ostrand flood pumps cost 2026</title>", "<h1>Council votes for two more pumping stations</h1>",
			"Council votes for two more pumping stations", "h1"},
		{"the way to the article ends in a search version", `<title>Pumps in Ostrand: all you need to know</title>
			<script type="application/ld+json">{"@type":"NewsArticle","headline":"Council votes for two more stations"}</script>`,
			`<ul><li><a href="/">Start</a></li><li><h1>Pumps in Ostrand: all you need to know</h1></li></ul><h2>Council votes for two more stations</h2>`,
			"Council votes for two more stations", "h2"},
		{"a section's name as h1", `<title>Council votes for two more stations</title>`, `<h1><a href="/m">Business Monday</a></h1>`,
			"Council votes for two more stations", "title"},
		{"readings of ruby text", `<title>子どもへの体罰を禁止する法律ができる</title>`,
			`<h1><ruby>子<rt>こ</rt></ruby>どもへの<ruby>体罰<rt>たいばつ</rt></ruby>を禁止する法律ができる</h1>`,
			"子どもへの体罰を禁止する法律ができる", "h1"},
		{"the site's link in the heading", `<title>Council votes for two more stations</title><meta property="og:site_name" content="Ufer Post">`,
			`<h1><span>Council votes for two more stations</span><a href="/">Ufer Post</a></h1>`, "Council votes for two more stations", "h1"},
		{"shortened heading", `<title>Fees 2026 - fixtures, results and tables</title><meta property="og:title" content="Fees 2026 - fixtures, results and tables">
			<script type="application/ld+json">{"@type":"NewsArticle","headline":"Fees 2026 - fixtures, results and tables"}</script>`,
			`<h1>Fees 2026</h1>`, "Fees 2026 - fixtures, results and tables", "json-ld"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			a := mustPage(t, document(tt.head, "<article>"+tt.body+twoParagraphs+"</article>"), "https://ufer.example/x")
			if a.Headline != tt.want || a.Sources.Headline != tt.source {
				t.Errorf("Headline = %q from %s, want %q from %s", a.Headline, a.Sources.Headline, tt.want, tt.source)
			}
		})
	}
}

func TestVariantsAreKeptApart(t *testing.T) {
	a := mustPage(t, document(`<title>Ostrand pumps: what we know | Ufer Post</title><meta property="og:title" content="You won't believe these pumps">
		<meta property="og:site_name" content="Ufer Post"><script type="application/ld+json">{"@type":"NewsArticle",
		"headline":"Council votes for two more stations"}</script>`, "<article><h1>Council votes for two more stations</h1>"+twoParagraphs+"</article>"),
		"https://ufer.example/x")
	want := []Variant{{"You won't believe these pumps", "meta og:title"}, {"Ostrand pumps: what we know", "title"}}
	if diff := cmp.Diff(want, a.Variants); diff != "" {
		t.Errorf("Variants (-want +got):\n%s", diff)
	}
}
