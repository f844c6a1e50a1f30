package extract

import (
	"net/url"
	"strings"
	"unicode"

	"github.com/overview-news/overview/page/address"
	"github.com/overview-news/overview/page/extract/internal/meta"
)

// readCanonical believes a stated address only where it cannot fold different
// articles into one: it must lie on the page's own site, name an article, and
// keep what tells this page's address from its neighbours'.
func (r *reader) readCanonical() {
	own, err := address.Canonical(r.address)
	if err != nil {
		own = ""
	}
	r.out.Canonical = own
	if own != "" {
		r.out.Sources.Canonical = "address"
	}
	type candidate struct{ href, from string }
	var list []candidate
	for _, l := range r.stated.Links {
		if l.Rel == "canonical" {
			list = append(list, candidate{l.Href, "link canonical"})
		}
	}
	for _, v := range r.stated.Tags["og:url"] {
		list = append(list, candidate{v, "meta og:url"})
	}
	for _, key := range []string{"url", "mainEntityOfPage"} {
		if s := meta.String(r.object[key]); s != "" {
			list = append(list, candidate{s, "json-ld"})
		}
	}
	for _, c := range list {
		resolved, err := address.Resolve(r.address, c.href)
		if err != nil {
			continue
		}
		full, err := address.Canonical(resolved)
		if err != nil || !believable(own, full) {
			continue
		}
		r.out.Canonical, r.out.Sources.Canonical = full, c.from
		return
	}
}

// believable reports whether the page at own may call itself claimed.
func believable(own, claimed string) bool {
	if own == "" {
		return claimed != ""
	}
	if own == claimed {
		return true
	}
	if address.Domain(own) == "" || address.Domain(own) != address.Domain(claimed) {
		return false
	}
	a, errA := url.Parse(own)
	b, errB := url.Parse(claimed)
	if errA != nil || errB != nil {
		return false
	}
	ownPath, path := strings.Trim(a.Path, "/"), strings.Trim(b.Path, "/")
	if path == "" && b.RawQuery == "" || faultPath(path) {
		return false
	}
	if ownPath == path {
		return keepsQuery(a, b, path)
	}
	if strings.HasPrefix(ownPath+"/", path+"/") && !articlePath(path) {
		return false // a section above the article
	}
	return articlePath(path) || b.RawQuery != "" || shareSegment(ownPath, path)
}

// keepsQuery reports whether what the claimed address drops from the query can
// be dropped: where the path alone does not name an article, a number in the
// query does.
func keepsQuery(own, claimed *url.URL, path string) bool {
	if own.RawQuery == claimed.RawQuery || articlePath(path) {
		return true
	}
	kept := claimed.Query()
	for key, values := range own.Query() {
		for _, v := range values {
			if strings.ContainsFunc(v, unicode.IsDigit) && kept.Get(key) != v {
				return false
			}
		}
	}
	return true
}

// articlePath reports whether a path looks like one article's: its last part
// is a long slug, has a long number, or a number and a slug.
func articlePath(path string) bool {
	last := path[strings.LastIndexByte(path, '/')+1:]
	digits, hyphens := 0, 0
	for _, c := range last {
		switch {
		case c >= '0' && c <= '9':
			digits++
		case c == '-' || c == '_' || c == '+':
			hyphens++
		}
	}
	const (
		longSlug   = 2 // hyphens
		longNumber = 5 // digits
	)
	if hyphens >= longSlug || digits >= longNumber || len(last) >= 32 {
		return true
	}
	// A dated folder with any name in it: /2026/03/fees.
	return strings.Count(path, "/") >= 2 && strings.ContainsFunc(path, unicode.IsDigit) && last != ""
}

// shareSegment reports whether the paths share a part that can name an
// article, as mobile and print versions do.
func shareSegment(a, b string) bool {
	for part := range strings.SplitSeq(a, "/") {
		if len(part) >= 8 || articlePath(part) && len(part) > 4 {
			for other := range strings.SplitSeq(b, "/") {
				if part == other {
					return true
				}
			}
		}
	}
	return false
}

func faultPath(path string) bool {
	low := strings.ToLower(path)
	for _, w := range []string{"404", "error", "not-found", "notfound", "login", "signin", "index.html", "index.php", "home", "consent", "undefined", "null"} {
		if low == w || strings.HasPrefix(low, w+"/") {
			return true
		}
	}
	return false
}
