package segment

import (
	"math/rand/v2"
	"testing"
)

func TestHashes(t *testing.T) {
	rnd := rand.New(rand.NewPCG(1, 2))
	want, got := map[uint64]bool{}, &hashes{}
	for round := range 50 {
		var list []uint64
		for range round * 3 {
			list = append(list, rnd.Uint64N(4_000)<<(rnd.Uint64N(3)*20))
		}
		got.grow(len(list))
		for _, v := range list {
			want[v] = true
			got.add(v)
		}
	}
	if got.len() != len(want) {
		t.Errorf("len = %d, want %d", got.len(), len(want))
	}
	for v := range uint64(4_000) {
		for _, x := range []uint64{v, v << 20, v << 40} {
			if got.has(x) != want[x] {
				t.Fatalf("has(%d) = %v, want %v", x, got.has(x), want[x])
			}
		}
	}
	if (&hashes{}).has(7) || (&hashes{}).has(0) {
		t.Error("an empty set has something")
	}
}
