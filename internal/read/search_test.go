package read_test

import (
	"context"
	"testing"

	"github.com/overview-news/overview/internal/read"
	"github.com/overview-news/overview/internal/read/readtest"
)

// TestOutletByName: an outlet can be asked for as its page names it, in its
// own script too.
func TestOutletByName(t *testing.T) {
	r := reader(readtest.Full(), true)
	for _, tt := range []struct{ typed, want string }{
		{"sahil", "sahil"}, {"al sahil", "sahil"}, {"الساحل", "sahil"}, {"der bote", "bote"},
	} {
		s, err := r.Search(context.Background(), read.SearchForm{Outlet: tt.typed})
		if err != nil || len(s.Problems) != 0 || s.Form.Outlet != tt.want || len(s.Results.Lines) == 0 {
			t.Errorf("outlet %q is %q with %d results, %q, %v; want %s and some",
				tt.typed, s.Form.Outlet, len(s.Results.Lines), s.Problems, err, tt.want)
		}
	}
	s, err := r.Search(context.Background(), read.SearchForm{Outlet: "The Nowhere Times"})
	if err != nil || len(s.Problems) != 1 || s.Asked {
		t.Errorf("an outlet that is not here: %q, asked %v, %v, want a problem", s.Problems, s.Asked, err)
	}
}
