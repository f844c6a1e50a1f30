package extract

import (
	"slices"
	"strings"

	"github.com/overview-news/overview/page/extract/internal/meta"
	"github.com/overview-news/overview/text/language"
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
	section, from := r.section()
	if section != "" {
		r.out.Section, r.out.Sources.Section = clip(section), from
	}
	r.readKeywords()
	r.readAccess()
	r.readDirectives()
	r.readPlace()
	for _, s := range meta.Strings(r.correction()) {
		if len(r.out.Corrections) < maxKeywords {
			r.out.Corrections = append(r.out.Corrections, s)
		}
	}
}

// correction returns what the article object states as corrected: texts, or
// objects with a text.
func (r *reader) correction() any {
	list, isList := r.object["correction"].([]any)
	if !isList {
		list = []any{r.object["correction"]}
	}
	out := make([]any, 0, len(list))
	for _, v := range list {
		if m, isObject := v.(map[string]any); isObject && m["text"] != nil {
			v = m["text"]
		}
		out = append(out, v)
	}
	return out
}

// section returns the section that the page states, and its source.
func (r *reader) section() (string, string) {
	if s := r.field("articleSection"); s != "" {
		return s, "json-ld"
	}
	if s, tag := r.stated.First("article:section", "parsely-section", "section", "sailthru.section", "cxenseparse:category"); s != "" {
		return s, "meta " + tag
	}
	return r.breadcrumb(), "json-ld BreadcrumbList"
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
	const longest = 20 // steps
	for _, e := range items[:min(len(items), longest)] {
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
	if len(r.out.Keywords) > 0 {
		r.out.Sources.Keywords = "json-ld"
	}
	for _, tag := range []string{"news_keywords", "keywords", "article:tag", "parsely-tags", "sailthru.tags"} {
		for _, v := range r.stated.Tags[tag] {
			add(meta.Clean(v))
		}
		if len(r.out.Keywords) > 0 && r.out.Sources.Keywords == "" {
			r.out.Sources.Keywords = "meta " + tag
		}
	}
}

// readAccess reads what the page says of itself; it does not guess from the
// length of a text. A page that says nothing is neither free nor paid.
func (r *reader) readAccess() {
	isNo := func(s string) bool { return strings.EqualFold(s, "false") || strings.EqualFold(s, "no") || s == "0" }
	set := func(paid bool, from string) {
		r.out.Paywalled, r.out.Free, r.out.Sources.Access = paid, !paid, from
	}
	if free := r.field("isAccessibleForFree"); free != "" {
		set(isNo(free), "json-ld")
		return
	}
	if fee := r.field("isAccessibleForFee"); fee != "" {
		set(!isNo(fee), "json-ld")
		return
	}
	tier, tag := r.stated.First("article:content_tier", "content_tier", "article:opinion_tier", "cxenseparse:access", "access", "paywall")
	switch strings.ToLower(tier) {
	case "locked", "metered", "paid", "premium", "subscriber", "subscription", "true":
		set(true, "meta "+tag)
	case "free", "open", "false":
		set(false, "meta "+tag)
	default:
		if parts, isList := r.object["hasPart"].([]any); isList {
			for _, p := range parts {
				r.partAccess(p, set, isNo)
			}
			return
		}
		r.partAccess(r.object["hasPart"], set, isNo)
	}
}

// partAccess reads the access of a part of the page: the article is paid for
// if a part of it is.
func (r *reader) partAccess(v any, set func(bool, string), isNo func(string) bool) {
	if m, isObject := v.(map[string]any); isObject && isNo(meta.String(m["isAccessibleForFree"])) {
		set(true, "json-ld hasPart")
	}
}

func (r *reader) readDirectives() {
	for _, agent := range []string{"robots", "googlebot", "googlebot-news", "news", "overview", "tdm-reservation", "tdm-policy"} {
		for _, v := range r.stated.Tags[agent] {
			r.out.Directives = append(r.out.Directives, Directive{agent, v})
		}
	}
}
