package main

import (
	"math"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func sample() []example {
	var out []example
	for i := range 40 {
		x := float64(i)
		out = append(out, example{outlet: string(rune('a' + i%9)), x: []float64{x, math.Sin(x)}, opinion: i >= 25, weight: 1})
	}
	return out
}

func TestFitTwice(t *testing.T) {
	a, b := fit(sample(), 0.01), fit(sample(), 0.01)
	if diff := cmp.Diff(append(a.weights, a.bias), append(b.weights, b.bias)); diff != "" {
		t.Errorf("the same examples gave other weights:\n%s", diff)
	}
	if lo, hi := a.score([]float64{5, 0}), a.score([]float64{35, 0}); lo >= 0 || hi <= 0 {
		t.Errorf("score of a report, of an opinion = %.2f, %.2f", lo, hi)
	}
}

func TestRegister(t *testing.T) {
	for _, tt := range []struct {
		in             string
		opinion, known bool
	}{
		{"OP ob", true, true}, {"IP ed", true, true}, {"NA ne ", false, true}, {"NE NA", false, true}, {"NA OP ne", false, false}, {"", false, false},
	} {
		if opinion, known := register(tt.in); opinion != tt.opinion || known != tt.known {
			t.Errorf("register(%q) = %v, %v, want %v, %v", tt.in, opinion, known, tt.opinion, tt.known)
		}
	}
}

func TestBalance(t *testing.T) {
	set := sample()
	balance(set)
	sums := map[bool]float64{}
	for _, e := range set {
		sums[e.opinion] += e.weight
	}
	if math.Abs(sums[true]-1) > 1e-9 || math.Abs(sums[false]-1) > 1e-9 {
		t.Errorf("weights of opinions and reports = %v, want 1 and 1", sums)
	}
}
