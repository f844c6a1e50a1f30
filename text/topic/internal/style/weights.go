package style

import (
	_ "embed"
	"strconv"
	"strings"
	"sync"
)

//go:embed weights.txt
var weightList string

// weights are what weights.txt says: for each measure its mean, how it
// spreads, and what one spread above the mean adds.
type weights struct {
	bias                 float64
	mean, spread, weight []float64
}

var trained = sync.OnceValue(func() weights {
	w := weights{mean: make([]float64, len(Names)), spread: make([]float64, len(Names)), weight: make([]float64, len(Names))}
	at := map[string]int{}
	for i, n := range Names {
		at[n] = i
		w.spread[i] = 1
	}
	for line := range strings.Lines(weightList) {
		f := strings.Fields(line)
		if len(f) == 2 && f[0] == "bias" {
			w.bias = number(f[1])
			continue
		}
		if len(f) != 4 || f[0] == "#" {
			continue
		}
		if i, known := at[f[0]]; known {
			w.mean[i], w.spread[i], w.weight[i] = number(f[1]), number(f[2]), number(f[3])
		}
	}
	return w
})

// number reads a number of the file, which a test reads whole.
func number(s string) float64 {
	v, err := strconv.ParseFloat(s, 64)
	if err != nil {
		return 0
	}
	return v
}

// Lean returns how the text leans: above 0 towards opinion, below towards
// report, in nats, as if one were as common as the other. A text whose language
// has no list of words leans half as far.
func (t Text) Lean() float64 {
	const furthest = 6
	w := trained()
	z := w.bias
	for i, v := range t.Measures() {
		z += w.weight[i] * (v - w.mean[i]) / w.spread[i]
	}
	if !t.Known {
		z /= 2
	}
	return max(-furthest, min(furthest, z))
}
