package topic

import "testing"

func TestGenreOf(t *testing.T) {
	for _, tt := range []struct {
		name string
		in   Signals
		want Genre
	}{
		{"stated type", Signals{Types: []string{"OpinionNewsArticle"}}, Opinion},
		{"live type", Signals{Types: []string{"LiveBlogPosting"}, Address: "https://a.example/opinion/x"}, Live},
		{"section in the address", Signals{Address: "https://a.example/2026/opinion/why-we-wait"}, Opinion},
		{"German section", Signals{Section: "Kommentar"}, Opinion},
		{"Greek section", Signals{Section: "Απόψεις"}, Opinion},
		{"Korean section", Signals{Section: "사설"}, Opinion},
		{"Arabic section", Signals{Section: "الرأي"}, Opinion},
		{"label before the headline", Signals{Headline: "Analysis: what the vote means"}, Analysis},
		{"label after the headline", Signals{Headline: "Das Ende der Geduld | Kommentar"}, Opinion},
		{"interview label", Signals{Labels: []string{"Entrevista"}, Keywords: []string{"entrevista"}}, Interview},
		{"paid content", Signals{Types: []string{"NewsArticle"}, Address: "https://a.example/sponsored/best-mops"}, Sponsored},
		{"live headline", Signals{Headline: "Storm reaches Holm: live updates"}, Live},
		{"briefing", Signals{Section: "Morning Briefing"}, Roundup},
		{"plain report", Signals{Types: []string{"NewsArticle"}, Section: "Politics"}, Report},
		{"an article named opinion", Signals{Address: "https://a.example/news/opinion"}, Unsure},
		{"the slot of an advertisement", Signals{Labels: []string{"Anzeige", "Comments"}}, Unsure},
		{"nothing known", Signals{}, Unsure},
		{"bad address", Signals{Address: "http://[::1"}, Unsure},
	} {
		t.Run(tt.name, func(t *testing.T) {
			if got := GenreOf(tt.in); got != tt.want {
				t.Errorf("GenreOf(%+v) = %q, want %q", tt.in, got, tt.want)
			}
		})
	}
}

func TestOf(t *testing.T) {
	for _, tt := range []struct {
		name string
		in   Signals
		want Topic
	}{
		{"address", Signals{Address: "https://a.example/sport/fussball/x"}, Sport},
		{"section", Signals{Section: "Wirtschaft"}, Economy},
		{"Russian section", Signals{Section: "Политика"}, Politics},
		{"Japanese section", Signals{Section: "経済"}, Economy},
		{"keywords and headline", Signals{Headline: "Earthquake shakes the coast", Keywords: []string{"earthquake"}}, Disaster},
		{"one word is not enough", Signals{Headline: "The war on weeds"}, UnsureTopic},
		{"split evidence", Signals{Section: "Culture Sport"}, UnsureTopic},
		{"nothing", Signals{}, UnsureTopic},
	} {
		t.Run(tt.name, func(t *testing.T) {
			if got := Of(tt.in); got != tt.want {
				t.Errorf("Of(%+v) = %q, want %q", tt.in, got, tt.want)
			}
		})
	}
}
