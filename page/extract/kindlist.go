package extract

import (
	"math"
	"strings"
	"unicode/utf8"

	"github.com/overview-news/overview/page/extract/internal/segment"
	"golang.org/x/net/html"
)

// listSign is one thing that tells a list of teasers from an article, as a
// number from 0 to about 1.
type listSign int

// The signs. None looks at the page's address: a front page that is served in
// place of a missing article has the article's.
const (
	listBias        listSign = iota // always 1
	listOGArticle                   // og:type names an article
	listOGSite                      // og:type names a site, a blog, a shop's shelf
	listDated                       // a day of publication is clearly stated
	listSigned                      // somebody signs
	listTitle                       // the headline is the site's name, or there is none
	listTokens                      // length of the chosen text
	listLongest                     // length of its longest block
	listShare                       // part of the page's words that were chosen
	listLinks                       // part of the page's words in links, outside menus
	listChosenLinks                 // part of the chosen words in links
	listTeasers                     // headings that are links
	listTeaserShare                 // part of the headings that are links
	listBetween                     // headings that are links between chosen blocks
	listLines                       // lines of several words that are nothing but a link
	listLabels                      // times that one short link label is repeated: "read more"
	listDates                       // date lines
	listOwn                         // part of the chosen words under the commonest parent
	listOver                        // the same, one element above
	listCut                         // part of the chosen blocks that are cut off: "…"
	listMean                        // words of a chosen block
	listPager                       // links with page numbers in a row
	listRun                         // words of the longest run of chosen blocks without a link heading or line
	listRuns                        // such runs
	listStart                       // headings that are links and such lines before the text, after the headline
	listSure                        // how clearly the text stands out
	listSigns                       // how many there are
)

// scale maps a count to 0..1, with full at or near 1.
func scale(n, full int) float64 {
	return min(1.5, math.Log1p(float64(n))/math.Log1p(float64(full)))
}

func part(a, b int) float64 {
	if b == 0 {
		return 0
	}
	return float64(a) / float64(b)
}

func flag01(is bool) float64 {
	if is {
		return 1
	}
	return 0
}

// listCounts is what one pass over the blocks counts.
type listCounts struct {
	shown, links          int // tokens outside menus, and of these in links
	tokens, chosenLinks   int // tokens of the chosen text
	blocks, cut, longest  int // chosen blocks, those cut off, tokens of the longest
	headings, teasers     int
	between, pending      int // link headings between chosen blocks; since the last
	lines, dates          int
	pager, pagerNext      int
	run, longestRun, runs int
	start                 int
	headed                bool // the headline stands over the text and is no link
	headline              string
	labels                map[string]int
	own, over             map[*html.Node]int
}

// Bounds of what makes a line of a list and a label that is repeated, in tokens.
const (
	lineTokens  = 5
	labelTokens = 5
)

func (r *reader) countList() listCounts {
	c := listCounts{labels: map[string]int{}, own: map[*html.Node]int{}, over: map[*html.Node]int{}, pagerNext: 2, headline: fold(r.out.Headline)}
	for i := range r.cut.Blocks {
		b := &r.cut.Blocks[i]
		if b.Flags&(segment.InNav|segment.InFooter) != 0 {
			continue
		}
		c.block(b)
		if r.chosen[i] && !isCaption(b) {
			c.chosen(b)
		}
	}
	return c
}

// block counts a block outside menus.
func (c *listCounts) block(b *segment.Block) {
	c.shown += b.Tokens
	c.links += b.LinkTokens
	if b.IsHeading() && c.headline != "" && !isLinkHeading(b) && fold(b.Text) == c.headline {
		c.pending, c.headed = 0, c.headed || c.blocks == 0
	}
	whole := b.Tokens > 0 && 10*b.LinkTokens >= 9*b.Tokens
	switch {
	case b.IsHeading():
		c.headings++
		if isLinkHeading(b) {
			c.teasers++
			c.pending++
		}
	case whole && b.Tokens >= lineTokens:
		c.lines++
		c.pending++
	case whole && b.Tokens <= labelTokens:
		c.label(b.Text)
	}
	if b.IsDate() && b.Tokens < 12 {
		c.dates++
	}
}

func (c *listCounts) label(text string) {
	if _, isNumber := pageNumber(text); isNumber || text == "1" {
		if n := int(text[len(text)-1] - '0'); n == c.pagerNext%10 {
			c.pager++
			c.pagerNext++
		}
		return
	}
	const maxLabels = 2_000
	if len(c.labels) < maxLabels && utf8.RuneCountInString(text) > 2 {
		c.labels[strings.ToLower(text)]++
	}
}

func (c *listCounts) chosen(b *segment.Block) {
	c.blocks++
	if c.blocks == 1 {
		c.start = c.pending
	}
	if c.pending > 0 || c.blocks == 1 {
		c.run = 0
		c.runs++
	}
	c.run += b.Tokens
	c.longestRun = max(c.longestRun, c.run)
	c.tokens += b.Tokens
	c.chosenLinks += b.LinkTokens
	c.longest = max(c.longest, b.Tokens)
	if c.blocks > 1 {
		c.between += c.pending
	}
	c.pending = 0
	text := strings.TrimRight(b.Text, " »>]→")
	if strings.HasSuffix(text, "…") || strings.HasSuffix(text, "...") || strings.HasSuffix(text, "[…") {
		c.cut++
	}
	if b.Node != nil && b.Node.Parent != nil {
		c.own[b.Node.Parent] += b.Tokens
		if b.Node.Parent.Parent != nil {
			c.over[b.Node.Parent.Parent] += b.Tokens
		}
	}
}

func most[K comparable](m map[K]int) int {
	n := 0
	for _, v := range m {
		n = max(n, v)
	}
	return n
}

// listRow describes the page by its signs.
func (r *reader) listRow(c listCounts) [listSigns]float64 {
	og, _ := r.stated.First("og:type")
	og = strings.ToLower(og)
	var f [listSigns]float64
	f[listBias] = 1
	f[listOGArticle] = flag01(strings.Contains(og, "article"))
	f[listOGSite] = flag01(og != "" && !strings.Contains(og, "article"))
	f[listDated] = flag01(!r.out.Published.Time.IsZero() && r.out.Published.Confidence >= sureMost)
	f[listSigned] = flag01(len(r.out.Signed) > 0)
	f[listTitle] = flag01(r.out.Headline == "" || r.isSite(r.out.Headline))
	f[listTokens] = scale(c.tokens, 1000)
	f[listLongest] = scale(c.longest, 200)
	f[listShare] = part(c.tokens, c.shown)
	f[listLinks] = part(c.links, c.shown)
	f[listChosenLinks] = part(c.chosenLinks, c.tokens)
	f[listTeasers] = scale(c.teasers, 30)
	f[listTeaserShare] = part(c.teasers, c.headings)
	f[listBetween] = scale(c.between, 20)
	f[listLines] = scale(c.lines, 60)
	f[listLabels] = scale(most(c.labels), 20)
	f[listDates] = scale(c.dates, 20)
	f[listOwn] = part(most(c.own), c.tokens)
	f[listOver] = part(most(c.over), c.tokens)
	f[listCut] = part(c.cut, c.blocks)
	f[listMean] = scale(int(part(c.tokens, c.blocks)), 60)
	f[listPager] = scale(c.pager, 5)
	f[listRun] = scale(c.longestRun, 600)
	f[listRuns] = scale(c.runs, 15)
	f[listStart] = scale(c.start, 20)
	f[listSure] = r.out.Sure
	return f
}

// listWeights say what each sign is worth, in log-odds: a logistic regression
// on the tuning half of the pages named in docs/extraction.md, by
//
//	go test ./page/extract -run 'TestFitList$' -v -args -kindfit -kindpages FOLDER -quality
var listWeights = [listSigns]float64{
	5.90, -2.88, -0.04, -1.74, -0.97, 0.10, -2.94, -0.16, -0.64,
	0.42, 1.40, -0.76, 0.99, 1.17, -1.68, 1.78, 1.38, -1.04,
	0.45, 1.50, 1.04, 0.72, -3.71, 1.05, 2.07, -1.90,
}

// What is asked of a page, in log-odds. No article is to be lost: under an
// address that looks like an article's, more is asked.
const (
	listBar        = 2.4
	listArticleBar = 2.9
)

// looksLikeList reports whether a page is a list by how it is built. A page
// that states an article's type is none, nor is one whose text is mostly one
// run of prose.
func (r *reader) looksLikeList(path string) bool {
	if len(r.types) > 0 {
		return false
	}
	c := r.countList()
	const prose, fewItems = 150, 4 // tokens; links that could be a list's items
	headed := r.out.Headline != "" && !r.isSite(r.out.Headline)
	switch {
	case c.teasers+c.lines < fewItems && most(c.labels) < fewItems,
		headed && c.longestRun >= prose && 2*c.longestRun >= c.tokens,
		// The text stands under its headline, in one piece.
		headed && c.headed && c.longestRun >= statedText && 4*c.longestRun >= 3*c.tokens:
		return false
	}
	bar := listBar
	if articlePath(path) {
		bar = listArticleBar
	}
	sum := 0.0
	for i, v := range r.listRow(c) {
		sum += listWeights[i] * v
	}
	return sum > bar
}
