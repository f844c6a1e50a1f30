package extract

import (
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestDatelinePlace(t *testing.T) {
	for _, tt := range []struct{ in, want string }{
		{"KABUL, Feb 28 (Reuters) - The water board of Ostrand will open", "KABUL"},
		{"Berlin (dpa) – Der Wasserverband", "Berlin"},
		{"Hamburg (dpa/lno) – Der Wasserverband", "Hamburg"},
		{"OSTRAND — The water board will open two stations", "OSTRAND"},
		{"NEW YORK CITY (AP) — The board", "NEW YORK CITY"},
		{"МОСКВА, 1 мар — РИА Новости. Совет", "МОСКВА"},
		{"新华社北京3月1日电（记者王小明）两座泵站", "北京"},
		{"The board - which met on Wednesday - decided", ""},
		{"Good news – at last", ""},
		{"Ostrand – a small town", ""}, // a title, not capitals, and no credit
		{"UNICEF — the agency of the United Nations for children — said", "UNICEF"},
		{"\"We will stay\" — Ines Kolbe", ""},
		{"", ""},
	} {
		if got := datelinePlace(tt.in); got != tt.want {
			t.Errorf("datelinePlace(%q) = %q, want %q", tt.in, got, tt.want)
		}
	}
}

func TestAccess(t *testing.T) {
	ld := func(s string) string {
		return `<script type="application/ld+json">{"@type":"NewsArticle","headline":"Pumps",` + s + `}</script>`
	}
	for _, tt := range []struct {
		name, head string
		paid, free bool
		source     string
	}{
		{"nothing stated", "", false, false, ""},
		{"free", ld(`"isAccessibleForFree":true`), false, true, "json-ld"},
		{"paid, as text", ld(`"isAccessibleForFree":"False"`), true, false, "json-ld"},
		{"for a fee", ld(`"isAccessibleForFee":true`), true, false, "json-ld"},
		{"a part is paid", ld(`"hasPart":{"@type":"WebPageElement","isAccessibleForFree":false,"cssSelector":".paywall"}`), true, false, "json-ld hasPart"},
		{"tier", `<meta property="article:content_tier" content="metered">`, true, false, "meta article:content_tier"},
		{"free tier", `<meta property="article:content_tier" content="free">`, false, true, "meta article:content_tier"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			a := mustPage(t, document("<title>Pumps</title>"+tt.head, "<article><h1>Pumps</h1>"+twoParagraphs+"</article>"), "https://a.example/pumps")
			if a.Paywalled != tt.paid || a.Free != tt.free || a.Sources.Access != tt.source {
				t.Errorf("Paywalled, Free = %v, %v from %q, want %v, %v from %q", a.Paywalled, a.Free, a.Sources.Access, tt.paid, tt.free, tt.source)
			}
		})
	}
}

func TestImageCredit(t *testing.T) {
	for _, tt := range []struct{ name, head, figcaption, caption, credit string }{
		{"element", "", `The weir in May. <span class="image__credit">Rosa Lindt</span>`, "The weir in May.", "Rosa Lindt"},
		{"words at the end", "", "The weir in May. Photo: Rosa Lindt / dpa", "The weir in May.", "Rosa Lindt / dpa"},
		{"brackets", "", "The weir in May. (Foto: Rosa Lindt)", "The weir in May.", "Rosa Lindt"},
		{"sign", "", "The weir in May © Rosa Lindt", "The weir in May", "Rosa Lindt"},
		{"agency's own way", "", "The weir in May. (AP Photo/Rosa Lindt)", "The weir in May.", "AP Photo/Rosa Lindt"},
		{"none", "", "A photo of the weir in May.", "A photo of the weir in May.", ""},
		{"stated", `<script type="application/ld+json">{"@type":"NewsArticle","headline":"Pumps","image":{"@type":"ImageObject","url":"https://a.example/weir-in-may.jpg",
			"width":1200,"height":"800px","caption":"The weir","creditText":"Rosa Lindt"}}</script>`, "", "The weir", "Rosa Lindt"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			figure := `<figure><img src="/weir-in-may.jpg" width="1200" height="800"><figcaption>` + tt.figcaption + "</figcaption></figure>"
			page := document("<title>Pumps</title>"+tt.head, "<article><h1>Pumps</h1>"+figure+twoParagraphs+"</article>")
			a := mustPage(t, page, "https://a.example/pumps")
			want := Image{URL: "https://a.example/weir-in-may.jpg", Width: 1200, Height: 800, Caption: tt.caption, Credit: tt.credit}
			if diff := cmp.Diff(want, a.Image); diff != "" {
				t.Errorf("Image (-want +got):\n%s", diff)
			}
		})
	}
}

// TestEveryAnswerNamesItsSource reads a page that states everything.
func TestEveryAnswerNamesItsSource(t *testing.T) {
	head := `<title>Pumps | Ufer Post</title><script type="application/ld+json">{"@type":"ReportageNewsArticle","headline":"Pumps for the valley","url":"https://a.example/pumps-for-the-valley",
		"datePublished":"2026-05-03T10:00:00Z","dateModified":"2026-05-04T10:00:00Z","inLanguage":"en","articleSection":"Valley","keywords":["water","pumps"],
		"author":[{"@type":"Person","name":"Rosa Lindt"},{"@type":"Organization","name":"Reuters"}],"image":"https://a.example/weir-in-may.jpg","isAccessibleForFree":true,
		"dateline":"OSTRAND","correction":[{"@type":"CorrectionComment","text":"An earlier version named the wrong river."}]}</script>`
	a := mustPage(t, document(head, "<article><h1>Pumps for the valley</h1>"+twoParagraphs+"</article>"), "https://a.example/pumps-for-the-valley")
	want := Sources{Headline: "h1", Authors: "json-ld", Signed: "json-ld", Published: "json-ld", Modified: "json-ld", Canonical: "json-ld", Image: "json-ld",
		Language: "json-ld", Section: "json-ld", Keywords: "json-ld", Genre: "json-ld type", Credit: "json-ld", Place: "json-ld dateline", Access: "json-ld"}
	if diff := cmp.Diff(want, a.Sources); diff != "" {
		t.Errorf("Sources (-want +got):\n%s", diff)
	}
	if diff := cmp.Diff([]string{"An earlier version named the wrong river."}, a.Corrections); diff != "" {
		t.Errorf("Corrections (-want +got):\n%s", diff)
	}
	// A page that states nothing has answers from what it shows, or none.
	bare := mustPage(t, document("", "<article><h1>Pumps for the valley</h1>"+twoParagraphs+"</article>"), "https://a.example/pumps")
	wantBare := Sources{Headline: "h1", Canonical: "address", Language: "html lang", Genre: "text"}
	if diff := cmp.Diff(wantBare, bare.Sources); diff != "" {
		t.Errorf("Sources of a bare page (-want +got):\n%s", diff)
	}
}
