package robots

import (
	"bytes"
	"strings"
)

// nextLine cuts the first line off body; lines end with CR, LF or both.
func nextLine(body []byte) (line, rest []byte) {
	i := bytes.IndexAny(body, "\r\n")
	if i < 0 {
		return body, nil
	}
	rest = body[i+1:]
	if body[i] == '\r' && len(rest) > 0 && rest[0] == '\n' {
		rest = rest[1:]
	}
	return body[:i], rest
}

// skipByteOrderMark drops a UTF-8 byte order mark, or as much of one as there
// is, from the start of a file.
func skipByteOrderMark(body []byte) []byte {
	for _, b := range []byte("\xef\xbb\xbf") {
		if len(body) == 0 || body[0] != b {
			break
		}
		body = body[1:]
	}
	return body
}

// splitLine separates key and value. Where the colon is missing, white space
// between exactly two words takes its place.
func splitLine(line string) (key, value string, ok bool) {
	line, _, _ = strings.Cut(line, "#")
	line = strings.TrimFunc(line, isSpace)
	key, value, ok = strings.Cut(line, ":")
	if !ok {
		i := strings.IndexAny(line, " \t")
		if i < 0 {
			return "", "", false
		}
		key, value = line[:i], strings.TrimFunc(line[i:], isSpace)
		if strings.ContainsAny(value, " \t") {
			return "", "", false
		}
	}
	key = strings.TrimFunc(key, isSpace)
	return key, strings.TrimFunc(value, isSpace), key != ""
}

func isSpace(r rune) bool { return r == ' ' || r >= '\t' && r <= '\r' }

// spellings lists how keys are written, each a beginning of the key in lower
// case: the right way first, then the mistakes that Google's parser forgives.
var spellings = []struct{ start, key string }{
	{"user-agent", "user-agent"}, {"useragent", "user-agent"}, {"user agent", "user-agent"},
	{"allow", "allow"},
	{"disallow", "disallow"}, {"dissallow", "disallow"}, {"dissalow", "disallow"},
	{"disalow", "disallow"}, {"diasllow", "disallow"}, {"disallaw", "disallow"},
	{"sitemap", "sitemap"}, {"site-map", "sitemap"},
	{"crawl-delay", "crawl-delay"}, {"crawldelay", "crawl-delay"}, {"crawl delay", "crawl-delay"},
}

// keyOf names the key that is meant, or "" if nobody knows it.
func keyOf(key string) string {
	key = strings.ToLower(key)
	for _, s := range spellings {
		if strings.HasPrefix(key, s.start) {
			return s.key
		}
	}
	return ""
}

// escapePattern writes a pattern as addresses are written: bytes outside
// ASCII percent-encoded, hexadecimal digits in capitals.
func escapePattern(s string) string {
	const digits = "0123456789ABCDEF"
	var b strings.Builder
	for i := 0; i < len(s); i++ {
		switch c := s[i]; {
		case c == '%' && i+2 < len(s) && isHex(s[i+1]) && isHex(s[i+2]):
			b.WriteString(strings.ToUpper(s[i : i+3]))
			i += 2
		case c >= 0x80:
			b.WriteByte('%')
			b.WriteByte(digits[c>>4])
			b.WriteByte(digits[c&15])
		default:
			b.WriteByte(c)
		}
	}
	return b.String()
}

func isHex(c byte) bool {
	return '0' <= c && c <= '9' || 'a' <= c && c <= 'f' || 'A' <= c && c <= 'F'
}

// decodePlain undoes the percent-encoding of characters that mean the same
// with and without it (RFC 3986, section 2.3).
func decodePlain(s string) string {
	if !strings.Contains(s, "%") {
		return s
	}
	var b strings.Builder
	for i := 0; i < len(s); i++ {
		if s[i] == '%' && i+2 < len(s) && isHex(s[i+1]) && isHex(s[i+2]) {
			if c := fromHex(s[i+1])<<4 | fromHex(s[i+2]); isUnreserved(c) {
				b.WriteByte(c)
				i += 2
				continue
			}
		}
		b.WriteByte(s[i])
	}
	return b.String()
}

func fromHex(c byte) byte {
	switch {
	case c <= '9':
		return c - '0'
	case c <= 'F':
		return c - 'A' + 10
	}
	return c - 'a' + 10
}

func isUnreserved(c byte) bool {
	return 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z' || '0' <= c && c <= '9' ||
		c == '-' || c == '.' || c == '_' || c == '~'
}
