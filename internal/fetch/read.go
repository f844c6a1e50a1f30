package fetch

import (
	"context"
	"errors"
	"io"
	"net/http"
	"strconv"
	"strings"
	"time"
)

// maxRetryAfter caps what a host can ask: a wrong figure (99999999999) must
// not silence it for ever.
const maxRetryAfter = 24 * time.Hour

// read makes a Response or an Error of an answer that is no redirect, and
// tells the host's pace about it.
func (c *Client) read(ctx context.Context, j *journey, answer *http.Response) (*Response, *Error) {
	host, now := j.url.Hostname(), c.clock.Now()
	wait := retryAfter(answer.Header.Get("Retry-After"), now)
	if answer.StatusCode == http.StatusTooManyRequests || answer.StatusCode >= 500 && answer.StatusCode < 600 {
		until := c.pushedBack(ctx, host, wait)
		e := statusError(answer.StatusCode)
		e.URL, e.RetryAt = redacted(j.url), until
		if e.Class == RateLimited {
			e.Reason = "the host asked us to wait until " + until.UTC().Format("2006-01-02 15:04 UTC")
		}
		return nil, e
	}
	c.hosts.answered(host)
	if e := statusError(answer.StatusCode); e != nil && !isExpected304(j, answer) {
		e.URL = redacted(j.url)
		return nil, e
	}
	res := &Response{
		URL: redacted(j.url), Status: answer.StatusCode, Header: answer.Header,
		ContentType: answer.Header.Get("Content-Type"), FetchedAt: now, Redirects: j.hops,
		NotModified: answer.StatusCode == http.StatusNotModified,
		ETag:        validator(answer.Header.Get("ETag")), LastModified: validator(answer.Header.Get("Last-Modified")),
		RetryAfter: wait,
	}
	if j.hops > 0 && j.permanent {
		res.PermanentTo = res.URL
	}
	if res.NotModified {
		return res, nil
	}
	body, err := unpack(answer, j)
	if err != nil && (j.Purpose != Robots || !isTooLarge(err)) {
		e := c.failed(ctx, j, err)
		if e.Class == Protocol && errors.Is(err, io.ErrUnexpectedEOF) {
			e.Reason = "the answer broke off: its body is incomplete"
		}
		return nil, e
	}
	res.Body = body
	c.count.bytes(len(body))
	return res, nil
}

// isExpected304 reports whether "not modified" answers what was asked.
func isExpected304(j *journey, answer *http.Response) bool {
	return answer.StatusCode == http.StatusNotModified && (j.ETag != "" || j.LastModified != "")
}

// statusError is what a status means, nil if it brings the document.
func statusError(status int) *Error {
	class := OddStatus
	switch {
	case status == http.StatusOK || status == http.StatusNonAuthoritativeInfo:
		return nil
	case status == http.StatusNotFound:
		class = NotFound
	case status == http.StatusGone:
		class = Gone
	case status == http.StatusTooManyRequests || status == http.StatusServiceUnavailable:
		class = RateLimited
	case status >= 400 && status < 500:
		class = Refused
	case status >= 500 && status < 600:
		class = ServerError
	}
	return &Error{Class: class, Status: status}
}

// retryAfter reads a Retry-After header: seconds or a date. Nonsense and the
// past are no wish at all.
func retryAfter(value string, now time.Time) time.Duration {
	value = strings.TrimSpace(value)
	if value == "" {
		return 0
	}
	if n, err := strconv.ParseFloat(value, 64); err == nil {
		if !(n > 0) {
			return 0
		}
		return time.Duration(min(n, maxRetryAfter.Seconds()) * float64(time.Second))
	}
	at, err := http.ParseTime(value)
	if err != nil {
		return 0
	}
	return min(max(0, at.Sub(now)), maxRetryAfter)
}
