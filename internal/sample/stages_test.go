package sample_test

import (
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/overview-news/overview/internal/compose"
	"github.com/overview-news/overview/internal/measure"
	"github.com/overview-news/overview/internal/news"
	"github.com/overview-news/overview/internal/sample"
	"github.com/overview-news/overview/internal/store"
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
var before = noon.Add(-22 * time.Hour)

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

// TestSeed: an opinion piece on a quarrel of two neighbours has takes of other
// countries on its theme.
func TestSeed(t *testing.T) {
	s := open(t)
	play(t, s, sample.Day(noon))
	var seed news.Article
	for _, articles := range placed(t, s)["valperle-opinion"] {
		for _, a := range articles {
			if a.Country == "FR" {
				seed = a
			}
		}
	}
	if seed.Genre != news.GenreOpinion || seed.TitleEnglish == "" || seed.Story == 0 {
		t.Fatalf("the seed = %+v, want a French opinion piece with an English headline in a story", seed)
	}
	anchor := candidate(t, s, seed.Story, seed.ID, measure.SameEvent)
	var pool []measure.Candidate
	for id, step := range map[news.StoryID]measure.Step{
		seed.Story: measure.SameEvent, storyOf(t, s, "valperle-name"): measure.SameTheme,
	} {
		reports, err := s.Reports(t.Context(), id)
		if err != nil {
			t.Fatal(err)
		}
		for _, r := range reports {
			pool = append(pool, candidate(t, s, id, r.Article, step))
		}
	}
	takes := measure.Defaults().Takes(anchor, pool, []string{"FR", "DE"})
	if len(takes) != 6 {
		t.Errorf("%d takes, want 6", len(takes))
	}
	for _, take := range takes {
		if take.Sentence == "" || len(take.Chips) == 0 {
			t.Errorf("take %+v has no sentence or no chips", take)
		}
	}
}

// candidate reads what takes are chosen by.
func candidate(t *testing.T, s *store.Store, story news.StoryID, id news.ArticleID, step measure.Step) measure.Candidate {
	t.Helper()
	reports, err := s.Reports(t.Context(), story)
	if err != nil {
		t.Fatal(err)
	}
	c := measure.Candidate{Step: step}
	for _, r := range reports {
		if r.Article == id {
			c.Report, c.Subregion = r, world{}.Subregion(r.Country)
		}
	}
	texts, err := s.Renditions(t.Context(), id)
	if err != nil {
		t.Fatal(err)
	}
	for _, r := range texts {
		if r.Language == "en" {
			c.Text = r.Title + ".\n" + r.Text()
			for _, b := range r.Blocks {
				c.Sentences = append(c.Sentences, b.Sentences...)
			}
		}
	}
	return c
}
