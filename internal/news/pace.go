package news

import "time"

// Pace is what a program that starts must know of a host to go on as politely
// as the one before it.
type Pace struct {
	Host     string    // its name, without port
	Asked    time.Time // a request began then at the latest; zero if none did
	Until    time.Time // the host asked to be left alone until then
	Failures int       // 429 and 5xx answers in a row
}

// Validators are what the answer with a page's text gave to ask later whether
// the page has changed.
type Validators struct {
	URL                string // the address that gave them
	ETag, LastModified string
	// Joined is of a text on several pages, which has none of the above: a mark
	// of the collector's for the pages that it was read from.
	Joined string
}
