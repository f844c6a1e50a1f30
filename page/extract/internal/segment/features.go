package segment

import (
	"math"

	"golang.org/x/net/html/atom"
)

// Context is what a page says about its article outside the blocks.
type Context struct {
	Headline    string
	Description string
	Body        string // JSON-LD articleBody
}

// Version changes whenever the meaning of a feature does; a model is only
// good for the version that it was trained on.
const Version = 5

// tags are the kinds of element told apart.
var tags = []atom.Atom{
	atom.P, atom.Div, atom.H1, atom.H2, atom.H3, atom.H4, atom.Li, atom.Blockquote, atom.Figcaption,
	atom.Td, atom.Th, atom.Section, atom.Article, atom.Dt, atom.Dd, atom.Pre, atom.Label, atom.Footer, atom.Header,
}

// top describes the element that most paragraphs of the page share.
type top struct {
	at, blocks int
	prose      int
}

func (p *Page) top() top {
	best := top{}
	bestScore := -1.0
	for i := range p.containers {
		k := &p.containers[i]
		density := float64(k.links) / float64(k.tokens+1)
		if s := k.score * (1 - density); s > bestScore {
			bestScore, best = s, top{at: i, blocks: k.blocks, prose: k.prose}
		}
	}
	return best
}

// group sums up the blocks that look alike.
type group struct{ n, tokens, links, prose int }

// describer holds what the features of one page share.
type describer struct {
	p        *Page
	groups   map[uint64]*group
	count    map[uint64]int
	seen     map[uint64]int
	title    map[uint64]bool
	titleN   int
	titleSum uint64
	lead     *hashes
	body     *hashes
	hasBody  bool
	top      top
	headAt   int
	cores    [coreCount]int
	total    group
	before   int              // tokens of prose so far
	marks    [phraseCount]int // short blocks of each meaning since the headline
	paras    int
}

// Describe returns the features of every block but menu links, which are not
// judged. Each row has room for what Smooth appends.
func (p *Page) Describe(ctx Context) [][]float32 {
	d := newDescriber(p, ctx)
	judged := 0
	for i := range p.Blocks {
		if !p.Blocks[i].IsMenu() {
			judged++
		}
	}
	out := make([][]float32, len(p.Blocks))
	size := Features + SmoothFeatures
	buf := make([]float32, judged*size)
	for i := range p.Blocks {
		if !p.Blocks[i].IsMenu() {
			out[i] = d.describe(buf[:0:size], i)
			buf = buf[size:]
		}
		d.pass(i)
	}
	return out
}

func newDescriber(p *Page, ctx Context) *describer {
	d := &describer{p: p, groups: map[uint64]*group{}, count: map[uint64]int{}, seen: map[uint64]int{}, headAt: -1}
	title := measure(ctx.Headline)
	d.title, d.titleN, d.titleSum = wordSet(title.words), title.tokens, title.hash
	d.lead = shingleSet(measure(ctx.Description).words)
	d.body = shingleSet(bodyWords(ctx.Body))
	d.hasBody = d.body.len() > 20
	d.top = p.top()
	p.title, p.titled = d.titleSum, d.titleN > 0
	for i := range p.Blocks {
		b := &p.Blocks[i]
		g := d.groups[b.sig]
		if g == nil {
			g = &group{}
			d.groups[b.sig] = g
		}
		for _, g := range []*group{g, &d.total} {
			g.n++
			g.tokens += b.Tokens
			g.links += b.LinkTokens
			if b.prose() {
				g.prose += b.Tokens
			}
		}
		d.count[b.stats.hash]++
	}
	d.headAt = d.findHead()
	d.cores = p.cores(d.total.prose)
	return d
}

// findHead is the block that shows the headline, an h1 before others.
func (d *describer) findHead() int {
	same, h1 := -1, -1
	for i := range d.p.Blocks {
		b := &d.p.Blocks[i]
		equal := d.titleN > 0 && b.stats.hash == d.titleSum
		if equal && b.Tag == atom.H1 {
			return i
		}
		if equal && same < 0 && b.Flags&InNav == 0 {
			same = i
		}
		if b.Tag == atom.H1 && h1 < 0 && b.Flags&InNav == 0 {
			h1 = i
		}
	}
	if same >= 0 {
		return same
	}
	return h1
}

// maxBodyWords bounds the JSON-LD body that blocks are compared with.
const maxBodyWords = 20_000

func bodyWords(s string) []uint64 {
	var words []uint64
	for start := 0; start < len(s) && len(words) < maxBodyWords; {
		end := min(start+1500, len(s))
		for end < len(s) && s[end] > ' ' && s[end] < 0x80 {
			end++
		}
		words = append(words, measure(s[start:end]).words...)
		start = end
	}
	return words
}

func wordSet(words []uint64) map[uint64]bool {
	set := make(map[uint64]bool, len(words))
	for _, w := range words {
		set[w] = true
	}
	return set
}

const shingle = 3

func shingleSet(words []uint64) *hashes {
	set := &hashes{}
	addShingles(set, words)
	return set
}

func addShingles(set *hashes, words []uint64) {
	set.grow(len(words))
	for i := 0; i+shingle <= len(words); i++ {
		set.add(hashUint(hashUint(hashUint(hashSeed, words[i]), words[i+1]), words[i+2]))
	}
}

// shared is the part of the words' shingles that set holds.
func shared(words []uint64, set *hashes) float32 {
	if set.len() == 0 || len(words) < shingle {
		return 0
	}
	n := 0
	for i := 0; i+shingle <= len(words); i++ {
		if set.has(hashUint(hashUint(hashUint(hashSeed, words[i]), words[i+1]), words[i+2])) {
			n++
		}
	}
	return float32(n) / float32(len(words)-shingle+1)
}

func ratio(a, b int) float32 {
	if b == 0 {
		return 0
	}
	return float32(a) / float32(b)
}

func log(n int) float32 { return float32(math.Log1p(float64(n))) }

func yes(b bool) float32 {
	if b {
		return 1
	}
	return 0
}

func (d *describer) describe(f []float32, i int) []float32 {
	b := &d.p.Blocks[i]
	f = d.describeText(f, b)
	f = d.describePlace(f, b)
	f = d.describeOrder(f, b, i)
	f = d.describeContainers(f, b)
	f = d.describeHead(f, b)
	f = d.describeCores(f, b)
	for bit := range phraseCount {
		f = append(f, float32(min(d.marks[bit], 6)))
	}
	for _, off := range []int{-2, -1, 1, 2} {
		f = d.describeNeighbour(f, b, i+off)
	}
	return f
}

// pass counts block i among those before the next one.
func (d *describer) pass(i int) {
	b := &d.p.Blocks[i]
	d.seen[b.stats.hash]++
	if i >= d.headAt && b.Tokens < 12 {
		for bit := range phraseCount {
			if b.stats.phrase&(1<<bit) != 0 {
				d.marks[bit]++
			}
		}
	}
	if b.prose() {
		d.before += b.Tokens
		d.paras++
	}
}

func (d *describer) describeText(f []float32, b *Block) []float32 {
	s := &b.stats
	f = append(f, log(b.Tokens), ratio(b.LinkTokens, b.Tokens), ratio(b.bold, b.Tokens),
		ratio(s.letters, s.tokens), ratio(s.upper, s.letters), ratio(s.digits, s.letters+s.digits),
		ratio(s.capital, s.tokens), log(s.stops), ratio(s.stops, s.tokens), log(s.commas), log(s.quotes),
		float32(min(s.odd, 5)), yes(s.ends), yes(s.lowerStart), yes(s.colonEnd), yes(s.dateLike), yes(s.dense),
		yes(b.prose()), yes(b.linkStart), yes(b.linkEnd))
	for bit := range phraseCount {
		f = append(f, yes(s.phrase&(1<<bit) != 0))
	}
	inTitle := 0
	for _, w := range s.words[:min(len(s.words), 60)] {
		if d.title[w] {
			inTitle++
		}
	}
	return append(f, yes(s.hash == d.titleSum && d.titleN > 0), ratio(inTitle, min(len(s.words), 60)),
		ratio(min(inTitle, d.titleN), d.titleN), shared(s.words, d.lead), d.bodyShare(s.words),
		float32(min(d.count[s.hash], 5)), float32(min(d.seen[s.hash], 3)))
}

// bodyShare is -1 where the page states no body to compare with.
func (d *describer) bodyShare(words []uint64) float32 {
	if !d.hasBody {
		return -1
	}
	return shared(words, d.body)
}

func (d *describer) describePlace(f []float32, b *Block) []float32 {
	for _, t := range tags {
		f = append(f, yes(b.Tag == t))
	}
	for bit := range flagCount {
		f = append(f, yes(b.Flags&(1<<bit) != 0))
	}
	for bit := range classCount {
		own, above, far := b.Class&(1<<bit) != 0, b.Above&(1<<bit) != 0, b.Any&(1<<bit) != 0
		f = append(f, yes(own), yes(above), yes(far))
	}
	return append(f, float32(b.depth))
}

func (d *describer) describeOrder(f []float32, b *Block, i int) []float32 {
	n := len(d.p.Blocks)
	sinceHead := float32(-1)
	if d.headAt >= 0 {
		sinceHead = log(i - d.headAt)
		if i < d.headAt {
			sinceHead = -1 - log(d.headAt-i)
		}
	}
	g := d.groups[b.sig]
	return append(f, ratio(i, n), ratio(d.before, d.total.prose), log(d.paras), sinceHead, log(n),
		log(d.total.prose), ratio(d.total.links, d.total.tokens),
		log(g.n), ratio(g.prose, d.total.prose), ratio(g.links, g.tokens), ratio(g.tokens, g.n))
}

func (d *describer) describeContainers(f []float32, b *Block) []float32 {
	c := d.p.containers
	at := b.container
	own := &c[at]
	f = append(f, log(own.blocks), ratio(own.links, own.tokens))
	up := own.parent
	for range 4 {
		if up < 0 {
			f = append(f, 0, 0, 0, 0, 0)
			continue
		}
		k := &c[up]
		f = append(f, log(k.blocks), ratio(k.links, k.tokens), ratio(k.prose, d.total.prose),
			ratio(k.prose, k.tokens), ratio(k.directProse, d.total.prose))
		up = k.parent
	}
	steps := 0
	for up = at; up > 0 && (d.top.at < up || d.top.at > c[up].last); up = c[up].parent {
		steps++
	}
	below := at >= d.top.at && at <= c[d.top.at].last
	return append(f, yes(below), float32(min(steps, 8)), float32(min(b.depth-c[d.top.at].depth, 12)),
		ratio(d.top.prose, d.total.prose), ratio(c[d.top.at].directProse, d.total.prose),
		ratio(c[up].prose, d.total.prose))
}

// describeHead says how far up a block and the headline meet, and what stands
// in the element where they do.
func (d *describer) describeHead(f []float32, b *Block) []float32 {
	c := d.p.containers
	for up, n := c[b.container].parent, 0; n < 3; n++ {
		if up < 0 {
			f = append(f, 0)
			continue
		}
		f = append(f, log(c[up].replies))
		up = c[up].parent
	}
	if d.headAt < 0 {
		return append(f, -1, -1, -1, -1, -1)
	}
	head := d.p.Blocks[d.headAt].container
	steps, at := 0, b.container
	for at > 0 && (head < at || head > c[at].last) {
		at = c[at].parent
		steps++
	}
	down := 0
	for h := head; h > 0 && h != at; h = c[h].parent {
		down++
	}
	meet := &c[at]
	return append(f, float32(min(steps, 12)), float32(min(down, 12)), ratio(meet.prose, d.total.prose),
		ratio(meet.links, meet.tokens), float32(meet.depth))
}

func (d *describer) describeNeighbour(f []float32, b *Block, i int) []float32 {
	if i < 0 || i >= len(d.p.Blocks) {
		return append(f, -1, 0, 0, 0, 0, 0)
	}
	o := &d.p.Blocks[i]
	c := d.p.containers
	return append(f, log(o.Tokens), ratio(o.LinkTokens, o.Tokens), yes(o.prose()), yes(o.sig == b.sig),
		yes(c[o.container].parent == c[b.container].parent), yes(o.stats.phrase&(PhraseRelated|PhrasePrompt) != 0))
}

// Features is the number of features of a block.
var Features = len((&Page{
	Blocks:     []Block{{}},
	containers: []container{{parent: -1}},
}).featureProbe())

// featureProbe describes an empty block, to count.
func (p *Page) featureProbe() []float32 {
	d := newDescriber(p, Context{})
	return d.describe(nil, 0)
}

// coreCount is how many ways there are to guess the element that holds the
// article.
const coreCount = 5

// cores guesses the element that holds the article in several ways. Each is
// often wrong; which of them to believe is learned.
func (p *Page) cores(prose int) [coreCount]int {
	var cores [coreCount]int
	bestDirect, bestBalance, bestArticle := 0, 0.0, 0
	for i := range p.containers {
		k := &p.containers[i]
		other := k.tokens - k.prose
		if k.prose*2 >= prose && (k.tokens < p.containers[cores[0]].tokens || cores[0] == 0) {
			cores[0] = i // the smallest with half of the prose
		}
		if k.prose*5 >= prose*4 && (k.tokens < p.containers[cores[1]].tokens || cores[1] == 0) {
			cores[1] = i // the smallest with four fifths
		}
		if k.directProse > bestDirect {
			bestDirect, cores[2] = k.directProse, i
		}
		if v := float64(k.prose) - 0.5*float64(other) - 2*float64(k.links); v > bestBalance {
			bestBalance, cores[3] = v, i
		}
		marked := k.tag == atom.Article || k.tag == atom.Main || k.class&(ClassBody|ClassParagraph) == ClassBody
		if marked && k.prose > bestArticle {
			bestArticle, cores[4] = k.prose, i
		}
	}
	return cores
}

// describeCores says whether a block stands in each guess, and how far above
// it their common element is.
func (d *describer) describeCores(f []float32, b *Block) []float32 {
	c := d.p.containers
	inside := 0
	for _, core := range d.cores {
		steps, at := 0, b.container
		for at > 0 && (core < at || core > c[at].last) {
			at = c[at].parent
			steps++
		}
		if at == core {
			inside++
		}
		f = append(f, yes(at == core), float32(min(steps, 10)), float32(min(c[core].depth-c[at].depth, 10)))
	}
	return append(f, float32(inside))
}
