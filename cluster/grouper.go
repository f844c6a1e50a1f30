package cluster

import (
	"slices"
	"strings"

	"github.com/overview-news/overview/cluster/internal/pairs"
)

// Grouper groups documents into stories as they arrive. Make one with [New].
type Grouper struct {
	o      Options
	judge  judge
	stream *pairs.Stream
	byID   map[int64]*member
	bySeq  map[uint32]*member
	frozen map[int64]StoryID // documents of live stories that are no longer compared
	open   map[StoryID]*story
	next   StoryID

	touched map[StoryID]bool
	arrived int // since the last refinement
	vector  pairs.Vector
	known   memory
}

// judge gives the probability that two articles tell one event.
type judge interface {
	probability(a, b *pairs.Article, v *pairs.Vector) float32
}

// member is a document that is still compared.
type member struct {
	*pairs.Article
	story StoryID
	// links are earlier members with a high probability on arrival.
	links []uint32
}

// story is a story that takes documents.
type story struct {
	id          StoryID
	members     []*member // in order of arrival
	frozen      []int64
	first, last int64 // seconds
	// central is the medoid of members, nil where it is not known any more.
	central *member
}

// New returns an empty Grouper.
func New(o Options) *Grouper {
	return newGrouper(o, shipped())
}

func newGrouper(o Options, j judge) *Grouper {
	o = o.withDefaults()
	return &Grouper{
		o: o, judge: j, next: o.FirstStory,
		stream:  pairs.NewStream(int64(o.Window.Seconds())),
		byID:    map[int64]*member{},
		bySeq:   map[uint32]*member{},
		frozen:  map[int64]StoryID{},
		open:    map[StoryID]*story{},
		touched: map[StoryID]bool{},
	}
}

// Add groups a document. A document whose ID is already held is taken out
// first, so that a better rendition can replace it. Its time should not be
// in the future: the Grouper's present is the newest time it has seen, and
// whatever is older than the window before that is no longer compared.
func (g *Grouper) Add(d Document) Changes {
	var c Changes
	if _, ok := g.Story(d.ID); ok {
		removed := g.Remove(d.ID)
		c.Gone = removed.Gone
	}
	m, near := g.read(d)
	s, reason := g.choose(m, near), Joined
	if s == nil {
		s, reason = g.found(g.next), Founded
	}
	g.put(m, s)
	g.touched[s.id] = true
	c.Placed = append(c.Placed, Placement{d.ID, s.id, reason})
	g.arrived++
	if g.arrived >= g.o.RefineEvery {
		c = c.then(g.refine())
	}
	return c
}

// Flush refines now what arrived since the last refinement. Call it on a timer,
// so that a quiet hour does not leave stories unmerged.
func (g *Grouper) Flush() Changes {
	return g.refine()
}

// Restore puts a document where it was before a restart, without decisions.
// Documents must come in the order in which they were added. One that is older
// than the window may come without title and text: it then only keeps its
// story's age and membership. After Restore of all documents of live stories
// and one Flush on both sides, a Grouper goes on as the old one would have.
func (g *Grouper) Restore(d Document, id StoryID) {
	s := g.open[id]
	if s == nil {
		s = g.found(id)
	}
	if d.Title == "" && d.Text == "" {
		g.frozen[d.ID] = id
		s.frozen = append(s.frozen, d.ID)
		s.stretch(d.Time.Unix())
		return
	}
	m, near := g.read(d)
	for _, n := range near {
		g.link(m, g.bySeq[n.Seq()])
	}
	g.put(m, s)
}

// Remove takes a document out, for good or to be added again. A document that
// is not held changes nothing.
func (g *Grouper) Remove(id int64) Changes {
	var c Changes
	storyID, ok := g.Story(id)
	if !ok {
		return c
	}
	if m := g.byID[id]; m != nil {
		g.stream.Remove(m.Article)
		g.drop(m)
	}
	delete(g.frozen, id)
	c.Placed = []Placement{{id, storyID, Removed}}
	s := g.open[storyID]
	if s == nil {
		return c
	}
	s.setMembers(slices.DeleteFunc(s.members, func(m *member) bool { return m.ID == id }))
	s.frozen = slices.DeleteFunc(s.frozen, func(f int64) bool { return f == id })
	if len(s.members)+len(s.frozen) == 0 {
		delete(g.open, storyID)
		delete(g.touched, storyID)
		c.Gone = []StoryID{storyID}
	}
	return c
}

// Story returns the story of a document that is held.
func (g *Grouper) Story(id int64) (StoryID, bool) {
	if m := g.byID[id]; m != nil {
		return m.story, true
	}
	s, ok := g.frozen[id]
	return s, ok
}

// Documents returns the ids of a live story's documents, the oldest first.
func (g *Grouper) Documents(id StoryID) []int64 {
	s := g.open[id]
	if s == nil {
		return nil
	}
	ids := slices.Clone(s.frozen)
	for _, m := range s.members {
		ids = append(ids, m.ID)
	}
	return ids
}

// Medoid returns the document of a live story that is nearest to all others:
// the one to take a title from. Of equals it is the earliest.
func (g *Grouper) Medoid(id StoryID) (int64, bool) {
	s := g.open[id]
	if s == nil || len(s.members) == 0 {
		return 0, false
	}
	return g.centre(s).ID, true
}

// Len returns how many documents are being compared and how many stories live.
func (g *Grouper) Len() (documents, stories int) {
	return g.stream.Len(), len(g.open)
}

func (g *Grouper) read(d Document) (*member, []pairs.Neighbour) {
	lang, _, _ := strings.Cut(d.Language, "-")
	a, near := g.stream.Add(pairs.Input{
		ID: d.ID, Time: d.Time, Language: strings.ToLower(lang), Outlet: d.Outlet, Title: d.Title, Text: d.Text,
	})
	m := &member{Article: a}
	g.byID[d.ID] = m
	g.bySeq[a.Seq()] = m
	for _, old := range g.stream.Expire() {
		if o := g.byID[old.ID]; o != nil && o.Article == old {
			g.freeze(o)
		}
	}
	return m, near
}

// freeze stops comparing a member; it stays in its story.
func (g *Grouper) freeze(m *member) {
	g.drop(m)
	s := g.open[m.story]
	if s == nil {
		return
	}
	s.setMembers(slices.DeleteFunc(s.members, func(o *member) bool { return o == m }))
	s.frozen = append(s.frozen, m.ID)
	g.frozen[m.ID] = s.id
}

func (g *Grouper) drop(m *member) {
	delete(g.byID, m.ID)
	delete(g.bySeq, m.Seq())
}

func (g *Grouper) found(id StoryID) *story {
	s := &story{id: id}
	g.open[id] = s
	g.next = max(g.next, id+1)
	return s
}

func (g *Grouper) put(m *member, s *story) {
	m.story = s.id
	s.setMembers(append(s.members, m))
	s.stretch(m.Time)
}

// setMembers changes who is in the story.
func (s *story) setMembers(m []*member) { s.members, s.central = m, nil }

func (s *story) stretch(t int64) {
	if s.first == 0 && s.last == 0 {
		s.first, s.last = t, t
	}
	s.first, s.last = min(s.first, t), max(s.last, t)
}

// probability of a pair. It depends on the pair alone, so that computing it
// again, where it was forgotten, gives the same.
func (g *Grouper) probability(a, b *member) float32 {
	if a.Seq() < b.Seq() {
		a, b = b, a
	}
	place := g.known.place(a.Seq(), b.Seq(), len(g.byID))
	if !place.holds(a.Seq(), b.Seq()) {
		*place = known{a.Seq(), b.Seq(), g.judge.probability(a.Article, b.Article, &g.vector)}
	}
	return place.probability
}

// then returns what c and later, happening one after the other, change.
func (c Changes) then(later Changes) Changes {
	for _, p := range later.Placed {
		i := slices.IndexFunc(c.Placed, func(q Placement) bool { return q.Document == p.Document })
		if i < 0 {
			c.Placed = append(c.Placed, p)
			continue
		}
		c.Placed[i].Story = p.Story
	}
	c.Redirects = append(c.Redirects, later.Redirects...)
	c.Gone = append(c.Gone, later.Gone...)
	c.Closed = append(c.Closed, later.Closed...)
	return c
}
