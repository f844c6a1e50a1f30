package learn

import (
	"fmt"
	"testing"
	"time"

	"github.com/overview-news/overview/cluster/internal/gold"
)

// made is a set of forty events, each told three times with names of its own.
func made() *gold.Set {
	s := &gold.Set{Name: "made", Of: "made"}
	for i := range 120 {
		e := i / 3
		name := fmt.Sprintf("Kar%c%cvil", 'a'+e%26, 'a'+e*7%26)
		s.Articles = append(s.Articles, gold.Article{
			ID: fmt.Sprint(i), Date: time.Date(2026, 3, 10, i/10, i%10, 0, 0, time.UTC), Lang: "en", Story: fmt.Sprint("e", e),
			Title: fmt.Sprintf("%s opens bridge number %d after a long quarrel", name, e+10),
			Text:  fmt.Sprintf("The town of %s opened a bridge on Tuesday, report %d, and the mayor spoke about money.", name, i),
		})
	}
	return s
}

func TestCollectAndFit(t *testing.T) {
	examples := Collect(made())
	yes, no := 0, 0
	for _, e := range examples {
		if e.Same {
			yes++
			if e.Folds[0] != e.Folds[1] || e.Folds[0] < 0 {
				t.Fatalf("a pair of one event is in parts %v", e.Folds)
			}
		} else {
			no++
		}
	}
	if yes < 100 || no < 200 {
		t.Fatalf("%d pairs of one event and %d of two, want at least 100 and 200", yes, no)
	}
	m := Fit(examples)
	right := 0
	for _, e := range examples {
		if (m.Probability(e.Vector[:]) > 0.5) == e.Same {
			right++
		}
	}
	if right*100 < 95*len(examples) {
		t.Errorf("%d of %d right, want 95 %%", right, len(examples))
	}
	parts := map[int]bool{}
	for e := range 40 {
		parts[FoldOf("made", fmt.Sprint("e", e))] = true
	}
	if len(parts) != Folds || FoldOf("made", "") != -1 {
		t.Errorf("events are in parts %v, no event in %d", parts, FoldOf("made", ""))
	}
}

func TestVariants(t *testing.T) {
	s := made()
	if n := len(Variants(s)); n != 1 {
		t.Errorf("%d variants of a set with short bodies, want itself alone", n)
	}
	long := s.Map("long", func(a *gold.Article) {
		for range 6 {
			a.Text += " The mayor said it again — and again — to everybody who would hear."
		}
	})
	v := Variants(long)
	if len(v) != 3 || v[1].Articles[0].Text != "" || len(v[2].Articles[0].Text) > shortBody {
		t.Errorf("%d variants, want three: whole, without bodies, shortened", len(v))
	}
}
