package fetch

import (
	"context"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"time"
)

// stallTimeout is how long a download may stand still. A file of 60 MB on a
// slow line takes many minutes, so the total says little.
const stallTimeout = 45 * time.Second

// Download asks for a large file, or the rest of one, that goes to disk and
// not into memory. The limits are those of [Model].
type Download struct {
	URL string
	// Offset is how many bytes of the file the caller has.
	Offset int64
	// MaxBytes bounds the whole file; 0 means the limit of Model.
	MaxBytes int64
}

// Download writes what a host answers, as it was sent: nothing is unpacked.
// Begin is called once, when the host answers, with the place in the file at
// which what follows begins: the offset asked for, or 0 where the host sends
// everything again. It is not called if there is nothing more to come.
//
// It reports how many bytes were written. An error of begin or of its writer
// comes back as it is; every other is an [*Error].
func (c *Client) Download(ctx context.Context, d Download, begin func(offset int64) (io.Writer, error)) (int64, error) {
	started := time.Now()
	j := journey{Request: Request{URL: d.URL, Purpose: Model, Trusted: true, MaxBytes: d.MaxBytes}, permanent: true}
	j.limits = limitsOf(j.Request)
	sink := &sink{begin: begin}
	e := c.download(ctx, &j, d.Offset, sink)
	if e != nil && sink.err != nil {
		return sink.written, sink.err
	}
	c.count.done(Model, &Response{}, e, time.Since(started))
	if e == nil {
		return sink.written, nil
	}
	if e.At.IsZero() {
		e.At = c.clock.Now()
	}
	c.log.Debug("download failed", "url", e.URL, "class", string(e.Class), "status", e.Status)
	return sink.written, e
}

func (c *Client) download(ctx context.Context, j *journey, offset int64, to *sink) *Error {
	u, err := parse(j.URL, true)
	if err != nil {
		return &Error{Class: BadAddress, URL: withoutPassword(j.URL), Err: err}
	}
	j.url = u
	for {
		if e := c.mayAsk(ctx, j); e != nil {
			return e
		}
		next, e := c.part(ctx, j, offset, to)
		if e != nil || next == nil {
			return e
		}
		if e := c.redirect(j, next); e != nil {
			return e
		}
	}
}

// part makes one exchange of a download and streams its answer.
func (c *Client) part(ctx context.Context, j *journey, offset int64, to *sink) (*url.URL, *Error) {
	host := j.url.Hostname()
	release, e := c.hosts.turn(ctx, host, j.Purpose)
	if e != nil {
		e.URL = redacted(j.url)
		return nil, e
	}
	defer release()
	began := time.Now()
	defer func() { j.spent += time.Since(began) }()
	short, cancel := context.WithTimeout(ctx, max(j.limits.total-j.spent, time.Millisecond))
	defer cancel()
	req := c.request(short, j)
	req.Header.Set("Accept-Encoding", "identity")
	if offset > 0 {
		req.Header.Set("Range", "bytes="+strconv.FormatInt(offset, 10)+"-")
	}
	answer, err := c.transport.RoundTrip(req)
	c.hosts.begun(host)
	if err != nil {
		e := c.failed(ctx, j, err)
		c.reach.failed(host, e.Class)
		return nil, e
	}
	c.reach.answered(c.clock.Now())
	defer c.finish(host, answer.Body)
	if next, e := redirectTarget(j, answer); next != nil || e != nil {
		c.hosts.answered(host)
		return next, e
	}
	return nil, c.stream(ctx, cancel, answer, streaming{journey: j, offset: offset, to: to})
}

// streaming is where an answer goes to.
type streaming struct {
	*journey
	offset int64
	to     *sink
}

// stream copies the body of an answer that is no redirect.
func (c *Client) stream(ctx context.Context, cancel context.CancelFunc, answer *http.Response, s streaming) *Error {
	start, total, e := rangeOf(answer, s.offset)
	if e != nil || start < 0 {
		if e != nil {
			e.URL = redacted(s.url)
		}
		if e != nil && (answer.StatusCode == http.StatusTooManyRequests || answer.StatusCode >= 500) {
			wait := retryAfter(answer.Header.Get("Retry-After"), c.clock.Now())
			e.RetryAt = c.pushedBack(ctx, s.url.Hostname(), wait)
		}
		return e
	}
	c.hosts.answered(s.url.Hostname())
	if max(total, start+answer.ContentLength) > s.limits.unpacked {
		return &Error{Class: TooLarge, URL: redacted(s.url)}
	}
	if s.to.w, s.to.err = s.to.begin(start); s.to.err != nil {
		return &Error{Class: Canceled, URL: redacted(s.url), Err: s.to.err}
	}
	stalled := time.AfterFunc(stallTimeout, cancel)
	defer stalled.Stop()
	body := &limited{r: &moving{answer.Body, stalled}, left: s.limits.unpacked - start}
	n, err := io.Copy(s.to, body)
	c.count.bytes(int(n))
	if err == nil && total > 0 && start+n != total {
		err = io.ErrUnexpectedEOF
	}
	if err == nil {
		return nil
	}
	e = c.failed(ctx, s.journey, err)
	if e.Class == Canceled && ctx.Err() == nil {
		e.Class, e.Reason = Timeout, fmt.Sprintf("nothing came for %v", stallTimeout)
	}
	return e
}

// rangeOf is where in the file an answer begins and how long the file is, 0 if
// unknown. The start is -1 where the caller has the whole file.
func rangeOf(answer *http.Response, offset int64) (start, total int64, _ *Error) {
	if c := strings.ToLower(answer.Header.Get("Content-Encoding")); c != "" && c != "identity" {
		return 0, 0, &Error{Class: Decode, Status: answer.StatusCode, Err: errCoding}
	}
	first, total, known := contentRange(answer.Header.Get("Content-Range"))
	switch answer.StatusCode {
	case http.StatusPartialContent:
		if offset == 0 && !known || first != offset {
			return 0, 0, &Error{Class: OddStatus, Status: answer.StatusCode, Reason: "the host sends another part than was asked for"}
		}
		return first, total, nil
	case http.StatusRequestedRangeNotSatisfiable:
		if offset > 0 && total == offset {
			return -1, total, nil
		}
	}
	if e := statusError(answer.StatusCode); e != nil {
		return 0, 0, e
	}
	return 0, max(answer.ContentLength, 0), nil
}

// contentRange reads "bytes 5-9/10", "bytes 5-9/*" and "bytes */10". First is
// -1 where it is not said.
func contentRange(value string) (first, total int64, known bool) {
	first = -1
	spec, ok := strings.CutPrefix(strings.TrimSpace(value), "bytes ")
	if !ok {
		return first, 0, false
	}
	span, size, _ := strings.Cut(spec, "/")
	if from, _, ok := strings.Cut(span, "-"); ok {
		if n, err := strconv.ParseInt(from, 10, 64); err == nil && n >= 0 {
			first, known = n, true
		}
	}
	if n, err := strconv.ParseInt(size, 10, 64); err == nil && n >= 0 {
		total = n
	}
	return first, total, known
}

// sink is where a download is written, and what went wrong there.
type sink struct {
	begin   func(offset int64) (io.Writer, error)
	w       io.Writer
	written int64
	err     error
}

// Write passes on what came and keeps the writer's own error.
func (s *sink) Write(p []byte) (int, error) {
	n, err := s.w.Write(p)
	s.written += int64(n)
	if err != nil {
		s.err = err
	}
	return n, err
}

// moving is a body that puts off the stall timer whenever something comes.
type moving struct {
	r     io.Reader
	timer *time.Timer
}

// Read reads on.
func (m *moving) Read(p []byte) (int, error) {
	n, err := m.r.Read(p)
	if n > 0 {
		m.timer.Reset(stallTimeout)
	}
	return n, err
}
