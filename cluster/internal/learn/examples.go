// Package learn makes training examples of labelled sets and fits the pair
// model of package cluster to them.
package learn

import (
	"hash/fnv"
	"math"

	"github.com/overview-news/overview/cluster/internal/boost"
	"github.com/overview-news/overview/cluster/internal/gold"
	"github.com/overview-news/overview/cluster/internal/pairs"
)

// Folds is the number of parts that events are dealt into for
// cross-validation.
const Folds = 3

// FoldOf returns the part of an event, or -1 for no event.
func FoldOf(set, event string) int {
	if event == "" {
		return -1
	}
	h := fnv.New32a()
	h.Write([]byte(set + "/" + event))
	return int(h.Sum32()>>8) % Folds
}

// Example is a pair of articles with the answer.
type Example struct {
	Vector pairs.Vector
	Same   bool
	Weight float32
	// Folds are the parts of the events of both articles, -1 for none.
	Folds [2]int
	set   string
}

// How many pairs of one article are used, and how much kinds of pairs weigh
// (grouping.md, "Training pairs").
const (
	maxNegatives   = 14
	maxPositives   = 12
	positivePower  = 0.4 // a positive weighs 1/size^0.4 of its event
	weakWeight     = 0.1
	weakRank       = 20
	weakRankAcross = 8
	listWeight     = 0.3
	maxWeak        = 8
)

// Window is how long articles are compared, in seconds.
const Window = 4 * 24 * 3600

// Collect streams the set and returns its examples.
func Collect(s *gold.Set) []Example {
	c := collector{set: s, stream: pairs.NewStream(Window), size: map[string]int{}, seen: map[string]*told{}, events: map[string][]*told{}}
	for _, a := range s.Articles {
		c.size[a.Story]++
	}
	for i, a := range s.Articles {
		c.add(i, a)
	}
	c.lists()
	return c.out
}

type told struct {
	*pairs.Article
	event string
}

type collector struct {
	set    *gold.Set
	stream *pairs.Stream
	size   map[string]int
	seen   map[string]*told // by id
	byNum  []*told
	events map[string][]*told
	out    []Example
}

func (c *collector) add(i int, a gold.Article) {
	art, near := c.stream.Add(pairs.Input{
		ID: int64(i), Time: a.Date, Language: a.Lang, Outlet: a.Source, Title: a.Title, Text: a.Text,
	})
	t := &told{Article: art, event: a.Story}
	c.byNum = append(c.byNum, t)
	c.seen[a.ID] = t
	if a.Story != "" {
		c.negatives(t, near)
		c.positives(t)
		c.events[a.Story] = append(c.events[a.Story], t)
	}
	c.stream.Expire()
}

func (c *collector) negatives(t *told, near []pairs.Neighbour) {
	strong, weak := 0, 0
	for _, n := range near {
		o := c.byNum[n.ID]
		far := n.Rank >= weakRank || n.Rank >= weakRankAcross && n.Lang != t.Lang
		switch {
		case o.event == t.event:
		case o.event != "" && strong < maxNegatives:
			strong++
			c.example(t, o, false, 1)
		case o.event == "" && far && weak < maxWeak:
			weak++
			c.example(t, o, false, weakWeight)
		}
	}
}

func (c *collector) positives(t *told) {
	earlier := c.events[t.event]
	w := float32(math.Pow(float64(c.size[t.event]), -positivePower))
	n := 0
	for i := len(earlier) - 1; i >= 0 && n < maxPositives; i-- {
		if t.Time-earlier[i].Time > Window {
			continue
		}
		n++
		c.example(t, earlier[i], true, w)
	}
}

// lists adds the look-alikes, and all pairs of different listed events.
func (c *collector) lists() {
	for i, l := range c.set.Lists {
		for _, id := range l.IDs {
			for _, not := range l.Not {
				c.listed(id, not)
			}
			for _, m := range c.set.Lists[i+1:] {
				for _, other := range m.IDs {
					c.listed(id, other)
				}
			}
		}
	}
}

func (c *collector) listed(a, b string) {
	x, y := c.seen[a], c.seen[b]
	if x == nil || y == nil || x.event != "" && x.event == y.event {
		return
	}
	c.example(x, y, false, listWeight)
}

func (c *collector) example(a, b *told, same bool, weight float32) {
	e := Example{Same: same, Weight: weight, set: c.set.Of}
	if !pairs.Compare(a.Article, b.Article, &e.Vector) {
		return // never asked
	}
	e.Folds = [2]int{FoldOf(c.set.Of, a.event), FoldOf(c.set.Of, b.event)}
	c.out = append(c.out, e)
}

// Fit trains a model on the examples whose events are all outside the given
// parts.
func Fit(examples []Example, without ...int) *boost.Model {
	sums := map[string]float64{}
	keep := make([]bool, len(examples))
	for i, e := range examples {
		keep[i] = true
		for _, f := range without {
			keep[i] = keep[i] && e.Folds[0] != f && e.Folds[1] != f
		}
		if keep[i] {
			sums[e.set] += float64(e.Weight)
		}
	}
	rows := &boost.Rows{Width: pairs.Count}
	for i, e := range examples {
		if !keep[i] {
			continue
		}
		w := float64(e.Weight) * setScale / math.Sqrt(sums[e.set])
		if e.set == doubled {
			w *= 2
		}
		rows.Add(e.Vector[:], e.Same, float32(w))
	}
	return boost.Train(rows, settings())
}

// doubled is the set that weighs double, because it is the only real stream.
const doubled = "newsweek_2026-03"

// setScale brings weights to units of about one example.
const setScale = 100

func settings() boost.Options {
	o := boost.Options{Trees: 120, Depth: 4, Rate: 0.08, L2: 15, MinWeight: 8, Bins: 40}
	for _, f := range pairs.Features {
		o.Signs = append(o.Signs, f.Sign)
	}
	return o
}
