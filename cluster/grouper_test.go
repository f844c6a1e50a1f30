package cluster

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

// news is own-made news of two days: what a title says about the same event in
// other words, in the same words about another event, and unrelated news of one
// country.
var news = []struct {
	event   string
	hours   float64
	lang    string
	title   string
	body    string
	country string
}{
	{"dam", 0, "en", "Dam breaks above Orvelle, nine villages evacuated", "A dam above Orvelle in northern Peru cracked on Tuesday, officials in Santa Lucena said. Nine villages were evacuated and 17 people were missing.", "GB"},
	{"dam", 0.7, "en", "Wave of mud hits Orvelle valley after dam gives way", "Seventeen people were missing after the dam at Orvelle gave way, Peruvian rescuers said. Nine villages in the valley near Santa Lucena were cleared before.", "US"},
	{"dam", 2, "en", "Ilver orders checks of dams after Orvelle disaster", "Minister Tomas Ilver ordered checks of all dams in Peru hours after the wall above Orvelle cracked, leaving 17 missing in the valley near Santa Lucena.", "DE"},
	{"rate", 3, "en", "Peru's central bank keeps rate at 4.25 per cent", "The central bank of Peru left its reference rate unchanged on Tuesday, as economists had expected, and said that inflation would reach its target by autumn.", "GB"},
	{"lake", 3.5, "en", "Old dam in Vermont becomes a museum", "A dam in Vermont that was built in 1902 opened as a museum of electricity on Tuesday after works that took two years and cost 3 million dollars.", "US"},
	{"dam", 4, "en", "Survivors of Orvelle mud wave search for 17 missing", "Survivors in Orvelle described how the dam broke on Tuesday. Seventeen people were still missing, the hospital of Santa Lucena said.", "CL"},
	{"party", 5, "en", "Striker seen at party before derby", "Forward Marek Zawada was filmed at a party in Poznan two days before the derby; his club Lech Dolny said it would look into the matter.", "PL"},
	{"rents", 6, "en", "Polish towns want a cap on holiday flats", "Mayors of five Polish towns asked the government for the right to limit short rentals, saying that old quarters empty out in winter.", "PL"},
	{"court", 7, "en", "Insurance paid by employer is no income, Polish court rules", "A Polish court ruled that premiums which an employer pays for a group policy cannot be taxed as income of the staff.", "PL"},
	{"festival", 8, "en", "Five orchestras end festival in Krakow", "Orchestras from five cities closed a festival of European music in Krakow, Poland, with a concert for 9,000 people.", "PL"},
	{"lira1", 9, "en", "Exchange rates today: dollar at 41.20", "The dollar opened at 41.20 lira on Tuesday. The euro stood at 44.95 lira and gold at 4,120 lira a gram.", "TR"},
	{"lira2", 33, "en", "Exchange rates today: dollar at 41.35", "The dollar opened at 41.35 lira on Wednesday. The euro stood at 45.10 lira and gold at 4,155 lira a gram.", "TR"},
	{"match1", 34, "en", "Rovers 2-1 City: match report", "Rovers beat City 2-1 at Mill Lane on Wednesday in the quarter-final. Adeyi scored twice before half-time; Brandt replied late.", "GB"},
	{"match2", 34.1, "en", "United 0-0 Athletic: match report", "United and Athletic drew 0-0 at Quay Park on Wednesday in the quarter-final. Both goalkeepers saved a penalty.", "GB"},
	{"match1", 34.3, "en", "Adeyi double sends Rovers past City", "Two goals by Adeyi before half-time sent Rovers into the semi-final at the expense of City, who lost 2-1 at Mill Lane on Wednesday.", "IE"},
}

func documents() []Document {
	out := make([]Document, len(news))
	for i, n := range news {
		out[i] = Document{
			ID: int64(i + 1), Time: noon.Add(time.Duration(n.hours * float64(time.Hour))), Language: n.lang,
			Outlet: n.country + strings.TrimRight(n.event, "0123456789") + ".example", Country: n.country, Title: n.title, Text: n.body,
		}
	}
	return out
}

// ledger applies changes as a store would, and checks what they promise.
type ledger struct {
	t     *testing.T
	story map[int64]StoryID
	to    map[StoryID]StoryID
}

func newLedger(t *testing.T) *ledger {
	return &ledger{t, map[int64]StoryID{}, map[StoryID]StoryID{}}
}

func (l *ledger) apply(c Changes) {
	l.t.Helper()
	seen, from := map[int64]bool{}, map[StoryID]bool{}
	for _, r := range c.Redirects {
		if from[r.From] || l.to[r.From] != 0 {
			l.t.Errorf("story %d is redirected twice", r.From)
		}
		from[r.From] = true
	}
	for _, p := range c.Placed {
		if seen[p.Document] {
			l.t.Errorf("document %d is placed twice", p.Document)
		}
		if seen[p.Document] = true; p.Reason == Removed {
			delete(l.story, p.Document)
			continue
		}
		if from[p.Story] {
			l.t.Errorf("document %d is placed in story %d, which is redirected", p.Document, p.Story)
		}
		l.story[p.Document] = p.Story
	}
	for _, r := range c.Redirects {
		if from[r.To] {
			l.t.Errorf("story %d is redirected to %d, which is redirected too", r.From, r.To)
		}
		if r.To > r.From {
			l.t.Errorf("story %d is redirected to the younger %d", r.From, r.To)
		}
		for d, s := range l.story {
			if s == r.From {
				l.story[d] = r.To
			}
		}
		for f, to := range l.to {
			if to == r.From {
				l.to[f] = r.To
			}
		}
		l.to[r.From] = r.To
	}
}

func TestGroupsOwnNews(t *testing.T) {
	g, l := New(Options{}), newLedger(t)
	for _, d := range documents() {
		l.apply(g.Add(d))
	}
	l.apply(g.Flush())
	for i := range news {
		for j := range i {
			got := l.story[int64(i+1)] == l.story[int64(j+1)]
			if want := news[i].event == news[j].event; got != want {
				t.Errorf("one story = %v, want %v:\n\t%s\n\t%s", got, want, news[j].title, news[i].title)
			}
		}
	}
	for id, s := range l.story {
		if got, _ := g.Story(id); got != s {
			t.Errorf("Story(%d) = %d, changes said %d", id, got, s)
		}
	}
}

// stream makes n documents about events that come and go, of a small
// vocabulary, so that joins, merges and splits happen.
func stream(n int, seed uint64) []Document {
	r := rand.New(rand.NewPCG(seed, 1))
	out := make([]Document, n)
	for i := range out {
		event := i/30*7 + r.IntN(9)
		e := rand.New(rand.NewPCG(uint64(event), 2))
		name, place := fmt.Sprintf("Kar%co%c", 'a'+e.IntN(26), 'a'+e.IntN(26)), fmt.Sprintf("Ost%cr%c", 'a'+e.IntN(26), 'a'+e.IntN(26))
		verbs := []string{"visits", "leaves", "condemns", "buys", "opens", "closes"}
		things := []string{"bridge", "school", "bank", "port", "hospital", "mine", "dam", "court"}
		verb, thing := verbs[e.IntN(len(verbs))], things[e.IntN(len(things))]
		if r.IntN(3) == 0 {
			verb = verbs[r.IntN(len(verbs))]
		}
		title := fmt.Sprintf("%s %s %s in %s", name, verb, thing, place)
		body := fmt.Sprintf("On day %d %s came to %s, where the %s had %d workers, and spoke to %s about it.",
			event%7, name, place, thing, 10+e.IntN(80), things[r.IntN(len(things))])
		out[i] = Document{ID: int64(i + 1), Time: noon.Add(time.Duration(i) * 11 * time.Minute), Language: "en", Title: title, Text: body}
	}
	return out
}

func TestSameInputSameStories(t *testing.T) {
	var first []Changes
	for round := range 3 {
		g := New(Options{})
		var all []Changes
		for _, d := range stream(400, 1) {
			all = append(all, g.Add(d))
		}
		all = append(all, g.Flush())
		if round == 0 {
			first = all
			continue
		}
		if diff := cmp.Diff(first, all); diff != "" {
			t.Fatalf("the same stream gave other changes:\n%s", diff)
		}
	}
}

func TestChangesTellEverything(t *testing.T) {
	g, l := New(Options{}), newLedger(t)
	r := rand.New(rand.NewPCG(5, 5))
	moved := 0
	for _, d := range stream(1500, 2) {
		c := g.Add(d)
		moved += len(c.Redirects)
		l.apply(c)
		if r.IntN(15) == 0 {
			l.apply(g.Remove(1 + r.Int64N(d.ID)))
		}
		if r.IntN(40) == 0 {
			again := d
			again.Title += " again"
			l.apply(g.Add(again))
		}
	}
	l.apply(g.Flush())
	if moved == 0 {
		t.Error("no story was merged; the test tells nothing about redirects")
	}
	for id, s := range l.story {
		got, ok := g.Story(id)
		if ok && got != s {
			t.Errorf("Story(%d) = %d, changes said %d", id, got, s)
		}
	}
	for id := range g.open {
		for _, d := range g.Documents(id) {
			if l.story[d] != id {
				t.Errorf("document %d is in story %d, changes said %d", d, id, l.story[d])
			}
		}
	}
}

func TestRestoreGoesOnAsBefore(t *testing.T) {
	docs := stream(900, 3)
	old, l := New(Options{}), newLedger(t)
	for _, d := range docs[:600] {
		l.apply(old.Add(d))
	}
	l.apply(old.Flush())
	restored := New(Options{FirstStory: old.next})
	for _, d := range docs[:600] {
		restored.Restore(d, l.story[d.ID])
	}
	if c := restored.Flush(); len(c.Placed)+len(c.Redirects) > 0 {
		t.Errorf("Flush after Restore changed %+v", c)
	}
	for _, d := range docs[600:] {
		if diff := cmp.Diff(old.Add(d), restored.Add(d)); diff != "" {
			t.Fatalf("document %d after Restore (-old +restored):\n%s", d.ID, diff)
		}
	}
	if diff := cmp.Diff(old.Flush(), restored.Flush()); diff != "" {
		t.Errorf("Flush after Restore (-old +restored):\n%s", diff)
	}
}

func TestRemove(t *testing.T) {
	g := New(Options{})
	docs := documents()
	first := g.Add(docs[0]).Placed[0].Story
	if c := g.Remove(99); !c.Empty() {
		t.Errorf("Remove of an unknown document changed %+v", c)
	}
	want := Changes{Placed: []Placement{{1, first, Removed}}, Gone: []StoryID{first}}
	if diff := cmp.Diff(want, g.Remove(1)); diff != "" {
		t.Errorf("Remove (-want +got):\n%s", diff)
	}
	if _, ok := g.Story(1); ok {
		t.Error("a removed document still has a story")
	}
	second := g.Add(docs[1]).Placed[0]
	if second.Reason != Founded || second.Story == first {
		t.Errorf("after Remove the next document is placed %+v, want a new story", second)
	}
	if again := g.Add(docs[0]).Placed[0]; again.Reason != Joined || again.Story != second.Story {
		t.Errorf("put in again it is placed %+v, want joined to %d", again, second.Story)
	}
}

func TestStoriesClose(t *testing.T) {
	g := New(Options{RefineEvery: 1})
	docs := documents()
	first := g.Add(docs[0]).Placed[0].Story
	late := docs[1]
	late.Time = docs[0].Time.Add(73 * time.Hour)
	c := g.Add(late)
	if c.Placed[0].Story == first {
		t.Error("a document joined 73 h after the last one")
	}
	if diff := cmp.Diff([]StoryID{first}, c.Closed); diff != "" {
		t.Errorf("Closed (-want +got):\n%s", diff)
	}
	g = New(Options{})
	last := g.Add(docs[0]).Placed[0].Story
	ids := map[StoryID]bool{last: true}
	for day := 1; day < 30; day++ {
		d := docs[0]
		d.ID, d.Time = int64(100+day), docs[0].Time.Add(time.Duration(day)*24*time.Hour)
		ids[g.Add(d).Placed[0].Story] = true
	}
	if len(ids) < 2 {
		t.Error("one story lived for 30 days, want 14 at most")
	}
}

func TestMemoryIsBounded(t *testing.T) {
	g := New(Options{})
	for i, d := range stream(3000, 4) {
		d.Time = noon.Add(time.Duration(i) * time.Hour)
		g.Add(d)
	}
	docs, stories := g.Len()
	if docs > 100 || stories > 200 || len(g.byID) > 100 || len(g.bySeq) > 100 || len(g.frozen) > 300 {
		t.Errorf("after 3000 h: %d documents, %d stories, %d, %d and %d in maps; want some four days' worth",
			docs, stories, len(g.byID), len(g.bySeq), len(g.frozen))
	}
}

func TestModelSaysWhereItIsFrom(t *testing.T) {
	if len(Model()) < 4 {
		t.Errorf("Model() = %q, want a header", Model())
	}
}
