package extract

import (
	"slices"
	"strings"

	"github.com/overview-news/overview/page/dom"
	"github.com/overview-news/overview/page/extract/internal/meta"
	"golang.org/x/net/html/atom"
)

// Variant is a headline that the page also uses, for search engines or when
// it is shared.
type Variant struct {
	Text   string
	Source string // as in [Sources]
}

// readHeadline prefers the heading that a reader sees; a stated headline may
// be made for search engines or for sharing. Headings that nothing confirms
// are often the site's name or a section.
func (r *reader) readHeadline() {
	stated := r.statedHeadlines()
	if best := r.bestHeading(stated); best != nil {
		r.setHeading(best, stated)
	}
	for _, s := range stated {
		if r.out.Headline == "" && s.Text != "" && !r.isSite(s.Text) {
			r.setHeadline(s.Text, s.Source)
		}
	}
	for _, s := range []Variant{{r.articleHeading(), "h1"}, stated[2], {r.onlyHeading(), "h1"}} {
		if r.out.Headline == "" {
			r.setHeadline(s.Text, s.Source)
		}
	}
	shown := Variant{r.out.Headline, r.out.Sources.Headline}
	if name := r.lastingName(stated); name.Text != "" {
		r.setHeadline(name.Text, name.Source)
	}
	r.setStated(shown.Text, stated)
	r.keepVariants(append(stated, shown))
}

// statedHeadlines are the headlines of JSON-LD, meta elements and the title
// element; any may be empty.
func (r *reader) statedHeadlines() []Variant {
	ld := r.field("headline", "name")
	from := "json-ld"
	if ld == "" {
		if ld = r.microText("headline"); ld != "" {
			from = "microdata"
		}
	}
	og, tag := r.stated.First("og:title", "twitter:title", "parsely-title", "dc.title", "sailthru.title", "title")
	return []Variant{{r.bare(ld), from}, {r.bare(og), "meta " + tag}, {r.bare(meta.Clean(r.stated.Title)), "title"}}
}

// setStated finds the headline that the page gives itself for machines: what
// two of its heading, JSON-LD and og:title agree on, else JSON-LD's, else
// og:title's. Microdata has no say: it marks the heading. A kicker is cut as
// in what is shown.
func (r *reader) setStated(shown string, stated []Variant) {
	ld, og := stated[0].Text, stated[1].Text
	if stated[0].Source == "microdata" {
		ld = ""
	}
	for _, s := range []string{ld, og} {
		if strings.HasSuffix(fold(s), " "+fold(shown)) {
			s = shown
		}
		switch {
		case s == "" || r.isSite(s):
		case fold(og) == fold(shown):
			r.out.Stated = shown
			return
		default:
			r.out.Stated = clip(s)
			return
		}
	}
	r.out.Stated = shown
}

// bare is a stated headline without site, section and label.
func (r *reader) bare(s string) string {
	s, _ = withoutLabel(r.withoutSection(r.withoutSite(s)))
	return s
}

// lastingName is how a page that goes on being written names itself, where its
// heading is that of the newest entry: the address keeps the name that the
// page had from the start, and something that it states says the same.
func (r *reader) lastingName(stated []Variant) Variant {
	if !r.goesOn(stated) || inSlug(r.out.Headline, r.address) {
		return Variant{}
	}
	for _, s := range stated {
		if isSentence(s.Text) && inSlug(s.Text, r.address) {
			return s
		}
	}
	return Variant{}
}

// goesOn reports whether a page says that it is added to by the hour.
func (r *reader) goesOn(stated []Variant) bool {
	if strings.Contains(r.out.Headline, "+++") || slices.Contains(r.types, "LiveBlogPosting") {
		return true
	}
	all := strings.ToLower(r.out.Headline)
	for _, s := range stated {
		all += " | " + strings.ToLower(s.Text)
	}
	_, word := firstWord(all, liveWords)
	return word != ""
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
	text, kicker := punctuated(withoutTail(h, stated), stated), h.kicker
	for _, s := range stated {
		if kicker == "" {
			text, kicker = r.withoutKicker(text, s.Text)
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
	case agreed && isEnd && len(strings.Fields(before)) <= longest && strings.Contains(full, ":") && !r.isSection(before):
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

// keepVariants lists the headlines that differ from the one chosen.
func (r *reader) keepVariants(list []Variant) {
	list = append(list, Variant{r.bare(r.field("alternativeHeadline")), "json-ld alternativeHeadline"})
	for _, tag := range []string{"og:title", "twitter:title"} {
		if s, _ := r.stated.First(tag); s != "" {
			list = append(list, Variant{r.bare(s), "meta " + tag})
		}
	}
	seen := map[string]bool{fold(r.out.Headline): true, "": true}
	for _, s := range list {
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
