package segment

import (
	"strings"

	"github.com/overview-news/overview/page/dom"
	"golang.org/x/net/html"
)

const (
	// mostAlts is of how many pictures before a block the description is kept.
	mostAlts = 4
	// leastAlt is the least length of a description that is compared, in bytes.
	leastAlt = 25
)

func (c *cutter) addAlt(n *html.Node) {
	if alt := dom.Attr(n, "alt"); len(alt) >= leastAlt && len(alt) <= 4*maxAttribute && len(c.alts) < mostAlts {
		c.alts = append(c.alts, alt)
	}
}

// repeatsAlt reports whether a text and the description of a picture right
// before it are the same, but for what one of them has more at its end.
func (c *cutter) repeatsAlt(text string) bool {
	if len(text) < leastAlt {
		return false
	}
	for _, alt := range c.alts {
		alt = dom.Collapse(alt)
		n := min(len(alt), len(text))
		if n >= leastAlt && 3*n >= max(len(alt), len(text)) && strings.EqualFold(alt[:n], text[:n]) {
			return true
		}
	}
	return false
}
