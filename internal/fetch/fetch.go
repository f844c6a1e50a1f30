// Package fetch is the one HTTP client of Overview: whatever goes out to the
// web goes through it.
//
// It keeps to what publishers ask: robots.txt (RFC 9309), crawl delays,
// Retry-After, one request at a time on a host with a pause between two. It
// trusts nobody: every answer is bounded in time, size and redirects, before
// and after decompression, and no connection is made to an address that is
// not public, whatever DNS says.
//
// Behind the [Client] stands a transport: [Live] is the network, [Archive]
// answers from WARC files, and package fetchtest has a taped internet for
// tests. The client behaves the same on each of them.
//
// Waiting follows the client's clock, so that a replay under a virtual clock
// keeps every delay and takes no time for it. A goroutine that calls the
// client must be inside the clock's Work.
package fetch

import (
	"net/http"
	"time"
)

// Purpose says what a request is for. It decides the limits of the answer,
// the pace and whether robots.txt has a say.
type Purpose uint8

// The purposes.
const (
	Page    Purpose = iota // an article's page
	Feed                   // a feed
	Sitemap                // a sitemap or news sitemap
	Robots                 // a robots.txt; the client asks for these itself
	Image                  // a picture
	Home                   // an outlet's home page, for discovery
	Model                  // a translation model
)

// String names the purpose as metrics and logs do.
func (p Purpose) String() string {
	if int(p) < len(purposes) {
		return purposes[p].name
	}
	return "unknown"
}

// Request is one question to the web.
type Request struct {
	URL     string
	Purpose Purpose
	// ETag and LastModified are the validators of the answer that the caller
	// has; they make the request conditional.
	ETag, LastModified string
	// ValidFor is the address (Response.URL) that gave the validators, where
	// it is not URL: they are sent there and nowhere else. Without it they are
	// sent to URL's own host.
	ValidFor string
	// MaxBytes bounds the unpacked body; 0 means the purpose's own limit.
	MaxBytes int64
	// Trusted marks an address that a person gave: robots.txt does not apply
	// to it, and a user name in it is sent to its host.
	Trusted bool
	// Origin is the address of the source that named URL. A port other than
	// 80 and 443 is used only if Origin has it too, or URL is Trusted.
	Origin string
}

// Response is the answer to a Request that can be used: the document itself,
// or the word that it has not changed. Everything else is an [Error].
type Response struct {
	URL         string // where the answer came from, after redirects
	Status      int
	Header      http.Header
	Body        []byte // unpacked and bounded
	ContentType string
	FetchedAt   time.Time
	// PermanentTo is where a chain of only permanent redirects led; it is
	// empty without redirects and after a temporary one. It is a claim: a
	// caller adopts it only when it proved to be true (see package poll).
	PermanentTo        string
	Redirects          int
	NotModified        bool
	ETag, LastModified string
	RetryAfter         time.Duration // what the host asks to wait, if it does
}

// megabyte is the unit of the limits below.
const megabyte = 1 << 20

// hold is how long a host may keep us, in all.
const hold = 25 * time.Second

// limits are what a purpose allows.
type limits struct {
	name     string
	read     int64         // bytes of a body as sent
	unpacked int64         // bytes of a body after decompression
	total    time.Duration // real time for all exchanges of one request
	accept   string
}

// purposes holds the limits of every purpose. Sizes and times come from the
// bars for reliability: ten thousand hostile feeds must cost neither memory
// nor patience. Those say that no host is held for over 30 s as the host sees
// it, and a host that drips notices late that we have gone.
var purposes = [...]limits{
	Page:    {"page", 5 * megabyte, 5 * megabyte, hold, acceptHTML},
	Feed:    {"feed", 10 * megabyte, 20 * megabyte, hold, acceptFeed},
	Sitemap: {"sitemap", 10 * megabyte, 50 * megabyte, hold, "application/xml,text/xml,*/*;q=0.5"},
	Robots:  {"robots", 1 * megabyte, 1 * megabyte, 15 * time.Second, "text/plain,*/*;q=0.5"},
	Image:   {"image", 10 * megabyte, 10 * megabyte, hold, "image/webp,image/png,image/jpeg,image/gif,image/*;q=0.5"},
	Home:    {"home", 5 * megabyte, 5 * megabyte, hold, acceptHTML},
	Model:   {"model", 1024 * megabyte, 1024 * megabyte, 30 * time.Minute, "*/*"},
}

const (
	acceptHTML = "text/html,application/xhtml+xml,*/*;q=0.5"
	acceptFeed = "application/rss+xml,application/atom+xml,application/feed+json," +
		"application/rdf+xml,application/xml;q=0.9,text/xml;q=0.9,application/json;q=0.8,*/*;q=0.5"
)
