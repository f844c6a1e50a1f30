package extract

import (
	"slices"
	"strings"
	"testing"

	"github.com/overview-news/overview/page/extract/internal/corpus"
	"github.com/overview-news/overview/page/extract/internal/score"
)

// titles counts how a set's labels compare with the headlines that we keep.
type titles struct {
	pages  int
	shown  int // the label is the headline that a reader sees
	stated int // it is what the page calls itself for machines
	kept   int // it is one of the headlines that are kept
}

func (s *titles) add(t *testing.T, p corpus.Page) {
	a, err := Page(p.HTML, p.URL, Options{ContentType: p.ContentType})
	if err != nil {
		t.Errorf("Page(%s): %v", p.URL, err)
		return
	}
	s.pages++
	want := score.Fold(p.Title)
	if score.Fold(a.Headline) == want {
		s.shown++
	}
	if score.Fold(a.Stated) == want {
		s.stated++
	} else {
		reportFaults(t, p)("stated", a.Stated, p.Title)
	}
	if score.Fold(a.Headline) == want || slices.ContainsFunc(a.Variants, func(v Variant) bool { return score.Fold(v.Text) == want }) {
		s.kept++
	} else {
		reportFaults(t, p)("kept", a.Headline, p.Title)
	}
}

// TestQualityOfHeadlines measures the headline of labelled pages three times:
// as readers see it, as the page states it for machines by one rule for every
// page, and whether the label is among those that are kept. The bodies of waddle
// begin with the headline, now and then with a byline or a date behind it.
func TestQualityOfHeadlines(t *testing.T) {
	step, slack := 7, 0.08
	if *quality {
		slack = 0
	}
	fundus, archive, waddle := &titles{}, &titles{}, &titles{}
	for _, p := range readPages(t, step) {
		switch {
		case p.Set == "waddle":
			p.Title, _, _ = strings.Cut(p.Body, "\n")
			waddle.add(t, p)
		case score.Fold(p.Title) == "":
		case p.Set == "fundus":
			fundus.add(t, p)
		default:
			archive.add(t, p)
		}
	}
	for _, f := range []struct {
		name                string
		s                   *titles
		shown, stated, kept float64
	}{{"fundus", fundus, 0.885, 0.91, 0.99}, {"archive", archive, 0.92, 0.90, 0.97}, {"waddle", waddle, 0.90, 0.83, 0.90}} {
		n := float64(max(f.s.pages, 1))
		shown, stated, kept := float64(f.s.shown)/n, float64(f.s.stated)/n, float64(f.s.kept)/n
		t.Logf("%s, %d titles: shown %.4f, stated %.4f, kept %.4f", f.name, f.s.pages, shown, stated, kept)
		if shown < f.shown-slack || stated < f.stated-slack || kept < f.kept-slack {
			t.Errorf("%s: shown %.4f, stated %.4f, kept %.4f, want at least %.3f, %.3f, %.3f", f.name, shown, stated, kept,
				f.shown-slack, f.stated-slack, f.kept-slack)
		}
	}
}
