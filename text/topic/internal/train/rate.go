package main

import (
	"fmt"

	"github.com/overview-news/overview/text/topic"
)

// scored is an example with how it leans by models that saw nothing of its
// outlet.
type scored struct {
	*example
	leans [2]float64
}

// cross scores all examples by cross-validation over outlets, once for each way
// to cut them.
func cross(all []*example) []scored {
	var out []scored
	for _, way := range ways {
		for fold := range folds {
			var rest []*example
			for _, e := range all {
				if foldOf(e.outlet, way) != fold {
					rest = append(rest, e)
				}
			}
			m := train(rest)
			for _, e := range all {
				if foldOf(e.outlet, way) == fold {
					out = append(out, scored{e, m.score(e)})
				}
			}
		}
	}
	return out
}

// best is the bar above which F1 of a genre against reports is highest, and
// that F1. Scores are blurred, so that the bar does not hang on one or two.
func best(all []scored, target int, counts func(*example) bool) (bar, f1 float64) {
	const (
		from, to, step = -4, 8, 0.05
		blur           = 0.5 // nats
	)
	genre := targets[target]
	highest := 0.0
	for b := float64(from); b <= to; b += step {
		var right, false, n, sure, sureFalse float64
		for _, s := range all {
			if !counts(s.example) || s.genre != genre && s.genre != topic.Report {
				continue
			}
			z := s.leans[target]
			above := sigmoid((z - b) / blur)
			if s.genre == genre {
				n++
				right += above
				sure += truth(z >= b)
			} else {
				false += above
				sureFalse += truth(z >= b)
			}
		}
		if f := 2 * right / (right + false + n); f > highest {
			highest, bar = f, b
			f1 = 2 * sure / (sure + sureFalse + n)
		}
	}
	return bar, f1
}

// reportBar is the highest bar under which, on pages, opinions are at most the
// given share of what stands between it and the bar of opinion: what is above
// it is too likely an opinion to be called a report.
func reportBar(all []scored, bar, share float64) float64 {
	const step = 0.1
	low := bar
	for b := bar; b > bar-6; b -= step {
		opinions, pages := 0.0, 0.0
		for _, s := range all {
			if z := s.leans[0]; signed(s.set) && s.genre != topic.Analysis && z >= b && z < b+1 {
				pages++
				opinions += truth(s.genre == topic.Opinion)
			}
		}
		if opinions > share*pages {
			low = b
		}
	}
	return low
}

// area is the chance that an example of the genre scores above a report.
func area(all []scored, target int, counts func(*example) bool) string {
	right, pairs := 0.0, 0.0
	for _, a := range all {
		if a.genre != targets[target] || !counts(a.example) {
			continue
		}
		for _, b := range all {
			if b.genre == topic.Report && counts(b.example) {
				pairs++
				right += truth(a.leans[target] > b.leans[target])
			}
		}
	}
	return fmt.Sprintf("%.3f", right/max(pairs, 1))
}
