package topic

import (
	"strings"
	"testing"
)

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
		{"Lithuanian section in the address", Signals{Address: "https://a.example/naujienos/nuomones/3/x"}, Opinion},
		{"Urdu section", Signals{Section: "کالم"}, Opinion},
		{"Tamil section", Signals{Section: "தலையங்கம்"}, Opinion},
		{"Swahili section", Signals{Section: "Maoni"}, Opinion},
		{"Georgian section", Signals{Section: "მოსაზრება"}, Opinion},
		{"a word of the section", Signals{Section: "Today's Opinions"}, Opinion},
		{"Croatian section", Signals{Section: "Kolumne"}, Opinion},
		{"Albanian crime news", Signals{Section: "Kronikë e zezë", Address: "https://a.example/kronike-e-zeze/x"}, Unsure},
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
		{"the domain's own name", Signals{Address: "https://comments.example/life/1"}, Unsure},
		{"a name before the domain", Signals{Address: "https://opinion.a.example/2026/x"}, Opinion},
		{"label in the article's own name", Signals{Address: "https://a.example/2026/let-kids-be-kids-editorial/"}, Opinion},
		{"the same before index.html", Signals{Address: "https://a.example/politics/the-court-at-work-analysis/index.html"}, Analysis},
		{"signed label", Signals{Labels: []string{"Kommentar von Eva Beispiel"}}, Opinion},
		{"a label alone may be a menu's word", Signals{Labels: []string{"Opinion"}}, Unsure},
		{"column by its author's name", Signals{Authors: []string{"Eva Example"}, Headline: "Eva Example: we deserve better", Text: column}, Opinion},
		{"editorial board as author", Signals{Authors: []string{"Editorial Board"}, Text: column}, Opinion},
		{"phrase under the headline", Signals{Text: "Was bleibt von der Reform? Ein Kommentar.\n" + column}, Opinion},
		{"the text alone, argued", Signals{Text: column, Authors: []string{"Eva Example"}}, Opinion},
		{"the text alone, told", Signals{Text: told}, Report},
		{"called opinion but told", Signals{Text: told, Address: "https://a.example/opinion/x"}, Unsure},
		{"questions under a headline that quotes", Signals{Headline: "“We will build”", Text: interview}, Interview},
		{"questions all along are no argument", Signals{Headline: "The mayor on the school", Text: strings.Repeat("Why do we wait, and should we?\nI think it was not good, and we should say so.\n", 12)}, Unsure},
		{"columnist beside the name", Signals{Labels: []string{"Columnist"}, Headline: "A town that waits"}, Opinion},
		{"folder of the author's", Signals{Address: "https://a.example/evaexample/2026/x", Authors: []string{"Eva Example"}, Text: column}, Opinion},
		{"told to machines", Signals{Opinion: true, Text: column, Authors: []string{"Eva Example"}}, Opinion},
		{"genre among the marks", Signals{Marks: []string{"News", "Nuomonės"}}, Opinion},
		{"one of many tags", Signals{Marks: []string{"Housing", "In Depth"}}, Unsure},
		{"a weak word among the marks", Signals{Marks: []string{"Reviews"}}, Unsure},
		{"the views are the writer's", Signals{Notes: []string{"The opinions expressed by contributors are their own and do not bind us."}}, Opinion},
		{"the views are the readers'", Signals{Notes: []string{"Opinions expressed in reader comments are those of the author."}}, Unsure},
		{"short and called opinion", Signals{Text: strings.Repeat("The council met and said the school opens in May. ", 8), Address: "https://a.example/opinion/x"}, Opinion},
		{"questions for the most part, and who speaks", Signals{Headline: "Eva Example: it takes long", Text: interview}, Interview},
		{"Turkish section without its marks", Signals{Address: "https://a.example/kose-yazilari/x"}, Opinion},
		{"Greek section in Latin letters", Signals{Address: "https://a.example/apopseis/x"}, Opinion},
		{"Belgian guest pieces", Signals{Section: "Carte blanche"}, Opinion},
		{"a text too short to judge", Signals{Text: "I think we should.", Section: "Opinion"}, Opinion},
		{"German, argued", Signals{Text: kommentar, Authors: []string{"Eva Beispiel"}}, Opinion},
		{"Chinese, told", Signals{Text: strings.Repeat("警方表示，据悉3人受伤，记者了解到120名学生已经离开，消息指出学校2026年开放。\n", 8)}, Report},
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

// column, told and interview are texts of three styles.
var (
	column = strings.Repeat("I should have known better, and perhaps we all should. Why must my street wait? We must ask what our council is for! "+
		"Surely we deserve a school that opens. Frankly, I fear that nobody in our town hall will ever read these lines, and that is a shame.\n", 14)
	kommentar = strings.Repeat("Ich glaube, wir müssen endlich fragen, warum unsere Straße wartet. Das ist leider nicht gut. Wollen wir das wirklich? Das wäre falsch!\n", 14)
	told      = "HOLM (AP) — The council said on Tuesday that the school will open in 2026, according to a statement.\n" +
		strings.Repeat("The spokeswoman said 120 pupils were told of the plan on Monday. Police reported 3 protests, officials said.\n", 8)
	interview = strings.Repeat("How long will that take?\nIt takes as long as it takes, the plans are drawn and the money is there.\n", 6)
)

func FuzzGenreOf(f *testing.F) {
	f.Add("Opinion | x", "https://a.example/x", column)
	f.Add("", "http://[", "\xff“「\n?")
	f.Fuzz(func(t *testing.T, headline, address, text string) {
		s := Signals{Headline: headline, Address: address, Text: text, Authors: []string{headline}, Labels: []string{text}}
		if a, b := Of(s), Of(s); a != b {
			t.Errorf("Of(%+v) = %q, then %q", s, a, b)
		}
		if a, b := GenreOf(s), GenreOf(s); a != b {
			t.Errorf("GenreOf(%+v) = %q, then %q", s, a, b)
		}
	})
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
		{"the text where nothing is stated", Signals{Headline: "A long night", Text: "The hospital has 40 patients with the virus, doctors said."}, Health},
		{"a Polish text", Signals{Text: "Policjanci zatrzymali podejrzanego o morderstwo, prokurator postawił zarzuty."}, Crime},
		{"a Japanese text", Signals{Text: "患者が病院で感染し、ワクチンの研究が進む。"}, Health},
		{"too few words agree", Signals{Text: "The hospital is an old house by the river with a long garden."}, UnsureTopic},
		{"two topics come close", Signals{Text: "Police arrested the suspect; the hospital, the patient and the doctor waited."}, UnsureTopic},
		{"two words of a headline are two", Signals{Headline: "Voters and ballots: the queen of the hive is chosen",
			Text: "The bees gather at dusk and the keeper waits by the old garden wall."}, UnsureTopic},
		{"two words of a headline and one of the text", Signals{Headline: "Voters and ballots: the queen of the hive is chosen",
			Text: "The bees gather at dusk and the keeper, once a senator, waits."}, Politics},
		{"what is stated goes before the text", Signals{Section: "Sport", Text: "The hospital has 40 patients with the virus, doctors said."}, Sport},
		{"nothing", Signals{}, UnsureTopic},
	} {
		t.Run(tt.name, func(t *testing.T) {
			if got := Of(tt.in); got != tt.want {
				t.Errorf("Of(%+v) = %q, want %q", tt.in, got, tt.want)
			}
		})
	}
}
