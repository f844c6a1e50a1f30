package learn

import (
	"github.com/overview-news/overview/cluster/internal/gold"
)

// shortBody is the length of shortened copies, in bytes; such copies stop the
// trees from recognising a set by its shape.
const shortBody = 250

// Variants returns the copies of a set that are trained on.
func Variants(s *gold.Set) []*gold.Set {
	out := []*gold.Set{s}
	bodies, renditions := 0, 0
	for _, a := range s.Articles {
		if len(a.Text) > shortBody {
			bodies++
		}
		if a.TitleEN != "" {
			renditions++
		}
	}
	if renditions > 0 {
		out = append(out, s.Renditions())
	}
	if bodies > len(s.Articles)/4 {
		out = append(out,
			s.Map(s.Name+" without bodies", func(a *gold.Article) { a.Text = "" }),
			s.Map(s.Name+" shortened", func(a *gold.Article) { a.Text = cut(a.Text) }))
	}
	return out
}

func cut(s string) string {
	if len(s) <= shortBody {
		return s
	}
	for i := shortBody; i > shortBody-4; i-- {
		if s[i]&0xc0 != 0x80 {
			return s[:i]
		}
	}
	return s[:shortBody]
}

// CollectAll returns the examples of all variants of the sets.
func CollectAll(sets []*gold.Set) []Example {
	var out []Example
	for _, s := range sets {
		for _, v := range Variants(s) {
			out = append(out, Collect(v)...)
		}
	}
	return out
}
