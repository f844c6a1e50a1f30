package style

import (
	"fmt"
	"math"
	"strconv"
	"strings"
)

// Model weighs named measures into one leaning, in nats: a logistic regression
// over measures less their mean and divided by their spread.
type Model struct {
	Names                []string
	Bias                 float64
	Mean, Spread, Weight []float64
	Bars                 map[string]float64 // where answers begin, by name
}

// NewModel returns a model that weighs nothing.
func NewModel(names []string) Model {
	n := len(names)
	m := Model{Names: names, Mean: make([]float64, n), Spread: make([]float64, n), Weight: make([]float64, n), Bars: map[string]float64{}}
	for i := range m.Spread {
		m.Spread[i] = 1
	}
	return m
}

// ParseModel reads the lines of a list of weights that begin with the model's
// name. A line for a measure has its name, mean, spread and weight, another a
// name and a number. What is not understood weighs nothing; a test reads the
// lists that are shipped.
func ParseModel(list, model string, names []string) Model {
	m := NewModel(names)
	at := map[string]int{}
	for i, n := range names {
		at[n] = i
	}
	for line := range strings.Lines(list) {
		f := strings.Fields(line)
		if len(f) < 3 || f[0] != model {
			continue
		}
		i, known := at[f[1]]
		switch {
		case len(f) == 5 && known:
			m.Mean[i], m.Spread[i], m.Weight[i] = number(f[2]), number(f[3]), number(f[4])
		case len(f) == 3 && f[1] == "bias":
			m.Bias = number(f[2])
		case len(f) == 3:
			m.Bars[f[1]] = number(f[2])
		}
	}
	return m
}

func number(s string) float64 {
	v, err := strconv.ParseFloat(s, 64)
	if err != nil {
		return 0
	}
	return v
}

// Lean returns how measures in the order of the names lean. What is no number
// is not known, and weighs nothing.
func (m Model) Lean(x []float64) float64 {
	z := m.Bias
	for i, v := range x {
		if math.IsNaN(v) {
			continue
		}
		z += m.Weight[i] * (v - m.Mean[i]) / m.Spread[i]
	}
	return z
}

// Format writes the model as ParseModel reads it; bars are written in the
// order given.
func (m Model) Format(model string, bars ...string) string {
	var b strings.Builder
	fmt.Fprintf(&b, "%s bias %.4f\n", model, m.Bias)
	for _, n := range bars {
		fmt.Fprintf(&b, "%s %s %.4f\n", model, n, m.Bars[n])
	}
	for i, n := range m.Names {
		fmt.Fprintf(&b, "%s %s %.4f %.4f %.4f\n", model, n, m.Mean[i], m.Spread[i], m.Weight[i])
	}
	return b.String()
}
