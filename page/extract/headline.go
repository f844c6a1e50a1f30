package extract

import (
	"strings"

	"github.com/overview-news/overview/page/dom"
	"github.com/overview-news/overview/page/extract/internal/meta"
	"golang.org/x/net/html/atom"
)

// Variant is a headline that the page also uses, for search engines or when
// it is shared.
type Variant struct {
	Text   string
	Source string
}

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
