package sample_test

import (
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/overview-news/overview/internal/clock"
	"github.com/overview-news/overview/internal/compose"
	"github.com/overview-news/overview/internal/measure"
	"github.com/overview-news/overview/internal/news"
	"github.com/overview-news/overview/internal/read"
	"github.com/overview-news/overview/internal/sample"
)

// told is what grouping must make of the events that several countries tell.
var told = []struct {
	event     string
	languages int
	texts     int // independent ones, at least
}{
	{"valperle-hearing", 4, 5},
	{"valperle-tasting", 4, 5},
	{"valperle-name", 6, 20},
	{"whale", 6, 20},
	{"vines", 6, 20},
	{"chess", 6, 15},
	{"bridge", 5, 6},
	{"ferry", 3, 5},
}

// TestStories: the articles about one event meet across languages, and those
// of two do not. Grouping is statistical: nine of ten must be in the story.
func TestStories(t *testing.T) {
	s := open(t)
	play(t, s, sample.Day(noon))
	by := placed(t, s)
	for _, tt := range told {
		story, all := storyOf(t, s, tt.event), 0
		for _, articles := range by[tt.event] {
			all += len(articles)
		}
		in := by[tt.event][story]
		languages, texts := map[string]bool{}, map[news.ArticleID]bool{}
		for _, a := range in {
			languages[a.Language] = true
			texts[a.Family] = true
		}
		t.Logf("%-18s story %2d: %2d of %2d articles, %d languages, %d texts", tt.event, story, len(in), all, len(languages), len(texts))
		if 10*len(in) < 9*all || len(languages) < tt.languages || len(texts) < tt.texts {
			t.Errorf("%s: %d of %d articles, %d languages, %d texts, want nine of ten, %d, at least %d",
				tt.event, len(in), all, len(languages), len(texts), tt.languages, tt.texts)
		}
	}
	owner := map[news.StoryID]string{}
	for name, stories := range by {
		subject, _, _ := strings.Cut(name, "-")
		if len(subject) == 2 { // national: the country's code
			subject = name
		}
		for id := range stories {
			if other, taken := owner[id]; taken && other != subject {
				t.Errorf("story %d tells both %s and %s", id, other, subject)
			}
			owner[id] = subject
		}
	}
}

// TestWireCopies: who carries the agency's text is of its family.
func TestWireCopies(t *testing.T) {
	s := open(t)
	play(t, s, sample.Day(noon))
	roots := map[string]news.ArticleID{}
	var carriers []news.Article
	for _, articles := range placed(t, s)["bridge"] {
		for _, a := range articles {
			switch {
			case a.Lane == news.Agency:
				roots[a.Language] = a.Family
			case a.Credit != "":
				carriers = append(carriers, a)
			}
		}
	}
	if len(roots) != 2 || len(carriers) < 10 {
		t.Fatalf("%d agency texts and %d carriers, want 2 and at least 10", len(roots), len(carriers))
	}
	titles := map[string]bool{}
	for _, a := range carriers {
		titles[a.Title] = true
		if a.Family != roots[a.Language] {
			t.Errorf("%s of %s is of family %d, want %d", a.Title, a.Outlet, a.Family, roots[a.Language])
		}
	}
	if len(titles) < 3 {
		t.Errorf("the copies have %d headlines, want some of their own", len(titles))
	}
}

// before is when nobody in the panel's country had told of the chess final.
var before = noon.Add(-sample.EarlierBy)

func TestOverlooked(t *testing.T) {
	s := open(t)
	d := sample.Day(noon)
	page := compose.PageOverlooked(sample.PanelCountry)
	play(t, s, d.Until(before))
	o := edition[compose.Overlooked](t, s, page)
	for _, name := range []string{"vines", "chess"} {
		if _, ok := found(o.Stories, storyOf(t, s, name)); !ok {
			t.Errorf("a day before, %s is not among the overlooked", name)
		}
	}

	play(t, s, d)
	o = edition[compose.Overlooked](t, s, page)
	if !o.Panel.InOrder || len(o.Panel.Healthy) != 30 || len(o.Panel.Ill) != 2 {
		t.Errorf("panel in order %v, %d healthy, %d ill, want 30 and 2", o.Panel.InOrder, len(o.Panel.Healthy), len(o.Panel.Ill))
	}
	f, ok := found(o.Stories, storyOf(t, s, "vines"))
	if !ok {
		t.Fatalf("the vaccine for vines is not among the overlooked: %+v", o.Stories)
	}
	v := f.Verdict
	if v.State != measure.Overlooked || v.K != 0 || v.N != 30 || len(v.Silent) != 30 || !v.Strong || !f.Flagged.Equal(before) {
		t.Errorf("verdict = %+v flagged %v, want strong, 0 of 30, flagged %v", v, f.Flagged, before)
	}
	if _, ok := found(o.Stories, storyOf(t, s, "chess")); ok {
		t.Error("the chess final is among the overlooked, though five newsrooms told of it")
	}
	f, ok = found(o.PickedUp, storyOf(t, s, "chess"))
	if !ok || f.After != time.Hour || f.Verdict.K != 5 {
		t.Errorf("picked up: %v, %d newsrooms after %v, want 5 after 1h", ok, f.Verdict.K, f.After)
	}
	if len(o.Stories) != 1 {
		t.Errorf("%d stories overlooked, want 1", len(o.Stories))
	}
}

// TestOverlookedAtOnce: a store that met the whole day at once has not seen
// the chess final missing.
func TestOverlookedAtOnce(t *testing.T) {
	s := open(t)
	play(t, s, sample.Day(noon))
	o := edition[compose.Overlooked](t, s, compose.PageOverlooked(sample.PanelCountry))
	if len(o.Stories) != 1 || len(o.PickedUp) != 0 {
		t.Fatalf("%d overlooked and %d picked up, want 1 and 0", len(o.Stories), len(o.PickedUp))
	}
	if got, want := o.Stories[0].Story, storyOf(t, s, "vines"); got != want {
		t.Errorf("overlooked is story %d, want %d", got, want)
	}
}

func found(list []compose.Finding, id news.StoryID) (compose.Finding, bool) {
	i := slices.IndexFunc(list, func(f compose.Finding) bool { return f.Story == id })
	if i < 0 {
		return compose.Finding{}, false
	}
	return list[i], true
}

func TestWorld(t *testing.T) {
	s := open(t)
	play(t, s, sample.Day(noon))
	w := edition[compose.World](t, s, compose.PageWorld)
	if len(w.Themes) < 10 || w.Countries < 12 {
		t.Fatalf("%d themes, %d countries, want 10 and 12", len(w.Themes), w.Countries)
	}
	if first := w.Themes[0]; first.Level != measure.Worlds || len(first.Countries) < 5 || first.Regions < 3 || first.Texts < 6 {
		t.Errorf("the first theme = %+v, want the world's", first)
	}
	levels := map[measure.Level]int{}
	for _, theme := range w.Themes {
		levels[theme.Level]++
		t.Logf("%-9s %d countries, %d texts, %v", theme.Level, len(theme.Countries), theme.Texts, theme.Actors)
	}
	if levels[measure.Regional] == 0 || levels[measure.National] == 0 {
		t.Errorf("levels %v, want regional and national ones too", levels)
	}
	i := slices.IndexFunc(w.Themes, func(th measure.Theme) bool {
		return slices.Contains(th.Stories, storyOf(t, s, "valperle-name"))
	})
	if i < 0 || w.Themes[i].Level != measure.Worlds || len(w.Themes[i].Stories) < 2 {
		t.Errorf("the quarrel about the cheese is theme %d, want one of the world's with several stories", i)
	}
}

func TestOnlyHere(t *testing.T) {
	s := open(t)
	d := sample.Day(noon)
	play(t, s, d)
	for country, name := range map[string]string{"US": "us-library", "JP": "jp-clock", "ES": "es-tortilla", "EG": "eg-felucca"} {
		o := edition[compose.OnlyHere](t, s, compose.PageOnlyHere(country))
		if !slices.Contains(o.Stories, storyOf(t, s, name)) {
			t.Errorf("only in %s: %v, want story %d, %s", country, o.Stories, storyOf(t, s, name), name)
		}
		if slices.Contains(o.Stories, storyOf(t, s, "whale")) {
			t.Errorf("the whale is told only in %s", country)
		}
	}
	if o := edition[compose.OnlyHere](t, s, compose.PageOnlyHere("BT")); len(o.Stories) != 0 {
		t.Errorf("only in BT: %v, want none of a single newsroom", o.Stories)
	}
	d.Now = noon.Add(5 * 24 * time.Hour)
	play(t, s, d)
	if o := edition[compose.OnlyHere](t, s, compose.PageOnlyHere("JP")); len(o.Stories) != 0 {
		t.Errorf("five days later only in JP: %v, want none", o.Stories)
	}
}

// TestSeed: an opinion piece on a quarrel of two neighbours comes out with its
// text in English beside the original, takes of other newsrooms, and the
// world's current take.
func TestSeed(t *testing.T) {
	s := open(t)
	play(t, s, sample.Day(noon))
	r := read.New(clock.NewStopped(noon), s, read.Options{Private: true})
	for _, articles := range placed(t, s)["valperle-opinion"] {
		for _, a := range articles {
			if a.Genre != news.GenreOpinion {
				t.Fatalf("%s is of genre %s, want opinion", a.URL, a.Genre)
			}
			page, err := r.Article(t.Context(), a.ID)
			if err != nil {
				t.Fatalf("Article(%d) = %v", a.ID, err)
			}
			checkSeed(t, a, page)
		}
	}
}

func checkSeed(t *testing.T, a news.Article, page read.Article) {
	t.Helper()
	if translated := a.Language != "en"; page.Body.IsZero() || page.Body.Translated != translated || page.Body.Aligned != translated {
		t.Errorf("%s: translated %v, aligned %v, want %v", a.Outlet, page.Body.Translated, page.Body.Aligned, translated)
	}
	if a.Language != "en" && !strings.Contains(page.Body.Provenance, sample.Model) {
		t.Errorf("%s: provenance %q does not say %q", a.Outlet, page.Body.Provenance, sample.Model)
	}
	cards, countries := 0, map[string]bool{}
	for _, step := range page.Takes.Steps {
		if step.Title == "" {
			t.Errorf("%s: a step has no label", a.Outlet)
		}
		for _, card := range step.Cards {
			cards++
			countries[card.Outlet.Place.Code] = true
			if card.Sentence.IsZero() || card.Headline.Lang != "en" {
				t.Errorf("%s: the take of %s says %q under a headline in %s", a.Outlet, card.Outlet.Name.Text, card.Sentence.Text, card.Headline.Lang)
			}
		}
	}
	if cards != measure.Defaults().MaxTakes || len(countries) < 4 {
		t.Errorf("%s: %d takes of %d countries, want %d of at least 4", a.Outlet, cards, len(countries), measure.Defaults().MaxTakes)
	}
	if page.Theme == nil || page.Theme.Label != "World’s" || !strings.Contains(page.Theme.Headline.Text, "Valperle") {
		t.Errorf("%s: theme %+v, want the world's, on Valperle", a.Outlet, page.Theme)
	}
}

// TestPages: what readers are shown of the day is there.
func TestPages(t *testing.T) {
	s := open(t)
	play(t, s, sample.Day(noon))
	r := read.New(clock.NewStopped(noon), s, read.Options{Private: true})
	o, err := r.Overlooked(t.Context(), sample.PanelCountry)
	if err != nil || len(o.Stories) != 1 {
		t.Errorf("the page of the overlooked has %d stories, %v, want 1", len(o.Stories), err)
	}
	c, err := r.Coverage(t.Context(), storyOf(t, s, "whale"))
	if err != nil {
		t.Fatalf("Coverage = %v", err)
	}
	if len(c.Told) != 15 {
		t.Errorf("%d countries tell of the whale, want 15", len(c.Told))
	}
	for _, line := range c.Told {
		t.Logf("%-14s %s %s (%s)", line.Place.Name, line.Words, line.Share, line.Label)
	}
	thin, err := r.Country(t.Context(), "bt", news.Cursor{})
	if err != nil || len(thin.Outlets) != 1 {
		t.Errorf("the thin country's page has %d outlets, %v, want 1", len(thin.Outlets), err)
	}
}
