package read

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"github.com/overview-news/overview/internal/compose"
	"github.com/overview-news/overview/internal/measure"
	"github.com/overview-news/overview/internal/news"
)

// Overlooked is the page of the stories that much of the world reported and
// of which no report was found in one country's press.
type Overlooked struct {
	Issue
	By     Place
	Media  string  // "American media"
	Others []Place // further countries that can be asked
	Panel  Panel
	// Refusal says why there is no list; empty if there is one.
	Refusal string

	Stories  []Finding
	PickedUp []Finding
	Archived []Finding
	Watching int // stories that may become overlooked
	Rules    string
}

// Panel is the newsrooms that are asked, and how they do now.
type Panel struct {
	Version string
	Size    int
	Needed  int
	Healthy []Room
	Ill     []Why
}

// IsZero reports whether the country has no panel.
func (p Panel) IsZero() bool { return p.Size == 0 }

// Words says how many of the panel count now.
func (p Panel) Words() string {
	return fmt.Sprintf("%d of the %d newsrooms of its panel can be counted now", len(p.Healthy), p.Size)
}

// Finding is a story and what was found of it in the country's press.
type Finding struct {
	StoryLine
	Gone     string // why the story is not shown; then all else but Found is empty
	Found    string // "No report found in the 38 of 45 American newsrooms we watched"
	Chance   string // "Likely: told at most half as often …, probability 0.92"
	World    string // who reported it elsewhere
	Silent   []Room
	Nearest  Line // what comes nearest to it in the country's press
	HasNear  bool
	Flagged  Moment
	PickedUp string // "picked up after 5 hours"
}

// DefaultBy is the country whose press is asked unless a reader says so.
const DefaultBy = "US"

// Bounds of the page, in entries.
const (
	maxFindings  = 60
	homeFindings = 3
)

// Overlooked prepares the page for a country's press; code "" is the default.
func (r *Reader) Overlooked(ctx context.Context, code string) (Overlooked, error) {
	if code == "" {
		code = DefaultBy
	}
	by, ok := CountryOf(code)
	if !ok {
		return Overlooked{}, fmt.Errorf("country %q: %w", code, news.ErrNotFound)
	}
	page := Overlooked{By: by, Media: mediaOf(by), Rules: r.overlookedRules()}
	var err error
	if page.Others, err = r.panels(ctx, by); err != nil {
		return Overlooked{}, err
	}
	var content compose.Overlooked
	issue, found, err := r.edition(ctx, compose.PageOverlooked(by.Code), &content)
	if err != nil {
		return Overlooked{}, err
	}
	if !found {
		page.Refusal = r.noPanel(by)
		return page, nil
	}
	issue.Params = content.Params
	page.Issue, page.Watching = issue, content.Watching
	if page.Panel, err = r.panel(ctx, content.Panel); err != nil {
		return Overlooked{}, err
	}
	if !content.Panel.InOrder {
		page.Refusal = r.refusal(by, content.Panel)
		return page, nil
	}
	for _, part := range []struct {
		to   *[]Finding
		from []compose.Finding
	}{{&page.Stories, content.Stories}, {&page.PickedUp, content.PickedUp}, {&page.Archived, content.Archived}} {
		if *part.to, err = r.findings(ctx, by, part.from); err != nil {
			return Overlooked{}, err
		}
	}
	return page, nil
}

// noPanel says what is missing where a country has no panel.
func (r *Reader) noPanel(by Place) string {
	return fmt.Sprintf("There is no panel of %s: nobody has yet fixed which of them stand for their press. "+
		"To ask, at least %d newsrooms must be listed, watched and answering, and %.0f %% of the panel.",
		newsroomsOf(by), r.params.PanelHealthy, 100*r.params.PanelShare)
}

// refusal says why an ill panel gives no list.
func (r *Reader) refusal(by Place, p compose.Panel) string {
	return fmt.Sprintf("Nothing is claimed now. %s of the %s of the panel were watched well enough; "+
		"a list needs at least %d of them, and %.0f %% of the panel. Silence of a newsroom that nobody watched means nothing.",
		number(len(p.Healthy)), count(p.Size, "newsroom", newsroomsOf(by)), p.Needed, 100*r.params.PanelShare)
}

// overlookedRules says in a paragraph when a story is listed.
func (r *Reader) overlookedRules() string {
	p := r.params
	return fmt.Sprintf("A story is listed when at least %d newsrooms in %d countries of %d subregions told it with %d independent texts, "+
		"and at most %d newsroom of the panel did, %d hours after the third country’s first report. "+
		"Its share in the panel must be at most %.0f %% with 95 %% confidence, and at most half of the world’s with a probability of %.2f (likely) or %.2f (strong), "+
		"reckoning that we find %.0f %% of matching reports. Then the country’s whole index is searched; the nearest report found is shown. "+
		"Routine sport, markets, weather and celebrity news are left out unless very broad.",
		p.WorldPublishers, p.WorldCountries, p.WorldSubregions, p.WorldTexts, p.MostReports,
		int(p.OverlookedAfter.Hours()), 100*p.UpperBound, p.Likely, p.Strong, 100*p.Recall)
}

// panels are the countries that can be asked, without by.
func (r *Reader) panels(ctx context.Context, by Place) ([]Place, error) {
	pages, err := r.store.EditionPages(ctx, compose.PageOverlooked(""))
	if err != nil {
		return nil, fmt.Errorf("list the panels: %w", err)
	}
	var out []Place
	for _, page := range pages {
		p, ok := CountryOf(strings.TrimPrefix(page, compose.PageOverlooked("")))
		if ok && p.Code != by.Code {
			out = append(out, p)
		}
	}
	return out, nil
}

func (r *Reader) panel(ctx context.Context, p compose.Panel) (Panel, error) {
	out := Panel{Version: p.Version, Size: p.Size, Needed: p.Needed}
	all, err := r.newsrooms(ctx)
	if err != nil {
		return Panel{}, err
	}
	if out.Healthy, err = r.roomList(ctx, all, p.Country, p.Healthy); err != nil {
		return Panel{}, err
	}
	why := map[string]measure.Health{}
	for _, ill := range p.Ill {
		why[ill.Publisher] = ill.Why
	}
	out.Ill, err = r.notCounted(ctx, all, p.Country, why)
	return out, err
}

func (r *Reader) findings(ctx context.Context, by Place, from []compose.Finding) ([]Finding, error) {
	all, err := r.newsrooms(ctx)
	if err != nil {
		return nil, err
	}
	var out []Finding
	for _, f := range from[:min(len(from), maxFindings)] {
		x, err := r.finding(ctx, all, by, f)
		if err != nil {
			return nil, err
		}
		out = append(out, x)
	}
	return out, nil
}

func (r *Reader) finding(ctx context.Context, all rooms, by Place, f compose.Finding) (Finding, error) {
	v := f.Verdict
	out := Finding{Found: found(by, v), Flagged: r.moment(f.Flagged), Chance: chance(v), World: worldSide(v)}
	if f.After > 0 || v.State == measure.PickedUp {
		out.PickedUp = "Picked up " + span(f.After) + " after it was listed"
	}
	var err error
	if out.Silent, err = r.roomList(ctx, all, by.Code, v.Silent); err != nil {
		return Finding{}, err
	}
	if err := r.findingStory(ctx, &out, f.Story); err != nil || out.Gone != "" {
		return out, err
	}
	if v.Nearest == 0 {
		return out, nil
	}
	a, ok, err := r.shown(ctx, v.Nearest)
	if err != nil || !ok {
		return out, err
	}
	out.HasNear = true
	out.Nearest, err = r.line(ctx, a)
	return out, err
}

// findingStory sets the story; one that is gone or was taken down leaves a
// tombstone, for the edition said that it was there.
func (r *Reader) findingStory(ctx context.Context, out *Finding, id news.StoryID) error {
	s, err := r.store.Story(ctx, id)
	if err == nil && s.Into != 0 {
		s, err = r.store.Story(ctx, s.Into)
	}
	if errors.Is(err, news.ErrNotFound) || err == nil && s.Articles == 0 {
		out.Gone = "This story is no longer kept."
		return nil
	}
	if err != nil {
		return fmt.Errorf("read story %d: %w", id, err)
	}
	articles, err := r.store.StoryArticles(ctx, s.ID, 1)
	if err != nil {
		return fmt.Errorf("read articles of story %d: %w", s.ID, err)
	}
	if len(articles) == 0 {
		out.Gone = "The reports of this story were taken down."
		return nil
	}
	out.StoryLine, err = r.storyLine(ctx, s)
	return err
}

// found says what was found in the panel.
func found(by Place, v measure.Verdict) string {
	if v.K == 0 {
		return noReport(by, v.N, v.Panel)
	}
	return fmt.Sprintf("%d of the %d %s we watched (of %d in the panel) reported it", v.K, v.N, newsroomsOf(by), v.Panel)
}

// chance is the probability in words and as a number.
func chance(v measure.Verdict) string {
	word, probability := "Likely", fmt.Sprintf("probability %.2f", v.Probability)
	if v.Strong {
		word = "Strong"
	}
	if v.Probability > 0.99 {
		probability = "probability over 0.99"
	}
	return word + ": told at most half as often as in the world, " + probability
}

// worldSide says who reported it elsewhere.
func worldSide(v measure.Verdict) string {
	return "Elsewhere: " + count(v.Publishers, "newsroom", "newsrooms") + " in " +
		count(v.Countries, "country", "countries") + " of " + count(v.Subregions, "subregion", "subregions") +
		", with " + count(v.Texts, "independent text", "independent texts")
}

// OverlookedLine is the front page's word on what a country's press overlooked.
type OverlookedLine struct {
	By      Place
	Media   string
	Path    string
	Stories []Finding
	More    int
	Refusal string
	Panel   Panel
	Issue   Issue
}

// OverlookedPath is the address of the page for a country.
func OverlookedPath(p Place) string {
	if p.Code == DefaultBy {
		return "/overlooked"
	}
	return "/overlooked?by=" + p.Code
}

// overlookedLine prepares the front page's word; nil while nothing was asked.
func (r *Reader) overlookedLine(ctx context.Context) (*OverlookedLine, error) {
	page, err := r.Overlooked(ctx, DefaultBy)
	if err != nil || page.Issue.IsZero() {
		return nil, err
	}
	l := &OverlookedLine{By: page.By, Media: page.Media, Path: OverlookedPath(page.By),
		Refusal: page.Refusal, Panel: page.Panel, Issue: page.Issue}
	l.Stories = page.Stories[:min(len(page.Stories), homeFindings)]
	l.More = len(page.Stories) - len(l.Stories)
	return l, nil
}
