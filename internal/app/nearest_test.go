package app

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/overview-news/overview/internal/news"
)

func TestNearest(t *testing.T) {
	all := []news.Outlet{{ID: "ke-the-standard", Name: "The Standard"}, {ID: "ke-the-star", Name: "The Star"},
		{ID: "fr-le-quai", Name: "Le Quai"}, {ID: "papier", Name: "Le Papier du Jour"}}
	for _, tt := range []struct {
		id   string
		n    int
		want []news.OutletID
	}{
		{"standard", 3, []news.OutletID{"ke-the-standard"}},
		{"Jour", 3, []news.OutletID{"papier"}},
		{"paper", 3, []news.OutletID{"papier"}},
		{"ke-the", 1, []news.OutletID{"ke-the-standard"}},
		{"ke-the", 5, []news.OutletID{"ke-the-standard", "ke-the-star"}},
		{"xyz", 3, nil},
		{"", 3, nil},
		{strings.Repeat("é", 1000), 3, nil},
	} {
		if diff := cmp.Diff(tt.want, nearest(all, tt.id, tt.n)); diff != "" {
			t.Errorf("nearest(%.20q, %d) (-want +got):\n%s", tt.id, tt.n, diff)
		}
	}
}

func TestChanges(t *testing.T) {
	for _, tt := range []struct {
		a, b string
		want int
	}{{"", "", 0}, {"", "abc", 3}, {"abc", "", 3}, {"kitten", "sitting", 3}, {"same", "same", 0}, {"ab", "ba", 2}} {
		if got := changes(tt.a, tt.b); got != tt.want {
			t.Errorf("changes(%q, %q) = %d, want %d", tt.a, tt.b, got, tt.want)
		}
	}
}
