package date

import (
	"testing"
	"time"
)

func FuzzParse(f *testing.F) {
	for _, s := range []string{
		"Tue, 10 Mar 2026 18:30:00 +0100", "2026-03-10T18:30:00.123Z", "20260310T183000Z", "令和8年3月10日", "10 มี.ค. 69",
		"۱۴۰۴/۱۲/۲۹ ۱۲:۰۰", "10 كانون الثاني 2026", "ngày 10 tháng 3 năm 2026", "二〇二六年三月十日", "10 Jan 2026 12:00 America/New_York",
		"99999999999999999999:99:99", "1e9", "10.10.10.10.10", "20 رمضان 1447", "Mon, 23 Nov 2026 10:00:00 EST5EDT", "十年十月十日",
	} {
		f.Add(s, "en")
	}
	f.Add("10 mar 2026", "fi-FI")
	f.Fuzz(func(t *testing.T, s, language string) {
		d, ok := Parse(s, Options{Language: language})
		if !ok {
			return
		}
		if y := d.Time.Year(); y < minYear-1 || y > maxYear+1 {
			t.Errorf("Parse(%q, %q) = year %d", s, language, y)
		}
		again, ok := Parse(d.Time.UTC().Format(time.RFC3339Nano), Options{})
		if ok && !again.Time.Equal(d.Time) {
			t.Errorf("Parse(%q) = %s, written and read again %s", s, d.Time, again.Time)
		}
	})
}

func BenchmarkParse(b *testing.B) {
	for _, s := range []string{"Tue, 10 Mar 2026 18:30:00 +0100", "2026-03-10T18:30:00Z", "10 березня 2026, 18:30"} {
		b.Run(s, func(b *testing.B) {
			for range b.N {
				Parse(s, Options{Language: "uk"})
			}
		})
	}
}

// TestNamesAgreeWithEnglish guards the rule that English names come first: no
// language may have one of them in full for another month.
func TestNamesAgreeWithEnglish(t *testing.T) {
	n := dictionary()
	if len(n.byLanguage) < 80 {
		t.Fatalf("%d languages have month names, want at least 80", len(n.byLanguage))
	}
	for lang, table := range n.byLanguage {
		for name, m := range table {
			if e, ok := n.byLanguage["en"][name]; ok && e != m {
				t.Errorf("%q is month %d in %s and %d in English", name, m.number, lang, e.number)
			}
		}
	}
}

// TestHijri converts only the days on which both reckonings agree.
func TestHijri(t *testing.T) {
	agreed := 0
	for m := 1; m <= 12; m++ {
		for d := 1; d <= 29; d++ {
			got, ok := fromHijri(1447, m, d)
			if !ok {
				continue
			}
			agreed++
			if got.year < 2025 || got.year > 2026 {
				t.Errorf("fromHijri(1447, %d, %d) = %v", m, d, got)
			}
		}
	}
	if agreed == 0 {
		t.Error("no day of 1447 is certain")
	}
	if got, ok := fromHijri(1, 1, 1); ok {
		t.Errorf("fromHijri(1, 1, 1) = %v, want none", got)
	}
}

// TestJalaliYears checks every New Year's day of a cycle: 20 or 21 March, and
// a year of 365 or 366 days between them.
func TestJalaliYears(t *testing.T) {
	for y := 1380; y < 1413; y++ {
		a, ok := fromJalali(y, 1, 1)
		b, ok2 := fromJalali(y+1, 1, 1)
		if !ok || !ok2 || a.month != 3 || a.day < 20 || a.day > 21 {
			t.Errorf("1 Farvardin %d = %v, %t", y, a, ok && ok2)
		}
		start := time.Date(a.year, time.Month(a.month), a.day, 0, 0, 0, 0, time.UTC)
		end := time.Date(b.year, time.Month(b.month), b.day, 0, 0, 0, 0, time.UTC)
		if days := int(end.Sub(start).Hours() / 24); days != 365 && days != 366 {
			t.Errorf("year %d has %d days", y, days)
		}
	}
}

// TestCommonAgrees holds the short way for the two commonest forms against the
// reader of all forms.
func TestCommonAgrees(t *testing.T) {
	start := time.Date(1999, 12, 31, 23, 59, 59, 0, time.UTC)
	for i := range 400 {
		moment := start.Add(time.Duration(i) * 613 * time.Hour).In(time.FixedZone("", (i%27-13)*1800))
		for _, layout := range []string{time.RFC1123Z, time.RFC3339, "Mon, 02 Jan 2006 15:04:05 GMT"} {
			s := moment.Format(layout)
			a, ok := parseCommon(s)
			b, ok2 := parseAny(s, Options{})
			if !ok || !ok2 || !a.Time.Equal(b.Time) || !a.HasZone || !b.HasZone {
				t.Errorf("parseCommon(%q) = %v, %t; parseAny = %v, %t", s, a.Time, ok, b.Time, ok2)
			}
		}
	}
	for _, s := range []string{"Tue, 31 Feb 2026 18:30:00 +0100", "Tue, 10 Foo 2026 18:30:00 +0100", "2026-13-10T18:30:00Z", "2026-03-10T24:30:00Z", "Tue, 10 Mar 2026 18:30:00 +9900"} {
		if d, ok := parseCommon(s); ok {
			t.Errorf("parseCommon(%q) = %v, want none", s, d.Time)
		}
	}
}
