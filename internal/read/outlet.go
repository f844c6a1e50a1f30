package read

import (
	"context"
	"fmt"
	"strings"

	"github.com/overview-news/overview/internal/news"
)

// Outlet is the page of an outlet.
type Outlet struct {
	OutletLine
	Home      Link
	Reach     string
	Owner     string // who owns it, only with a citation
	Citation  Link
	AsOf      string
	Publisher string
	BasedIn   Place
	Origin    string
	Display   string // how much of its texts is shown here
	Feeds     []FeedView
	Faults    []FaultLine
	Latest    List

	Attempt, Success Moment // zero if it never came to that
	Entries          string
	Rhythm           string // empty while unknown
	Failing          string // how often it failed in a row, and what that weighs
	Declared, Found  []string
	Proposals        []Proposal
	Checks           []CheckView
	Days             []Bar // of the last weeks, oldest first; empty without any
	Examined         Examined
}

// FeedView is a feed with what polling has learned.
type FeedView struct {
	Link     Link
	URL      string // as text, where it cannot be a link
	Kind     string
	Language string
	Health   Health
	Words    string
	Detail   string // of the last fault
	Success  Moment
	Next     Moment
	Every    string
	Entries  string
	State    string // as it is stored: active, retired, disabled
	Score    string // of its failures; empty without any
	MovedTo  string
}

// FaultLine is an article whose page could not be read.
type FaultLine struct {
	Title Text
	Link  Link
	FaultView
}

// maxFaults bounds the list of faults on an outlet's page.
const maxFaults = 20

// Outlet prepares the page of an outlet from a place in its list on.
func (r *Reader) Outlet(ctx context.Context, id news.OutletID, after news.Cursor) (Outlet, error) {
	o, err := r.store.Outlet(ctx, id)
	if err != nil {
		return Outlet{}, fmt.Errorf("read outlet %s: %w", id, err)
	}
	feeds, err := r.store.Feeds(ctx, id)
	if err != nil {
		return Outlet{}, fmt.Errorf("read feeds of %s: %w", id, err)
	}
	h, err := r.healthNow(ctx, o, feeds)
	if err != nil {
		return Outlet{}, err
	}
	page := Outlet{
		OutletLine: r.outletLine(h), Home: link(o.Home), Reach: short(o.Reach),
		Publisher: line(o.Publisher), Origin: line(o.Origin), Display: r.displayWords(o),
	}
	if o.BasedIn != "" && o.BasedIn != o.Country {
		page.BasedIn = place(o.BasedIn)
	}
	if own := o.Ownership; own.Citation != "" && own.Type != "" {
		page.Owner = line(strings.Trim(own.Type+": "+own.Owner, ": "))
		page.Citation, page.AsOf = link(own.Citation), line(own.AsOf)
	}
	for _, f := range dated(feeds, newestOf(h)) {
		page.Feeds = append(page.Feeds, r.feedView(f))
		if h.Entries == 0 && !h.NewestArticle.IsZero() {
			page.Feeds[len(page.Feeds)-1].Entries = imported
		}
	}
	r.sayHealth(&page, h)
	if err := r.watchRecord(ctx, &page, h, feeds); err != nil {
		return Outlet{}, err
	}
	faults, err := r.store.OutletFaults(ctx, id, maxFaults)
	if err != nil {
		return Outlet{}, fmt.Errorf("read faults of %s: %w", id, err)
	}
	for _, f := range faults {
		page.Faults = append(page.Faults, FaultLine{
			Title: Foreign(f.Title, o.Language), Link: link(f.URL), FaultView: r.fault(f.Fault),
		})
	}
	page.Latest, err = r.list(ctx, news.ArticleQuery{Outlet: id, After: after})
	return page, err
}

func (r *Reader) displayWords(o news.Outlet) string {
	switch Policy(r.opts.Private, o, news.Limit{}) {
	case news.DisplayFull:
		return "whole texts"
	case news.DisplayHeadline:
		return "headlines only"
	}
	return fmt.Sprintf("excerpts of %d characters", Excerpt)
}

func (r *Reader) feedView(f news.Feed) FeedView {
	v := FeedView{
		Link: link(f.URL), URL: line(f.URL), Kind: "feed",
		Success: r.moment(f.LastSuccess), Next: r.moment(f.NextPoll),
		Entries: count(f.Entries, "entry", "entries"), Detail: line(f.Fault.Detail),
		State: short(string(f.State)), MovedTo: line(f.MovedTo),
	}
	if f.Failures > 0 {
		v.Score = failWords(f.Failures, f.FailScore())
	}
	if f.Kind == news.FeedSitemap {
		v.Kind = "news sitemap"
	}
	if f.Language != "" {
		v.Language = languageName(f.Language)
	}
	if f.Interval > 0 {
		v.Every = every(f.Interval)
	}
	v.Health, v.Words = feedHealth(f, r.Now())
	return v
}
