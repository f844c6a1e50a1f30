package main

import (
	"math"

	"github.com/overview-news/overview/text/topic"
	"github.com/overview-news/overview/text/topic/internal/style"
)

// fit trains a logistic regression of one genre against the others by gradient
// descent with momentum, from zero and in one order, so that the same examples
// give the same weights. Weights are pulled to zero.
func fit(examples []*example, genre topic.Genre, names []string, pull float64) style.Model {
	const (
		steps = 500
		rate  = 0.5
		keeps = 0.9
	)
	m := standard(examples, names)
	n := len(names)
	z := make([][]float64, len(examples))
	all := 0.0
	for i, e := range examples {
		z[i] = scaled(m, e.x)
		all += e.weight
	}
	speed := make([]float64, n+1)
	grad := make([]float64, n+1)
	for range steps {
		clear(grad)
		for i, e := range examples {
			d := e.weight * (sigmoid(dot(m, z[i])) - truth(e.genre == genre)) / all
			for j, v := range z[i] {
				grad[j] += d * v
			}
			grad[n] += d
		}
		for j := range m.Weight {
			speed[j] = keeps*speed[j] - rate*(grad[j]+pull*m.Weight[j])
			m.Weight[j] += speed[j]
		}
		speed[n] = keeps*speed[n] - rate*grad[n]
		m.Bias += speed[n]
	}
	return m
}

// standard returns a model without weights that knows how the measures spread.
// A measure that is not known, which is no number, is left out.
func standard(examples []*example, names []string) style.Model {
	m := style.NewModel(names)
	for j := range names {
		var all, sum, square float64
		for _, e := range examples {
			if v := e.x[j]; !math.IsNaN(v) {
				all += e.weight
				sum += e.weight * v
				square += e.weight * v * v
			}
		}
		if all == 0 {
			continue
		}
		m.Mean[j] = sum / all
		m.Spread[j] = max(math.Sqrt(max(square/all-m.Mean[j]*m.Mean[j], 0)), least)
	}
	return m
}

// least is the smallest spread that measures are divided by.
const least = 1e-3

// scaled are measures less their mean, by their spread; one that is not known
// is the mean.
func scaled(m style.Model, x []float64) []float64 {
	out := make([]float64, len(x))
	for j, v := range x {
		if !math.IsNaN(v) {
			out[j] = (v - m.Mean[j]) / m.Spread[j]
		}
	}
	return out
}

func dot(m style.Model, z []float64) float64 {
	s := m.Bias
	for j, v := range z {
		s += m.Weight[j] * v
	}
	return s
}

func sigmoid(x float64) float64 { return 1 / (1 + math.Exp(-x)) }

func truth(b bool) float64 {
	if b {
		return 1
	}
	return 0
}
