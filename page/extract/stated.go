package extract

import (
	"strings"
	"unicode/utf8"

	"github.com/overview-news/overview/page/extract/internal/meta"
)

// Variant is a headline that the page also uses, for search engines or when
// it is shared.
type Variant struct {
	Text   string
	Source string // as in [Sources]
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
	title := meta.Clean(r.stated.Title)
	stated := []Variant{{r.bare(ld), from}, {r.bare(og), "meta " + tag}, {r.bare(title), "title"}}
	for i := range stated[:2] {
		if isTailOf(stated[i].Text, title) {
			stated[i].Text = ""
		}
	}
	return stated
}

// isTailOf reports whether a word stands alone behind a separator of a title:
// a section, where a page states nothing better for sharing. Scripts without
// spaces have headlines that look like one word.
func isTailOf(s, title string) bool {
	const longest = 15 // letters of a word
	f := fold(s)
	first, _ := utf8.DecodeRuneInString(f)
	if f == "" || strings.Contains(f, " ") || first >= 0x2e80 || utf8.RuneCountInString(f) > longest {
		return false
	}
	pieces := strings.FieldsFunc(clip(title), func(c rune) bool { return strings.ContainsRune(separators+",", c) })
	for _, p := range pieces[min(1, len(pieces)):] {
		if fold(p) == f {
			return true
		}
	}
	return false
}

// bare is a stated headline without site, section and label.
func (r *reader) bare(s string) string {
	s, _ = withoutLabel(r.withoutSection(r.withoutSite(s)))
	return s
}

// cutToShown cuts what stands behind a separator of a stated headline if the
// page shows what is left as a line of its own: sites put their sections and
// names there in ways that nothing else tells.
func (r *reader) cutToShown() {
	s := r.out.Headline
	whole, left := fold(s), map[string]string{}
	for i, c := range s {
		if !strings.ContainsRune(separators, c) {
			continue
		}
		if l, _ := divideAt(s, i); isSentence(l) {
			left[fold(l)] = l
		}
	}
	for i := range r.cut.Blocks {
		text := r.cut.Blocks[i].Text
		if len(text) > len(s) || len(left) == 0 {
			continue
		}
		f := fold(text)
		if f == whole {
			return
		}
		if l := left[f]; l != "" {
			r.out.Headline = l
			return
		}
	}
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
	ld, og = likeShown(ld, shown), likeShown(og, shown)
	for _, s := range []string{ld, og} {
		if strings.HasSuffix(fold(s), " "+fold(shown)) {
			s = shown
		}
		switch {
		case s == "" || r.isSite(s):
		case og == shown:
			r.out.Stated = shown
			return
		default:
			r.out.Stated = clip(s)
			return
		}
	}
	r.out.Stated = shown
}

// likeShown is the headline that is shown if s is the same, or the same with a
// section or a site's name behind it; else s.
func likeShown(s, shown string) string {
	f, want := fold(s), fold(shown)
	if f == want {
		return shown
	}
	if len(s) > maxField || want == "" || !strings.HasPrefix(f, want+" ") {
		return s
	}
	for i, c := range s {
		if i > 0 && c != ':' && c != '：' && strings.ContainsRune(separators, c) && fold(s[:i]) == want {
			return shown
		}
	}
	return s
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
		if f := fold(likeShown(s.Text, r.out.Headline)); !seen[f] && !r.isSite(s.Text) {
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
