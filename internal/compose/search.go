package compose

import (
	"context"
	"slices"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"github.com/overview-news/overview/internal/measure"
	"github.com/overview-news/overview/internal/news"
)

const (
	// searchBefore is how long before its first report a story may have been
	// told by the country that is asked.
	searchBefore = 24 * time.Hour
	// mainShare is the weight of an actor, against the heaviest, from which
	// the story is about it; who is quoted once is not.
	mainShare = 1.0 / 3
	// searchedActors and searchedTerms are how many of each are looked for.
	searchedActors, searchedTerms = 6, 10
	// plausibleActors and plausibleTerms are how many of them an article must
	// have to count as one that may tell the story. A name of several words
	// counts as two; with a single actor there must be another term.
	plausibleActors, plausibleTerms = 2, 2
)

// search looks through the country's whole index for an article that may tell
// the story: one with enough of its actors and words in its headline and lead,
// or one that grouping placed in the story. What the verdict counts already is
// left out. The nearest is returned even if it is not plausible.
func (c *Composer) search(ctx context.Context, a asked, s measure.Subject, reports []news.Report) (news.ArticleID, bool, error) {
	told := map[news.ArticleID]bool{}
	for _, r := range reports {
		if r.Country != a.panel.Country {
			continue
		}
		if !c.counted(a, r, reports[0].Published) {
			return r.Article, true, nil
		}
		told[r.Article] = true
	}
	sought := soughtOf(s)
	words := append(slices.Clone(sought.names), sought.terms...)
	if len(words) == 0 || len(reports) == 0 {
		return 0, false, nil
	}
	since := reports[0].Published.Add(-searchBefore)
	found, err := c.store.Similar(ctx, a.panel.Country, words, since, a.now)
	if err != nil {
		return 0, false, err
	}
	var nearest news.ArticleID
	best, plausible := 0, false
	for _, article := range found {
		if told[article.ID] {
			continue
		}
		text := strings.Join([]string{article.Title, article.TitleEnglish, article.Summary, article.SummaryEnglish}, ".\n")
		score, ok := sought.in(text)
		if score > best || ok && !plausible {
			best, nearest = score, article.ID
		}
		plausible = plausible || ok
	}
	return nearest, plausible, nil
}

// counted reports whether a report is of a healthy member of the panel.
func (c *Composer) counted(a asked, r news.Report, first time.Time) bool {
	if !slices.Contains(a.panel.Publishers, r.Publisher) {
		return false
	}
	for _, room := range a.rooms {
		if room.Country == r.Country && room.Publisher == r.Publisher {
			return c.params.HealthFor(room, first, a.now) == measure.Healthy
		}
	}
	return false
}

// sought is what a story is recognised by.
type sought struct {
	names     []string // lower case
	countries []string
	terms     []string // beginnings of words
}

func soughtOf(s measure.Subject) sought {
	var out sought
	for _, a := range s.Actors[:min(len(s.Actors), searchedActors)] {
		if a.Weight < mainShare*s.Actors[0].Weight {
			break
		}
		if country, ok := strings.CutPrefix(a.Term, "@"); ok {
			out.countries = append(out.countries, country)
		} else {
			out.names = append(out.names, a.Term)
		}
	}
	for _, t := range s.Terms[:min(len(s.Terms), searchedTerms)] {
		out.terms = append(out.terms, t.Term)
	}
	return out
}

// in says how near a text comes, and whether it may tell the story. A country
// alone is no hint: where a story has names, one of them must be there.
func (s sought) in(text string) (score int, plausible bool) {
	lower := strings.ToLower(text)
	names, terms := begun(lower, s.names), begun(lower, s.terms)
	full := slices.ContainsFunc(s.names, func(name string) bool {
		return strings.Contains(name, " ") && begun(lower, []string{name}) > 0
	})
	countries := 0
	if len(s.countries) > 0 {
		named := measure.FactsOf(text).Countries
		for _, c := range s.countries {
			if named[c] > 0 {
				countries++
			}
		}
	}
	actors := names + countries
	switch {
	case len(s.names) > 0 && names == 0:
	case actors >= plausibleActors || full:
		plausible = terms >= plausibleTerms
	default:
		plausible = terms > plausibleTerms
	}
	return 2*actors + terms, plausible
}

// begun counts the words or names with which a word of text begins.
func begun(text string, words []string) int {
	n := 0
	for _, w := range words {
		for from := 0; ; {
			at := strings.Index(text[from:], w)
			if at < 0 {
				break
			}
			at += from
			if before, _ := utf8.DecodeLastRuneInString(text[:at]); at == 0 || !unicode.IsLetter(before) {
				n++
				break
			}
			from = at + len(w)
		}
	}
	return n
}
