// Package extract finds the article on a news page: its blocks with roles, its
// headline, authors, dates, canonical address and image, and whether the page
// is an article at all.
//
// One parse and one walk cut the page into blocks; two small models, trained on
// labelled pages, say which of them a reader would call the article (see
// internal/segment and internal/train). What a page states about itself is
// believed in an order of trust, and every answer names its source. Where
// nothing can be trusted the answer is empty: no date rather than a wrong one.
//
// A page is bounded in bytes, nesting and blocks, and every step is linear in
// them, so that no page can hold a stage up.
package extract

import (
	"fmt"
	"strings"
	"time"

	"github.com/overview-news/overview/page/charset"
	"github.com/overview-news/overview/page/dom"
	"github.com/overview-news/overview/page/extract/internal/meta"
	"github.com/overview-news/overview/page/extract/internal/segment"
	"github.com/overview-news/overview/text/topic"
	"golang.org/x/net/html"
)

// Options is what is known about a page besides its bytes. All of it may be
// left out.
type Options struct {
	ContentType string         // the HTTP header; helps where the encoding is not certain
	Outlet      string         // the outlet's name, to be cut from headlines and authors
	Language    string         // BCP 47 tag that the feed or the outlet declares
	Location    *time.Location // zone of times that name none; UTC where nil
	Now         time.Time      // dates that lie more than a day after it are not believed
	Hints       Hints          // what a list says of the outlet's pages
}

// Article is what a page says.
type Article struct {
	Kind     Kind
	Version  Version // "" of an article's own page
	Headline string
	Kicker   string    // the words over the headline, where the page marks them
	Variants []Variant // other headlines that the page states for itself
	Stated   string    // what it calls itself for machines; often the Headline
	Blocks   []Block
	Authors  []string // people only
	Signed   []Name   // all that the page names for who wrote it, with what they are
	Credit   string   // agencies and the credit line
	Place    string   // where the text says it was written
	Genre    string   // a word of package topic, "" where unsure
	Topic    string   // likewise

	Published Moment
	Modified  Moment

	Canonical  string // never empty where the page's own address is valid
	Image      Image
	Language   string // as declared, normalised; "" where not declared
	Section    string
	Keywords   []string
	Types      []string    // schema.org types of the article
	Paywalled  bool        // the page says that not all of it is free to read
	Free       bool        // the page says that all of it is
	Directives []Directive // of meta robots, as they stand
	// Corrections are stated for machines; those shown to readers are blocks
	// with RoleCorrection.
	Corrections []string
	// Signals are what genre and topic were told from, but for the text.
	Signals   topic.Signals
	Pages     Pages   // the article's other pages
	Truncated bool    // the page had more blocks than are read
	Sure      float64 // how clearly the chosen blocks stand out, 0 to 1
	Miss      Miss    // why a hint was not followed; "" where all were

	Sources Sources

	// likelyNext is a next page by nothing but the number at the end of its
	// slug: believed only while joining an article of such pages.
	likelyNext string
}

// Sources names where the answers were found: "json-ld", "meta og:title",
// "h1", "text", … Empty where there is no answer.
type Sources struct {
	Headline, Authors, Signed, Published, Modified, Canonical, Image, Language,
	Section, Keywords, Genre, Credit, Place, Access string
}

// Directive is one meta element for robots.
type Directive struct {
	Agent   string // "robots", or the name of one robot, lower case
	Content string
}

// Moment is a stated time.
type Moment struct {
	Time time.Time // zero where none is known
	// HasTime says that a time of day is known, not only the day.
	HasTime bool
	// Confidence is 0 to 1; a time under 0.5 is never given.
	Confidence float64
}

// reader holds what the steps share.
type reader struct {
	address string
	opts    Options
	doc     *html.Node
	seen    *survey
	stated  *meta.Page
	object  map[string]any // JSON-LD of the article; may be nil
	types   []string
	cut     *segment.Page
	chosen  []bool
	probs   []float32
	kept    map[*html.Node]bool // the elements to keep, and all below; nil for no limit
	dropped []removed
	renamed []renamed
	names   map[string]bool // see siteNames
	label   string          // see domainLabel
	// accounts are the names of accounts for everyone's use, folded.
	accounts []string
	shown    []dateLine // see shownDates
	hasShown bool
	hasLabel bool
	out      Article
}

// newReader looks through a page: what it states, shows and is cut into.
func newReader(doc *html.Node, address string, opts Options) *reader {
	r := &reader{address: address, opts: opts, doc: doc, stated: meta.Read(doc)}
	r.followHints()
	r.seen, r.cut = look(doc), segment.Cut(doc)
	title, _ := r.stated.First("og:title")
	if o := r.stated.Article(address, title); o != nil {
		r.object, r.types = o.Fields, o.Types
	}
	return r
}

// Page reads a page as it was served under address.
func Page(page []byte, address string, opts Options) (Article, error) {
	if len(page) > dom.MaxBytes {
		return Article{}, fmt.Errorf("extract %s: %w", address, dom.ErrTooLarge)
	}
	text := charset.Decode(page, opts.ContentType, charset.HTML)
	doc, err := dom.ParseForText(text.Bytes)
	if err != nil {
		return Article{}, fmt.Errorf("extract %s: %w", address, err)
	}
	r := readText(doc, address, opts)
	r.readCanonical()
	r.readLanguage()
	r.readAuthors()
	r.readDates()
	r.readImage()
	r.readRest()
	r.readPages()
	r.assignRoles()
	r.readGenre()
	r.readKind()
	r.addPictures()
	return r.out, nil
}

// field returns the article object's text of one of the keys.
func (r *reader) field(keys ...string) string {
	for _, k := range keys {
		if s := meta.String(r.object[k]); s != "" {
			return s
		}
	}
	return ""
}

// maxField bounds a short field such as a headline, in bytes.
const maxField = 1_000

func clip(s string) string {
	if len(s) <= maxField {
		return s
	}
	return strings.ToValidUTF8(s[:maxField], "")
}
