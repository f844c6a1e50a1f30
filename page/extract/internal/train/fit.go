package main

import (
	"encoding/json"
	"fmt"
	"runtime"

	"github.com/overview-news/overview/page/extract/internal/boost"
	"github.com/overview-news/overview/page/extract/internal/segment"
)

// standard are the options of the shipped models, the best of those tried.
var standard = boost.Options{Trees: 120, Leaves: 24, Rate: 0.07, Columns: 0.2, Rows: 0.6, L2: 5, MinHess: 10, Seed: 7}

// folds is the number of parts of the cross-validation.
const folds = 5

// first and second are what each model learns from.
func first(e *example) [][]float32  { return e.rows }
func second(e *example) [][]float32 { return e.smoothed }

// obviousSample thins out the short links of menus and lists, which are most
// of every page: one in so many is learned from, and counts for them all.
const obviousSample = 4

func (e *example) obvious(i int) bool {
	b := &e.cut.Blocks[i]
	return !e.labels[i] && b.Tokens < 8 && b.LinkTokens == b.Tokens
}

// fit trains on every page that is not in fold without.
func fit(examples []*example, without int, rowsOf func(*example) [][]float32, opts boost.Options) *boost.Model {
	var rows [][]float32
	var labels []bool
	var weights []float32
	for _, e := range examples {
		if e.fold == without {
			continue
		}
		for i, r := range rowsOf(e) {
			w := e.weights[i]
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
	return boost.Train(rows, labels, weights, opts)
}

// crossPredict gives every page's probabilities by a model that saw no page of
// its publisher.
func crossPredict(examples []*example, rowsOf func(*example) [][]float32, opts boost.Options) [][]float32 {
	probs := make([][]float32, len(examples))
	for f := range folds {
		m := fit(examples, f, rowsOf, opts)
		for i, e := range examples {
			if e.fold != f {
				continue
			}
			probs[i] = make([]float32, 0, len(rowsOf(e)))
			for k, r := range rowsOf(e) {
				q := float32(segment.MenuProb)
				if !e.cut.Blocks[k].IsMenu() {
					q = boost.Sigmoid(m.Predict(r))
				}
				probs[i] = append(probs[i], q)
			}
		}
		runtime.GC()
	}
	return probs
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
