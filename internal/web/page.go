package web

import (
	"bytes"
	"context"
	"fmt"
	"net/http"
	"strings"

	"github.com/overview-news/overview/internal/read"
)

// page is what every page's layout may use.
type page struct {
	Title       string
	Description string
	Kind        string // which page it is, for its style
	Nav         string // which section of the site it is in
	Robots      bool   // search engines should not list it
	Feed        string // address of the same list as RSS
	Globe       bool   // the page has the globe

	Sample bool   // everything shown is invented
	Notice Notice // what the operator should know, on every page
	Now    read.Moment
	Day    string
	Assets assetNames
}

// Notice is what readers should know now, with an offer of something to do
// about it. The zero value is none.
type Notice struct {
	Text    string // a sentence for readers
	Offer   string // words of a link; none if empty
	Link    string // where it leads: an address of this program
	Run     string // what only who runs Overview needs; behind a fold
	Offline bool   // there is no network: nothing can be asked
	Model   ModelOffer
}

// ModelOffer is a translation model that could be had. The zero value is none.
type ModelOffer struct {
	Code      string // language of the model
	Language  string // its name
	Megabytes int
}

// The pages, one struct each: everything that its template may use.
type (
	homePage struct {
		page
		read.Home
	}
	countryPage struct {
		page
		read.Country
		Sentence string // how much its press reported
	}
	countriesPage struct {
		page
		Regions []read.Region
		Typed   string
		Found   []read.Place
	}
	articlePage struct {
		page
		read.Article
	}
	storyPage struct {
		page
		read.Story
	}
	worldPage struct {
		page
		read.World
	}
	overlookedPage struct {
		page
		read.Overlooked
	}
	methodsPage struct {
		page
		read.Methods
	}
	outletPage struct {
		page
		read.Outlet
	}
	outletsPage struct {
		page
		read.Ledger
	}
	searchPage struct {
		page
		read.Search
		Older string // address of the next results
	}
	problemPage struct {
		page
		Status int
		Words  string
	}
)

// Filtered reports whether more than words was asked for.
func (p searchPage) Filtered() bool {
	f := p.Form
	f.Text, f.After = "", ""
	return !f.IsZero()
}

// sections says in which section of the site a page is.
var sections = map[string]string{
	"home": "home", "country": "countries", "countries": "countries",
	"world": "world", "overlooked": "overlooked",
	"outlet": "outlets", "outlets": "outlets", "search": "search",
}

// base is the part of a page that is the same for all.
func (s *Site) base(ctx context.Context, kind, title, description string) page {
	now := s.clk.Now().UTC()
	p := page{
		Title: title, Description: clip(description), Kind: kind, Nav: sections[kind],
		Sample: s.opts.Sample, Assets: s.assets.names,
		Now: read.Moment{Time: now, Now: now}, Day: now.Format("Monday, 2 January 2006"),
	}
	if s.opts.Notice != nil {
		p.Notice = s.opts.Notice()
	}
	if p.Notice.Offline && s.nothingRead(ctx) {
		p.Notice.Text = offlineWithNothing
	}
	if p.Notice.Model.Code != "" && kind != "home" && kind != "outlets" {
		p.Notice = Notice{} // nobody reads an article to be asked
	}
	return p
}

// offlineWithNothing is what is said instead of a notice that there is no
// network where nothing was read before.
const offlineWithNothing = "There is no network now, and nothing was read before. The first reports come when there is one."

// nothingRead reports whether the store holds no headline at all. Where that
// cannot be told it holds some.
func (s *Site) nothingRead(ctx context.Context) bool {
	f, err := s.reader.Filling(ctx)
	return err == nil && f.Headlines == 0
}

// maxDescription bounds the description in a page's head, in characters.
const maxDescription = 200

func clip(s string) string {
	r := []rune(s)
	if len(r) <= maxDescription {
		return s
	}
	return strings.TrimSpace(string(r[:maxDescription-1])) + "…"
}

// show writes a page made from the template of name.
func (s *Site) show(w http.ResponseWriter, status int, name string, data any) error {
	var b bytes.Buffer
	if err := s.templates[name].ExecuteTemplate(&b, "layout", data); err != nil {
		return fmt.Errorf("write page %s: %w", name, err)
	}
	h := w.Header()
	h.Set("Content-Type", "text/html; charset=utf-8")
	h.Set("Cache-Control", "no-cache") // ask again, with the ETag
	if s.opts.Sample {
		h.Set("X-Robots-Tag", "noindex")
	}
	w.WriteHeader(status)
	_, err := w.Write(b.Bytes())
	return err
}
