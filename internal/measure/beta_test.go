package measure

import (
	"math"
	"testing"
)

func TestBetaCDF(t *testing.T) {
	for _, tt := range []struct {
		name    string
		d       beta
		x, want float64
	}{
		{"uniform", beta{1, 1}, 0.3, 0.3},
		{"arcsine", beta{0.5, 0.5}, 0.5, 0.5},
		{"square", beta{2, 1}, 0.5, 0.25},
		{"binomial tail: P(X >= 3 of 5) at 0.4", beta{3, 3}, 0.4, 0.31744},
		{"below", beta{2, 2}, -1, 0},
		{"above", beta{2, 2}, 2, 1},
	} {
		t.Run(tt.name, func(t *testing.T) {
			if got := tt.d.CDF(tt.x); math.Abs(got-tt.want) > 1e-9 {
				t.Errorf("CDF(%v) = %v, want %v", tt.x, got, tt.want)
			}
		})
	}
	d := beta{0.5, 38.5}
	if got := d.CDF(d.quantile(0.95)); math.Abs(got-0.95) > 1e-6 {
		t.Errorf("CDF(quantile(0.95)) = %v, want 0.95", got)
	}
}

// TestWorkedExample is the example of docs/method.md: a panel of 45 with 38
// healthy members of which none reported.
func TestWorkedExample(t *testing.T) {
	for _, tt := range []struct {
		name     string
		k, n     float64
		rk, rn   float64
		want     float64
		possible bool
	}{
		{"nine of sixty reported elsewhere", 0, 38, 9, 60, 0.963, true},
		{"four own texts and five copies", 0, 38, 5.5, 60, 0.897, true},
	} {
		t.Run(tt.name, func(t *testing.T) {
			x := beta{0.5 + tt.k, 0.5 + tt.n - tt.k}
			y := beta{0.5 + tt.rk, 0.5 + tt.rn - tt.rk}
			got := probAtMost(x, y, 0.8/2)
			if math.Abs(got-tt.want) > 0.0006 {
				t.Errorf("probability = %.4f, want %.3f", got, tt.want)
			}
		})
	}
}
