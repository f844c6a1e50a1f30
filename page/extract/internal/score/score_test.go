package score

import (
	"math"
	"testing"
)

func TestScoreBody(t *testing.T) {
	for _, tt := range []struct {
		name, want, got string
		p, r            float64
	}{
		{"equal", "a b c d e", "a b c d e", 1, 1},
		{"half found", "a b c d e f g h", "a b c d e", 1, 2.0 / 5},
		{"too much", "a b c d", "a b c d e", 0.5, 1},
		{"short texts are one shingle", "a b", "a b", 1, 1},
		{"repetition counts", "a b c d a b c d", "a b c d", 1, 1.0 / 5},
		{"characters of Chinese", "水库开放了", "水库开放", 1, 0.5},
		{"nothing", "a", "", 0, 0},
	} {
		t.Run(tt.name, func(t *testing.T) {
			b := ScoreBody(tt.want, tt.got, false)
			if math.Abs(b.P-tt.p) > 1e-9 || math.Abs(b.R-tt.r) > 1e-9 {
				t.Errorf("ScoreBody(%q, %q) = %v, %v, want %v, %v", tt.want, tt.got, b.P, b.R, tt.p, tt.r)
			}
		})
	}
}

func TestDays(t *testing.T) {
	for _, tt := range []struct {
		want, got string
		same      bool
	}{
		{"2026-03-01", "2026-03-01T23:00:00Z", true},
		{"2026-03-02T00:30:00+01:00", "2026-03-01T23:45:00Z", true},
		{"2026-03-01T10:00:00Z", "2026-03-02", false},
		{"20260301", "2026-03-01", true},
	} {
		a, okA := ParseDay(tt.want)
		b, okB := ParseDay(tt.got)
		if !okA || !okB || a.Same(b) != tt.same {
			t.Errorf("day of %s same as %s: %v, want %v", tt.want, tt.got, !tt.same, tt.same)
		}
	}
}

func TestAuthors(t *testing.T) {
	got, labelled := Authors([]string{"Rosa Lindt", "Abel Marsh"}, []string{"by rosa lindt"})
	if !labelled || math.Abs(got-2.0/3) > 1e-9 {
		t.Errorf("Authors = %v, %v, want 2/3", got, labelled)
	}
	if _, labelled := Authors(nil, []string{"x"}); labelled {
		t.Error("an empty label counts")
	}
}
