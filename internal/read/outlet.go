package read

import (
	"context"
	"fmt"
	"slices"
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
	page := Outlet{
		OutletLine: r.outletLine(o, feeds), Home: link(o.Home), Reach: short(o.Reach),
		Publisher: line(o.Publisher), Origin: line(o.Origin), Display: r.displayWords(o),
	}
	if o.BasedIn != "" && o.BasedIn != o.Country {
		page.BasedIn = place(o.BasedIn)
	}
	if own := o.Ownership; own.Citation != "" && own.Type != "" {
		page.Owner = line(strings.Trim(own.Type+": "+own.Owner, ": "))
		page.Citation, page.AsOf = link(own.Citation), line(own.AsOf)
	}
	for _, f := range feeds {
		page.Feeds = append(page.Feeds, r.feedView(f))
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
	}
	if f.Kind == news.FeedSitemap {
		v.Kind = "news sitemap"
	}
	if f.Language != "" {
		v.Language = languageName(f.Language)
	}
	if f.Interval > 0 {
		v.Every = span(f.Interval)
	}
	v.Health, v.Words = feedHealth(f, r.Now())
	return v
}

// Ledger is the list of all outlets.
type Ledger struct {
	Filling   Filling
	Countries []CountryOutlets
}

// CountryOutlets is how many outlets of a country are listed and watched.
type CountryOutlets struct {
	CountryLine
	Outlets []OutletRef
}

// Ledger prepares the list of all outlets, by country.
func (r *Reader) Ledger(ctx context.Context) (Ledger, error) {
	var l Ledger
	var err error
	if l.Filling, err = r.Filling(ctx); err != nil {
		return Ledger{}, err
	}
	newest, err := r.newest(ctx)
	if err != nil {
		return Ledger{}, err
	}
	countries, err := r.countries(ctx, newest)
	if err != nil {
		return Ledger{}, err
	}
	all, err := r.catalog(ctx)
	if err != nil {
		return Ledger{}, err
	}
	byCountry := map[string][]OutletRef{}
	for _, o := range all {
		byCountry[o.Country] = append(byCountry[o.Country], outletRef(o))
	}
	for _, c := range countries {
		if refs := byCountry[c.Code]; len(refs) > 0 {
			l.Countries = append(l.Countries, CountryOutlets{CountryLine: c, Outlets: sorted(refs)})
		}
		delete(byCountry, c.Code)
	}
	for code, refs := range byCountry {
		l.Countries = append(l.Countries, CountryOutlets{
			CountryLine: CountryLine{Place: place(code)}, Outlets: sorted(refs),
		})
	}
	slices.SortFunc(l.Countries, func(a, b CountryOutlets) int { return strings.Compare(a.Name, b.Name) })
	return l, nil
}

func sorted(refs []OutletRef) []OutletRef {
	slices.SortFunc(refs, func(a, b OutletRef) int {
		return strings.Compare(strings.ToLower(a.Name.Text), strings.ToLower(b.Name.Text))
	})
	return refs
}
