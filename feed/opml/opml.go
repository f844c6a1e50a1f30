// Package opml reads and writes lists of feeds in OPML.
//
// Reading goes on behind every odd line and says of each outline what became
// of it; whether a feed is new, allowed or reachable is for the caller.
package opml

import (
	"errors"
	"fmt"
	"strings"

	"github.com/overview-news/overview/feed/internal/markup"
	"github.com/overview-news/overview/page/charset"
)

// Limits of a list.
const (
	MaxBytes = 10 << 20 // the rest is not read
	MaxRows  = 20_000   // outlines that are feeds or claim to be; the rest is not read

	maxName       = 300 // bytes
	maxPath       = 20  // folders inside one another
	maxCategories = 20
	maxRaw        = 500  // bytes of an address that is none, for the report
	maxOwn        = 2000 // bytes of an attribute of a program's own; some hold several addresses
)

// Own names attributes that a program adds to outlines in a namespace of its
// own, as the specification allows; others leave them alone. They are read by
// the prefix that they are written with.
type Own struct {
	Prefix string   // before the names, as in prefix:name
	Space  string   // the namespace's address
	Names  []string // the attributes, in the order in which they are written
}

// ErrNotOPML is the error for every other kind of document.
var ErrNotOPML = errors.New("not an OPML document")

// Fate says what became of an outline.
type Fate string

// The fates of outlines. Folders have none.
const (
	Feed      Fate = "feed"      // a feed that was not in the list before
	Duplicate Fate = "duplicate" // its address stood further up
	NotFeed   Fate = "not a feed"
	Rejected  Fate = "rejected"
)

// Row is an outline that is a feed, or could have been taken for one.
type Row struct {
	URL        string // of the feed; absolute http or https where Fate is Feed or Duplicate
	Name       string // may be empty
	Home       string
	Language   string
	Path       []string          // folders around it, outermost first
	Categories [][]string        // the category attribute: paths
	Own        map[string]string // the program's own attributes, by name; nil without any
	Fate       Fate
	Reason     string // why, where Fate is not Feed
}

// List is a document.
type List struct {
	Title     string
	Own       Own // whose own attributes are written
	Rows      []Row
	Truncated bool   // there was more than the limits allow
	Problem   string // what was wrong with a document that could be read in part
}

// Feeds are the rows with a feed that is not there twice.
func (l List) Feeds() []Row {
	var feeds []Row
	for _, r := range l.Rows {
		if r.Fate == Feed {
			feeds = append(feeds, r)
		}
	}
	return feeds
}

// Parse reads a document. Only one without any outline is an error.
func Parse(body []byte) (List, error) { return ParseOwn(body, Own{}) }

// ParseOwn is [Parse] for a program with attributes of its own.
func ParseOwn(body []byte, own Own) (List, error) {
	cut := len(body) > MaxBytes
	if cut {
		body = body[:MaxBytes]
	}
	text := charset.Decode(body, "", charset.XML)
	p := &parser{s: markup.NewScanner(text.Bytes), seen: map[string]bool{}, list: List{Own: own}}
	p.read()
	if !p.root {
		return List{}, fmt.Errorf("parse OPML: no opml or outline element: %w", ErrNotOPML)
	}
	if p.s.Truncated() {
		p.list.Problem = fmt.Sprintf("the document ends too early, after %d rows", len(p.list.Rows))
	}
	p.list.Truncated = p.list.Truncated || cut
	return p.list, nil
}

type folder struct {
	name  string
	depth int
}

type parser struct {
	s       *markup.Scanner
	list    List
	folders []folder
	seen    map[string]bool
	root    bool // this is OPML
}

func (p *parser) read() {
	for {
		switch p.s.Next() {
		case markup.Start:
			p.element()
			if len(p.list.Rows) >= MaxRows {
				p.list.Truncated = true
				return
			}
		case markup.End:
			for n := len(p.folders); n > 0 && p.folders[n-1].depth > p.s.Depth(); n-- {
				p.folders = p.folders[:n-1]
			}
		case markup.Done:
			return
		}
	}
}

func (p *parser) element() {
	switch string(p.s.Local()) {
	case "opml":
		p.root = true
	case "title":
		if t := markup.Headline(p.s.Content(4*maxName).Text, maxName); p.list.Title == "" {
			p.list.Title = t
		}
	case "outline":
		p.root = true
		p.outline()
	}
}

// outline reads one outline: a feed, a link, or a folder of others.
func (p *parser) outline() {
	name := p.name()
	address, found := p.feedAddress()
	link := p.s.Attr("url")
	kind := strings.ToLower(p.s.Attr("type"))
	switch {
	case found:
		p.addFeed(address, name)
	case link != "":
		p.add(Row{URL: shorten(link), Name: name, Fate: NotFeed, Reason: "a link to a page"})
	case kind == "rss" || kind == "atom":
		p.add(Row{Name: name, Fate: Rejected, Reason: "no address of a feed"})
	}
	if len(p.folders) < maxPath && !found && name != "" {
		p.folders = append(p.folders, folder{name, p.s.Depth()})
	}
}

// name is the title of an outline, or its text. Programs that escape twice
// are read as meant.
func (p *parser) name() string {
	name := p.s.Attr("title")
	if name == "" {
		name = p.s.Attr("text")
	}
	return markup.Headline(name, maxName)
}

// feedAddress is the address of an outline that is a subscription.
func (p *parser) feedAddress() (string, bool) {
	if a := p.s.Attr("xmlurl"); a != "" {
		return a, true
	}
	kind := strings.ToLower(p.s.Attr("type"))
	if a := p.s.Attr("url"); a != "" && (kind == "rss" || kind == "atom") {
		return a, true
	}
	return "", false
}

func (p *parser) addFeed(raw, name string) {
	r := Row{Name: name, Language: p.s.Attr("language"), Home: markup.Address(p.s.Attr("htmlurl"), nil)}
	r.Categories = categories(p.s.Attr("category"))
	r.URL = markup.Address(feedScheme(raw), nil)
	switch {
	case r.URL == "":
		r.URL, r.Fate, r.Reason = shorten(raw), Rejected, "not an http or https address"
	case p.seen[r.URL]:
		r.Fate, r.Reason = Duplicate, "listed before"
	default:
		r.Fate = Feed
		p.seen[r.URL] = true
	}
	if len(r.Language) > 35 {
		r.Language = ""
	}
	p.add(r)
}

func (p *parser) add(r Row) {
	r.Own = p.own()
	for _, f := range p.folders {
		r.Path = append(r.Path, f.name)
	}
	p.list.Rows = append(p.list.Rows, r)
}

// own reads the program's own attributes.
func (p *parser) own() map[string]string {
	var out map[string]string
	for _, name := range p.list.Own.Names {
		v := p.s.Attr(p.list.Own.Prefix + ":" + name)
		if v == "" {
			continue
		}
		if out == nil {
			out = map[string]string{}
		}
		out[name] = string(markup.Cut([]byte(markup.Clean(v)), maxOwn))
	}
	return out
}

// feedScheme turns the feed: addresses of old programs into http ones.
func feedScheme(raw string) string {
	if rest, ok := strings.CutPrefix(raw, "feed://"); ok {
		return "http://" + rest
	}
	if rest, ok := strings.CutPrefix(raw, "feed:"); ok && strings.HasPrefix(rest, "http") {
		return rest
	}
	return raw
}

// categories splits the category attribute: paths divided by slashes, parted
// by commas.
func categories(s string) [][]string {
	var paths [][]string
	for path := range strings.SplitSeq(s, ",") {
		var parts []string
		for part := range strings.SplitSeq(path, "/") {
			if part = markup.Headline(part, maxName); part != "" && len(parts) < maxPath {
				parts = append(parts, part)
			}
		}
		if len(parts) > 0 && len(paths) < maxCategories {
			paths = append(paths, parts)
		}
	}
	return paths
}

func shorten(s string) string {
	return string(markup.Cut([]byte(markup.Clean(s)), maxRaw))
}
