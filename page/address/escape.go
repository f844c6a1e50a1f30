package address

import "strings"

// normalEscapes rewrites the percent-encoding of s: unreserved characters are
// written plainly, every other encoded byte with capital digits, and bytes
// that keep does not allow are encoded. A percent sign that starts no
// encoding is encoded itself.
func normalEscapes(s string, keep func(byte) bool) string {
	const digits = "0123456789ABCDEF"
	var b strings.Builder
	b.Grow(len(s))
	escape := func(c byte) {
		b.WriteByte('%')
		b.WriteByte(digits[c>>4])
		b.WriteByte(digits[c&15])
	}
	for i := 0; i < len(s); i++ {
		c := s[i]
		if c != '%' {
			if keep(c) {
				b.WriteByte(c)
			} else {
				escape(c)
			}
			continue
		}
		if i+2 >= len(s) || unhex(s[i+1]) < 0 || unhex(s[i+2]) < 0 {
			escape('%')
			continue
		}
		v := byte(unhex(s[i+1])<<4 | unhex(s[i+2]))
		if unreserved(v) {
			b.WriteByte(v)
		} else {
			escape(v)
		}
		i += 2
	}
	return b.String()
}

func unhex(c byte) int {
	switch {
	case '0' <= c && c <= '9':
		return int(c - '0')
	case 'a' <= c && c <= 'f':
		return int(c-'a') + 10
	case 'A' <= c && c <= 'F':
		return int(c-'A') + 10
	}
	return -1
}

func alphanumeric(c byte) bool {
	return 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z' || '0' <= c && c <= '9'
}

// unreserved characters mean the same encoded and plain (RFC 3986, 2.3).
func unreserved(c byte) bool {
	return alphanumeric(c) || c == '-' || c == '.' || c == '_' || c == '~'
}

// pathByte allows what may stand in a path unencoded (RFC 3986, 3.3), and
// brackets, which net/url and browsers leave as they are.
func pathByte(c byte) bool {
	return unreserved(c) || strings.IndexByte("!$&'()*+,;=:@/[]", c) >= 0
}

// queryByte allows what may stand in a query unencoded (RFC 3986, 3.4), and
// brackets, which browsers leave as they are; the apostrophe is encoded, as
// browsers do, so that no address can leave an attribute.
func queryByte(c byte) bool {
	return unreserved(c) || strings.IndexByte("!$&()*+,;=:@/?[]", c) >= 0
}
