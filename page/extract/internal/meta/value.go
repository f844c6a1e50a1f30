package meta

import (
	"html"
	"maps"
	"slices"
	"strings"

	"github.com/overview-news/overview/page/dom"
)

func sortedKeys(m map[string]any) []string { return slices.Sorted(maps.Keys(m)) }

// Strings returns the texts of a JSON-LD value that is one or many: strings,
// or objects that have a name, url or @value.
func Strings(v any) []string {
	switch v := v.(type) {
	case string:
		if s := Clean(v); s != "" {
			return []string{s}
		}
	case []any:
		var out []string
		for _, e := range v {
			out = append(out, Strings(e)...)
		}
		return out
	case map[string]any:
		for _, key := range []string{"@value", "name", "url", "@id", "contentUrl"} {
			if s := Strings(v[key]); len(s) > 0 {
				return s
			}
		}
	}
	return nil
}

// String returns the first text of a JSON-LD value, or "".
func String(v any) string {
	if s := Strings(v); len(s) > 0 {
		return s[0]
	}
	return ""
}

// Clean makes a stated value plain text: entities decoded, also where they
// were encoded twice, markup removed, white space collapsed.
func Clean(s string) string {
	for range 2 {
		if !strings.Contains(s, "&") {
			break
		}
		s = html.UnescapeString(s)
	}
	if strings.Contains(s, "<") && strings.Contains(s, ">") {
		s = stripTags(s)
	}
	return dom.Collapse(s)
}

// stripTags removes what looks like an element; a lone "<" stays.
func stripTags(s string) string {
	var b strings.Builder
	for {
		open := strings.IndexByte(s, '<')
		if open < 0 || open+1 >= len(s) {
			b.WriteString(s)
			return b.String()
		}
		c := s[open+1]
		isTag := c == '/' || c == '!' || c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z'
		end := strings.IndexByte(s[open:], '>')
		if !isTag || end < 0 {
			b.WriteString(s[:open+1])
			s = s[open+1:]
			continue
		}
		b.WriteString(s[:open])
		b.WriteByte(' ')
		s = s[open+end+1:]
	}
}

// articleTypes are the types of schema.org for articles.
var articleTypes = map[string]bool{
	"NewsArticle": true, "Article": true, "ReportageNewsArticle": true, "BlogPosting": true,
	"OpinionNewsArticle": true, "AnalysisNewsArticle": true, "ReviewNewsArticle": true,
	"LiveBlogPosting": true, "BackgroundNewsArticle": true, "AdvertiserContentArticle": true,
	"SatiricalArticle": true, "TechArticle": true, "ScholarlyArticle": true, "AskPublicNewsArticle": true,
	"SocialMediaPosting": true, "Report": true, "MedicalScholarlyArticle": true, "Newsarticle": true,
}

// IsArticle reports whether the object is an article.
func (o Object) IsArticle() bool {
	return slices.ContainsFunc(o.Types, func(t string) bool { return articleTypes[t] })
}

// Is reports whether the object has the type.
func (o Object) Is(kind string) bool { return slices.Contains(o.Types, kind) }

// First returns the first value of the first of the meta tags that is there,
// and the tag's name.
func (p *Page) First(names ...string) (string, string) {
	for _, n := range names {
		for _, v := range p.Tags[n] {
			if v = Clean(v); v != "" {
				return v, n
			}
		}
	}
	return "", ""
}

// Article returns the JSON-LD object that describes the page's article: the
// one that names the address, else the one with the page's headline, else the
// first that stands in no list. Nil where there is none.
func (p *Page) Article(address, headline string) *Object {
	var first, titled *Object
	for i := range p.Objects {
		o := &p.Objects[i]
		if !o.IsArticle() || o.Listed {
			continue
		}
		if first == nil {
			first = o
		}
		for _, key := range []string{"url", "mainEntityOfPage", "@id"} {
			if u := String(o.Fields[key]); u != "" && address != "" && sameAddress(u, address) {
				return o
			}
		}
		h := String(o.Fields["headline"])
		if titled == nil && headline != "" && h != "" && strings.EqualFold(h, headline) {
			titled = o
		}
	}
	if titled != nil {
		return titled
	}
	return first
}

// ByID returns the object with the id that has most fields.
func (p *Page) ByID(id string) map[string]any {
	var best map[string]any
	for _, o := range p.Objects {
		if s, isText := o.Fields["@id"].(string); isText && s == id && len(o.Fields) > len(best) {
			best = o.Fields
		}
	}
	return best
}

// sameAddress compares addresses without scheme, query and closing slash.
func sameAddress(a, b string) bool { return bare(a) != "" && bare(a) == bare(b) }

func bare(s string) string {
	_, rest, found := strings.Cut(s, "://")
	if !found {
		rest = s
	}
	rest, _, _ = strings.Cut(rest, "#")
	rest, _, _ = strings.Cut(rest, "?")
	return strings.TrimPrefix(strings.TrimSuffix(rest, "/"), "www.")
}
