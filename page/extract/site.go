package extract

import (
	"fmt"
	"hash/fnv"

	"github.com/overview-news/overview/page/extract/internal/repeat"
	"github.com/overview-news/overview/page/extract/internal/segment"
)

// Site is what is remembered of one outlet's pages: which texts stand at the
// same place under several addresses. Such text is not the article. It holds
// hashes only, usually 30 KB and 81 KB at most, and forgets what it has not met on the last
// sixty pages. A Site is not safe for use by several goroutines.
type Site struct {
	memory *repeat.Memory
}

// NewSite returns a memory of no page.
func NewSite() *Site { return &Site{repeat.New()} }

// ReadSite reads what Bytes wrote. No bytes are a memory of no page, and so
// are, with an error, bytes of another version: start again with it.
func ReadSite(b []byte) (*Site, error) {
	if len(b) == 0 {
		return NewSite(), nil
	}
	m, err := repeat.Read(b, segment.PlaceLayout)
	if err != nil {
		return NewSite(), fmt.Errorf("read memory of a site: %w", err)
	}
	return &Site{m}, nil
}

// Bytes stores the memory. The same memory gives the same bytes.
func (s *Site) Bytes() []byte { return s.memory.Encode(segment.PlaceLayout) }

// Observe adds a page to the memory; one whose address was seen lately adds
// nothing. Blocks that are too short to be left out are not remembered: they
// would be half of the bytes.
func (s *Site) Observe(address string, a Article) {
	places := make([]uint64, 0, len(a.Blocks))
	for i := range a.Blocks {
		if a.Blocks[i].tokens >= leastRepeating {
			places = append(places, a.Blocks[i].place)
		}
	}
	s.memory.Observe(hashOf(address), places)
}

const (
	// leastPages is the number of other pages on which a short line must stand,
	// or one that is mostly links.
	leastPages = 2
	// proseTokens is the length, in words, from which a text may be the
	// background of a running story, which several articles repeat rightly. It
	// must stand on proseShare of the outlet's latest pages, and on prosePages.
	proseTokens = 20
	prosePages  = 3
	proseShare  = 1.0 / 3
	// leastRepeating is the least length of such a text, in words: headings
	// within articles repeat rightly.
	leastRepeating = 4
	// mostRepeating is the part of an article up to which it is left out. Where
	// more repeats it is the same article under another address.
	mostRepeating = 0.5
)

// Apply takes from an article's text what also stands at the same place of
// other pages, and says how many blocks that were. They become boilerplate.
func (s *Site) Apply(address string, a *Article) int {
	at := hashOf(address)
	var drop []int
	all, out := 0, 0
	for i := range a.Blocks {
		b := &a.Blocks[i]
		if !isText(b.Role) {
			continue
		}
		all += b.tokens
		if b.tokens >= leastRepeating && s.repeats(at, b) {
			out += b.tokens
			drop = append(drop, i)
		}
	}
	if float64(out) > mostRepeating*float64(all) {
		return 0
	}
	for _, i := range drop {
		a.Blocks[i].Role = RoleBoilerplate
	}
	return len(drop)
}

// repeats reports whether a block stands on so many other pages of the outlet
// that it cannot be the article's.
func (s *Site) repeats(at uint64, b *Block) bool {
	pages := s.memory.Pages(at, b.place)
	if b.tokens < proseTokens || b.linked {
		return pages >= leastPages
	}
	return pages >= prosePages && float64(pages) >= proseShare*float64(s.memory.Total(at))
}

func hashOf(address string) uint64 {
	h := fnv.New64a()
	h.Write([]byte(address))
	return h.Sum64()
}
