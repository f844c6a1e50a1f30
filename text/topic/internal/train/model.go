package main

import (
	"hash/fnv"
	"math"
	"slices"

	"github.com/overview-news/overview/text/topic"
	"github.com/overview-news/overview/text/topic/internal/style"
)

// folds is how many parts outlets are cut into.
const folds = 5

// targets are the genres that have a model, each against reports.
var targets = [2]topic.Genre{topic.Opinion, topic.Analysis}

// models are the two models of texts and the two of pages.
type models struct {
	text style.Models
	page [2]style.Model
}

// foldOf is the part of an outlet in one of the ways to cut outlets.
func foldOf(outlet, way string) int {
	h := fnv.New32a()
	h.Write([]byte(outlet + way))
	return int(h.Sum32() >> 5 % folds)
}

// inner is the way to cut within what is trained on; ways are those around it,
// of which there are more than one so that bars do not hang on a cut.
const inner = "inner"

var ways = []string{"", "again", "thrice"}

// train makes the models of texts, then those of pages from how texts lean by
// models that did not see their outlets.
func train(examples []*example) models {
	var m models
	for fold := range folds {
		var rest []*example
		for _, e := range examples {
			if foldOf(e.outlet, inner) != fold {
				rest = append(rest, e)
			}
		}
		part := textModels(rest)
		for _, e := range examples {
			if foldOf(e.outlet, inner) == fold {
				e.leans = part.Leans(e.text)
			}
		}
	}
	m.text = textModels(examples)
	for i, genre := range targets {
		set := choose(examples, genre, func(e *example) float64 { return weights[e.set].page })
		for _, e := range set {
			e.x = e.evidence(e.leans)
			if genre == topic.Analysis { // of an opinion page nothing follows for it
				e.x = without(e.x, "hinted", "stated", "twice")
			}
		}
		m.page[i] = fit(set, genre, topic.EvidenceNames, pullPage)
	}
	return m
}

// How strongly weights are pulled to zero: by the area under the curve of
// cross-validation, which grew steadily with the pull of texts.
const (
	pullText = 0.3
	pullPage = 0.002
)

func textModels(examples []*example) style.Models {
	var m style.Models
	for i, genre := range targets {
		set := choose(examples, genre, func(e *example) float64 { return weights[e.set].text })
		for _, e := range set {
			e.x = e.measures
		}
		m[i] = fit(set, genre, style.Names, pullText)
	}
	return m
}

// score is how the page leans by both models.
func (m models) score(e *example) [2]float64 {
	x := e.evidence(m.text.Leans(e.text))
	return [2]float64{dot(m.page[0], scaled(m.page[0], x)), dot(m.page[1], scaled(m.page[1], x))}
}

// evidence is an article's, with no number where a set does not know who wrote
// it.
func (e *example) evidence(l [2]float64) []float64 {
	x := topic.Evidence(e.signals, l)
	if !signed(e.set) {
		x = without(x, "no-author", "one-author")
	}
	return x
}

// without returns evidence with no number for some of it.
func without(x []float64, names ...string) []float64 {
	for _, n := range names {
		x[slices.Index(topic.EvidenceNames, n)] = math.NaN()
	}
	return x
}

// choose returns the examples of a genre and of reports; within a set each of
// the two weighs half of the set's weight.
func choose(examples []*example, genre topic.Genre, weight func(*example) float64) []*example {
	type half struct {
		set string
		is  bool
	}
	n := map[half]float64{}
	var out []*example
	for _, e := range examples {
		if (e.genre == genre || e.genre == topic.Report) && weight(e) > 0 {
			out = append(out, e)
			n[half{e.set, e.genre == genre}]++
		}
	}
	for _, e := range out {
		e.weight = weight(e) / n[half{e.set, e.genre == genre}]
	}
	return out
}
