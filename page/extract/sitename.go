package extract

import (
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/overview-news/overview/page/address"
	"github.com/overview-news/overview/page/extract/internal/meta"
	"github.com/overview-news/overview/text/topic"
)

// separators stand between a headline and a site's name.
const separators = "|–—-·•:»«/~_ㅣ｜："

// withoutSite cuts the site's name from either end of a headline. It cuts only
// what is known to be the site's name, never at a separator alone.
func (r *reader) withoutSite(s string) string {
	s = strings.TrimSpace(s)
	for range 3 {
		cut := r.cutOnce(s)
		if cut == s {
			break
		}
		s = cut
	}
	return s
}

func (r *reader) cutOnce(s string) string {
	var cuts []int
	for i, c := range s {
		spaced := strings.HasSuffix(s[:i], " ") || strings.ContainsRune("|:»ㅣ｜：", c)
		if i > 0 && spaced && strings.ContainsRune(separators, c) {
			cuts = append(cuts, i)
		}
	}
	const most = 12 // separators that are tried at either end
	for _, i := range slices.Backward(cuts[max(0, len(cuts)-most):]) {
		left, right := divideAt(s, i)
		if left != "" && (r.isSite(right) || isDay(right) && r.endsWithSite(left)) {
			return left
		}
	}
	for _, i := range cuts[:min(len(cuts), most)] {
		left, right := divideAt(s, i)
		if right != "" && r.isSite(left) {
			return right
		}
	}
	return s
}

// isDay reports whether s is a day in digits, as behind a site's name in
// "… | DW | 28.04.2023".
func isDay(s string) bool {
	const least, most = 8, 12 // bytes
	return len(s) >= least && len(s) <= most && strings.Trim(s, "0123456789./-") == "" && strings.ContainsAny(s, "./-")
}

// endsWithSite reports whether the site's name stands behind the last
// separator of s.
func (r *reader) endsWithSite(s string) bool {
	i := strings.LastIndexAny(s, separators)
	if i < 0 {
		return false
	}
	_, right := divideAt(s, i)
	return r.isSite(right)
}

// withoutSection cuts the section's name from the end of a stated headline.
func (r *reader) withoutSection(s string) string {
	i := strings.LastIndexAny(s, separators)
	if i <= 0 {
		return s
	}
	left, right := divideAt(s, i)
	f := fold(right)
	if left == "" || f == "" || len(strings.Fields(left)) < 2 {
		return s
	}
	if r.isSection(right) {
		return left
	}
	return s
}

// isSection reports whether s is the name of a section: one that the page gives
// for its own, or a word that names sections everywhere.
func (r *reader) isSection(s string) bool {
	f := fold(s)
	for _, name := range r.sections() {
		if fold(name) == f {
			return true
		}
	}
	return !strings.Contains(s, " ") && topic.Of(topic.Signals{Section: s}) != ""
}

// withoutLabel parts a headline from a word for its genre behind or before a
// bar: "… | Editorial", "Opinion | …".
func withoutLabel(s string) (string, string) {
	const bars, words = "|ㅣ｜", 2
	for _, i := range []int{strings.LastIndexAny(s, bars), strings.IndexAny(s, bars)} {
		if i < 0 {
			break
		}
		left, right := divideAt(s, i)
		for _, label := range []string{right, left} {
			rest := left
			if label == left {
				rest = right
			}
			if label != "" && rest != "" && len(strings.Fields(label)) <= words &&
				topic.GenreOf(topic.Signals{Section: label}) != topic.Unsure {
				return rest, label
			}
		}
	}
	return s, ""
}

// sections are the names of sections that the page gives for itself.
func (r *reader) sections() []string {
	const most = 40
	names := meta.Strings(r.object["articleSection"])
	for _, tag := range []string{"article:section", "article:section2", "parsely-section", "section", "sailthru.section"} {
		names = append(names, r.stated.Tags[tag]...)
	}
	for _, o := range r.stated.Objects {
		if o.Is("BreadcrumbList") {
			names = append(names, breadcrumbNames(o)...)
		}
	}
	return names[:min(len(names), most)]
}

// divideAt parts s at the separator that starts at i.
func divideAt(s string, i int) (string, string) {
	_, size := utf8.DecodeRuneInString(s[i:])
	return strings.TrimSpace(s[:i]), strings.TrimSpace(s[i+size:])
}

// isSite reports whether s is the outlet's name, as the page, the caller or
// the domain gives it.
func (r *reader) isSite(s string) bool {
	f := strings.ReplaceAll(fold(s), " ", "")
	if f == "" || r.siteNames()[f] || r.siteNames()[expanded(f)] {
		return f != ""
	}
	// A few words that hold the domain's name are the site's: "The Daily
	// Upland Gazette" on uplandgazette.example.
	const longLabel, fewWords = 7, 6
	label, _, _ := strings.Cut(address.Domain(r.address), ".")
	label = strings.ReplaceAll(fold(label), " ", "")
	return len(label) >= longLabel && !strings.ContainsAny(s, "|–—:’'0123456789") && strings.Contains(f, label) && len(strings.Fields(s)) <= fewWords
}

// siteNames are the outlet's names, folded and without spaces.
func (r *reader) siteNames() map[string]bool {
	if r.names != nil {
		return r.names
	}
	r.names = map[string]bool{}
	add := func(s string) {
		const most = 100 // names; a site has a few
		if f := strings.ReplaceAll(fold(s), " ", ""); len(f) > 1 && len(s) < 80 && len(r.names) < most {
			r.names[f] = true
			r.names[strings.TrimPrefix(f, "the")] = true
		}
	}
	add(r.opts.Outlet)
	host, domain := address.Host(r.address), address.Domain(r.address)
	for _, h := range []string{host, domain, strings.TrimPrefix(host, "www.")} {
		add(h)
	}
	label, _, _ := strings.Cut(domain, ".")
	add(label)
	for _, name := range []string{"og:site_name", "application-name", "apple-mobile-web-app-title", "publisher",
		"twitter:site", "dc.publisher", "cre", "copyright", "al:ios:app_name", "al:android:app_name"} {
		for _, v := range r.stated.Tags[name] {
			add(meta.Clean(v))
		}
	}
	add(meta.String(r.object["publisher"]))
	for _, o := range r.stated.Objects {
		if o.Is("WebSite") || o.Is("NewsMediaOrganization") || !o.Listed && o.Is("Organization") {
			add(meta.String(o.Fields["name"]))
			for _, n := range meta.Strings(o.Fields["alternateName"]) {
				add(n)
			}
		}
	}
	return r.names
}
