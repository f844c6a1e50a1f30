package main

import (
	"fmt"
	"math"
	"math/rand/v2"

	"github.com/overview-news/overview/page/extract/internal/score"
)

// labels are what a page's label says, cut once for all extractors.
type labels struct {
	plain   bool
	body    score.Bag
	title   string
	authors []string
	day     score.Day
	dated   bool
}

func newLabels(in *input) labels {
	l := labels{plain: in.plain(), body: score.Shingles(in.Body, in.plain()), title: score.Fold(in.Title), authors: in.Authors}
	l.day, l.dated = score.ParseDay(in.Date)
	return l
}

// compare scores what an extractor found, as package score does.
func (l labels) compare(f found) outcome {
	var o outcome
	if l.body.N > 0 {
		got := score.Shingles(f.text, l.plain)
		common := float64(l.body.Common(got))
		o.body = score.Body{HasTrue: true, HasPred: got.N > 0, R: common / float64(l.body.N)}
		if got.N > 0 {
			o.body.P = common / float64(got.N)
		}
	}
	o.titled = l.title != ""
	o.rightTitle = o.titled && score.Fold(f.title) == l.title
	o.authors, o.authored = score.Authors(l.authors, f.authors)
	if o.dated = l.dated; l.dated {
		var got score.Day
		got, o.named = score.ParseDay(f.published)
		o.rightDay = o.named && l.day.Same(got)
	}
	return o
}

// figures are those of one extractor over a group of pages.
type figures struct {
	bodies                 []score.Body
	titles, rightTitles    int
	authored               int
	authors                float64
	dated, named, rightDay int
}

func (g *figures) add(o outcome) {
	if o.body.HasTrue {
		g.bodies = append(g.bodies, o.body)
	}
	if o.titled {
		g.titles++
	}
	if o.rightTitle {
		g.rightTitles++
	}
	if o.authored {
		g.authored++
		g.authors += o.authors
	}
	if o.dated {
		g.dated++
	}
	if o.named {
		g.named++
	}
	if o.rightDay {
		g.rightDay++
	}
}

func share(a float64, n int) float64 {
	if n == 0 {
		return math.NaN()
	}
	return a / float64(n)
}

// bootstrapSamples is enough for two digits of a deviation; it is that of the
// shared scorer, as is the seed.
const bootstrapSamples = 300

// deviation estimates the standard deviation of the body F1 by drawing the
// pages anew; it is repeatable.
func deviation(bodies []score.Body) float64 {
	rnd := rand.New(rand.NewPCG(1, 2))
	sample := make([]score.Body, len(bodies))
	var sum, squares float64
	for range bootstrapSamples {
		for i := range sample {
			sample[i] = bodies[rnd.IntN(len(bodies))]
		}
		f := score.MeanF1(sample)
		sum += f
		squares += f * f
	}
	mean := sum / bootstrapSamples
	return math.Sqrt(max(0, squares/bootstrapSamples-mean*mean))
}

func bodyF1(bodies []score.Body) string { return fmt.Sprintf("%.3f", score.MeanF1(bodies)) }

// bodyCell gives the figure with its deviation, which says nothing about very
// few pages.
func bodyCell(bodies []score.Body) string {
	const enough = 5 // pages
	if len(bodies) < enough {
		return bodyF1(bodies)
	}
	return fmt.Sprintf("%s ± %.3f", bodyF1(bodies), deviation(bodies))
}
