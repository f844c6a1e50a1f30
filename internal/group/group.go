package group

import (
	"context"
	"fmt"
	"log/slog"
	"time"

	"github.com/overview-news/overview/cluster"
	"github.com/overview-news/overview/internal/clock"
	"github.com/overview-news/overview/internal/news"
)

// Articles is the part of the store this stage needs.
type Articles interface {
	ClaimGroup(ctx context.Context, r news.ClaimRequest) ([]news.GroupClaim, error)
	LiveDocuments(ctx context.Context, since time.Time, yield func(news.Document) error) error
	NextStoryID(ctx context.Context) (news.StoryID, error)
	FinishGroup(ctx context.Context, claims []news.Claim, g news.Grouping) error
}

const (
	// batch bounds how much a crash can repeat, in articles. The articles of a
	// batch share pages of the database: of 200 at a time each costs twice as
	// many written bytes as of 500.
	batch = 500
	// lease is how long a batch may take; it takes about a second.
	lease = 5 * time.Minute
	// live is how long a story can live, and how far back state is read.
	live = 14 * 24 * time.Hour
)

// Grouper places articles in text families and stories.
type Grouper struct {
	log      *slog.Logger
	clk      clock.Clock
	articles Articles
	worker   string

	stories  *cluster.Grouper // nil until the state is read back
	families *cluster.Families
	idle     bool // nothing was due since the last Flush
}

// New returns a Grouper that claims work under the name worker.
func New(log *slog.Logger, clk clock.Clock, articles Articles, worker string) *Grouper {
	return &Grouper{log: log, clk: clk, articles: articles, worker: worker}
}

// Run places a batch of articles and returns how many. When none is due it
// lets stories be refined once more, so that a quiet hour does not leave them
// unmerged.
func (g *Grouper) Run(ctx context.Context) (int, error) {
	defer g.clk.Work()()
	if g.stories == nil {
		if err := g.restore(ctx); err != nil {
			return 0, fmt.Errorf("read the stories back: %w", err)
		}
	}
	claims, err := g.articles.ClaimGroup(ctx, news.ClaimRequest{
		Worker: g.worker, Now: g.clk.Now(), Lease: lease, Limit: batch,
	})
	if err != nil {
		return 0, err
	}
	out := news.Grouping{
		At: g.clk.Now(), Placed: map[news.ArticleID]news.StoryID{}, Family: map[news.ArticleID]news.ArticleID{},
		BasedOn: map[news.ArticleID]news.ArticleID{}, Merged: map[news.StoryID]news.StoryID{},
		Medoid: map[news.StoryID]news.ArticleID{},
	}
	if len(claims) == 0 {
		if g.idle {
			return 0, nil
		}
		g.note(&out, g.stories.Flush())
		g.idle = true
	} else {
		g.idle = false
	}
	held := make([]news.Claim, 0, len(claims))
	for _, c := range claims {
		held = append(held, c.Claim)
		g.place(&out, c.Document)
	}
	g.medoids(&out)
	if err := g.articles.FinishGroup(ctx, held, out); err != nil {
		g.stories, g.families = nil, nil // what memory holds was not stored: read it back
		return 0, err
	}
	return len(claims), nil
}

// place puts one document where it belongs.
func (g *Grouper) place(out *news.Grouping, d news.Document) {
	id := int64(d.Article)
	if d.Gone {
		g.families.Remove(id)
		g.note(out, g.stories.Remove(id))
		out.Placed[d.Article] = 0
		return
	}
	g.families.Remove(id) // an article that comes again is placed anew
	kin := g.families.Add(text(d))
	out.Family[d.Article] = news.ArticleID(kin.Family)
	out.BasedOn[d.Article] = news.ArticleID(kin.BasedOn)
	g.note(out, g.stories.Add(document(d)))
}

// note adds what a call of the cluster changed to the batch's result. Later
// placements of an article replace earlier ones; a story that was emptied by a
// redirect earlier in the batch and is used again does not redirect.
func (g *Grouper) note(out *news.Grouping, c cluster.Changes) {
	for _, p := range c.Placed {
		story := news.StoryID(p.Story)
		out.Placed[news.ArticleID(p.Document)] = story
		out.Medoid[story] = 0
		delete(out.Merged, story)
	}
	for _, r := range c.Redirects {
		out.Merged[news.StoryID(r.From)] = news.StoryID(r.To)
		out.Medoid[news.StoryID(r.To)] = 0
	}
	for _, id := range c.Gone {
		out.Medoid[news.StoryID(id)] = 0
	}
}

// medoids finds the most central article of every story that was touched. A
// story that does not live any more keeps 0: it has the one stored before.
func (g *Grouper) medoids(out *news.Grouping) {
	for from, to := range out.Merged { // flatten: a target may have been merged since
		for next, ok := out.Merged[to]; ok; next, ok = out.Merged[to] {
			to = next
		}
		out.Merged[from] = to
	}
	for id := range out.Medoid {
		if doc, ok := g.stories.Medoid(cluster.StoryID(id)); ok {
			out.Medoid[id] = news.ArticleID(doc)
		}
	}
}

// restore reads the state of the last days back.
func (g *Grouper) restore(ctx context.Context) error {
	next, err := g.articles.NextStoryID(ctx)
	if err != nil {
		return err
	}
	stories := cluster.New(cluster.Options{FirstStory: cluster.StoryID(next)})
	families := cluster.NewFamilies(cluster.FamilyOptions{})
	n := 0
	err = g.articles.LiveDocuments(ctx, g.clk.Now().Add(-live), func(d news.Document) error {
		n++
		if d.Family != 0 {
			families.Restore(text(d), cluster.FamilyID(d.Family))
		}
		stories.Restore(document(d), cluster.StoryID(d.Story))
		return nil
	})
	if err != nil {
		return err
	}
	if n > 0 {
		g.log.Info("read the stories back", "articles", n)
	}
	g.stories, g.families = stories, families
	return nil
}

// document is an article as stories are made of it: its English rendition
// where there is one.
func document(d news.Document) cluster.Document {
	c := cluster.Document{
		ID: int64(d.Article), Time: d.Published, Language: d.Language, Outlet: string(d.Outlet),
		Country: d.Country, Title: d.Title, Text: d.Text,
	}
	if d.TitleEnglish != "" {
		c.OriginalLanguage, c.Language = d.Language, "en"
		c.Title, c.Text = d.TitleEnglish, d.TextEnglish
	}
	return c
}

// text is an article as text families are made of it: as it was published.
func text(d news.Document) cluster.Text {
	return cluster.Text{
		ID: int64(d.Article), Time: d.Published, Body: d.Text, Agency: d.Credit,
		Wire:  d.Lane == news.Agency,
		Alone: d.Genre == news.GenreLive || d.Genre == news.GenreRoundup,
	}
}
