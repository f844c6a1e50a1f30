package measure

import (
	"math"
	"slices"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/overview-news/overview/internal/news"
)

// subject is a story of some actors and one term, told by countries some
// hours ago.
func subject(id news.StoryID, actors []string, term string, hours float64, countries ...string) Subject {
	s := Subject{Story: id, Medoid: news.ArticleID(id), Terms: []Weighted{{term, 5}}}
	for i, a := range actors {
		s.Actors = append(s.Actors, Weighted{a, float64(10 - i)})
	}
	for _, c := range countries {
		s.Texts = append(s.Texts, Text{c, now.Add(-time.Duration(hours * float64(time.Hour)))})
		if !slices.Contains(s.Countries, c) {
			s.Countries = append(s.Countries, c)
		}
	}
	return s
}

func members(themes []Theme) [][]news.StoryID {
	var out [][]news.StoryID
	for _, t := range themes {
		ids := slices.Clone(t.Stories)
		slices.Sort(ids)
		out = append(out, ids)
	}
	slices.SortFunc(out, slices.Compare)
	return out
}

func TestThemesLink(t *testing.T) {
	for _, tt := range []struct {
		name     string
		subjects []Subject
		want     [][]news.StoryID
	}{
		{"two actors and a term", []Subject{
			subject(1, []string{"@FR", "valperle", "odette"}, "cheese", 1, "FR", "DE"),
			subject(2, []string{"@FR", "valperle", "jonas"}, "cheese", 1, "FR"),
		}, [][]news.StoryID{{1, 2}}},
		{"two actors without a term", []Subject{
			subject(1, []string{"@FR", "valperle", "odette"}, "cheese", 1, "FR"),
			subject(2, []string{"@FR", "valperle", "jonas"}, "football", 1, "FR"),
		}, [][]news.StoryID{{1}, {2}}},
		{"one actor", []Subject{
			subject(1, []string{"@FR", "valperle", "odette"}, "cheese", 1, "FR"),
			subject(2, []string{"@FR", "camille", "jonas"}, "cheese", 1, "FR"),
		}, [][]news.StoryID{{1}, {2}}},
		{"a fourth actor is not compared", []Subject{
			subject(1, []string{"a", "b", "c", "valperle"}, "cheese", 1, "FR"),
			subject(2, []string{"a", "e", "f", "valperle"}, "cheese", 1, "FR"),
		}, [][]news.StoryID{{1}, {2}}},
		{"a chain is no theme", []Subject{
			subject(1, []string{"a", "b", "c"}, "cheese", 1, "FR", "DE", "GB"),
			subject(2, []string{"b", "c", "d"}, "cheese", 1, "FR", "DE"),
			subject(3, []string{"c", "d", "e"}, "cheese", 1, "FR"),
		}, [][]news.StoryID{{1, 2}, {3}}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			if diff := cmp.Diff(tt.want, members(Defaults().Themes(tt.subjects, earth, now))); diff != "" {
				t.Errorf("themes:\n%s", diff)
			}
		})
	}
}

func TestThemeLevels(t *testing.T) {
	for _, tt := range []struct {
		name      string
		countries []string
		want      Level
	}{
		{"five countries, three subregions, six texts", []string{"FR", "DE", "FR", "GB", "ES", "JP"}, Worlds},
		{"five texts", []string{"FR", "DE", "GB", "ES", "JP"}, Regional},
		{"four countries", []string{"FR", "DE", "GB", "JP", "JP", "JP"}, Regional},
		{"two subregions", []string{"FR", "DE", "FR", "DE", "US", "CA"}, Regional},
		{"one country", []string{"JP", "JP", "JP", "JP", "JP", "JP"}, National},
	} {
		t.Run(tt.name, func(t *testing.T) {
			s := subject(1, []string{"a", "b"}, "x", 1, tt.countries...)
			themes := Defaults().Themes([]Subject{s}, earth, now)
			if len(themes) != 1 || themes[0].Level != tt.want {
				t.Errorf("themes = %+v, want one, %s", themes, tt.want)
			}
		})
	}
}

// TestThemeFigures: attention is the mean over subregions of the day's share,
// breadth exp(entropy) over the subregions watched.
func TestThemeFigures(t *testing.T) {
	themes := Defaults().Themes([]Subject{
		subject(1, []string{"a", "b"}, "x", 1, "FR", "DE", "JP"),       // 2 of 4 in 155, 1 of 1 in 030
		subject(2, []string{"c", "d"}, "y", 1, "FR", "FR", "US", "US"), // 2 of 4 in 155, all of 021
	}, earth, now)
	i := slices.IndexFunc(themes, func(th Theme) bool { return th.ID == 1 })
	one := themes[i]
	if want := (0.5 + 1 + 0) / 3; math.Abs(one.Attention-want) > 1e-12 {
		t.Errorf("attention = %v, want %v", one.Attention, want)
	}
	entropy := -(2.0/3)*math.Log(2.0/3) - (1.0/3)*math.Log(1.0/3)
	if want := math.Exp(entropy) / 3; math.Abs(one.Breadth-want) > 1e-12 {
		t.Errorf("breadth = %v, want %v", one.Breadth, want)
	}
	if one.Movement != 1 {
		t.Errorf("movement = %v without days before, want 1", one.Movement)
	}
	if want := one.Attention * one.Breadth * one.Movement; math.Abs(one.Score-want) > 1e-12 {
		t.Errorf("score = %v, want %v", one.Score, want)
	}
	if len(one.Daily) != 14 || one.Daily[13] != 3 {
		t.Errorf("texts by day = %v, want 3 today, last of 14", one.Daily)
	}
}

func TestThemeMovement(t *testing.T) {
	background := func(days int) []Subject {
		var out []Subject
		for day := range days {
			out = append(out, subject(news.StoryID(100+day), []string{"z", "y"}, "w", float64(24*day+1), "FR", "FR", "FR", "FR"))
		}
		return out
	}
	movement := func(subjects []Subject, id news.StoryID) float64 {
		for _, th := range Defaults().Themes(subjects, earth, now) {
			if slices.Contains(th.Stories, id) {
				return th.Movement
			}
		}
		return -1
	}
	fresh := subject(1, []string{"a", "b"}, "x", 1, "FR")
	for _, tt := range []struct {
		name string
		days int // with any text, today among them
		want float64
	}{
		{"two days before", 3, 1},
		{"three days before", 4, 2}, // new today: clipped
		{"thirteen days before", 14, 2},
	} {
		if got := movement(append(background(tt.days), fresh), 1); got != tt.want {
			t.Errorf("%s: movement = %v, want %v", tt.name, got, tt.want)
		}
	}
	over := subject(1, []string{"a", "b"}, "x", 40, "FR", "FR", "FR", "FR")
	if got := movement(append(background(5), over), 1); got != 0.5 {
		t.Errorf("over: movement = %v, want 0.5", got)
	}
	// Half of today's texts, and a quarter of each of the four days before.
	steady := []Subject{subject(1, []string{"a", "b"}, "x", 1, "FR", "FR", "FR", "FR")}
	for day := 1; day < 5; day++ {
		s := subject(news.StoryID(1+day), []string{"a", "b"}, "x", float64(24*day+1), "FR")
		s.Texts = append(s.Texts, Text{"FR", s.Texts[0].At})
		steady = append(steady, s)
	}
	got := movement(append(background(5), steady...), 1)
	if want := (0.5 + 0.002) / (2.0/6 + 0.002); math.Abs(got-want) > 1e-9 {
		t.Errorf("movement = %v, want %v", got, want)
	}
}

func TestThemesRankTheWorldsFirst(t *testing.T) {
	themes := Defaults().Themes([]Subject{
		subject(1, []string{"a", "b"}, "x", 1, "KE", "KE", "KE", "KE"),
		subject(2, []string{"c", "d"}, "y", 1, "FR", "DE", "GB", "ES", "JP", "AR"),
		subject(3, []string{"e", "f"}, "z", 1, "FR", "DE", "DE", "FR", "FR"),
	}, earth, now)
	var levels []Level
	for _, th := range themes {
		levels = append(levels, th.Level)
	}
	if diff := cmp.Diff([]Level{Worlds, Regional, National}, levels); diff != "" {
		t.Errorf("levels in order of rank:\n%s", diff)
	}
}

func TestSummarise(t *testing.T) {
	var d desk
	own, copied, opinion, abroad := d.report("FR", 0, 5), d.report("DE", 0, 4), d.report("GB", 0, 3), d.report("JP", 0, 2)
	copied.Family = own.Article
	opinion.Genre = news.GenreOpinion
	own.Topic, abroad.Topic = "culture", "culture"
	text := "The cheese called Valperle divides France and Germany. In Strasbourg they met over Valperle."
	s := Summarise(news.Story{ID: 3, Medoid: own.Article, Last: now}, []news.Report{own, copied, opinion, abroad},
		map[news.ArticleID]string{own.Article: text, copied.Article: text, opinion.Article: text, abroad.Article: text})
	if len(s.Texts) != 2 {
		t.Errorf("%d independent texts, want 2: a copy and an opinion do not count", len(s.Texts))
	}
	if diff := cmp.Diff([]string{"DE", "FR", "JP"}, s.Countries); diff != "" {
		t.Errorf("countries:\n%s", diff)
	}
	if s.Topic != "culture" || s.OneVoice {
		t.Errorf("topic %q, one voice %v, want culture, false", s.Topic, s.OneVoice)
	}
	for _, a := range s.Actors {
		if a.Term == "valperle" && a.Weight != 2 {
			t.Errorf("valperle weighs %v, want one vote of each text", a.Weight)
		}
	}
	own.Credit, abroad.Credit = "TASS", "TASS"
	if s := Summarise(news.Story{}, []news.Report{own, abroad}, nil); !s.OneVoice {
		t.Error("all texts credit one agency, and it does not say so")
	}
	itself := d.report("RU", 0, 1)
	itself.Lane = news.Agency
	if s := Summarise(news.Story{}, []news.Report{own, abroad, itself}, nil); !s.OneVoice {
		t.Error("an agency's own text, without a credit, counts as another voice")
	}
	if s := Summarise(news.Story{}, []news.Report{own, abroad, d.report("ES", 0, 1)}, nil); s.OneVoice {
		t.Error("a text without a credit is no voice of its own")
	}
}

func TestReadSubject(t *testing.T) {
	if _, err := ReadSubject([]byte("{")); err == nil {
		t.Error("ReadSubject of half a text = nil error")
	}
}
