package entity

import "testing"

// TestEveryLetterHasOneClass matters because the lists are a map: a letter in
// two of them would be now this, now that.
func TestEveryLetterHasOneClass(t *testing.T) {
	class := map[rune]int{}
	for c, letters := range byClass {
		for _, r := range letters {
			if r == '়' || r == '़' {
				continue
			}
			if was, ok := class[r]; ok && was != c {
				t.Errorf("%q (%U) is in class %d and %d", r, r, was, c)
			}
			class[r] = c
		}
	}
}
