package catalog

import (
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestRounds(t *testing.T) {
	high, low := Evidence{Level: "high", Lists: 2}, Evidence{Level: "low", Lists: 9}
	list := New([]Outlet{
		{ID: "a", Country: "FR", Lane: "agency", Language: "fr", Evidence: high, Watch: true},
		{ID: "b", Country: "FR", Lane: "domestic", Language: "en", Evidence: high, Watch: true},
		{ID: "c", Country: "FR", Lane: "domestic", Language: "fr", Evidence: low, Watch: true},
		{ID: "d", Country: "FR", Lane: "domestic", Language: "fr", Evidence: high, Watch: true},
		{ID: "e", Country: "FR", Lane: "domestic", Language: "fr", Evidence: Evidence{Level: "high", Lists: 3}, Watch: true},
		{ID: "f", Country: "FR", Lane: "domestic", Language: "fr", Evidence: high},
		{ID: "g", Country: "", Lane: "domestic", Watch: true},
	})
	want := map[string]int{"e": 0, "d": 1, "c": 2, "b": 3, "a": 4, "g": 0}
	if diff := cmp.Diff(want, list.Rounds()); diff != "" {
		t.Errorf("Rounds (-want +got):\n%s", diff)
	}
	rounds, lit := Shipped().Rounds(), 0
	for _, round := range rounds {
		if round == 0 {
			lit++
		}
	}
	if lit < 195 {
		t.Errorf("the first round lights %d countries, want 195", lit)
	}
	t.Logf("first round: %d countries", lit)
}
