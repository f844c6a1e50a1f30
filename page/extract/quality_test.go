package extract

import (
	"flag"
	"fmt"
	"slices"
	"sort"
	"strings"
	"testing"
	"time"

	"github.com/overview-news/overview/geo"
	"github.com/overview-news/overview/internal/sharedtest"
	"github.com/overview-news/overview/page/extract/internal/corpus"
	"github.com/overview-news/overview/page/extract/internal/meta"
	"github.com/overview-news/overview/page/extract/internal/score"
)

var (
	quality = flag.Bool("quality", false, "measure all labelled pages and print a table")
	faults  = flag.String("faults", "", "with -quality: list pages whose title, authors, date or body is wrong")
)

// tally sums up one set of pages.
type tally struct {
	bodies                 []score.Body
	titles, rightTitles    int
	authored               int
	authors, signed        float64 // signed: with agencies, desks and outlets, as many labels have them
	people                 float64 // authors against the people of the label alone
	reachable              float64 // what the people of the labels alone score against the labels
	dated, named, rightDay int
	changedDay             int // label is the day of the last change that the page states
	spent                  time.Duration
	pages                  int
}

func (s *tally) title() float64  { return float64(s.rightTitles) / float64(max(s.titles, 1)) }
func (s *tally) author() float64 { return s.authors / float64(max(s.authored, 1)) }

// day is the share of dates that are right among those given; given is the
// share of dated pages for which one is given.
func (s *tally) day() float64   { return float64(s.rightDay) / float64(max(s.named, 1)) }
func (s *tally) given() float64 { return float64(s.named) / float64(max(s.dated, 1)) }

// text is what is scored for a set: the roles that its labels count.
func textFor(set string, a Article) string {
	switch set {
	case "magic":
		return a.TextOf(append([]Role{RoleCaption}, textRoles...)...)
	case "waddle":
		return a.TextOf(append([]Role{RoleHeadline, RoleDateline}, textRoles...)...)
	}
	return a.Text()
}

// reporter logs faults of the kinds that were asked for.
type reporter func(kind, got, want string)

func reportFaults(t *testing.T, p corpus.Page) reporter {
	return func(kind, got, want string) {
		if slices.Contains(strings.Split(*faults, ","), kind) {
			t.Logf("%s %s %s\n   got  %q\n   want %q", kind, p.Set, p.URL, got, want)
		}
	}
}

// add reads a page and scores it.
func (s *tally) add(t *testing.T, p corpus.Page) Article {
	start := time.Now()
	a, err := Page(p.HTML, p.URL, Options{ContentType: p.ContentType, Location: zoneOf(p.Country)})
	s.spent += time.Since(start)
	s.pages++
	if err != nil {
		t.Errorf("Page(%s): %v", p.URL, err)
		return a
	}
	wrong := reportFaults(t, p)
	if p.Body != "" {
		b := score.ScoreBody(p.Body, textFor(p.Set, a), p.Set == "aeb")
		s.bodies = append(s.bodies, b)
		if b.F1() < 0.5 {
			wrong("body", fmt.Sprintf("%.2f %.2f", b.P, b.R), "")
		}
	}
	s.addMeta(p, a, wrong)
	return a
}

// addMeta scores headline, authors and date.
func (s *tally) addMeta(p corpus.Page, a Article, wrong reporter) {
	if score.Fold(p.Title) != "" {
		s.titles++
		if score.Fold(a.Headline) == score.Fold(p.Title) {
			s.rightTitles++
		} else {
			wrong("title", a.Headline+" ← "+a.Sources.Headline, p.Title)
		}
	}
	if f, labelled := score.Authors(p.Authors, namesOf(a.Signed)); labelled {
		s.signed += f
		if f < 1 {
			wrong("signed", fmt.Sprint(a.Signed)+" ← "+a.Sources.Signed, strings.Join(p.Authors, ";"))
		}
	}
	if f, labelled := score.Authors(p.Authors, a.Authors); labelled {
		s.authored++
		s.authors += f
		people := peopleOf(p, a)
		s.people += peopleScore(people, a)
		best, _ := score.Authors(p.Authors, people)
		s.reachable += best
		if f < 1 {
			wrong("authors", strings.Join(a.Authors, ";")+" ← "+a.Sources.Authors, strings.Join(p.Authors, ";"))
		}
	}
	if want, labelled := score.ParseDay(p.Date); labelled {
		s.dated++
		if !a.Published.Time.IsZero() {
			s.named++
			if sameLabelledDay(want, a.Published) {
				s.rightDay++
			} else {
				if !a.Modified.Time.IsZero() && want.Same(score.Day{Time: a.Modified.Time, Zoned: a.Modified.HasTime}) {
					s.changedDay++
				}
				wrong("date", a.Published.Time.String()+" ← "+a.Sources.Published, p.Date)
			}
		} else {
			wrong("nodate", "", p.Date)
		}
	}
}

// sameLabelledDay reports whether a date falls on the labelled day. A day
// without a time of day is also compared in the zone it is given in: labels
// made by programs tell the midnight of a local day in UTC.
func sameLabelledDay(want score.Day, got Moment) bool {
	if want.Zoned && !got.HasTime {
		local := score.Day{Time: want.Time.In(got.Time.Location())}
		if local.Same(score.Day{Time: got.Time}) {
			return true
		}
	}
	return want.Same(score.Day{Time: got.Time, Zoned: got.HasTime})
}

// zoneOf is the zone in which most people of a country live.
func zoneOf(country string) *time.Location {
	c, known := geo.Lookup(country)
	if !known || len(c.Zones) == 0 {
		return nil
	}
	loc, err := time.LoadLocation(c.Zones[0])
	if err != nil {
		return nil
	}
	return loc
}

// peopleOf returns the people among the label's names, told by our own rules.
func peopleOf(p corpus.Page, a Article) []string {
	r := &reader{address: p.URL, stated: &meta.Page{Tags: map[string][]string{}}}
	var people []string
	for _, label := range p.Authors {
		for _, n := range r.namesOf([]signature{{text: label}}) {
			isOutlet := slices.ContainsFunc(a.Signed, func(s Name) bool { return s.Text == n.Text && s.Kind == NameOutlet })
			if n.Kind == NamePerson && !isOutlet {
				people = append(people, n.Text)
			}
		}
	}
	return people
}

// peopleScore compares the authors with the people of the label. Where it names
// none, naming none is right.
func peopleScore(people []string, a Article) float64 {
	if f, labelled := score.Authors(people, a.Authors); labelled {
		return f
	}
	if len(a.Authors) == 0 {
		return 1
	}
	return 0
}

func namesOf(list []Name) []string {
	var names []string
	for _, n := range list {
		names = append(names, n.Text)
	}
	return names
}

// readPages reads the labelled pages: every page with -quality, else every
// so-manyth.
func readPages(t *testing.T, step int) []corpus.Page {
	t.Helper()
	if *quality {
		step = 1
	}
	keep := func(i int) bool { return i%step == 0 }
	folder := sharedtest.Path(t, "corpora/pages")
	var pages []corpus.Page
	for _, set := range []string{"aeb", "fundus"} {
		list, err := corpus.Pages(folder, set, keep)
		if err != nil {
			t.Fatal(err)
		}
		for i := range list {
			list[i].Set = set
		}
		pages = append(pages, list...)
	}
	replay, err := corpus.Replay(sharedtest.Path(t, "corpora/replay"), keep)
	if err != nil {
		t.Fatal(err)
	}
	for _, p := range replay {
		if p.Set == "fundus" {
			p.Set = "replay fundus" // the same pages again, for the figures over the archive
			p.Body = ""
		}
		pages = append(pages, p)
	}
	return pages
}

// TestQuality measures labelled pages. The models were trained on these pages,
// so body figures here are a check that nothing broke; what is to be expected
// of other pages is printed by internal/train, cross-validated.
func TestQuality(t *testing.T) {
	step := 5
	if testing.Short() {
		step = 20
	}
	sets := map[string]*tally{}
	others := newOthers(t)
	for _, p := range readPages(t, step) {
		if sets[p.Set] == nil {
			sets[p.Set] = &tally{}
		}
		others.add(t, p, sets[p.Set].add(t, p))
	}
	others.log(t)
	var names []string
	for name := range sets {
		names = append(names, name)
	}
	sort.Strings(names)
	total := &tally{}
	defer func() { checkFloors(t, sets, total) }()
	for _, name := range names {
		s := sets[name]
		t.Logf("%-14s %4d pages  body %.4f  title %.4f of %d  authors %.4f (%.4f as signed, %.4f people) of %d  day right %.4f (%d labels the change), given %.4f of %d  %.1f ms a page",
			name, s.pages, score.MeanF1(s.bodies), s.title(), s.titles, s.author(), s.signed/float64(max(s.authored, 1)), s.people/float64(max(s.authored, 1)), s.authored, s.day(), s.changedDay, s.given(), s.dated,
			s.spent.Seconds()*1000/float64(max(s.pages, 1)))
		if name != "aeb" && name != "fundus" {
			total.merge(s)
		}
	}
	t.Logf("the people of the labels alone score %.4f against the labels of fundus, %.4f of the archive",
		sets["fundus"].reachable/float64(max(sets["fundus"].authored, 1)), total.reachable/float64(max(total.authored, 1)))
	t.Logf("replay archive: title %.4f of %d, authors %.4f (%.4f as signed, %.4f people) of %d, day right %.4f (%d labels the change), given %.4f of %d",
		total.title(), total.titles, total.author(), total.signed/float64(max(total.authored, 1)), total.people/float64(max(total.authored, 1)), total.authored, total.day(), total.changedDay, total.given(), total.dated)
}

// bodyFloors are under what the shipped models reach on all pages; a part of
// the pages may be worse by chance.
var bodyFloors = map[string]float64{"aeb": 0.965, "fundus": 0.96, "aed": 0.955, "magic": 0.925, "waddle": 0.925}

func checkFloors(t *testing.T, sets map[string]*tally, total *tally) {
	slack := 0.04
	if *quality {
		slack = 0
	}
	for name, floor := range bodyFloors {
		if got := score.MeanF1(sets[name].bodies); got < floor-slack {
			t.Errorf("%s: body F1 %.4f, want at least %.3f", name, got, floor-slack)
		}
	}
	for _, f := range []struct {
		name       string
		got, least float64
	}{
		{"fundus titles", sets["fundus"].title(), 0.87},
		{"fundus days right", sets["fundus"].day(), 0.995},
		{"fundus days given", sets["fundus"].given(), 0.98},
		{"replay titles", total.title(), 0.90},
		{"fundus people", sets["fundus"].people / float64(max(sets["fundus"].authored, 1)), 0.95},
		{"replay authors", total.author(), 0.81},
		{"replay people", total.people / float64(max(total.authored, 1)), 0.95},
		{"replay days right", total.day(), 0.965},
		{"replay days given", total.given(), 0.97},
	} {
		if f.got < f.least-slack {
			t.Errorf("%s: %.4f, want at least %.3f", f.name, f.got, f.least-slack)
		}
	}
}

func (s *tally) merge(o *tally) {
	s.titles += o.titles
	s.rightTitles += o.rightTitles
	s.authored += o.authored
	s.authors += o.authors
	s.signed += o.signed
	s.people += o.people
	s.reachable += o.reachable
	s.dated += o.dated
	s.named += o.named
	s.rightDay += o.rightDay
	s.changedDay += o.changedDay
}
