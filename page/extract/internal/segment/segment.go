// Package segment cuts an HTML page into blocks of text and describes each by
// numbers, from which a model can tell what belongs to the article.
//
// A block is a run of text that no block element and no double line break
// divides: a paragraph, a heading, a list item, a label. Nothing here decides;
// see package extract.
package segment

import (
	"cmp"
	"slices"
	"strings"

	"github.com/overview-news/overview/page/dom"
	"github.com/overview-news/overview/page/extract/internal/memo"
	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// MaxBlocks bounds the blocks of a page; what follows is not read. The longest
// of 1,070 archived news pages has about 4,000.
const MaxBlocks = 20_000

// Flag is a set of facts about the place of a block.
type Flag uint32

// Where a block stands: inside which elements, and how marked.
const (
	InArticle Flag = 1 << iota
	InMain
	InAside
	InNav
	InHeader
	InFooter
	InFigure
	InForm
	InTable
	InList
	InQuote
	InSection
	InDialog
	InBody // itemprop="articleBody" and the like
	InHidden
	InButton
	InDetails
	InItem    // an article inside an article
	InReplies // readers' comments
	InBox     // a box beside the text, by its own name
	flagCount = iota
)

// InPrompt marks what asks the reader for something, by its own name. The models
// do not know it.
const InPrompt Flag = 1 << 30

// Block is one run of text.
type Block struct {
	Text  string
	Tag   atom.Atom  // of the element that makes it a block
	Node  *html.Node // that element
	Flags Flag
	Class Class // of the element itself and inline elements around the text
	Above Class // of the three elements above
	Any   Class // of all elements above

	Tokens     int // words; characters of scripts without spaces
	LinkTokens int
	bold       int
	container  int
	sig        uint64
	depth      int
	stats      textStats
	linkStart  bool // the first words are a link
	linkEnd    bool // the last words are
}

// Page is a segmented page.
type Page struct {
	Blocks    []Block
	Truncated bool // more than MaxBlocks

	containers []container
	title      uint64 // of the headline's words
	titled     bool
}

// container is a block element with what stands below it.
type container struct {
	parent, last int // last is the greatest index below
	tag          atom.Atom
	sig          uint64
	class        Class
	flags        Flag
	depth        int

	blocks, paras         int
	tokens, links, prose  int // tokens: all, in links, in blocks that read like prose
	replies               int // blocks that belong to a comment's tools
	score                 float64
	directProse, children int
}

// cutter holds the state of the walk that cuts a page.
type cutter struct {
	page  Page
	open  []int           // containers
	elems []*html.Node    // their elements
	whole string          // the run of text while it is one text of the page
	text  strings.Builder // else
	raw   int             // bytes of text that is not white space
	link  int             // of these, inside links
	bold  int
	links int  // open link elements
	first bool // the run began inside a link
	end   bool // its last words so far stand in one
	bolds int
	buttn int
	class Class // of open inline elements when the run began
	inl   []Class
	brk   int // line breaks since the last text
	words memo.Table[attribute]
}

// attribute is what a class, an id or the like says of its element.
type attribute struct {
	class Class
	flag  Flag
	popup bool
}

func (c *cutter) attribute(value string) attribute { return c.words.Of(value, readAttribute) }

func readAttribute(value string) attribute {
	return attribute{class: classOf(value), flag: namedFlag(value), popup: isPopup(value)}
}

// Cut segments the page below root.
func Cut(root *html.Node) *Page {
	c := &cutter{}
	c.page.containers = append(c.page.containers, container{parent: -1})
	c.open = append(c.open, 0)
	c.elems = append(c.elems, root)
	body := dom.First(root, atom.Body)
	if body == nil {
		body = root
	}
	dom.Walk(body, c.enter, c.leave)
	c.flush()
	c.page.aggregate()
	return &c.page
}

func (c *cutter) enter(n *html.Node) bool {
	switch n.Type {
	case html.TextNode:
		c.addText(n.Data)
		return true
	case html.ElementNode:
	default:
		return n.Type == html.DocumentNode
	}
	if dom.Silent(n) || c.popup(n) {
		return false
	}
	switch n.DataAtom {
	case atom.Br:
		c.lineBreak()
		return false
	case atom.A:
		c.links++
	case atom.B, atom.Strong:
		c.bolds++
	}
	if dom.Breaks(n) {
		c.flush()
		c.push(n)
		return true
	}
	c.inl = append(c.inl, c.attribute(dom.Attr(n, "class")).class)
	return true
}

func (c *cutter) leave(n *html.Node) {
	if n.Type != html.ElementNode || dom.Silent(n) || n.DataAtom == atom.Br || c.popup(n) {
		return
	}
	switch n.DataAtom {
	case atom.A:
		c.links--
	case atom.B, atom.Strong:
		c.bolds--
	}
	if dom.Breaks(n) {
		c.flush()
		c.pop()
		return
	}
	c.inl = c.inl[:len(c.inl)-1]
}

func (c *cutter) addText(s string) {
	n := 0
	for i := 0; i < len(s); i++ {
		if s[i] > ' ' {
			n++
		}
	}
	if n == 0 {
		if c.raw > 0 {
			c.write(" ")
		}
		return
	}
	c.end = c.links > 0
	if c.raw == 0 {
		c.first = c.end
		c.class = 0
		for _, k := range c.inl {
			c.class |= k
		}
	}
	c.brk = 0
	c.write(s)
	c.raw += n
	if c.links > 0 {
		c.link += n
	}
	if c.bolds > 0 {
		c.bold += n
	}
}

// lineBreak takes two breaks in a row for the end of a paragraph.
func (c *cutter) lineBreak() {
	if c.raw == 0 {
		return
	}
	if c.brk++; c.brk > 1 {
		c.flush()
		return
	}
	c.write("\n")
}

// write goes on with the run of text.
func (c *cutter) write(s string) {
	if c.whole == "" && c.text.Len() == 0 {
		c.whole = s
		return
	}
	c.text.WriteString(c.whole)
	c.whole = ""
	c.text.WriteString(s)
}

func (c *cutter) push(n *html.Node) {
	parent := c.open[len(c.open)-1]
	up := &c.page.containers[parent]
	class := dom.Attr(n, "class")
	k := container{
		parent: parent, tag: n.DataAtom, depth: up.depth + 1, flags: up.flags | c.flagsOf(n, up.flags),
		class: c.attribute(class).class | c.attribute(dom.Attr(n, "id")).class | c.attribute(dom.Attr(n, "data-testid")).class |
			c.attribute(dom.Attr(n, "data-component")).class,
		sig: hashString(hashByte(hashSeed, byte(n.DataAtom)), class),
	}
	up.children++
	c.page.containers = append(doubled(c.page.containers), k)
	c.open = append(c.open, len(c.page.containers)-1)
	c.elems = append(c.elems, n)
	if n.DataAtom == atom.Button {
		c.buttn++
	}
}

func (c *cutter) pop() {
	at := c.open[len(c.open)-1]
	c.open = c.open[:len(c.open)-1]
	c.elems = c.elems[:len(c.elems)-1]
	c.page.containers[at].last = len(c.page.containers) - 1
	if c.page.containers[at].tag == atom.Button {
		c.buttn--
	}
}

// flush ends the run of text and makes it a block.
func (c *cutter) flush() {
	if c.raw == 0 {
		c.text.Reset()
		return
	}
	text := dom.Collapse(cmp.Or(c.whole, c.text.String()))
	raw, link, bold := c.raw, c.link, c.bold
	c.whole = ""
	c.text.Reset()
	c.raw, c.link, c.bold, c.brk = 0, 0, 0, 0
	if text == "" {
		return
	}
	if len(c.page.Blocks) >= MaxBlocks {
		c.page.Truncated = true
		return
	}
	at := c.open[len(c.open)-1]
	k := &c.page.containers[at]
	b := Block{
		Text: text, Tag: k.tag, Node: c.elems[len(c.elems)-1], Flags: k.flags, Class: k.class | c.class, container: at, depth: k.depth,
		stats: measure(text), linkStart: c.first, linkEnd: c.end,
	}
	if c.buttn > 0 {
		b.Flags |= InButton
	}
	b.Tokens = b.stats.tokens
	b.LinkTokens = (b.Tokens*link + raw/2) / raw
	b.bold = (b.Tokens*bold + raw/2) / raw
	up := k.parent
	b.sig = k.sig
	for level := 0; up > 0; level++ {
		p := &c.page.containers[up]
		if level == 0 {
			b.sig = hashUint(b.sig, p.sig)
		}
		if level < 3 {
			b.Above |= p.class
		}
		b.Any |= p.class
		up = p.parent
	}
	c.page.Blocks = append(doubled(c.page.Blocks), b)
}

// doubled makes room in a full list for as much again. What append makes of
// long lists, a quarter more at a time, costs five times their length in all.
func doubled[T any](list []T) []T {
	const fewest = 64
	if len(list) < cap(list) {
		return list
	}
	return slices.Grow(list, max(len(list), fewest))
}

func (c *cutter) flagsOf(n *html.Node, above Flag) Flag {
	f := elementFlag(n, above)
	for _, a := range n.Attr {
		if a.Key == "id" || a.Key == "class" {
			f |= c.attribute(a.Val).flag
		} else {
			f |= attributeFlag(a)
		}
	}
	if dom.Hidden(n) {
		f |= InHidden
	}
	return f
}

// popup reports whether an inline element holds what is shown only while a
// reader points at the words before it.
func (c *cutter) popup(n *html.Node) bool {
	return n.DataAtom == atom.Span && c.attribute(dom.Attr(n, "class")).popup
}

// isPopup reports whether a class is that of such an element.
func isPopup(class string) bool {
	if class == "" || len(class) > maxAttribute {
		return false
	}
	for _, w := range popupWords {
		if strings.Contains(class, w) {
			return true
		}
	}
	return false
}

// popupWords stand in the class names of such elements.
var popupWords = []string{"tooltip-text", "tooltiptext", "tooltip-content", "tooltip__content", "popover-content",
	"popover-body", "hovercard", "rollover-people-block", "rollover-block", "infotip", "glossary-definition"}

// namedFlag is what an id or a class says that names its element outright. Such
// names are exact; those that only suggest something are in classWords.
func namedFlag(value string) Flag {
	const shortest = 6 // bytes of a name below
	if len(value) < shortest || len(value) > maxAttribute {
		return 0
	}
	var f Flag
	for w := range strings.FieldsSeq(strings.ToLower(value)) {
		f |= namedFlags[w]
		if rest, found := strings.CutPrefix(w, "comment-"); found && rest != "" && strings.Trim(rest, "0123456789") == "" {
			f |= InReplies
		}
	}
	return f
}

// namedFlags are the names. No labelled page has text of its article in
// elements with those of comments.
var namedFlags = buildNamedFlags(map[Flag]string{
	InReplies: `comments comment-list commentlist comments-list comments-area comment-body comment-content
		comment-text comments-wrapper comments-container comments-section comment-section disqus_thread commentarea
		comment_text comment_body usercomments reader-comments comment-respond kommentare commentaires comentarios
		kommentarer comments-block comment_list comments_list`,
	InBox: `infobox info-box info_box factbox fact-box fact_box fakta-box faktabox faktaruta faktaboks infokasten
		info-kasten tietolaatikko`,
	InPrompt: `newsletter newsletter-signup newsletter-box newsletter-form newsletter-widget newsletter-promo
		newsletter-banner newsletter-teaser newsletter_box newsletter-module newsletter-subscribe paywall-offer
		donate-banner donation-box donation-banner donate-box subscribe-box subscription-box subscribe-banner
		signup-form signup-box cookie-bar cookie-banner cookie-notice cookie-consent email-signup mc_embed_signup`,
})

func buildNamedFlags(lists map[Flag]string) map[string]Flag {
	names := map[string]Flag{}
	for f, list := range lists {
		for w := range strings.FieldsSeq(list) {
			names[w] |= f
		}
	}
	return names
}

// elementFlag is what an element's kind says about the blocks in it.
func elementFlag(n *html.Node, above Flag) Flag {
	var f Flag
	switch n.DataAtom {
	case atom.Article:
		f = InArticle
		if above&InArticle != 0 {
			f |= InItem
		}
	case atom.Main:
		f = InMain
	case atom.Aside:
		f = InAside
	case atom.Nav:
		f = InNav
	case atom.Header:
		f = InHeader
	case atom.Footer:
		f = InFooter
	case atom.Figure, atom.Figcaption:
		f = InFigure
	case atom.Form, atom.Fieldset:
		f = InForm
	case atom.Table:
		f = InTable
	case atom.Ul, atom.Ol, atom.Dl, atom.Menu:
		f = InList
	case atom.Blockquote:
		f = InQuote
	case atom.Section:
		f = InSection
	case atom.Dialog:
		f = InDialog
	case atom.Details:
		f = InDetails
	}
	return f
}

// attributeFlag is what an attribute that is no name says about the blocks in
// its element.
func attributeFlag(a html.Attribute) Flag {
	switch a.Key {
	case "role":
		return roleFlags[a.Val]
	case "aria-modal":
		return InDialog
	case "itemprop":
		if strings.EqualFold(a.Val, "articleBody") {
			return InBody
		}
	case "property":
		if strings.Contains(a.Val, "articleBody") || strings.Contains(a.Val, "content:encoded") {
			return InBody
		}
	}
	return 0
}

// roleFlags are the roles of WAI-ARIA that matter.
var roleFlags = map[string]Flag{
	"dialog": InDialog, "alertdialog": InDialog, "main": InMain, "navigation": InNav, "menu": InNav,
	"menubar": InNav, "banner": InNav, "contentinfo": InFooter, "complementary": InAside, "article": InArticle,
}

// aggregate sums the blocks up their containers.
func (p *Page) aggregate() {
	last := len(p.containers) - 1
	p.containers[0].last = last
	for i := range p.Blocks {
		b := &p.Blocks[i]
		k := &p.containers[b.container]
		k.blocks++
		k.tokens += b.Tokens
		k.links += b.LinkTokens
		if b.stats.phrase&PhraseComment != 0 && b.Tokens < 8 {
			k.replies++
		}
		if b.prose() {
			k.paras++
			k.prose += b.Tokens
			p.credit(b)
		}
	}
	for i := last; i > 0; i-- {
		k := p.containers[i]
		up := &p.containers[k.parent]
		up.blocks += k.blocks
		up.paras += k.paras
		up.tokens += k.tokens
		up.links += k.links
		up.prose += k.prose
		up.replies += k.replies
	}
	p.openDialogs()
}

// openDialogs takes the mark of a dialog from pages that are one as a whole:
// all headings of the first level and most of the prose are inside.
func (p *Page) openDialogs() {
	inside, outside, heads := 0, 0, 0
	for i := range p.Blocks {
		b := &p.Blocks[i]
		dialog := b.Flags&InDialog != 0
		if b.Tag == atom.H1 && dialog {
			heads++
		}
		if b.Tag == atom.H1 && !dialog {
			return
		}
		switch {
		case b.Tokens < 8 || b.LinkTokens*3 > b.Tokens:
		case dialog:
			inside += b.Tokens
		default:
			outside += b.Tokens
		}
	}
	if heads == 0 || inside < 2*outside {
		return
	}
	for i := range p.Blocks {
		p.Blocks[i].Flags &^= InDialog
	}
}

// credit gives a paragraph's weight to the two elements above it.
func (p *Page) credit(b *Block) {
	score := 1 + min(float64(b.Tokens)/25, 3)
	up := p.containers[b.container].parent
	if b.Tag == atom.Div || b.Tag == atom.Td || b.Tag == atom.Section || b.Tag == atom.Article {
		up = b.container
	}
	if up < 0 {
		return
	}
	p.containers[up].score += score
	p.containers[up].directProse += b.Tokens
	if g := p.containers[up].parent; g >= 0 {
		p.containers[g].score += score / 2
	}
}

// prose reports whether a block reads like running text.
func (b *Block) prose() bool {
	if b.Tokens < 8 || b.LinkTokens*3 > b.Tokens || b.Flags&(InNav|InDialog|InForm|InButton) != 0 {
		return false
	}
	return b.Tag == atom.P || b.stats.ends || b.stats.stops > 0 || b.Tokens > 40
}

const (
	hashSeed  = 14695981039346656037
	hashPrime = 1099511628211
)

func hashByte(h uint64, c byte) uint64 { return (h ^ uint64(c)) * hashPrime }

func hashString(h uint64, s string) uint64 {
	for i := 0; i < len(s); i++ {
		h = hashByte(h, s[i])
	}
	return h
}

func hashUint(h, v uint64) uint64 {
	for range 8 {
		h = hashByte(h, byte(v))
		v >>= 8
	}
	return h
}

// IsHeading reports whether a heading element makes the block.
func (b *Block) IsHeading() bool {
	switch b.Tag {
	case atom.H1, atom.H2, atom.H3, atom.H4, atom.H5, atom.H6:
		return true
	}
	return false
}

// IsDate reports whether the block looks like a date line.
func (b *Block) IsDate() bool { return b.stats.dateLike }

// LinkShare is the part of the page's words that stand in links.
func (p *Page) LinkShare() float64 {
	k := p.containers[0]
	if k.tokens == 0 {
		return 0
	}
	return float64(k.links) / float64(k.tokens)
}

// Has reports whether the block's words suggest one of the meanings.
func (b *Block) Has(p Phrase) bool { return b.stats.phrase&p != 0 }

// MenuProb is the probability of menu links, which are not judged: they are a
// large part of many pages and never the text.
const MenuProb = 0.002

// IsMenu reports whether the block is a short link of a navigation or a footer.
func (b *Block) IsMenu() bool {
	const longest = 8 // tokens
	return b.Flags&(InNav|InFooter) != 0 && b.LinkTokens == b.Tokens && b.Tokens < longest
}
