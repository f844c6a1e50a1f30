package main

import (
	"encoding/json"
	"log/slog"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/overview-news/overview/internal/doctor"
	"github.com/overview-news/overview/internal/news"
	"github.com/overview-news/overview/internal/store"
)

// Nothing is called sound of which too little is known.
func TestTooFewPages(t *testing.T) {
	for n, want := range map[int]string{2: "too few articles to tell what is odd: 2, 6 are needed", 6: "nothing odd about these 6 articles"} {
		var out strings.Builder
		if err := printPages(&out, make([]pageRow, n), nil); err != nil || !strings.Contains(out.String(), want) {
			t.Errorf("printPages of %d rows = %v, %q, want %q", n, err, out.String(), want)
		}
	}
}

// TestRolesOfAPage: a note of correction shows as what it is, beside the text.
func TestRolesOfAPage(t *testing.T) {
	r := rowOf(doctor.Page{Article: news.Article{ID: 1, Words: 6}, Blocks: []news.Block{
		{Role: "paragraph", Sentences: []string{"The weir", " holds."}},
		{Role: "subheading", Sentences: []string{"High."}},
		{Role: news.RoleCorrection, Sentences: []string{"Amended."}},
	}}, nil)
	r.Found = news.Found{Headline: "h1", Published: "json-ld", Authors: "meta author"}
	if got, want := r.found(), "date: json-ld, authors: meta author"; got != want {
		t.Errorf("found() = %q, want %q", got, want)
	}
	if got, want := r.roles(), "paragraph 54% correction 29% subheading 18%"; got != want {
		t.Errorf("roles() = %q, want %q", got, want)
	}
}

// TestDoctorNamesStoredOutlets: whoever asks for an outlet that is not stored
// is told which are, and where they are listed.
func TestDoctorNamesStoredOutlets(t *testing.T) {
	dir := t.TempDir()
	if code, _, errs := pipe(t, strings.NewReader(importRows), "import", "--articles", "-", "--no-group", "--no-catalog", "--data", dir); code != 0 {
		t.Fatalf("import exits with %d: %s", code, errs)
	}
	for _, tt := range []struct{ id, want string }{
		{"paper", `outlet "paper" is not stored. Did you mean papier? "overview outlets list --no-catalog" prints those that are`},
		{"zzz", `outlet "zzz" is not stored. "overview outlets list --no-catalog" prints those that are`},
	} {
		if code, _, errs := call(t, "doctor", "extract", "--outlet", tt.id, "--data", dir); code != 1 || !strings.Contains(errs, tt.want) {
			t.Errorf("doctor extract --outlet %s exits with %d and says %s, want 1 and %s", tt.id, code, errs, tt.want)
		}
	}
	if _, out, _ := call(t, "outlets", "list", "--no-catalog", "--data", dir); !strings.HasPrefix(out, "papier\t") || strings.Count(out, "\n") != 1 {
		t.Errorf("outlets list --no-catalog prints %q, want the outlet of the store alone", out)
	}
	help := strings.Join(strings.Fields(helpOf(t, "doctor extract")), " ")
	if !strings.Contains(help, "the one fetched last first") {
		t.Errorf("doctor extract --help does not say the order:\n%s", help)
	}
}

// TestDoctorShowsHints: the hints in force stand under the pages, with how many
// could not be read by them and why.
func TestDoctorShowsHints(t *testing.T) {
	dir := t.TempDir()
	if code, _, errs := pipe(t, strings.NewReader(importRows), "import", "--articles", "-", "--no-group", "--no-catalog", "--data", dir); code != 0 {
		t.Fatalf("import exits with %d: %s", code, errs)
	}
	s, err := store.Open(t.Context(), slog.New(slog.DiscardHandler), filepath.Join(dir, "overview.db"))
	if err != nil {
		t.Fatal(err)
	}
	o, err := s.Outlet(t.Context(), "papier")
	if err != nil {
		t.Fatal(err)
	}
	o.Hints = news.Hints{Keep: "#text", Drop: ".ask"}
	err = s.Watch(t.Context(), []store.WatchedOutlet{{Outlet: o}}, time.Date(2026, 3, 2, 0, 0, 0, 0, time.UTC))
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	if err != nil {
		t.Fatal(err)
	}
	_, out, _ := call(t, "doctor", "extract", "--outlet", "papier", "--data", dir)
	if want := "hints in force since 2026-03-02: keep \"#text\" drop \".ask\"\n"; !strings.HasSuffix(out, want) {
		t.Errorf("doctor extract prints %s, want %s at the end", out, want)
	}
	_, out, _ = call(t, "doctor", "extract", "--outlet", "papier", "--json", "--data", dir)
	lines := strings.Split(strings.TrimSpace(out), "\n")
	var last hintRow
	if err := json.Unmarshal([]byte(lines[len(lines)-1]), &last); err != nil || last.Keep != "#text" || last.Drop != ".ask" || len(last.Missed) != 0 {
		t.Errorf("the last line = %s, %v, want the hints", lines[len(lines)-1], err)
	}

	rows := []pageRow{{Miss: "keep-unmatched", Odd: []news.FindingKind{news.FindingHints}}, {}, {Miss: "keep-unmatched"}}
	var b strings.Builder
	if err := printHints(&b, hintRows(news.Hinting{Hints: o.Hints}, rows), rows); err != nil {
		t.Fatal(err)
	}
	if want := "not followed on 2 of these 3 pages: no element matches the selector to keep\n"; !strings.HasSuffix(b.String(), want) {
		t.Errorf("printHints prints %q, want %q at the end", b.String(), want)
	}
	if got, want := rows[0].odd(), "hints keep-unmatched"; got != want {
		t.Errorf("odd() = %q, want %q", got, want)
	}
	if got := hintRows(news.Hinting{}, rows); got != nil {
		t.Errorf("hintRows without hints = %v, want none", got)
	}
}

// TestDoctorDays: a day that is stated alone is printed as that day.
func TestDoctorDays(t *testing.T) {
	tokyo := time.Date(2026, 3, 8, 15, 0, 0, 0, time.UTC)
	for _, tt := range []struct {
		a    news.Article
		want string
	}{
		{news.Article{Country: "JP", Published: tokyo, DayOnly: true}, "2026-03-09T00:00:00+09:00"},
		{news.Article{Country: "JP", Published: tokyo}, "2026-03-08T15:00:00Z"},
		{news.Article{Country: "PF", Published: tokyo.Add(9 * time.Hour), DayOnly: true}, "2026-03-09T00:00:00Z"},
	} {
		if got := rowOf(doctor.Page{Article: tt.a}, nil).Published.Format(time.RFC3339); got != tt.want {
			t.Errorf("published of %v in %s, day only %v = %s, want %s", tt.a.Published, tt.a.Country, tt.a.DayOnly, got, tt.want)
		}
	}
}
