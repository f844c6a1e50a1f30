// Package fetchtest is a taped internet: canned answers by address, behind the
// real client of package fetch.
//
// A test says what stands at which address, gives the [Internet] to
// fetch.New as its transport (or calls [Client]) and looks afterwards at what
// was asked. An address that nobody taped is unreachable; a robots.txt that
// nobody taped is missing (404), so that every page may be fetched.
package fetchtest

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/overview-news/overview/internal/clock"
	"github.com/overview-news/overview/internal/fetch"
	"github.com/overview-news/overview/page/address"
)

// Page is a canned answer.
type Page struct {
	Status   int    // 200 when zero
	Type     string // Content-Type; "text/html; charset=utf-8" when empty
	Body     string
	ETag     string // a request that names it in If-None-Match gets a 304
	Modified string // Last-Modified, answered by 304 likewise
	Location string // where a redirect leads; the status is then 302 unless set
	Header   http.Header
	// Delay passes on the test's clock before the answer comes.
	Delay time.Duration
	// Fail is returned instead of an answer. A *fetch.Error keeps its class.
	Fail error
	// Then is what the address answers from the next request on.
	Then *Page
}

// Asked is a request that was made.
type Asked struct {
	URL    string
	Header http.Header
	At     time.Time
}

// Internet answers requests from canned pages and remembers them. It is safe
// for several goroutines.
type Internet struct {
	mu    sync.Mutex
	clock clock.Clock
	pages map[string]Page
	asked []Asked
	now   map[string]int // requests in progress by host
	peak  int            // the most requests in progress on one host
}

// New returns an internet with pages by address.
func New(clk clock.Clock, pages map[string]Page) *Internet {
	n := &Internet{clock: clk, pages: map[string]Page{}, now: map[string]int{}}
	for u, p := range pages {
		n.Set(u, p)
	}
	return n
}

// Client returns a client over n, with the pace of production.
func Client(t testing.TB, clk clock.Clock, n *Internet) *fetch.Client {
	t.Helper()
	c, err := fetch.New(nil, clk, n, fetch.Options{Version: "test", Contact: "https://operator.example/bot"})
	if err != nil {
		t.Fatalf("make a client: %v", err)
	}
	return c
}

// Set puts p at an address, in the place of what was there.
func (n *Internet) Set(u string, p Page) {
	n.mu.Lock()
	defer n.mu.Unlock()
	n.pages[key(u)] = p
}

// Remove makes an address unreachable.
func (n *Internet) Remove(u string) {
	n.mu.Lock()
	defer n.mu.Unlock()
	delete(n.pages, key(u))
}

// Asked lists the requests so far, in the order in which they came. Without
// robots.txt unless all is set.
func (n *Internet) Asked(all bool) []Asked {
	n.mu.Lock()
	defer n.mu.Unlock()
	var out []Asked
	for _, a := range n.asked {
		if all || !strings.HasSuffix(a.URL, "/robots.txt") {
			out = append(out, a)
		}
	}
	return out
}

// URLs lists the addresses asked so far, without robots.txt.
func (n *Internet) URLs() []string {
	var out []string
	for _, a := range n.Asked(false) {
		out = append(out, a.URL)
	}
	return out
}

// Peak is the greatest number of requests that one host had at once.
func (n *Internet) Peak() int {
	n.mu.Lock()
	defer n.mu.Unlock()
	return n.peak
}

// key is the form under which an address is found.
func key(u string) string {
	if s, err := address.Normalize(u); err == nil {
		return s
	}
	return u
}

// RoundTrip answers one request.
func (n *Internet) RoundTrip(r *http.Request) (*http.Response, error) {
	p, ok := n.begin(r)
	defer n.end(r)
	if p.Delay > 0 {
		if err := n.clock.Sleep(r.Context(), p.Delay); err != nil {
			return nil, err
		}
	}
	switch {
	case p.Fail != nil:
		return nil, p.Fail
	case !ok && r.URL.Path == "/robots.txt":
		p = Page{Status: http.StatusNotFound}
	case !ok:
		return nil, fmt.Errorf("%s is not on the tape: %w", r.URL, &fetch.Error{Class: fetch.Unreachable, URL: r.URL.String()})
	}
	return p.response(r), nil
}

// begin logs the request and takes the page that answers it.
func (n *Internet) begin(r *http.Request) (Page, bool) {
	n.mu.Lock()
	defer n.mu.Unlock()
	k := key(r.URL.String())
	n.asked = append(n.asked, Asked{URL: r.URL.String(), Header: r.Header.Clone(), At: n.clock.Now()})
	n.now[r.URL.Hostname()]++
	n.peak = max(n.peak, n.now[r.URL.Hostname()])
	p, ok := n.pages[k]
	if ok && p.Then != nil {
		n.pages[k] = *p.Then
	}
	return p, ok
}

func (n *Internet) end(r *http.Request) {
	n.mu.Lock()
	defer n.mu.Unlock()
	n.now[r.URL.Hostname()]--
}

func (p Page) response(r *http.Request) *http.Response {
	h := http.Header{}
	for name, values := range p.Header {
		h[http.CanonicalHeaderKey(name)] = values
	}
	set := func(name, value string) {
		if value != "" && h.Get(name) == "" {
			h.Set(name, value)
		}
	}
	set("ETag", p.ETag)
	set("Last-Modified", p.Modified)
	set("Location", p.Location)
	status, body := p.Status, p.Body
	switch {
	case status != 0:
	case p.Location != "":
		status = http.StatusFound
	case p.ETag != "" && r.Header.Get("If-None-Match") == p.ETag,
		p.ETag == "" && p.Modified != "" && r.Header.Get("If-Modified-Since") == p.Modified:
		status, body = http.StatusNotModified, ""
	default:
		status = http.StatusOK
	}
	if status != http.StatusNotModified {
		set("Content-Type", p.Type)
		set("Content-Type", "text/html; charset=utf-8")
	}
	return &http.Response{
		Status: strconv.Itoa(status) + " " + http.StatusText(status), StatusCode: status,
		Proto: "HTTP/1.1", ProtoMajor: 1, ProtoMinor: 1,
		Header: h, Body: io.NopCloser(strings.NewReader(body)), ContentLength: int64(len(body)), Request: r,
	}
}

// Broken is a failure of class, for Page.Fail.
func Broken(class fetch.Class) error {
	return &fetch.Error{Class: class, Err: errors.New("taped failure")}
}

// Stall is a failure as of a host that never answers, for Page.Fail.
func Stall() error { return context.DeadlineExceeded }
