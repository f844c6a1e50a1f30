package cluster

import (
	"cmp"
	"slices"

	"github.com/overview-news/overview/cluster/internal/pairs"
)

// How a story is scored on arrival (grouping.md, "Stories"): the best stories
// by pair are looked at, each by so many members, of which the best count twice.
const (
	maxStories   = 6
	scoreMembers = 8
	bestMembers  = 3
)

// bid is a story that a new member could join.
type bid struct {
	story *story
	best  float32
	known []*member // members already compared
}

// choose returns the story that m joins, or nil. It remembers the likely pairs.
func (g *Grouper) choose(m *member, near []pairs.Neighbour) *story {
	var bids []bid
	for _, n := range near {
		o := g.bySeq[n.Seq()]
		p := g.link(m, o)
		if p == 0 {
			continue
		}
		s := g.open[o.story]
		if s == nil || !g.fits(s, m.Time) {
			continue
		}
		i := slices.IndexFunc(bids, func(b bid) bool { return b.story == s })
		if i < 0 {
			i = len(bids)
			bids = append(bids, bid{story: s})
		}
		bids[i].best = max(bids[i].best, p)
		bids[i].known = append(bids[i].known, o)
	}
	slices.SortFunc(bids, func(a, b bid) int {
		if c := cmp.Compare(b.best, a.best); c != 0 {
			return c
		}
		return cmp.Compare(a.story.id, b.story.id)
	})
	var winner *story
	best := g.o.JoinAt
	for _, b := range bids[:min(len(bids), maxStories)] {
		if s := g.score(m, b); s >= best && (winner == nil || s > best) {
			winner, best = b.story, s
		}
	}
	return winner
}

// link compares m with an earlier member and remembers a likely pair.
func (g *Grouper) link(m, o *member) float32 {
	if o == nil {
		return 0
	}
	p := g.probability(m, o)
	if float64(p) > g.o.LinkAbove {
		m.links = append(m.links, o.Seq())
	}
	return p
}

// score is the mean over the story's newest members, the best ones weighing more.
func (g *Grouper) score(m *member, b bid) float64 {
	scores := make([]float64, 0, scoreMembers+len(b.known))
	for _, o := range b.known {
		scores = append(scores, float64(g.probability(m, o)))
	}
	for i := len(b.story.members) - 1; i >= 0 && len(scores) < scoreMembers; i-- {
		if o := b.story.members[i]; !slices.Contains(b.known, o) {
			scores = append(scores, float64(g.probability(m, o)))
		}
	}
	slices.SortFunc(scores, func(x, y float64) int { return cmp.Compare(y, x) })
	return (mean(scores[:min(len(scores), bestMembers)]) + mean(scores)) / 2
}

func mean(v []float64) float64 {
	var sum float64
	for _, x := range v {
		sum += x
	}
	return sum / float64(len(v))
}

// fits says whether a document of that time may still join the story.
func (g *Grouper) fits(s *story, t int64) bool {
	gap, span := int64(g.o.Close.Seconds()), int64(g.o.MaxAge.Seconds())
	first, last := min(s.first, t), max(s.last, t)
	return t <= s.last+gap && t >= s.first-gap && last-first <= span
}
