package fetch

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"net/http"
	"slices"
	"strings"
	"time"

	"github.com/overview-news/overview/page/address"
)

// Archive answers requests from web archives (WARC 1.0 and 1.1), instead of
// the network. Only an index is held in memory; bodies are read from disk
// when they are asked for.
//
// An address that the archives lack fails like a host that cannot be
// reached. Of several captures of one address the latest counts. A request
// whose If-None-Match names the capture's ETag is answered with 304.
type Archive struct {
	files   []*warcFile
	byURL   map[string]capture
	damages []error
}

// capture is where one answer lies.
type capture struct {
	file   int
	offset int64
	date   time.Time
	alias  string // a revisit: the address that holds the answer
}

// errNotArchived is the cause when an address is in no archive.
var errNotArchived = errors.New("the address is not in the archives")

// OpenArchive indexes the WARC files at paths: gzip with one member a record,
// or not compressed. A file that cannot be opened is an error. One that is
// damaged or cut off is not: what lies before the damage is usable, and
// [Archive.Damage] tells the rest.
func OpenArchive(paths []string) (*Archive, error) {
	a := &Archive{byURL: map[string]capture{}}
	for i, path := range paths {
		f, err := openWARC(path)
		if err != nil {
			return nil, errors.Join(fmt.Errorf("open archive: %w", err), a.Close())
		}
		a.files = append(a.files, f)
		for rec, err := range f.scan() {
			if err != nil {
				a.damages = append(a.damages, err)
				break
			}
			a.add(i, rec)
		}
	}
	return a, nil
}

// add indexes one record, if it is an answer.
func (a *Archive) add(file int, rec warcRecord) {
	key, err := address.Normalize(rec.target)
	if err != nil {
		return
	}
	c := capture{file: file, offset: rec.offset, date: rec.date}
	old, known := a.byURL[key]
	switch {
	case rec.isRevisit():
		other, err := address.Normalize(rec.refersTo)
		if err != nil || known || other == key {
			return // the same answer as one that is indexed, or will be
		}
		c.alias = other
	case !rec.isAnswer():
		return
	}
	if !known || old.alias != "" && c.alias == "" || !c.date.Before(old.date) {
		a.byURL[key] = c
	}
}

// Close closes the files. No request may be going on.
func (a *Archive) Close() error {
	var errs []error
	for _, f := range a.files {
		errs = append(errs, f.close())
	}
	return errors.Join(errs...)
}

// Len is the number of addresses that have an answer.
func (a *Archive) Len() int { return len(a.byURL) }

// Has reports whether an address has an answer.
func (a *Archive) Has(rawURL string) bool {
	key, err := address.Normalize(rawURL)
	if err != nil {
		return false
	}
	_, ok := a.find(key)
	return ok
}

// Damage lists what could not be read when the files were opened, each with
// the file's name and the offset from which on it is unusable.
func (a *Archive) Damage() []error { return slices.Clone(a.damages) }

// Latest is the date of the newest capture: a replay's clock should not stand
// before it. It is zero for an empty archive.
func (a *Archive) Latest() time.Time {
	var t time.Time
	for _, c := range a.byURL {
		if c.date.After(t) {
			t = c.date
		}
	}
	return t
}

// find follows at most one revisit.
func (a *Archive) find(key string) (capture, bool) {
	c, ok := a.byURL[key]
	if ok && c.alias != "" {
		c, ok = a.byURL[c.alias]
		ok = ok && c.alias == ""
	}
	return c, ok
}

// RoundTrip answers a request from the archives.
func (a *Archive) RoundTrip(r *http.Request) (*http.Response, error) {
	if err := r.Context().Err(); err != nil {
		return nil, err
	}
	key, err := address.Normalize(r.URL.String())
	if err != nil {
		return nil, &Error{Class: BadAddress, URL: redacted(r.URL), Err: err}
	}
	c, ok := a.find(key)
	if !ok {
		return nil, &Error{Class: Unreachable, URL: redacted(r.URL), Err: errNotArchived}
	}
	res, err := a.files[c.file].answer(c.offset, r)
	if err != nil {
		return nil, &Error{Class: Protocol, URL: redacted(r.URL), Err: err}
	}
	if matchesETag(r.Header.Get("If-None-Match"), res.Header.Get("ETag")) && res.StatusCode == http.StatusOK {
		_ = res.Body.Close()
		res.StatusCode, res.Status = http.StatusNotModified, "304 Not Modified"
		res.Body, res.ContentLength = http.NoBody, 0
	}
	return res, nil
}

// matchesETag compares weakly, as If-None-Match asks (RFC 9110, 13.1.2).
func matchesETag(asked, have string) bool {
	have = strings.TrimPrefix(have, "W/")
	if have == "" {
		return false
	}
	for one := range strings.SplitSeq(asked, ",") {
		if strings.TrimPrefix(strings.TrimSpace(one), "W/") == have {
			return true
		}
	}
	return false
}

// plainBody makes a response's body what its header says it is. Crawlers
// store bodies as they were sent, or without the chunks, or unpacked, and
// often leave the header as it was.
func plainBody(res *http.Response, raw []byte) {
	chunked := strings.EqualFold(strings.TrimSpace(res.Header.Get("Transfer-Encoding")), "chunked")
	res.Header.Del("Transfer-Encoding")
	if chunked {
		if body, err := io.ReadAll(newChunked(raw)); err == nil {
			raw = body
		}
	}
	res.Body, res.ContentLength = io.NopCloser(bytes.NewReader(raw)), int64(len(raw))
}
