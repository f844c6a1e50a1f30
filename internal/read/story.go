package read

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"time"

	"github.com/overview-news/overview/internal/news"
)

// StoryLine is a story in a list: its most central article stands for it.
type StoryLine struct {
	ID       news.StoryID
	Path     string
	Headline Text
	Original Text
	Outlet   OutletRef // whose headline it is
	Summary  Text      // that article's, as far as it may be shown
	Counts   Counts
	When     Moment // when that article was published
	First    Moment
	Last     Moment // the newest report's
}

// Later reports whether a newer report of the story is here than the one whose
// headline stands for it.
func (l StoryLine) Later() bool { return l.Last.Time.After(l.When.Time) }

// Counts says how widely a story is told.
type Counts struct {
	Newsrooms, Countries, Texts int
}

// Words is the line under a story's title.
func (c Counts) Words() string {
	return count(c.Newsrooms, "newsroom", "newsrooms") + " · " +
		count(c.Countries, "country", "countries") + " · " +
		count(c.Texts, "independent text", "independent texts")
}

// leading lists the widest stories of the window that ends at newest, or of
// the time before it where there is none.
func (r *Reader) leading(ctx context.Context, q news.StoryQuery, newest time.Time) ([]StoryLine, error) {
	q.Widest = true
	q.Since, _ = r.window(newest)
	stories, err := r.store.Stories(ctx, q)
	if err != nil {
		return nil, fmt.Errorf("read leading stories: %w", err)
	}
	out := make([]StoryLine, 0, len(stories))
	for _, s := range stories {
		l, err := r.storyLine(ctx, s)
		if err == nil && q.Country != "" {
			err = r.ownHeadline(ctx, &l, q.Country)
		}
		if err != nil {
			return nil, err
		}
		out = append(out, l)
	}
	return out, nil
}

// ownHeadline gives a story on a country's page the headline of the country's
// own press: its first report, one that can be read in English if there is one.
func (r *Reader) ownHeadline(ctx context.Context, l *StoryLine, country string) error {
	if l.Outlet.Place.Code == country {
		return nil
	}
	articles, err := r.store.StoryArticles(ctx, l.ID, maxTold)
	if err != nil {
		return fmt.Errorf("read articles of story %d: %w", l.ID, err)
	}
	var own *news.Article
	for i, a := range articles {
		english := a.TitleEnglish != "" || isEnglish(a.Language)
		if a.Country == country && (own == nil || english) {
			own = &articles[i]
			if english {
				break
			}
		}
	}
	if own == nil {
		return nil
	}
	o, err := r.outlet(ctx, own.Outlet)
	if err != nil {
		return err
	}
	l.Headline, l.Original = headlines(*own)
	l.Outlet, l.Summary, l.When = outletRef(o), r.summary(*own, o), r.published(*own)
	return nil
}

// maxTold bounds the articles of a story among which a country's own is
// sought.
const maxTold = 500

func (r *Reader) storyLine(ctx context.Context, s news.Story) (StoryLine, error) {
	l := StoryLine{
		ID: s.ID, Path: StoryPath(s), Headline: English(s.Title),
		Counts: Counts{s.Publishers, s.Countries, s.Texts},
		First:  r.moment(s.First), Last: r.moment(s.Last),
	}
	a, ok, err := r.speaker(ctx, s)
	if err != nil || !ok {
		l.Headline = English("(taken down)")
		return l, err
	}
	o, err := r.outlet(ctx, a.Outlet)
	if err != nil {
		return l, err
	}
	l.Headline, l.Original = headlines(a)
	l.Outlet, l.Summary, l.When = outletRef(o), r.summary(a, o), r.published(a)
	for _, m := range []*Moment{&l.First, &l.Last} {
		if m.Time.Equal(a.Published) {
			*m = l.When
		}
	}
	return l, nil
}

// speaker is the article whose headline stands for a story: the most central
// one; where that is not in English, the one that measuring chose; where that
// may not be shown, the first that may.
func (r *Reader) speaker(ctx context.Context, s news.Story) (news.Article, bool, error) {
	a, ok, err := r.shown(ctx, s.Medoid)
	if err != nil || ok && (a.TitleEnglish != "" || isEnglish(a.Language)) {
		return a, ok, err
	}
	subject, err := r.subject(ctx, s.ID)
	if err != nil {
		return news.Article{}, false, err
	}
	if b, shown, err := r.shown(ctx, subject.Medoid); err != nil || shown && b.Story == s.ID {
		return b, shown, err
	}
	if ok {
		return a, true, nil
	}
	first, err := r.store.StoryArticles(ctx, s.ID, 1)
	if err != nil {
		return news.Article{}, false, fmt.Errorf("read articles of story %d: %w", s.ID, err)
	}
	if len(first) == 0 {
		return news.Article{}, false, nil
	}
	return first[0], true, nil
}

// Story is the page of a story.
type Story struct {
	StoryLine
	Coverage  CoverageTable
	Countries []CountryTakes // the first to report stands first
	More      int            // articles that are not listed
}

// CountryTakes is how one country tells a story.
type CountryTakes struct {
	Place Place
	First Moment
	Texts []TextLine
}

// TextLine is an independent text with the newsrooms of the same country that
// carry it, or a carrier of a text that another country's newsroom wrote.
type TextLine struct {
	Line
	Copies []Line
	// Root is set where this line only carries another's text.
	Root OutletRef
}

// Carried says by how many other newsrooms of the country the text is carried,
// or that the copies are the newsroom's own later versions.
func (t TextLine) Carried() string {
	others := map[string]bool{}
	for _, c := range t.Copies {
		if c.Outlet.Newsroom != t.Outlet.Newsroom {
			others[c.Outlet.Newsroom] = true
		}
	}
	if len(others) == 0 {
		return count(len(t.Copies), "more version of it", "more versions of it")
	}
	return "Also carried by " + count(len(others), "newsroom", "newsrooms")
}

// IsCopy reports whether the line carries another newsroom's text.
func (t TextLine) IsCopy() bool { return t.Root.ID != "" }

// storyArticles bounds a story's page, in articles.
const storyArticles = 300

// Story prepares the page of a story. A merged story gives a *Moved.
func (r *Reader) Story(ctx context.Context, id news.StoryID) (Story, error) {
	s, err := r.store.Story(ctx, id)
	if err != nil {
		return Story{}, fmt.Errorf("read story %d: %w", id, err)
	}
	if s.Into != 0 {
		into, err := r.store.Story(ctx, s.Into)
		if err != nil {
			return Story{}, fmt.Errorf("read story %d: %w", s.Into, err)
		}
		return Story{}, &Moved{Path: StoryPath(into)}
	}
	var page Story
	if page.StoryLine, err = r.storyLine(ctx, s); err != nil {
		return Story{}, err
	}
	articles, err := r.store.StoryArticles(ctx, id, storyArticles)
	if err != nil {
		return Story{}, fmt.Errorf("read articles of story %d: %w", id, err)
	}
	lines, err := r.lines(ctx, articles)
	if err != nil {
		return Story{}, err
	}
	if len(lines) == 0 {
		return Story{}, fmt.Errorf("story %d has no article to show: %w", id, news.ErrNotFound)
	}
	page.Countries = takesByCountry(lines)
	if page.Coverage, err = r.Coverage(ctx, id); err != nil {
		return Story{}, err
	}
	page.More = max(0, s.Articles-len(articles))
	return page, nil
}

// takesByCountry groups lines, oldest first, by country in order of the first
// report, and folds copies under the text that they carry.
func takesByCountry(lines []Line) []CountryTakes {
	byID := make(map[news.ArticleID]Line, len(lines))
	for _, l := range lines {
		byID[l.ID] = l
	}
	groups := map[string]*CountryTakes{}
	var out []*CountryTakes
	for _, l := range lines {
		code := l.Outlet.Place.Code
		g := groups[code]
		if g == nil {
			g = &CountryTakes{Place: l.Outlet.Place, First: l.When}
			groups[code] = g
			out = append(out, g)
		}
		if l.When.Time.Before(g.First.Time) {
			g.First = l.When
		}
		g.add(l, byID)
	}
	slices.SortStableFunc(out, func(a, b *CountryTakes) int {
		return cmp.Or(a.First.Time.Compare(b.First.Time), cmp.Compare(a.Place.Name, b.Place.Name))
	})
	flat := make([]CountryTakes, len(out))
	for i, g := range out {
		flat[i] = *g
	}
	return flat
}

// add puts l under the line of its text in this country, or gives it one.
func (g *CountryTakes) add(l Line, byID map[news.ArticleID]Line) {
	for i, t := range g.Texts {
		if t.Family == l.Family && l.Family != 0 {
			g.Texts[i].Copies = append(g.Texts[i].Copies, l)
			return
		}
	}
	t := TextLine{Line: l}
	if root, ok := byID[l.Family]; ok && l.Family != l.ID {
		t.Root = root.Outlet
	}
	g.Texts = append(g.Texts, t)
}
