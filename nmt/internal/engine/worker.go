package engine

import (
	"context"
	"errors"
	"fmt"

	"github.com/overview-news/overview/nmt/internal/kernel"
)

const (
	// MaxSentences and MaxTokens bound a batch. Products are nearly as fast
	// as they can be from 24 rows on; the keys and values of the tokens are
	// what makes a worker large.
	MaxSentences = 48
	MaxTokens    = 1536
	// encodeRows is how many tokens pass the encoder at once, so that they
	// stay in the second-level cache between operations.
	encodeRows = 192
)

// Sentence is one sentence of a batch and its translation.
type Sentence struct {
	Source []int32 // pieces with their End, at most MaxPieces
	// Forced, if not nil, is said instead of what the network would say; its
	// logits are those of these pieces. Tests use it.
	Forced []int32

	Pieces    []int32   // the translation without its End
	Logits    []float32 // one for each piece, and that of End
	Truncated bool      // stopped by its length, not by End
}

// Worker has the memory to translate one batch.
type Worker struct {
	m   *Model
	mem kernel.Memory

	x, y, q, k, v []float32    // rows of encodeRows or MaxSentences
	in, hidden    *kernel.Rows // quantized inputs and hidden layers
	weights       []float32
	context       [][]kernel.Half // keys and values by decoder layer, of the whole batch
	cells         [][]float32     // by decoder layer, by row
	row           []int8          // an embedding
	best          []kernel.Best
	sums          []float32

	live   []row
	at     []int // where the context of each sentence begins
	length []int // tokens of each sentence

	list   *kernel.Matrix // the shortlist's columns; nil: all
	listed []int32        // their pieces; empty: all are candidates
}

// row is a sentence that is still being translated.
type row struct {
	sentence int
	last     int32 // piece said last, -1 at the start
}

// NewWorker returns a worker for m.
func (x *Model) NewWorker() *Worker {
	d, f := x.shape.Dim, x.shape.FFN
	w := &Worker{m: x}
	rows := max(encodeRows, MaxSentences)
	for _, b := range []*[]float32{&w.x, &w.y, &w.q, &w.v} {
		*b = w.mem.Floats(rows * d)
	}
	padded := rows + (kernel.Padded(1)-1)*rows/2 // sentences have two tokens or more
	w.k = w.mem.Floats(padded * d)
	w.in = kernel.NewRows(&w.mem, rows, d)
	w.hidden = kernel.NewRows(&w.mem, rows, f)
	w.weights = w.mem.Floats(kernel.WeightRows * kernel.Padded(MaxPieces))
	for range x.decoder { // one sentence of all tokens, and the padding of the others
		w.context = append(w.context, w.mem.Halves(kernel.BlockSize(MaxTokens, d)+kernel.Padded(1)*MaxSentences*d))
		w.cells = append(w.cells, w.mem.Floats(MaxSentences*d))
	}
	w.row = make([]int8, d)
	w.best = make([]kernel.Best, MaxSentences)
	w.sums = make([]float32, MaxSentences)
	w.live = make([]row, 0, MaxSentences)
	w.at = make([]int, MaxSentences)
	w.length = make([]int, MaxSentences)
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

// check refuses a batch that does not fit, before anything is computed.
func (w *Worker) check(batch []Sentence) error {
	if len(batch) > MaxSentences {
		return fmt.Errorf("batch has %d sentences, more than %d", len(batch), MaxSentences)
	}
	tokens := 0
	for _, s := range batch {
		tokens += len(s.Source)
		if n := len(s.Source); n < 1 || n > MaxPieces || s.Source[n-1] != End {
			return fmt.Errorf("sentence of %d pieces is not 1 to %d with their end", n, MaxPieces)
		}
		for _, id := range s.Source {
			if id < 0 || int(id) >= w.m.shape.SourceVocab {
				return fmt.Errorf("piece %d is outside the model's vocabulary of %d", id, w.m.shape.SourceVocab)
			}
		}
	}
	if tokens > MaxTokens {
		return fmt.Errorf("batch has %d tokens, more than %d", tokens, MaxTokens)
	}
	return nil
}

// Translate translates a batch in place. It stops early only when ctx ends.
func (w *Worker) Translate(ctx context.Context, batch []Sentence) error {
	if err := w.check(batch); err != nil {
		return err
	}
	w.live = w.live[:0]
	for i := range batch {
		s := &batch[i]
		limit := lengthFactor * len(s.Source)
		s.Pieces, s.Logits, s.Truncated = make([]int32, 0, limit), make([]float32, 0, limit), false
		if len(s.Source) > 1 { // only an end: nothing to say
			w.live = append(w.live, row{i, -1})
		}
		w.sums[i], w.length[i] = 0, len(s.Source)
	}
	for i := range w.cells {
		clear(w.cells[i])
	}
	if err := w.encode(ctx, batch); err != nil {
		return err
	}
	for step := 0; len(w.live) > 0; step++ {
		if ctx.Err() != nil {
			return context.Cause(ctx)
		}
		if step >= maxSteps {
			return errors.New("decoder does not end") // cannot happen: advance stops earlier
		}
		w.step(step)
		w.advance(batch, step)
	}
	return nil
}
