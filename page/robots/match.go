package robots

import (
	"net/url"
	"strings"
)

// Allowed reports whether the crawler may fetch target, which is an address
// or its path with query, percent-encoded.
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
	if !r.allows(path, func(x rule) string { return x.pattern }) {
		return false
	}
	plain := decodePlain(path)
	if plain == path && !r.encoded() {
		return true
	}
	return r.allows(plain, func(x rule) string { return x.plain })
}

// encoded reports whether some pattern is written in more than one way.
func (r *Rules) encoded() bool {
	for _, x := range r.rules {
		if x.plain != x.pattern {
			return true
		}
	}
	return false
}

func (r *Rules) allows(path string, pattern func(rule) string) bool {
	allow, disallow := -1, -1
	for _, x := range r.rules {
		p := pattern(x)
		if x.allow {
			allow = max(allow, allowLength(p, path))
		} else if len(p) > disallow && matches(p, path) {
			disallow = len(p)
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
	rest := target
	if after, ok := strings.CutPrefix(target, "//"); ok {
		rest = after
	}
	scheme := strings.Index(rest, "://")
	if scheme >= 0 && !strings.ContainsAny(rest[:scheme], "/?;") {
		rest = rest[scheme+len("://"):]
	}
	rest, _, _ = strings.Cut(rest, "#")
	i := strings.IndexAny(rest, "/?;")
	switch {
	case i < 0:
		return "/"
	case rest[i] != '/':
		return "/" + rest[i:]
	}
	return rest[i:]
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
