// Package feed reads RSS 0.9x and 2.0, RSS 1.0 (RDF), Atom 0.3 and 1.0, and
// JSON Feed into one form.
//
// It takes what publishers really send: wrong encodings, undeclared entities,
// control bytes, missing end tags, half documents. A bad entry costs no other
// entry. Nothing outside the document is ever opened, and time, memory and
// the length of every field are bounded.
package feed

import (
	"bytes"
	"fmt"
	"net/url"
	"slices"
	"time"

	"github.com/overview-news/overview/page/charset"
)

// Limits of a document and its fields. Fields are cut, never refused. Honest
// feeds stay far below: the longest titles have 300 bytes, full texts 60 kB.
const (
	MaxBytes   = 20 << 20 // of the unpacked document; the rest is not read
	MaxEntries = 500      // the newest are kept

	maxRead       = 5000 // entries read before the newest are chosen
	maxTitle      = 1000
	maxSummary    = 4000
	maxContent    = 256 << 10
	maxID         = 1000
	maxLabel      = 200 // a category, a name, a language
	maxAuthors    = 20
	maxCategories = 50
	maxInterval   = 366 * 24 * time.Hour
)

// Kind is the format of a feed.
type Kind string

// The formats.
const (
	RSS  Kind = "rss"
	RDF  Kind = "rdf"
	Atom Kind = "atom"
	JSON Kind = "json"
)

// Feed is a document read. Addresses are absolute http or https, or empty;
// texts are plain, valid UTF-8 without control characters.
type Feed struct {
	Kind        Kind
	Title       string
	Home        string // the page that the feed belongs to
	Self        string // the feed's own idea of its address
	Hub         string // WebSub hub
	Language    string // BCP 47 tag as given
	Description string
	Image       string
	Updated     time.Time     // zero if not given
	TTL         time.Duration // <ttl>, 0 if not given
	Every       time.Duration // sy:updatePeriod over sy:updateFrequency, 0 if not given
	Entries     []Entry       // in document order

	Encoding  string // of the bytes, e.g. "windows-1251"
	Truncated bool   // there were more than MaxEntries
	Problem   string // what was wrong with a document that could be read in part, or empty
}

// Entry is one item of a feed.
type Entry struct {
	ID         string // guid, id or rdf:about; else the address; else a hash. Never empty, unique in the feed
	URL        string
	Title      string
	Summary    string
	Content    string // HTML as published: not safe to show
	Image      string
	Language   string
	Published  time.Time // zero if not given or not certain
	Updated    time.Time // zero if not given or not certain
	DayOnly    bool      // only the day of When is given
	Authors    []string
	Categories []string
	Credit     Credit
	Comments   string // address of the page with readers' comments
}

// Credit names the publication that an entry comes from, if another one.
type Credit struct {
	Title string
	URL   string
}

// When is the time of publication, or of the last change where only that is
// given, or zero.
func (e Entry) When() time.Time {
	if e.Published.IsZero() {
		return e.Updated
	}
	return e.Published
}

// Options say what is known beside the document.
type Options struct {
	URL      string         // address of the document, for relative links
	Language string         // of the outlet, for dates where the feed names none
	Location *time.Location // of the outlet, for times without a zone; nil is UTC
}

// Found says what a document is that is not a feed.
type Found string

// What may stand where a feed should be.
const (
	FoundNothing Found = "empty document"
	FoundHTML    Found = "HTML page"
	FoundSitemap Found = "sitemap"
	FoundOPML    Found = "OPML list"
	FoundXML     Found = "XML of another kind"
	FoundJSON    Found = "JSON of another kind"
	FoundText    Found = "plain text"
	FoundBinary  Found = "binary data"
)

// NotFeedError is the error of Parse: the document is no feed.
type NotFeedError struct {
	Found  Found
	Detail string // e.g. the name of the first element or the title of the page
}

// Error says what was found, for a person.
func (e *NotFeedError) Error() string {
	if e.Detail == "" {
		return fmt.Sprintf("parse feed: found %s", e.Found)
	}
	return fmt.Sprintf("parse feed: found %s (%s)", e.Found, e.Detail)
}

// Parse reads a document. The contentType is the value of the HTTP header; it
// is a hint for the encoding and never decides the format. The only error is
// *NotFeedError; of a broken feed what can be read is returned, with Problem
// set.
func Parse(body []byte, contentType string, o Options) (Feed, error) {
	cut := len(body) > MaxBytes
	if cut {
		body = body[:MaxBytes]
	}
	if detail, ok := binary(body); ok {
		return Feed{}, &NotFeedError{FoundBinary, detail}
	}
	kind := charset.XML
	if first := firstByte(body); first == '{' || first == '[' {
		kind = charset.JSON
	}
	text := charset.Decode(body, contentType, kind)
	p := &parser{opts: o, base: baseOf(o.URL), feed: Feed{Encoding: text.Name}}
	var err error
	if first := firstByte(text.Bytes); first == '{' || first == '[' {
		err = p.parseJSON(text.Bytes)
	} else {
		err = p.parseXML(text.Bytes)
	}
	if err != nil {
		return Feed{}, err
	}
	if cut {
		p.feed.Problem = fmt.Sprintf("longer than %d bytes; the rest was not read", MaxBytes)
	}
	p.finish()
	return p.feed, nil
}

// binary recognises what is no text at all, before anything is spent on its
// encoding: packed data, and bytes of which more than one in twenty is a
// control character. Zeros do not count, and documents that begin as UTF-16
// does are not judged: half of the bytes of a Cyrillic one are 0x04.
func binary(body []byte) (detail string, ok bool) {
	if bytes.HasPrefix(body, []byte("\x1f\x8b")) {
		return "gzip, not unpacked", true
	}
	for _, start := range []string{"\xff\xfe", "\xfe\xff", "<\x00", "\x00<"} {
		if bytes.HasPrefix(body, []byte(start)) {
			return "", false
		}
	}
	head, controls := body[:min(len(body), 2048)], 0
	for _, c := range head {
		if c > 0 && c < '\t' || c > '\r' && c < ' ' && c != 0x1B {
			controls++
		}
	}
	return "", controls > 2 && controls*20 > len(head)
}

// firstByte is the first byte that is neither white space nor part of a byte
// order mark, or 0.
func firstByte(b []byte) byte {
	for _, c := range b {
		if c > ' ' && c != 0xEF && c != 0xBB && c != 0xBF {
			return c
		}
	}
	return 0
}

// parser builds a Feed.
type parser struct {
	opts     Options
	base     *url.URL
	xmlBase  *url.URL // of the document's root element
	home     string   // label of the namespace that the root element is in
	feed     Feed
	every    period
	entries  int  // read so far
	overflow bool // there are more entries than are read
}

// period is sy:updatePeriod and sy:updateFrequency.
type period struct {
	length time.Duration
	times  int
}

// finish settles what only the whole document tells.
func (p *parser) finish() {
	f := &p.feed
	if p.every.length > 0 {
		f.Every = p.every.length / time.Duration(max(p.every.times, 1))
	}
	f.Entries = unique(f.Entries)
	if len(f.Entries) > MaxEntries || p.overflow {
		f.Entries = newest(f.Entries, MaxEntries)
		f.Truncated = true
	}
}

// newest keeps n entries: the newest if their dates are known, else the first
// ones, in document order.
func newest(entries []Entry, n int) []Entry {
	if len(entries) <= n {
		return entries
	}
	order := make([]int, len(entries))
	dated := 0
	for i, e := range entries {
		order[i] = i
		if !e.When().IsZero() {
			dated++
		}
	}
	if dated < len(entries) {
		return slices.Clone(entries[:n])
	}
	slices.SortStableFunc(order, func(a, b int) int { return entries[b].When().Compare(entries[a].When()) })
	order = order[:n]
	slices.Sort(order)
	kept := make([]Entry, 0, n)
	for _, i := range order {
		kept = append(kept, entries[i])
	}
	return kept
}
