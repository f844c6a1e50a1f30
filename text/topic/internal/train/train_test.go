package main

import (
	"maps"
	"math"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/overview-news/overview/text/topic"
)

func sample() []*example {
	var out []*example
	for i := range 40 {
		e := &example{set: "archive", outlet: string(rune('a' + i%9)), genre: topic.Report, x: []float64{float64(i), math.Sin(float64(i)), math.NaN()}}
		if i >= 25 {
			e.genre = topic.Opinion
		}
		out = append(out, e)
	}
	return out
}

func TestFitTwice(t *testing.T) {
	names := []string{"a", "b", "unknown"}
	one := func(e *example) float64 { return 1 }
	a, b := fit(choose(sample(), topic.Opinion, one), topic.Opinion, names, 0.01), fit(choose(sample(), topic.Opinion, one), topic.Opinion, names, 0.01)
	if diff := cmp.Diff(a.Format("m"), b.Format("m")); diff != "" {
		t.Errorf("the same examples gave other weights:\n%s", diff)
	}
	if lo, hi := a.Lean([]float64{5, 0}), a.Lean([]float64{35, 0}); lo >= 0 || hi <= 0 {
		t.Errorf("Lean of a report, of an opinion = %.2f, %.2f", lo, hi)
	}
	if w := a.Weight[2]; w != 0 {
		t.Errorf("weight of what is never known = %v, want 0", w)
	}
}

func TestChoose(t *testing.T) {
	all := append(sample(), &example{set: "archive", genre: topic.Analysis}, &example{set: "newsweek", genre: topic.Opinion})
	set := choose(all, topic.Opinion, func(e *example) float64 {
		if e.set == "newsweek" {
			return 0
		}
		return 2
	})
	sums := map[topic.Genre]float64{}
	for _, e := range set {
		sums[e.genre] += e.weight
	}
	if len(set) != 40 || math.Abs(sums[topic.Opinion]-2) > 1e-9 || math.Abs(sums[topic.Report]-2) > 1e-9 {
		t.Errorf("%d chosen, weights %v; want 40, 2 and 2", len(set), sums)
	}
}

func TestBars(t *testing.T) {
	var all []scored
	for i, e := range sample() {
		all = append(all, scored{e, [2]float64{float64(i-25)/2 + 2, 0}})
	}
	bar, f1 := best(all, 0, func(*example) bool { return true })
	if f1 != 1 || bar < 1.5 || bar > 2 {
		t.Errorf("best = %.2f, F1 %.2f; want a bar from 1.5 to 2, F1 1", bar, f1)
	}
	if low := reportBar(all, bar, 0.1); low > bar || low < bar-1.1 {
		t.Errorf("reportBar = %.2f, want little under %.2f", low, bar)
	}
	if a := area(all, 0, func(*example) bool { return true }); a != "1.000" {
		t.Errorf("area = %s, want 1.000", a)
	}
}

func TestLeaveOut(t *testing.T) {
	if err := leaveOut("nowhere"); err == nil {
		t.Error("leaveOut(nowhere) is no error")
	}
	kept := maps.Clone(weights)
	defer func() { weights = kept }()
	if err := leaveOut("allsides,aeb"); err != nil {
		t.Fatal(err)
	}
	all := []*example{{set: "allsides", genre: topic.Opinion}, {set: "archive", genre: topic.Opinion}, {set: "aeb", genre: topic.Report}}
	set := choose(all, topic.Opinion, func(e *example) float64 { return weights[e.set].text })
	if len(set) != 1 || set[0].set != "archive" {
		t.Errorf("choose took %d examples, want that of archive only", len(set))
	}
}
