package address

import (
	"net"
	"net/netip"
	"net/url"
	"path"
	"strconv"
	"strings"

	"golang.org/x/net/idna"
)

// maxSegments bounds the segments of a path. Resolving dot segments is linear
// in them, but an address with thousands of segments is a trap for crawlers.
const maxSegments = 256

// clean drops white space around an address and the tabs and line breaks in
// it, as the WHATWG URL standard has browsers do; a scheme hidden by a line
// break is then seen for what it is.
func clean(raw string) (string, error) {
	if len(raw) > MaxLength {
		return "", ErrLong
	}
	s := strings.Map(func(r rune) rune {
		if r == '\t' || r == '\n' || r == '\r' {
			return -1
		}
		return r
	}, strings.TrimFunc(raw, isSpaceOrControl))
	if s == "" {
		return "", ErrEmpty
	}
	if strings.ContainsFunc(s, func(r rune) bool { return r < ' ' || r == 0x7f }) {
		return "", ErrControl
	}
	return fixPercents(s), nil
}

// fixPercents encodes every percent sign that starts no encoding: addresses
// such as /100%-sicher are common, and net/url refuses them.
func fixPercents(s string) string {
	if !strings.Contains(s, "%") {
		return s
	}
	return normalEscapes(s, func(byte) bool { return true })
}

func isSpaceOrControl(r rune) bool {
	return r <= ' ' || r == 0x7f || r == 0xa0 || r == 0xfeff || r == 0x3000
}

// checkScheme refuses an address whose scheme is not on the allow-list before
// anything else of it is read.
func checkScheme(s string) error {
	scheme, _, ok := strings.Cut(s, ":")
	if !ok || !allowed(scheme) {
		return ErrScheme
	}
	return nil
}

func allowed(scheme string) bool {
	return strings.EqualFold(scheme, "http") || strings.EqualFold(scheme, "https")
}

// normal brings the parts of u into their normal form, in place.
func normal(u *url.URL) (*url.URL, error) {
	if !allowed(u.Scheme) {
		return nil, ErrScheme
	}
	if u.Opaque != "" {
		return nil, ErrHost
	}
	u.Scheme = strings.ToLower(u.Scheme)
	host, err := normalHost(u)
	if err != nil {
		return nil, err
	}
	u.Host = host
	u.User = nil
	u.Fragment, u.RawFragment = "", ""
	if err := normalPath(u); err != nil {
		return nil, err
	}
	u.RawQuery = normalEscapes(u.RawQuery, queryByte)
	u.ForceQuery = false
	if len(u.String()) > MaxLength {
		return nil, ErrLong
	}
	return u, nil
}

// normalHost is u's host in lower case and ASCII, with its port unless that
// is the scheme's own.
func normalHost(u *url.URL) (string, error) {
	name, port := u.Hostname(), u.Port()
	ip, err := netip.ParseAddr(name)
	switch {
	case err == nil && ip.Zone() != "":
		return "", ErrHost
	case err == nil:
		name = ip.String()
	default:
		if name, err = asciiHost(name); err != nil {
			return "", err
		}
	}
	if port != "" {
		n, err := strconv.ParseUint(port, 10, 16)
		if err != nil || n == 0 {
			return "", ErrHost
		}
		port = strconv.FormatUint(n, 10)
	}
	if port == "80" && u.Scheme == "http" || port == "443" && u.Scheme == "https" {
		port = ""
	}
	switch {
	case port != "":
		return net.JoinHostPort(name, port), nil
	case strings.Contains(name, ":"):
		return "[" + name + "]", nil
	}
	return name, nil
}

// asciiHost checks a host name and writes it in lower-case ASCII (punycode),
// without the dot of a fully qualified name.
func asciiHost(name string) (string, error) {
	name = strings.TrimSuffix(name, ".")
	if !plainHost(name) {
		ascii, err := idna.Lookup.ToASCII(name)
		if err != nil {
			return "", ErrHost
		}
		name = ascii
	}
	name = strings.ToLower(name)
	if name == "" || len(name) > 253 || !plainHost(name) {
		return "", ErrHost
	}
	for label := range strings.SplitSeq(name, ".") {
		if label == "" || len(label) > 63 {
			return "", ErrHost
		}
	}
	return name, nil
}

// plainHost reports whether name holds ASCII letters, digits, hyphens, dots
// and (which DNS allows and some newspapers use) underscores only.
func plainHost(name string) bool {
	for i := range len(name) {
		c := name[i]
		if !alphanumeric(c) && c != '-' && c != '.' && c != '_' {
			return false
		}
	}
	return true
}

// normalPath removes dot segments and writes the path with percent-encoding
// in capitals and only where it is needed. An encoded slash stays one.
func normalPath(u *url.URL) error {
	p := normalEscapes(u.EscapedPath(), pathByte)
	if strings.Count(p, "/") > maxSegments {
		return ErrLong
	}
	p = removeDots(p)
	plain, err := url.PathUnescape(p)
	if err != nil {
		return err
	}
	u.Path, u.RawPath = plain, p
	return nil
}

// removeDots resolves "." and ".." segments as RFC 3986, section 5.2.4, does:
// unlike path.Clean it keeps empty segments and a slash at the end.
func removeDots(p string) string {
	if p == "" {
		return "/"
	}
	if !strings.Contains(p, "/.") {
		return p
	}
	if !strings.Contains(p, "//") {
		clean := path.Clean(p)
		if clean != "/" && (strings.HasSuffix(p, "/") || strings.HasSuffix(p, "/.") || strings.HasSuffix(p, "/..")) {
			clean += "/"
		}
		return clean
	}
	return removeDotsSlow(p)
}

// removeDotsSlow is removeDots for paths with empty segments.
func removeDotsSlow(p string) string {
	in := strings.Split(p[1:], "/")
	var out []string
	for i, s := range in {
		last := i == len(in)-1
		switch s {
		case ".", "..":
			if s == ".." && len(out) > 0 {
				out = out[:len(out)-1]
			}
			if last {
				out = append(out, "")
			}
		default:
			out = append(out, s)
		}
	}
	return "/" + strings.Join(out, "/")
}

func isIP(host string) bool {
	_, err := netip.ParseAddr(host)
	return err == nil
}
