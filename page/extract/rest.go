package extract

import (
	"slices"
	"strings"

	"github.com/overview-news/overview/page/extract/internal/meta"
	"github.com/overview-news/overview/page/extract/internal/segment"
	"github.com/overview-news/overview/text/language"
	"github.com/overview-news/overview/text/topic"
)

const maxKeywords = 40

func (r *reader) readLanguage() {
	locale, _ := r.stated.First("og:locale")
	content, _ := r.stated.First("content-language", "dc.language", "language")
	for _, c := range []struct{ tag, from string }{
		{r.field("inLanguage"), "json-ld"}, {r.stated.Language, "html lang"},
		{locale, "meta og:locale"}, {content, "meta content-language"},
	} {
		if tag, ok := language.Parse(c.tag); ok && tag != language.Und {
			r.out.Language, r.out.Sources.Language = string(tag), c.from
			return
		}
	}
}

func (r *reader) readRest() {
	r.out.Types = r.types
	r.out.Section = clip(r.section())
	r.readKeywords()
	r.readPaywall()
	r.readDirectives()
	signals := topic.Signals{
		Types: r.types, Section: r.out.Section, Address: r.address, Headline: r.out.Headline,
		Keywords: r.out.Keywords, Labels: r.labels(),
	}
	r.out.Genre, r.out.Topic = string(topic.GenreOf(signals)), string(topic.Of(signals))
}

func (r *reader) section() string {
	if s := r.field("articleSection"); s != "" {
		return s
	}
	if s, _ := r.stated.First("article:section", "parsely-section", "section", "sailthru.section", "cxenseparse:category"); s != "" {
		return s
	}
	return r.breadcrumb()
}

// breadcrumb is the last but one step of the way to the article, or the last
// where that is not the headline.
func (r *reader) breadcrumb() string {
	for _, o := range r.stated.Objects {
		if !o.Is("BreadcrumbList") {
			continue
		}
		for _, name := range slices.Backward(breadcrumbNames(o)) {
			if !agree(name, r.out.Headline) && len(name) < 60 {
				return name
			}
		}
	}
	return ""
}

// breadcrumbNames are the steps of a BreadcrumbList in its order.
func breadcrumbNames(o meta.Object) []string {
	items, _ := o.Fields["itemListElement"].([]any)
	var names []string
	for _, e := range items {
		m, isObject := e.(map[string]any)
		if !isObject {
			continue
		}
		name := meta.String(m["name"])
		if name == "" {
			name = meta.String(m["item"])
		}
		if name != "" && !strings.Contains(name, "://") {
			names = append(names, name)
		}
	}
	return names
}

func (r *reader) readKeywords() {
	seen := map[string]bool{}
	add := func(s string) {
		for k := range strings.FieldsFuncSeq(s, func(c rune) bool { return strings.ContainsRune(",;，、|", c) }) {
			k = strings.TrimSpace(k)
			if f := fold(k); f != "" && len(k) < 80 && !seen[f] && len(r.out.Keywords) < maxKeywords {
				seen[f] = true
				r.out.Keywords = append(r.out.Keywords, k)
			}
		}
	}
	for _, s := range meta.Strings(r.object["keywords"]) {
		add(s)
	}
	for _, tag := range []string{"news_keywords", "keywords", "article:tag", "parsely-tags", "sailthru.tags"} {
		for _, v := range r.stated.Tags[tag] {
			add(meta.Clean(v))
		}
	}
}

// readPaywall reads what the page says of itself; it does not guess from the
// length of a text.
func (r *reader) readPaywall() {
	isNo := func(s string) bool { return strings.EqualFold(s, "false") || strings.EqualFold(s, "no") || s == "0" }
	if free := r.field("isAccessibleForFree", "isAccessibleForFee"); free != "" {
		r.out.Paywalled = isNo(free)
		return
	}
	tier, _ := r.stated.First("article:content_tier", "content_tier", "article:opinion_tier", "cxenseparse:access", "access")
	switch strings.ToLower(tier) {
	case "locked", "metered", "paid", "premium", "subscriber", "subscription":
		r.out.Paywalled = true
	}
}

func (r *reader) readDirectives() {
	for _, agent := range []string{"robots", "googlebot", "googlebot-news", "news", "overview", "tdm-reservation", "tdm-policy"} {
		for _, v := range r.stated.Tags[agent] {
			r.out.Directives = append(r.out.Directives, Directive{agent, v})
		}
	}
}

// labels are short texts between the page's head and the text that say what
// kind of text the article is: kickers and category labels.
func (r *reader) labels() []string {
	const before, longest = 10, 40
	first, _ := r.span()
	var out []string
	for i := max(0, first-before); i < first; i++ {
		b := &r.cut.Blocks[i]
		if len(b.Text) <= longest && b.Flags&(segment.InNav|segment.InAside|segment.InForm|segment.InButton) == 0 {
			out = append(out, b.Text)
		}
	}
	return out
}
