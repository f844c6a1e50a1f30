package read_test

import (
	"context"
	"errors"
	"reflect"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/overview-news/overview/internal/compose"
	"github.com/overview-news/overview/internal/measure"
	"github.com/overview-news/overview/internal/news"
	"github.com/overview-news/overview/internal/read"
	"github.com/overview-news/overview/internal/read/readtest"
)

func article(t *testing.T, s *readtest.Store, id news.ArticleID) read.Article {
	t.Helper()
	a, err := reader(s, true).Article(context.Background(), id)
	if err != nil {
		t.Fatalf("Article(%d) = %v", id, err)
	}
	return a
}

// Takes are of other newsrooms, other texts and, at first, other countries.
func TestTakesOfTheSameEvent(t *testing.T) {
	a := article(t, readtest.Full(), 1)
	if len(a.Takes.Steps) != 1 || a.Takes.Steps[0].Title != "The same event" || len(a.Takes.Copies) != 0 {
		t.Fatalf("takes are %+v, want one step", a.Takes)
	}
	cards := a.Takes.Steps[0].Cards
	if len(cards) != measure.Defaults().MaxTakes {
		t.Errorf("%d cards, want %d", len(cards), measure.Defaults().MaxTakes)
	}
	families, countries := map[news.ArticleID]bool{}, map[string]bool{}
	for _, c := range cards {
		if c.Outlet.ID == "rio" || families[c.Family] {
			t.Errorf("card of %s repeats the article's newsroom or a text", c.Outlet.ID)
		}
		families[c.Family], countries[c.Outlet.Place.Code] = true, true
	}
	if len(countries) < 4 {
		t.Errorf("the cards are of %d countries, want at least 4", len(countries))
	}
}

// An article that nobody else tells gets takes on its subject, or of its
// country, labelled.
func TestTakesOfLaterSteps(t *testing.T) {
	s := readtest.Full()
	s.Listed = append(s.Listed, news.Outlet{ID: "reef", Name: "Reef", Country: "FJ"})
	s.All = append(s.All, news.Article{ID: 700, Outlet: "reef", Country: "FJ", Title: "Ferry", Language: "en", Published: readtest.Now})
	for id, want := range map[news.ArticleID][]string{
		12: {"The same event", "On the same subject, not the same event"},
		14: {"Also in the news there"},
		15: nil,
	} {
		var titles []string
		for _, step := range article(t, s, id).Takes.Steps {
			titles = append(titles, step.Title)
		}
		if d := cmp.Diff(want, titles); d != "" {
			t.Errorf("steps of article %d (-want +got):\n%s", id, d)
		}
	}
}

// Where others only carry the same text there is no alternative, but their
// headlines can be compared.
func TestOnlyCopies(t *testing.T) {
	s := readtest.Full()
	for i := range s.All {
		if s.All[i].Story == 1 && s.All[i].Family != 6 {
			s.All[i].Story = 0
		}
	}
	a := article(t, s, 6)
	if len(a.Takes.Copies) != 2 {
		t.Errorf("%d copies, want 2: %+v", len(a.Takes.Copies), a.Takes)
	}
}

// A take that is taken down disappears at once, though the choice is cached.
func TestHiddenTakes(t *testing.T) {
	s := readtest.Full()
	r := reader(s, true)
	before, err := r.Article(context.Background(), 1)
	if err != nil {
		t.Fatal(err)
	}
	first := before.Takes.Steps[0].Cards[0]
	find(t, s, first.ID).State = news.StateHidden
	after, err := r.Article(context.Background(), 1)
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range after.Takes.Steps[0].Cards {
		if c.ID == first.ID {
			t.Errorf("article %d was taken down and is still a take", c.ID)
		}
	}
}

func TestThemeBesideAnArticle(t *testing.T) {
	s := readtest.Full()
	for _, tt := range []struct {
		id   news.ArticleID
		why  string
		rank int
	}{
		{1, "This article’s story is part of this theme.", 1},
		{10, "Also on Japan.", 3},
		{15, "On another subject: this is what the world’s press tells most widely now.", 1},
	} {
		if tt.id == 10 {
			s.Texts[10] = []news.Rendition{{Article: 10, Language: "en", Blocks: []news.Block{{Sentences: []string{"It opens in Japan next month, said Japan."}}}}}
		}
		a := article(t, s, tt.id)
		if a.Theme == nil || a.Theme.Why != tt.why || a.Theme.Rank != tt.rank {
			t.Errorf("theme of article %d is %+v, want rank %d because %q", tt.id, a.Theme, tt.rank, tt.why)
		}
	}
	delete(s.Editions, compose.PageWorld)
	if a := article(t, s, 1); a.Theme != nil {
		t.Errorf("without an edition the theme is %+v, want none", a.Theme)
	}
}

func TestWorldPage(t *testing.T) {
	s := readtest.Full()
	w, err := reader(s, true).CurrentTake(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, l := range w.Levels {
		for _, x := range l.Themes {
			got = append(got, strings.Join([]string{l.Name, x.Label, x.Headline.Text, x.Gone, x.Movement, x.Attention}, "|"))
		}
	}
	want := []string{
		"The world’s|World’s|River bridge reopens after nine years||rising, ×1.6|21 % of the day’s independent texts",
		"Regional|Regional||The report that gave this theme its title is no longer kept.|falling, ×0.7|0.4 % of the day’s independent texts",
		"In one country|In Japan|Harbour’s new market to open next month|||under 0.1 % of the day’s independent texts",
	}
	if d := cmp.Diff(want, got); d != "" {
		t.Errorf("themes (-want +got):\n%s", d)
	}
	find(t, s, 1).State = news.StateHidden
	if w, err = reader(s, true).CurrentTake(context.Background()); err != nil || w.Levels[0].Themes[0].Gone == "" || !w.Levels[0].Themes[0].Headline.IsZero() {
		t.Errorf("a hidden headline shows as %+v, error %v, want a tombstone", w.Levels[0].Themes[0], err)
	}
}

func TestOverlookedPage(t *testing.T) {
	r := reader(readtest.Full(), true)
	us, err := r.Overlooked(context.Background(), "")
	if err != nil {
		t.Fatal(err)
	}
	if us.Refusal != "" || len(us.Stories) != 2 || len(us.PickedUp) != 1 || len(us.Archived) != 1 || us.Watching != 4 {
		t.Fatalf("page is %+v", us)
	}
	first := us.Stories[0]
	for _, tt := range [][2]string{
		{first.Found, "No report found in the 38 of 45 American newsrooms we watched"},
		{first.Chance, "Strong: told at most half as often as in the world, probability 0.96"},
		{first.World, "Elsewhere: 9 newsrooms in 9 countries of 7 subregions, with 7 independent texts"},
		{first.Nearest.Headline.Text, "Drought plan divides farmers and cities"},
		{us.Stories[1].Gone, "This story is no longer kept."},
		{us.Stories[1].Found, "1 of the 38 American newsrooms we watched (of 45 in the panel) reported it"},
		{us.PickedUp[0].PickedUp, "Picked up 5 hours after it was listed"},
		{us.Panel.Words(), "1 of the 2 newsrooms of its panel can be counted now"},
	} {
		if tt[0] != tt[1] {
			t.Errorf("page says %q, want %q", tt[0], tt[1])
		}
	}
}

func TestOverlookedRefuses(t *testing.T) {
	r := reader(readtest.Full(), true)
	for code, want := range map[string]string{
		"PT": "Nothing is claimed now. 0 of the 30 Portuguese newsrooms of the panel were watched well enough; a list needs at least 24 of them, and 80 % of the panel. Silence of a newsroom that nobody watched means nothing.",
		"mn": "There is no panel of Mongolian newsrooms: nobody has yet fixed which of them stand for their press. To ask, at least 24 newsrooms must be listed, watched and answering, and 80 % of the panel.",
	} {
		page, err := r.Overlooked(context.Background(), code)
		if err != nil || page.Refusal != want || len(page.Stories) != 0 {
			t.Errorf("Overlooked(%s) refuses with %q, %v, want %q", code, page.Refusal, err, want)
		}
	}
	if _, err := r.Overlooked(context.Background(), "zz"); !errors.Is(err, news.ErrNotFound) {
		t.Errorf("Overlooked(zz) = %v, want ErrNotFound", err)
	}
}

// What may be said of a country depends on how many newsrooms count.
func TestCoverageSaysNoMoreThanItMay(t *testing.T) {
	s := readtest.Full()
	add := func(country string, n, told int) {
		for i := range n {
			o := news.Outlet{ID: news.OutletID(country + string(rune('a'+i))), Name: country, Country: country, Lane: news.Domestic}
			s.Listed = append(s.Listed, o)
			s.Polled[o.ID] = []news.Feed{{LastSuccess: readtest.Now, NewestEntry: readtest.Now}}
			if i < told {
				id := news.ArticleID(5000 + len(s.All))
				s.All = append(s.All, news.Article{ID: id, Outlet: o.ID, Country: country, Lane: news.Domestic,
					Language: "en", Title: "Bridge", Published: readtest.Now, Story: 1, Family: id, State: news.StateHeadline})
			}
		}
	}
	add("CL", 12, 3)
	add("PE", 4, 1)
	add("KE", 5, 0)
	story, err := reader(s, true).Story(context.Background(), 1)
	if err != nil {
		t.Fatal(err)
	}
	got := map[string]string{}
	for _, c := range append(story.Coverage.Told, story.Coverage.Quiet...) {
		got[c.Place.Code] = c.Words + "|" + c.Share + "|" + c.Label
	}
	for code, want := range map[string]string{
		"CL": "3 of the 12 newsrooms we watched|about 25 %, between 9 and 45 %|ownership not documented",
		"PE": "1 of the 4 newsrooms we watched||ownership not documented",
		"KE": "No report found in the 5 of 5 Kenyan newsrooms we watched||ownership not documented",
		"PT": "Too few newsrooms are watched to speak for the country; these reported it||ownership not documented",
		"IR": "Too few newsrooms are watched to speak for the country; these reported it||state media only",
	} {
		if got[code] != want {
			t.Errorf("coverage of %s says %q, want %q", code, got[code], want)
		}
	}
}

func TestOnlyHere(t *testing.T) {
	c, err := reader(readtest.Full(), true).Country(context.Background(), "pt", news.Cursor{})
	if err != nil {
		t.Fatal(err)
	}
	if len(c.Only) != 1 || c.Only[0].ID != 4 || !c.Panel {
		t.Errorf("only here are %+v, panel %v, want story 4 alone and a panel", c.Only, c.Panel)
	}
}

// The page of methods prints every parameter that runs.
func TestMethodsPrintEveryParameter(t *testing.T) {
	printed := map[string]bool{"Version": true}
	for _, part := range reader(readtest.Full(), true).Methods().Parts {
		for _, row := range part.Rows {
			printed[row.Name] = true
			if row.Value == "" || row.Means == "" {
				t.Errorf("parameter %s has value %q and means %q", row.Name, row.Value, row.Means)
			}
		}
	}
	for _, name := range fieldNames(measure.Params{}) {
		if !printed[name] {
			t.Errorf("parameter %s is not on the page", name)
		}
		delete(printed, name)
	}
	if len(printed) > 0 {
		t.Errorf("the page prints %v, which are no parameters", printed)
	}
}

func fieldNames(v any) []string {
	var out []string
	for i := range reflect.TypeOf(v).NumField() {
		out = append(out, reflect.TypeOf(v).Field(i).Name)
	}
	return out
}
