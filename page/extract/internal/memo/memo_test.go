package memo

import (
	"strconv"
	"testing"
)

func TestOf(t *testing.T) {
	var table Table[int]
	asked := 0
	find := func(s string) int {
		asked++
		return len(s)
	}
	for range 3 {
		if got := table.Of("article", find); got != 7 {
			t.Errorf("Of(article) = %d, want 7", got)
		}
	}
	if asked != 1 {
		t.Errorf("asked %d times for one string, want once", asked)
	}
	for i := range 10 * size {
		key := strconv.Itoa(i)
		if got := table.Of(key, find); got != len(key) {
			t.Fatalf("Of(%s) = %d, want %d", key, got, len(key))
		}
	}
	if got := table.Of("", find); got != 0 {
		t.Errorf(`Of("") = %d, want 0`, got)
	}
}
