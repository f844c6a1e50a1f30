// Package address knows page addresses: their normal form, their canonical
// form without the marks of campaigns, the host and the registrable domain
// they stand on, and which of them are safe to follow or to show.
//
// A normal form ([Normalize]) names exactly the same resource as the address
// it was made from (RFC 3986, section 6.2.2 and 6.2.3). A canonical form
// ([Canonical]) also drops parameters that are documented to say where a
// reader came from. Everything else in a query is part of an article's
// identity: on many old sites the article's number is a parameter.
package address

import (
	"errors"
	"fmt"
	"net/url"
	"strings"

	"golang.org/x/net/publicsuffix"
)

// MaxLength bounds an address, in bytes. Servers commonly stop at 8 kB, and
// browsers and search engines advise 2 kB.
const MaxLength = 8 << 10

// Reasons why a text is not the address of a page.
var (
	ErrEmpty   = errors.New("address is empty")
	ErrLong    = errors.New("address is too long")
	ErrScheme  = errors.New("address is neither http nor https")
	ErrHost    = errors.New("address has no usable host")
	ErrControl = errors.New("address holds a control character")
)

// Canonical is the form of an address under which an article is known: the
// normal form without the parameters that only say where a reader came from.
// Canonical of a canonical address is that address.
func Canonical(raw string) (string, error) {
	u, err := Parse(raw)
	if err != nil {
		return "", err
	}
	u.RawQuery = dropTracking(u.RawQuery)
	return u.String(), nil
}

// Normalize is the form of an address that names the same resource in the
// fewest spellings: scheme and host in lower case and ASCII, without default
// port, fragment, user name and dot segments, percent-encoding in capitals
// and only where it is needed.
func Normalize(raw string) (string, error) {
	u, err := Parse(raw)
	if err != nil {
		return "", err
	}
	return u.String(), nil
}

// Parse reads an absolute http or https address into its normal form.
// White space around the address and tabs and line breaks inside it are
// dropped first, as browsers do.
func Parse(raw string) (*url.URL, error) {
	s, err := clean(raw)
	if err != nil {
		return nil, err
	}
	if err := checkScheme(s); err != nil {
		return nil, err
	}
	u, err := url.Parse(s)
	if err != nil {
		return nil, fmt.Errorf("parse address: %w", unwrapURL(err))
	}
	return normal(u)
}

// Safe reports whether raw is an address that may be fetched, or shown as a
// link: http or https, with a host and without a control character. It is an
// allow-list; an address in a scheme that runs code is not safe whatever its
// spelling.
func Safe(raw string) bool {
	_, err := Parse(raw)
	return err == nil
}

// Host is the host of an address, in lower case and ASCII, without port; it
// is empty when raw is not an address.
func Host(raw string) string {
	u, err := Parse(raw)
	if err != nil {
		return ""
	}
	return u.Hostname()
}

// Domain is the registrable domain of an address or of a bare host: the name
// under a public suffix (bbc.co.uk of www.bbc.co.uk). It is the host itself
// where there is none, as with IP addresses, and empty when raw is neither an
// address nor a host.
func Domain(raw string) string {
	host := Host(raw)
	if host == "" && !strings.ContainsAny(raw, "/ @") {
		host = Host("http://" + raw)
	}
	if host == "" || isIP(host) {
		return host
	}
	domain, err := publicsuffix.EffectiveTLDPlusOne(host)
	if err != nil {
		return host
	}
	return domain
}

// Same reports whether two addresses have the same registrable domain.
func Same(a, b string) bool {
	d := Domain(a)
	return d != "" && d == Domain(b)
}

// Resolve makes the address ref, found in the document at base, absolute and
// normal. A reference that leads out of http and https is an error.
func Resolve(base, ref string) (string, error) {
	b, err := Parse(base)
	if err != nil {
		return "", fmt.Errorf("base: %w", err)
	}
	s, err := clean(ref)
	if err != nil {
		return "", err
	}
	r, err := url.Parse(s)
	if err != nil {
		return "", fmt.Errorf("parse address: %w", unwrapURL(err))
	}
	u, err := normal(b.ResolveReference(r))
	if err != nil {
		return "", err
	}
	return u.String(), nil
}

// unwrapURL drops the repetition of the whole address from a parser's error.
func unwrapURL(err error) error {
	if ue, ok := errors.AsType[*url.Error](err); ok {
		return ue.Err
	}
	return err
}
