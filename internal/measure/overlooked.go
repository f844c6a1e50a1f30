package measure

import (
	"fmt"
	"slices"
	"time"

	"github.com/overview-news/overview/internal/news"
)

// State is where a story stands between reported and overlooked.
type State string

// The states of a story for a country that may have overlooked it.
const (
	Reported   State = "reported"   // the country's press has it, or the world does not
	Watching   State = "watching"   // it may become overlooked; too early or not sure
	Overlooked State = "overlooked" // no report was found
	PickedUp   State = "picked up"  // it was overlooked, then a report came
	Archived   State = "archived"   // it was overlooked, and is over
)

// Verdict is what can be said about one story and the press of one country.
type Verdict struct {
	By    string // the country whose press is asked
	State State
	// Strong says that the probability is above the higher bar.
	Strong bool
	// K of N healthy members of a panel of Panel reported it.
	K, N, Panel int
	Silent      []string // the N-K publishers
	// Probability is Pr(the country's rate, mended for recall, is at most half
	// of the world's).
	Probability float64
	Upper       float64 // one-sided 95 % bound of the country's rate, mended for recall

	// The world's side.
	Publishers, Countries, Subregions, Texts int
	WorldReports, WorldWatched               float64 // as they enter the rate

	Why string // the condition that decided, in words
	// Nearest is the article of the country that comes nearest to the story,
	// if a search found one; Plausible says that it may tell it.
	Nearest   news.ArticleID
	Plausible bool
}

// Question is all that a verdict depends on.
type Question struct {
	By      string
	Panel   news.Panel
	Reports []news.Report
	Rooms   []news.Newsroom
	Where   []string // countries where the story happens; may be empty
	Routine bool     // sport, markets, weather, celebrity
	// OneVoice says that every text goes back to one government's agency.
	OneVoice bool
	Now      time.Time
	// Search looks through the country's whole index for the story; it is
	// called only when all other conditions hold.
	Search func() (nearest news.ArticleID, plausible bool, err error)
}

// PanelState says whether a country's panel can be asked about a story that
// began at first: how many of its members are healthy, and whether that is
// enough.
func (p Params) PanelState(q Question, first time.Time) (healthy, silent []string, ok bool) {
	told := map[string]bool{}
	for _, r := range q.Reports {
		if r.Country == q.By { // counted generously: any genre, a copy, a mention
			told[r.Publisher] = true
		}
	}
	for _, room := range q.Rooms {
		if room.Country != q.By || !slices.Contains(q.Panel.Publishers, room.Publisher) {
			continue
		}
		if p.HealthFor(room, first, q.Now) != Healthy {
			continue
		}
		healthy = append(healthy, room.Publisher)
		if !told[room.Publisher] {
			silent = append(silent, room.Publisher)
		}
	}
	enough := len(healthy) >= p.PanelHealthy &&
		float64(len(healthy)) >= p.PanelShare*float64(len(q.Panel.Publishers))
	return healthy, silent, enough
}

// Judge decides whether a country's press overlooked a story. Every condition
// that fails is named in the verdict.
func (p Params) Judge(q Question, geo Geography) (Verdict, error) {
	first := firstReport(q.Reports)
	healthy, silent, enough := p.PanelState(q, first)
	v := Verdict{By: q.By, State: Reported, N: len(healthy), K: len(healthy) - len(silent),
		Panel: len(q.Panel.Publishers), Silent: silent}
	third := p.world(&v, q, geo)
	no := func(state State, why string, args ...any) (Verdict, error) {
		v.State, v.Why = state, fmt.Sprintf(why, args...)
		return v, nil
	}
	switch {
	case !enough:
		return no(Watching, "only %d of the %d newsrooms of the panel were watched well enough", v.N, v.Panel)
	case v.K > p.MostReports:
		return no(Reported, "%d newsrooms reported it", v.K)
	case v.Publishers < p.WorldPublishers || v.Countries < p.WorldCountries ||
		v.Subregions < p.WorldSubregions || v.Texts < p.WorldTexts:
		return no(Watching, "%d newsrooms in %d countries and %d subregions with %d independent texts reported it: not enough of the world",
			v.Publishers, v.Countries, v.Subregions, v.Texts)
	case q.Routine && v.Countries < p.Broad:
		return no(Watching, "it is routine sport, markets, weather or celebrity news")
	case q.OneVoice:
		return no(Watching, "every text goes back to one government's agency")
	case q.Now.Sub(third) < p.OverlookedAfter:
		return no(Watching, "the third country reported it less than %v ago", p.OverlookedAfter)
	}
	x := beta{0.5 + float64(v.K), 0.5 + float64(v.N-v.K)}
	world := beta{0.5 + v.WorldReports, 0.5 + v.WorldWatched - v.WorldReports}
	v.Upper = x.quantile(0.95) / p.Recall
	v.Probability = probAtMost(x, world, p.Recall/2)
	v.Strong = v.Probability >= p.Strong
	switch {
	case v.Upper > p.UpperBound:
		return no(Watching, "its share could still be %.0f %%", 100*v.Upper)
	case v.Probability < p.Likely:
		return no(Watching, "the probability that it is reported at half the world's rate or less is %.2f", v.Probability)
	}
	return p.search(v, q)
}

// search asks the country's whole index before anything is claimed.
func (p Params) search(v Verdict, q Question) (Verdict, error) {
	v.State = Overlooked
	if q.Now.Sub(lastReport(q.Reports)) > p.OverlookedArchive {
		v.State = Archived
	}
	if q.Search == nil {
		return v, nil
	}
	nearest, plausible, err := q.Search()
	if err != nil {
		return v, fmt.Errorf("search the press of %s: %w", q.By, err)
	}
	v.Nearest, v.Plausible = nearest, plausible
	if plausible {
		v.State, v.Why = Watching, "a search of its press found an article that may tell it"
	}
	return v, nil
}

// world counts the world's side into v, and returns when the third country
// first reported.
func (p Params) world(v *Verdict, q Question, geo Geography) time.Time {
	firstIn := map[string]time.Time{}
	publishers, texts, regions := map[string]bool{}, map[news.ArticleID]bool{}, map[string]bool{}
	weight := map[string]float64{} // publisher → what it adds
	for _, r := range q.Reports {
		if r.Country == q.By || r.Lane != news.Domestic || !r.Genre.Counts() || r.Related {
			continue
		}
		publishers[r.Country+"\x00"+r.Publisher] = true
		texts[r.Family] = true
		regions[geo.Subregion(r.Country)] = true
		if at, ok := firstIn[r.Country]; !ok || r.Published.Before(at) {
			firstIn[r.Country] = r.Published
		}
		w := 1.0
		if r.Family != r.Article {
			w = p.CopyWeight
		}
		key := r.Country + "\x00" + r.Publisher
		weight[key] = max(weight[key], w)
	}
	v.Publishers, v.Countries, v.Subregions, v.Texts = len(publishers), len(firstIn), len(regions), len(texts)
	p.worldRate(v, q, firstIn, weight)
	starts := make([]time.Time, 0, len(firstIn))
	for _, at := range firstIn {
		starts = append(starts, at)
	}
	slices.SortFunc(starts, time.Time.Compare)
	if len(starts) < 3 {
		return q.Now
	}
	return starts[2]
}

// worldRate sets the strict rate over the healthy newsrooms of the countries
// that reported. The countries where it happens are left out if three others
// remain: their own press says nothing about the world's interest.
func (p Params) worldRate(v *Verdict, q Question, firstIn map[string]time.Time, weight map[string]float64) {
	countries := map[string]bool{}
	for country := range firstIn {
		countries[country] = true
	}
	left := len(countries)
	for _, country := range q.Where {
		if countries[country] {
			left--
		}
	}
	if left >= 3 {
		for _, country := range q.Where {
			delete(countries, country)
		}
	}
	first := firstReport(q.Reports)
	for _, room := range q.Rooms {
		if !countries[room.Country] || room.Lane != news.Domestic || p.HealthFor(room, first, q.Now) != Healthy {
			continue
		}
		v.WorldWatched++
		v.WorldReports += weight[room.Country+"\x00"+room.Publisher]
	}
}

// lastReport is the time of the newest report.
func lastReport(reports []news.Report) time.Time {
	var last time.Time
	for _, r := range reports {
		if r.Published.After(last) {
			last = r.Published
		}
	}
	return last
}
