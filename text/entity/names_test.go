package entity

import (
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestNames(t *testing.T) {
	for _, tt := range []struct {
		in   string
		want []string
	}{
		{"The minister Tomas Ilver met Ada Quiroz in Santa Lucena. Nothing came of it.", []string{"tomas ilver", "ada quiroz", "santa lucena"}},
		{"Quiroz left early. Later the army said Quiroz was well.", []string{"quiroz", "quiroz"}},
		{"Президент Марек Завада прибыл в Краков утром", []string{"президент марек завада", "краков"}},
		{"Dam Breaks Above Orvelle Valley As Rain Continues", nil},
		{"وصل الوزير إلى القاهرة", nil},
		{"nothing here", nil},
	} {
		text := Cut(tt.in, 100)
		var got []string
		for _, n := range Names(text) {
			got = append(got, text.Phrase(n.From, n.To))
		}
		if diff := cmp.Diff(tt.want, got); diff != "" {
			t.Errorf("Names(%q) (-want +got):\n%s", tt.in, diff)
		}
	}
}
