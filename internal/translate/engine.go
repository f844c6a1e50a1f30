package translate

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"strings"
	"unicode/utf8"

	"github.com/overview-news/overview/text/sentence"
)

// Bounds of what a backend is asked at once.
const (
	maxBatch = 64
	// maxSentence is the longest sentence that is translated whole, in
	// characters. Longer ones are cut at clauses first; real ones in the news
	// have up to 500.
	maxSentence = 800
	// maxText is the longest sentence that is tried at all, in characters:
	// what has so many without a stop is no sentence (encoded data, a list
	// without an end), and a megabyte of it would take minutes.
	maxText = 8000
	// minPiece is the shortest piece, in characters, that a sentence is cut
	// into for a second try. Less has too little context.
	minPiece = 30
)

// EngineOptions say which backend comes first and how much is remembered.
type EngineOptions struct {
	// Order names the backends to ask for a language (its tag, or the language
	// part of it), the first first; those not named are not asked. Languages
	// that are not listed have all backends in the order given to NewEngine.
	Order map[string][]string
	// Identifier looks at the language of what comes back; nil looks at none.
	Identifier Identifier
	// CacheBytes bounds the sentences remembered; 0 is 32 MB.
	CacheBytes int
}

const defaultCacheBytes = 32 << 20

// Engine translates with several backends behind the gate. It is a [Backend]
// itself. It may be used by several goroutines at once.
type Engine struct {
	log      *slog.Logger
	backends []Backend
	opt      EngineOptions
	cache    *cache
}

// NewEngine returns an engine over backends. They are closed by whoever made
// them.
func NewEngine(log *slog.Logger, backends []Backend, opt EngineOptions) *Engine {
	if opt.CacheBytes <= 0 {
		opt.CacheBytes = defaultCacheBytes
	}
	return &Engine{log: log, backends: backends, opt: opt, cache: newCache(opt.CacheBytes)}
}

// Name is "overview": the engine's own name is on no rendition, each sentence
// carries its backend's.
func (e *Engine) Name() string { return "overview" }

// Model is that of the first backend for a language, empty if there is none.
func (e *Engine) Model(language string) string {
	for _, b := range e.order(language) {
		return b.Model(language)
	}
	return ""
}

// Choice is what a language is translated with.
type Choice struct{ Engine, Model string }

// Choices lists what a language would be translated with, the first choice
// first, without wanting it.
func (e *Engine) Choices(language string) []Choice {
	var out []Choice
	e.each(language, func(b Backend) {
		if model := peek(b, language); model != "" {
			out = append(out, Choice{b.Name(), model})
		}
	})
	return out
}

// Peek is Model without a wish for a model that is missing.
func (e *Engine) Peek(language string) string {
	for _, c := range e.Choices(language) {
		return c.Model
	}
	return ""
}

// peek asks a backend for its model; one that has a method Peek notes no wish
// then.
func peek(b Backend, language string) string {
	if p, ok := b.(interface{ Peek(language string) string }); ok {
		return p.Peek(language)
	}
	return b.Model(language)
}

// order lists the backends that translate a language, the first choice first.
func (e *Engine) order(language string) []Backend {
	var out []Backend
	e.each(language, func(b Backend) {
		if b.Model(language) != "" {
			out = append(out, b)
		}
	})
	return out
}

// each calls f with the backends that may be asked for a language, the first
// choice first.
func (e *Engine) each(language string, f func(Backend)) {
	names, listed := e.opt.Order[language]
	if !listed {
		names, listed = e.opt.Order[baseTag(language)]
	}
	if !listed {
		for _, b := range e.backends {
			f(b)
		}
		return
	}
	for _, name := range names {
		for _, b := range e.backends {
			if b.Name() == name {
				f(b)
			}
		}
	}
}

// Translate returns a result for each sentence. What no backend could
// translate to pass the gate comes back in the original, Kept. It fails only
// if no backend answered at all.
func (e *Engine) Translate(ctx context.Context, language string, sentences []string) ([]Sentence, error) {
	backends := e.order(language)
	if len(backends) == 0 {
		return nil, fmt.Errorf("translate from %q: %w", language, ErrUnsupported)
	}
	out := make([]Sentence, len(sentences))
	var pending []int
	for i, s := range sentences {
		out[i] = Sentence{Text: s, Kept: true}
		switch n := utf8.RuneCountInString(s); {
		case n > maxText:
			out[i].Faults = []Fault{{FaultLength, fmt.Sprintf("%d characters without an end are no sentence", n)}}
		case hasLetterOrDigit(s):
			pending = append(pending, i)
		default:
			out[i].Kept = false // nothing in it to translate
		}
	}
	var failures []error
	asked := len(pending)
	answered := asked == 0
	for _, b := range backends {
		t := trial{engine: e, backend: b, language: language}
		rest, err := t.run(ctx, sentences, out, pending)
		if ctx.Err() != nil {
			return nil, ctx.Err()
		}
		if err != nil {
			e.log.Warn("translation backend failed", "backend", b.Name(), "language", language, "error", err)
			failures = append(failures, fmt.Errorf("%s: %w", b.Name(), err))
		} else {
			answered = true
		}
		if pending = rest; len(pending) == 0 {
			break
		}
	}
	if !answered && len(pending) == asked {
		return nil, errors.Join(failures...)
	}
	return out, nil
}

// trial is one backend's turn on sentences.
type trial struct {
	engine   *Engine
	backend  Backend
	language string
}

// run translates sentences[i] for every i of pending into out[i], and returns
// those that did not pass. After an error those done before it stay done.
func (t trial) run(ctx context.Context, sentences []string, out []Sentence, pending []int) ([]int, error) {
	var ask, rest []int
	for _, i := range pending {
		if s, ok := t.engine.cache.get(t.key(sentences[i])); ok {
			out[i] = s
		} else {
			ask = append(ask, i)
		}
	}
	for len(ask) > 0 {
		n := min(len(ask), maxBatch)
		batch := make([]string, n)
		for j, i := range ask[:n] {
			batch[j] = sentences[i]
		}
		results, err := t.ask(ctx, batch)
		if err != nil {
			return append(rest, ask...), err
		}
		for j, i := range ask[:n] {
			s, err := t.settle(ctx, sentences[i], results[j])
			if err != nil {
				return append(rest, ask[j:]...), err
			}
			if s.Kept {
				if out[i].Faults == nil {
					out[i].Faults = s.Faults
				}
				rest = append(rest, i)
				continue
			}
			out[i] = s
			t.engine.cache.put(t.key(sentences[i]), s)
		}
		ask = ask[n:]
	}
	return rest, nil
}

// key identifies what a sentence is translated with.
func (t trial) key(text string) string {
	return strings.Join([]string{t.backend.Name(), t.backend.Model(t.language), t.language, text}, "\x00")
}

// ask calls the backend and checks that it kept its promise. Sentences that
// are too long are answered with nothing, so that they are cut.
func (t trial) ask(ctx context.Context, batch []string) ([]Sentence, error) {
	var short []string
	for _, s := range batch {
		if utf8.RuneCountInString(s) <= maxSentence {
			short = append(short, s)
		}
	}
	if len(short) == 0 {
		return make([]Sentence, len(batch)), nil
	}
	results, err := t.backend.Translate(ctx, t.language, short)
	if err != nil {
		return nil, err
	}
	if len(results) != len(short) {
		return nil, fmt.Errorf("%d results for %d sentences", len(results), len(short))
	}
	if len(short) == len(batch) {
		return results, nil
	}
	out := make([]Sentence, len(batch))
	next := 0
	for i, s := range batch {
		if utf8.RuneCountInString(s) <= maxSentence {
			out[i] = results[next]
			next++
		}
	}
	return out, nil
}

// settle puts a result through the gate. One that does not pass is tried
// again in small letters if it is all in capitals, then in pieces.
func (t trial) settle(ctx context.Context, source string, s Sentence) (Sentence, error) {
	faults := t.check(source, s.Text)
	if len(faults) == 0 {
		return s, nil
	}
	if mostlyCapitals(source) {
		again, err := t.again(ctx, source, []string{sentenceCase(source)})
		if err != nil || !again.Kept {
			return again, err
		}
		source = sentenceCase(source)
	}
	limit := min(maxSentence/2, max(minPiece, utf8.RuneCountInString(source)/2+1))
	if pieces := sentence.Clauses(source, limit); len(pieces) > 1 {
		again, err := t.again(ctx, source, pieces)
		if err != nil || !again.Kept {
			return again, err
		}
	}
	return Sentence{Kept: true, Faults: faults}, nil
}

// again translates pieces of source, each of which must pass the gate as the
// whole must.
func (t trial) again(ctx context.Context, source string, pieces []string) (Sentence, error) {
	results, err := t.ask(ctx, pieces)
	if err != nil {
		return Sentence{}, err
	}
	whole := results[0]
	texts := make([]string, len(pieces))
	sum := 0.0
	for i, piece := range pieces {
		if len(t.check(piece, results[i].Text)) > 0 {
			return Sentence{Kept: true}, nil
		}
		texts[i] = results[i].Text
		sum += results[i].Quality
	}
	whole.Text = strings.Join(texts, " ")
	whole.Quality = sum / float64(len(pieces))
	if len(t.check(source, whole.Text)) > 0 {
		return Sentence{Kept: true}, nil
	}
	return whole, nil
}

func (t trial) check(source, target string) []Fault {
	faults := Check(source, target, t.language)
	if len(faults) == 0 {
		faults = checkLanguage(t.engine.opt.Identifier, target)
	}
	return faults
}
