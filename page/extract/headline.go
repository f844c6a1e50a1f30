package extract

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/overview-news/overview/page/address"
	"github.com/overview-news/overview/page/dom"
	"github.com/overview-news/overview/page/extract/internal/meta"
	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// separators stand between a headline and a site's name.
const separators = "|–—-·•:»«/~_ㅣ｜："

// readHeadline prefers the heading that a reader sees, as long as something
// the page states agrees with it; headings that nothing confirms are often the
// site's name or a section.
func (r *reader) readHeadline() {
	ld := r.field("headline", "name")
	og, _ := r.stated.First("og:title", "twitter:title", "parsely-title", "dc.title", "sailthru.title", "title")
	title := meta.Clean(r.stated.Title)
	if ld == "" {
		ld = r.microText("headline")
	}
	ld, og, title = r.withoutSite(ld), r.withoutSite(og), r.withoutSite(title)
	heads := r.headings()
	for _, s := range []string{ld, og, title} {
		for _, h := range heads {
			if s != "" && agree(h, s) {
				r.setVersion(h, ld, og)
				return
			}
		}
	}
	for _, c := range []struct{ text, from string }{{ld, "json-ld"}, {og, "meta"}, {title, "title"}} {
		if c.text != "" && !r.isSite(c.text) {
			r.setHeadline(c.text, c.from)
			return
		}
	}
	if len(heads) > 0 {
		r.setHeadline(heads[0], "h1")
		return
	}
	r.setHeadline(title, "title")
}

// setVersion takes the heading, or a stated version of it that only differs by
// words in front: there a kicker was run into the heading, or left off.
func (r *reader) setVersion(heading, ld, og string) {
	f := fold(heading)
	for _, c := range []struct{ text, from string }{{og, "meta"}, {ld, "json-ld"}} {
		g := fold(c.text)
		if g != "" && g != f && (strings.HasSuffix(f, " "+g) || strings.HasSuffix(g, " "+f)) {
			r.setHeadline(c.text, c.from)
			return
		}
	}
	r.setHeadline(heading, "h1")
}

func (r *reader) setHeadline(text, from string) {
	text = strings.TrimLeft(clip(text), " :|–—·•")
	if text != "" {
		r.out.Headline, r.out.Sources.Headline = text, from
	}
}

// maxHeadings bounds the headings that are compared.
const maxHeadings = 24

// headings returns the texts of the h1 elements outside navigation, those in
// an article first, then the h2 elements: some sites use these for headlines.
func (r *reader) headings() []string {
	var inside, outside, second []string
	for _, n := range dom.All(r.doc, maxHeadings, func(n *html.Node) bool {
		return (n.DataAtom == atom.H1 || n.DataAtom == atom.H2) && !dom.Within(n, atom.Nav, atom.Footer, atom.Aside)
	}) {
		text := r.withoutSite(headingText(n))
		switch {
		case text == "" || len(text) > maxField || r.isSite(text):
		case n.DataAtom == atom.H2:
			second = append(second, text)
		case dom.Within(n, atom.Article, atom.Main):
			inside = append(inside, text)
		default:
			outside = append(outside, text)
		}
	}
	return append(append(inside, outside...), second...)
}

// headingText is a heading without a kicker or label that stands in it as an
// element of its own.
func headingText(n *html.Node) string {
	var b strings.Builder
	dom.Walk(n, func(m *html.Node) bool {
		if m.Type == html.TextNode {
			b.WriteString(m.Data)
			return true
		}
		if m == n || m.Type != html.ElementNode {
			return true
		}
		if dom.Silent(m) || dom.Hidden(m) || isLabel(m) {
			return false
		}
		b.WriteByte(' ')
		return true
	}, nil)
	text := dom.Collapse(b.String())
	if text == "" {
		return dom.Text(n)
	}
	return text
}

var labelWords = []string{"kicker", "overline", "eyebrow", "label", "badge", "topline", "dachzeile", "roofline",
	"tag", "sr-only", "visually-hidden", "visuallyhidden", "category", "premium", "flag"}

func isLabel(n *html.Node) bool {
	class := strings.ToLower(dom.Attr(n, "class"))
	for _, w := range labelWords {
		if strings.Contains(class, w) {
			return true
		}
	}
	return false
}

// agree reports whether two versions of a headline are of one article: one
// holds the other, or most words of the shorter are in the longer.
func agree(a, b string) bool {
	fa, fb := fold(a), fold(b)
	if fa == fb {
		return fa != ""
	}
	wa, wb := strings.Fields(fa), strings.Fields(fb)
	if len(wa) > len(wb) {
		wa, wb = wb, wa
	}
	const fewWords = 3 // under which only equality counts
	if len(wa) < fewWords {
		return len([]rune(fa)) >= 6 && len([]rune(fb)) >= 6 && (strings.Contains(fa, fb) || strings.Contains(fb, fa)) &&
			2*min(len(fa), len(fb)) > max(len(fa), len(fb))
	}
	in := map[string]bool{}
	for _, w := range wb {
		in[w] = true
	}
	n := 0
	for _, w := range wa {
		if in[w] {
			n++
		}
	}
	return 2*n > len(wa)
}

// fold makes texts comparable: lower case, words only.
func fold(s string) string {
	return strings.Join(strings.FieldsFunc(strings.ToLower(s), func(r rune) bool {
		return !unicode.IsLetter(r) && !unicode.IsNumber(r) && !unicode.IsMark(r)
	}), " ")
}

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
		if left != "" && r.isSite(right) {
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

// divideAt parts s at the separator that starts at i.
func divideAt(s string, i int) (string, string) {
	_, size := utf8.DecodeRuneInString(s[i:])
	return strings.TrimSpace(s[:i]), strings.TrimSpace(s[i+size:])
}

// isSite reports whether s is the outlet's name, as the page, the caller or
// the domain gives it.
func (r *reader) isSite(s string) bool {
	f := strings.ReplaceAll(fold(s), " ", "")
	if f == "" || r.siteNames()[f] {
		return f != ""
	}
	// A few words that hold the domain's name are the site's: "The Daily
	// Upland Gazette" on uplandgazette.example.
	const longLabel, fewWords = 7, 6
	label, _, _ := strings.Cut(address.Domain(r.address), ".")
	label = strings.ReplaceAll(fold(label), " ", "")
	return len(label) >= longLabel && !strings.ContainsAny(s, "|–—:") && strings.Contains(f, label) && len(strings.Fields(s)) <= fewWords
}

// siteNames are the outlet's names, folded and without spaces.
func (r *reader) siteNames() map[string]bool {
	if r.names != nil {
		return r.names
	}
	r.names = map[string]bool{}
	add := func(s string) {
		if f := strings.ReplaceAll(fold(s), " ", ""); len(f) > 1 && len(s) < 80 {
			r.names[f] = true
			r.names[strings.TrimPrefix(f, "the")] = true
		}
	}
	add(r.opts.Outlet)
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
	host, domain := address.Host(r.address), address.Domain(r.address)
	for _, h := range []string{host, domain, strings.TrimPrefix(host, "www.")} {
		add(h)
	}
	label, _, _ := strings.Cut(domain, ".")
	add(label)
	return r.names
}

// microText returns the first microdata value of an article's property.
func (r *reader) microText(name string) string {
	for _, p := range r.stated.Micro {
		if p.Name == name && (p.Type == "" || strings.Contains(p.Type, "Article") || strings.Contains(p.Type, "Posting")) {
			if s := meta.Clean(p.Value); s != "" {
				return s
			}
		}
	}
	return ""
}
