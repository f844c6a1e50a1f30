package read

import (
	"unicode/utf8"

	"github.com/overview-news/overview/internal/news"
)

// Excerpt is how much of a text is shown where only an excerpt may be, in
// characters.
const Excerpt = 300

// Policy says how much of an article may be shown. The one who runs a private
// installation sees everything. Elsewhere the outlet's licence or the
// operator's choice decides, an excerpt if there is none; what the page itself
// forbids lowers it by a step, and nosnippet to the headline.
func Policy(private bool, o news.Outlet, l news.Limit) news.Display {
	if private {
		return news.DisplayFull
	}
	show := o.Display
	if show != news.DisplayFull && show != news.DisplayHeadline {
		show = news.DisplayExcerpt
	}
	switch {
	case l.NoSnippet:
		return news.DisplayHeadline
	case !l.NoArchive && !l.Reserved && !l.Paywalled:
		return show
	case show == news.DisplayFull:
		return news.DisplayExcerpt
	}
	return news.DisplayHeadline
}

// summaryOf is a summary as far as show allows.
func summaryOf(s string, show news.Display) string {
	s = clean(s)
	if show == news.DisplayHeadline {
		return ""
	}
	return shorten(s, Excerpt)
}

// excerpt cuts blocks to at most n characters, the last sentence within it.
func excerpt(blocks []news.Block, n int) []news.Block {
	var out []news.Block
	for _, b := range blocks {
		if n <= 0 {
			break
		}
		kept := news.Block{Role: b.Role, Kept: b.Kept, Sure: b.Sure}
		for _, s := range b.Sentences {
			if n <= 0 {
				break
			}
			s = shorten(s, n)
			n -= utf8.RuneCountInString(s) + 1
			kept.Sentences = append(kept.Sentences, s)
		}
		out = append(out, kept)
	}
	return out
}
