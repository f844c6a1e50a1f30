package main

import (
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
