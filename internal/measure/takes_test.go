package measure

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/overview-news/overview/internal/news"
)

// teller makes a candidate that quotes somebody of its own.
func teller(id news.ArticleID, country, publisher string, step Step) Candidate {
	voice := strings.ToUpper(publisher[:1]) + publisher[1:]
	text := fmt.Sprintf("The bridge at Lorn was opened by Mayor Adair. It is a fine bridge, said %s Quill of the press.", voice)
	return Candidate{
		Report: news.Report{Article: id, Family: id, Country: country, Publisher: publisher, Lane: news.Domestic},
		Text:   text, Sentences: []string{text}, Subregion: earth.Subregion(country), Step: step,
	}
}

func ids(takes []Take) []news.ArticleID {
	var out []news.ArticleID
	for _, x := range takes {
		out = append(out, x.Article)
	}
	slices.Sort(out)
	return out
}

func countriesOf(takes []Take, of []Candidate) []string {
	var out []string
	for _, x := range takes {
		for _, c := range of {
			if c.Article == x.Article {
				out = append(out, c.Country)
			}
		}
	}
	return out
}

func TestTakesLeaveOutTheAnchorsOwn(t *testing.T) {
	anchor := teller(1, "FR", "amber", SameEvent)
	copied := teller(3, "DE", "cedar", SameEvent)
	copied.Family = anchor.Family
	twin := teller(5, "JP", "elder", SameEvent)
	twin.Family = 4
	candidates := []Candidate{
		anchor, teller(2, "FR", "amber", SameEvent), copied,
		teller(4, "JP", "dahlia", SameEvent), twin, teller(6, "JP", "dahlia", SameEvent),
	}
	if diff := cmp.Diff([]news.ArticleID{4}, ids(Defaults().Takes(anchor, candidates, nil))); diff != "" {
		t.Errorf("takes without the own newsroom, own text, a second text of a family or newsroom:\n%s", diff)
	}
	if diff := cmp.Diff([]news.ArticleID{3}, Copies(anchor, candidates)); diff != "" {
		t.Errorf("copies:\n%s", diff)
	}
}

func TestTakesComeInSteps(t *testing.T) {
	anchor := teller(1, "FR", "amber", SameEvent)
	var candidates []Candidate
	for i, step := range []Step{SameCountry, SameTheme, SameEvent, SameEvent, SameTheme, SameCountry, SameCountry, SameCountry} {
		country := []string{"US", "DE", "GB", "ES", "JP", "KE", "EG", "AR"}[i]
		candidates = append(candidates, teller(news.ArticleID(10+i), country, "paper"+country, step))
	}
	takes := Defaults().Takes(anchor, candidates, nil)
	var steps []Step
	for _, x := range takes {
		steps = append(steps, x.Step)
	}
	if diff := cmp.Diff([]Step{SameEvent, SameEvent, SameTheme, SameTheme, SameCountry, SameCountry}, steps); diff != "" {
		t.Errorf("steps:\n%s", diff)
	}
	// A newsroom that has told the event is not asked again on the theme.
	again := teller(30, "GB", "paperGB", SameTheme)
	takes = Defaults().Takes(anchor, []Candidate{candidates[2], again}, nil)
	if diff := cmp.Diff([]news.ArticleID{12}, ids(takes)); diff != "" {
		t.Errorf("takes of one newsroom in two steps:\n%s", diff)
	}
}

func TestTakesQuotas(t *testing.T) {
	anchor := teller(1, "FR", "amber", SameEvent)
	var many []Candidate
	for i, country := range []string{"DE", "DE", "DE", "JP", "JP", "KE", "AR", "EG"} {
		many = append(many, teller(news.ArticleID(10+i), country, fmt.Sprintf("paper%d", i), SameEvent))
	}
	takes := Defaults().Takes(anchor, many, nil)
	got := countriesOf(takes, many)
	if len(takes) != Defaults().MaxTakes {
		t.Fatalf("%d takes, want %d", len(takes), Defaults().MaxTakes)
	}
	first := slices.Clone(got[:4])
	slices.Sort(first)
	if n := len(slices.Compact(first)); n != 4 {
		t.Errorf("the first four are of %v, want four countries", got[:4])
	}

	for i := range many {
		many[i].StateOwned = i > 3
	}
	state := 0
	for _, id := range ids(Defaults().Takes(anchor, many, nil))[:] {
		if id > 13 {
			state++
		}
	}
	if state != 2 {
		t.Errorf("%d state-owned takes beside others, want 2", state)
	}
	for i := range many {
		many[i].StateOwned = true
	}
	if n := len(Defaults().Takes(anchor, many, nil)); n != 6 {
		t.Errorf("%d takes where all are state-owned, want 6: nothing else exists", n)
	}
	if n := len(Defaults().Takes(anchor, many[:3], nil)); n != 3 {
		t.Errorf("%d takes of one country alone, want 3", n)
	}
}

// TestTakesWhere: those it happens to speak first, then a third region.
func TestTakesWhere(t *testing.T) {
	anchor := teller(1, "FR", "amber", SameEvent)
	candidates := []Candidate{
		teller(2, "GB", "brook", SameEvent), teller(3, "KE", "cedar", SameEvent), teller(4, "DE", "dahlia", SameEvent),
	}
	takes := Defaults().Takes(anchor, candidates, []string{"KE"})
	if got := countriesOf(takes, candidates); got[0] != "KE" {
		t.Errorf("takes of %v, want KE first: it happens there", got)
	}
}

func TestTakeChips(t *testing.T) {
	anchor := Candidate{Report: news.Report{Article: 1, Family: 1, Publisher: "a"},
		Text: "Rain fell on Lorn. The flood reached 12 villages, said Ada Brook. The river rose."}
	own := "In Lorn and near Tarrow the flood reached 19 villages, said Ben Cole."
	other := Candidate{Report: news.Report{Article: 2, Family: 2, Publisher: "b", Country: "KE"},
		Text: own, Sentences: []string{"Rain fell on Lorn and the river rose again.", own}}
	takes := Defaults().Takes(anchor, []Candidate{other}, nil)
	if len(takes) != 1 {
		t.Fatalf("%d takes, want 1", len(takes))
	}
	if takes[0].Sentence != own {
		t.Errorf("sentence = %q, want the one with most of its own", takes[0].Sentence)
	}
	chips := map[ChipKind]string{}
	for _, c := range takes[0].Chips {
		chips[c.Kind] = strings.Join(c.Words, ", ")
	}
	want := map[ChipKind]string{ChipFigures: "19 villages", ChipVoices: "ben cole", ChipOnly: "tarrow"}
	if diff := cmp.Diff(want, chips); diff != "" {
		t.Errorf("chips:\n%s", diff)
	}
}
