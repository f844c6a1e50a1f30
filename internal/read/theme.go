package read

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"math"
	"slices"
	"strings"

	"github.com/overview-news/overview/internal/measure"
	"github.com/overview-news/overview/internal/news"
)

// ArticleTheme is the world's current take beside an article.
type ArticleTheme struct {
	ThemeLine
	Why string // how the theme belongs to the article
}

// theme is what an article's page knows of the ranked themes.
type theme struct {
	story   news.Story // the article's; zero if it is in none
	subject measure.Subject
	version int // of the edition
	// at is the theme's place in the edition, -1 if there are no themes.
	at      int
	ranked  []measure.Theme
	why     string
	stories []news.StoryID // of the theme, if it is on the article's subject
}

// themeOf finds the ranked theme that goes with an article: that of its
// story; else one that shares its main places or actors; else the first.
func (r *Reader) themeOf(ctx context.Context, a news.Article) (theme, error) {
	edition, page, err := r.worldEdition(ctx)
	if err != nil {
		return theme{}, err
	}
	t := theme{at: -1, version: page.Version, ranked: edition.Themes}
	if a.Story != 0 {
		if t.story, err = r.store.Story(ctx, a.Story); err != nil && !errors.Is(err, news.ErrNotFound) {
			return theme{}, fmt.Errorf("read story %d: %w", a.Story, err)
		}
		if t.subject, err = r.subject(ctx, a.Story); err != nil {
			return theme{}, err
		}
	}
	subject := t.subject
	if len(subject.Actors) == 0 { // an opinion piece, or not measured yet
		c, err := r.candidate(ctx, a, measure.SameEvent)
		if err != nil {
			return theme{}, err
		}
		subject = measure.SubjectOf(c.Text)
	}
	err = r.findTheme(ctx, &t, a.Story, subject)
	return t, err
}

// subject reads what a story is about; zero while it was not measured.
func (r *Reader) subject(ctx context.Context, id news.StoryID) (measure.Subject, error) {
	body, err := r.store.Subject(ctx, id)
	if errors.Is(err, news.ErrNotFound) {
		return measure.Subject{}, nil
	}
	if err != nil {
		return measure.Subject{}, fmt.Errorf("read the subject of story %d: %w", id, err)
	}
	return measure.ReadSubject(body)
}

// sameSubject is how many of its main actors and places an article shares
// with a theme that is on its subject, and maxSubjects the themes that share
// so many whose words are compared too.
const (
	sameSubject = 2
	maxSubjects = 12
)

// findTheme sets the theme and how it belongs to the article.
func (r *Reader) findTheme(ctx context.Context, t *theme, story news.StoryID, subject measure.Subject) error {
	actors, terms := measure.MainActors(subject), measure.MainTerms(subject)
	weights := rarity(t.ranked)
	near, most, compared, best := -1, 0.0, 0, 0.0
	for i, x := range t.ranked {
		if story != 0 && slices.Contains(x.Stories, story) {
			t.at, t.stories = i, x.Stories
			t.why = "This article’s story is part of this theme."
			return nil
		}
		weight := 0.0
		for _, actor := range actors {
			if slices.Contains(x.Actors, actor) {
				weight += weights[actor]
			}
		}
		if weight > most {
			near, most = i, weight
		}
		if shared(actors, x.Actors) < sameSubject || compared == maxSubjects {
			continue
		}
		compared++
		other, err := r.subject(ctx, x.ID)
		if err != nil {
			return err
		}
		words := shared(terms, measure.MainTerms(other))
		if score := weight + wordWeight*float64(words); words > 0 && score > best {
			best = score
			t.at, t.stories = i, x.Stories
		}
	}
	switch {
	case len(t.ranked) == 0:
		return nil
	case t.at >= 0:
		near = t.at
	case near < 0:
		t.at = 0
		t.why = "On another subject: this is what the world’s press tells most widely now."
		return nil
	}
	t.at = near
	t.why = "Also on " + and(names(actors, t.ranked[near].Actors)) + "."
	return nil
}

// wordWeight is what a subject word in common weighs against an actor that
// one theme in two has, which weighs 1.1.
const wordWeight = 0.2

// rarity weighs actors by how few of the ranked themes have them: on a day of
// war half of all themes name the same two countries.
func rarity(ranked []measure.Theme) map[string]float64 {
	n := map[string]float64{}
	for _, x := range ranked {
		for _, actor := range x.Actors {
			n[actor]++
		}
	}
	for actor, themes := range n {
		n[actor] = math.Log(1 + float64(len(ranked))/themes)
	}
	return n
}

func shared(a, b []string) int {
	n := 0
	for _, x := range a {
		if slices.Contains(b, x) {
			n++
		}
	}
	return n
}

// names are the actors of a that b has too, in words, places first.
func names(a, b []string) []string {
	var out []string
	both := slices.DeleteFunc(slices.Clone(a), func(x string) bool { return !slices.Contains(b, x) })
	slices.SortStableFunc(both, func(x, y string) int {
		return cmp.Compare(strings.Index(y, "@"), strings.Index(x, "@"))
	})
	for _, x := range both {
		out = append(out, actorName(x))
	}
	return out
}

// actorName is an actor or place of a theme in words.
func actorName(term string) string {
	if code, ok := strings.CutPrefix(term, "@"); ok {
		return place(code).InWords()
	}
	words := strings.Fields(short(term))
	for i, w := range words {
		r := []rune(w)
		words[i] = strings.ToUpper(string(r[:1])) + string(r[1:])
	}
	return strings.Join(words, " ")
}

// and joins names in a sentence.
func and(names []string) string {
	if n := len(names); n > 1 {
		return strings.Join(names[:n-1], ", ") + " and " + names[n-1]
	}
	return strings.Join(names, "")
}

// articleTheme is the world's current take as an article's page shows it.
func (r *Reader) articleTheme(ctx context.Context, t theme) (*ArticleTheme, error) {
	if t.at < 0 {
		return nil, nil
	}
	l, err := r.themeLine(ctx, t.ranked[t.at], t.at+1, 4)
	if err != nil {
		return nil, err
	}
	l.Told = slices.DeleteFunc(l.Told, func(s StoryLine) bool {
		return s.ID == t.story.ID || s.Headline == l.Headline
	})
	return &ArticleTheme{ThemeLine: l, Why: t.why}, nil
}
