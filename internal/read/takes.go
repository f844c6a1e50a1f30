package read

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strings"
	"time"
	"unicode"

	"github.com/overview-news/overview/internal/measure"
	"github.com/overview-news/overview/internal/news"
)

// Takes is how others tell what an article tells.
type Takes struct {
	Steps []TakeStep
	// Copies are the other newsrooms that carry the article's own text, where
	// nobody wrote another.
	Copies []CopyLine
}

// IsZero reports whether there is nothing to compare.
func (t Takes) IsZero() bool { return len(t.Steps) == 0 && len(t.Copies) == 0 }

// TakeStep is the takes of one step: how near they are to the article.
type TakeStep struct {
	Title string
	About string
	Cards []TakeCard
}

// TakeCard is one alternative take.
type TakeCard struct {
	Line
	Sentence Text // one sentence of its text
	Chips    []Chip
}

// Chip says how a take differs.
type Chip struct {
	Label string
	Words []string
}

// Text is the chip in one line.
func (c Chip) Text() string { return c.Label + ": " + strings.Join(c.Words, ", ") }

// CopyLine is an article with the same text.
type CopyLine struct {
	Line
	Words int // of its text, so that cuts show
}

// Length is how long the copy is, in words; empty if unknown.
func (c CopyLine) Length() string {
	if c.Words == 0 {
		return ""
	}
	return count(c.Words, "word", "words")
}

// Bounds of what is read for one article's takes. A candidate costs a read of
// its text, about a third of a millisecond.
const (
	maxEvent   = 36 // candidates of the same event
	maxTheme   = 24
	maxCountry = 16
	maxCopies  = 8
	// takesText is how much of a text is compared, in bytes.
	takesText = 6000
	// countryWindow is how long before an article its country's other news may
	// be from.
	countryWindow = 72 * time.Hour
)

// alternatives prepares how others tell what a tells.
func (r *Reader) alternatives(ctx context.Context, a news.Article, t theme) (Takes, error) {
	chosen, err := r.choose(ctx, a, t)
	if err != nil {
		return Takes{}, err
	}
	var out Takes
	for _, take := range chosen.takes {
		card, ok, err := r.card(ctx, take)
		if err != nil {
			return Takes{}, err
		}
		if !ok {
			continue // taken down since
		}
		title, about := stepWords(take.Step, a)
		if n := len(out.Steps); n == 0 || out.Steps[n-1].Title != title {
			out.Steps = append(out.Steps, TakeStep{Title: title, About: about})
		}
		last := &out.Steps[len(out.Steps)-1]
		last.Cards = append(last.Cards, card)
	}
	if slices.ContainsFunc(chosen.takes, func(t measure.Take) bool { return t.Step == measure.SameEvent }) {
		return out, nil
	}
	for _, id := range chosen.copies[:min(len(chosen.copies), maxCopies)] {
		b, ok, err := r.shown(ctx, id)
		if err != nil {
			return Takes{}, err
		}
		if !ok {
			continue
		}
		l, err := r.line(ctx, b)
		if err != nil {
			return Takes{}, err
		}
		out.Copies = append(out.Copies, CopyLine{Line: l, Words: b.Words})
	}
	return out, nil
}

// stepWords labels a step.
func stepWords(s measure.Step, a news.Article) (title, about string) {
	switch s {
	case measure.SameEvent:
		return "The same event", "Other newsrooms, other texts, chosen for how much they differ."
	case measure.SameTheme:
		return "On the same subject, not the same event", "Reports of other events that belong to the same theme."
	}
	return "Also in the news there", "Other reports of the press of " + place(a.Country).InWords() + " at that time; not about this."
}

// card is a take as it is shown.
func (r *Reader) card(ctx context.Context, t measure.Take) (TakeCard, bool, error) {
	a, ok, err := r.shown(ctx, t.Article)
	if err != nil || !ok || a.State == news.StateWithdrawn {
		return TakeCard{}, false, err
	}
	c := TakeCard{}
	if c.Line, err = r.line(ctx, a); err != nil {
		return TakeCard{}, false, err
	}
	o, err := r.outlet(ctx, a.Outlet)
	if err != nil {
		return TakeCard{}, false, err
	}
	if sentence := summaryOf(t.Sentence, Policy(r.opts.Private, o, a.Limit)); sentence != "" {
		c.Sentence = English(sentence)
		if a.TitleEnglish == "" && !isEnglish(a.Language) {
			c.Sentence = Foreign(sentence, a.Language)
		}
	}
	for _, chip := range t.Chips {
		c.Chips = append(c.Chips, Chip{Label: chipLabel(chip.Kind), Words: shortWords(chip.Words)})
	}
	return c, true, nil
}

func chipLabel(k measure.ChipKind) string {
	switch k {
	case measure.ChipFigures:
		return "other figures"
	case measure.ChipVoices:
		return "quotes"
	}
	return "names not in this article"
}

func shortWords(words []string) []string {
	out := make([]string, len(words))
	for i, w := range words {
		out[i] = short(w)
	}
	return out
}

// chosenTakes are takes as the cache keeps them: ids and sentences.
type chosenTakes struct {
	takes  []measure.Take
	copies []news.ArticleID
}

// takesKey is all that the choice depends on.
type takesKey struct {
	article  news.ArticleID
	english  bool
	story    news.StoryID
	last     int64
	articles int
	edition  int
}

// maxCachedTakes bounds the cache, in articles of about 2 kB each.
const maxCachedTakes = 512

// takesCache remembers choices, because making one reads many texts. The
// oldest go first.
type takesCache struct {
	kept  map[takesKey]chosenTakes
	order []takesKey
}

func (c *takesCache) put(k takesKey, t chosenTakes) {
	if c.kept == nil {
		c.kept = map[takesKey]chosenTakes{}
	}
	if _, known := c.kept[k]; !known {
		c.order = append(c.order, k)
	}
	c.kept[k] = t
	for len(c.order) > maxCachedTakes {
		delete(c.kept, c.order[0])
		c.order = c.order[1:]
	}
}

// choose chooses the takes of an article, or remembers them.
func (r *Reader) choose(ctx context.Context, a news.Article, t theme) (chosenTakes, error) {
	key := takesKey{article: a.ID, english: a.TitleEnglish != "", story: a.Story,
		last: t.story.Last.UnixMilli(), articles: t.story.Articles, edition: t.version}
	r.mu.Lock()
	chosen, ok := r.takes.kept[key]
	r.mu.Unlock()
	if ok {
		return chosen, nil
	}
	anchor, err := r.candidate(ctx, a, measure.SameEvent)
	if err != nil {
		return chosenTakes{}, err
	}
	candidates, err := r.candidates(ctx, a, t)
	if err != nil {
		return chosenTakes{}, err
	}
	chosen = chosenTakes{
		takes:  r.params.Takes(anchor, candidates, t.subject.Where),
		copies: measure.Copies(anchor, candidates),
	}
	written(chosen.takes, candidates)
	r.mu.Lock()
	r.takes.put(key, chosen)
	r.mu.Unlock()
	return chosen, nil
}

// candidates are the articles that may stand beside a: of its event, of its
// theme, of its country.
func (r *Reader) candidates(ctx context.Context, a news.Article, t theme) ([]measure.Candidate, error) {
	used := map[news.ArticleID]bool{a.ID: true}
	var out []measure.Candidate
	add := func(articles []news.ArticleID, step measure.Step) error {
		for _, id := range articles {
			if used[id] {
				continue
			}
			used[id] = true
			b, ok, err := r.shown(ctx, id)
			if err != nil {
				return err
			}
			if !ok || b.State == news.StateWithdrawn {
				continue
			}
			c, err := r.candidate(ctx, b, step)
			if err != nil {
				return err
			}
			out = append(out, c)
		}
		return nil
	}
	event, err := r.reportsOf(ctx, a.Story)
	if err != nil {
		return nil, err
	}
	if err := add(spread(event, a, maxEvent), measure.SameEvent); err != nil {
		return nil, err
	}
	if len(out) > 2*r.params.MaxTakes {
		return out, nil // enough of the same event
	}
	var related []news.Report
	for _, id := range t.stories {
		if id == a.Story || len(related) > 4*maxTheme {
			continue
		}
		reports, err := r.reportsOf(ctx, id)
		if err != nil {
			return nil, err
		}
		related = append(related, reports...)
	}
	if err := add(spread(related, a, maxTheme), measure.SameTheme); err != nil {
		return nil, err
	}
	near, err := r.sameCountry(ctx, a)
	if err != nil {
		return nil, err
	}
	return out, add(near, measure.SameCountry)
}

// reportsOf are a story's reports that tell its event: not what was joined by
// names alone.
func (r *Reader) reportsOf(ctx context.Context, story news.StoryID) ([]news.Report, error) {
	if story == 0 {
		return nil, nil
	}
	all, err := r.store.Reports(ctx, story)
	if err != nil {
		return nil, fmt.Errorf("read reports of story %d: %w", story, err)
	}
	return slices.DeleteFunc(all, func(x news.Report) bool { return x.Related }), nil
}

// spread chooses n reports, one a newsroom, and round by round one a country,
// so that no country's press fills the list.
func spread(reports []news.Report, a news.Article, n int) []news.ArticleID {
	by := map[string][]news.ArticleID{}
	var countries []string
	seen := map[roomID]bool{}
	for _, x := range reports {
		id := roomID{x.Country, x.Publisher}
		if seen[id] || x.Article == a.ID {
			continue
		}
		seen[id] = true
		if by[x.Country] == nil {
			countries = append(countries, x.Country)
		}
		by[x.Country] = append(by[x.Country], x.Article)
	}
	var out []news.ArticleID
	for round := 0; len(out) < n; round++ {
		before := len(out)
		for _, c := range countries {
			if round < len(by[c]) && len(out) < n {
				out = append(out, by[c][round])
			}
		}
		if len(out) == before {
			break
		}
	}
	return out
}

// sameCountry are other reports of the press of a's country at that time, one
// an outlet.
func (r *Reader) sameCountry(ctx context.Context, a news.Article) ([]news.ArticleID, error) {
	articles, err := r.store.Articles(ctx, news.ArticleQuery{Country: a.Country,
		Since: a.Published.Add(-countryWindow), Until: a.Published.Add(day), Limit: 200})
	if err != nil {
		return nil, fmt.Errorf("read the news beside article %d: %w", a.ID, err)
	}
	seen := map[news.OutletID]bool{a.Outlet: true}
	var out []news.ArticleID
	for _, b := range articles {
		if seen[b.Outlet] || b.Story == a.Story && a.Story != 0 || !b.Genre.Counts() {
			continue
		}
		seen[b.Outlet] = true
		if out = append(out, b.ID); len(out) == maxCountry {
			break
		}
	}
	return out, nil
}

// candidate reads what choosing needs of an article.
func (r *Reader) candidate(ctx context.Context, a news.Article, step measure.Step) (measure.Candidate, error) {
	o, err := r.outlet(ctx, a.Outlet)
	if err != nil {
		return measure.Candidate{}, err
	}
	renditions, err := r.store.Renditions(ctx, a.ID)
	if err != nil {
		return measure.Candidate{}, fmt.Errorf("read the text of article %d: %w", a.ID, err)
	}
	c := measure.Candidate{
		Report: news.Report{Article: a.ID, Outlet: a.Outlet, Publisher: newsroom(o), Country: a.Country,
			Lane: a.Lane, Genre: a.Genre, Topic: a.Topic, Family: a.Family, Credit: a.Credit, Published: a.Published},
		StateOwned: stateOwned(o), Subregion: world{}.Subregion(a.Country), Step: step,
	}
	if c.Family == 0 {
		c.Family = a.ID
	}
	c.Title, c.Language = a.Headline()
	original, english := choose(renditions)
	text := english
	if text == nil {
		text = original
		c.Untranslated = !isEnglish(a.Language)
	}
	c.Text = c.Title + ".\n"
	if text == nil {
		c.Sentences = []string{cmp.Or(a.SummaryEnglish, a.Summary)}
		c.Text += c.Sentences[0]
		return c, nil
	}
	for _, b := range text.Blocks {
		if groupKind(b.Role) == GroupHeading || b.Role == news.RoleCorrection {
			continue
		}
		for _, s := range b.Sentences {
			if len(c.Text)+len(s) > takesText {
				return c, nil
			}
			c.Sentences = append(c.Sentences, s)
			c.Text += s + " "
		}
	}
	return c, nil
}

// written gives the words of chips the form that they have in their text:
// measuring knows names in small letters only.
func written(takes []measure.Take, candidates []measure.Candidate) {
	texts := make(map[news.ArticleID]string, len(candidates))
	for _, c := range candidates {
		texts[c.Article] = c.Text
	}
	for _, t := range takes {
		for _, chip := range t.Chips {
			for i, w := range chip.Words {
				chip.Words[i] = asWritten(texts[t.Article], w)
			}
		}
	}
}

// asWritten finds words in a text, whatever their case and what stands between
// them, and returns them as they stand there.
func asWritten(text, words string) string {
	parts := strings.Fields(words)
	start := true
	for i, c := range text {
		if start && len(parts) > 0 {
			if n := matchWords(text[i:], parts); n > 0 {
				return longestPart(text[i : i+n])
			}
		}
		start = !unicode.IsLetter(c) && !unicode.IsDigit(c)
	}
	return words
}

// longestPart is the longest part of what a comma, bracket or line divides:
// measuring joins names that only those keep apart.
func longestPart(s string) string {
	best := ""
	for part := range strings.FieldsFuncSeq(s, func(c rune) bool { return strings.ContainsRune(",;:|()[]\n", c) }) {
		if part = strings.TrimSpace(part); len(part) > len(best) {
			best = part
		}
	}
	return best
}

// maxBetween bounds what may stand between two words of a name, in bytes.
const maxBetween = 4

// matchWords is the length of the words at the start of text, 0 if they are
// not there.
func matchWords(text string, words []string) int {
	at := 0
	for i, w := range words {
		if i > 0 {
			between := strings.IndexFunc(text[at:], func(c rune) bool { return unicode.IsLetter(c) || unicode.IsDigit(c) })
			if between < 0 || between > maxBetween {
				return 0
			}
			at += between
		}
		if len(text)-at < len(w) || !strings.EqualFold(text[at:at+len(w)], w) {
			return 0
		}
		at += len(w)
	}
	return at
}
