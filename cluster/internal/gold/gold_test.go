package gold

import (
	"math"
	"testing"
)

func TestScore(t *testing.T) {
	s := &Set{
		Articles: []Article{
			{ID: "a", Story: "x", Lang: "en"}, {ID: "b", Story: "x", Lang: "ru"}, {ID: "c", Story: "y", Lang: "en"},
			{ID: "d", Story: "y", Lang: "en"}, {ID: "e", Lang: "bn"}, {ID: "f", Story: "z", Lang: "en"},
		},
		Lists: []List{{Story: "x", IDs: []string{"a", "b"}, Not: []string{"c"}}},
	}
	got := Score(s, map[string]int64{"a": 1, "b": 1, "c": 1, "d": 2, "e": 1})
	// a and b: precision 2/3, recall 1; c: 1/3, 1/2; d: 1, 1/2; f, missing: 1, 1.
	for name, pair := range map[string][2]float64{
		"B³ precision": {got.BP, (2.0/3 + 2.0/3 + 1.0/3 + 1 + 1) / 5},
		"B³ recall":    {got.BR, (1 + 1 + 0.5 + 0.5 + 1) / 5},
		"pair F1":      {got.PF, 2 * (1.0 / 3) * (1.0 / 2) / (1.0/3 + 1.0/2)},
		"across":       {got.Cross, 1},
		"look-alikes":  {got.Alike, 1},
	} {
		if math.Abs(pair[0]-pair[1]) > 1e-5 {
			t.Errorf("%s = %v, want %v", name, pair[0], pair[1])
		}
	}
	got.Mix(s, map[string]int64{"a": 1, "b": 1, "e": 1}, "bn")
	if got.Mixed != 1 || got.MixedOf != 1 {
		t.Errorf("mixed %d of %d, want 1 of 1", got.Mixed, got.MixedOf)
	}
}
