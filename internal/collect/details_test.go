package collect

import (
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/overview-news/overview/internal/news"
	"github.com/overview-news/overview/page/extract"
)

func TestDetails(t *testing.T) {
	at := time.Date(2026, 8, 2, 9, 0, 0, 0, time.UTC)
	for _, tt := range []struct {
		name string
		page extract.Article
		a    news.Article
		want news.Details
	}{
		{"nothing", extract.Article{}, news.Article{DateGuessed: true}, news.Details{}},
		{"all", extract.Article{
			Kicker: "Nach der Flut", Place: "Kyjiw", Headline: "Brücke", Authors: []string{"Rosa Lindt"},
			Signed: []extract.Name{{Text: "Rosa Lindt", Kind: extract.NamePerson}, {Text: "dpa", Kind: extract.NameAgency},
				{Text: "Ressort Ausland", Kind: extract.NameDesk}, {Text: "Ufer Post", Kind: extract.NameOutlet}, {Text: "rl", Kind: extract.NameInitials}},
			Image:     extract.Image{URL: "https://a.example/1.jpg", Caption: "Die Brücke.", Credit: "Abel Marsch"},
			Published: extract.Moment{Time: at}, Sources: extract.Sources{Headline: "h1", Authors: "byline", Published: "json-ld"},
		}, news.Article{Title: "Brücke", Authors: []string{"Rosa Lindt"}, Published: at}, news.Details{
			Kicker: "Nach der Flut", Place: "Kyjiw", ImageCaption: "Die Brücke.", ImageCredit: "Abel Marsch",
			Signed: []news.Signature{{Name: "dpa", Kind: news.SignedAgency}, {Name: "Ressort Ausland", Kind: news.SignedDesk},
				{Name: "Ufer Post", Kind: news.SignedOutlet}, {Name: "rl", Kind: news.SignedInitials}},
			Found: news.Found{Headline: "h1", Authors: "byline", Published: "json-ld"},
		}},
		{"of its feed", extract.Article{Image: extract.Image{Caption: "of no image"}, Published: extract.Moment{Time: at.Add(time.Hour)},
			Sources: extract.Sources{Published: "json-ld"}},
			news.Article{Title: "Brücke", Authors: []string{"Rosa Lindt"}, Published: at},
			news.Details{Found: news.Found{Headline: "feed", Authors: "feed", Published: "feed"}}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			if diff := cmp.Diff(tt.want, *details(tt.page, tt.a)); diff != "" {
				t.Errorf("details (-want +got):\n%s", diff)
			}
		})
	}
}

func TestPeople(t *testing.T) {
	signed := []extract.Name{{Text: "Ufer Post", Kind: extract.NameOutlet}, {Text: "Rosa Lindt", Kind: extract.NamePerson}, {Text: "rl", Kind: extract.NameInitials}}
	for _, tt := range []struct {
		name     string
		in, want []string
	}{
		{"none", nil, nil},
		{"a person", []string{"Rosa Lindt"}, []string{"Rosa Lindt"}},
		{"the outlet", []string{"UFER POST ", "Abel Marsch"}, []string{"Abel Marsch"}},
		{"an agency that the page does not name", []string{"Reuters"}, nil},
		{"a person of an agency", []string{"Rosa Lindt, Reuters"}, []string{"Rosa Lindt"}},
		{"an agency and the outlet", []string{"AFP/The Weir News"}, nil},
		{"the staff of a part of the site", []string{"red, ufer.weirnews.example/Agenturen"}, nil},
		{"two persons", []string{"Rosa Lindt and Abel Marsch"}, []string{"Rosa Lindt", "Abel Marsch"}},
		{"a biography", []string{`Rosa Lindt（rlindt）\nWrites about rivers since 2009.\n(more)`}, []string{"Rosa Lindt"}},
		{"nothing but a biography", []string{strings.Repeat("Rosa writes about rivers. ", 20)}, nil},
		{"an address", []string{"https://social.example/weirnews/"}, nil},
		{"initials stay", []string{"rl"}, []string{"rl"}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			if diff := cmp.Diff(tt.want, people(tt.in, signed, "The Weir News", "https://weirnews.example/pumps")); diff != "" {
				t.Errorf("people(%q) (-want +got):\n%s", tt.in, diff)
			}
		})
	}
}
