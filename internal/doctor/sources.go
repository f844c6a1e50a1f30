package doctor

import (
	"fmt"
	"strings"

	"github.com/overview-news/overview/internal/news"
)

// settled is the share of earlier pages whose answers were found at one place
// from which a change of the place is odd.
const settled = 0.8

// elsewhere looks for dates or authors that are found at another place than
// they were: the layout has changed, and what is found now may be another
// thing.
func elsewhere(pages []Page) (string, []Page) {
	if len(pages) < lastPages+minBefore {
		return "", nil
	}
	for _, look := range []struct {
		what string
		at   func(news.Found) string
	}{
		{"dates", func(f news.Found) string { return f.Published }},
		{"authors", func(f news.Found) string { return f.Authors }},
	} {
		before, share := usual(pages[lastPages:], look.at)
		now, all := usual(pages[:lastPages], look.at)
		if before == "" || share < settled || now == "" || now == before || all < 1 {
			continue
		}
		return fmt.Sprintf("%s are found in %q since %s, and were in %q before", look.what, now, day(pages[lastPages-1]), before), pages[:lastPages]
	}
	return "", nil
}

// usual is the place where most of the pages' answers were found, and their
// share. Places that differ only in detail, such as two meta elements, are one.
func usual(pages []Page, at func(news.Found) string) (string, float64) {
	counts := map[string]int{}
	best := ""
	for _, p := range pages {
		place, _, _ := strings.Cut(at(p.Found), " ")
		counts[place]++
		if counts[place] > counts[best] || best == "" {
			best = place
		}
	}
	return best, float64(counts[best]) / float64(len(pages))
}
