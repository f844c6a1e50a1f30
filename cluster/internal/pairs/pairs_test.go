package pairs

import (
	"fmt"
	"testing"
	"time"
)

var noon = time.Date(2026, 3, 10, 12, 0, 0, 0, time.UTC)

// fill gives a stream a past, so that words have frequencies.
func fill(s *Stream) {
	for i := range 150 {
		s.Add(Input{ID: int64(1000 + i), Time: noon, Language: "en",
			Title: fmt.Sprintf("Council of Town%c%c plans a road", 'a'+i%26, 'a'+i/7%26),
			Text:  "The council spoke about a road on Tuesday, and the mayor said that the money would come in autumn."})
	}
}

func compare(t *testing.T, a, b Input) (Vector, bool) {
	t.Helper()
	s := NewStream(4 * 24 * 3600)
	fill(s)
	x, _ := s.Add(a)
	y, near := s.Add(b)
	var v, w Vector
	ok := Compare(x, y, &v)
	if back := Compare(y, x, &w); back != ok || v != w {
		t.Errorf("Compare is not symmetric: %v %v, %v %v", v, ok, w, back)
	}
	found := false
	for _, n := range near {
		found = found || n.Article == x
	}
	if ok && !found {
		t.Errorf("%q is not among the neighbours of %q", a.Title, b.Title)
	}
	return v, ok
}

func in(lang, title, text string) Input {
	return Input{ID: int64(len(title)), Time: noon, Language: lang, Outlet: lang + ".example", Title: title, Text: text}
}

func TestCompare(t *testing.T) {
	dam := in("en", "Dam breaks above Orvelle, 17 missing", "A dam in northern Peru gave way; seventeen people are missing near Orvelle.")
	v, ok := compare(t, dam, in("en", "Mud hits Orvelle after dam gives way", "Rescuers in Peru look for 17 people near Orvelle."))
	if !ok || v[fNumbers] != 1 || v[fRareName] == 0 || v[fLandsShared] != 1 || v[fAcross] != 0 || v[fPlaces] != 1 {
		t.Errorf("two reports of one dam = %v, %v", v, ok)
	}
	if _, ok := compare(t, dam, in("en", "Striker signs for Lech", "The forward will play in Poznan from summer on.")); ok {
		t.Error("unrelated articles of one language are judged, want no evidence")
	}
	v, ok = compare(t, dam, in("ru", "В Перу прорвало плотину над Орвелле, 17 пропали", "Семнадцать человек пропали без вести у деревни Орвелле."))
	if !ok || v[fAcross] != 1 || v[fNameSkelCount] < 1 || v[fLandsShared] != 1 || v[fTitleNumbers] != 1 {
		t.Errorf("the dam in Russian = %v, %v", v, ok)
	}
	if _, ok = compare(t, dam, in("ru", "Банк сохранил ставку", "Центральный банк оставил ставку без изменений.")); ok {
		t.Error("unrelated articles of two languages are judged, want no evidence")
	}
}

func TestCompareTemplates(t *testing.T) {
	a := in("en", "Exchange rates today: dollar at 41.20", "The dollar opened at 41.20 lira.")
	b := in("en", "Exchange rates today: dollar at 41.35", "The dollar opened at 41.35 lira.")
	b.Time = noon.Add(24 * time.Hour)
	if _, ok := compare(t, a, b); ok {
		t.Error("rates of two days may be one event")
	}
	b.Time = noon.Add(time.Hour)
	if _, ok := compare(t, a, b); !ok {
		t.Error("a correction within the hour is no evidence")
	}
	c := in("en", "Rovers 2-1 City: match report", "Rovers beat City at Mill Lane in the quarter-final.")
	d := in("en", "United 0-0 Athletic: match report", "United and Athletic drew at Quay Park in the quarter-final.")
	if _, ok := compare(t, c, d); ok {
		t.Error("two matches may be one event")
	}
}

func TestExpireAndRemove(t *testing.T) {
	s := NewStream(3600)
	a, _ := s.Add(in("en", "Orvelle dam breaks", ""))
	later := in("en", "Orvelle dam broke", "")
	later.Time = noon.Add(30 * time.Minute)
	b, near := s.Add(later)
	if len(near) != 1 || near[0].Article != a {
		t.Fatalf("%d neighbours, want the first article", len(near))
	}
	s.Remove(b)
	later.Time = noon.Add(2 * time.Hour)
	s.Add(later)
	if old := s.Expire(); len(old) != 1 || old[0] != a {
		t.Errorf("Expire returned %d articles, want the first alone", len(old))
	}
	if _, near := s.Add(later); len(near) != 1 {
		t.Errorf("%d neighbours, want one: the others are gone", len(near))
	}
}

func TestCleanTitle(t *testing.T) {
	for _, tt := range []struct{ in, outlet, want string }{
		{"Dam breaks above Orvelle | The Daily Star", "dailystar.example", "Dam breaks above Orvelle"},
		{"Dam breaks above Orvelle - Daily Star", "dailystar.com", "Dam breaks above Orvelle"},
		{"Rovers - City", "", "Rovers - City"},
		{"WATCH: Dam breaks", "", "Dam breaks"},
		{"Sports | Rovers win the derby at Mill Lane", "", "Rovers win the derby at Mill Lane"},
		{"Minister: no dam is safe", "", "Minister: no dam is safe"},
	} {
		if got := cleanTitle(tt.in, tt.outlet); got != tt.want {
			t.Errorf("cleanTitle(%q, %q) = %q, want %q", tt.in, tt.outlet, got, tt.want)
		}
	}
}

func TestStem(t *testing.T) {
	for _, group := range [][]string{{"bomb", "bombs", "bombed", "bombing"}, {"ministries", "ministry"}, {"strike", "strikes", "striking"}} {
		for _, w := range group[1:] {
			if got, want := stem("en", w), stem("en", group[0]); got != want {
				t.Errorf("stem(%q) = %q, want %q as of %q", w, got, want, group[0])
			}
		}
	}
	if got := stem("es", "ceremonia"); got != "ceremo" {
		t.Errorf("stem(es, ceremonia) = %q, want ceremo", got)
	}
}

func FuzzAdd(f *testing.F) {
	f.Add("ru", "В Перу 17\xff", "Iran's 4,120")
	f.Fuzz(func(t *testing.T, lang, title, text string) {
		s := NewStream(3600)
		a, _ := s.Add(Input{ID: 1, Time: noon, Language: lang, Title: title, Text: text})
		b, _ := s.Add(Input{ID: 2, Time: noon, Language: "en", Title: text, Text: title})
		var v Vector
		Compare(a, b, &v)
		for i, x := range v {
			if x != x {
				t.Fatalf("feature %s is no number", Features[i].Name)
			}
		}
	})
}
