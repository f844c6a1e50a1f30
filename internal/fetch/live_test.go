package fetch_test

import (
	"bufio"
	"bytes"
	"compress/flate"
	"compress/gzip"
	"compress/zlib"
	"context"
	"crypto/tls"
	"encoding/pem"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"net/netip"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/andybalholm/brotli"
	"github.com/klauspost/compress/zstd"

	"github.com/overview-news/overview/internal/clock"
	"github.com/overview-news/overview/internal/fetch"
)

var loopback = []netip.Prefix{netip.MustParsePrefix("127.0.0.0/8")}

// live is a client over the network of this machine, under a clock that moves
// by sleeping, so that pacing takes no time.
func live(t *testing.T, o fetch.LiveOptions) *fetch.Client {
	t.Helper()
	net, err := fetch.NewLive(o)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(net.Close)
	clk := clock.NewStopped(noon)
	t.Cleanup(clk.Work())
	c, err := fetch.New(nil, clk, net, fetch.Options{Contact: "https://operator.example/bot"})
	if err != nil {
		t.Fatal(err)
	}
	return c
}

func trusted(url string) fetch.Request {
	return fetch.Request{URL: url, Purpose: fetch.Feed, Trusted: true}
}

func serve(t *testing.T, h http.HandlerFunc) string {
	t.Helper()
	s := httptest.NewServer(h)
	t.Cleanup(s.Close)
	return s.URL
}

func compressed(t *testing.T, coding string, plain []byte) []byte {
	t.Helper()
	var b bytes.Buffer
	var w io.WriteCloser
	switch coding {
	case "gzip":
		w = gzip.NewWriter(&b)
	case "deflate":
		w = zlib.NewWriter(&b)
	case "raw":
		w, _ = flate.NewWriter(&b, 5)
	case "br":
		w = brotli.NewWriter(&b)
	case "zstd":
		w, _ = zstd.NewWriter(&b)
	}
	if _, err := w.Write(plain); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func TestCodings(t *testing.T) {
	text := strings.Repeat("<item>news</item>", 100)
	bombs := bytes.Repeat([]byte{'a'}, 2<<20) // against a limit of one megabyte
	for _, tt := range []struct {
		name, header string
		body         []byte
		want         fetch.Class
		plain        string
	}{
		{"gzip", "gzip", compressed(t, "gzip", []byte(text)), "", text},
		{"x-gzip", "X-GZIP", compressed(t, "gzip", []byte(text)), "", text},
		{"deflate", "deflate", compressed(t, "deflate", []byte(text)), "", text},
		{"bare deflate", "deflate", compressed(t, "raw", []byte(text)), "", text},
		{"brotli", "br", compressed(t, "br", []byte(text)), "", text},
		{"zstd", "zstd", compressed(t, "zstd", []byte(text)), "", text},
		{"identity", "identity", []byte(text), "", text},
		{"gzip over a plain body", "gzip", []byte(text), "", text},
		{"gzip that nobody announced", "", compressed(t, "gzip", []byte(text)), "", text},
		{"gzip cut off", "gzip", compressed(t, "gzip", []byte(text))[:30], fetch.Decode, ""},
		{"gzip of gzip", "gzip, gzip", compressed(t, "gzip", compressed(t, "gzip", []byte(text))), fetch.Decode, ""},
		{"unknown", "x-magic", []byte(text), fetch.Decode, ""},
		{"brotli that is none", "br", []byte("\xff\xff\xff" + text), fetch.Decode, ""},
		{"zstd that is none", "zstd", []byte(text), fetch.Decode, ""},
		{"gzip bomb", "gzip", compressed(t, "gzip", bombs), fetch.TooLarge, ""},
		{"brotli bomb", "br", compressed(t, "br", bombs), fetch.TooLarge, ""},
		{"zstd bomb", "zstd", compressed(t, "zstd", bombs), fetch.TooLarge, ""},
		{"deflate bomb", "deflate", compressed(t, "deflate", bombs), fetch.TooLarge, ""},
	} {
		t.Run(tt.name, func(t *testing.T) {
			url := serve(t, func(w http.ResponseWriter, _ *http.Request) {
				if tt.header != "" {
					w.Header().Set("Content-Encoding", tt.header)
				}
				_, _ = w.Write(tt.body)
			})
			req := trusted(url)
			req.MaxBytes = 1 << 20
			got, err := live(t, fetch.LiveOptions{Allow: loopback}).Do(t.Context(), req)
			if fetch.ClassOf(err) != tt.want {
				t.Fatalf("Do = %v, want class %q", err, tt.want)
			}
			if err == nil && string(got.Body) != tt.plain {
				t.Errorf("body = %.40q, want %.40q", got.Body, tt.plain)
			}
		})
	}
}

// raw serves one connection after another by hand.
func raw(t *testing.T, talk func(net.Conn)) string {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	done := make(chan struct{})
	t.Cleanup(func() { _ = l.Close(); <-done })
	go func() {
		defer close(done)
		for {
			conn, err := l.Accept()
			if err != nil {
				return
			}
			_ = conn.SetDeadline(time.Now().Add(20 * time.Second))
			_, _ = http.ReadRequest(bufio.NewReader(conn))
			talk(conn)
			_ = conn.Close()
		}
	}()
	return "http://" + l.Addr().String() + "/"
}

func TestBrokenHosts(t *testing.T) {
	endless := func(head, part string) func(net.Conn) {
		return func(c net.Conn) {
			_, _ = io.WriteString(c, head)
			for range 1 << 20 {
				if _, err := io.WriteString(c, part); err != nil {
					return
				}
			}
		}
	}
	say := func(s string) func(net.Conn) { return func(c net.Conn) { _, _ = io.WriteString(c, s) } }
	for _, tt := range []struct {
		name string
		talk func(net.Conn)
		want fetch.Class
	}{
		{"endless header", endless("HTTP/1.1 200 OK\r\n", "X-A: "+strings.Repeat("a", 1000)+"\r\n"), fetch.Protocol},
		{"endless interim answers", endless("", "HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\n"), fetch.Protocol},
		{"endless body", endless("HTTP/1.1 200 OK\r\n\r\n", strings.Repeat("a", 4096)), fetch.TooLarge},
		{"too long by its own word", say("HTTP/1.1 200 OK\r\nContent-Length: 99999999999\r\n\r\nabc"), fetch.TooLarge},
		{"short body", say("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nabc"), fetch.Protocol},
		{"bad chunk", say("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\nabc"), fetch.Protocol},
		{"two lengths", say("HTTP/1.1 200 OK\r\nContent-Length: 3\r\nContent-Length: 4\r\n\r\nabcd"), fetch.Protocol},
		{"a length below nothing", say("HTTP/1.1 200 OK\r\nContent-Length: -1\r\n\r\nabc"), fetch.Protocol},
		{"a length that is a word", say("HTTP/1.1 200 OK\r\nContent-Length: many\r\n\r\nabc"), fetch.Protocol},
		{"endless chunks", endless("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n", "1000\r\n"+strings.Repeat("a", 4096)+"\r\n"), fetch.TooLarge},
		{"endless chunk extension", endless("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n1;", strings.Repeat("a", 4096)), fetch.Protocol},
		{"endless tiny chunks", endless("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n", "1;"+strings.Repeat("a", 90)+"\r\nx\r\n"), fetch.Protocol},
		{"endless trailers", endless("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n", "X-A: "+strings.Repeat("a", 1000)+"\r\n"), fetch.Protocol},
		{"endless status line", endless("HTTP/1.1 200 ", strings.Repeat("a", 4096)), fetch.Protocol},
		{"one huge header", say("HTTP/1.1 200 OK\r\nSet-Cookie: " + strings.Repeat("a", 1<<20) + "\r\n\r\n"), fetch.Protocol},
		{"a switch of protocols", say("HTTP/1.1 101 Switching Protocols\r\nConnection: upgrade\r\nUpgrade: h2c\r\n\r\n"), fetch.OddStatus},
		{"not HTTP", say("SSH-2.0-OpenSSH_9.2\r\n"), fetch.Protocol},
		{"nothing", say(""), fetch.Protocol},
		{"header with control bytes", say("HTTP/1.1 200 OK\r\nETag: \"\x01\x02\"\r\nContent-Length: 1\r\n\r\na"), fetch.Protocol},
	} {
		t.Run(tt.name, func(t *testing.T) {
			c := live(t, fetch.LiveOptions{Allow: loopback})
			_, err := c.Do(t.Context(), trusted(raw(t, tt.talk)))
			if fetch.ClassOf(err) != tt.want {
				t.Errorf("Do = %v, want class %s", err, tt.want)
			}
			if e, ok := err.(*fetch.Error); tt.name == "short body" && ok && !strings.Contains(e.Sentence(), "body is incomplete") {
				t.Errorf("a short body is told as %q, want it called incomplete", e.Sentence())
			}
		})
	}
}

func TestNobodyThere(t *testing.T) {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	url := "http://" + l.Addr().String() + "/"
	if err := l.Close(); err != nil {
		t.Fatal(err)
	}
	if _, err := live(t, fetch.LiveOptions{Allow: loopback}).Do(t.Context(), trusted(url)); fetch.ClassOf(err) != fetch.Connect {
		t.Errorf("Do on a closed port = %v, want class connect", err)
	}
}

// TestGuard checks that no spelling of an inner address and no redirect
// reaches a listener.
func TestGuard(t *testing.T) {
	var hits atomic.Int64
	canary := httptest.NewServer(http.HandlerFunc(func(http.ResponseWriter, *http.Request) { hits.Add(1) }))
	defer canary.Close()
	port := canary.Listener.Addr().(*net.TCPAddr).Port
	inner := []string{
		"127.0.0.1", "localhost", "LOCALHOST.", "[::1]", "[::ffff:127.0.0.1]", "[::127.0.0.1]", "127.1", "0.0.0.0", "0", "[::]",
		"2130706433", "0x7f000001", "017700000001", "0177.0.0.1", "[64:ff9b::7f00:1]", "[2002:7f00:1::]", "127.0.0.1.", "①②⑦.0.0.1",
	}
	var target string
	outer := httptest.NewUnstartedServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Location", target)
		w.WriteHeader(http.StatusFound)
	}))
	l, err := net.Listen("tcp", "127.64.0.7:0")
	if err != nil {
		t.Skipf("127.64.0.7 cannot be listened on here: %v", err)
	}
	outer.Listener = l
	outer.Start()
	defer outer.Close()
	c := live(t, fetch.LiveOptions{Allow: []netip.Prefix{netip.MustParsePrefix("127.64.0.0/10")}, Resolver: "127.0.0.1:1"})
	for _, host := range inner {
		url := fmt.Sprintf("http://%s:%d/", host, port)
		for _, p := range []fetch.Purpose{fetch.Page, fetch.Feed, fetch.Sitemap, fetch.Robots, fetch.Image, fetch.Home, fetch.Model} {
			_, err := c.Do(t.Context(), fetch.Request{URL: url, Purpose: p, Trusted: true})
			if err == nil {
				t.Errorf("%v %s: no error", p, url)
			}
			if strings.HasPrefix(host, "127.0.0.1") && (fetch.ClassOf(err) != fetch.Forbidden || strings.Contains(err.Error(), "refused")) {
				t.Errorf("%v %s: %v, want class forbidden-address that says nothing of the port", p, url, err)
			}
		}
		target = url
		_, err := c.Do(t.Context(), fetch.Request{URL: outer.URL, Trusted: true, Origin: url})
		if err == nil {
			t.Errorf("redirect to %s: no error", url)
		}
	}
	if got := hits.Load(); got != 0 {
		t.Errorf("the inner listener was asked %d times, want 0", got)
	}
}

// TestGuardAfterResolution has a name server that first names an allowed
// address and then the inner one, and names that have both at once.
func TestGuardAfterResolution(t *testing.T) {
	var hits atomic.Int64
	canary := httptest.NewServer(http.HandlerFunc(func(http.ResponseWriter, *http.Request) { hits.Add(1) }))
	defer canary.Close()
	port := canary.Listener.Addr().(*net.TCPAddr).Port
	l, err := net.Listen("tcp", fmt.Sprintf("127.64.0.7:%d", port))
	if err != nil {
		t.Skipf("127.64.0.7 cannot be listened on here: %v", err)
	}
	outer := httptest.NewUnstartedServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Connection", "close")
		_, _ = io.WriteString(w, "public")
	}))
	outer.Listener = l
	outer.Start()
	defer outer.Close()
	var lookups atomic.Int64
	dns := nameServer(t, func(name string) (a, aaaa string) {
		switch {
		case name == "two.example.":
			return "127.64.0.7", "::1"
		case name == "several.example.": // the first is allowed and nobody is there
			return "127.64.0.9 127.0.0.1 127.64.0.9", ""
		case name == "mixed.example.":
			return "127.0.0.1 127.64.0.7", ""
		case name == "rebind.example." && lookups.Add(1) == 1:
			return "127.64.0.7", ""
		case name == "rebind.example.":
			return "127.0.0.1", ""
		}
		return "", ""
	})
	c := live(t, fetch.LiveOptions{Allow: []netip.Prefix{netip.MustParsePrefix("127.64.0.0/10")}, Resolver: dns})
	ask := func(host string) error {
		_, err := c.Do(t.Context(), trusted(fmt.Sprintf("http://%s:%d/", host, port)))
		return err
	}
	if err := ask("two.example"); err != nil {
		t.Errorf("a name with one allowed address: %v", err)
	}
	if err := ask("several.example"); err == nil {
		t.Error("a name with an allowed address where nobody is, and inner ones: no error")
	}
	if err := ask("mixed.example"); err != nil {
		t.Errorf("a name whose second address is allowed: %v", err)
	}
	if err := ask("rebind.example"); err != nil {
		t.Errorf("first lookup: %v", err)
	}
	if err := ask("rebind.example"); fetch.ClassOf(err) != fetch.Forbidden {
		t.Errorf("second lookup, to the inner address: %v, want class forbidden-address", err)
	}
	if err := ask("none.example"); fetch.ClassOf(err) != fetch.DNS {
		t.Errorf("a name that does not exist: %v, want class dns", err)
	}
	if got := hits.Load(); got != 0 {
		t.Errorf("the inner listener was asked %d times, want 0", got)
	}
}

func TestTLS(t *testing.T) {
	s := httptest.NewTLSServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) { _, _ = io.WriteString(w, "good") }))
	defer s.Close()
	s.Config.ErrorLog = nil
	root := pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: s.Certificate().Raw})
	got, err := live(t, fetch.LiveOptions{Allow: loopback, Roots: root}).Do(t.Context(), trusted(s.URL))
	if err != nil || string(got.Body) != "good" {
		t.Errorf("with its root trusted: %v", err)
	}
	plain := serve(t, func(http.ResponseWriter, *http.Request) {})
	for name, url := range map[string]string{
		"unknown root":           s.URL,
		"plain HTTP on its port": strings.Replace(plain, "http:", "https:", 1),
		"name of another host":   strings.Replace(s.URL, "127.0.0.1", "127.0.0.2", 1),
	} {
		o := fetch.LiveOptions{Allow: loopback}
		if name == "name of another host" {
			o.Roots = root
			l, err := net.Listen("tcp", strings.TrimPrefix(url, "https://"))
			if err != nil {
				t.Logf("127.0.0.2 cannot be listened on here: %v", err)
				continue
			}
			other := httptest.NewUnstartedServer(http.NotFoundHandler())
			other.Listener = l
			other.TLS = &tls.Config{Certificates: s.TLS.Certificates}
			other.StartTLS()
			defer other.Close()
		}
		if _, err := live(t, o).Do(t.Context(), trusted(url)); fetch.ClassOf(err) != fetch.TLS {
			t.Errorf("%s: %v, want class tls", name, err)
		}
	}
}

// TestHTTP2: the limits hold whatever version of HTTP a host speaks.
func TestHTTP2(t *testing.T) {
	s := httptest.NewUnstartedServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.ProtoMajor != 2 {
			t.Errorf("%s was asked by %s, want HTTP/2", r.URL.Path, r.Proto)
		}
		switch r.URL.Path {
		case "/good":
			_, _ = io.WriteString(w, "good")
		case "/header":
			for i := range 300 {
				w.Header().Set(fmt.Sprint("X-", i), strings.Repeat("a", 1000))
			}
		case "/hints":
			w.Header().Set("Link", "</"+strings.Repeat("a", 1000)+">")
			for range 1000 {
				w.WriteHeader(http.StatusEarlyHints)
			}
		case "/body":
			part := bytes.Repeat([]byte{'a'}, 1<<16)
			for range 1 << 10 {
				if _, err := w.Write(part); err != nil {
					return
				}
			}
		case "/bomb":
			w.Header().Set("Content-Encoding", "zstd")
			_, _ = w.Write(compressed(t, "zstd", bytes.Repeat([]byte{'a'}, 64<<20)))
		case "/short":
			w.Header().Set("Content-Length", "100")
			_, _ = io.WriteString(w, "abc")
		case "/reset":
			panic(http.ErrAbortHandler)
		case "/inner":
			http.Redirect(w, r, "https://127.0.0.1:9899/", http.StatusFound)
		}
	}))
	s.EnableHTTP2 = true
	l, err := net.Listen("tcp", "127.64.0.8:0")
	if err != nil {
		t.Skipf("127.64.0.8 cannot be listened on here: %v", err)
	}
	s.Listener = l
	s.StartTLS()
	defer s.Close()
	root := pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: s.Certificate().Raw})
	dns := nameServer(t, func(string) (string, string) { return "127.64.0.8", "" })
	c := live(t, fetch.LiveOptions{Allow: []netip.Prefix{netip.MustParsePrefix("127.64.0.0/10")}, Roots: root, Resolver: dns})
	base := fmt.Sprintf("https://example.com:%d", l.Addr().(*net.TCPAddr).Port) // a name of the test certificate
	for path, want := range map[string]fetch.Class{
		"/good": "", "/header": fetch.Protocol, "/hints": fetch.Protocol, "/body": fetch.TooLarge, "/bomb": fetch.TooLarge,
		"/short": fetch.Protocol, "/reset": fetch.Protocol, "/inner": fetch.Forbidden,
	} {
		r := trusted(base + path)
		r.Origin = "https://127.0.0.1:9899/"
		if _, err := c.Do(t.Context(), r); fetch.ClassOf(err) != want {
			t.Errorf("%s: %v, want class %q", path, err, want)
		}
	}
}

func TestCookiesAreNotKept(t *testing.T) {
	var sent atomic.Int64
	url := serve(t, func(w http.ResponseWriter, r *http.Request) {
		if len(r.Cookies()) > 0 || r.Header.Get("Referer") != "" {
			sent.Add(1)
		}
		http.SetCookie(w, &http.Cookie{Name: "id", Value: "1"})
		if r.URL.Path == "/" {
			http.Redirect(w, r, "/next", http.StatusFound)
		}
	})
	c := live(t, fetch.LiveOptions{Allow: loopback})
	for range 3 {
		if _, err := c.Do(t.Context(), trusted(url)); err != nil {
			t.Fatal(err)
		}
	}
	if sent.Load() != 0 {
		t.Errorf("%d requests had a cookie or a Referer, want none", sent.Load())
	}
}

func TestProxyOfTheEnvironmentIsIgnored(t *testing.T) {
	t.Setenv("HTTP_PROXY", "http://127.0.0.1:1")
	t.Setenv("http_proxy", "http://127.0.0.1:1")
	url := serve(t, func(w http.ResponseWriter, _ *http.Request) { _, _ = io.WriteString(w, "direct") })
	if _, err := live(t, fetch.LiveOptions{Allow: loopback}).Do(t.Context(), trusted(url)); err != nil {
		t.Errorf("Do = %v, want a direct connection", err)
	}
}

func TestGivenUp(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	url := serve(t, func(_ http.ResponseWriter, r *http.Request) {
		cancel()
		<-r.Context().Done()
	})
	if _, err := live(t, fetch.LiveOptions{Allow: loopback}).Do(ctx, trusted(url)); fetch.ClassOf(err) != fetch.Canceled {
		t.Errorf("Do with an ended context = %v, want class canceled", err)
	}
}

func TestLiveOptions(t *testing.T) {
	if _, err := fetch.NewLive(fetch.LiveOptions{Resolver: "1.1.1.1"}); err == nil {
		t.Error("a resolver without a port: no error")
	}
	if _, err := fetch.NewLive(fetch.LiveOptions{Roots: []byte("no certificate")}); err == nil {
		t.Error("roots that are none: no error")
	}
}
