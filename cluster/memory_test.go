package cluster

import (
	"fmt"
	"math/rand/v2"
	"reflect"
	"runtime"
	"strings"
	"testing"
	"time"
)

// headlines makes n articles as feeds give them, a headline and a short lead,
// of one morning: all of them are compared at once. Some tell one event.
func headlines(n int) []Document {
	r := rand.New(rand.NewPCG(5, 1))
	words := make([]string, 4000)
	for i := range words {
		words[i] = invented(r)
	}
	pick := func(event, k int) string {
		e := rand.New(rand.NewPCG(uint64(event), uint64(k)))
		out := make([]string, k)
		for i := range out {
			w := words[int(float64(len(words))*e.Float64()*e.Float64())]
			if e.IntN(4) == 0 {
				w = strings.ToUpper(w[:1]) + w[1:]
			}
			if r.IntN(3) == 0 {
				w = words[r.IntN(len(words))]
			}
			out[i] = w
		}
		return strings.Join(out, " ")
	}
	docs := make([]Document, n)
	for i := range docs {
		event := r.IntN(n/4 + 1)
		docs[i] = Document{
			ID: int64(i + 1), Time: noon.Add(time.Duration(i) * 100 * time.Millisecond), Language: "en",
			Outlet: fmt.Sprintf("paper %d", r.IntN(2000)), Title: pick(event, 9), Text: pick(event, 45) + ".",
		}
	}
	return docs
}

func invented(r *rand.Rand) string {
	var b strings.Builder
	for range 2 + r.IntN(3) {
		b.WriteByte("bdfgklmnprstvz"[r.IntN(14)])
		b.WriteByte("aeiou"[r.IntN(5)])
	}
	return b.String()
}

// heap is how much is in use after a collection, in bytes.
func heap() uint64 {
	runtime.GC()
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return m.HeapAlloc
}

// heapOfAll is what grouping n headlines that are all compared leaves in use
// for each, in bytes: stories and text families.
func heapOfAll(n int) (stories, families float64) {
	shipped()
	docs := headlines(n)
	before := heap()
	g := New(Options{})
	for _, d := range docs {
		g.Add(d)
	}
	middle := heap()
	f := NewFamilies(FamilyOptions{})
	for _, d := range docs {
		f.Add(Text{ID: d.ID, Time: d.Time, Body: d.Title + ". " + d.Text})
	}
	after := heap()
	runtime.KeepAlive(g)
	runtime.KeepAlive(f)
	runtime.KeepAlive(docs)
	return float64(middle-before) / float64(n), float64(after-middle) / float64(n)
}

// TestHeapOfAnArticle holds an article that is still compared to what it took
// when this was written, and a tenth more: tens of thousands are compared at
// once after the first polls of a whole catalog.
func TestHeapOfAnArticle(t *testing.T) {
	const mostStories, mostFamilies = 3300, 720
	stories, families := heapOfAll(3000)
	if stories > mostStories || families > mostFamilies {
		t.Errorf("an article takes %.0f B in stories and %.0f B in families, want at most %d and %d",
			stories, families, mostStories, mostFamilies)
	}
}

// TestForgottenPairs: a pair whose place another took is judged anew, to the
// same effect.
func TestForgottenPairs(t *testing.T) {
	var m memory
	p := m.place(7, 3, 1)
	if p.holds(7, 3) {
		t.Fatal("an empty memory holds a pair")
	}
	*p = known{7, 3, 0.25}
	grown := m.place(7, 3, 1<<minMemory)
	if !grown.holds(7, 3) || grown.probability != 0.25 {
		t.Errorf("after growing the memory holds %v, want the pair from before", *grown)
	}
	if got := len(m.places); got != 1<<minMemory*placesADocument {
		t.Errorf("a memory for %d documents has %d places", 1<<minMemory, got)
	}
	if m.place(1, 0, 1<<30); len(m.places) != 1<<maxMemory {
		t.Errorf("a memory for any number of documents has %d places, want %d", len(m.places), 1<<maxMemory)
	}

	g, h := New(Options{}), New(Options{})
	for i, d := range stream(600, 9) {
		clear(h.known.places) // as if every place were taken by others
		if got, want := h.Add(d), g.Add(d); !reflect.DeepEqual(got, want) {
			t.Fatalf("document %d: a forgetful grouper changes %+v, another %+v", i, got, want)
		}
	}
}

// BenchmarkHeap says what an article that is still compared takes.
func BenchmarkHeap(b *testing.B) {
	b.ReportAllocs()
	for b.Loop() {
		stories, families := heapOfAll(20_000)
		b.ReportMetric(stories, "B-in-stories/article")
		b.ReportMetric(families, "B-in-families/article")
	}
}

// TestMedoidIsOfTheMembers: the remembered medoid is the one that the members
// have, whatever happened to the story.
func TestMedoidIsOfTheMembers(t *testing.T) {
	g := New(Options{})
	for i, d := range stream(500, 11) {
		g.Add(d)
		if i%7 == 3 {
			g.Remove(d.ID - 2)
		}
		for id, s := range g.open {
			if len(s.members) == 0 {
				continue
			}
			got, _ := g.Medoid(id)
			if want := g.medoid(s.members[:min(len(s.members), g.o.MaxGroup)]).ID; got != want {
				t.Fatalf("after document %d Medoid(%d) = %d, want %d", i+1, id, got, want)
			}
		}
	}
}
