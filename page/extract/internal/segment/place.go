package segment

// PlaceLayout is what the hashes of Place mean; it changes with them.
const PlaceLayout = 1

// Place is a hash of a block's words and of the elements that it stands in: the
// same on two pages only where the same words stand at the same place.
func (p *Page) Place(i int) uint64 {
	b := &p.Blocks[i]
	return hashUint(b.sig, b.stats.hash)
}

const (
	// leastPlaced is the least length of a block, in tokens, that is left out
	// because it repeats: headings within articles repeat rightly.
	leastPlaced = 4
	// mostPlaced is the part of the chosen text up to which repeating blocks
	// are left out. Where more repeats, it is the same article under another
	// address.
	mostPlaced = 0.5
)

// DropPlaced takes from the choice what also stands at the same place of other
// pages, on how many of which pages says.
func (p *Page) DropPlaced(chosen []bool, least int, pages func(place uint64) int) int {
	var drop []int
	all, out := 0, 0
	for i, c := range chosen {
		if !c {
			continue
		}
		n := p.Blocks[i].Tokens
		all += n
		if n >= leastPlaced && pages(p.Place(i)) >= least {
			out += n
			drop = append(drop, i)
		}
	}
	if float64(out) > mostPlaced*float64(all) {
		return 0
	}
	for _, i := range drop {
		chosen[i] = false
	}
	return len(drop)
}
