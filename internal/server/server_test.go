package server

import (
	"bytes"
	"compress/gzip"
	"context"
	"errors"
	"io"
	"log/slog"
	"net"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"github.com/andybalholm/brotli"
	"github.com/klauspost/compress/zstd"
)

// long is a page that is worth compressing.
var long = strings.Repeat("<p>The river bridge reopens after nine years.</p>\n", 200)

func problem(w http.ResponseWriter, _ *http.Request, status int) {
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	w.WriteHeader(status)
	_, _ = io.WriteString(w, "problem "+strconv.Itoa(status))
}

// pages answers a few paths, and counts.
type pages struct{ made atomic.Int64 }

func (p *pages) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	p.made.Add(1)
	switch r.URL.Path {
	case "/panic":
		panic("boom")
	case "/gone":
		problem(w, r, http.StatusGone)
	case "/moved":
		http.Redirect(w, r, "/elsewhere", http.StatusMovedPermanently)
	case "/asset":
		w.Header().Set("Cache-Control", "public, max-age=31536000, immutable")
		_, _ = io.WriteString(w, long)
	case "/query":
		_, _ = io.WriteString(w, r.URL.RawQuery)
	default:
		w.Header().Set("Content-Type", "text/html; charset=utf-8")
		_, _ = io.WriteString(w, long)
	}
}

func newServer(p http.Handler, opts Options) *Server {
	feeds := http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) { _, _ = io.WriteString(w, "feed") })
	return New(slog.New(slog.DiscardHandler), Routes{Pages: p, Feeds: feeds, Problem: problem, Params: []string{"q", "after"}}, opts)
}

func do(h http.Handler, method, path string, header ...string) *http.Response {
	r := httptest.NewRequest(method, path, nil)
	for i := 0; i+1 < len(header); i += 2 {
		r.Header.Set(header[i], header[i+1])
	}
	w := httptest.NewRecorder()
	h.ServeHTTP(w, r)
	return w.Result()
}

func body(t *testing.T, r *http.Response) string {
	t.Helper()
	b, err := io.ReadAll(r.Body)
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}

func TestEveryAnswerHasSecurityHeaders(t *testing.T) {
	s := newServer(&pages{}, Options{Hosts: []string{"example.com"}, TLS: true})
	etag := do(s, "GET", "/").Header.Get("ETag")
	for _, tt := range []struct {
		name   string
		answer *http.Response
		status int
	}{
		{"page", do(s, "GET", "/"), 200},
		{"not modified", do(s, "GET", "/", "If-None-Match", etag), 304},
		{"head", do(s, "HEAD", "/"), 200},
		{"redirect", do(s, "GET", "/moved"), 301},
		{"gone", do(s, "GET", "/gone"), 410},
		{"panic", do(s, "GET", "/panic"), 500},
		{"method", do(s, "DELETE", "/"), 405},
		{"foreign post", do(s, "POST", "/", "Origin", "https://evil.example", "Sec-Fetch-Site", "cross-site"), 403},
		{"foreign name", do(s, "GET", "http://evil.example/"), 421},
		{"asset", do(s, "GET", "/asset"), 200},
		{"feed", do(s, "GET", "/pt.rss"), 200},
		{"health", do(s, "GET", "/healthz"), 200},
		{"ready", do(s, "GET", "/readyz"), 200},
	} {
		t.Run(tt.name, func(t *testing.T) {
			if tt.answer.StatusCode != tt.status {
				t.Errorf("status %d, want %d", tt.answer.StatusCode, tt.status)
			}
			h := tt.answer.Header
			csp := h.Get("Content-Security-Policy")
			for _, want := range []string{
				"default-src 'none'", "script-src 'self'", "object-src 'none'", "base-uri 'none'", "frame-ancestors 'none'",
				"require-trusted-types-for 'script'",
			} {
				if !strings.Contains(csp, want) {
					t.Errorf("CSP lacks %s", want)
				}
			}
			if strings.Contains(csp, "unsafe") {
				t.Errorf("CSP is %q", csp)
			}
			for name, want := range map[string]string{
				"X-Content-Type-Options": "nosniff", "Referrer-Policy": "no-referrer",
				"Cross-Origin-Opener-Policy": "same-origin", "Cross-Origin-Resource-Policy": "same-origin",
			} {
				if got := h.Get(name); got != want {
					t.Errorf("%s is %q, want %q", name, got, want)
				}
			}
			if h.Get("Permissions-Policy") == "" || h.Get("Strict-Transport-Security") == "" {
				t.Error("Permissions-Policy or Strict-Transport-Security is missing")
			}
		})
	}
}

func TestCodings(t *testing.T) {
	s := newServer(&pages{}, Options{})
	for _, tt := range []struct{ accept, want string }{
		{"gzip, deflate, br, zstd", "br"},
		{"gzip, zstd;q=0.5", "zstd"},
		{"gzip", "gzip"},
		{"br;q=0, gzip", "gzip"},
		{"", ""},
		{"identity", ""},
	} {
		a := do(s, "GET", "/", "Accept-Encoding", tt.accept)
		if got := a.Header.Get("Content-Encoding"); got != tt.want || a.Header.Get("Vary") != "Accept-Encoding" {
			t.Errorf("Accept-Encoding %q is answered with %q, Vary %q, want %q", tt.accept, got, a.Header.Get("Vary"), tt.want)
		}
		packed := body(t, a)
		if got := unpack(t, tt.want, packed); got != long {
			t.Errorf("coding %q unpacks to %d bytes, want %d", tt.want, len(got), len(long))
		}
		if got := a.Header.Get("Content-Length"); got != strconv.Itoa(len(packed)) {
			t.Errorf("Content-Length is %s for %d bytes", got, len(packed))
		}
	}
}

func unpack(t *testing.T, coding, packed string) string {
	t.Helper()
	var r io.Reader = strings.NewReader(packed)
	var err error
	switch coding {
	case "br":
		r = brotli.NewReader(r)
	case "gzip":
		r, err = gzip.NewReader(r)
	case "zstd":
		r, err = zstd.NewReader(r)
	}
	if err != nil {
		t.Fatal(err)
	}
	b, err := io.ReadAll(r)
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}

func TestNotModified(t *testing.T) {
	s := newServer(&pages{}, Options{})
	etag := do(s, "GET", "/").Header.Get("ETag")
	for _, tt := range []struct {
		match string
		want  int
	}{{etag, 304}, {`W/"other", ` + etag, 304}, {"*", 304}, {`W/"other"`, 200}, {"", 200}} {
		a := do(s, "GET", "/", "If-None-Match", tt.match)
		if a.StatusCode != tt.want {
			t.Errorf("If-None-Match %q gives %d, want %d", tt.match, a.StatusCode, tt.want)
		}
		if a.StatusCode == 304 && (body(t, a) != "" || a.Header.Get("ETag") != etag) {
			t.Error("304 has a body or another ETag")
		}
	}
}

// A page is made once a while however many ask, and anew when it is stale.
func TestStampede(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var made atomic.Int64
		s := newServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
			made.Add(1)
			time.Sleep(50 * time.Millisecond)
			_, _ = io.WriteString(w, long)
		}), Options{Fresh: 5 * time.Second})
		ask := func() {
			var all sync.WaitGroup
			for range 200 {
				all.Go(func() {
					if a := do(s, "GET", "/"); a.StatusCode != 200 {
						t.Errorf("status %d", a.StatusCode)
					}
				})
			}
			all.Wait()
		}
		ask()
		ask()
		if got := made.Load(); got != 1 {
			t.Errorf("400 requests made the page %d times, want once", got)
		}
		time.Sleep(6 * time.Second)
		ask()
		if got := made.Load(); got != 2 {
			t.Errorf("a stale page was made %d times, want once more", got-1)
		}
	})
}

// The reader who asked first may leave; the page is made for the others.
func TestFirstReaderLeaves(t *testing.T) {
	s := newServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.Context().Err() != nil {
			w.WriteHeader(http.StatusInternalServerError)
			return
		}
		_, _ = io.WriteString(w, long)
	}), Options{})
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	w := httptest.NewRecorder()
	s.ServeHTTP(w, httptest.NewRequest("GET", "/", nil).WithContext(ctx))
	if a := do(s, "GET", "/"); a.StatusCode != 200 {
		t.Errorf("the next reader got %d", a.StatusCode)
	}
}

func TestPanicIsNotKept(t *testing.T) {
	p := &pages{}
	s := newServer(p, Options{})
	for range 2 {
		if a := do(s, "GET", "/panic"); a.StatusCode != 500 || body(t, a) != "problem 500" {
			t.Errorf("status %d", a.StatusCode)
		}
	}
	if got := p.made.Load(); got != 2 {
		t.Errorf("the page was tried %d times, want 2", got)
	}
}

// Unknown parameters and their order change nothing; Host and forwarding
// headers have no part in a page.
// TestTrailingSlash: a slash too many leads to the page, never to another site.
func TestTrailingSlash(t *testing.T) {
	s := newServer(&pages{}, Options{})
	for _, tt := range []struct{ target, want string }{
		{"/fr/", "/fr"},
		{"/article/1/a-headline/", "/article/1/a-headline"},
		{"/search/?q=a%26b&after=x", "/search?q=a%26b&after=x"},
		{"//other.example/", "/other.example"},
		{"///other.example///", "/other.example"},
		{"/%2F%2Fother.example/", "/other.example"},
		{"/\\other.example/", "/%5Cother.example"},
		{"/outlets/a%2Fb/", "/outlets/a%2Fb"},
		{"//", "/"},
		{"/", ""},
		{"/fr", ""},
	} {
		r := httptest.NewRequest(http.MethodGet, "/", nil)
		u, err := url.ParseRequestURI("http://overview.example" + tt.target)
		if err != nil {
			t.Fatal(err)
		}
		r.URL.Path, r.URL.RawPath, r.URL.RawQuery = u.Path, u.RawPath, u.RawQuery
		w := httptest.NewRecorder()
		s.ServeHTTP(w, r)
		status := http.StatusOK
		if tt.want != "" {
			status = http.StatusPermanentRedirect
		}
		if got := w.Header().Get("Location"); w.Code != status || got != tt.want {
			t.Errorf("GET %s = %d to %q, want %d to %q", tt.target, w.Code, got, status, tt.want)
		}
	}
}

func TestCacheKey(t *testing.T) {
	p := &pages{}
	s := newServer(p, Options{})
	for _, path := range []string{
		"/query?q=a&after=b", "/query?after=b&q=a", "/query?q=a&after=b&utm_source=x", "/query?q=a&q=z&after=b&empty=", "http://other.example/query?q=a&after=b",
	} {
		if got := body(t, do(s, "GET", path, "X-Forwarded-Host", "evil.example")); got != "after=b&q=a" {
			t.Errorf("GET %s reads %q", path, got)
		}
	}
	if got := p.made.Load(); got != 1 {
		t.Errorf("made %d times, want once", got)
	}
}

// An escaped slash is another address: its answer must not stand for the page
// that has the slash.
func TestCacheTellsEscapesApart(t *testing.T) {
	c := newCache(time.Now, time.Hour)
	h := http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) { _, _ = w.Write([]byte(r.URL.EscapedPath())) })
	for _, path := range []string{"/outlets%2Fpaper", "/outlets/paper"} {
		w := httptest.NewRecorder()
		c.serve(w, httptest.NewRequest("GET", path, nil), h)
		if got := w.Body.String(); got != path {
			t.Errorf("GET %s answers for %s", path, got)
		}
	}
}

func TestCacheIsBounded(t *testing.T) {
	c := newCache(time.Now, time.Hour)
	h := http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) { _, _ = w.Write(make([]byte, 1<<20)) })
	for i := range 100 {
		c.serve(httptest.NewRecorder(), httptest.NewRequest("GET", "/"+strconv.Itoa(i), nil), h)
	}
	if c.bytes > maxCached || len(c.entries) != c.order.Len() || c.order.Len() > maxCached>>20 {
		t.Errorf("the cache holds %d bytes in %d entries, %d in order", c.bytes, len(c.entries), c.order.Len())
	}
}

func TestLimiter(t *testing.T) {
	now := time.Date(2026, 3, 2, 12, 0, 0, 0, time.UTC)
	l := newLimiter(func() time.Time { return now })
	from := func(remote string) bool {
		r := httptest.NewRequest("GET", "/search", nil)
		r.RemoteAddr = remote
		return l.allow(r)
	}
	for i := range int(searchBurst) {
		if !from("203.0.113.9:1000") {
			t.Fatalf("request %d was refused", i)
		}
	}
	if from("203.0.113.9:2000") {
		t.Error("one request above the burst was allowed")
	}
	if !from("203.0.113.10:1000") || !from("127.0.0.1:1") || !from("[::1]:1") {
		t.Error("another client or the machine itself was refused")
	}
	for i := range int(searchBurst) {
		from("[2001:db8::" + strconv.Itoa(i+1) + "]:1")
	}
	if from("[2001:db8::ffff]:1") {
		t.Error("a second address of the same network has an allowance of its own")
	}
	now = now.Add(time.Second)
	for i, want := range []bool{true, true, false} {
		if got := from("203.0.113.9:1000"); got != want {
			t.Errorf("request %d a second later is allowed: %v, want %v", i+1, got, want)
		}
	}
	for i := range 2 * maxClients {
		from(net.IPv4(10, byte(i>>16), byte(i>>8), byte(i)).String() + ":1")
	}
	if len(l.clients) > maxClients+1 {
		t.Errorf("%d clients are remembered", len(l.clients))
	}
}

func TestReady(t *testing.T) {
	fault := errors.New("store is migrating at /secret/path")
	s := newServer(&pages{}, Options{Ready: func(context.Context) error { return fault }})
	if a := do(s, "GET", "/readyz"); a.StatusCode != 503 || strings.Contains(body(t, a), "secret") {
		t.Errorf("status %d", a.StatusCode)
	}
	if a := do(s, "GET", "/healthz"); a.StatusCode != 200 {
		t.Errorf("healthz is %d", a.StatusCode)
	}
}

// Stopping waits for the request that is under way.
func TestServeStopsGracefully(t *testing.T) {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	entered, leave := make(chan struct{}), make(chan struct{})
	s := newServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		close(entered)
		<-leave
		_, _ = io.WriteString(w, "whole")
	}), Options{})
	ctx, stop := context.WithCancel(context.Background())
	served := make(chan error, 1)
	go func() { served <- s.Serve(ctx, l) }()
	got := make(chan string, 1)
	go func() {
		a, err := http.Get("http://" + l.Addr().String() + "/")
		if err != nil {
			got <- err.Error()
			return
		}
		defer a.Body.Close()
		var b bytes.Buffer
		_, _ = b.ReadFrom(a.Body)
		got <- b.String()
	}()
	<-entered
	stop()
	close(leave)
	if answer := <-got; answer != "whole" {
		t.Errorf("the request under way got %q", answer)
	}
	if err := <-served; err != nil {
		t.Errorf("Serve = %v", err)
	}
}

func BenchmarkCachedPage(b *testing.B) {
	s := newServer(&pages{}, Options{Fresh: time.Hour})
	r := httptest.NewRequest("GET", "/", nil)
	r.Header.Set("Accept-Encoding", "gzip")
	b.ReportAllocs()
	for b.Loop() {
		s.ServeHTTP(httptest.NewRecorder(), r)
	}
}

// POST reaches the addresses that are named for it, from our own pages only.
func TestPosts(t *testing.T) {
	pages := http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) { w.WriteHeader(http.StatusSeeOther) })
	s := New(slog.New(slog.DiscardHandler), Routes{Pages: pages, Problem: problem, Posts: []string{"/answer"}}, Options{})
	for _, tt := range []struct {
		path, site string
		want       int
	}{
		{"/answer", "same-origin", http.StatusSeeOther},
		{"/answer", "cross-site", http.StatusForbidden},
		{"/", "same-origin", http.StatusMethodNotAllowed},
		{"/answer/more", "same-origin", http.StatusMethodNotAllowed},
	} {
		r := httptest.NewRequest(http.MethodPost, tt.path, nil)
		r.Header.Set("Sec-Fetch-Site", tt.site)
		w := httptest.NewRecorder()
		s.ServeHTTP(w, r)
		if w.Code != tt.want {
			t.Errorf("POST %s from %s = %d, want %d", tt.path, tt.site, w.Code, tt.want)
		}
	}
}
