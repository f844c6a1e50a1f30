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
	// Alt says that the block repeats what a picture right before it says it
	// shows.
	Alt       bool
	linkStart bool // the first words are a link
	linkEnd   bool // the last words are
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

	firstBlock, lastBlock int // below; lastBlock < firstBlock where there is none
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
	alts  []string // of pictures since the last text
	room  []uint64 // for the hashes of the blocks' words
	class Class    // of open inline elements when the run began
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
	case atom.Img:
		c.addAlt(n)
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
		stats: c.measure(text), linkStart: c.first, linkEnd: c.end,
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
	b.Alt = c.repeatsAlt(text)
	c.alts = c.alts[:0]
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

// aggregate sums the blocks up their containers.
func (p *Page) aggregate() {
	last := len(p.containers) - 1
	p.containers[0].last = last
	for i := range p.containers {
		p.containers[i].firstBlock, p.containers[i].lastBlock = len(p.Blocks), -1
	}
	for i := range p.Blocks {
		b := &p.Blocks[i]
		k := &p.containers[b.container]
		k.firstBlock, k.lastBlock = min(k.firstBlock, i), i
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
		up.firstBlock, up.lastBlock = min(up.firstBlock, k.firstBlock), max(up.lastBlock, k.lastBlock)
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

// IsMenu reports whether the block is a short link of a navigation, a footer, a
// bar or a list of links. Of 128,000 blocks of the labelled pages that no menu
// element holds these are 38,000, with 0.08 % of the labelled words.
func (b *Block) IsMenu() bool {
	const (
		longest = 8 // tokens
		places  = InNav | InFooter | InHeader | InAside | InForm
		marks   = ClassNav | ClassTags | ClassRelated | ClassShare
	)
	return b.LinkTokens == b.Tokens && b.Tokens < longest && (b.Flags&places != 0 || (b.Class|b.Above)&marks != 0)
}
