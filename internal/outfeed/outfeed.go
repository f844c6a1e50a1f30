// Package outfeed gives Overview's lists as feeds that any reader can follow.
//
// A feed always parses: characters that XML cannot hold are dropped, whatever
// a foreign headline brings. Items keep their identity for ever, so that no
// reader shows one twice.
package outfeed

import (
	"context"
	"encoding/xml"
	"errors"
	"fmt"
	"html"
	"log/slog"
	"net/http"
	"strconv"
	"strings"
	"time"

	"github.com/overview-news/overview/internal/clock"
	"github.com/overview-news/overview/internal/news"
	"github.com/overview-news/overview/internal/read"
)

// Reader prepares what feeds hold.
type Reader interface {
	// Latest lists the newest articles of a country's press, or of all ("").
	Latest(ctx context.Context, country string) ([]read.Line, error)
	// Overlooked is what a country's press overlooked; "" is the default.
	Overlooked(ctx context.Context, by string) (read.Overlooked, error)
	// LedgerRows lists every outlet with its health.
	LedgerRows(ctx context.Context) ([]read.LedgerRow, error)
}

// Options says how feeds present themselves.
type Options struct {
	// Base is the address that readers reach this installation under, without
	// a slash at the end. It never comes from a request.
	Base string
	// Sample says that everything shown is invented.
	Sample bool
}

// Feeds answers GET requests for feeds: /latest.rss, /{country}.rss and
// /overlooked.rss with its parameter by; and for the ledger, /outlets.csv.
type Feeds struct {
	log    *slog.Logger
	clk    clock.Clock
	reader Reader
	opts   Options
}

// New returns the feeds over reader.
func New(log *slog.Logger, clk clock.Clock, reader Reader, opts Options) *Feeds {
	opts.Base = strings.TrimRight(opts.Base, "/")
	return &Feeds{log: log, clk: clk, reader: reader, opts: opts}
}

// ServeHTTP answers a request for a feed.
func (f *Feeds) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	body, err := f.answer(r)
	if errors.Is(err, news.ErrNotFound) {
		http.Error(w, "there is no such feed", http.StatusNotFound)
		return
	}
	if err != nil {
		f.log.Error("answer feed", "path", r.URL.Path, "error", err)
		http.Error(w, "the feed could not be made", http.StatusInternalServerError)
		return
	}
	kind := "application/rss+xml; charset=utf-8"
	if r.URL.Path == ledgerPath {
		kind = "text/csv; charset=utf-8; header=present"
	}
	w.Header().Set("Content-Type", kind)
	w.Header().Set("Cache-Control", "no-cache")
	_, _ = w.Write(body) // the reader may have gone
}

// answer is the document that a request asks for.
func (f *Feeds) answer(r *http.Request) ([]byte, error) {
	switch r.URL.Path {
	case "/overlooked.rss":
		return f.overlooked(r.Context(), r.URL.Query().Get("by"))
	case ledgerPath:
		return f.ledger(r.Context())
	}
	return f.feed(r.Context(), r.URL.Path)
}

// feed is the document at a path.
func (f *Feeds) feed(ctx context.Context, path string) ([]byte, error) {
	name, ok := strings.CutSuffix(strings.TrimPrefix(path, "/"), ".rss")
	if !ok {
		return nil, news.ErrNotFound
	}
	c := channel{Title: "Overview: the latest", Link: f.opts.Base + "/", About: "The newest reports of the domestic press of every country."}
	code := ""
	if name != "latest" {
		place, ok := read.CountryOf(name)
		if !ok || strings.ToLower(name) != name {
			return nil, news.ErrNotFound
		}
		code = place.Code
		c = channel{Title: "Overview: " + place.Name, Link: f.opts.Base + place.Path, About: "The newest reports of the press of " + place.InWords() + "."}
	}
	lines, err := f.reader.Latest(ctx, code)
	if err != nil {
		return nil, err
	}
	c.Built = f.clk.Now().UTC().Format(rssTime)
	if len(lines) > 0 {
		c.Built = lines[0].When.Time.UTC().Format(rssTime)
	}
	for _, l := range lines {
		c.Items = append(c.Items, f.item(l))
	}
	return f.finish(c, path)
}

// finish fills what is the same in every channel, and writes it.
func (f *Feeds) finish(c channel, address string) ([]byte, error) {
	c.Self = selfLink{Href: f.opts.Base + address, Rel: "self", Type: "application/rss+xml"}
	c.Language, c.Generator = "en", "Overview"
	c.Title = xmlText(f.title(c.Title))
	return write(c)
}

// title is a title, which says once when all is invented.
func (f *Feeds) title(s string) string {
	if f.opts.Sample && !strings.HasPrefix(s, "SAMPLE") {
		return "SAMPLE · " + s
	}
	return s
}

// rssTime is RFC 822 with a four-digit year, as RSS asks.
const rssTime = "Mon, 02 Jan 2006 15:04:05 GMT"

// published is when an article was published. Of a lone day it is the first
// moment, in the zone in which that is that day.
func published(m read.Moment) string {
	if m.Day {
		return m.Time.Format(time.RFC1123Z)
	}
	return m.Time.UTC().Format(rssTime)
}

// item is an article in a feed. Its identity is the article's number under
// this installation's name, which stays when a headline or its slug changes.
func (f *Feeds) item(l read.Line) item {
	title := f.title(l.Headline.Text)
	about := fmt.Sprintf("%s, %s", l.Outlet.Name.Text, l.Outlet.Place.Name)
	if l.Original.Text != "" {
		about += " · " + l.Original.Text
	}
	if l.Summary.Text != "" {
		about += " · " + l.Summary.Text
	}
	language := l.Original.Lang
	if l.Original.Text == "" {
		language = l.Headline.Lang
	}
	return item{
		Title: xmlText(title), Link: xmlText(f.opts.Base + l.Path),
		// Readers take a description as HTML.
		About:   html.EscapeString(xmlText(about)),
		GUID:    guid{Text: f.opts.Base + "/article/" + strconv.FormatInt(int64(l.ID), 10)},
		Date:    published(l.When),
		Creator: xmlText(l.Outlet.Name.Text), Language: xmlText(language),
	}
}

type rss struct {
	XMLName xml.Name `xml:"rss"`
	Version string   `xml:"version,attr"`
	Atom    string   `xml:"xmlns:atom,attr"`
	DC      string   `xml:"xmlns:dc,attr"`
	Channel channel  `xml:"channel"`
}

type channel struct {
	Title     string   `xml:"title"`
	Link      string   `xml:"link"`
	About     string   `xml:"description"`
	Language  string   `xml:"language"`
	Built     string   `xml:"lastBuildDate"`
	Generator string   `xml:"generator"`
	Self      selfLink `xml:"atom:link"`
	Items     []item   `xml:"item"`
}

type selfLink struct {
	Href string `xml:"href,attr"`
	Rel  string `xml:"rel,attr"`
	Type string `xml:"type,attr"`
}

type item struct {
	Title    string `xml:"title"`
	Link     string `xml:"link"`
	About    string `xml:"description"`
	GUID     guid   `xml:"guid"`
	Date     string `xml:"pubDate"`
	Creator  string `xml:"dc:creator,omitempty"`
	Language string `xml:"dc:language,omitempty"`
}

type guid struct {
	IsPermaLink bool   `xml:"isPermaLink,attr"`
	Text        string `xml:",chardata"`
}

// write makes the document.
func write(c channel) ([]byte, error) {
	body, err := xml.Marshal(rss{
		Version: "2.0", Atom: "http://www.w3.org/2005/Atom",
		DC: "http://purl.org/dc/elements/1.1/", Channel: c,
	})
	if err != nil {
		return nil, fmt.Errorf("write feed: %w", err)
	}
	return append([]byte(xml.Header), body...), nil
}

// xmlText drops what XML 1.0 cannot hold even as a reference (section 2.2).
func xmlText(s string) string {
	return strings.Map(func(c rune) rune {
		switch {
		case c == '\t', c == '\n', c == '\r',
			c >= 0x20 && c <= 0xd7ff, c >= 0xe000 && c <= 0xfffd, c >= 0x10000 && c <= 0x10ffff:
			return c
		}
		return -1
	}, s)
}
