package fetch

import (
	"context"
	"errors"
	"io"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"time"

	"github.com/overview-news/overview/page/address"
)

// Bounds of the redirects of one request. RFC 9309 asks for five at least for
// robots.txt; a feed may need one more, from plain http to https. Readers'
// browsers stop at twenty, but nobody waits a pause before each.
const (
	maxRedirects       = 6
	maxRobotsRedirects = 5
)

// maxValidator bounds the validators that are sent back: a host that sends
// 60 kB of ETag would otherwise make every later request fail.
const maxValidator = 1 << 10

// journey is one request on its way through redirects.
type journey struct {
	Request
	url       *url.URL
	limits    limits
	hops      int
	permanent bool          // every redirect so far was permanent
	spent     time.Duration // real time spent in exchanges
}

func (c *Client) do(ctx context.Context, r Request) (*Response, *Error) {
	j := journey{Request: r, limits: limitsOf(r), permanent: true}
	u, err := parse(r.URL, r.Trusted)
	if err != nil {
		return nil, &Error{Class: BadAddress, URL: withoutPassword(r.URL), Err: err}
	}
	j.url = u
	for {
		e := c.mayAsk(ctx, &j)
		if e != nil {
			e.Unasked = e.Unasked && j.hops == 0
			return nil, e
		}
		res, next, e := c.exchange(ctx, &j)
		if e != nil {
			e.Unasked = e.Unasked && j.hops == 0
			return nil, e
		}
		if next == nil {
			return res, nil
		}
		if e := c.redirect(&j, next); e != nil {
			return nil, e
		}
	}
}

// limitsOf are the purpose's limits with the request's own bound.
func limitsOf(r Request) limits {
	if int(r.Purpose) >= len(purposes) {
		r.Purpose = Page
	}
	l := purposes[r.Purpose]
	if r.MaxBytes > 0 {
		l.unpacked = r.MaxBytes
		l.read = min(l.read, r.MaxBytes)
		if r.Purpose == Model {
			l.read = r.MaxBytes
		}
	}
	return l
}

// parse reads an address; a user name in it is kept if keepUser is set.
func parse(raw string, keepUser bool) (*url.URL, error) {
	u, err := address.Parse(raw)
	if err != nil || !keepUser {
		return u, err
	}
	if given, err := url.Parse(strings.TrimSpace(raw)); err == nil {
		u.User = given.User
	}
	return u, nil
}

// withoutPassword is raw as errors may show it.
func withoutPassword(raw string) string {
	u, err := url.Parse(raw)
	if err != nil {
		if len(raw) > 200 {
			raw = raw[:200]
		}
		return strings.ToValidUTF8(raw, "")
	}
	return redacted(u)
}

// mayAsk checks an address before each exchange: its port, and robots.txt.
func (c *Client) mayAsk(ctx context.Context, j *journey) *Error {
	if !portAllowed(j) {
		return &Error{
			Class: Forbidden, URL: redacted(j.url),
			Reason: "the address names a port that is not the web's",
		}
	}
	if j.Trusted || j.Purpose == Robots || j.Purpose == Model {
		return nil
	}
	return c.obeyRobots(ctx, j.url)
}

// portAllowed reports whether the address is on one of the web's own ports,
// or on that of the source which a person gave or which named the address.
func portAllowed(j *journey) bool {
	port := j.url.Port()
	if port == "" || port == "80" || port == "443" {
		return true
	}
	if j.Trusted {
		if given, err := address.Parse(j.URL); err == nil && given.Port() == port {
			return true
		}
	}
	origin, err := address.Parse(j.Origin)
	return err == nil && origin.Port() == port
}

// exchange makes one request and reads its answer. It returns the answer, or
// where the host sends us instead.
func (c *Client) exchange(ctx context.Context, j *journey) (*Response, *url.URL, *Error) {
	release, e := c.hosts.turn(ctx, j.url.Hostname(), j.Purpose)
	if e != nil {
		e.URL = redacted(j.url)
		return nil, nil, e
	}
	defer release()
	left := j.limits.total - j.spent
	began := time.Now()
	defer func() { j.spent += time.Since(began) }()
	short, cancel := context.WithTimeout(ctx, max(left, time.Millisecond))
	defer cancel()
	req := c.request(short, j)
	answer, err := c.transport.RoundTrip(req)
	c.hosts.begun(j.url.Hostname())
	if err != nil {
		e := c.failed(ctx, j, err)
		c.reach.failed(j.url.Hostname(), e.Class)
		if e.Class == Timeout || e.Class == Canceled {
			c.hosts.cut(j.url.Hostname())
		}
		return nil, nil, e
	}
	c.reach.answered(c.clock.Now())
	defer c.finish(j.url.Hostname(), answer.Body)
	if next, e := redirectTarget(j, answer); next != nil || e != nil {
		c.hosts.answered(j.url.Hostname())
		return nil, next, e
	}
	res, e := c.read(ctx, j, answer)
	return res, nil, e
}

// maxDrain is how much of an unwanted body is read so that its connection can
// serve again, in bytes: about an error page.
const maxDrain = 64 << 10

// finish ends an answer. A host that sends more than we drain notices at once
// that we go; one that is too slow to be drained is given time to notice.
func (c *Client) finish(host string, body io.ReadCloser) {
	n, err := io.CopyN(io.Discard, body, maxDrain)
	_ = body.Close()
	switch {
	case n == maxDrain:
		c.hosts.begun(host)
	case !errors.Is(err, io.EOF):
		c.hosts.cut(host)
	}
}

// request builds the one request of an exchange. It carries no cookie and no
// Referer, and credentials only where a person gave them with the address.
func (c *Client) request(ctx context.Context, j *journey) *http.Request {
	u := *j.url
	h := http.Header{
		"User-Agent":      {c.userAgent},
		"Accept":          {j.limits.accept},
		"Accept-Encoding": {"gzip, deflate, br, zstd"},
	}
	if validatorsBelong(j) {
		if usableValidator(j.ETag) {
			h.Set("If-None-Match", j.ETag)
		}
		if usableValidator(j.LastModified) {
			h.Set("If-Modified-Since", j.LastModified)
		}
	}
	req := &http.Request{
		Method: http.MethodGet, URL: &u, Host: u.Host, Header: h,
		Proto: "HTTP/1.1", ProtoMajor: 1, ProtoMinor: 1,
	}
	if u.User != nil {
		password, _ := u.User.Password()
		req.SetBasicAuth(u.User.Username(), password)
		u.User = nil
	}
	return req.WithContext(ctx)
}

// validatorsBelong reports whether the validators of a request are those of
// the host that is asked now: nobody else is told them.
func validatorsBelong(j *journey) bool {
	if j.ValidFor != "" {
		known, err := address.Normalize(j.ValidFor)
		return err == nil && known == redacted(j.url)
	}
	return j.hops == 0 || address.Host(j.URL) == j.url.Hostname()
}

// usableValidator reports whether a validator may be sent back. Some hosts
// send control bytes or kilobytes.
func usableValidator(v string) bool {
	return v != "" && len(v) <= maxValidator &&
		!strings.ContainsFunc(v, func(r rune) bool { return r < ' ' || r >= 0x7f })
}

// validator is v if it can be sent back later, else nothing.
func validator(v string) string {
	if usableValidator(v) {
		return v
	}
	return ""
}

// permanentStatus and temporaryStatus are the redirects that are followed.
var (
	permanentStatus = []int{http.StatusMovedPermanently, http.StatusPermanentRedirect}
	temporaryStatus = []int{http.StatusFound, http.StatusSeeOther, http.StatusTemporaryRedirect}
)

// redirectTarget is where an answer sends us, if it does.
func redirectTarget(j *journey, answer *http.Response) (*url.URL, *Error) {
	permanent := slices.Contains(permanentStatus, answer.StatusCode)
	if !permanent && !slices.Contains(temporaryStatus, answer.StatusCode) {
		return nil, nil
	}
	bad := func(reason string) *Error {
		return &Error{Class: BadRedirect, URL: redacted(j.url), Status: answer.StatusCode, Reason: reason}
	}
	location := answer.Header.Get("Location")
	if location == "" {
		return nil, bad("the host redirects without saying where")
	}
	to, err := address.Resolve(j.url.String(), location)
	if err != nil {
		e := bad("the host redirects to something that is not a page")
		e.Err = err
		return nil, e
	}
	next, err := address.Parse(to)
	if err != nil {
		return nil, bad("the host redirects to something that is not a page")
	}
	j.permanent = j.permanent && permanent
	return next, nil
}

// redirect moves a journey on. Credentials stay behind when host, port or
// scheme change.
func (c *Client) redirect(j *journey, next *url.URL) *Error {
	j.hops++
	switch {
	case j.hops > maxRedirects || j.Purpose == Robots && j.hops > maxRobotsRedirects:
		return &Error{Class: BadRedirect, URL: redacted(j.url), Reason: "the host redirects too often"}
	case next.String() == redacted(j.url):
		return &Error{Class: BadRedirect, URL: redacted(j.url), Reason: "the address redirects to itself"}
	}
	if next.Scheme == j.url.Scheme && next.Host == j.url.Host {
		next.User = j.url.User
	}
	j.url = next
	return nil
}
