package fetch

import (
	"context"
	"crypto/tls"
	"crypto/x509"
	"errors"
	"io"
	"net"
	"strings"
	"syscall"
)

// failed makes an Error of a transport's or a reader's error. ctx is the
// caller's own: if it ended, the request was given up; if only the client's
// deadline passed, the host was too slow.
func (c *Client) failed(ctx context.Context, j *journey, err error) *Error {
	if known, ok := errors.AsType[*Error](err); ok {
		e := *known
		e.URL = redacted(j.url)
		return &e
	}
	e := &Error{Class: classOf(err), URL: redacted(j.url), Err: err}
	if ctx.Err() != nil {
		e.Class, e.Err = Canceled, ctx.Err()
	}
	return e
}

// classOf finds the class of an error from the network or a decoder. More
// telling causes come first: a refused address is wrapped in a dial error, a
// failed handshake may be wrapped in one too.
func classOf(err error) Class {
	switch {
	case errors.Is(err, errForbidden):
		return Forbidden
	case isTooLarge(err):
		return TooLarge
	case isCoding(err):
		return Decode
	case errors.Is(err, context.Canceled):
		return Canceled
	case isOffline(err):
		return Offline
	}
	if dns, ok := errors.AsType[*net.DNSError](err); ok {
		return classOfDNS(dns)
	}
	switch {
	case isTimeout(err):
		return Timeout
	case isTLS(err):
		return TLS
	case isDial(err):
		return Connect
	}
	return Protocol
}

// classOfDNS tells a name that does not exist from a name server that is slow
// or cannot answer (SERVFAIL, which says nothing of the name), and from a
// machine that has none. The resolver keeps the last cause as text only.
func classOfDNS(e *net.DNSError) Class {
	switch {
	case e.IsTimeout:
		return Timeout
	case strings.Contains(e.Err, syscall.ENETUNREACH.Error()), strings.Contains(e.Err, syscall.ECONNREFUSED.Error()):
		return Offline
	case e.IsNotFound:
		return DNS
	}
	return NameServer
}

func isCoding(err error) bool {
	_, ok := errors.AsType[*codingError](err)
	return ok
}

func isTimeout(err error) bool {
	if errors.Is(err, context.DeadlineExceeded) {
		return true
	}
	n, ok := errors.AsType[net.Error](err)
	return ok && n.Timeout()
}

// isOffline reports whether this machine has no way out at all, rather than
// that one host is down.
func isOffline(err error) bool {
	return errors.Is(err, syscall.ENETUNREACH) || errors.Is(err, syscall.ENETDOWN)
}

func isTLS(err error) bool {
	if _, ok := errors.AsType[tls.RecordHeaderError](err); ok {
		return true
	}
	if _, ok := errors.AsType[*tls.CertificateVerificationError](err); ok {
		return true
	}
	if _, ok := errors.AsType[tls.AlertError](err); ok {
		return true
	}
	_, ok := errors.AsType[x509.UnknownAuthorityError](err)
	return ok || errors.Is(err, errHandshake)
}

func isDial(err error) bool {
	op, ok := errors.AsType[*net.OpError](err)
	return ok && op.Op == "dial"
}

// isNetwork reports whether reading a body failed on its way to us.
func isNetwork(err error) bool {
	if errors.Is(err, io.ErrUnexpectedEOF) {
		return false // a decoder's word for a stream that ends early
	}
	_, ok := errors.AsType[*net.OpError](err)
	return ok || isTimeout(err) || errors.Is(err, context.Canceled)
}
