package markup

import (
	"net/url"
	"strings"
)

// maxAddress bounds an address in bytes; browsers and servers stop there too.
const maxAddress = 4 << 10

// Address makes an absolute http or https address of what stands in a
// document, relative to base (which may be nil). Anything else, and anything
// with characters that an address cannot have, is empty: it may be code.
func Address(raw string, base *url.URL) string {
	raw = strings.TrimSpace(raw)
	if raw == "" || len(raw) > maxAddress {
		return ""
	}
	if strings.ContainsAny(raw, "\t\r\n") {
		return "" // browsers join the parts, and code hides behind it
	}
	for i := range len(raw) {
		switch c := raw[i]; {
		case c < ' ' || c == 0x7F || c == '"' || c == '<' || c == '>' || c == '\\' || c == '`':
			return ""
		}
	}
	if strings.IndexByte(raw, ' ') >= 0 {
		raw = strings.ReplaceAll(raw, " ", "%20")
	}
	u, err := url.Parse(raw)
	if err != nil {
		return ""
	}
	if u.Scheme == "" && base != nil {
		u = base.ResolveReference(u)
		raw = u.String()
	}
	if (u.Scheme != "http" && u.Scheme != "https") || u.Hostname() == "" || u.Opaque != "" {
		return ""
	}
	if !strings.HasPrefix(raw, u.Scheme) {
		raw = u.String() // HTTP://
	}
	return raw
}

// Base parses the address that relative ones start from: nil if raw is none.
func Base(raw string) *url.URL {
	u, err := url.Parse(strings.TrimSpace(raw))
	if err != nil || (u.Scheme != "http" && u.Scheme != "https") || u.Host == "" {
		return nil
	}
	return u
}
