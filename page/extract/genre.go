package extract

import (
	"slices"
	"strings"

	"github.com/overview-news/overview/page/extract/internal/meta"
	"github.com/overview-news/overview/page/extract/internal/segment"
	"github.com/overview-news/overview/text/topic"
)

// readGenre tells genre and topic from what the page states and how its text is
// written: it needs the roles.
func (r *reader) readGenre() {
	signals := topic.Signals{
		Types: r.types, Section: r.out.Section, Address: r.address,
		Headline: strings.TrimPrefix(r.out.Kicker+": "+r.out.Headline, ": "),
		Keywords: r.out.Keywords, Labels: r.labels(), Notes: r.notes(), Marks: r.marks(), Opinion: r.saysOpinion(),
		Authors: r.out.Authors,
	}
	r.out.Signals = signals
	signals.Text = r.out.Text()
	r.out.Genre, r.out.Topic = string(topic.GenreOf(signals)), string(topic.Of(signals))
	if r.out.Genre == "" {
		return
	}
	stated := signals
	stated.Text, stated.Types = "", nil
	switch r.out.Genre {
	case string(topic.GenreOf(topic.Signals{Types: r.types})):
		r.out.Sources.Genre = "json-ld type"
	case string(topic.GenreOf(stated)):
		r.out.Sources.Genre = "section, address and labels"
	default:
		r.out.Sources.Genre = "text"
	}
}

// saysOpinion reports whether the page tells machines that it is opinion; that
// it is not is said of columns too.
func (r *reader) saysOpinion() bool {
	for _, name := range []string{"article:opinion", "iscolumn"} {
		for _, v := range r.stated.Tags[name] {
			if strings.EqualFold(v, "true") || strings.EqualFold(v, "yes") {
				return true
			}
		}
	}
	return false
}

// markTags are meta tags that hold names of sections or kinds of pages.
var markTags = []string{
	"article:section", "section", "sections", "parsely-section", "sailthru.section", "cxenseparse:category", "cg", "category", "categories",
	"article:tag:section", "dc.type", "dcterms.type", "article_type", "article:type", "articletype", "content-type-name", "contenttype", "content_type",
	"page-type", "pagetype", "genre", "article:genre", "kicker", "article:kicker", "tone", "channel",
}

// marks are names of sections and kinds that the page gives machines, each
// once.
func (r *reader) marks() []string {
	const (
		longest = 60 // bytes of a name
		most    = 24
	)
	var out []string
	add := func(list string) {
		for v := range strings.FieldsFuncSeq(list, func(c rune) bool { return strings.ContainsRune(",;|/>", c) }) {
			if v = strings.TrimSpace(v); v != "" && len(v) <= longest && len(out) < most && !slices.Contains(out, v) {
				out = append(out, v)
			}
		}
	}
	for _, key := range []string{"articleSection", "genre"} {
		for _, v := range meta.Strings(r.object[key]) {
			add(v)
		}
	}
	for _, tag := range markTags {
		for _, v := range r.stated.Tags[tag] {
			add(meta.Clean(v))
		}
	}
	for _, o := range r.stated.Objects {
		if o.Is("BreadcrumbList") {
			for _, name := range breadcrumbNames(o) {
				if !agree(name, r.out.Headline) {
					add(name)
				}
			}
		}
		if o.Is("Review") && !o.Listed {
			add("Review")
		}
	}
	return out
}

// labels are short texts between the page's head and the text that say what
// kind of text the article is: kickers and category labels.
func (r *reader) labels() []string {
	const before, longest = 10, 40
	first, _ := r.span()
	return r.texts(first-before, first, 0, longest)
}

// notes are longer lines beside the text and at its ends, where a disclaimer
// stands.
func (r *reader) notes() []string {
	const before, after, inside, shortest, longest = 12, 8, 2, 41, 600
	first, last := r.span()
	end := min(first+inside, last+1)
	return append(r.texts(first-before, end, shortest, longest), r.texts(max(end, last+1-inside), last+1+after, shortest, longest)...)
}

// texts are the texts of the blocks from one up to another, outside menus,
// that have so many bytes.
func (r *reader) texts(from, to, shortest, longest int) []string {
	var out []string
	for i := max(0, from); i < min(to, len(r.cut.Blocks)); i++ {
		b := &r.cut.Blocks[i]
		if n := len(b.Text); n >= shortest && n <= longest && b.Flags&(segment.InNav|segment.InAside|segment.InForm|segment.InButton) == 0 {
			out = append(out, b.Text)
		}
	}
	return out
}
