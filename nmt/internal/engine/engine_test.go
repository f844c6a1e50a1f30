package engine

import (
	"context"
	"fmt"
	"hash/fnv"
	"math"
	"math/rand/v2"
	"slices"
	"sync"
	"testing"

	"github.com/overview-news/overview/nmt/internal/kernel"
	"github.com/overview-news/overview/nmt/internal/marian"
	"github.com/overview-news/overview/nmt/internal/synth"
)

const testVocab = 700

// open returns a small random network on an instruction set.
func open(t testing.TB, isa string) *Model {
	t.Helper()
	s, err := synth.Architecture("small", testVocab)
	if err != nil {
		t.Fatal(err)
	}
	s.EndBias = 1.5
	parsed, err := marian.Parse(synth.Model(s))
	if err != nil {
		t.Fatal(err)
	}
	set, err := kernel.Find(isa)
	if err != nil {
		t.Fatal(err)
	}
	m := New(parsed, set)
	t.Cleanup(m.Close)
	return m
}

// sources returns n sentences of up to most pieces.
func sources(n, most int, seed uint64) [][]int32 {
	r := rand.New(rand.NewPCG(seed, 1))
	all := make([][]int32, n)
	for i := range all {
		for range 1 + r.IntN(most-1) {
			all[i] = append(all[i], int32(2+r.IntN(testVocab-2)))
		}
		all[i] = append(all[i], End)
	}
	return all
}

// translate runs sentences in batches of the given size.
func translate(t testing.TB, w *Worker, all [][]int32, size int) []Sentence {
	t.Helper()
	var out []Sentence
	for batch := range slices.Chunk(all, size) {
		some := make([]Sentence, len(batch))
		for i := range some {
			some[i].Source = batch[i]
		}
		if err := w.Translate(context.Background(), some); err != nil {
			t.Fatal(err)
		}
		out = append(out, some...)
	}
	return out
}

// sum is a hash of everything that was computed.
func sum(all []Sentence) string {
	h := fnv.New64a()
	for _, s := range all {
		fmt.Fprint(h, s.Pieces, s.Truncated)
		for _, l := range s.Logits {
			fmt.Fprint(h, math.Float32bits(l), " ")
		}
	}
	return fmt.Sprintf("%016x", h.Sum64())
}

// invariant is the hash of what the sentences of TestInvariance become. It is
// the same on every machine; a changed value is changed arithmetic.
const invariant = "672267c3b2a9ea43"

func TestInvariance(t *testing.T) {
	all := sources(24, 20, 1)
	for _, isa := range kernel.Names() {
		t.Run(isa, func(t *testing.T) {
			m := open(t, isa)
			w := m.NewWorker()
			defer w.Close()
			for _, size := range []int{1, 7, 24} {
				if got := sum(translate(t, w, all, size)); got != invariant {
					t.Errorf("batches of %d: hash = %s, want %s", size, got, invariant)
				}
			}
			order := rand.New(rand.NewPCG(5, 5)).Perm(len(all))
			shuffled := make([][]int32, len(all))
			for i, o := range order {
				shuffled[i] = all[o]
			}
			back := make([]Sentence, len(all))
			for i, s := range translate(t, w, shuffled, 13) {
				back[order[i]] = s
			}
			if got := sum(back); got != invariant {
				t.Errorf("another order: hash = %s, want %s", got, invariant)
			}
		})
	}
}

func TestGoroutines(t *testing.T) {
	all := sources(24, 20, 1)
	m := open(t, "")
	var wg sync.WaitGroup
	for n := range 4 {
		wg.Go(func() {
			w := m.NewWorker()
			defer w.Close()
			if got := sum(translate(t, w, all, 3+n)); got != invariant {
				t.Errorf("goroutine %d: hash = %s, want %s", n, got, invariant)
			}
		})
	}
	wg.Wait()
}

func TestShortlist(t *testing.T) {
	m := open(t, "")
	w := m.NewWorker()
	defer w.Close()
	list := []int32{End, 5, 9, 100, 101, 102, 500}
	w.Shortlist(list)
	for _, s := range translate(t, w, sources(10, 20, 2), 10) {
		for _, id := range s.Pieces {
			if !slices.Contains(list, id) {
				t.Fatalf("piece %d is not in the shortlist", id)
			}
		}
	}
	every := make([]int32, testVocab)
	for i := range every {
		every[i] = int32(i)
	}
	w.Shortlist(every)
	all := sources(24, 20, 1)
	if got := sum(translate(t, w, all, 40)); got != invariant {
		t.Errorf("shortlist of all pieces: hash = %s, want %s", got, invariant)
	}
	w.Shortlist(nil)
	if got := sum(translate(t, w, all, 40)); got != invariant {
		t.Errorf("no shortlist any more: hash = %s, want %s", got, invariant)
	}
}

func TestEnds(t *testing.T) {
	w := open(t, "").NewWorker()
	defer w.Close()
	longest := append(slices.Repeat([]int32{7}, MaxPieces-1), End)
	for _, s := range translate(t, w, append(sources(20, 12, 3), []int32{End}, longest), 48) {
		limit := lengthFactor * len(s.Source)
		switch {
		case len(s.Source) == 1 && (len(s.Pieces) > 0 || len(s.Logits) > 0):
			t.Errorf("an empty sentence became %v", s.Pieces)
		case len(s.Pieces) > limit || s.Truncated != (len(s.Pieces) == limit && limit > 2):
			t.Errorf("%d pieces became %d, truncated %v", len(s.Source), len(s.Pieces), s.Truncated)
		case len(s.Source) > 1 && !s.Truncated && len(s.Logits) != len(s.Pieces)+1:
			t.Errorf("%d logits for %d pieces and an end", len(s.Logits), len(s.Pieces))
		}
	}
}

func TestBadBatches(t *testing.T) {
	w := open(t, "").NewWorker()
	defer w.Close()
	full := append(slices.Repeat([]int32{7}, MaxPieces-1), End)
	for name, batch := range map[string][][]int32{
		"no end":   {{5, 6}},
		"empty":    {{}},
		"too long": {append([]int32{7}, full...)},
		"outside":  {{testVocab, End}},
		"negative": {{-1, End}},
	} {
		some := make([]Sentence, len(batch))
		for i := range some {
			some[i].Source = batch[i]
		}
		if err := w.Translate(context.Background(), some); err == nil {
			t.Errorf("%s: Translate gave no error", name)
		}
	}
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if err := w.Translate(ctx, []Sentence{{Source: []int32{5, End}}}); err != context.Canceled {
		t.Errorf("Translate after cancel = %v, want %v", err, context.Canceled)
	}
}

// TestMany: more sentences than have room at once, longest and shortest mixed.
func TestMany(t *testing.T) {
	w := open(t, "").NewWorker()
	defer w.Close()
	all := sources(150, 40, 4)
	for i := range 30 {
		all[5*i] = append(slices.Repeat([]int32{int32(10 + i), 50, 60}, 40), End)
	}
	want := sum(translate(t, w, all, 1))
	for _, size := range []int{11, 60, 150} {
		if got := sum(translate(t, w, all, size)); got != want {
			t.Errorf("%d at once: hash = %s, want %s", size, got, want)
		}
	}
}

// TestAllocations: only the results of a batch are allocated, however many
// pieces it has.
func TestAllocations(t *testing.T) {
	w := open(t, "").NewWorker()
	defer w.Close()
	ctx := context.Background()
	allocations := func(source []int32) float64 {
		batch := []Sentence{{Source: source}, {Source: source}}
		return testing.AllocsPerRun(5, func() {
			if err := w.Translate(ctx, batch); err != nil {
				t.Fatal(err)
			}
		})
	}
	short, long := []int32{9, 8, End}, append(slices.Repeat([]int32{7, 30, 200}, 40), End)
	if s, l := allocations(short), allocations(long); s != l || s > 4 {
		t.Errorf("%v allocations for a short batch, %v for a long one; want 4 for each", s, l)
	}
}

// Each round says a million pieces. What a worker, a batch and their slices
// have once a batch has been through is all that they need.
func BenchmarkMillionPieces(b *testing.B) {
	w := open(b, "").NewWorker()
	defer w.Close()
	var batch []Sentence
	for _, s := range sources(200, MaxPieces-1, 6) {
		batch = append(batch, Sentence{Source: s})
	}
	translate := func() int {
		if err := w.Translate(context.Background(), batch); err != nil {
			b.Fatal(err)
		}
		n := 0
		for _, s := range batch {
			n += len(s.Pieces) + 1
		}
		return n
	}
	translate()
	b.ReportAllocs()
	for b.Loop() {
		for pieces := 0; pieces < 1e6; {
			pieces += translate()
		}
	}
}

func TestPositions(t *testing.T) {
	const d, n = 512, maxSteps + 1
	p := positions(d, n)
	step := float32(math.Log(10000)) / float32(d/2-1)
	for pos := range n {
		for i := range d / 2 {
			x := float64(float32(pos) * float32(math.Exp(float64(-float32(i)*step))))
			if math.Abs(float64(p[pos*d+i])-math.Sin(x)) > 3e-5 || math.Abs(float64(p[pos*d+d/2+i])-math.Cos(x)) > 3e-5 {
				t.Fatalf("position %d, %d: %v and %v, want %v and %v", pos, i, p[pos*d+i], p[pos*d+d/2+i], math.Sin(x), math.Cos(x))
			}
		}
	}
}
