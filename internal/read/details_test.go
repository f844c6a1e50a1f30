package read

import (
	"context"
	"errors"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/overview-news/overview/internal/news"
)

func TestPlaceName(t *testing.T) {
	for in, want := range map[string]string{
		"ST. JOHN'S": "St. John's", "KING’S LYNN": "King’s Lynn", "'S-HERTOGENBOSCH": "'s-Hertogenbosch", "‘S-GRAVENHAGE": "‘s-Gravenhage",
		"SANA'A": "Sana'a", "L'AQUILA": "L'Aquila", "N’DJAMENA": "N’Djamena", "O'FALLON, MO.": "O'Fallon, Mo.", "MARTHA'S": "Martha's",
		"IRKUTSK": "Irkutsk", "LIMA, PERÚ": "Lima, Perú", "İZMİR": "İzmir", "THE 'CITY'": "The 'City'", "'": "'", "PARIS'": "Paris'",
		"": "", "Kyiv": "Kyiv", "KYIV": "Kyiv", "U.S.": "U.S.", "UN": "UN", "NEW YORK": "New York", "SÃO PAULO": "São Paulo",
		"МОСКВА": "Москва", "ΑΘΗΝΑ": "Αθηνα", "PORT-AU-PRINCE": "Port-Au-Prince", "东京": "东京", "القاهرة": "القاهرة", "नई दिल्ली": "नई दिल्ली",
	} {
		if got := placeName(in, "en"); got != want {
			t.Errorf("placeName(%q, en) = %q, want %q", in, got, want)
		}
	}
	for _, tag := range []string{"tr", "tr-TR", "az", "az-Latn"} {
		for in, want := range map[string]string{"IĞDIR": "Iğdır", "DİYARBAKIR": "Diyarbakır", "İSTANBUL": "İstanbul", "SIRNAQ'I": "Sırnaq'ı"} {
			if got := placeName(in, tag); got != want {
				t.Errorf("placeName(%q, %s) = %q, want %q", in, tag, got, want)
			}
		}
	}
}

func TestFoundWords(t *testing.T) {
	for in, want := range map[string]string{
		"feed": "its feed", "json-ld": "what the page states for search engines (JSON-LD)",
		"json-ld dateCreated": "what the page states for search engines (JSON-LD)", "h1": "the heading on the page",
		"meta": "the page’s meta elements", "meta og:title": "the page’s meta element og:title",
		"address before an update": "the page’s address", "something new": "the page (something new)",
	} {
		if got := foundWords(in); got != want {
			t.Errorf("foundWords(%q) = %q, want %q", in, got, want)
		}
	}
}

// besides is a store of which only one method is asked.
type besides struct {
	Store
	details news.Details
	err     error
}

func (b besides) Details(context.Context, news.ArticleID) (news.Details, error) {
	return b.details, b.err
}

func TestDetails(t *testing.T) {
	d := news.Details{
		Kicker: "Nach der Flut", Place: "KIEW",
		Signed: []news.Signature{{Name: "dpa", Kind: news.SignedAgency}, {Name: "Reuters", Kind: news.SignedAgency},
			{Name: "Ressort Ausland", Kind: news.SignedDesk}, {Name: "Ein Verein", Kind: news.SignedOther}, {Name: " ", Kind: news.SignedDesk}},
		Found: news.Found{Headline: "h1", Published: "feed"},
	}
	german := func(s string) Text { return Text{Text: s, Lang: "de", Dir: "ltr"} }
	want := Article{
		Kicker: german("Nach der Flut"), Place: german("Kiew"),
		Signed: []Signed{{german("Reuters"), "agency"}, {german("Ressort Ausland"), "desk"}},
		Found:  []FoundIn{{"Headline", "the heading on the page"}, {"Date", "its feed"}},
	}
	r := &Reader{store: besides{details: d}}
	a := news.Article{Language: "de", Credit: "dpa"}
	var got Article
	if err := r.fillDetails(t.Context(), &got, a); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("Article (-want +got):\n%s", diff)
	}
	var repeated Article
	if err := r.fillDetails(t.Context(), &repeated, news.Article{Title: "NACH DER FLUT: Die Brücke steht"}); err != nil || !repeated.Kicker.IsZero() {
		t.Errorf("Kicker = %q, %v, want none: the headline begins with it", repeated.Kicker.Text, err)
	}
	byPerson := Article{Authors: []Text{german("Rosa Lindt")}}
	if err := r.fillDetails(t.Context(), &byPerson, a); err != nil || byPerson.Signed != nil {
		t.Errorf("a text by a person is signed by %v, %v too", byPerson.Signed, err)
	}
	broken := errors.New("broken")
	if err := (&Reader{store: besides{err: broken}}).fillDetails(t.Context(), &got, a); !errors.Is(err, broken) {
		t.Errorf("fillDetails = %v, want %v", err, broken)
	}
}

// Names without end do not fill the screen.
func TestSignaturesAreBounded(t *testing.T) {
	long := make([]news.Signature, 12)
	for i := range long {
		long[i] = news.Signature{Name: strings.Repeat("Verein der Freunde ", 40), Kind: news.SignedDesk}
	}
	got := signed(long, news.Article{Language: "de"})
	if len(got) != maxSigned || len([]rune(got[0].Name.Text)) > maxWord {
		t.Errorf("signed of 12 long names = %d names, the first of %d bytes", len(got), len(got[0].Name.Text))
	}
}
