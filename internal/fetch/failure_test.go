package fetch

import (
	"context"
	"crypto/tls"
	"crypto/x509"
	"errors"
	"fmt"
	"io"
	"net"
	"os"
	"strings"
	"syscall"
	"testing"
)

func TestClassOf(t *testing.T) {
	dial := func(err error) error {
		return &net.OpError{Op: "dial", Net: "tcp", Err: os.NewSyscallError("connect", err)}
	}
	for _, tt := range []struct {
		name string
		err  error
		want Class
	}{
		{"inner address", &net.OpError{Op: "dial", Err: errForbidden}, Forbidden},
		{"too large", fmt.Errorf("read: %w", errTooLarge), TooLarge},
		{"too large once unpacked", &codingError{errTooLarge}, TooLarge},
		{"packed wrongly", &codingError{io.ErrUnexpectedEOF}, Decode},
		{"given up", context.Canceled, Canceled},
		{"too slow", context.DeadlineExceeded, Timeout},
		{"too slow to read", &net.OpError{Op: "read", Err: os.ErrDeadlineExceeded}, Timeout},
		{"no such host", &net.DNSError{Err: "no such host", Name: "a.example", IsNotFound: true}, DNS},
		{"name server fails", &net.DNSError{Err: "server misbehaving", Name: "a.example", IsTemporary: true}, NameServer},
		{"name server slow", &net.DNSError{Err: "i/o timeout", IsTimeout: true}, Timeout},
		{"name server out of reach", &net.DNSError{Err: "dial udp 10.0.0.1:53: connect: network is unreachable"}, Offline},
		{"no name server", &net.DNSError{Err: "read udp 127.0.0.1:53: read: connection refused"}, Offline},
		{"no route", dial(syscall.ENETUNREACH), Offline},
		{"refused", dial(syscall.ECONNREFUSED), Connect},
		{"host out of reach", dial(syscall.EHOSTUNREACH), Connect},
		{"reset while reading", &net.OpError{Op: "read", Err: os.NewSyscallError("read", syscall.ECONNRESET)}, Protocol},
		{"bad certificate", &tls.CertificateVerificationError{Err: x509.UnknownAuthorityError{}}, TLS},
		{"not TLS", tls.RecordHeaderError{Msg: "first record does not look like a TLS handshake"}, TLS},
		{"failed handshake", fmt.Errorf("%w: %w", errHandshake, io.EOF), TLS},
		{"cut off", io.ErrUnexpectedEOF, Protocol},
		{"anything else", errors.New("malformed HTTP response"), Protocol},
	} {
		if got := classOf(tt.err); got != tt.want {
			t.Errorf("%s: classOf(%v) = %s, want %s", tt.name, tt.err, got, tt.want)
		}
	}
}

// FuzzUnpack feeds bodies in every coding to the reader of answers.
func FuzzUnpack(f *testing.F) {
	for _, coding := range []string{"", "gzip", "deflate", "br", "zstd", "gzip, gzip"} {
		f.Add(coding, []byte("\x1f\x8b\x08\x00\x00\x00\x00\x00\x00\xff\x01\x00\x00\xff\xff\x00\x00\x00\x00\x00\x00\x00\x00"))
		f.Add(coding, []byte("\x28\xb5\x2f\xfd\x04\x00\x01\x00\x00\x99\xe9\xd8\x51"))
		f.Add(coding, []byte("plain text"))
	}
	f.Fuzz(func(t *testing.T, coding string, body []byte) {
		res, err := parseAnswer([]byte("HTTP/1.1 200 OK\r\n\r\n"+string(body)), nil)
		if err != nil {
			t.Fatal(err)
		}
		if !strings.ContainsAny(coding, "\r\n") {
			res.Header.Set("Content-Encoding", coding)
		}
		j := &journey{Request: Request{Purpose: Feed}, limits: limits{read: 1 << 16, unpacked: 1 << 18}}
		got, err := unpack(res, j)
		if len(got) > 1<<18 || err != nil && classOf(err) != Decode && classOf(err) != TooLarge {
			t.Errorf("unpack = %d bytes, %v (class %s)", len(got), err, classOf(err))
		}
	})
}
