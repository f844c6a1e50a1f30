package engine

import (
	"context"
	"fmt"
	"slices"

	"github.com/overview-news/overview/nmt/internal/kernel"
)

const (
	// maxRows and maxTokens bound what is translated at the same time.
	// Products are nearly as fast as they can be from 24 rows on; the keys
	// and values of the tokens are what makes a worker large.
	maxRows   = 48
	maxTokens = 1536
	// refill is how many rows must be free before new sentences are encoded:
	// encoding few is slow.
	refill = 6
	// encodeRows is how many tokens pass the encoder at once, so that they
	// stay in the second-level cache between operations.
	encodeRows = 192
)

// Sentence is one sentence and its translation.
type Sentence struct {
	Source []int32 // pieces with their End, at most MaxPieces
	// Forced, if not nil, is said instead of what the network would say; its
	// logits are those of these pieces. Tests use it.
	Forced []int32

	Pieces    []int32   // the translation without its End
	Logits    []float32 // one for each piece, and that of End
	Truncated bool      // stopped by its length, not by End
}

// Worker has the memory to translate some sentences at the same time: maxRows
// of them, and as one ends, another begins.
type Worker struct {
	m   *Model
	mem kernel.Memory

	x, y, q, v []float32    // rows of encodeRows or maxRows
	k          []float32    // transposed keys of one sentence
	in, hidden *kernel.Rows // quantized inputs and hidden layers
	weights    []float32
	context    [][]kernel.Half // keys and values by decoder layer
	cells      [][]float32     // by decoder layer, by row
	row        []int8          // an embedding
	best       []kernel.Best
	sums       []float32

	live []row
	used []span // parts of context that live rows look at

	list   *kernel.Matrix // the shortlist's columns; nil: all
	listed []int32        // their pieces; empty: all are candidates
}

// row is a sentence that is being translated.
type row struct {
	sentence int
	step     int
	last     int32 // piece said last, -1 at the start
	tokens   int   // of the source
	at       int   // where its context begins
}

// span is a part of the context.
type span struct{ from, to int }

// NewWorker returns a worker for m.
func (x *Model) NewWorker() *Worker {
	d, f := x.shape.Dim, x.shape.FFN
	w := &Worker{m: x}
	rows := max(encodeRows, maxRows)
	for _, b := range []*[]float32{&w.x, &w.y, &w.q, &w.v} {
		*b = w.mem.Floats(rows * d)
	}
	w.k = w.mem.Floats(kernel.Padded(MaxPieces) * d)
	w.in = kernel.NewRows(&w.mem, rows, d)
	w.hidden = kernel.NewRows(&w.mem, rows, f)
	w.weights = w.mem.Floats(kernel.WeightRows * kernel.Padded(MaxPieces))
	for range x.decoder { // one sentence of all tokens, and the padding of the others
		w.context = append(w.context, w.mem.Halves(kernel.BlockSize(maxTokens, d)+kernel.Padded(1)*maxRows*d))
		w.cells = append(w.cells, w.mem.Floats(maxRows*d))
	}
	w.row = make([]int8, d)
	w.best = make([]kernel.Best, maxRows)
	w.sums = make([]float32, maxRows)
	w.live = make([]row, 0, maxRows)
	w.used = make([]span, 0, maxRows)
	return w
}

// Close gives the worker's memory back.
func (w *Worker) Close() { w.mem.Close() }

// Bytes is how much memory the worker has reserved; most of it is touched
// only by large batches.
func (w *Worker) Bytes() int { return w.mem.Size() }

// Shortlist makes the worker say only these pieces, in ascending order; none
// means all.
func (w *Worker) Shortlist(ids []int32) {
	w.listed = append(w.listed[:0], ids...)
	if len(ids) == 0 {
		return
	}
	if w.list == nil {
		w.list = w.m.set.NewSelection(&w.mem, w.m.out, w.m.shape.TargetVocab)
	}
	w.m.set.Select(w.list, w.m.out, w.listed)
}

// check refuses sentences that do not fit, before anything is computed.
func (w *Worker) check(all []Sentence) error {
	for _, s := range all {
		if n := len(s.Source); n < 1 || n > MaxPieces || s.Source[n-1] != End {
			return fmt.Errorf("sentence of %d pieces is not 1 to %d with their end", n, MaxPieces)
		}
		for _, id := range s.Source {
			if id < 0 || int(id) >= w.m.shape.SourceVocab {
				return fmt.Errorf("piece %d is outside the model's vocabulary of %d", id, w.m.shape.SourceVocab)
			}
		}
	}
	return nil
}

// Translate translates sentences in place. It is fastest when the longest come
// first, so that no long one is left alone at the end. It stops early only when
// ctx ends.
func (w *Worker) Translate(ctx context.Context, all []Sentence) error {
	if err := w.check(all); err != nil {
		return err
	}
	w.live = w.live[:0]
	for next := 0; next < len(all) || len(w.live) > 0; {
		if ctx.Err() != nil {
			return context.Cause(ctx)
		}
		if maxRows-len(w.live) >= refill {
			next = w.admit(all, next)
		}
		if len(w.live) > 0 {
			w.step()
			w.advance(all)
		}
	}
	return nil
}

// admit starts sentences from all[next] on while there is room, and returns
// the first that has to wait.
func (w *Worker) admit(all []Sentence, next int) int {
	w.used = w.used[:0]
	for _, r := range w.live {
		w.used = append(w.used, span{r.at, r.at + kernel.BlockSize(r.tokens, w.m.shape.Dim)})
	}
	slices.SortFunc(w.used, func(a, b span) int { return a.from - b.from })
	for next < len(all) && len(w.live) < maxRows {
		first, tokens := len(w.live), 0
		for next < len(all) && len(w.live) < maxRows {
			s := &all[next]
			n := len(s.Source)
			s.Pieces, s.Logits, s.Truncated = s.Pieces[:0], s.Logits[:0], false
			if n == 1 { // only an end: nothing to say
				next++
				continue
			}
			at, ok := w.place(kernel.BlockSize(n, w.m.shape.Dim))
			if tokens+n > encodeRows || !ok {
				break
			}
			s.Pieces, s.Logits = slices.Grow(s.Pieces, lengthFactor*n), slices.Grow(s.Logits, lengthFactor*n)
			w.start(row{sentence: next, last: -1, tokens: n, at: at})
			tokens += n
			next++
		}
		if tokens == 0 {
			break
		}
		w.encode(all, w.live[first:], tokens)
	}
	return next
}

// start adds a row and takes its part of the context.
func (w *Worker) start(r row) {
	i, d := len(w.live), w.m.shape.Dim
	w.live = append(w.live, r)
	w.sums[i] = 0
	for _, c := range w.cells {
		clear(c[i*d : (i+1)*d])
	}
	taken := span{r.at, r.at + kernel.BlockSize(r.tokens, d)}
	at, _ := slices.BinarySearchFunc(w.used, taken, func(a, b span) int { return a.from - b.from })
	w.used = slices.Insert(w.used, at, taken)
}

// place finds the first gap of the context with room for size numbers.
func (w *Worker) place(size int) (int, bool) {
	at := 0
	for _, u := range w.used {
		if u.from-at >= size {
			return at, true
		}
		at = u.to
	}
	return at, len(w.context[0])-at >= size
}
