package doctor

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/overview-news/overview/internal/news"
	"github.com/overview-news/overview/page/extract"
)

// Page is a page as it was read: the article, and its text in the original.
type Page struct {
	Article news.Article
	Blocks  []news.Block
	Found   news.Found // where its answers were found
	Hinted  bool       // the text is of when the hints that are in force were
	Miss    string     // why one of them was not followed; "" if all were
}

// MinPages is the fewest pages of which anything is said.
const MinPages = 6

const (
	// lastPages are compared with those before, of which minBefore are needed.
	lastPages = 5
	minBefore = 8
	// shortened is how many times shorter texts must have become; those before
	// must have had minWords in the middle, as briefs are short anyway.
	shortened = 3
	minWords  = 120
	// minPassage is the shortest passage, in characters, whose repetition is
	// odd, and minShare the share of the pages that must have it, three at
	// least. Datelines and signatures are shorter.
	minPassage = 60
	minShare   = 0.25
	minRepeats = 3
	// undated is the share of pages without a date that is odd, and textless
	// that of pages without a text.
	undated  = 0.5
	textless = 0.5
	// named is the share of earlier pages with an author from which a stop is
	// odd.
	named = 0.8
	// missed is the share of pages that were not read by the hints in force
	// that is odd; minMissed of them must be.
	missed    = 0.5
	minMissed = 3
	// maxQuote bounds a passage in a finding, in characters.
	maxQuote = 90
)

// Examine compares pages, the newest first, with one another. Pages that were
// not asked for do not count.
func Examine(pages []Page) []news.Finding {
	pages = slices.DeleteFunc(slices.Clone(pages), func(p Page) bool {
		return p.Article.State != news.StateCollected && p.Article.State != news.StateFailed
	})
	if len(pages) < MinPages {
		return nil
	}
	var out []news.Finding
	add := func(kind news.FindingKind, detail string, odd []Page) {
		if detail == "" {
			return
		}
		f := news.Finding{Kind: kind, Detail: detail}
		for _, p := range odd {
			f.Pages = append(f.Pages, p.Article.ID)
		}
		out = append(out, f)
	}
	detail, odd := withoutText(pages)
	add(news.FindingTextless, detail, odd)
	read := slices.DeleteFunc(slices.Clone(pages), func(p Page) bool { return p.Article.State != news.StateCollected })
	if len(read) < MinPages {
		return out
	}
	for _, look := range []struct {
		kind news.FindingKind
		find func([]Page) (string, []Page)
	}{
		{news.FindingShortened, shorter},
		{news.FindingRepeated, repeated},
		{news.FindingTitles, sameTitle},
		{news.FindingUndated, withoutDate},
		{news.FindingAuthors, withoutAuthors},
		{news.FindingElsewhere, elsewhere},
		{news.FindingHints, withoutHints},
	} {
		detail, odd := look.find(read)
		add(look.kind, detail, odd)
	}
	return out
}

// withoutText looks for pages that were fetched and gave nothing.
func withoutText(pages []Page) (string, []Page) {
	last := pages[:min(2*lastPages, len(pages))]
	var odd []Page
	for _, p := range last {
		if p.Article.State == news.StateFailed {
			odd = append(odd, p)
		}
	}
	if float64(len(odd)) < textless*float64(len(last)) {
		return "", nil
	}
	detail := fmt.Sprintf("%d of the last %d pages gave no text", len(odd), len(last))
	if why := odd[0].Article.Fault.Detail; why != "" {
		detail += ": " + why
	}
	return detail, odd
}

// shorter compares the length of the last texts with those before.
func shorter(pages []Page) (string, []Page) {
	if len(pages) < lastPages+minBefore {
		return "", nil
	}
	now, before := median(pages[:lastPages]), median(pages[lastPages:])
	if before < minWords || now*shortened > before {
		return "", nil
	}
	return fmt.Sprintf("texts have %d words since %s, and had %d before", now, day(pages[lastPages-1]), before), pages[:lastPages]
}

// median is the middle of the texts' lengths in words.
func median(pages []Page) int {
	words := make([]int, len(pages))
	for i, p := range pages {
		words[i] = p.Article.Words
	}
	slices.Sort(words)
	return words[len(words)/2]
}

// repeated looks for the passage that most pages have. Copies of one text
// count once: an outlet may publish it at two addresses.
func repeated(pages []Page) (string, []Page) {
	on := map[string][]Page{}
	families := map[string]map[news.ArticleID]bool{}
	var order []string
	for _, p := range pages {
		seen := map[string]bool{}
		for _, b := range p.Blocks {
			passage := strings.Join(b.Sentences, " ")
			if utf8.RuneCountInString(passage) < minPassage || seen[passage] {
				continue
			}
			seen[passage] = true
			if on[passage] == nil {
				order = append(order, passage)
				families[passage] = map[news.ArticleID]bool{}
			}
			on[passage] = append(on[passage], p)
			families[passage][family(p)] = true
		}
	}
	most := ""
	for _, passage := range order {
		if len(families[passage]) > len(families[most]) {
			most = passage
		}
	}
	n := len(families[most])
	if n < minRepeats || float64(n) < minShare*float64(len(pages)) {
		return "", nil
	}
	return fmt.Sprintf("%d of %d pages have the passage “%s”", len(on[most]), len(pages), quote(most)), on[most]
}

// family is what a page is a copy of: itself if of nothing.
func family(p Page) news.ArticleID {
	if p.Article.Family != 0 {
		return p.Article.Family
	}
	return p.Article.ID
}

// sameTitle looks for a headline that many pages have: the site's name, or
// that of a section.
func sameTitle(pages []Page) (string, []Page) {
	with := map[string][]Page{}
	most := ""
	for _, p := range pages {
		title := strings.TrimSpace(p.Article.Title)
		with[title] = append(with[title], p)
		if title != "" && len(with[title]) > len(with[most]) || most == "" {
			most = title
		}
	}
	n := len(with[most])
	if most == "" || n < minRepeats || float64(n) < minShare*float64(len(pages)) {
		return "", nil
	}
	return fmt.Sprintf("%d of %d pages have the headline “%s”", n, len(pages), quote(most)), with[most]
}

// withoutDate looks for pages whose date had to be guessed.
func withoutDate(pages []Page) (string, []Page) {
	last := pages[:min(2*lastPages, len(pages))]
	var odd []Page
	for _, p := range last {
		if p.Article.DateGuessed {
			odd = append(odd, p)
		}
	}
	if float64(len(odd)) < undated*float64(len(last)) {
		return "", nil
	}
	return fmt.Sprintf("%d of the last %d pages do not say when they were published", len(odd), len(last)), odd
}

// withoutAuthors looks for authors that are no longer found.
func withoutAuthors(pages []Page) (string, []Page) {
	if len(pages) < lastPages+minBefore {
		return "", nil
	}
	before := 0
	for _, p := range pages[lastPages:] {
		if len(p.Article.Authors) > 0 {
			before++
		}
	}
	if float64(before) < named*float64(len(pages)-lastPages) {
		return "", nil
	}
	for _, p := range pages[:lastPages] {
		if len(p.Article.Authors) > 0 {
			return "", nil
		}
	}
	return fmt.Sprintf("no author since %s, where %d of the %d pages before have one", day(pages[lastPages-1]), before,
		len(pages)-lastPages), pages[:lastPages]
}

// MissWords says why a hint was not followed, by the word that is stored.
func MissWords(miss string) string { return cmp.Or(missWords[extract.Miss(miss)], miss) }

// missWords say why hints were not followed.
var missWords = map[extract.Miss]string{
	extract.MissKeep: "no element matches the selector to keep",
	extract.MissText: "the elements to keep hold no text",
	extract.MissDrop: "no text is left without the elements to drop",
}

// withoutHints looks for pages that could not be read by their list's hints:
// the layout has changed since they were written.
func withoutHints(pages []Page) (string, []Page) {
	hinted := slices.DeleteFunc(slices.Clone(pages), func(p Page) bool { return !p.Hinted })
	last := hinted[:min(2*lastPages, len(hinted))]
	var odd []Page
	most, counts := "", map[string]int{}
	for _, p := range last {
		if p.Miss == "" {
			continue
		}
		odd = append(odd, p)
		if counts[p.Miss]++; counts[p.Miss] > counts[most] {
			most = p.Miss
		}
	}
	if len(odd) < minMissed || float64(len(odd)) < missed*float64(len(last)) {
		return "", nil
	}
	return fmt.Sprintf("%d of the last %d pages could not be read by the list's hints: %s", len(odd), len(last),
		MissWords(most)), odd
}

// day is when a page was fetched.
func day(p Page) string { return p.Article.Collected.Format(time.DateOnly) }

// quote is a passage, cut to what a finding has room for.
func quote(s string) string {
	r := []rune(s)
	if len(r) <= maxQuote {
		return s
	}
	return string(r[:maxQuote]) + "…"
}
