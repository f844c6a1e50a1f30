package collect

import (
	"context"
	"strings"

	"github.com/overview-news/overview/internal/news"
	"github.com/overview-news/overview/page/extract"
)

// lookPages is how many pages after the first are read when an article on
// several is looked at again and nothing has changed so far. What is changed
// later stands at the beginning mostly; ten requests at each look, for a list
// that goes on without end, are not worth the rest.
const lookPages = 1

// storedText is the stored text of an article that is looked at again, without
// white space, if its first page has the headline, time of change and notes
// that are stored. Else it is empty: then all pages are read.
func (c *Collector) storedText(ctx context.Context, claim news.CollectClaim, first extract.Article) string {
	a := claim.Article
	if a.State != news.StateCollected || first.Headline != a.Title || first.Modified.Time.After(a.Modified) {
		return ""
	}
	texts, err := c.articles.Renditions(ctx, a.ID)
	if err != nil {
		c.log.Warn("the stored text of an article was not read", "article", int64(a.ID), "err", err)
		return ""
	}
	for _, r := range texts {
		if !r.Original {
			continue
		}
		notes := squeeze(r.Corrections())
		for _, b := range corrections(first, a.Language) {
			if !strings.Contains(notes, squeeze(strings.Join(b.Sentences, ""))) {
				return ""
			}
		}
		return squeeze(r.Text())
	}
	return ""
}

// begins reports whether a stored text, without white space, goes on after the
// text of the pages that were read.
func begins(stored string, read extract.Article) bool {
	rest, is := strings.CutPrefix(stored, squeeze(read.Text()))
	return is && rest != ""
}
