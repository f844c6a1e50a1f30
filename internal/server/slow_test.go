package server

import (
	"bufio"
	"context"
	"errors"
	"io"
	"net"
	"net/http"
	"strings"
	"testing"
	"testing/synctest"
	"time"
)

// pipes is a listener whose connections are made by a test.
type pipes struct {
	conns chan net.Conn
	done  chan struct{}
}

// Accept waits for a connection.
func (p pipes) Accept() (net.Conn, error) {
	select {
	case c := <-p.conns:
		return c, nil
	case <-p.done:
		return nil, net.ErrClosed
	}
}

// Close ends Accept.
func (p pipes) Close() error {
	close(p.done)
	return nil
}

// Addr is an address for messages.
func (p pipes) Addr() net.Addr { return &net.TCPAddr{} }

// TestSlowReaders: who dawdles with a request or with reading its answer is
// left after the limits, and who sends too much is told so.
func TestSlowReaders(t *testing.T) {
	const head = "GET / HTTP/1.1\r\nHost: overview.example\r\n"
	for _, tt := range []struct {
		name   string
		first  string
		then   string // again and again, every second
		reads  bool
		status int // of the answer, 0 if none comes
		most   time.Duration
	}{
		{"says nothing", "", "", true, 0, readHeaderTimeout},
		{"a byte of the header at a time", head, "X", true, http.StatusBadRequest, readHeaderTimeout},
		{"a line of the header at a time", head, "X-A: b\r\n", true, 0, readHeaderTimeout},
		{"a header that never ends", head + strings.Repeat("X-A: "+strings.Repeat("b", 1000)+"\r\n", 64), "", true, http.StatusRequestHeaderFieldsTooLarge, readHeaderTimeout},
		{"asks and then says nothing", head + "\r\n", "", true, http.StatusOK, idleTimeout},
		{"does not read", head + "\r\n", "", false, 0, writeTimeout},
		{"a body that nobody asked for", "POST / HTTP/1.1\r\nHost: overview.example\r\nContent-Length: 1000000\r\n\r\n", "x", true, http.StatusMethodNotAllowed, readTimeout},
	} {
		t.Run(tt.name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				l := pipes{make(chan net.Conn), make(chan struct{})}
				ctx, stop := context.WithCancel(t.Context())
				served := make(chan error, 1)
				go func() { served <- newServer(&pages{}, Options{}).Serve(ctx, l) }()
				ours, theirs := net.Pipe()
				l.conns <- theirs
				began := time.Now()
				wrote := make(chan struct{})
				go func() {
					defer close(wrote)
					_, err := io.WriteString(ours, tt.first)
					for err == nil && tt.then != "" {
						time.Sleep(time.Second)
						_, err = io.WriteString(ours, tt.then)
					}
				}()
				if !tt.reads {
					time.Sleep(tt.most + time.Second)
					if _, err := ours.Read(make([]byte, 1)); !errors.Is(err, io.EOF) {
						t.Errorf("after %v the connection is open: %v", tt.most, err)
					}
				} else {
					in := bufio.NewReader(ours)
					answer, err := http.ReadResponse(in, nil)
					status := 0
					if err == nil {
						status = answer.StatusCode
						_, _ = io.Copy(io.Discard, answer.Body)
					}
					_, _ = io.Copy(io.Discard, in) // until the server goes
					if took := time.Since(began); status != tt.status || took > tt.most+2*time.Second {
						t.Errorf("status %d, left after %v, want %d within %v", status, took, tt.status, tt.most)
					}
				}
				_ = ours.Close()
				<-wrote
				stop()
				if err := <-served; err != nil {
					t.Errorf("Serve = %v", err)
				}
			})
		})
	}
}
