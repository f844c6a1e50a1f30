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

func TestVisibleDates(t *testing.T) {
	for _, tt := range []struct{ name, address, before, after, want, source string }{
		{"published before updated", "https://a.example/p", "<p>3 May 2026, updated 5 May 2026</p>", "", "2026-05-03", "text"},
		{"address before an update", "https://a.example/2026/05/03/p", "<p>Updated 11:22 PM, Tue May 5, 2026</p>", "", "2026-05-03", "address"},
		{"a labelled line behind the text", "https://a.example/p", "", "<p>Erstellt am: 03.05.2026</p>", "2026-05-03", "text"},
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
