package readtest

import (
	"strings"
	"time"

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
		Polled: map[news.OutletID][]news.Feed{},
		Faulty: map[news.OutletID][]news.FaultyArticle{},
		Texts:  map[news.ArticleID][]news.Rendition{},
		Told:   []news.Story{{ID: 1, Title: bad, Medoid: 1, First: Now, Last: Now, Articles: 3, Publishers: 2, Countries: 2, Texts: 2}},
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
		blocks := []news.Block{{Role: bad, Sentences: []string{bad, "", bad}, Kept: []int{1, -4, 99}}, {Role: "list-item"}, {Role: "subheading", Sentences: []string{bad}}}
		s.Texts[a.ID] = []news.Rendition{
			{Article: a.ID, Language: bad, Original: true, Title: bad, Blocks: blocks},
			{Article: a.ID, Language: "en", Title: bad, Blocks: blocks, Engine: bad, Model: bad, Version: bad, Aligned: true, Made: Now},
		}
	}
	return s
}
