package fetch

import (
	"bufio"
	"context"
	"io"
	"net"
	"net/http"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"github.com/overview-news/overview/internal/clock"
)

// piped is a client over the real transport, whose connections lead to talk
// and not to the network. In a bubble of synctest its time is the test's.
func piped(t *testing.T, talk func(net.Conn)) *Client {
	t.Helper()
	live, err := NewLive(LiveOptions{})
	if err != nil {
		t.Fatal(err)
	}
	var talking sync.WaitGroup
	live.transport.DialContext = func(context.Context, string, string) (net.Conn, error) {
		ours, theirs := net.Pipe()
		talking.Go(func() {
			talk(theirs)
			_ = theirs.Close()
		})
		return ours, nil
	}
	t.Cleanup(func() {
		live.Close()
		talking.Wait() // a host that dawdles notices late that we have gone
	})
	c, err := New(nil, clock.Real{}, live, Options{Contact: "https://operator.example/bot", Gap: minGap, PageGap: minPageGap})
	if err != nil {
		t.Fatal(err)
	}
	return c
}

// TestSlowHosts: a host that takes its time has no more of ours than the
// limit, in whatever phase it dawdles.
func TestSlowHosts(t *testing.T) {
	ask := func(c net.Conn) { _, _ = http.ReadRequest(bufio.NewReader(c)) }
	// drip sends head at once and then part again and again.
	drip := func(head, part string, pause time.Duration) func(net.Conn) {
		return func(c net.Conn) {
			ask(c)
			_, err := io.WriteString(c, head)
			for err == nil {
				time.Sleep(pause)
				_, err = io.WriteString(c, part)
			}
		}
	}
	silent := func(c net.Conn) {
		ask(c)
		_, _ = io.Copy(io.Discard, c) // until the other side goes
	}
	const ok = "HTTP/1.1 200 OK\r\n"
	gzipHead := "\x1f\x8b\x08\x00\x00\x00\x00\x00\x00\xff"
	for _, tt := range []struct {
		name, url string
		talk      func(net.Conn)
		want      Class
		most      time.Duration
	}{
		{"says nothing", "http://a.example/", silent, Timeout, headerTimeout},
		{"a byte of the header at a time", "http://a.example/", drip(ok, "X", time.Second), Timeout, hold},
		{"a line of the header at a time", "http://a.example/", drip(ok, "X-A: b\r\n", 5*time.Second), Timeout, hold},
		{"one interim answer after another", "http://a.example/", drip("", "HTTP/1.1 103 Early Hints\r\n\r\n", 4*time.Second), Timeout, hold},
		{"a byte of the body at a time", "http://a.example/", drip(ok+"\r\n", "x", time.Second), Timeout, hold},
		{"a chunk at a time", "http://a.example/", drip(ok+"Transfer-Encoding: chunked\r\n\r\n", "1\r\nx\r\n", time.Second), Timeout, hold},
		{"empty packed blocks", "http://a.example/", drip(ok+"Content-Encoding: gzip\r\n\r\n"+gzipHead, "\x00\x00\x00\xff\xff", time.Second), Timeout, hold},
		{"an error page that never ends", "http://a.example/", drip("HTTP/1.1 404 Not Found\r\n\r\n", "x", time.Second), NotFound, hold},
		{"a handshake that never ends", "https://a.example/", func(c net.Conn) { _, _ = io.Copy(io.Discard, c) }, Timeout, handshakeTimeout},
	} {
		t.Run(tt.name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				c := piped(t, tt.talk)
				began := time.Now()
				_, err := c.Do(t.Context(), Request{URL: tt.url, Purpose: Feed, Trusted: true})
				if took := time.Since(began); ClassOf(err) != tt.want || took > tt.most+time.Second {
					t.Errorf("Do = %v after %v, want class %s within %v", err, took, tt.want, tt.most)
				}
			})
		})
	}
}

// TestSlowRedirects: the hops of a request share its time.
func TestSlowRedirects(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		c := piped(t, func(conn net.Conn) {
			r := bufio.NewReader(conn)
			for {
				req, err := http.ReadRequest(r)
				if err != nil {
					return
				}
				time.Sleep(11 * time.Second)
				_, _ = io.WriteString(conn, "HTTP/1.1 302 Found\r\nContent-Length: 0\r\nLocation: "+req.URL.Path+"x\r\n\r\n")
			}
		})
		began := time.Now()
		_, err := c.Do(t.Context(), Request{URL: "http://a.example/", Purpose: Feed, Trusted: true})
		// Two hops are answered; the third has what is left. Pauses between
		// them are waits on our side and not the host's.
		if took := time.Since(began); ClassOf(err) != Timeout || took > hold+5*time.Second {
			t.Errorf("Do = %v after %v, want class timeout within %v and the pauses", err, took, hold)
		}
	})
}

// TestAnswerTooMuch: bytes behind an answer are nobody's answer.
func TestAnswerTooMuch(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		c := piped(t, func(conn net.Conn) {
			r := bufio.NewReader(conn)
			for {
				req, err := http.ReadRequest(r)
				if err != nil {
					return
				}
				body := strings.TrimPrefix(req.URL.Path, "/")
				_, _ = io.WriteString(conn, "HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\n"+body+
					"HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\nevil")
			}
		})
		for _, want := range []string{"one", "two"} {
			got, err := c.Do(t.Context(), Request{URL: "http://a.example/" + want, Purpose: Feed, Trusted: true})
			if err != nil || string(got.Body) != want {
				t.Errorf("Do = %v, want the body %q", err, want)
			}
		}
	})
}
