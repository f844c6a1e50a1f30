package segment

// topic counts in how many blocks of a page a word stands: in those that the
// first model takes for the article, and in all of some length.
type topic struct {
	count map[uint64]uses
	bar   float32
}

// uses is in how many blocks a word stands, and in which last, from 1.
type uses struct{ article, all, last uint32 }

const (
	// topicLeast is the least length of a block whose words are compared.
	topicLeast = 8
	// topicRare is in how many blocks a word stands at most that tells what a
	// page is about.
	topicRare = 4
)

// topicFeatures is how many features describe appends.
const topicFeatures = 2

func talks(b *Block, prob float32) bool { return b.Tokens >= topicLeast && prob >= Hopeless }

func (p *Page) topic(probs []float32, bar float32) topic {
	t := topic{count: make(map[uint64]uses, 512), bar: bar}
	for i, q := range probs {
		b := &p.Blocks[i]
		if !talks(b, q) {
			continue
		}
		var in uint32
		if q >= bar {
			in = 1
		}
		for _, w := range b.terms() {
			if s := t.count[w]; s.last != uint32(i+1) {
				t.count[w] = uses{s.article + in, s.all + 1, uint32(i + 1)}
			}
		}
	}
	return t
}

// terms are the first words of a block that can tell its topic.
func (b *Block) terms() []uint64 {
	const most = 60
	return b.stats.words[:min(len(b.stats.words), most)]
}

// describe appends the parts of a block's words, and of its rare ones, that the
// article's other blocks have.
func (t *topic) describe(f []float32, b *Block, prob float32) []float32 {
	if !talks(b, prob) {
		return append(f, -1, -1)
	}
	var own uint32
	if prob >= t.bar {
		own = 1
	}
	all, hit, rare, rareHit := 0, 0, 0, 0
	for _, w := range b.terms() {
		s := t.count[w]
		other := s.article > own
		all++
		if other {
			hit++
		}
		if s.all <= topicRare {
			rare++
			if other {
				rareHit++
			}
		}
	}
	return append(f, ratio(hit, all), ratio(rareHit, rare))
}
