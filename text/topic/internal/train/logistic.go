package main

import "math"

// model is a logistic regression over standardised measures.
type model struct {
	bias         float64
	weights      []float64
	mean, spread []float64
}

// fit trains by gradient descent with momentum, from zero and in one order, so
// that the same examples give the same weights. Weights are pulled to zero.
func fit(examples []example, pull float64) model {
	const (
		steps = 1500
		rate  = 0.5
		keeps = 0.9
	)
	m := standard(examples)
	n := len(m.weights)
	z := make([][]float64, len(examples))
	all := 0.0
	for i, e := range examples {
		z[i] = m.scaled(e.x)
		all += e.weight
	}
	speed := make([]float64, n+1)
	grad := make([]float64, n+1)
	for range steps {
		clear(grad)
		for i, e := range examples {
			d := e.weight * (sigmoid(m.dot(z[i])) - truth(e)) / all
			for j, v := range z[i] {
				grad[j] += d * v
			}
			grad[n] += d
		}
		for j := range m.weights {
			speed[j] = keeps*speed[j] - rate*(grad[j]+pull*m.weights[j])
			m.weights[j] += speed[j]
		}
		speed[n] = keeps*speed[n] - rate*grad[n]
		m.bias += speed[n]
	}
	return m
}

// standard returns a model without weights that knows how the measures spread.
func standard(examples []example) model {
	n := len(examples[0].x)
	m := model{weights: make([]float64, n), mean: make([]float64, n), spread: make([]float64, n)}
	all := 0.0
	for _, e := range examples {
		all += e.weight
		for j, v := range e.x {
			m.mean[j] += e.weight * v
		}
	}
	for j := range m.mean {
		m.mean[j] /= all
	}
	for _, e := range examples {
		for j, v := range e.x {
			m.spread[j] += e.weight * (v - m.mean[j]) * (v - m.mean[j])
		}
	}
	for j := range m.spread {
		m.spread[j] = max(math.Sqrt(m.spread[j]/all), 1e-3)
	}
	return m
}

func (m model) scaled(x []float64) []float64 {
	out := make([]float64, len(x))
	for j, v := range x {
		out[j] = (v - m.mean[j]) / m.spread[j]
	}
	return out
}

func (m model) dot(z []float64) float64 {
	s := m.bias
	for j, v := range z {
		s += m.weights[j] * v
	}
	return s
}

// score is the leaning towards opinion, in nats.
func (m model) score(x []float64) float64 { return m.dot(m.scaled(x)) }

func sigmoid(x float64) float64 { return 1 / (1 + math.Exp(-x)) }

func truth(e example) float64 {
	if e.opinion {
		return 1
	}
	return 0
}
