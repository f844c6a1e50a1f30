package segment

import "golang.org/x/net/html/atom"

// list sums up the blocks of a list or a table.
type list struct {
	first, last        int
	hit, weight, links float32
}

const (
	// nearList is how many blocks before a list its paragraph may be,
	nearList = 4
	// listUp how many elements above it the one that holds both.
	listUp = 3
	// notListed are the places of lists that are never taken as a whole.
	notListed = InNav | InFooter | InAside | InForm | InDialog | InReplies | InBox | InHidden
)

// fillLists marks the blocks of lists and tables that reach low as a whole and
// stand behind a clear paragraph. Their items are judged one by one by the
// models and each is doubtful alone: short, without a sentence, with a link.
func (p *Page) fillLists(probs []float32, bar, low float32, filled []bool) {
	if low > bar {
		return
	}
	of := p.listsOf()
	lists := map[int]*list{}
	for i := range p.Blocks {
		b := &p.Blocks[i]
		at := of[b.container]
		if at < 0 || b.Flags&notListed != 0 {
			continue
		}
		l := lists[at]
		if l == nil {
			l = &list{first: i}
			lists[at] = l
		}
		w := float32(b.Tokens) + 1
		l.last = i
		l.hit += probs[i] * w
		l.weight += w
		l.links += float32(b.LinkTokens)
	}
	for at, l := range lists {
		if l.hit < low*l.weight || 2*l.links > l.weight || !p.follows(at, l, probs, bar) {
			continue
		}
		for i := l.first; i <= l.last; i++ {
			if b := &p.Blocks[i]; of[b.container] == at && b.LinkTokens*2 <= b.Tokens {
				filled[i] = true
			}
		}
	}
}

// listsOf is, for every container, the nearest list or table that it is or
// stands in, or -1.
func (p *Page) listsOf() []int {
	of := make([]int, len(p.containers))
	for i := range p.containers {
		k := &p.containers[i]
		switch k.tag {
		case atom.Ul, atom.Ol, atom.Dl, atom.Table:
			of[i] = i
		default:
			of[i] = -1
			if k.parent >= 0 {
				of[i] = of[k.parent]
			}
		}
	}
	return of
}

// follows reports whether a clear paragraph stands right before a list, in an
// element close above it. What precedes the text is a byline or a table of
// contents.
func (p *Page) follows(at int, l *list, probs []float32, bar float32) bool {
	c := p.containers
	up := at
	for n := 0; n < listUp && up > 0; n++ {
		up = c[up].parent
	}
	for i := max(0, l.first-nearList); i < l.first; i++ {
		b := &p.Blocks[i]
		if probs[i] >= bar && b.prose() && b.container >= up && b.container <= c[up].last {
			return true
		}
	}
	return false
}
