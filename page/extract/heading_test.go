package extract

import (
	"testing"

	"github.com/google/go-cmp/cmp"
)

// says is the head of a page that states headlines; empty ones are left out.
func says(ld, og, title string) string {
	head := ""
	if ld != "" {
		head += `<script type="application/ld+json">{"@type":"NewsArticle","headline":"` + ld + `"}</script>`
	}
	if og != "" {
		head += `<meta property="og:title" content="` + og + `">`
	}
	if title != "" {
		head += "<title>" + title + "</title>"
	}
	return head
}

func TestHeadingOfSeveralPieces(t *testing.T) {
	const line, japanese = "Council votes for two more pumping stations", "川沿いの町に新しいポンプ場が二つ建設へ"
	for _, tt := range []struct{ name, head, body, want string }{
		{"a second line", says(line, line, line), `<h1><span>` + line + `</span> <span>Work begins in May</span></h1>`, line},
		{"a second line, wrapped", says(line, line, ""), `<h1><div><b>` + line + `</b><small>Work begins in May</small></div></h1>`, line},
		{"who wrote it", says(japanese+"（写真）", japanese, japanese), `<h1><span>` + japanese + `</span><br><span>編集委員 山田花子</span></h1>`, japanese},
		{"a second line that is stated", says(line+": work begins in May", line, line), `<h1><span>` + line + `</span> <span>Work begins in May</span></h1>`,
			line + ": work begins in May"},
		{"a second line that nothing can confirm", "", `<h1><span>` + line + `</span> <span>Work begins in May</span></h1>`, line + " Work begins in May"},
		{"a colon for screen readers", says("", "Ostrand: what we know", "Ostrand: what we know"),
			`<h1><span class="upper">Nach der Flut<span class="visually-hidden">:</span></span> <span>Neue Pumpen für das ganze Tal</span></h1>`,
			"Nach der Flut: Neue Pumpen für das ganze Tal"},
		{"no mark between the pieces", says("", "Μετά την πλημμύρα: νέες αντλίες για την κοιλάδα", ""),
			`<h1><span>Μετά την πλημμύρα</span> <em>νέες αντλίες για την κοιλάδα</em></h1>`, "Μετά την πλημμύρα: νέες αντλίες για την κοιλάδα"},
		{"who pays for the page", "<title>" + line + " - Local - Upland Gazette</title>", `<h1><div>Sponsored by <img src="/x.png"></div>` + line + `</h1>`, line},
		{"a note in brackets that is stated only", says(line+" (3 May 2026)", line+" (3 May 2026)", ""), `<h1>` + line + `</h1>`, line},
		{"the site's name in brackets", says("", line, line), `<h1>` + line + ` (From Upland Gazette)</h1>`, line},
		{"a bar behind what is stated", says("", line, line), `<h1>` + line + ` | Valley News | Local News in the Valley</h1>`, line},
		{"marks that follow an element", "", `<h1><em>Nordlicht</em>, <strong>Ufer</strong>: zwei Schiffe <b>legen ab</b>!</h1>`, "Nordlicht, Ufer: zwei Schiffe legen ab!"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			a := mustPage(t, document(tt.head, "<article>"+tt.body+twoParagraphs+"</article>"), "https://uplandgazette.example/news/local/x")
			if a.Headline != tt.want {
				t.Errorf("Headline = %q, want %q", a.Headline, tt.want)
			}
		})
	}
}

func TestLabelsAreCut(t *testing.T) {
	for _, tt := range []struct{ heading, want, kicker string }{
		{"Leave the river alone for a year | Editorial", "Leave the river alone for a year", "Editorial"},
		{"Opinion | Leave the river alone for a year", "Leave the river alone for a year", "Opinion"},
		{"Мнение | Оставьте реку в покое хотя бы на год", "Оставьте реку в покое хотя бы на год", "Мнение"},
		{"社説｜川を一年だけそっとしておいてはどうか", "川を一年だけそっとしておいてはどうか", "社説"},
		{"BUDGET 3.0 | The river gets its debt collectors", "BUDGET 3.0 | The river gets its debt collectors", ""},
		{"LIVE | Votes on the river are counted all night", "LIVE | Votes on the river are counted all night", ""},
		{"The river | the town | and the opinion of all its people", "The river | the town | and the opinion of all its people", ""},
	} {
		a := mustPage(t, document("", "<article><h1>"+tt.heading+"</h1>"+twoParagraphs+"</article>"), "https://ufer.example/x")
		if a.Headline != tt.want || a.Kicker != tt.kicker {
			t.Errorf("Headline, Kicker of %q = %q, %q, want %q, %q", tt.heading, a.Headline, a.Kicker, tt.want, tt.kicker)
		}
	}
}

// An h2 of the article goes before an h1 at the end of the way to it, unless
// nothing states it and all that is stated says the same as the h1.
func TestHeadingAtTheEndOfTheWay(t *testing.T) {
	const trail, shown = "Pumps: these two charts show how the valley floods", "These new charts show how the valley floods"
	body := `<nav><ol><li><a href="/">Start</a></li><li><h1>` + trail + `</h1></li></ol></nav><article><h2>` + shown + `</h2>` + twoParagraphs + `</article>`
	for _, tt := range []struct{ name, head, want, source string }{
		{"all say the same", says(trail, trail, trail), trail, "h1"},
		{"og:title has the h2", says(trail, shown, trail), shown, "h2"},
		{"JSON-LD has the h2", says(shown, trail, trail), shown, "h2"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			a := mustPage(t, document(tt.head, body), "https://ufer.example/x")
			if a.Headline != tt.want || a.Sources.Headline != tt.source {
				t.Errorf("Headline = %q from %s, want %q from %s", a.Headline, a.Sources.Headline, tt.want, tt.source)
			}
		})
	}
}

// A page that is added to by the hour is called what its address and JSON-LD
// call it, not by its newest entry.
func TestHeadlineOfAPageThatGoesOn(t *testing.T) {
	const name, newest = "Hochwasser im Tal: alle Meldungen vom 3. bis 9. Mai", "Tal-Ticker: Brücke bei Ostrand gesperrt"
	for _, tt := range []struct{ name, head, address, heading, want, source string }{
		{"named in the address", says(name, newest, ""), "https://ufer.example/n/hochwasser-im-tal-alle-meldungen-vom-3-bis-9-mai,Xw2q", newest, name, "json-ld"},
		{"joined news", says(name, "", ""), "https://ufer.example/hochwasser-im-tal-alle-meldungen-vom-3-bis-9-mai-ld.17", "Brücke gesperrt +++ Fähre fährt wieder", name, "json-ld"},
		{"another address", says(name, newest, ""), "https://ufer.example/n/ticker-17", newest, newest, "h1"},
		{"an article that was renamed", says(name, "", ""), "https://ufer.example/hochwasser-im-tal-alle-meldungen-vom-3-bis-9-mai", "Die Brücke bei Ostrand ist gesperrt", "Die Brücke bei Ostrand ist gesperrt", "h1"},
		{"Ukrainian", says("Повінь у долині: головне за 3 травня", "", ""), "https://ufer.example/повінь-у-долині-головне-за-3-травня", "Наживо: закрито міст біля села",
			"Повінь у долині: головне за 3 травня", "json-ld"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			a := mustPage(t, document(tt.head, "<article><h1>"+tt.heading+"</h1>"+twoParagraphs+"</article>"), tt.address)
			if a.Headline != tt.want || a.Sources.Headline != tt.source {
				t.Errorf("Headline = %q from %s, want %q from %s", a.Headline, a.Sources.Headline, tt.want, tt.source)
			}
		})
	}
}

// A short heading outside an article is the headline if it is what the address
// ends with, whatever the title element says.
func TestHeadlineThatTheAddressSpells(t *testing.T) {
	for _, tt := range []struct{ heading, address, want string }{
		{"Ostrand-Westviertel", "https://ufer.example/ostrand/ostrandwestviertel.htm", "Ostrand-Westviertel"},
		{"Überschwemmung", "https://ufer.example/2026/ueberschwemmung/", "Überschwemmung"},
		{"Élection à Ça", "https://ufer.example/election-a-ca.html", "Élection à Ça"},
		{"Νέες αντλίες", "https://ufer.example/%CE%BD%CE%AD%CE%B5%CF%82-%CE%B1%CE%BD%CF%84%CE%BB%CE%AF%CE%B5%CF%82", "Νέες αντλίες"},
		{"Ostrand", "https://ufer.example/ostrand/17", "Trips to the river and the valley"},
	} {
		a := mustPage(t, document("<title>Trips to the river and the valley</title>", "<div><h1>"+tt.heading+"</h1>"+twoParagraphs+"</div>"), tt.address)
		if a.Headline != tt.want {
			t.Errorf("Headline of %s = %q, want %q", tt.address, a.Headline, tt.want)
		}
	}
}

func TestSiteNamesAreCut(t *testing.T) {
	const line = "Zinsen setzen dem Dax weiter zu"
	for _, tt := range []struct{ name, title, address string }{
		{"written out in the domain", line + " | Börsen-Zeitung", "https://www.boersen-zeitung.example/x"},
		{"a day behind it", line + " | Ufer | 28.04.2026", "https://www.ufer.example/x"},
		{"a day behind it, dashes", line + " – Ufer – 2026-04-28", "https://www.ufer.example/x"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			if a := mustPage(t, document("<title>"+tt.title+"</title>", "<article>"+twoParagraphs+"</article>"), tt.address); a.Headline != line {
				t.Errorf("Headline = %q, want %q", a.Headline, line)
			}
		})
	}
	const dated = "Nach dem Hochwasser: Was offen bleibt | 28.04.2026"
	if a := mustPage(t, document("<title>"+dated+"</title>", "<article>"+twoParagraphs+"</article>"), "https://ufer.example/x"); a.Headline != dated {
		t.Errorf("Headline = %q, want %q", a.Headline, dated)
	}
}

func TestSectionsAreCut(t *testing.T) {
	for _, tt := range []struct{ title, address, want string }{
		{"Neue Pumpen für das Tal - Innenstadt Nord", "https://ufer.example/lokales/innenstadt-nord/pumpen", "Neue Pumpen für das Tal"},
		{"밤새 강물이 불어나 다리가 잠겼다-정치", "https://ufer.example/a/1", "밤새 강물이 불어나 다리가 잠겼다"},
		{"夜间河水上涨淹没桥梁_天气", "https://ufer.example/a/1", "夜间河水上涨淹没桥梁"},
		{"Håb om erstatning løfter Norwegian-aktie", "https://ufer.example/a/1", "Håb om erstatning løfter Norwegian-aktie"},
		{"Der Kanzler und seine SPD-Politik", "https://ufer.example/a/1", "Der Kanzler und seine SPD-Politik"},
		// The step before a number is the article's own.
		{"Ein bisschen Fortschritt - Selbstbestimmung", "https://ufer.example/selbstbestimmung/!5928/", "Ein bisschen Fortschritt - Selbstbestimmung"},
	} {
		a := mustPage(t, document(says("", tt.title, ""), "<article>"+twoParagraphs+"</article>"), tt.address)
		if a.Headline != tt.want {
			t.Errorf("Headline of %q = %q, want %q", tt.title, a.Headline, tt.want)
		}
	}
}

// Sections and site names behind separators are cut from a stated headline if
// the page shows what is left as a line of its own.
func TestStatedHeadlineIsCutToTheShownOne(t *testing.T) {
	const line = "過年看醫師 健保局告訴你上哪找"
	for _, tt := range []struct{ name, line, title, want string }{
		{"shown", line, line + " | 醫藥新聞 | 健康醫藥 | 聯合新聞網", line},
		{"not shown", "健康醫藥", line + " | 醫藥新聞 | 健康醫藥 | 聯合新聞網", line + " | 醫藥新聞 | 健康醫藥 | 聯合新聞網"},
		{"shown whole", "Nach der Flut im Tal – was offen bleibt", "Nach der Flut im Tal – was offen bleibt", "Nach der Flut im Tal – was offen bleibt"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			a := mustPage(t, document("<title>"+tt.title+"</title>", "<div class=line>"+tt.line+"</div><div>"+twoParagraphs+"</div>"), "https://ufer.example/x")
			if a.Headline != tt.want {
				t.Errorf("Headline = %q, want %q", a.Headline, tt.want)
			}
		})
	}
}

// What a page states may be its section or its site only.
func TestHeadlineOfAPageThatStatesItsSection(t *testing.T) {
	const line, site = "Κανένας θάνατος από την πλημμύρα στην κοιλάδα", `<title>Η Εφημερίδα</title><meta property="og:site_name" content="Η Εφημερίδα">`
	for _, tt := range []struct{ name, head, body, want, source string }{
		{"a section to share", says("", "ΕΛΛΑΔΑ", line+" | ειδησεις , ελλαδα | Ufer"), "<h1>Από 170€</h1><h2>ΕΛΛΑΔΑ</h2>", line + " | ειδησεις , ελλαδα", "title"},
		{"a short headline behind the site's part", says("", "首相辞任", "ニュース｜首相辞任"), "", "首相辞任", "meta og:title"},
		{"another headline, and one h1 outside an article", says("", "Abolicja dla obcych - rozmowa", ""), "<h1>Mafia z gór to popkulturowy mit</h1>", "Mafia z gór to popkulturowy mit", "h1"},
		{"a line marked as the title", site, "<table><tr><td class=title_xbig>" + line + "</td></tr></table>", line, "text"},
		{"two lines marked", site, "<div class=title>" + line + "</div><div class=title>Δεύτερη είδηση με άλλα λόγια εδώ</div>", "Η Εφημερίδα", "title"},
		{"a caption marked", site, "<figure><img src=/a.jpg><figcaption class=title>" + line + "</figcaption></figure>", "Η Εφημερίδα", "title"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			a := mustPage(t, document(tt.head, "<div>"+tt.body+twoParagraphs+"</div>"), "https://www.ufer.example/x")
			if a.Headline != tt.want || a.Sources.Headline != tt.source {
				t.Errorf("Headline = %q from %s, want %q from %s", a.Headline, a.Sources.Headline, tt.want, tt.source)
			}
		})
	}
}

// A page may state its headline in Latin letters only, for search engines.
func TestHeadlineInTheReadersScript(t *testing.T) {
	const stated = "Dariya Ki Kahani - Special Article"
	for _, tt := range []struct{ name, stated, body, want string }{
		{"Urdu", stated, "<h1>دریا کی کہانی</h1>", "دریا کی کہانی"},
		{"Hindi", stated, "<h1>नदी की कहानी</h1>", "नदी की कहानी"},
		{"the site's logo", stated, "<h1><a href=/>اردو پوسٹ</a></h1>", stated},
		{"the head of the page", stated, "<header><h1>اردو پوسٹ</h1></header>", stated},
		{"stated in both", "دریا کی ایک اور لمبی کہانی ابھی باقی ہے", "<h1>تازہ ترین</h1>", "دریا کی ایک اور لمبی کہانی ابھی باقی ہے"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			a := mustPage(t, document(says("", tt.stated, ""), tt.body+"<div>"+twoParagraphs+"</div>"), "https://ufer.example/x")
			if a.Headline != tt.want {
				t.Errorf("Headline = %q, want %q", a.Headline, tt.want)
			}
		})
	}
}

// A label that is cut from the headline still says what kind of text it is.
func TestLabelOfHeadlineIsItsGenre(t *testing.T) {
	a := mustPage(t, document("", "<article><h1>Interview | The river should be left alone</h1>"+twoParagraphs+"</article>"), "https://ufer.example/x")
	if a.Headline != "The river should be left alone" || a.Genre != "interview" {
		t.Errorf("Headline, Genre = %q, %q, want one without its label, and interview", a.Headline, a.Genre)
	}
}

func TestStatedHeadline(t *testing.T) {
	const shown, other, third = "Council votes for two more stations", "Pumps in Ostrand: all you need to know", "You won't believe these pumps"
	for _, tt := range []struct{ name, head, body, want string }{
		{"all agree", says(shown, shown, shown), "", shown},
		{"og:title repeats the heading", says(other, shown, other), "", shown},
		{"JSON-LD repeats the heading", says(shown, other, shown), "", shown},
		{"both differ from the heading alike", says(other, other, shown), "", other},
		{"all differ", says(other, third, shown), "", other},
		{"no JSON-LD", says("", third, shown), "", third},
		{"microdata marks the heading", says("", third, shown), `<div itemscope itemtype="https://schema.org/NewsArticle"><meta itemprop="headline" content="` + shown + `"></div>`, third},
		{"a section behind it", says("", shown+" - Valley - Talblatt // TB.Example", ""), "", shown},
		{"more words", says("", shown+": a first look", ""), "", shown + ": a first look"},
		{"a kicker more", says("After the flood: "+shown, "", shown), "", shown},
		{"nothing stated", "", "", shown},
		{"the site's name", `<meta property="og:site_name" content="Ufer Post">` + says("", "Ufer Post", ""), "", shown},
	} {
		t.Run(tt.name, func(t *testing.T) {
			a := mustPage(t, document(tt.head, "<article><h1>"+shown+"</h1>"+twoParagraphs+"</article>"+tt.body), "https://ufer.example/x")
			if a.Headline != shown || a.Stated != tt.want {
				t.Errorf("Headline, Stated = %q, %q, want %q, %q", a.Headline, a.Stated, shown, tt.want)
			}
		})
	}
}

func TestEveryVariantNamesItsSource(t *testing.T) {
	head := `<title>Pumps: title element | Ufer Post</title><meta property="og:title" content="Pumps: shared"><meta name="twitter:title" content="Pumps: posted">
		<meta property="og:site_name" content="Ufer Post"><script type="application/ld+json">{"@type":"NewsArticle","headline":"Pumps: searched","alternativeHeadline":"Pumps: short"}</script>`
	a := mustPage(t, document(head, "<article><h1>Council votes for two more stations</h1>"+twoParagraphs+"</article>"), "https://ufer.example/x")
	want := []Variant{{"Pumps: searched", "json-ld"}, {"Pumps: shared", "meta og:title"}, {"Pumps: title element", "title"},
		{"Pumps: short", "json-ld alternativeHeadline"}, {"Pumps: posted", "meta twitter:title"}}
	if diff := cmp.Diff(want, a.Variants); diff != "" {
		t.Errorf("Variants (-want +got):\n%s", diff)
	}
}
