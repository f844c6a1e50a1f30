package news

import "time"

// Lane says for whom an outlet speaks. Only Domestic speaks for its country.
type Lane string

// The lanes.
const (
	Domestic      Lane = "domestic"      // a country's own press
	External      Lane = "external"      // a state's broadcaster for abroad
	Exile         Lane = "exile"         // a country's press, working from abroad
	Agency        Lane = "agency"        // a news agency
	Supranational Lane = "supranational" // of no single country
)

// Outlet is a title that readers know by one name.
type Outlet struct {
	ID         OutletID
	Name       string // in Latin script
	NativeName string // as its own readers write it; may be empty
	Home       string // address of its front page
	Country    string // of the intended audience, ISO 3166-1 alpha-2
	BasedIn    string // where an exile outlet works, alpha-2; else empty
	Language   string // main language, BCP 47
	Kind       string // newspaper, broadcaster, agency, digital, magazine …
	Reach      string // national, regional, local, international
	Lane       Lane
	Ownership  Ownership
	Publisher  string  // the newsroom family, the unit of counting
	Display    Display // what the outlet's licence or the operator allows
	Origin     string  // where the entry came from: catalog, a file's name, archive
	Hints      Hints   // of its list, for reading its pages
	Disabled   bool    // kept and shown, but not polled
}

// Hints are what a list says of the pages of an outlet, in CSS selectors: the
// elements that hold the article, and those that are no part of the page. Either
// may be empty.
type Hints struct{ Keep, Drop string }

// Hinting is how an outlet's hints fare.
type Hinting struct {
	Hints
	Since  time.Time            // when the list last said something else; zero if it never did
	Misses map[ArticleID]string // why a hint was not followed on an article's page
}

// Ownership is who owns an outlet, only ever with a citation.
type Ownership struct {
	Type     string // state, public, private, party, community, nonprofit
	Owner    string
	Citation string // address of the page that says so
	AsOf     string // the citation's date, YYYY-MM or YYYY-MM-DD
}

// StateOwned reports whether a citation says that the state owns the outlet.
func (o Ownership) StateOwned() bool { return o.Type == "state" && o.Citation != "" }

// Display is how much of a text may be shown on an address that is not
// loopback. The zero value means the default, an excerpt.
type Display string

// What may be shown, from most to least.
const (
	DisplayFull     Display = "full"
	DisplayExcerpt  Display = "excerpt"
	DisplayHeadline Display = "headline"
)

// FeedKind is what a polled address holds.
type FeedKind string

// The kinds of polled address.
const (
	FeedSyndication FeedKind = "feed"    // RSS, Atom, RDF or JSON Feed
	FeedSitemap     FeedKind = "sitemap" // a news sitemap
)

// FeedState says whether a feed is polled.
type FeedState string

// The states of a feed.
const (
	FeedActive   FeedState = "active"
	FeedRetired  FeedState = "retired"  // answered 410, or its outlet dropped it
	FeedDisabled FeedState = "disabled" // by the operator
)

// Feed is a polled feed or news sitemap of an outlet and what polling has
// learned about it.
type Feed struct {
	ID       FeedID
	Outlet   OutletID
	URL      string
	Kind     FeedKind
	Language string // declared in the catalog or by the feed, BCP 47
	Scope    string // general, or the section that it covers
	Title    string
	State    FeedState

	ETag         string // validators, valid only with the entries that are stored
	LastModified string

	LastAttempt time.Time     // zero if never polled
	LastSuccess time.Time     // zero if it never answered with a feed
	NewestEntry time.Time     // publication time of the newest entry seen
	Interval    time.Duration // between polls, as last decided
	MedianGap   time.Duration // between entries, as observed; 0 if unknown
	Entries     int           // entries ever stored
	Failures    int           // in a row
	Fault       Fault         // of the last attempt; zero if it succeeded
	NextPoll    time.Time     // zero if none is planned

	MovedTo     string    // target of a permanent redirect that is being watched
	MovedSeen   time.Time // when that target first proved to be the feed
	NotModified int       // polls answered 304 in a row
}

// Fault is what went wrong with a request or a document, kept as a fact about
// the outlet. The zero value means nothing did.
type Fault struct {
	Class  string // a short word from a closed set, such as "timeout"
	Detail string // one line for a person
	At     time.Time
}

// IsZero reports whether there is no fault.
func (f Fault) IsZero() bool { return f.Class == "" }
