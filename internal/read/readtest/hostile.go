package readtest

import (
	"math"
	"strings"
	"time"

	"github.com/overview-news/overview/internal/compose"
	"github.com/overview-news/overview/internal/measure"
	"github.com/overview-news/overview/internal/news"
)

// Poison is text that breaks out of every place of a page that does not
// escape it: markup, attribute, script, template, direction, layout.
const Poison = "\"'><script>alert(1)</script><img src=x onerror=alert(1)>{{.}}&lt;b&gt;]]>\u202e\u2066\x00\x0f\ufffe</title></textarea>" +
	"`;alert(1)//"

// Hostile is a store in which every text is an attack and every address is
// code.
func Hostile() *Store {
	bad := Poison + strings.Repeat("\u0301", 80) + strings.Repeat("W", 3000)
	const code = " java\nscript:alert(document.domain)"
	fault := news.Fault{Class: bad, Detail: bad, At: Now}
	s := &Store{
		Listed: []news.Outlet{{
			ID: "bad/..\"><b>", Name: bad, NativeName: bad + "2", Home: code, Country: "DE", BasedIn: "\"><i>",
			Language: bad, Kind: bad, Reach: bad, Publisher: bad, Origin: bad,
			Lane: news.Exile, Ownership: news.Ownership{Type: bad, Owner: bad, Citation: "data:text/html,<script>", AsOf: bad},
		}},
		Editions: map[string]any{},
		Polled:   map[news.OutletID][]news.Feed{},
		Faulty:   map[news.OutletID][]news.FaultyArticle{},
		Texts:    map[news.ArticleID][]news.Rendition{},
		Before:   map[news.ArticleID][]news.Revision{},
		Besides:  map[news.ArticleID]news.Details{},
		Told:     []news.Story{{ID: 1, Title: bad, Medoid: 1, First: Now, Last: Now, Articles: 3, Publishers: 2, Countries: 2, Texts: 2}},
	}
	id := s.Listed[0].ID
	s.Polled[id] = []news.Feed{
		{ID: 1, URL: code, Title: bad, Language: bad, State: news.FeedActive, LastAttempt: Now, Fault: fault},
		{ID: 2, URL: "https://bote.example/2\"><img src=x onerror=alert(1)>", State: news.FeedActive, LastAttempt: Now, Fault: fault},
	}
	s.Faulty[id] = []news.FaultyArticle{{ID: 1, Title: bad, URL: "vbscript:x", Fault: fault}}
	for i := range 3 {
		a := news.Article{
			ID: news.ArticleID(i + 1), Outlet: id, Country: "DE", Lane: news.Exile, URL: code, Canonical: "JavaScript:alert(2)",
			Language: bad, Title: bad, Summary: bad, Authors: []string{bad, code}, Credit: bad, Image: "https://evil.example/x.svg",
			Section: bad, Genre: news.Genre(bad), Topic: bad, Published: Now.Add(-time.Duration(i) * time.Minute), Modified: Now,
			State: news.StateCollected, Fault: fault, TitleEnglish: bad, SummaryEnglish: bad, Story: 1, Family: news.ArticleID(i + 1),
		}
		s.All = append(s.All, a)
		blocks := []news.Block{{Role: bad, Sentences: []string{bad, "", bad}, Kept: []int{1, -4, 99}, Sure: []int{-7, 1}}, {Role: "list-item"}, {Role: "subheading", Sentences: []string{bad}}}
		s.Texts[a.ID] = []news.Rendition{
			{Article: a.ID, Language: bad, Original: true, Title: bad, Blocks: blocks},
			{Article: a.ID, Language: "en", Title: bad, Blocks: blocks, Engine: bad, Model: bad, Version: bad, Aligned: true, Made: Now},
		}
		s.Besides[a.ID] = news.Details{Kicker: bad, Place: bad, ImageCaption: bad, ImageCredit: bad,
			Signed: []news.Signature{{Name: bad, Kind: news.SignedDesk}, {Name: bad, Kind: news.SignatureKind(bad)}, {Name: code, Kind: news.SignedAgency}},
			Found:  news.Found{Headline: bad, Authors: "meta " + bad, Published: code}}
		s.Before[a.ID] = []news.Revision{{Article: a.ID, Until: Now, Title: bad + bad, Blocks: append(blocks, news.Block{Role: bad, Sentences: []string{code}})}}
	}
	s.Checked = []news.FeedCheck{{Outlet: id, URL: code, State: news.CheckState(bad), Evidence: bad, Suggestion: bad, Duplicate: bad,
		Declared: bad, Detected: bad, MovedTo: code, Score: math.MaxFloat64, Checks: -1, Failures: 9, At: Now, Failing: Now.AddDate(-1, 0, 0)}}
	s.Examined = []news.Examination{{Outlet: id, At: Now, Pages: -3, Findings: []news.Finding{
		{Kind: news.FindingKind(bad), Detail: bad, Pages: []news.ArticleID{1, -1}}}}}
	s.poisonEditions(bad)
	return s
}

// poisonEditions adds editions in which every string is an attack.
func (s *Store) poisonEditions(bad string) {
	verdict := measure.Verdict{By: bad, State: measure.State(bad), Silent: []string{bad}, Nearest: 2, Why: bad, Probability: math.MaxFloat64}
	for _, code := range []string{"US", "DE", bad} {
		s.Editions[compose.PageOverlooked(code)] = compose.Overlooked{Params: bad,
			Panel:   compose.Panel{Country: code, Version: bad, Size: -1, Healthy: []string{bad}, Ill: []compose.Ill{{Publisher: bad, Why: measure.Health(bad)}}, InOrder: code == "US"},
			Stories: []compose.Finding{{Story: 1, Verdict: verdict}}, PickedUp: []compose.Finding{{Story: 2, After: -1, Verdict: verdict}},
		}
	}
	s.Editions[compose.PageWorld] = compose.World{Params: bad, Texts: -1, Themes: []measure.Theme{
		{ID: 1, Medoid: 1, Stories: []news.StoryID{1, 2}, Actors: []string{bad, "@" + bad, ""}, Level: measure.Level(bad), Countries: []string{bad, "", "DE"}, Daily: []int{-1, 5}},
		{ID: 1 << 62, Medoid: -1, Level: measure.Worlds, Attention: -1, Breadth: math.MaxFloat64, Movement: -1},
	}}
	s.Editions[compose.PageOnlyHere("DE")] = compose.OnlyHere{Stories: []news.StoryID{-1, 1}}
	s.Subjects = map[news.StoryID]measure.Subject{1: {Where: []string{bad}, Actors: []measure.Weighted{{Term: bad}, {Term: "@" + bad}, {Term: "@"}}}}
}
