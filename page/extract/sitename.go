package extract

import (
	"net/url"
	"slices"
	"strings"
	"unicode"
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
	const words = 2 // of a headline
	left, right := divideAt(s, i)
	// A hyphen between letters with cases is within a word: "Norwegian-aktie".
	first, _ := utf8.DecodeRuneInString(right)
	hasCase := unicode.IsLower(first) || unicode.IsUpper(first)
	parts := !hasCase || strings.HasSuffix(s[:i], " ") || strings.ContainsAny(s[i:len(s)-len(right)], "|:»ㅣ｜：_")
	known := parts && r.isSection(right) || isOneOf(right, r.statedSections())
	if !known || fold(right) == "" || len(strings.Fields(left)) < words && !isSentence(left) {
		return s
	}
	return left
}

// isSection reports whether s is the name of a section: one that the page gives
// for its own, or a word that names sections everywhere.
func (r *reader) isSection(s string) bool {
	return isOneOf(s, r.sections()) || !strings.Contains(s, " ") && topic.Of(topic.Signals{Section: s}) != ""
}

func isOneOf(s string, names []string) bool {
	f := fold(s)
	return slices.ContainsFunc(names, func(name string) bool { return fold(name) == f })
}

// sections are the names of sections that the page or its address gives.
func (r *reader) sections() []string { return append(r.statedSections(), r.pathSections()...) }

// statedSections are the sections that the page states for itself.
func (r *reader) statedSections() []string {
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
	return slices.Clip(names[:min(len(names), most)])
}

// pathSections are the steps of the address before the article's own, which are
// the names of sections more often than not: "/news/central-leeds/…". A number
// at the end is the article's with the step before it.
func (r *reader) pathSections() []string {
	const most = 6
	u, err := url.Parse(r.address)
	if err != nil {
		return nil
	}
	steps := strings.Split(strings.Trim(u.Path, "/"), "/")
	for len(steps) > 0 && !hasLetters(steps[len(steps)-1]) {
		steps = steps[:len(steps)-1]
	}
	var names []string
	for _, s := range steps[:min(max(len(steps)-1, 0), most)] {
		if hasLetters(s) {
			names = append(names, s)
		}
	}
	return names
}

func hasLetters(s string) bool { return strings.IndexFunc(s, unicode.IsLetter) >= 0 }

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
	if strings.ContainsAny(s, "|–—:’'0123456789") || len(strings.Fields(s)) > fewWords {
		return false
	}
	label := r.domainLabel()
	return len(label) >= longLabel && strings.Contains(f, label)
}

// domainLabel is the first part of the site's domain, folded and without
// spaces.
func (r *reader) domainLabel() string {
	if !r.hasLabel {
		label, _, _ := strings.Cut(address.Domain(r.address), ".")
		r.label, r.hasLabel = strings.ReplaceAll(fold(label), " ", ""), true
	}
	return r.label
}

// namesSite reports whether a text holds a name of the site.
func (r *reader) namesSite(s string) bool {
	const least = 5 // letters; shorter ones are in words
	f := strings.ReplaceAll(fold(s), " ", "")
	for name := range r.siteNames() {
		if len(name) >= least && strings.Contains(f, name) {
			return true
		}
	}
	return false
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
