package fetch

import (
	"net/http"
	"testing"
	"time"
)

// FuzzRetryAfter: whatever a host asks, it is neither in the past nor for
// longer than the cap.
func FuzzRetryAfter(f *testing.F) {
	for _, seed := range []string{"120", "-1", "1e309", "NaN", "+Inf", "0x7f", "99999999999", "Tue, 10 Mar 2026 13:00:00 GMT", "Sunday, 06-Nov-94 08:49:37 GMT", "\x00"} {
		f.Add(seed)
	}
	now := time.Date(2026, 3, 10, 12, 0, 0, 0, time.UTC)
	f.Fuzz(func(t *testing.T, value string) {
		if got := retryAfter(value, now); got < 0 || got > maxRetryAfter {
			t.Errorf("retryAfter(%q) = %v, want 0 to %v", value, got, maxRetryAfter)
		}
	})
}

// FuzzRedirect: whatever a Location says, it leads to an address of the web
// or is refused.
func FuzzRedirect(f *testing.F) {
	for _, seed := range []string{
		"/x", "//other.example/y", "http://[::1]:80/", "javascript:alert(1)", "file:///etc/hostname", "gopher://127.0.0.1:9899/_x",
		"http://user:pw@a.example/", "\thttps://a.example/\r\n", "%00", "http://a.example:99999/", "HTTP://A.EXAMPLE", "http:/a", "?q=1#f",
	} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, location string) {
		j := &journey{Request: Request{URL: "https://a.example/feed"}, permanent: true}
		j.url, _ = parse(j.URL, false)
		next, e := redirectTarget(j, &http.Response{StatusCode: 301, Header: http.Header{"Location": {location}}})
		switch {
		case e == nil && next == nil:
			t.Errorf("a redirect to %q is none", location)
		case e != nil && e.Class != BadRedirect:
			t.Errorf("a redirect to %q is %s, want %s", location, e.Class, BadRedirect)
		case e == nil && next.Scheme != "http" && next.Scheme != "https", e == nil && next.Host == "", e == nil && next.User != nil:
			t.Errorf("a redirect to %q leads to %q", location, next)
		}
	})
}
