package measure

import (
	"maps"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/overview-news/overview/internal/news"
)

func TestFactsOf(t *testing.T) {
	for _, tt := range []struct {
		name, text            string
		names, voices         []string
		countries, figuresFor []string
	}{
		{name: "a country is not a name too", text: "Envoys of Iran and the German cabinet met Ada Brook in Lorn.",
			names: []string{"ada brook", "lorn"}, countries: []string{"DE", "IR"}},
		{name: "titles", text: "In Lorn the Police Chief Ada Brook thanked President Tom Vale.", names: []string{"ada brook", "lorn", "tom vale"}},
		{name: "a title alone", text: "They asked the Supreme Leader for an answer.", names: nil},
		{name: "a particle", text: "It is by Solène d'Aubrac and Jan van der Meer.", names: []string{"jan van der meer", "solène d aubrac"}},
		{name: "a headline's capitals", text: "Mayor Opens Fine New Bridge In Lorn.\nThe mayor came to Lorn.", names: []string{"lorn"}},
		{name: "written small elsewhere", text: "In Lorn a Drone fell on the Harbour. Drones fall, and a drone fell before.", names: []string{"harbour", "lorn"}},
		{name: "numbers in words", text: "Three Lorn boats sank. First Harbour boats came.", names: []string{"harbour", "lorn"}},
		{name: "who says it", text: "It rained, said Ada Brook. The river in Tarrow, it said, rose. According to Ben Cole it fell.",
			names: []string{"ada brook", "ben cole", "tarrow"}, voices: []string{"ada brook", "ben cole"}},
		{name: "figures", text: "The flood reached 12 villages in 3 days, 95 years belong to it, and 19 US soldiers.",
			countries: []string{"US"}, figuresFor: []string{"12 villages", "19 soldiers"}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			f := FactsOf(tt.text)
			if diff := cmp.Diff(tt.names, slices.Sorted(maps.Keys(f.Names))); diff != "" {
				t.Errorf("names:\n%s", diff)
			}
			if diff := cmp.Diff(tt.voices, slices.Sorted(maps.Keys(f.Voices))); diff != "" {
				t.Errorf("voices:\n%s", diff)
			}
			if diff := cmp.Diff(tt.countries, slices.Sorted(maps.Keys(f.Countries))); diff != "" {
				t.Errorf("countries:\n%s", diff)
			}
			var figures []string
			for _, x := range f.Figures {
				if x.Of != "" {
					figures = append(figures, x.Value+" "+x.Unit)
				}
			}
			if diff := cmp.Diff(tt.figuresFor, figures); diff != "" {
				t.Errorf("figures:\n%s", diff)
			}
		})
	}
}

// A person counts once, with and without a first name.
func TestSurnames(t *testing.T) {
	s := SubjectOf("We met with Ada Brook again. Later Brook sang for Ada Brook, and all praised Brook.")
	if len(s.Actors) != 1 || s.Actors[0] != (Weighted{"brook", 4}) {
		t.Errorf("actors are %v, want brook four times", s.Actors)
	}
}

// A headline that is not in English does not stand for a story that has
// English ones.
func TestSpeakerIsInEnglish(t *testing.T) {
	report := func(id news.ArticleID) news.Report {
		return news.Report{Article: id, Family: id, Country: "FR", Publisher: string(rune('a' + id))}
	}
	reports := []news.Report{report(1), report(2), report(3)}
	texts := map[news.ArticleID]string{2: "A walk by the sea.", 3: "The river flooded villages near Lorn; the flood reached roads."}
	if got := Summarise(news.Story{ID: 1, Medoid: 1}, reports, texts).Medoid; got != 3 {
		t.Errorf("medoid = %d, want 3: it names most of the story", got)
	}
	if got := Summarise(news.Story{ID: 1, Medoid: 2}, reports, texts).Medoid; got != 2 {
		t.Errorf("medoid = %d, want 2, which is in English", got)
	}
}

// Texts that are not in English come last and are not compared.
func TestUntranslatedTakes(t *testing.T) {
	anchor := teller(1, "FR", "amber", SameEvent)
	foreign := teller(2, "KE", "brook", SameEvent)
	foreign.Untranslated, foreign.Sentences = true, []string{"Daraja limefunguliwa.", "Ni zuri."}
	takes := Defaults().Takes(anchor, []Candidate{foreign, teller(3, "DE", "cedar", SameEvent)}, []string{"KE"})
	if len(takes) != 2 || takes[1].Article != 2 || len(takes[1].Chips) != 0 || takes[1].Sentence != "Daraja limefunguliwa." {
		t.Errorf("takes are %+v, want the untranslated one last, bare", takes)
	}
	anchor.Untranslated = true
	for _, x := range Defaults().Takes(anchor, []Candidate{teller(3, "DE", "cedar", SameEvent)}, nil) {
		if len(x.Chips) != 0 {
			t.Errorf("chips %v beside an untranslated article", x.Chips)
		}
	}
}
