package compose

import (
	"testing"

	"github.com/overview-news/overview/internal/measure"
)

func weighted(list ...measure.Weighted) []measure.Weighted { return list }

func TestSoughtLeavesOutWhoIsQuotedOnce(t *testing.T) {
	got := soughtOf(measure.Subject{Actors: weighted(measure.Weighted{Term: "@GE", Weight: 21},
		measure.Weighted{Term: "arveli", Weight: 20}, measure.Weighted{Term: "théophile rouvray", Weight: 3})})
	if len(got.names) != 1 || got.names[0] != "arveli" || len(got.countries) != 1 || got.countries[0] != "GE" {
		t.Errorf("soughtOf = %+v, want arveli and GE", got)
	}
}

func TestPlausible(t *testing.T) {
	s := sought{names: []string{"arveli"}, countries: []string{"GE"}, terms: []string{"ches", "final", "king", "storm"}}
	for _, tt := range []struct {
		name, text string
		want       bool
	}{
		{"the story", "Nino Arveli wins the chess final in Tbilisi", true},
		{"set like a headline", "Arveli Wins Chess Final, Stuns Tbilisi", true},
		{"without the country, with more words", "Arveli takes the chess final with a king move", true},
		{"without the country, with few words", "Arveli dreams of chess", false},
		{"a country is no hint", "Georgia: storm ends chess final", false},
		{"inside of another word", "Marveling at finalists of checkers in Tbilisi", false},
		{"nothing", "", false},
	} {
		t.Run(tt.name, func(t *testing.T) {
			if _, got := s.in(tt.text); got != tt.want {
				t.Errorf("in(%q) = %v, want %v", tt.text, got, tt.want)
			}
		})
	}
}

// TestPlausibleByFullName: a name of several words needs no country beside it.
func TestPlausibleByFullName(t *testing.T) {
	s := sought{names: []string{"amaranta quiroga"}, countries: []string{"AR"}, terms: []string{"vaccin", "vine", "blight"}}
	if _, got := s.in("Amaranta Quiroga tests a vaccine for vines"); !got {
		t.Error("in = false, want true of a full name and two words")
	}
	if _, got := s.in("Amaranta Quiroga sings of vines"); got {
		t.Error("in = true, want false of a full name and one word")
	}
}

func TestBegun(t *testing.T) {
	for _, tt := range []struct {
		text string
		want int
	}{
		{"chess and finals", 2},
		{"semifinal", 0},
		{"semifinal, final", 1},
		{"l'échec finale", 1},
	} {
		if got := begun(tt.text, []string{"ches", "final"}); got != tt.want {
			t.Errorf("begun(%q) = %d, want %d", tt.text, got, tt.want)
		}
	}
}
