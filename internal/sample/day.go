package sample

import (
	_ "embed"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/overview-news/overview/internal/news"
)

//go:embed data/outlets.txt
var outletsText string

//go:embed data/world.txt
var worldText string

//go:embed data/national.txt
var nationalText string

// Sample is the invented day as it stands at one moment.
type Sample struct {
	Now      time.Time
	Outlets  []Outlet
	Articles []news.ImportedArticle // oldest first
	Panel    news.Panel
	Watches  []Watch // one of each outlet
}

// agencyID and abroadID are the outlets outside the domestic lane.
const (
	agencyID news.OutletID = "sample-halcyon-wire"
	abroadID news.OutletID = "sample-lantern-world"
)

// Day returns the sample as it stands at now, to the minute.
func Day(now time.Time) Sample {
	s := Sample{Now: now.UTC().Truncate(time.Minute)}
	all, err := outlets(outletsText)
	if err != nil {
		panic(fmt.Sprintf("sample: outlets: %v", err))
	}
	s.Outlets, s.Panel = all, panel(all)
	d := desk{now: s.Now, outlets: all, used: map[news.OutletID]int{}}
	for _, text := range []string{worldText, nationalText} {
		list, err := events(text)
		if err != nil {
			panic(fmt.Sprintf("sample: events: %v", err))
		}
		for i := range list {
			d.tell(&list[i])
		}
	}
	slices.SortStableFunc(d.articles, func(a, b news.ImportedArticle) int {
		return a.Article.Published.Compare(b.Article.Published)
	})
	s.Articles = d.articles
	s.Watches = watches(all, s.Articles, s.Now)
	return s
}

// EarlierBy is how long before its moment the day can be played a first time,
// with [Sample.Until]: what nobody in the panel's country had told by then has
// been picked up since.
const EarlierBy = 22 * time.Hour

// Until is the sample as it stood at an earlier moment: what was published by
// then, watched by then.
func (s Sample) Until(t time.Time) Sample {
	out := s
	out.Now, out.Articles = t, nil
	for _, a := range s.Articles {
		if !a.Article.Published.After(t) {
			out.Articles = append(out.Articles, a)
		}
	}
	out.Watches = watches(s.Outlets, out.Articles, t)
	return out
}

// desk hands events to newsrooms.
type desk struct {
	now      time.Time
	outlets  []Outlet
	used     map[news.OutletID]int // articles of each
	articles []news.ImportedArticle
}

// teller is a newsroom that tells an event, and when.
type teller struct {
	outlet Outlet
	at     time.Time
}

// tell writes all articles about an event.
func (d *desk) tell(e *event) {
	busy := map[news.OutletID]bool{}
	turn, nth := 0, map[string]int{}
	next := func(language, country string) writer {
		w := writer{event: e, language: language, country: country, turn: turn, nth: nth[language]}
		turn++
		nth[language]++
		return w
	}
	for _, t := range e.told {
		for _, by := range d.tellers(t, busy) {
			d.file(next(by.outlet.Language, by.outlet.Country), by, "")
		}
	}
	if e.abroad {
		at := d.now.Add(-e.told[0].before + e.told[0].spread/2)
		d.file(next("en", "JP"), teller{d.find(abroadID), at}, "")
	}
	for _, language := range []string{"en", "es"} {
		if by := e.wire[language]; by != nil {
			d.wire(next(language, "*"), telling{e.told[0].before, e.told[0].spread, by}, busy)
		}
	}
}

// tellers chooses the newsrooms of a telling, those with the fewest articles
// first, and spreads them over its time, the countries by turns.
func (d *desk) tellers(t telling, busy map[news.OutletID]bool) []teller {
	var rows [][]Outlet
	total := 0
	for _, q := range t.by {
		var row []Outlet
		for range q.n {
			if o, ok := d.idle(q.country, busy); ok {
				row = append(row, o)
				total++
			}
		}
		rows = append(rows, row)
	}
	var out []teller
	for round := 0; len(out) < total; round++ {
		for _, row := range rows {
			if round < len(row) {
				at := d.now.Add(-t.before + t.spread*time.Duration(len(out))/time.Duration(total))
				out = append(out, teller{row[round], at.Truncate(time.Minute)})
			}
		}
	}
	return out
}

// idle is the country's domestic newsroom with the fewest articles that is not
// telling the event yet.
func (d *desk) idle(country string, busy map[news.OutletID]bool) (Outlet, bool) {
	best := -1
	for i, o := range d.outlets {
		if o.Country != country || o.Lane != news.Domestic || busy[o.ID] {
			continue
		}
		if best < 0 || d.used[o.ID] < d.used[d.outlets[best].ID] {
			best = i
		}
	}
	if best < 0 {
		return Outlet{}, false
	}
	busy[d.outlets[best].ID] = true
	d.used[d.outlets[best].ID]++
	return d.outlets[best], true
}

func (d *desk) find(id news.OutletID) Outlet {
	i := slices.IndexFunc(d.outlets, func(o Outlet) bool { return o.ID == id })
	return d.outlets[i]
}

// wire files the agency's text and the copies that newsrooms carry: the first
// as it came, the next under a headline of their own, every third one cut.
func (d *desk) wire(w writer, t telling, busy map[news.OutletID]bool) {
	agency := d.find(agencyID)
	d.file(w, teller{agency, d.now.Add(-t.before).Add(20 * time.Minute)}, w.language)
	root := d.articles[len(d.articles)-1]
	for i, by := range d.tellers(t, busy) {
		carried := root
		carried.Original, carried.English = cutRendition(root.Original, i), nil
		if root.English != nil {
			english := cutRendition(*root.English, i)
			carried.English = &english
		}
		if i%2 == 1 {
			own := w
			own.nth += i
			original, english := own.write(by.at)
			carried.Original.Title = original.Title
			if english != nil {
				carried.English.Title = english.Title
			}
		}
		d.put(carried, w.event, teller{by.outlet, by.at.Add(40 * time.Minute)}, agency.Name, "")
	}
}

// cutRendition leaves the last paragraph of every third copy out.
func cutRendition(r news.Rendition, i int) news.Rendition {
	r.Blocks = slices.Clone(r.Blocks)
	if i%3 == 2 && len(r.Blocks) > 2 {
		r.Blocks = r.Blocks[:len(r.Blocks)-1]
	}
	return r
}

// file writes a newsroom's article; part tells several of one newsroom apart.
func (d *desk) file(w writer, by teller, part string) {
	var in news.ImportedArticle
	in.Original, in.English = w.write(by.at)
	if name := authors[by.outlet.Country]; len(name) > 0 && by.outlet.Lane == news.Domestic {
		in.Article.Authors = []string{name[w.pick("author", len(name))]}
	}
	credit := ""
	if by.outlet.Lane == news.Agency {
		credit = by.outlet.Name
	}
	d.put(in, w.event, by, credit, part)
}

// put fills in what follows from the texts and adds the article.
func (d *desk) put(in news.ImportedArticle, e *event, by teller, credit, part string) {
	in.Outlet = by.outlet.Outlet
	a := &in.Article
	a.URL = strings.TrimSuffix(by.outlet.Home+by.at.Format("2006/01/02/")+e.name+"-"+part, "-")
	a.Language, a.Title = in.Original.Language, in.Original.Title
	a.Summary = in.Original.Blocks[0].Sentences[0]
	a.Credit, a.Section, a.Genre, a.Topic = credit, e.topic, e.genre, e.topic
	a.Words, a.Published = count(in.Original), by.at
	if in.English != nil {
		a.TitleEnglish, a.SummaryEnglish = in.English.Title, in.English.Blocks[0].Sentences[0]
	}
	d.articles = append(d.articles, in)
}

// authors are invented bylines.
var authors = map[string][]string{
	"US": {"Jo Bellweather", "Rafael Quince", "Minna Dashiell", "Curt Longacre"},
	"GB": {"Tamsin Oakley-Wrench", "Rhys Penderrow"},
	"IN": {"Devika Sahasra", "Omkar Phadtare"},
	"KE": {"Moraa Kisembe", "Kiprono Letting"},
	"ES": {"Itziar Valcárcel Ríos", "Blas Ferreruela"},
	"MX": {"Yolotzin Arriaga", "Chema Del Pino"},
	"AR": {"Julieta Corvalán Paz", "Tadeo Ibarguren"},
	"FR": {"Apolline Verdier-Roche", "Basile Quintard"},
	"SN": {"Khady Mbengue Sow", "Lamine Tendeng"},
	"DE": {"Frauke Lüdersen", "Anselm Brackwede"},
	"AT": {"Vroni Lechthaler", "Xaver Dornauer"},
	"EG": {"دينا الورداني", "حازم القصبي"},
	"MA": {"كنزة الفيلالي", "رشيد أوعلي"},
	"JP": {"水城かすみ", "青砥直樹"},
	"BT": {"Sonam Yangzom"},
}
