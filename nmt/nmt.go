// Package nmt translates text on the CPU with the student models that Mozilla
// publishes for Firefox Translations.
//
//	m, err := nmt.Open("model.esen.intgemm.alphas.bin", []string{"vocab.esen.spm"}, nmt.Options{})
//	…
//	defer m.Close()
//	results, err := m.Translate(ctx, []string{"¿Qué tal?"})
//
// A text is one sentence: the models were trained on sentences, and a whole
// paragraph comes out worse. The same sentence gives the same bytes on every
// machine, in any company and order, as long as the whole vocabulary is
// searched (the default); see docs/nmt.md for how, how fast and how checked.
package nmt

import (
	"errors"
	"fmt"
	"sync"
	"sync/atomic"

	"github.com/overview-news/overview/nmt/internal/engine"
	"github.com/overview-news/overview/nmt/internal/kernel"
	"github.com/overview-news/overview/nmt/internal/lexicon"
	"github.com/overview-news/overview/nmt/internal/marian"
	"github.com/overview-news/overview/nmt/internal/spm"
)

// Options change how a model is used. The zero value is right for most.
type Options struct {
	// ISA forces an instruction set: one of ISAs. The result is the same;
	// only the speed is not. Empty: the fastest this machine has.
	ISA string
	// Shortlist is the path of a lexical shortlist. With it only pieces
	// that the texts of one call make likely can be said: nearly twice as
	// fast, but a sentence's translation then depends on its call, and
	// words that the list lacks are paraphrased or invented. Empty: the
	// whole vocabulary.
	Shortlist string
	// Frequent adds that many of the most frequent pieces to a shortlist;
	// 4096 makes inventions rare at a small cost.
	Frequent int
	// Workers bounds how many calls of Translate compute at once, each with
	// memory of its own; others wait. 0: one.
	Workers int
	// Detail fills Result.PieceText and Result.PieceLogits.
	Detail bool
}

// Model is an open model. It may be used by many goroutines at once.
type Model struct {
	opts     Options
	file     *marian.Mapping
	engine   *engine.Model
	set      *kernel.Set
	source   *spm.Vocab
	target   *spm.Vocab
	list     *lexicon.List
	listFile *marian.Mapping
	always   []int32       // pieces in every shortlist beside the list's own
	workers  chan *worker  // free ones; nil entries are not made yet
	closed   chan struct{} // closed by Close
	once     sync.Once
	counts   counts
}

type counts struct {
	sentences, sourcePieces, targetPieces, truncated, workerBytes atomic.Int64
}

// ErrClosed is returned by Translate after Close.
var ErrClosed = errors.New("nmt: model is closed")

// ISAs returns the instruction sets that this machine can run, the fastest
// first; the last is "scalar".
func ISAs() []string { return kernel.Names() }

// Open loads a model and its vocabulary: one file for both languages, or one
// for the source and one for the target. Model and shortlist stay mapped
// and must not be changed in place until Close.
func Open(model string, vocabs []string, o Options) (*Model, error) {
	m := &Model{opts: o, closed: make(chan struct{})}
	if err := m.open(model, vocabs); err != nil {
		m.release()
		return nil, fmt.Errorf("open model %s: %w", model, err)
	}
	n := max(1, o.Workers)
	m.workers = make(chan *worker, n)
	for range n {
		m.workers <- nil
	}
	return m, nil
}

func (m *Model) open(model string, vocabs []string) error {
	var err error
	if m.set, err = kernel.Find(m.opts.ISA); err != nil {
		return err
	}
	if err := m.openVocabs(vocabs); err != nil {
		return err
	}
	if m.file, err = marian.Map(model); err != nil {
		return err
	}
	parsed, err := marian.Parse(m.file.Bytes())
	if err != nil {
		return err
	}
	if parsed.SharedVocab != (len(vocabs) == 1) {
		return fmt.Errorf("%d vocabulary files for a model with shared vocabulary %v", len(vocabs), parsed.SharedVocab)
	}
	for _, v := range []struct {
		side       string
		have, want int
	}{{"source", m.source.Size(), parsed.SourceVocab}, {"target", m.target.Size(), parsed.TargetVocab}} {
		if v.have != v.want {
			return fmt.Errorf("%s vocabulary has %d pieces, the model %d: they do not belong together", v.side, v.have, v.want)
		}
	}
	if err := m.openShortlist(); err != nil {
		return err
	}
	m.engine = engine.New(parsed, m.set)
	m.file.Forget() // the weights are packed; only embeddings are read again
	return nil
}

func (m *Model) openVocabs(paths []string) error {
	if len(paths) != 1 && len(paths) != 2 {
		return fmt.Errorf("%d vocabulary files, not one or two", len(paths))
	}
	for _, p := range paths {
		f, err := marian.Map(p)
		if err != nil {
			return err
		}
		v, err := spm.Parse(f.Bytes())
		_ = f.Close() // unmapping what was mapped does not fail
		if err != nil {
			return fmt.Errorf("%s: %w", p, err)
		}
		if v.Size() < 2 || !v.IsControl(engine.End) || v.Unknown() != engine.Unknown {
			return fmt.Errorf("%s: piece %d is not the end, or %d not the unknown piece", p, engine.End, engine.Unknown)
		}
		if m.source == nil {
			m.source = v
		}
		m.target = v
	}
	return nil
}

// openShortlist reads the shortlist and finds the pieces that join it always:
// single bytes, without which no unknown name can be copied, and frequent
// ones.
func (m *Model) openShortlist() error {
	if m.opts.Shortlist == "" {
		return nil
	}
	var err error
	if m.listFile, err = marian.Map(m.opts.Shortlist); err != nil {
		return err
	}
	if m.list, err = lexicon.Parse(m.listFile.Bytes(), m.source.Size(), m.target.Size()); err != nil {
		return fmt.Errorf("%s: %w", m.opts.Shortlist, err)
	}
	m.listFile.Forget() // all of it was checked; few entries are read again
	frequent := m.opts.Frequent
	for id := range int32(m.target.Size()) {
		plain := m.target.IsPlain(id) && frequent > 0
		if plain {
			frequent--
		}
		if plain || m.target.IsByte(id) {
			m.always = append(m.always, id)
		}
	}
	return nil
}

// Close waits for running translations and gives the memory back.
func (m *Model) Close() error {
	m.once.Do(func() {
		close(m.closed)
		for range cap(m.workers) {
			if w := <-m.workers; w != nil {
				w.engine.Close()
			}
		}
		m.release()
	})
	return nil
}

func (m *Model) release() {
	if m.engine != nil {
		m.engine.Close()
	}
	for _, f := range []*marian.Mapping{m.file, m.listFile} {
		if f != nil {
			_ = f.Close() // unmapping what was mapped does not fail
		}
	}
}

// Stats are a model's figures since Open.
type Stats struct {
	ISA           string
	Dim           int
	EncoderLayers int
	DecoderLayers int
	SourceVocab   int
	TargetVocab   int
	SharedVocab   bool
	WeightBytes   int64 // packed weights
	WorkerBytes   int64 // reserved for the workers made so far
	Sentences     int64 // chunks of at most 127 pieces
	SourcePieces  int64
	TargetPieces  int64
	Truncated     int64 // sentences that ended by their length
}

// Stats returns the model's figures.
func (m *Model) Stats() Stats {
	s := m.engine.Shape()
	return Stats{
		ISA: m.set.Name(), Dim: s.Dim, EncoderLayers: s.EncoderLayers, DecoderLayers: s.DecoderLayers,
		SourceVocab: s.SourceVocab, TargetVocab: s.TargetVocab, SharedVocab: s.SharedVocab,
		WeightBytes: int64(m.engine.Bytes()), WorkerBytes: m.counts.workerBytes.Load(),
		Sentences: m.counts.sentences.Load(), SourcePieces: m.counts.sourcePieces.Load(),
		TargetPieces: m.counts.targetPieces.Load(), Truncated: m.counts.truncated.Load(),
	}
}
