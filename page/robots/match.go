package robots

import (
	"net/url"
	"strings"
)

// Allowed reports whether the crawler may fetch target, which is an address
// or its path with query.
//
// The rule with the longest pattern that matches decides; between two of one
// length Allow wins. RFC 9309 compares after decoding what need not be
// encoded, Google compares as it is written: where the two differ, a refusal
// by either counts. The file robots.txt itself is always allowed.
func (r *Rules) Allowed(target string) bool {
	path := pathOf(target)
	if path == "/robots.txt" || len(r.rules) == 0 {
		return true
	}
	path = escapePattern(path)
	if !r.allows(path, func(s string) string { return s }) {
		return false
	}
	return !r.encoded(path) || r.allows(decodePlain(path), decodePlain)
}

// encoded reports whether decoding could change the comparison.
func (r *Rules) encoded(path string) bool {
	if strings.Contains(path, "%") {
		return true
	}
	for _, x := range r.rules {
		if strings.Contains(x.pattern, "%") {
			return true
		}
	}
	return false
}

func (r *Rules) allows(path string, read func(string) string) bool {
	allow, disallow := -1, -1
	for _, x := range r.rules {
		pattern := read(x.pattern)
		if x.allow {
			allow = max(allow, allowLength(pattern, path))
		} else if matches(pattern, path) {
			disallow = max(disallow, len(pattern))
		}
	}
	return disallow <= allow
}

// allowLength is the length of an Allow pattern that matches path, or -1. A
// rule for the index page of a folder also allows the folder's own address,
// as Google's parser has it.
func allowLength(pattern, path string) int {
	if matches(pattern, path) {
		return len(pattern)
	}
	slash := strings.LastIndexByte(pattern, '/')
	if slash >= 0 && strings.HasPrefix(pattern[slash:], "/index.htm") {
		folder := pattern[:slash+1] + "$"
		if matches(folder, path) {
			return len(folder)
		}
	}
	return -1
}

// pathOf is what a pattern is compared with: path, parameters and query of an
// address.
func pathOf(target string) string {
	if strings.HasPrefix(target, "/") && !strings.HasPrefix(target, "//") {
		path, _, _ := strings.Cut(target, "#")
		return path
	}
	rest := target
	if _, after, ok := strings.Cut(target, "//"); ok {
		rest = after
	}
	i := strings.IndexAny(rest, "/?;#")
	if i < 0 || rest[i] == '#' {
		return "/"
	}
	path, _, _ := strings.Cut(rest[i:], "#")
	if path[0] != '/' {
		path = "/" + path
	}
	return path
}

// PathOf is the path and query of u as rules see them.
func PathOf(u *url.URL) string {
	path := u.EscapedPath()
	if path == "" {
		path = "/"
	}
	if u.RawQuery != "" {
		path += "?" + u.RawQuery
	}
	return path
}

// matches reports whether a pattern matches the beginning of path. An
// asterisk stands for any characters, a dollar sign at the end for the end of
// the path.
//
// The pieces between asterisks are looked for from left to right, each at
// its first place: that is linear in the path for each piece, and no pattern
// can make it worse.
func matches(pattern, path string) bool {
	pattern, whole := strings.CutSuffix(pattern, "$")
	first, rest, wild := strings.Cut(pattern, "*")
	if !strings.HasPrefix(path, first) {
		return false
	}
	path = path[len(first):]
	for wild {
		var piece string
		piece, rest, wild = strings.Cut(rest, "*")
		if !wild && whole {
			return strings.HasSuffix(path, piece)
		}
		i := strings.Index(path, piece)
		if i < 0 {
			return false
		}
		path = path[i+len(piece):]
	}
	return !whole || path == ""
}
