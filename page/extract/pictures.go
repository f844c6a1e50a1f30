package extract

import (
	"slices"

	"github.com/overview-news/overview/page/dom"
	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

const (
	// maxPictures bounds the pictures of an article that become blocks, and
	// with it what is climbed for each of them. The longest gallery of the
	// labelled pages has 86.
	maxPictures = 300
	// Pictures that are stated to be smaller, in pixels, are icons, faces of
	// authors and counters.
	minPictureWidth  = 100
	minPictureHeight = 60
	// maxPathSteps bounds the elements between a picture and the text that are
	// looked at.
	maxPathSteps = 64
)

// picture is an image of the page that may be the article's.
type picture struct {
	img   *html.Node
	other *html.Node // shown in its place where scripts are off, or nil
	at    int        // it stands before this block of the cut page
	// near is the nearest element around it with any block, and around the
	// nearest with a block of the text; each with its blocks.
	near, around     *html.Node
	nearFrom, nearTo int
	found            source
}

// gallery finds the article's pictures: it follows the page as package segment
// cuts it, to know between which blocks each stands.
type gallery struct {
	r           *reader
	first, last int
	head        int
	texts       []int // how many blocks before the index are text
	frames      []frame
	next        int  // the block that the run of text in hand will be
	raw         bool // there is such a run
	breaks      int
	fallback    int // open noscript elements
	pictures    []picture
	resolved    int // pictures before have near,
	settled     int // and around
	done        bool
}

// frame is an open element that divides text.
type frame struct {
	node          *html.Node
	block, images int // the next ones when it was opened
}

// addPictures puts the article's pictures between its blocks. Nothing else
// changes: neither the models nor the memory of a site know of them.
func (r *reader) addPictures() {
	first, last := r.span()
	if first < 0 || !r.seen.pictured || len(r.out.Blocks) != len(r.cut.Blocks) {
		return
	}
	body := dom.First(r.doc, atom.Body)
	if body == nil {
		return
	}
	g := newGallery(r, first, last)
	dom.Walk(g.root(body), g.enter, g.leave)
	g.insert(g.keep())
}

// root is the element in which pictures are looked for: what holds headline and
// text, with two elements more for what stands above the headline. The walk
// begins at its first block.
func (g *gallery) root(body *html.Node) *html.Node {
	const more = 2
	blocks := g.r.cut.Blocks
	root := common(blocks[g.first].Node, blocks[g.last].Node)
	if g.head >= 0 && g.head < g.first {
		root = common(root, blocks[g.head].Node)
	}
	for n := 0; root != nil && root != body && (n < more || !dom.Breaks(root)); n++ {
		root = root.Parent
	}
	if root == nil || root == body {
		return body
	}
	for g.next = g.first; g.next > 0 && within(blocks[g.next-1].Node, root); {
		g.next--
	}
	return root
}

// common is the nearest element that holds both.
func common(a, b *html.Node) *html.Node {
	over := func(n *html.Node) int {
		d := 0
		for ; n != nil; n = n.Parent {
			d++
		}
		return d
	}
	da, db := over(a), over(b)
	for a != b {
		if da >= db {
			a, da = a.Parent, da-1
		} else {
			b, db = b.Parent, db-1
		}
	}
	return a
}

func within(n, root *html.Node) bool {
	for ; n != nil && n != root; n = n.Parent {
	}
	return n == root
}

func newGallery(r *reader, first, last int) *gallery {
	g := &gallery{r: r, first: first, last: last, head: -1, texts: make([]int, len(r.out.Blocks)+1)}
	for i, b := range r.out.Blocks {
		g.texts[i+1] = g.texts[i]
		if isText(b.Role) {
			g.texts[i+1]++
		}
		if b.Role == RoleHeadline && g.head < 0 {
			g.head = i
		}
	}
	return g
}

func (g *gallery) enter(n *html.Node) bool {
	switch {
	case g.done:
		return false
	case n.Type == html.TextNode:
		if g.fallback == 0 && hasWords(n.Data) {
			g.raw, g.breaks = true, 0
		}
		return false
	case n.Type != html.ElementNode:
		return false
	case n.DataAtom == atom.Noscript:
		g.fallback++
		return true
	case isPicture(n):
		g.see(n)
		return false
	case dom.Silent(n):
		return false
	case g.fallback > 0:
		return true
	case n.DataAtom == atom.Br:
		if g.breaks++; g.raw && g.breaks > 1 {
			g.flush(g.top())
		}
		return false
	}
	if dom.Breaks(n) {
		g.flush(g.top())
		g.frames = append(g.frames, frame{n, g.next, len(g.pictures)})
	}
	return true
}

func (g *gallery) leave(n *html.Node) {
	if g.done || n.Type != html.ElementNode {
		return
	}
	if n.DataAtom == atom.Noscript {
		g.fallback--
		return
	}
	if g.fallback > 0 || n.DataAtom == atom.Br || !dom.Breaks(n) {
		return
	}
	g.flush(n)
	f := g.frames[len(g.frames)-1]
	g.frames = g.frames[:len(g.frames)-1]
	g.close(f)
	// Behind the text only its own element can still hold a picture of it.
	const behind = nearEnd
	g.done = g.next > g.last+behind && g.resolved == len(g.pictures) && g.settled == len(g.pictures)
}

// hasWords reports whether a text is more than white space, as the cutter sees
// it.
func hasWords(s string) bool {
	for i := 0; i < len(s); i++ {
		if s[i] > ' ' {
			return true
		}
	}
	return false
}

// close tells the pictures below an element what blocks it has.
func (g *gallery) close(f frame) {
	if g.next == f.block {
		return
	}
	for i := max(f.images, g.resolved); i < len(g.pictures); i++ {
		if p := &g.pictures[i]; p.near == nil {
			p.near, p.nearFrom, p.nearTo = f.node, f.block, g.next
		}
	}
	if f.images <= g.resolved {
		g.resolved = len(g.pictures)
	}
	if g.texts[g.next] == g.texts[f.block] {
		return
	}
	for i := max(f.images, g.settled); i < len(g.pictures); i++ {
		if p := &g.pictures[i]; p.around == nil {
			p.around = f.node
		}
	}
	if f.images <= g.settled {
		g.settled = len(g.pictures)
	}
}

func (g *gallery) top() *html.Node {
	if len(g.frames) == 0 {
		return nil
	}
	return g.frames[len(g.frames)-1].node
}

// flush ends a run of text. It was a block of the cut page only if that says
// that its next block is of the same element.
func (g *gallery) flush(at *html.Node) {
	if g.raw && g.next < len(g.r.cut.Blocks) && g.r.cut.Blocks[g.next].Node == at {
		g.next++
	}
	g.raw, g.breaks = false, 0
}

// isPicture reports whether an element shows an image.
func isPicture(n *html.Node) bool {
	return n.DataAtom == atom.Img || n.DataAtom == 0 && n.Data == "amp-img"
}

// see notes an image that stands where one of the article can.
func (g *gallery) see(img *html.Node) {
	at := g.next
	if g.raw {
		at++ // it stands in a paragraph, and comes behind it
	}
	if len(g.pictures) >= maxPictures || at < g.earliest() || at > g.last+nearEnd || tiny(img) {
		return
	}
	p := picture{img: img, at: at}
	if n := len(g.pictures); g.fallback > 0 && n > 0 && sameFrame(g.pictures[n-1], p) {
		g.pictures[n-1].other = img
		return
	}
	g.pictures = append(g.pictures, p)
}

// earliest is the first place where a picture is looked for: above the
// headline there can be the main image.
func (g *gallery) earliest() int {
	const above = 20 // blocks: captions, credits, a section, tools for sharing
	if g.head >= 0 && g.head < g.first {
		return max(0, min(g.head, g.first-2*nearHead)-above)
	}
	return max(0, g.first-nearHead)
}

// tiny reports whether an image is stated to be an icon or a counter.
func tiny(img *html.Node) bool {
	w, h := number(dom.Attr(img, "width")), number(dom.Attr(img, "height"))
	return w > 0 && w < minPictureWidth || h > 0 && h < minPictureHeight
}

// sameFrame reports whether an image that is shown where scripts are off
// stands for the one before.
func sameFrame(before, p picture) bool {
	const steps = 3 // elements around the one before: a link, a picture element
	if before.at != p.at {
		return false
	}
	holder := p.img.Parent
	for n := 0; n < maxPathSteps && holder != nil && holder.DataAtom != atom.Noscript; n++ {
		holder = holder.Parent
	}
	if holder == nil {
		return false
	}
	for n, at := 0, before.img.Parent; n < steps && at != nil; n, at = n+1, at.Parent {
		if at == holder.Parent {
			return true
		}
	}
	return false
}

// insert puts the pictures between the blocks, and their addresses to the
// captions.
func (g *gallery) insert(kept []picture) {
	blocks := g.r.out.Blocks
	for i := range blocks {
		if blocks[i].Image != "" { // as it stands on the page
			blocks[i].Image, _ = usable(blocks[i].Image, g.r.address)
		}
	}
	if len(kept) == 0 {
		return
	}
	g.link(kept)
	out := make([]Block, 0, len(blocks)+len(kept))
	from := 0
	for _, p := range kept { // in the page's order
		at := max(from, min(p.at, len(blocks)))
		out = append(out, blocks[from:at]...)
		out = append(out, Block{Role: RoleImage, Text: clip(dom.Collapse(dom.Attr(p.img, "alt"))),
			Image: p.found.url, Width: p.found.width, Height: p.found.height})
		from = at
	}
	g.r.out.Blocks = append(out, blocks[from:]...)
}

// link gives captions and credits the address of their picture: those in the
// element around it that holds nothing else, then those that follow it.
func (g *gallery) link(kept []picture) {
	blocks := g.r.out.Blocks
	linked := map[int]bool{}
	isFree := func(i int) bool {
		return i < len(blocks) && !linked[i] && (blocks[i].Role == RoleCaption || blocks[i].Role == RoleImageCredit)
	}
	for _, p := range kept {
		if p.near == p.around || slices.ContainsFunc(blocks[p.nearFrom:p.nearTo], func(b Block) bool { return b.Role == RoleHeadline }) {
			continue
		}
		for i := p.nearFrom; i < p.nearTo; i++ {
			if isFree(i) {
				blocks[i].Image, linked[i] = p.found.url, true
			}
		}
	}
	for _, p := range kept {
		for i := p.at; isFree(i); i++ {
			blocks[i].Image, linked[i] = p.found.url, true
		}
	}
}
