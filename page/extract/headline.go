package extract

import (
	"slices"
	"strings"
)

// readHeadline prefers the heading that a reader sees; a stated headline may
// be made for search engines or for sharing. Headings that nothing confirms
// are often the site's name or a section.
func (r *reader) readHeadline() {
	stated := r.statedHeadlines()
	best := r.bestHeading(stated)
	if best != nil {
		r.setHeading(best, stated)
	}
	if best == nil {
		r.setHeadline(r.nativeHeading(stated), "h1")
	}
	for _, s := range stated {
		if r.out.Headline == "" && s.Text != "" && !r.isSite(s.Text) {
			r.setHeadline(s.Text, s.Source)
		}
	}
	for _, find := range []func() Variant{
		func() Variant { return Variant{r.articleHeading(), "h1"} },
		func() Variant { return Variant{r.markedLine(), "text"} },
		func() Variant { return stated[2] },
		func() Variant { return Variant{r.onlyHeading(), "h1"} },
	} {
		if r.out.Headline == "" {
			found := find()
			r.setHeadline(found.Text, found.Source)
		}
	}
	if best == nil {
		r.cutToShown()
	}
	shown := Variant{r.out.Headline, r.out.Sources.Headline}
	if name := r.lastingName(stated); name.Text != "" {
		r.setHeadline(name.Text, name.Source)
	}
	r.setStated(shown.Text, stated)
	r.keepVariants(append(stated, shown))
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

// setHeading takes a heading. Where it is only the beginning of what two
// statements agree on, it was shortened for the page's design and they count;
// where they agree on a kicker before it, the publisher takes it as part of the
// headline. Any other kicker is cut.
func (r *reader) setHeading(h *heading, stated []Variant) {
	text, kicker := punctuated(r.cutToStated(withoutTail(h, stated), stated), stated), h.kicker
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
	case agreed && strings.HasPrefix(both, f+" ") && kicker == "" && !endsInBrackets(stated[0].Text):
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
