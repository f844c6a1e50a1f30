package cluster

import (
	"cmp"
	"slices"
)

// refine clusters the touched stories anew, each with the stories it is
// linked to, and closes the stories that have had their time.
func (g *Grouper) refine() Changes {
	var c Changes
	ids := make([]StoryID, 0, len(g.touched))
	for id := range g.touched {
		ids = append(ids, id)
	}
	slices.Sort(ids)
	clear(g.touched)
	g.arrived = 0
	for _, id := range ids {
		if s := g.open[id]; s != nil {
			c = c.then(g.recluster(g.group(s)))
		}
	}
	c.Closed = g.close()
	return c.flat()
}

// group returns s and the stories that it is linked to, the most linked first,
// as long as they are not too many documents together.
func (g *Grouper) group(s *story) []*story {
	count := map[*story]int{}
	for _, m := range s.members {
		for _, seq := range m.links {
			o := g.bySeq[seq]
			if o == nil || o.story == s.id {
				continue
			}
			if t := g.open[o.story]; t != nil {
				count[t]++
			}
		}
	}
	linked := make([]*story, 0, len(count))
	for t := range count {
		linked = append(linked, t)
	}
	slices.SortFunc(linked, func(a, b *story) int {
		if c := cmp.Compare(count[b], count[a]); c != 0 {
			return c
		}
		return cmp.Compare(a.id, b.id)
	})
	out, size := []*story{s}, len(s.members)
	first, last := s.first, s.last
	for _, t := range linked {
		f, l := min(first, t.first), max(last, t.last)
		apart := max(t.first-last, first-t.last) > int64(g.o.Close.Seconds())
		if size+len(t.members) > g.o.MaxGroup || l-f > int64(g.o.MaxAge.Seconds()) || apart {
			continue
		}
		out, size = append(out, t), size+len(t.members)
		first, last = f, l
	}
	if size > g.o.MaxGroup {
		return nil
	}
	return out
}

// recluster makes new parts of the members of the stories, and gives the ids
// out: a part gets the ids whose medoid it holds and keeps the oldest of them;
// a part without any gets a new one.
func (g *Grouper) recluster(stories []*story) Changes {
	var c Changes
	var all []*member
	claims := map[*member][]*story{}
	for _, s := range stories {
		all = append(all, s.members...)
		if len(s.members) > 0 {
			m := g.claimant(s)
			claims[m] = append(claims[m], s)
		}
	}
	if len(all) < 2 {
		return c
	}
	slices.SortFunc(all, func(a, b *member) int { return cmp.Compare(a.Seq(), b.Seq()) })
	parts := g.averageLink(all)
	if same(parts, len(stories)) {
		return c
	}
	for _, s := range stories {
		s.setMembers(nil)
	}
	for _, part := range parts {
		var own []*story
		for _, m := range part {
			own = append(own, claims[m]...)
		}
		c = c.then(g.assign(part, own))
	}
	return c
}

// same reports whether every part is exactly one of count stories.
func same(parts [][]*member, count int) bool {
	if len(parts) != count {
		return false
	}
	seen := map[StoryID]bool{}
	for _, p := range parts {
		id := p[0].story
		if seen[id] || slices.ContainsFunc(p, func(m *member) bool { return m.story != id }) {
			return false
		}
		seen[id] = true
	}
	return true
}

// assign makes part a story under the oldest of its own ids.
func (g *Grouper) assign(part []*member, own []*story) Changes {
	var c Changes
	slices.SortFunc(own, func(a, b *story) int { return cmp.Compare(a.id, b.id) })
	var s *story
	if len(own) == 0 {
		s = g.found(g.next)
	} else {
		s = own[0]
	}
	for _, t := range own[min(1, len(own)):] {
		c.Redirects = append(c.Redirects, Redirect{t.id, s.id})
		for _, id := range t.frozen {
			g.frozen[id] = s.id
		}
		s.frozen = append(s.frozen, t.frozen...)
		if len(t.frozen) > 0 {
			s.first, s.last = min(s.first, t.first), max(s.last, t.last)
		}
		delete(g.open, t.id)
	}
	if len(s.frozen) == 0 {
		s.first, s.last = 0, 0
	}
	s.setMembers(part)
	for _, m := range part {
		s.stretch(m.Time)
		if m.story != s.id {
			m.story = s.id
			c.Placed = append(c.Placed, Placement{m.ID, s.id, Moved})
		}
	}
	return c
}

// claimant is the member whose part takes over the story's id.
func (g *Grouper) claimant(s *story) *member {
	if len(s.members) > g.o.MaxGroup {
		return g.medoid(s.members)
	}
	return g.centre(s)
}

// centre is the medoid of a story's first members, computed once until they
// change: it is asked for after every batch and in every refinement.
func (g *Grouper) centre(s *story) *member {
	if s.central == nil {
		s.central = g.medoid(s.members[:min(len(s.members), g.o.MaxGroup)])
	}
	return s.central
}

// medoid returns the member with the highest probabilities to all others.
func (g *Grouper) medoid(members []*member) *member {
	best, most := members[0], -1.0
	for _, m := range members {
		var sum float64
		for _, o := range members {
			if o != m {
				sum += float64(g.probability(m, o))
			}
		}
		if sum > most {
			best, most = m, sum
		}
	}
	return best
}

// averageLink clusters members bottom-up by the mean probability of pairs,
// until no two clusters have a mean of KeepAbove.
func (g *Grouper) averageLink(members []*member) [][]*member {
	n := len(members)
	sum := make([]float64, n*n)
	for i := range n {
		for j := range i {
			p := float64(g.probability(members[i], members[j]))
			sum[i*n+j], sum[j*n+i] = p, p
		}
	}
	parts := make([][]*member, n)
	for i, m := range members {
		parts[i] = []*member{m}
	}
	for {
		a, b := closest(sum, parts, g.o.KeepAbove)
		if b < 0 {
			break
		}
		parts[a] = append(parts[a], parts[b]...)
		parts[b] = nil
		for k := range n {
			sum[a*n+k] += sum[b*n+k]
			sum[k*n+a] = sum[a*n+k]
		}
	}
	parts = slices.DeleteFunc(parts, func(p []*member) bool { return p == nil })
	for _, p := range parts {
		slices.SortFunc(p, func(a, b *member) int { return cmp.Compare(a.Seq(), b.Seq()) })
	}
	return parts
}

// closest returns the two parts with the highest mean, or -1 for the second.
func closest(sum []float64, parts [][]*member, least float64) (int, int) {
	n := len(parts)
	a, b, best := 0, -1, least
	for i := range n {
		if parts[i] == nil {
			continue
		}
		for j := i + 1; j < n; j++ {
			if parts[j] == nil {
				continue
			}
			m := sum[i*n+j] / float64(len(parts[i])*len(parts[j]))
			if m >= best && (b < 0 || m > best) {
				a, b, best = i, j, m
			}
		}
	}
	return a, b
}

// close forgets the stories that take no more documents.
func (g *Grouper) close() []StoryID {
	var closed []StoryID
	limit := g.stream.Now() - int64(g.o.Close.Seconds())
	for id, s := range g.open {
		if s.last < limit {
			closed = append(closed, id)
		}
	}
	slices.Sort(closed)
	for _, id := range closed {
		for _, f := range g.open[id].frozen {
			delete(g.frozen, f)
		}
		delete(g.open, id)
	}
	return closed
}

// flat makes redirects of redirects lead to the end, and drops placements into
// stories that are redirected.
func (c Changes) flat() Changes {
	to := map[StoryID]StoryID{}
	for _, r := range c.Redirects {
		to[r.From] = r.To
	}
	end := func(id StoryID) StoryID {
		for {
			next, ok := to[id]
			if !ok {
				return id
			}
			id = next
		}
	}
	for i := range c.Redirects {
		c.Redirects[i].To = end(c.Redirects[i].To)
	}
	for i := range c.Placed {
		c.Placed[i].Story = end(c.Placed[i].Story)
	}
	return c
}
