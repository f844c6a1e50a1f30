package fetch

import (
	"fmt"
	"net/url"
	"time"
)

// Class is the kind of a failure. The set is closed, so that failures can be
// counted and shown.
type Class string

// The classes.
const (
	BadAddress   Class = "bad-address"       // not an http or https address
	Forbidden    Class = "forbidden-address" // an address that must not be connected to
	RobotsDenied Class = "robots"            // robots.txt says no, or cannot be had
	DNS          Class = "dns"               // the name does not exist
	NameServer   Class = "name-server"       // its name server gives no answer
	Connect      Class = "connect"
	TLS          Class = "tls"
	Timeout      Class = "timeout"
	Protocol     Class = "protocol" // the answer is not HTTP, or broke off
	TooLarge     Class = "too-large"
	BadRedirect  Class = "bad-redirect"
	Decode       Class = "decode" // a body in a coding that cannot be unpacked
	NotFound     Class = "not-found"
	Gone         Class = "gone"
	Refused      Class = "http-4xx"
	RateLimited  Class = "rate-limited"
	ServerError  Class = "http-5xx"
	OddStatus    Class = "odd-status" // a status that answers nothing we asked
	Unreachable  Class = "unreachable"
	Offline      Class = "offline"
	Canceled     Class = "canceled"
)

// Classes lists every class, for metrics and tables.
func Classes() []Class {
	return []Class{
		BadAddress, Forbidden, RobotsDenied, DNS, NameServer, Connect, TLS, Timeout, Protocol, TooLarge, BadRedirect,
		Decode, NotFound, Gone, Refused, RateLimited, ServerError, OddStatus, Unreachable, Offline, Canceled,
	}
}

var sentences = map[Class]string{
	BadAddress:   "this is not the address of a page",
	Forbidden:    "the address leads to a network that must not be contacted",
	RobotsDenied: "the site's robots.txt does not let us fetch this",
	DNS:          "the host's name could not be resolved",
	NameServer:   "the name server could not say where the host is",
	Connect:      "no connection to the host",
	TLS:          "the host's certificate or encryption is not valid",
	Timeout:      "the host did not answer in time",
	Protocol:     "the answer is not valid HTTP",
	TooLarge:     "the answer is too large",
	BadRedirect:  "a redirect leads nowhere",
	Decode:       "the answer is packed in a way that cannot be unpacked",
	NotFound:     "there is nothing at this address",
	Gone:         "the publisher has removed this for good",
	Refused:      "the host refuses to answer",
	RateLimited:  "the host asked us to wait",
	ServerError:  "the host reports a fault of its own",
	OddStatus:    "the host answered with an unexpected status",
	Unreachable:  "the host cannot be reached",
	Offline:      "this machine has no network",
	Canceled:     "the request was given up",
}

// Sentence says in plain words what the class means, for readers. It holds
// nothing that the other side wrote.
func (c Class) Sentence() string {
	if s, ok := sentences[c]; ok {
		return s
	}
	return "the request failed"
}

// Error is why a request has no usable answer. It is a fact about the host at
// a time, meant to be stored.
type Error struct {
	Class  Class
	URL    string    // where it happened, after redirects; without a password
	Status int       // the HTTP status, 0 if there was none
	From   string    // the address first asked for, when redirects led away from it
	Reason string    // more than the class says, in plain words; may be empty
	At     time.Time // when it happened, by the client's clock
	// RetryAt is when it makes sense to try again; zero leaves it to the caller.
	RetryAt time.Time
	// Unasked says that no request was made, because the host's turn is too
	// far away: nothing is known of the address that was not known before.
	Unasked bool
	Err     error
}

// Error says what failed, where and why.
func (e *Error) Error() string {
	s := fmt.Sprintf("fetch %s: %s", e.URL, e.Sentence())
	if e.Status != 0 {
		s += fmt.Sprintf(" (status %d)", e.Status)
	}
	if e.Err != nil && e.Class != Forbidden {
		s += ": " + e.Err.Error()
	}
	return s
}

// Sentence is the failure in words for readers: the reason where there is
// one, else what the class means.
func (e *Error) Sentence() string {
	if e.Reason != "" {
		return e.Reason
	}
	return e.Class.Sentence()
}

// Unwrap is the cause.
func (e *Error) Unwrap() error { return e.Err }

// redacted is a parsed address as errors and logs may show it.
func redacted(u *url.URL) string {
	if u.User == nil {
		return u.String()
	}
	c := *u
	c.User = nil
	return c.String()
}
