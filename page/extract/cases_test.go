package extract

import (
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

func mustPage(t *testing.T, page, address string) Article {
	t.Helper()
	a, err := Page([]byte(page), address, Options{ContentType: "text/html; charset=utf-8"})
	if err != nil {
		t.Fatalf("Page(%s): %v", address, err)
	}
	return a
}

// document wraps what tests vary in a small page.
func document(head, body string) string {
	return "<!doctype html><html lang=\"en\"><head><meta charset=\"utf-8\">" + head + "</head><body>" + body + "</body></html>"
}

const twoParagraphs = `<p>The water board of Ostrand will open two more pumping stations before the autumn, its director told
	reporters on Wednesday after a meeting that lasted until late in the evening.</p><p>Farmers in the lower valley had asked
	for them since the flood of three years ago, when the old station failed on the first night and four villages were cut off.</p>`

const twoParagraphsText = "The water board of Ostrand will open two more pumping stations before the autumn, its director told " +
	"reporters on Wednesday after a meeting that lasted until late in the evening.\nFarmers in the lower valley had asked " +
	"for them since the flood of three years ago, when the old station failed on the first night and four villages were cut off."

func TestArticleInTwoParts(t *testing.T) {
	page := document("<title>Lake road reopens</title>", `<nav><a href="/">Start</a> <a href="/money">Money</a></nav><main>
		<h1>Lake road reopens</h1><div class="text-part"><p>The road along the northern shore of the lake was opened again on Friday
		morning, three weeks after a rock fall had buried forty metres of it under stones and mud.</p><p>Workers have fixed nets
		above the bend, and the district promised to look at the slope every month until the spring.</p></div>
		<div class="newsletter-signup"><h3>Our newsletter</h3><p>Subscribe to our weekly newsletter and get the best of the valley
		in your inbox. You can unsubscribe whenever you like.</p><form><input><button>Subscribe</button></form></div>
		<div class="advert"><span>Advertisement</span></div><div class="text-part"><p>Hotel owners on the shore said that the closure had
		cost them a third of their guests, and asked the canton for help with the bills of the winter.</p><p>"We had eleven
		guests in the whole of February," said Ines Kolbe, who has run the ferry inn since her parents retired.</p></div></main>
		<footer>© Seeblatt</footer>`)
	a := mustPage(t, page, "https://seeblatt.example/lake-road")
	lines := strings.Split(a.Text(), "\n")
	if len(lines) != 4 || !strings.HasPrefix(lines[0], "The road along") || !strings.HasPrefix(lines[3], `"We had eleven`) {
		t.Errorf("Text() = %q, want the four paragraphs of both parts", a.Text())
	}
	if a.Headline != "Lake road reopens" {
		t.Errorf("Headline = %q", a.Headline)
	}
}

func TestConsentDialogLongerThanArticle(t *testing.T) {
	consent := strings.Repeat(`<p>We and our 713 partners process personal data and store cookies on your device to measure
		advertising and content and to develop products. You may accept or refuse, and change your choice at any time.</p>`, 3)
	page := document("<title>Bus line 4 ends at the mill</title>", `<div id="consent-layer" role="dialog" aria-modal="true">
		<h2>We value your privacy</h2>`+consent+`<button>Agree</button></div><article><h1>Bus line 4 ends at the mill</h1>
		<p>Line 4 will end at the old mill until Sunday because of works on the bridge.</p>
		<p>A small bus takes passengers on to the station; tickets stay valid, the operator said on Monday.</p></article>`)
	want := "Line 4 will end at the old mill until Sunday because of works on the bridge.\n" +
		"A small bus takes passengers on to the station; tickets stay valid, the operator said on Monday."
	if got := mustPage(t, page, "https://muehle.example/bus").Text(); got != want {
		t.Errorf("Text() = %q, want %q", got, want)
	}
}

func TestListsHeadingsAndQuotationsStay(t *testing.T) {
	page := document("<title>New rules for allotments</title>", `<article><h1>New rules for allotments</h1>
		<p>The town council adopted new rules for its allotment gardens on Thursday, and they apply from the first of May.</p>
		<h2>What is new</h2><ul><li><span>Huts may have at most sixteen square metres.</span></li>
		<li><span>Pools of more than three metres are forbidden.</span></li></ul><ol><li>Tenants send a plan to the office.</li>
		<li>The office answers within six weeks.</li></ol><blockquote><p>A garden is not a second home.</p></blockquote>
		<p>The mayor said that the rules would be looked at again after two summers and that older huts may stay until then.</p></article>`)
	a := mustPage(t, page, "https://garten.example/rules")
	var got []string
	for _, b := range a.Blocks {
		got = append(got, string(b.Role)+": "+b.Text[:min(len(b.Text), 18)])
	}
	want := []string{
		"headline: New rules for allo", "paragraph: The town council a", "subheading: What is new",
		"list-item: Huts may have at m", "list-item: Pools of more than", "list-item: Tenants send a pla",
		"list-item: The office answers", "quotation: A garden is not a ", "paragraph: The mayor said tha",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("blocks (-want +got):\n%s", diff)
	}
}

func TestCanonical(t *testing.T) {
	const own = "https://ufer.example/2026/04/pumps"
	for _, tt := range []struct{ name, address, head, body, want string }{
		{"relative", own + "?utm_campaign=x", `<link rel="canonical" href="/2026/04/pumps">`, "", own},
		{"home page", own + "?utm_source=rss", `<link rel="canonical" href="https://ufer.example/"><meta property="og:url" content="https://ufer.example/">`, "", own},
		{"good link, bad og:url", own, `<link rel="canonical" href="` + own + `"><meta property="og:url" content="https://ufer.example/">`, "", own},
		{"no host", own, `<link rel="canonical" href="https:///2026/04/pumps">`, "", own},
		{"in the body", own, "", `<link rel="canonical" href="https://other.example/x">`, own},
		{"another site", own, `<link rel="canonical" href="https://other.example/2026/04/pumps">`, "", own},
		{"a section", own, `<link rel="canonical" href="https://ufer.example/2026/">`, "", own},
		{"number in the query dropped", "https://ufer.example/show.php?id=4711", `<link rel="canonical" href="https://ufer.example/show.php">`, "", "https://ufer.example/show.php?id=4711"},
		{"an error page", own, `<link rel="canonical" href="https://ufer.example/404">`, "", own},
		{"script address", own, `<link rel="canonical" href="javascript:alert(1)">`, "", own},
		{"mobile host to the main one", "https://m.ufer.example/news/pumps-open-in-autumn", `<link rel="canonical" href="https://www.ufer.example/news/pumps-open-in-autumn">`, "", "https://www.ufer.example/news/pumps-open-in-autumn"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			page := document("<title>Pumps</title>"+tt.head, "<article>"+tt.body+"<h1>Pumps</h1>"+twoParagraphs+"</article>")
			if got := mustPage(t, page, tt.address).Canonical; got != tt.want {
				t.Errorf("Canonical = %q, want %q", got, tt.want)
			}
		})
	}
}

func TestHeadlineKeepsItsSeparators(t *testing.T) {
	for _, tt := range []struct{ name, head, h1, want string }{
		{"dash", `<title>Harvest 2026 - what growers expect | Ufer Post</title><meta property="og:title" content="Harvest 2026 - what growers expect"><meta property="og:site_name" content="Ufer Post">`, "Harvest 2026 - what growers expect", "Harvest 2026 - what growers expect"},
		{"bar", "<title>Hot | Cold: a play in two halves - Ufer Post</title>", "Hot | Cold: a play in two halves", "Hot | Cold: a play in two halves"},
		{"colon", "<title>Ufer Post: Car-free square: council votes 7-6</title>", "Car-free square: council votes 7-6", "Car-free square: council votes 7-6"},
		{"no h1", `<title>Rain - at last | Ufer Post</title><meta property="og:site_name" content="Ufer Post">`, "", "Rain - at last"},
		{"h1 is the site's", `<title>Rain at last for the valley | Ufer Post</title><meta property="og:site_name" content="Ufer Post">`, "Ufer Post", "Rain at last for the valley"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			body := twoParagraphs
			if tt.h1 != "" {
				body = "<h1>" + tt.h1 + "</h1>" + body
			}
			page := document(tt.head, "<article>"+body+"</article>")
			if got := mustPage(t, page, "https://ufer-post.example/x").Headline; got != tt.want {
				t.Errorf("Headline = %q, want %q", got, tt.want)
			}
		})
	}
}

func TestAuthors(t *testing.T) {
	for _, tt := range []struct {
		name, json string
		want       []string
		credit     string
	}{
		{"nested, joined, repeated, address, outlet", `[{"@type":"Person","name":{"@type":"Person","name":"Rosa Lindt"}},
			{"@type":"Person","name":"By Abel Marsh and Yuki Ono"},{"@type":"Person","name":"https://social.example/rosa.lindt"},
			{"@type":"Organization","name":"Ufer Post"},"rosa lindt"]`, []string{"Rosa Lindt", "Abel Marsh", "Yuki Ono"}, ""},
		{"agency goes to credit", `[{"@type":"Person","name":"Reuters"}]`, nil, "Reuters"},
		{"role is no name", `["Ufer Post Staff","Jan Wolters, Correspondent"]`, []string{"Jan Wolters"}, ""},
		{"one string", `"Von Petra Stahl und Uwe Rink"`, []string{"Petra Stahl", "Uwe Rink"}, ""},
		{"e-mail is no name", `"desk@ufer.example"`, nil, ""},
		{"numbers and null", `[null, 7]`, nil, ""},
	} {
		t.Run(tt.name, func(t *testing.T) {
			page := document(`<title>Pumps</title><meta property="og:site_name" content="Ufer Post"><meta property="article:author"
				content="https://social.example/rosa.lindt"><script type="application/ld+json">{"@context":"https://schema.org",
				"@type":"NewsArticle","headline":"Pumps","author":`+tt.json+`,"publisher":{"@type":"Organization","name":"Ufer Post"}}</script>`,
				"<article><h1>Pumps</h1>"+twoParagraphs+"</article>")
			a := mustPage(t, page, "https://ufer.example/pumps")
			if diff := cmp.Diff(tt.want, a.Authors); diff != "" {
				t.Errorf("Authors (-want +got):\n%s", diff)
			}
			if a.Credit != tt.credit {
				t.Errorf("Credit = %q, want %q", a.Credit, tt.credit)
			}
		})
	}
}

func TestPublishedIsNotModified(t *testing.T) {
	page := document(`<title>Why the weir stays shut | Ufer</title><meta name="date" content="2026-05-20T10:15:00+02:00">
		<script type="application/ld+json">{"@type":"NewsArticle","headline":"Why the weir stays shut",
		"datePublished":"2026-04-02T07:30:00+02:00","dateModified":"2026-05-20T10:15:00+02:00"}</script>`,
		`<article><h1>Why the weir stays shut</h1><p>Updated: 20 May 2026, 10:15</p>`+twoParagraphs+`</article>
		<aside><h2>Latest</h2><a href="/y"><time datetime="2026-05-21T08:00:00Z">today</time> Hail</a></aside><footer>Since 1949</footer>`)
	a := mustPage(t, page, "https://ufer.example/weir")
	if got := a.Published.Time.UTC().Format(time.RFC3339); got != "2026-04-02T05:30:00Z" {
		t.Errorf("Published = %s", got)
	}
	if got := a.Modified.Time.UTC().Format(time.RFC3339); got != "2026-05-20T08:15:00Z" {
		t.Errorf("Modified = %s", got)
	}
	if a.Sources.Published != "json-ld" {
		t.Errorf("source of the date = %q", a.Sources.Published)
	}
}

func TestNoDateRatherThanAWrongOne(t *testing.T) {
	page := document("<title>Weir</title>", "<article><h1>Weir</h1>"+twoParagraphs+`</article><aside><ul><li><time datetime="2026-05-21">today</time>
		Hail</li></ul></aside><footer>© 2019 Ufer, founded on 3 January 1951</footer>`)
	a := mustPage(t, page, "https://ufer.example/weir")
	if !a.Published.Time.IsZero() {
		t.Errorf("Published = %v from %s, want none", a.Published.Time, a.Sources.Published)
	}
	future := document(`<title>Weir</title><meta property="article:published_time" content="2099-01-01T00:00:00Z">`, twoParagraphs)
	a, err := Page([]byte(future), "https://ufer.example/weir", Options{Now: time.Date(2026, 5, 1, 0, 0, 0, 0, time.UTC)})
	if err != nil || !a.Published.Time.IsZero() {
		t.Errorf("a date in 2099 was believed: %v, %v", a.Published.Time, err)
	}
}

func TestCreditInTheText(t *testing.T) {
	for _, tt := range []struct{ name, lead, end, want string }{
		{"dateline", "OSTRAND, May 4 (Reuters) - ", "", "Reuters"},
		{"brackets at the end", "", " (dpa)", "dpa"},
		{"source line", "", "</p><p>Source: AFP", "Agence France-Presse"},
		{"none", "", "", ""},
	} {
		t.Run(tt.name, func(t *testing.T) {
			body := strings.Replace(twoParagraphs, "<p>", "<p>"+tt.lead, 1)
			body = strings.TrimSuffix(body, "</p>") + tt.end + "</p>"
			a := mustPage(t, document("<title>Pumps</title>", "<article><h1>Pumps</h1>"+body+"</article>"), "https://a.example/pumps")
			if a.Credit != tt.want {
				t.Errorf("Credit = %q, want %q", a.Credit, tt.want)
			}
		})
	}
}
