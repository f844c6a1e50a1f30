package read

import (
	"testing"
	"time"

	"github.com/overview-news/overview/internal/news"
)

func TestAgo(t *testing.T) {
	now := time.Date(2026, 3, 2, 12, 0, 0, 0, time.UTC)
	for _, tt := range []struct {
		before time.Duration
		want   string
	}{
		{10 * time.Second, "just now"},
		{61 * time.Second, "1 min ago"},
		{59 * time.Minute, "59 min ago"},
		{23*time.Hour + 59*time.Minute, "23 h ago"},
		{25 * time.Hour, "1 Mar, 11:00"},
		{400 * 24 * time.Hour, "26 Jan 2025"},
		{-time.Hour, "2 Mar, 13:00"},
	} {
		m := Moment{Time: now.Add(-tt.before), Now: now}
		if got := m.Ago(); got != tt.want {
			t.Errorf("Ago of %v before now = %q, want %q", tt.before, got, tt.want)
		}
	}
}

// An article without a date is dated by when it was first seen, whatever
// orders it in lists.
func TestUndated(t *testing.T) {
	seen := time.Date(2026, 3, 2, 12, 0, 0, 0, time.UTC)
	a := news.Article{Country: "US", Published: seen.AddDate(-20, 0, 0), DateGuessed: true, Seen: seen}
	var p Article
	p.setTimes(&Reader{}, a)
	if want := "Monday 2 March 2026, 07:00 EST"; p.Local != want {
		t.Errorf("setTimes of an undated article = %q, want %q", p.Local, want)
	}
}

func TestCursor(t *testing.T) {
	at := news.Cursor{Time: time.Date(2026, 3, 2, 12, 0, 0, 5e6, time.UTC), ID: 71}
	if got := ParseCursor(CursorText(at)); got != at {
		t.Errorf("ParseCursor(CursorText(%v)) = %v", at, got)
	}
	for _, s := range []string{"", "-", "x", "!-1", "1-", "-1-1", "1--1", "zzzzzzzzzzzzzzzz-1", "1-0", "zzzzzzzzzzz-1"} {
		if got := ParseCursor(s); !got.IsZero() {
			t.Errorf("ParseCursor(%q) = %v, want the start", s, got)
		}
	}
}

func FuzzParseCursor(f *testing.F) {
	f.Add("mm9x-1z")
	f.Fuzz(func(t *testing.T, s string) {
		c := ParseCursor(s)
		if again := ParseCursor(CursorText(c)); again != c {
			t.Errorf("ParseCursor(%q) = %v, written and read again %v", s, c, again)
		}
	})
}

func TestNumber(t *testing.T) {
	for _, tt := range []struct {
		n    int
		want string
	}{{0, "0"}, {999, "999"}, {1000, "1,000"}, {1234567, "1,234,567"}, {-1234, "-1,234"}} {
		if got := number(tt.n); got != tt.want {
			t.Errorf("number(%d) = %q, want %q", tt.n, got, tt.want)
		}
	}
}

func TestCountries(t *testing.T) {
	for _, tt := range []struct {
		typed string
		want  []string
	}{
		{"bol", []string{"BO"}},
		{"DE", []string{"DE"}},
		{"united states", []string{"US"}},
		{"niger", []string{"NE"}},
		{"", nil},
		{"xyzzy", nil},
	} {
		var got []string
		for _, p := range Countries(tt.typed) {
			got = append(got, p.Code)
		}
		if len(got) != len(tt.want) || len(got) > 0 && got[0] != tt.want[0] {
			t.Errorf("Countries(%q) = %v, want %v", tt.typed, got, tt.want)
		}
	}
}
