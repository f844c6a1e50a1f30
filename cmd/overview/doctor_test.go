package main

import (
	"strings"
	"testing"

	"github.com/overview-news/overview/internal/doctor"
	"github.com/overview-news/overview/internal/news"
)

// TestRolesOfAPage: a note of correction shows as what it is, beside the text.
func TestRolesOfAPage(t *testing.T) {
	r := rowOf(doctor.Page{Article: news.Article{ID: 1, Words: 6}, Blocks: []news.Block{
		{Role: "paragraph", Sentences: []string{"The weir", " holds."}},
		{Role: "subheading", Sentences: []string{"High."}},
		{Role: news.RoleCorrection, Sentences: []string{"Amended."}},
	}}, nil)
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
