package extract

import (
	"testing"
	"time"
)

func TestLabelledDate(t *testing.T) {
	for _, tt := range []struct {
		in, want string
		label    dateLabel
	}{
		{"Published: 3 May 2026", "3 May 2026", datePublished},
		{"3 May 2026, updated 5 May 2026", "3 May 2026", dateBare},
		{"Updated 11:22 PM ET, Tue November 29, 2016", "11:22 PM ET, Tue November 29, 2016", dateChanged},
		{"Published 3 May 2026 | Updated 5 May 2026", "3 May 2026", datePublished},
		{"Erstellt am: 01.11.2023", "01.11.2023", datePublished},
		{"Datum: 19.11.2021 Autor: Jan Roth Quelle: Ufer", "19.11.2021", datePublished},
		{"Stand: 28.04.2026 11:52 Uhr", "28.04.2026 11:52 Uhr", dateChanged},
		{"Candidates met on 3 May 2026", "Candidates met on 3 May 2026", dateBare},
		{"公開日：2026年5月3日", "2026年5月3日", datePublished},
		{"Опубликовано: 3 мая 2026", "3 мая 2026", datePublished},
		{"تاريخ النشر: 3 مايو 2026", "3 مايو 2026", datePublished},
	} {
		if got, label := labelledDate(tt.in); got != tt.want || label != tt.label {
			t.Errorf("labelledDate(%q) = %q, %d, want %q, %d", tt.in, got, label, tt.want, tt.label)
		}
	}
}

func TestDayOfAddress(t *testing.T) {
	for _, tt := range []struct{ in, want string }{
		{"https://a.example/2026/03/09/pumps", "2026-03-09"},
		{"https://a.example/20260309/pumps", "2026-03-09"},
		{"https://a.example/world/2026/mar/09/pumps", "2026-03-09"},
		{"https://a.example/world/2026/March/9/pumps", "2026-03-09"},
		{"https://a.example/pumps-2026-03-09", "2026-03-09"},
		{"https://a.example/2026/13/09/pumps", ""},
		{"https://a.example/2026/02/30/pumps", ""},
		{"https://a.example/pumps", ""},
	} {
		got := ""
		if d, ok := dayOfAddress(tt.in); ok {
			got = d.Time.Format(time.DateOnly)
		}
		if got != tt.want {
			t.Errorf("dayOfAddress(%q) = %q, want %q", tt.in, got, tt.want)
		}
	}
}

// TestZoneOfReaders checks that a moment stated in UTC is told in the zone of
// the page's readers, as its date line or the outlet's country gives it.
func TestZoneOfReaders(t *testing.T) {
	berlin, err := time.LoadLocation("Europe/Berlin")
	if err != nil {
		t.Fatal(err)
	}
	newYork, err := time.LoadLocation("America/New_York")
	if err != nil {
		t.Fatal(err)
	}
	for _, tt := range []struct {
		name, stated, line string
		loc                *time.Location
		want               string
	}{
		{"the outlet's zone", "2026-05-03T22:30:00Z", "", berlin, "2026-05-04T00:30:00+02:00"},
		{"a stated offset stays", "2026-05-03T22:30:00-07:00", "", berlin, "2026-05-03T22:30:00-07:00"},
		{"no outlet", "2026-05-03T22:30:00Z", "", nil, "2026-05-03T22:30:00Z"},
		{"the hour of the date line", "2026-11-09T06:35:00Z", "Posted: Nov 8, 2026 / 10:35 PM", newYork, "2026-11-08T22:35:00-08:00"},
		{"the page shows UTC", "2026-05-03T19:40:00-05:00", "4 May 2026 12:40 a.m.", newYork, "2026-05-04T00:40:00Z"},
		{"the day of the date line", "2026-05-03T22:30:00Z", "3 May 2026", berlin, "2026-05-03T22:30:00Z"},
		{"the day of the date line at home", "2026-05-03T22:30:00Z", "4. Mai 2026", berlin, "2026-05-04T00:30:00+02:00"},
		{"the day of a change", "2026-05-03T22:30:00Z", "Updated 3 May 2026", berlin, "2026-05-04T00:30:00+02:00"},
		{"the hour of a time element", "2026-11-09T05:30:59Z", `Politics | <time datetime="2026-11-08 23:30:59">November 8, 2026 at 11:30 p.m.</time>`, newYork, "2026-11-08T23:30:59-06:00"},
		{"a time element in GMT", "2026-04-28T22:57:38Z", `Radio <time datetime="2026-04-28T22:57">22:57 GMT 28.04.2026</time>`, berlin, "2026-04-28T22:57:38Z"},
		{"a date line with another minute", "2026-11-09T06:35:00Z", "Posted: Nov 8, 2026 / 10:31 PM", newYork, "2026-11-09T01:35:00-05:00"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			page := document(`<title>Pumps</title><meta property="article:published_time" content="`+tt.stated+`">`,
				"<article><h1>Pumps</h1><p>"+tt.line+"</p>"+twoParagraphs+"</article>")
			a, err := Page([]byte(page), "https://a.example/pumps", Options{Location: tt.loc})
			if err != nil {
				t.Fatal(err)
			}
			if got := a.Published.Time.Format(time.RFC3339); got != tt.want {
				t.Errorf("Published = %s, want %s", got, tt.want)
			}
		})
	}
}

// TestDayOfAddressAtHome checks that a day in the address begins where the
// outlet is, as other days do.
func TestDayOfAddressAtHome(t *testing.T) {
	newYork, err := time.LoadLocation("America/New_York")
	if err != nil {
		t.Fatal(err)
	}
	page := document("<title>Pumps</title>", "<article><h1>Pumps</h1>"+twoParagraphs+"</article>")
	a, err := Page([]byte(page), "https://a.example/2026/05/03/pumps", Options{Location: newYork})
	if err != nil {
		t.Fatal(err)
	}
	if got, want := a.Published.Time.Format(time.RFC3339), "2026-05-03T00:00:00-04:00"; got != want {
		t.Errorf("Published = %s, want %s", got, want)
	}
}

// TestLocalTimeAsUTC checks that of two statements of one moment the one that
// gives the outlet's local time as UTC is not believed.
func TestLocalTimeAsUTC(t *testing.T) {
	sydney, err := time.LoadLocation("Australia/Sydney")
	if err != nil {
		t.Fatal(err)
	}
	for _, tt := range []struct{ name, object, tag, want string }{
		{"the object is local", "2026-04-25T07:25:06Z", "2026-04-24T21:25:06+00:00", "2026-04-25T07:25:06+10:00"},
		{"the same", "2026-04-24T21:25:06Z", "2026-04-24T21:25:06+00:00", "2026-04-25T07:25:06+10:00"},
		{"another moment", "2026-04-25T07:25:06Z", "2026-04-24T21:25:00+00:00", "2026-04-25T17:25:06+10:00"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			page := document(`<title>Pumps</title><meta property="article:published_time" content="`+tt.tag+`">`+
				`<script type="application/ld+json">{"@type":"NewsArticle","headline":"Pumps","datePublished":"`+tt.object+`"}</script>`,
				"<article><h1>Pumps</h1>"+twoParagraphs+"</article>")
			a, err := Page([]byte(page), "https://a.example/pumps", Options{Location: sydney})
			if err != nil {
				t.Fatal(err)
			}
			if got := a.Published.Time.Format(time.RFC3339); got != tt.want {
				t.Errorf("Published = %s, want %s", got, tt.want)
			}
		})
	}
}

// TestContradictedDates checks that no date is given where the page states one
// and shows another, and how sure the others are.
func TestContradictedDates(t *testing.T) {
	const published, modified = "2026-05-03T10:00:00Z", "2026-05-07T09:00:00Z"
	for _, tt := range []struct {
		name, address, line, extra, want string
		sure                             float64
	}{
		{"the day is shown", "/p", "3 May 2026", "", "2026-05-03", sureShown},
		{"nothing is shown", "/p", "", "", "2026-05-03", sureStated},
		{"the change is shown as such", "/p", "Updated: 7 May 2026", "", "2026-05-03", sureStated},
		{"the change is shown as the date", "/p", "7 May 2026", "", "", 0},
		{"both are shown", "/p", "3 May 2026</p><p>7 May 2026", "", "2026-05-03", sureShown},
		{"the address has the day", "/2026/05/03/p", "7 May 2026", "", "2026-05-03", sureShown},
		{"a day that nothing confirms", "/p", "12 May 2026", "", "2026-05-03", sureStated},
		{"a day that a tag confirms", "/p", "12 May 2026", `<meta name="date" content="2026-05-12">`, "", 0},
		{"the day of the printed paper", "/p", "4 May 2026", `<meta name="date" content="2026-05-04">`, "2026-05-03", sureStated},
	} {
		t.Run(tt.name, func(t *testing.T) {
			page := document(`<title>Pumps</title>`+tt.extra+`<script type="application/ld+json">{"@type":"NewsArticle","headline":"Pumps","datePublished":"`+
				published+`","dateModified":"`+modified+`"}</script>`, "<article><h1>Pumps</h1><p>"+tt.line+"</p>"+twoParagraphs+"</article>")
			a := mustPage(t, page, "https://a.example"+tt.address)
			got := ""
			if !a.Published.Time.IsZero() {
				got = a.Published.Time.Format(time.DateOnly)
			}
			if got != tt.want || a.Published.Confidence != tt.sure {
				t.Errorf("Published = %q with %.2f, want %q with %.2f", got, a.Published.Confidence, tt.want, tt.sure)
			}
			if got := a.Modified.Time.Format(time.DateOnly); got != "2026-05-07" {
				t.Errorf("Modified = %s, want 2026-05-07", got)
			}
		})
	}
}

// TestDateLinesOfLanguages reads date lines as papers write them.
func TestDateLinesOfLanguages(t *testing.T) {
	for _, tt := range []struct{ lang, line, want string }{
		{"de", "Veröffentlicht am 3. Mai 2026, 14:05 Uhr", "2026-05-03"},
		{"fr", "Publié le 3 mai 2026 à 14h05, modifié le 5 mai 2026 à 9h10", "2026-05-03"},
		{"es", "Publicado el 3 de mayo de 2026 a las 14:05", "2026-05-03"},
		{"pt-BR", "Publicado em 03/05/2026 às 14h05", "2026-05-03"},
		{"pl", "Opublikowano: 3 maja 2026, 14:05", "2026-05-03"},
		{"cs", "Publikováno 3. května 2026 14:05", "2026-05-03"},
		{"hu", "Megjelent: 2026. május 3. 14:05", "2026-05-03"},
		{"fi", "Julkaistu 3.5.2026 klo 14.05", "2026-05-03"},
		{"tr", "Yayınlanma: 03.05.2026 14:05 Güncelleme: 05.05.2026 09:10", "2026-05-03"},
		{"ru", "Опубликовано 3 мая 2026, 14:05", "2026-05-03"},
		{"uk", "Опубліковано: 3 травня 2026, 14:05", "2026-05-03"},
		{"el", "Δημοσιεύτηκε: 3 Μαΐου 2026, 14:05", "2026-05-03"},
		{"ar", "تاريخ النشر: 3 أيار/مايو 2026", "2026-05-03"},
		{"fa", "۱۳ اردیبهشت ۱۴۰۵ - ۱۴:۰۵", "2026-05-03"},
		{"he", "פורסם: 3 במאי 2026", "2026-05-03"},
		{"hi", "प्रकाशित: 3 मई 2026, 14:05", "2026-05-03"},
		{"bn", "প্রকাশ: ০৩ মে ২০২৬, ১৪:০৫", "2026-05-03"},
		{"ne", "२०८३ वैशाख २०", "2026-05-03"},
		{"th", "เผยแพร่: 3 พฤษภาคม 2569 14:05", "2026-05-03"},
		{"ja", "公開日：2026年5月3日 14時05分", "2026-05-03"},
		{"zh", "发布时间：2026年05月03日 14:05", "2026-05-03"},
		{"zh-TW", "發布 2026/05/03 14:05", "2026-05-03"},
		{"ko", "입력 2026.05.03 14:05 수정 2026.05.05 09:10", "2026-05-03"},
		{"vi", "Ngày đăng: 03/05/2026 14:05", "2026-05-03"},
		{"id", "Diterbitkan 3 Mei 2026 14:05 WIB", "2026-05-03"},
	} {
		t.Run(tt.lang, func(t *testing.T) {
			page := `<!doctype html><html lang="` + tt.lang + `"><head><meta charset="utf-8"><title>Pumps</title></head><body><article><h1>Pumps</h1><p>` +
				tt.line + "</p>" + twoParagraphs + "</article></body></html>"
			got := mustPage(t, page, "https://a.example/p").Published.Time
			if got.Format(time.DateOnly) != tt.want {
				t.Errorf("Published of %q = %s, want %s", tt.line, got.Format(time.DateOnly), tt.want)
			}
		})
	}
}

func TestVisibleDates(t *testing.T) {
	for _, tt := range []struct{ name, address, before, after, want, source string }{
		{"published before updated", "https://a.example/p", "<p>3 May 2026, updated 5 May 2026</p>", "", "2026-05-03", "text"},
		{"address before an update", "https://a.example/2026/05/03/p", "<p>Updated 11:22 PM, Tue May 5, 2026</p>", "", "2026-05-03", "address"},
		{"a byline with its date", "https://a.example/p", "<p>By Rosa Lindt | May 3, 2026 7:15 AM EDT</p>", "", "2026-05-03", "text"},
		{"a study's date in the standfirst", "https://a.example/p", "<p>The weir was described in a study published by the university of Ostrand together with the water board on May 3, 2026.</p>", "", "", ""},
		{"two dates between strokes", "https://a.example/p", "<p>May 3, 2026 | May 5, 2026</p>", "", "", ""},
		{"a labelled date in a longer line", "https://a.example/p", "<p>By Rosa Lindt, Contributing Writer, Ufer Post Published: May 3, 2026 Reviewed by Abel Marsh, MD; Associate Professor of Medicine at the University of Ostrand</p>",
			"", "2026-05-03", "text"},
		{"a labelled line behind the text", "https://a.example/p", "", "<p>Erstellt am: 03.05.2026</p>", "2026-05-03", "text"},
		{"a day in the address that the page does not show", "https://a.example/2026/05/04/p", "<p>3 May 2026</p>", "", "2026-05-03", "text"},
		{"nothing but a change stated", "https://a.example/p", `<script type="application/ld+json">{"@type":"NewsArticle","dateModified":"2026-05-03T10:00:00+05:30"}</script>`, "", "2026-05-03", "json-ld modified"},
		{"an unlabelled line behind the text", "https://a.example/p", "", "<p>The director said that work would begin after the harvest and that the road would stay open for buses.</p>" +
			"<p>Two hamlets downstream asked for a station of their own and were told to wait for the next budget.</p><p>03.05.2026</p>", "", ""},
	} {
		t.Run(tt.name, func(t *testing.T) {
			page := document("<title>Pumps</title>", "<article><h1>Pumps</h1>"+tt.before+twoParagraphs+tt.after+"</article>")
			a := mustPage(t, page, tt.address)
			got := ""
			if !a.Published.Time.IsZero() {
				got = a.Published.Time.Format(time.DateOnly)
			}
			if got != tt.want || a.Sources.Published != tt.source {
				t.Errorf("Published = %s from %q, want %s from %q", got, a.Sources.Published, tt.want, tt.source)
			}
		})
	}
}
