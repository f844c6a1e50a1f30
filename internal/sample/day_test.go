package sample_test

import (
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"

	"github.com/overview-news/overview/internal/news"
	"github.com/overview-news/overview/internal/sample"
)

func TestDayIsTheSameForOneMoment(t *testing.T) {
	a, b := sample.Day(noon), sample.Day(noon)
	if diff := cmp.Diff(a.Articles, b.Articles); diff != "" {
		t.Errorf("two days of one moment differ:\n%s", diff)
	}
	later := sample.Day(noon.Add(time.Hour))
	for i, x := range later.Articles {
		if got := x.Article.Published.Sub(a.Articles[i].Article.Published); got != time.Hour {
			t.Fatalf("an hour later %q is %v later, want 1h", x.Article.Title, got)
		}
	}
}

func TestSize(t *testing.T) {
	d := sample.Day(noon)
	if n := len(d.Articles); n < 200 || n > 300 {
		t.Errorf("%d articles, want 200 to 300", n)
	}
	recent, languages, countries := 0, map[string]int{}, map[string]bool{}
	for _, a := range d.Articles {
		languages[a.Article.Language]++
		countries[a.Outlet.Country] = true
		if noon.Sub(a.Article.Published) < 36*time.Hour {
			recent++
		}
	}
	if 2*recent < len(d.Articles) {
		t.Errorf("%d of %d articles are of the last 36 hours, want most", recent, len(d.Articles))
	}
	if len(languages) != 6 {
		t.Errorf("languages %v, want six", languages)
	}
	for language, n := range languages {
		if n < 10 {
			t.Errorf("%d articles in %s, want at least 10", n, language)
		}
	}
	if len(countries) < 12 {
		t.Errorf("%d countries, want at least 12", len(countries))
	}
	if n := len(d.Panel.Publishers); n < 30 {
		t.Errorf("a panel of %d, want at least 30", n)
	}
	t.Logf("%d articles of %d outlets, %v", len(d.Articles), len(d.Outlets), languages)
}

func TestOutlets(t *testing.T) {
	lanes, perCountry, state := map[news.Lane]int{}, map[string]int{}, 0
	names, newsrooms := map[string]bool{}, map[string]bool{}
	for _, o := range sample.Day(noon).Outlets {
		if names[o.Name] {
			t.Errorf("two outlets are called %s", o.Name)
		}
		names[o.Name], newsrooms[o.Publisher] = true, true
		lanes[o.Lane]++
		perCountry[o.Country]++
		if o.Ownership.StateOwned() {
			state++
		}
		for _, address := range []string{o.Home, o.Feed.URL, o.Ownership.Citation} {
			if address != "" && !strings.Contains(address, ".example/") {
				t.Errorf("%s has the address %s, want one under .example", o.Name, address)
			}
		}
	}
	if lanes[news.Agency] == 0 || lanes[news.External] == 0 || state < 3 {
		t.Errorf("lanes %v and %d state-owned outlets, want an agency, a broadcaster for abroad and three", lanes, state)
	}
	if len(newsrooms) != len(names)-2 {
		t.Errorf("%d newsrooms of %d outlets, want two with two outlets", len(newsrooms), len(names))
	}
	if n := perCountry["BT"]; n != 1 {
		t.Errorf("%d outlets of the thin country, want 1", n)
	}
}

// TestTexts: every text is marked, whole, in its language, and rendered
// sentence by sentence.
func TestTexts(t *testing.T) {
	addresses := map[string]bool{}
	genres := map[news.Genre]int{}
	for _, a := range sample.Day(noon).Articles {
		where := a.Article.URL
		if addresses[where] {
			t.Errorf("%s is there twice", where)
		}
		addresses[where] = true
		genres[a.Article.Genre]++
		checkText(t, where, a.Original)
		if (a.English == nil) != (a.Article.Language == "en") {
			t.Errorf("%s in %s: has a rendition: %v", where, a.Article.Language, a.English != nil)
		}
		if a.English == nil {
			continue
		}
		checkText(t, where, *a.English)
		if a.English.Engine != sample.Engine || a.English.Model != sample.Model {
			t.Errorf("%s: rendered by %q %q", where, a.English.Engine, a.English.Model)
		}
		if got, want := shape(*a.English), shape(a.Original); !cmp.Equal(got, want) {
			t.Errorf("%s: sentences of the rendition's blocks = %v, want %v", where, got, want)
		}
	}
	for _, g := range []news.Genre{news.GenreReport, news.GenreOpinion, news.GenreInterview, news.GenreLive} {
		if genres[g] == 0 {
			t.Errorf("no article is of genre %s", g)
		}
	}
}

func checkText(t *testing.T, where string, r news.Rendition) {
	t.Helper()
	if !strings.HasPrefix(r.Title, "SAMPLE: ") {
		t.Errorf("%s: headline %q does not say SAMPLE", where, r.Title)
	}
	sentences := 0
	for _, b := range r.Blocks {
		for _, s := range b.Sentences {
			sentences++
			if utf8.RuneCountInString(s) < 8 || strings.ContainsAny(s, "{}<>|") {
				t.Errorf("%s in %s: sentence %q is not whole", where, r.Language, s)
			}
		}
	}
	if sentences < 3 || strings.ContainsAny(r.Title, "{}<>|") {
		t.Errorf("%s in %s: %d sentences under %q", where, r.Language, sentences, r.Title)
	}
	if arabic := strings.ContainsAny(r.Text(), "اوي"); arabic != (r.Language == "ar") {
		t.Errorf("%s: is Arabic %v, says %s", where, arabic, r.Language)
	}
	if kana := strings.ContainsAny(r.Text(), "のはをに"); kana != (r.Language == "ja") {
		t.Errorf("%s: is Japanese %v, says %s", where, kana, r.Language)
	}
}

// shape is how many sentences each block has.
func shape(r news.Rendition) []int {
	var out []int
	for _, b := range r.Blocks {
		out = append(out, len(b.Sentences))
	}
	return out
}

func TestUntil(t *testing.T) {
	d := sample.Day(noon)
	then := noon.Add(-24 * time.Hour)
	before := d.Until(then)
	if n := len(before.Articles); n == 0 || n >= len(d.Articles) {
		t.Errorf("a day before there are %d of %d articles", n, len(d.Articles))
	}
	for _, a := range before.Articles {
		if a.Article.Published.After(then) {
			t.Errorf("%q of %v is there at %v", a.Article.Title, a.Article.Published, then)
		}
	}
	for _, w := range before.Watches {
		if w.Last.After(then) || w.Newest.After(then) {
			t.Errorf("%s was watched at %v and %v, after %v", w.Feed, w.Last, w.Newest, then)
		}
	}
}
