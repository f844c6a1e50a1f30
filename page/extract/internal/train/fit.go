package main

import (
	"encoding/json"
	"fmt"
	"runtime"

	"github.com/overview-news/overview/page/extract/internal/boost"
	"github.com/overview-news/overview/page/extract/internal/segment"
)

// stage is how one of the two models is trained: from which rows, with which
// options, and of how many models of different seeds it is the mean.
type stage struct {
	rows func(*example) [][]float32
	opts boost.Options
	mean int
}

// standard are the stages of the shipped models. Twice as many trees, deeper
// ones or more seeds gained nothing beyond chance.
func standard(seed uint64) (first, second stage) {
	o := boost.Options{Trees: 120, Leaves: 24, Rate: 0.07, Columns: 0.2, Rows: 0.6, L2: 5, MinHess: 10, Seed: seed}
	first = stage{func(e *example) [][]float32 { return e.rows }, o, 1}
	o.Trees, o.Leaves, o.Rate = 70, 16, 0.1
	second = stage{func(e *example) [][]float32 { return e.smoothed }, o, 2}
	return first, second
}

// folds is the number of parts of the cross-validation.
const folds = 5

// obviousSample thins out the short links of menus and lists, which are most
// of every page: one in so many is learned from, and counts for them all.
const obviousSample = 4

func (e *example) obvious(i int) bool {
	b := &e.cut.Blocks[i]
	return !e.labels[i] && b.Tokens < 8 && b.LinkTokens == b.Tokens
}

// fit trains on every page that is not in fold without.
func (s stage) fit(examples []*example, without int) *boost.Model {
	var rows [][]float32
	var labels []bool
	var weights []float32
	for _, e := range examples {
		if e.fold == without {
			continue
		}
		for i, r := range s.rows(e) {
			w := e.weights[i]
			if r == nil {
				continue // never judged
			}
			if e.obvious(i) {
				if i%obviousSample != 0 {
					continue
				}
				w *= obviousSample
			}
			if w > 0 {
				rows, labels, weights = append(rows, r), append(labels, e.labels[i]), append(weights, w)
			}
		}
	}
	var models []*boost.Model
	for k := range s.mean {
		opts := s.opts
		opts.Seed += uint64(k)
		models = append(models, boost.Train(rows, labels, weights, opts))
	}
	return boost.Mean(models...)
}

// crossPredict gives every page's probabilities by a model that saw no page of
// its publisher.
func (s stage) crossPredict(examples []*example) [][]float32 {
	probs := make([][]float32, len(examples))
	for f := range folds {
		m := s.fit(examples, f)
		for i, e := range examples {
			if e.fold != f {
				continue
			}
			probs[i] = make([]float32, 0, len(s.rows(e)))
			for k, r := range s.rows(e) {
				probs[i] = append(probs[i], e.predict(m, k, r))
			}
		}
		runtime.GC()
	}
	return probs
}

// predict is what the whole reader would make of block i: a row that is nil has
// the probability that it had before.
func (e *example) predict(m *boost.Model, i int, row []float32) float32 {
	switch {
	case row != nil:
		return boost.Sigmoid(m.Predict(row))
	case e.probs != nil:
		return e.probs[i]
	}
	return segment.MenuProb
}

// smooth makes the second model's features from what the first said of each
// page, and doubts the labels that it was sure to be wrong.
func smooth(examples []*example) {
	for _, e := range examples {
		e.smoothed = e.cut.Smooth(e.rows, e.probs)
		e.doubt()
	}
}

// header is the first line of the models' file.
func header(examples []*example, scores map[string]float64, date string) ([]byte, error) {
	h := segment.ModelHeader{Version: segment.Version, Date: date, Sets: map[string]int{}, BodyF1: map[string]float64{}, Folds: folds}
	for _, e := range examples {
		if e.made {
			h.Made++
		} else {
			h.Sets[e.page.Set]++
		}
	}
	for set, f := range scores {
		h.BodyF1[set] = float64(int(f*1e4+0.5)) / 1e4
	}
	line, err := json.Marshal(h)
	if err != nil {
		return nil, fmt.Errorf("write model header: %w", err)
	}
	return append(line, '\n'), nil
}
