package read

import (
	"context"
	"errors"
	"fmt"

	"github.com/overview-news/overview/internal/news"
	"github.com/overview-news/overview/page/address"
)

// Article is the page of an article.
type Article struct {
	Line
	Kicker   Text // the words over the headline
	Authors  []Text
	Signed   []Signed // who signed where no person did
	Place    Text     // where it was written
	Found    []FoundIn
	Section  Text
	Local    string // when it appeared, as the outlet's country counts
	Modified Moment
	Link     Link // the original
	Body     Body
	Changes  Changes // what its publisher changed after it was first read
	// Note says why there is no text or less than all of it; empty if whole.
	Note string
	// Gone says that the text was taken down, and by whom.
	Gone    string
	Hidden  bool // taken down by the operator: nothing else is filled
	NoIndex bool
	Told    *StoryLine // its story, if others tell it too
	Takes   Takes      // how other newsrooms tell it
	Theme   *ArticleTheme
}

// Link is an address outside that may be followed.
type Link struct {
	URL  string
	Host string
}

// IsZero reports whether there is no address.
func (l Link) IsZero() bool { return l.URL == "" }

// link is raw as a safe link, or none.
func link(raw string) Link {
	u, err := address.Normalize(raw)
	if err != nil {
		return Link{}
	}
	return Link{URL: u, Host: address.Host(u)}
}

// Bounds of an article's page, in entries.
const (
	maxAuthors = 12
)

// Article prepares the page of an article. Opening one whose page was not
// fetched asks for it.
func (r *Reader) Article(ctx context.Context, id news.ArticleID) (Article, error) {
	a, err := r.store.Article(ctx, id)
	if err != nil {
		return Article{}, fmt.Errorf("read article %d: %w", id, err)
	}
	if a.State == news.StateHidden {
		return Article{Hidden: true, NoIndex: true, Line: Line{ID: id},
			Gone: "This article was taken down by the operator of this site."}, nil
	}
	page := Article{Section: Foreign(a.Section, a.Language), NoIndex: a.Limit.NoIndex, Link: articleLink(a)}
	if page.Line, err = r.line(ctx, a); err != nil {
		return Article{}, err
	}
	for _, name := range a.Authors[:min(len(a.Authors), maxAuthors)] {
		page.Authors = append(page.Authors, Foreign(name, a.Language))
	}
	page.setTimes(r, a)
	if err := r.fillDetails(ctx, &page, a); err != nil {
		return Article{}, err
	}
	if err := r.fillText(ctx, &page, a); err != nil {
		return Article{}, err
	}
	if err := r.fillStory(ctx, &page, a); err != nil {
		return Article{}, err
	}
	if err := r.fillTakes(ctx, &page, a); err != nil {
		return Article{}, err
	}
	if a.State == news.StateHeadline {
		if err := r.store.Demand(ctx, id, r.Now()); err != nil {
			return Article{}, fmt.Errorf("ask for the page of article %d: %w", id, err)
		}
	}
	return page, nil
}

func articleLink(a news.Article) Link {
	if l := link(a.Canonical); !l.IsZero() {
		return l
	}
	return link(a.URL)
}

// setTimes fills the times in the outlet's zone and of the last change.
func (p *Article) setTimes(r *Reader, a news.Article) {
	p.Local = stated(a).Format("Monday 2 January 2006, 15:04 MST")
	if a.DayOnly {
		p.Local = stated(a).Format("Monday 2 January 2006")
	}
	if a.Modified.Sub(a.Published) > 0 {
		p.Modified = r.momentIn(a.Modified, a.Country)
	}
}

// fillText reads the renditions and says what is missing.
func (r *Reader) fillText(ctx context.Context, page *Article, a news.Article) error {
	if a.State == news.StateWithdrawn {
		page.Gone = "Its publisher took this article down. Only the headline is kept here."
		page.Summary = Text{}
		return nil
	}
	o, err := r.outlet(ctx, a.Outlet)
	if err != nil {
		return err
	}
	show := Policy(r.opts.Private, o, a.Limit)
	renditions, err := r.store.Renditions(ctx, a.ID)
	if err != nil {
		return fmt.Errorf("read the text of article %d: %w", a.ID, err)
	}
	page.Body = r.body(renditions, show)
	page.Note = note(a, show, page.Body.IsZero())
	original, _ := choose(renditions)
	return r.fillChanges(ctx, page, original, show)
}

// note says why an article has no text or not all of it.
func note(a news.Article, show news.Display, empty bool) string {
	switch {
	case empty && a.State == news.StateHeadline:
		return "Only the headline has been read so far. Opening it here put its page first in line."
	case empty && a.State == news.StateRefused:
		return "Its publisher does not want this page read by programs, so there is no text here."
	case empty && a.State == news.StateFailed:
		return "Its page could not be read: " + faultWords(a.Fault) + "."
	case empty && a.State == news.StateCollected && show != news.DisplayHeadline:
		return "Its text was here and is not kept any more. Read the article on its publisher's own site."
	case empty && show == news.DisplayHeadline:
		return "Its publisher allows the headline only. Read the article on its own site."
	case show == news.DisplayExcerpt:
		return "This is an excerpt. Read the article on its publisher's own site."
	}
	return ""
}

// fillStory adds the story that the article is of, and how others tell it.
func (r *Reader) fillStory(ctx context.Context, page *Article, a news.Article) error {
	if a.Story == 0 {
		return nil
	}
	s, err := r.store.Story(ctx, a.Story)
	if errors.Is(err, news.ErrNotFound) {
		return nil // merged or emptied since the article was read
	}
	if err != nil {
		return fmt.Errorf("read story %d: %w", a.Story, err)
	}
	if s.Articles < 2 || s.Into != 0 {
		return nil
	}
	told, err := r.storyLine(ctx, s)
	if err != nil {
		return err
	}
	page.Told = &told
	return nil
}

// fillTakes adds how others tell it, and the world's current take.
func (r *Reader) fillTakes(ctx context.Context, page *Article, a news.Article) error {
	t, err := r.themeOf(ctx, a)
	if err != nil {
		return err
	}
	if page.Takes, err = r.alternatives(ctx, a, t); err != nil {
		return err
	}
	page.Theme, err = r.articleTheme(ctx, t)
	return err
}
