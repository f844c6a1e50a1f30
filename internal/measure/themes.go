package measure

import (
	"cmp"
	"math"
	"slices"
	"strings"
	"time"

	"github.com/overview-news/overview/internal/news"
)

// Subject is what themes and lists know of a story.
type Subject struct {
	Story     news.StoryID   `json:"story"`
	Medoid    news.ArticleID `json:"medoid"`
	Last      time.Time      `json:"last"`
	Actors    []Weighted     `json:"actors"`    // names, and countries as @CC, heaviest first
	Terms     []Weighted     `json:"terms"`     // subject words, heaviest first
	Where     []string       `json:"where"`     // countries where it happens or that are parties
	Topic     string         `json:"topic"`     // coarse
	OneVoice  bool           `json:"one_voice"` // all texts go back to one agency
	Texts     []Text         `json:"texts"`     // its independent texts
	Countries []string       `json:"countries"` // that reported it
}

// Text is one independent text of a story: who ran it first and when.
type Text struct {
	Country string    `json:"c"`
	At      time.Time `json:"at"`
}

// maxSubjectTexts bounds the texts that a subject lists.
const maxSubjectTexts = 400

// Summarise reads what themes need from a story's reports and their English
// texts, by article.
func Summarise(st news.Story, reports []news.Report, texts map[news.ArticleID]string) Subject {
	s := Subject{Story: st.ID, Medoid: st.Medoid, Last: st.Last}
	actors, terms, where := map[string]float64{}, map[string]float64{}, map[string]float64{}
	seen := map[news.ArticleID]bool{}
	countries := map[string]bool{}
	topics := map[string]float64{}
	credits := map[string]bool{}
	facts := map[news.ArticleID]Facts{}
	for _, r := range reports {
		if text := texts[r.Article]; text != "" && r.Genre.Counts() && !r.Related {
			facts[r.Article] = FactsOf(text)
		}
	}
	surnames := surnamesOf(facts)
	for _, r := range reports {
		if !r.Genre.Counts() || r.Related {
			continue
		}
		countries[r.Country] = true
		if r.Topic != "" {
			topics[r.Topic]++
		}
		if seen[r.Family] {
			continue // one text counts once
		}
		seen[r.Family] = true
		if r.Lane != news.Agency || r.Credit != "" {
			credits[r.Credit] = true // an agency need not credit itself
		}
		if len(s.Texts) < maxSubjectTexts {
			s.Texts = append(s.Texts, Text{r.Country, r.Published})
		}
		count(facts[r.Article], surnames, actors, terms, where)
	}
	s.Actors, s.Terms = top(actors, 12), top(terms, 24)
	for _, w := range top(where, 2) {
		if w.Weight >= 0.5*float64(len(seen)) {
			s.Where = append(s.Where, w.Term)
		}
	}
	for _, t := range top(topics, 1) {
		s.Topic = t.Term
	}
	s.Medoid = s.speaker(st.Medoid, reports, facts)
	s.OneVoice = len(credits) == 1 && !credits[""] && len(seen) > 0
	for c := range countries {
		s.Countries = append(s.Countries, c)
	}
	slices.Sort(s.Countries)
	return s
}

// speaker is the report whose headline can stand for the story before readers
// of English: the medoid or, if it is not in English, the report that names
// most of what the story is about.
func (s *Subject) speaker(medoid news.ArticleID, reports []news.Report, facts map[news.ArticleID]Facts) news.ArticleID {
	if _, ok := facts[medoid]; ok {
		return medoid
	}
	best := 0.0
	for _, r := range reports {
		f, ok := facts[r.Article]
		if !ok {
			continue
		}
		score := 0.0
		for _, t := range s.Terms {
			if f.Terms[t.Term] > 0 {
				score += t.Weight
			}
		}
		if score > best {
			best, medoid = score, r.Article
		}
	}
	return medoid
}

// surnamesOf are the names of one word: a longer name that ends in one of
// them is the same person or place, told in full.
func surnamesOf(facts map[news.ArticleID]Facts) map[string]bool {
	out := map[string]bool{}
	for _, f := range facts {
		for name := range f.Names {
			if !strings.Contains(name, " ") {
				out[name] = true
			}
		}
	}
	return out
}

// known is the name under which a name counts.
func known(name string, surnames map[string]bool) string {
	if last := name[strings.LastIndexByte(name, ' ')+1:]; surnames[last] {
		return last
	}
	return name
}

// count adds the facts of one text. Each text gives each name and word one
// vote, however often it repeats it.
func count(f Facts, surnames map[string]bool, actors, terms, where map[string]float64) {
	voted := map[string]bool{}
	for name := range f.Names {
		if name = known(name, surnames); !voted[name] {
			voted[name] = true
			actors[name]++
		}
	}
	for country := range f.Countries {
		actors["@"+country]++
		where[country]++
	}
	for term := range f.Terms {
		terms[term]++
	}
}

// Bounds of what is compared of a story or text that is in no theme itself.
const (
	mainActors = 4
	mainTerms  = 12
)

// MainActors are the heaviest actors and places of a story.
func MainActors(s Subject) []string { return termsOf(s.Actors, mainActors) }

// MainTerms are its heaviest subject words.
func MainTerms(s Subject) []string { return termsOf(s.Terms, mainTerms) }

func termsOf(list []Weighted, n int) []string {
	var out []string
	for _, w := range list[:min(len(list), n)] {
		out = append(out, w.Term)
	}
	return out
}

// SubjectOf reads what a single text in English is about, for an article that
// no story speaks for: the names, countries and words that it repeats most.
func SubjectOf(text string) Subject {
	f := FactsOf(text)
	surnames := surnamesOf(map[news.ArticleID]Facts{0: f})
	actors, terms := map[string]float64{}, map[string]float64{}
	for name, n := range f.Names {
		actors[known(name, surnames)] += float64(n)
	}
	for country, n := range f.Countries {
		actors["@"+country] += float64(n)
	}
	for term, n := range f.Terms {
		terms[term] += float64(n)
	}
	return Subject{Actors: top(actors, mainActors), Terms: top(terms, mainTerms)}
}

// Level says whose take a theme is.
type Level string

// The levels of a theme.
const (
	Worlds   Level = "world"    // the world's current take
	Regional Level = "regional" // of several countries, not of the world
	National Level = "national" // of one country
)

// Theme is a group of stories tied by the same actors and subject.
type Theme struct {
	ID        news.StoryID   `json:"id"`      // the story with most texts
	Medoid    news.ArticleID `json:"medoid"`  // whose headline is the theme's title
	Stories   []news.StoryID `json:"stories"` // those with most texts first
	Actors    []string       `json:"actors"`
	Level     Level          `json:"level"`
	Countries []string       `json:"countries"`
	Regions   int            `json:"regions"`
	Texts     int            `json:"texts"`
	Attention float64        `json:"attention"` // share of the texts of the window's last day, subregions weighed equally
	Breadth   float64        `json:"breadth"`   // exp(entropy over subregions) / subregions watched
	Movement  float64        `json:"movement"`  // today's share against the days before
	Score     float64        `json:"score"`
	Daily     []int          `json:"daily"` // texts of each day, today last
}

// Themes groups the stories of the window and ranks the groups by attention ×
// breadth × movement, the world's before regional and national ones: in a
// subregion with few texts a single one would outweigh what all others tell.
func (p Params) Themes(subjects []Subject, geo Geography, now time.Time) []Theme {
	groups := p.link(subjects)
	total := p.totals(subjects, geo, now)
	out := make([]Theme, 0, len(groups))
	for _, members := range groups {
		out = append(out, p.theme(members, geo, total, now))
	}
	slices.SortFunc(out, func(a, b Theme) int {
		return cmp.Or(cmp.Compare(rank(a.Level), rank(b.Level)), -cmp.Compare(a.Score, b.Score), -cmp.Compare(a.Texts, b.Texts), cmp.Compare(a.ID, b.ID))
	})
	return out
}

// link groups stories by complete linkage: a story joins a group only if it
// shares enough with each of its stories. Larger stories found groups first.
func (p Params) link(subjects []Subject) [][]Subject {
	frequent := map[string]int{}
	for _, s := range subjects {
		for _, a := range s.Actors {
			frequent[a.Term]++
		}
		for _, t := range s.Terms {
			frequent["#"+t.Term]++
		}
	}
	order := slices.Clone(subjects)
	slices.SortFunc(order, func(a, b Subject) int {
		return cmp.Or(-cmp.Compare(len(a.Texts), len(b.Texts)), cmp.Compare(a.Story, b.Story))
	})
	var groups [][]Subject
	var keys [][]key
	byActor := map[string][]int{} // heavy actor → groups that may fit
	for _, s := range order {
		k := p.key(s, frequent, len(subjects))
		at := -1
		for _, actor := range k.actors {
			for _, g := range byActor[actor] {
				if at < 0 && p.fits(k, keys[g]) {
					at = g
				}
			}
		}
		if at < 0 {
			at = len(groups)
			groups, keys = append(groups, nil), append(keys, nil)
		}
		groups[at], keys[at] = append(groups[at], s), append(keys[at], k)
		for _, actor := range k.actors {
			if !slices.Contains(byActor[actor], at) {
				byActor[actor] = append(byActor[actor], at)
			}
		}
	}
	return groups
}

// key is what two stories are compared by.
type key struct {
	actors []string
	terms  map[string]bool
}

// maxSubjectTerms is how many subject words of a story are compared.
const maxSubjectTerms = 8

// key weighs a story's actors and words by how rare they are among the
// stories of the window.
func (p Params) key(s Subject, frequent map[string]int, n int) key {
	heavy := func(list []Weighted, prefix string, most int) []Weighted {
		weights := map[string]float64{}
		for _, w := range list {
			weights[w.Term] = w.Weight * math.Log(1+float64(n)/float64(1+frequent[prefix+w.Term]))
		}
		return top(weights, most)
	}
	k := key{terms: map[string]bool{}}
	for _, w := range heavy(s.Actors, "", p.ThemeActors) {
		k.actors = append(k.actors, w.Term)
	}
	for _, w := range heavy(s.Terms, "#", maxSubjectTerms) {
		k.terms[w.Term] = true
	}
	return k
}

func (p Params) fits(k key, group []key) bool {
	for _, other := range group {
		shared := 0
		for _, a := range k.actors {
			if slices.Contains(other.actors, a) {
				shared++
			}
		}
		if shared < p.ThemeShared || !sharesTerm(k, other) {
			return false
		}
	}
	return true
}

func sharesTerm(a, b key) bool {
	for t := range a.terms {
		if b.terms[t] {
			return true
		}
	}
	return false
}

// windowDays is how many days of texts are counted: today and 13 before it.
const windowDays = 14

// dayTexts counts texts by day, today first, and subregion.
type dayTexts [windowDays]map[string]float64

func (d *dayTexts) add(t Text, geo Geography, now time.Time) {
	age := int(now.Sub(t.At) / (24 * time.Hour))
	if age < 0 || age >= windowDays {
		return
	}
	if d[age] == nil {
		d[age] = map[string]float64{}
	}
	d[age][geo.Subregion(t.Country)]++
}

func (p Params) totals(subjects []Subject, geo Geography, now time.Time) *dayTexts {
	var total dayTexts
	for _, s := range subjects {
		for _, t := range s.Texts {
			total.add(t, geo, now)
		}
	}
	return &total
}

// share is the mean over subregions of a group's share of the texts of a day;
// subregions without a text that day are left out.
func share(group, total map[string]float64) float64 {
	sum := 0.0
	for region, n := range total {
		sum += group[region] / n
	}
	if len(total) == 0 {
		return 0
	}
	return sum / float64(len(total))
}

func (p Params) theme(members []Subject, geo Geography, total *dayTexts, now time.Time) Theme {
	var own dayTexts
	countries, actors := map[string]bool{}, map[string]float64{}
	t := Theme{ID: members[0].Story, Medoid: members[0].Medoid, Daily: make([]int, windowDays)}
	regions := map[string]float64{}
	for _, s := range members {
		t.Stories = append(t.Stories, s.Story)
		t.Texts += len(s.Texts)
		for _, c := range s.Countries {
			countries[c] = true
		}
		for _, a := range s.Actors {
			actors[a.Term] += a.Weight
		}
		for _, x := range s.Texts {
			own.add(x, geo, now)
			regions[geo.Subregion(x.Country)]++
		}
	}
	for age, by := range own {
		for _, n := range by {
			t.Daily[windowDays-1-age] += int(n)
		}
	}
	for _, a := range top(actors, p.ThemeActors) {
		t.Actors = append(t.Actors, a.Term)
	}
	for c := range countries {
		t.Countries = append(t.Countries, c)
	}
	slices.Sort(t.Countries)
	t.Regions = len(regions)
	t.Level = p.level(t)
	t.Attention = share(own[0], total[0])
	t.Breadth = breadth(own[0], len(total[0]))
	t.Movement = p.movement(own, total)
	t.Score = t.Attention * t.Breadth * t.Movement
	return t
}

func rank(l Level) int { return slices.Index([]Level{Worlds, Regional, National}, l) }

func (p Params) level(t Theme) Level {
	switch {
	case len(t.Countries) >= p.WorldsCountries && t.Regions >= p.WorldsRegions && t.Texts >= p.WorldsTexts:
		return Worlds
	case len(t.Countries) > 1:
		return Regional
	}
	return National
}

// breadth is exp(entropy of the texts over subregions) over the number of
// subregions watched: 1 when all tell it alike.
func breadth(by map[string]float64, watched int) float64 {
	sum := 0.0
	for _, n := range by {
		sum += n
	}
	if sum == 0 || watched == 0 {
		return 0
	}
	entropy := 0.0
	for _, n := range by {
		q := n / sum
		entropy -= q * math.Log(q)
	}
	return math.Exp(entropy) / float64(watched)
}

// movement compares today's share with the mean of the days before that have
// any text; it is 1 until there are enough of them.
func (p Params) movement(own dayTexts, total *dayTexts) float64 {
	sum, days := 0.0, 0
	for age := 1; age < windowDays; age++ {
		if len(total[age]) == 0 {
			continue
		}
		sum += share(own[age], total[age])
		days++
	}
	if days < p.MoveDays {
		return 1
	}
	m := (share(own[0], total[0]) + p.MoveFloor) / (sum/float64(days) + p.MoveFloor)
	return min(max(m, p.MoveLeast), p.MoveMost)
}
