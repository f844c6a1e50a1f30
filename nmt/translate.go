package nmt

import (
	"context"
	"slices"
	"strings"

	"github.com/overview-news/overview/nmt/internal/engine"
	"github.com/overview-news/overview/nmt/internal/spm"
)

// Result is the translation of one text.
type Result struct {
	Text   string
	Pieces int // pieces of the translation
	// Logit is the mean of the logits of the pieces said and of the end: the
	// higher, the surer the model was. Comparable within one model only.
	Logit float32
	// Truncated says that the translation was stopped by its length, twice
	// that of the source: it is probably a loop.
	Truncated bool
	// PieceText and PieceLogits are filled with Options.Detail. The logits
	// have one more for each end.
	PieceText   []string
	PieceLogits []float32
}

// worker is what one call of Translate computes with.
type worker struct {
	engine  *engine.Worker
	encoder *spm.Encoder
	ids     []int32
	wanted  []bool
}

// chunk is a sentence or, of a long one, a part that fits the model.
type chunk struct {
	text   int // index into the texts
	source []int32
	result engine.Sentence
}

// Translate translates texts, each of which should be one sentence. Texts of
// more than 127 pieces are cut there, which harms them; split before. An empty
// text gives an empty result. The only errors are those of ctx, and ErrClosed.
func (m *Model) Translate(ctx context.Context, texts []string) ([]Result, error) {
	w, err := m.worker(ctx)
	if err != nil {
		return nil, err
	}
	defer func() { m.workers <- w }()
	chunks := w.cut(texts)
	w.engine.Shortlist(m.candidates(w, chunks))
	if err := w.run(ctx, chunks); err != nil {
		return nil, err
	}
	return m.assemble(len(texts), chunks), nil
}

// worker waits for a free worker and makes it when it is new.
func (m *Model) worker(ctx context.Context) (*worker, error) {
	select { // a closed model is closed, even if a worker is free
	case <-m.closed:
		return nil, ErrClosed
	default:
	}
	select {
	case <-m.closed:
		return nil, ErrClosed
	case <-ctx.Done():
		return nil, context.Cause(ctx)
	case w := <-m.workers:
		if w == nil {
			w = &worker{engine: m.engine.NewWorker(), encoder: m.source.NewEncoder()}
			m.counts.workerBytes.Add(int64(w.engine.Bytes()))
		}
		return w, nil
	}
}

// softHyphen only says where a word may be broken; the models never saw it.
const softHyphen = "\u00ad"

// cut turns texts into chunks of at most engine.MaxPieces with their end.
func (w *worker) cut(texts []string) []chunk {
	chunks := make([]chunk, 0, len(texts))
	for i, t := range texts {
		w.ids = w.encoder.Append(w.ids[:0], strings.ReplaceAll(t, softHyphen, ""))
		for part := range slices.Chunk(w.ids, engine.MaxPieces-1) {
			source := append(slices.Clone(part), engine.End)
			chunks = append(chunks, chunk{text: i, source: source})
		}
	}
	return chunks
}

// candidates returns the shortlist for all chunks; nil without one.
func (m *Model) candidates(w *worker, chunks []chunk) []int32 {
	if m.list == nil || len(chunks) == 0 {
		return nil
	}
	if w.wanted == nil {
		w.wanted = make([]bool, m.target.Size())
	}
	clear(w.wanted)
	for _, id := range m.always {
		w.wanted[id] = true
	}
	for _, c := range chunks {
		m.list.Mark(w.wanted, c.source, m.source == m.target)
	}
	// The system maps what lies around each entry that was read: all of the
	// file after some calls, though the next call reads other entries.
	m.listFile.Forget()
	return m.list.Collect(nil, w.wanted)
}

// run translates all chunks, the longest first: short ones fill the gaps that
// are left at the end.
func (w *worker) run(ctx context.Context, chunks []chunk) error {
	order := make([]int, len(chunks))
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(a, b int) int { return len(chunks[b].source) - len(chunks[a].source) })
	sentences := make([]engine.Sentence, len(chunks))
	for n, i := range order {
		sentences[n].Source = chunks[i].source
	}
	if err := w.engine.Translate(ctx, sentences); err != nil {
		return err
	}
	for n, i := range order {
		chunks[i].result = sentences[n]
	}
	return nil
}

// assemble joins the chunks of each text and counts.
func (m *Model) assemble(texts int, chunks []chunk) []Result {
	results := make([]Result, texts)
	for from := 0; from < len(chunks); {
		to := from + 1
		for to < len(chunks) && chunks[to].text == chunks[from].text {
			to++
		}
		results[chunks[from].text] = m.join(chunks[from:to])
		from = to
	}
	return results
}

// join makes one result of the chunks of one text.
func (m *Model) join(chunks []chunk) Result {
	var r Result
	var ids []int32
	sum, logits := 0.0, 0
	for _, c := range chunks {
		ids = append(ids, c.result.Pieces...)
		for _, l := range c.result.Logits {
			sum += float64(l)
			logits++
		}
		r.Truncated = r.Truncated || c.result.Truncated
		m.counts.sentences.Add(1)
		m.counts.sourcePieces.Add(int64(len(c.source)))
		m.counts.targetPieces.Add(int64(len(c.result.Pieces)))
		if m.opts.Detail {
			r.PieceLogits = append(r.PieceLogits, c.result.Logits...)
		}
	}
	if r.Truncated {
		m.counts.truncated.Add(1)
	}
	r.Text, r.Pieces = m.target.Decode(ids), len(ids)
	if logits > 0 {
		r.Logit = float32(sum / float64(logits))
	}
	if m.opts.Detail {
		for _, id := range ids {
			r.PieceText = append(r.PieceText, m.target.Piece(id))
		}
	}
	return r
}
