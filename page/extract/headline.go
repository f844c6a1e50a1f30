package extract

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/overview-news/overview/page/address"
	"github.com/overview-news/overview/page/dom"
	"github.com/overview-news/overview/page/extract/internal/meta"
	"github.com/overview-news/overview/text/topic"
	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// separators stand between a headline and a site's name.
const separators = "|–—-·•:»«/~_ㅣ｜："

// Variant is a headline that the page also uses, for search engines or when
// it is shared.
type Variant struct {
	Text   string
	Source string
}

// heading is a heading of the page that may be the headline.
type heading struct {
	text   string
	kicker string // stands in front of it, marked as its own
	node   *html.Node
	score  float64
}

// What speaks for a heading, besides its likeness to what the page states
// (0 to 1). A heading needs enough to go before the stated headline: h1 in the
// article, the only one of its kind, is enough without likeness; an h2 needs
// likeness.
const (
	scoreH1     = 0.3
	scoreInside = 0.1 // in an article or main element
	scoreOnly   = 0.2 // no other h1 of several words
	scoreLink   = -0.3
	scoreTrail  = -0.05 // the last step of the way to the article
	scoreWords  = -0.4  // fewer words than a sentence has, and like nothing stated
	enough      = 0.55
	sameWords   = 0.95 // likeness asked of the last step of the way to the article
)

// readHeadline prefers the heading that a reader sees; a stated headline may
// be made for search engines or for sharing. Headings that nothing confirms
// are often the site's name or a section.
func (r *reader) readHeadline() {
	ld := r.field("headline", "name")
	og, _ := r.stated.First("og:title", "twitter:title", "parsely-title", "dc.title", "sailthru.title", "title")
	if ld == "" {
		ld = r.microText("headline")
	}
	stated := []Variant{
		{r.withoutSection(r.withoutSite(ld)), "json-ld"},
		{r.withoutSection(r.withoutSite(og)), "meta"},
		{r.withoutSection(r.withoutSite(meta.Clean(r.stated.Title))), "title"},
	}
	best := r.bestHeading(stated)
	if best != nil {
		r.setHeading(best, stated)
	}
	for _, s := range stated {
		if r.out.Headline == "" && s.Text != "" && !r.isSite(s.Text) {
			r.setHeadline(s.Text, s.Source)
		}
	}
	if r.out.Headline == "" {
		r.setHeadline(r.articleHeading(), "h1")
	}
	if r.out.Headline == "" {
		r.setHeadline(stated[2].Text, "title")
	}
	if r.out.Headline == "" {
		r.setHeadline(r.onlyHeading(), "h1")
	}
	r.keepVariants(stated)
}

// onlyHeading is the only h1 of several words; "" if there is none, or more.
// It is believed of a page that states no headline at all.
func (r *reader) onlyHeading() string {
	only := ""
	for _, h := range r.headings() {
		if h.node.DataAtom != atom.H1 || !isSentence(h.text) {
			continue
		}
		if only != "" {
			return ""
		}
		only = h.text
	}
	return only
}

// articleHeading is the page's only h1 if it stands in an article and leads
// nowhere, however short: "Macron démissionne". It is believed of a page that
// states nothing but the site's name.
func (r *reader) articleHeading() string {
	only := ""
	for _, h := range r.headings() {
		if h.node.DataAtom != atom.H1 {
			continue
		}
		if only != "" || !dom.Within(h.node, atom.Article) || inTrail(h.node) || dom.Within(h.node, atom.A) || dom.First(h.node, atom.A) != nil {
			return ""
		}
		only = h.text
	}
	return only
}

// bestHeading returns the heading that most speaks for, or nil.
func (r *reader) bestHeading(stated []Variant) *heading {
	heads := r.headings()
	long := 0
	for _, h := range heads {
		if h.node.DataAtom == atom.H1 && !inTrail(h.node) && isSentence(h.text) {
			long++
		}
	}
	var best *heading
	for i := range heads {
		h := &heads[i]
		like := 0.0
		for _, s := range stated {
			like = max(like, likeness(h.text, s.Text))
		}
		h.score += like
		if h.node.DataAtom == atom.H1 && !inTrail(h.node) && long == 1 && isSentence(h.text) {
			h.score += scoreOnly
		}
		if like < 0.3 && !isSentence(h.text) {
			h.score += scoreWords
		}
		if inTrail(h.node) && like < sameWords {
			continue
		}
		if h.score >= enough && (best == nil || h.score > best.score) {
			best = h
		}
	}
	return best
}

// setHeading takes a heading. Where it is only the beginning of what two
// statements agree on, it was shortened for the page's design and they count;
// where they agree on a kicker before it, the publisher takes it as part of the
// headline. Any other kicker is cut.
func (r *reader) setHeading(h *heading, stated []Variant) {
	text, kicker := h.text, h.kicker
	for _, s := range stated {
		if kicker == "" {
			text, kicker = r.withoutKicker(h.text, s.Text)
		}
	}
	f, both := fold(text), fold(stated[0].Text)
	agreed := both != "" && (both == fold(stated[1].Text) || both == fold(stated[2].Text) && stated[1].Text == "")
	before, isEnd := strings.CutSuffix(both, " "+f)
	full := stated[0].Text
	if agreed && stated[1].Text != "" && !strings.Contains(full, ":") {
		full = stated[1].Text
	}
	const longest = 8 // words of a kicker
	switch {
	case agreed && strings.HasPrefix(both, f+" ") && kicker == "":
		r.setHeadline(stated[0].Text, stated[0].Source)
		return
	case agreed && isEnd && len(strings.Fields(before)) <= longest && strings.Contains(full, ":"):
		r.setHeadline(full, h.node.Data)
		kicker, _ = divideAt(full, strings.Index(full, ":"))
	default:
		r.setHeadline(text, h.node.Data)
	}
	r.out.Kicker = strings.Trim(clip(kicker), separators+" ")
}

// withoutKicker divides a heading where a stated headline begins, if what
// stands before it is an element of its own somewhere on the page.
func (r *reader) withoutKicker(text, stated string) (string, string) {
	f, g := fold(text), fold(stated)
	if g == "" || !strings.HasSuffix(f, " "+g) {
		return text, ""
	}
	before := strings.TrimSuffix(f, " "+g)
	for _, section := range r.sections() {
		if fold(section) == before {
			return stated, ""
		}
	}
	kicker, found := r.kickers()[before]
	if !found {
		return text, ""
	}
	return stated, kicker
}

// kickers are the texts marked as kickers or standing first in a heading, by
// their folded form.
func (r *reader) kickers() map[string]string {
	const most = 60
	found := map[string]string{}
	for _, n := range dom.All(r.doc, most, func(n *html.Node) bool {
		return isKicker(n) || opensHeading(n)
	}) {
		if text := dom.Text(n); len(text) < maxField {
			found[fold(text)] = text
		}
	}
	return found
}

// opensHeading reports whether an element stands first in a heading.
func opensHeading(n *html.Node) bool {
	if n.Type != html.ElementNode || n.Parent == nil || n.Parent.DataAtom != atom.H1 && n.Parent.DataAtom != atom.H2 {
		return false
	}
	for p := n.PrevSibling; p != nil; p = p.PrevSibling {
		if p.Type == html.ElementNode || p.Type == html.TextNode && strings.TrimSpace(p.Data) != "" {
			return false
		}
	}
	return true
}

func (r *reader) setHeadline(text, from string) {
	text = strings.TrimLeft(clip(text), " :|–—·•")
	if text != "" {
		r.out.Headline, r.out.Sources.Headline = text, from
	}
}

// keepVariants lists the stated headlines that differ from the one chosen.
func (r *reader) keepVariants(stated []Variant) {
	seen := map[string]bool{fold(r.out.Headline): true, "": true}
	for _, s := range stated {
		if f := fold(s.Text); !seen[f] && !r.isSite(s.Text) {
			seen[f] = true
			r.out.Variants = append(r.out.Variants, Variant{clip(s.Text), s.Source})
		}
	}
}

// maxHeadings bounds the headings that are compared.
const maxHeadings = 24

// headings returns the h1 and h2 elements outside navigation: some sites use
// the latter for headlines.
func (r *reader) headings() []heading {
	var list []heading
	for _, n := range pick(r.seen.headings, maxHeadings, func(n *html.Node) bool {
		return n.DataAtom == atom.H1 && !dom.Within(n, atom.Footer, atom.Aside) ||
			n.DataAtom == atom.H2 && !dom.Within(n, atom.Nav, atom.Footer, atom.Aside)
	}) {
		text, kicker := r.headingText(n)
		text = r.withoutSite(text)
		if text == "" || len(text) > maxField || r.isSite(text) {
			continue
		}
		h := heading{text: text, kicker: kicker, node: n}
		switch {
		case inTrail(n):
			h.score += scoreTrail
		case n.DataAtom == atom.H1:
			h.score += scoreH1
		}
		if dom.Within(n, atom.Article, atom.Main) {
			h.score += scoreInside
		}
		if a := dom.First(n, atom.A); a != nil && len(dom.Text(a)) >= len(text) {
			h.score += scoreLink
		}
		list = append(list, h)
	}
	return list
}

// inTrail reports whether a heading is a step of the way to the article, which
// some sites write as a list of links with the headline last.
func inTrail(n *html.Node) bool { return dom.Within(n, atom.Nav, atom.Li) }

// isSentence reports whether a text is long enough for a headline that
// nothing else confirms.
func isSentence(s string) bool {
	const words, letters = 3, 8 // letters: of scripts without spaces
	first, _ := utf8.DecodeRuneInString(s)
	return len(strings.Fields(s)) > words || first >= 0x2e80 && utf8.RuneCountInString(s) >= letters
}

// likeness is how much two versions of a headline share, 0 to 1: words, or
// letters where a script has no spaces.
func likeness(a, b string) float64 {
	wa, wb := parts(a), parts(b)
	if len(wa) == 0 || len(wb) == 0 {
		return 0
	}
	in := map[string]int{}
	for _, w := range wb {
		in[w]++
	}
	both := 0
	for _, w := range wa {
		if in[w] > 0 {
			in[w]--
			both++
		}
	}
	short, long := min(len(wa), len(wb)), max(len(wa), len(wb))
	// The share of the longer one counts less: kickers and site names lengthen.
	return 0.6*float64(both)/float64(short) + 0.4*float64(both)/float64(long)
}

func parts(s string) []string {
	var out []string
	for _, w := range strings.Fields(fold(s)) {
		if first, _ := utf8.DecodeRuneInString(w); first < 0x2e80 {
			out = append(out, w)
			continue
		}
		for _, c := range w {
			out = append(out, string(c))
		}
	}
	return out
}

// headingText is a heading without the site's name, readings of ruby text, and
// a kicker or label that stands in it as an element of its own; and the kicker.
func (r *reader) headingText(n *html.Node) (string, string) {
	whole := dom.Text(n)
	var b, kicker strings.Builder
	dom.Walk(n, func(m *html.Node) bool {
		if m.Type == html.TextNode {
			b.WriteString(m.Data)
			return true
		}
		if m == n || m.Type != html.ElementNode {
			return true
		}
		if last, _ := utf8.DecodeLastRuneInString(b.String()); last < 0x2e80 {
			b.WriteByte(' ')
		}
		if dom.Silent(m) || dom.Hidden(m) || m.DataAtom == atom.Rt || m.DataAtom == atom.Rp {
			return false
		}
		text := dom.Text(m)
		if 2*len(text) > len(whole) && !isKicker(m) {
			return true // the headline itself, whatever its class says
		}
		if isKicker(m) && len(text) < len(whole) && strings.TrimSpace(b.String()) == "" {
			kicker.WriteString(text + " ")
			return false
		}
		return !isLabel(m) && (m.DataAtom != atom.A || !r.isSite(text))
	}, nil)
	text := dom.Collapse(b.String())
	if strings.Trim(text, separators+" ") == "" {
		return whole, ""
	}
	return strings.TrimLeft(text, " :|–—·•"), dom.Collapse(kicker.String())
}

// kickerWords are in the class names of kickers, labelWords in those of other
// labels.
var (
	kickerWords = []string{"kicker", "overline", "eyebrow", "dachzeile", "topline", "roofline", "spitzmarke", "cintillo", "antetitulo", "surtitre", "occhiello", "vignette", "emphasis"}
	labelWords  = []string{"label", "badge", "tag", "sr-only", "visually-hidden", "visuallyhidden", "offscreen",
		"category", "premium", "flag", "screen-reader", "entry-section"}
)

func isKicker(n *html.Node) bool { return classHas(n, kickerWords) }

func isLabel(n *html.Node) bool { return classHas(n, labelWords) }

func classHas(n *html.Node, words []string) bool {
	if n.Type != html.ElementNode {
		return false
	}
	class := dom.Attr(n, "class")
	if class == "" {
		return false
	}
	class = strings.ToLower(class)
	for _, w := range words {
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
	for _, name := range r.sections() {
		if fold(name) == f {
			return left
		}
	}
	if !strings.Contains(right, " ") && topic.Of(topic.Signals{Section: right}) != "" {
		return left // "… - Politics", where a section's name alone stands behind
	}
	return s
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
	if f == "" || r.siteNames()[f] {
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
