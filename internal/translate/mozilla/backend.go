package mozilla

import (
	"context"
	"fmt"
	"log/slog"
	"maps"
	"math"
	"runtime"
	"slices"
	"strings"
	"sync"
	"time"

	"github.com/overview-news/overview/internal/translate"
	"github.com/overview-news/overview/internal/translate/models"
	"github.com/overview-news/overview/nmt"
)

// Name is the engine's name in renditions and configuration.
const Name = "mozilla"

// Options bound what the backend takes of the machine. The zero value is a
// good start.
type Options struct {
	// Workers is how many batches are computed at once; default all cores
	// but one, which is left to readers.
	Workers int
	// MaxBytes bounds the models in memory; default 512 MB. One model is
	// always held, however large.
	MaxBytes int64
	// ISA forces an instruction set; see [nmt.Options].
	ISA string
	// Shortlist uses a model's shortlist where it has one. It is twice as
	// fast, but a sentence's translation then depends on its company.
	Shortlist bool
}

const defaultMaxBytes = 512 << 20

// frequent is how many common pieces join a shortlist.
const frequent = 4096

// lookAgain is how often the folder is looked at, for models that another
// process pulled or removed.
const lookAgain = 20 * time.Second

// Backend is the models of a folder as a translation backend.
type Backend struct {
	log    *slog.Logger
	now    func() time.Time
	folder *models.Folder
	opt    Options
	pool   chan struct{}

	mu     sync.Mutex
	looked time.Time
	byCode map[string]models.Model // those that may be used, the first choice
	broken map[string]time.Time    // by key: the verdict after which it broke
	open   map[string]*loaded      // by key
	uses   int64
	wanted map[string]int
	closed bool
}

// New returns a backend over the models of folder, of which there may be none
// yet.
func New(log *slog.Logger, now func() time.Time, folder *models.Folder, opt Options) *Backend {
	if opt.Workers <= 0 {
		opt.Workers = max(1, runtime.GOMAXPROCS(0)-1)
	}
	if opt.MaxBytes <= 0 {
		opt.MaxBytes = defaultMaxBytes
	}
	b := &Backend{
		log: log, now: now, folder: folder, opt: opt, pool: make(chan struct{}, opt.Workers),
		broken: map[string]time.Time{}, open: map[string]*loaded{}, wanted: map[string]int{},
	}
	b.Look()
	return b
}

// Name is "mozilla".
func (b *Backend) Name() string { return Name }

// key tells a model and its version apart from every other: what a rendition
// calls it.
func key(m models.Model) string { return m.Name() + " " + m.Hash() }

// Model names the verified model that reads a language: pair, architecture
// and the beginning of its hash. It is empty where there is none, and the
// language is then noted as wanted.
func (b *Backend) Model(language string) string {
	m, ok := b.find(language)
	if !ok {
		return ""
	}
	return key(m)
}

// Peek is Model without a wish: a language that has no model is not noted.
func (b *Backend) Peek(language string) string {
	b.mu.Lock()
	defer b.mu.Unlock()
	if m, ok := b.have(language); ok {
		return key(m)
	}
	return ""
}

// have is the verified model that reads a language. b.mu is held.
func (b *Backend) have(language string) (models.Model, bool) {
	for _, code := range models.Codes(language) {
		if m, ok := b.byCode[code]; ok {
			return m, true
		}
	}
	return models.Model{}, false
}

// Look reads the folder at once, as after a pull.
func (b *Backend) Look() {
	all, err := b.folder.Models()
	b.mu.Lock()
	defer b.mu.Unlock()
	b.looked = b.now()
	if err != nil {
		b.log.Warn("the folder of models cannot be read", "dir", b.folder.Dir(), "error", err)
		return
	}
	b.byCode = map[string]models.Model{}
	for _, m := range all {
		_, better := b.byCode[m.Language]
		if better || !m.Usable() {
			continue
		}
		if since, broke := b.broken[key(m)]; !broke || m.Verdict.At.After(since) {
			b.byCode[m.Language] = m
		}
	}
}

// find is the model for a language, which is noted as wanted where there is
// none.
func (b *Backend) find(language string) (models.Model, bool) {
	b.mu.Lock()
	stale := b.now().Sub(b.looked) >= lookAgain
	b.mu.Unlock()
	if stale {
		b.Look()
	}
	b.mu.Lock()
	defer b.mu.Unlock()
	if m, ok := b.have(language); ok {
		return m, true
	}
	for _, code := range models.Codes(language) {
		if _, published := models.Published(code); published {
			b.wanted[code]++
			break
		}
	}
	return models.Model{}, false
}

// Wanted lists the codes that were asked for and that Mozilla has a model for,
// but this folder has none, the most wanted first.
func (b *Backend) Wanted() []string {
	b.mu.Lock()
	defer b.mu.Unlock()
	var out []string
	for code := range b.wanted {
		if _, have := b.byCode[code]; !have {
			out = append(out, code)
		}
	}
	slices.SortFunc(out, func(x, y string) int {
		if n := b.wanted[y] - b.wanted[x]; n != 0 {
			return n
		}
		return strings.Compare(x, y)
	})
	return out
}

// Translate translates sentences with the model of their language. A sentence
// whose translation does not end comes back empty.
func (b *Backend) Translate(ctx context.Context, language string, sentences []string) ([]translate.Sentence, error) {
	info, ok := b.find(language)
	if !ok {
		return nil, fmt.Errorf("mozilla %s: %w", language, translate.ErrUnsupported)
	}
	l, err := b.acquire(ctx, info)
	if err != nil {
		return nil, err
	}
	defer b.release(l)
	out := make([]translate.Sentence, len(sentences))
	for start := 0; start < len(sentences); start += maxMerged {
		end := min(start+maxMerged, len(sentences))
		results, err := l.translate(ctx, b.pool, sentences[start:end])
		if err != nil {
			return nil, fmt.Errorf("mozilla %s: %w", key(info), err)
		}
		for i, r := range results {
			out[start+i] = translate.Sentence{
				Text: r.Text, Engine: Name, Model: key(info), Version: info.Version, Quality: quality(info.Verdict, r.Logit),
			}
			if r.Truncated {
				out[start+i].Text = ""
			}
		}
		runtime.Gosched() // readers first
	}
	return out, nil
}

// quality is how sure the model was of a sentence, 0 to 1, compared with what
// is usual for it: 0.88 is its mean over the probes, 0.5 two standard
// deviations below. It is not comparable between models.
func quality(usual *models.Verdict, logit float32) float64 {
	spread := max(usual.Spread, 0.05*math.Abs(usual.Logit), 1e-3)
	z := (float64(logit) - usual.Logit) / spread
	return max(0.01, 1/(1+math.Exp(-(z+2))))
}

// acquire opens a model or finds it open. It stays open until release.
func (b *Backend) acquire(ctx context.Context, info models.Model) (*loaded, error) {
	b.mu.Lock()
	defer b.mu.Unlock()
	if b.closed {
		return nil, fmt.Errorf("mozilla: closed: %w", translate.ErrBusy)
	}
	l := b.open[key(info)]
	if l == nil {
		var err error
		if l, err = b.load(ctx, info); err != nil {
			if ctx.Err() != nil {
				return nil, ctx.Err()
			}
			b.broken[key(info)] = info.Verdict.At
			delete(b.byCode, info.Language)
			b.log.Error("a verified model cannot be used any more", "model", key(info), "error", err)
			return nil, fmt.Errorf("mozilla: %w", err)
		}
		b.open[key(info)] = l
		b.evict(l)
	}
	b.uses++
	l.users, l.used = l.users+1, b.uses
	return l, nil
}

// load opens a model whose files are still those that were verified. It takes
// a fraction of a second, in which b.mu is held: others could not begin before
// either.
func (b *Backend) load(ctx context.Context, info models.Model) (*loaded, error) {
	if err := info.Intact(ctx); err != nil {
		return nil, err
	}
	o := nmt.Options{ISA: b.opt.ISA, Workers: b.opt.Workers}
	if b.opt.Shortlist && info.Shortlist() != "" {
		o.Shortlist, o.Frequent = info.Shortlist(), frequent
	}
	m, err := nmt.Open(info.Weights(), info.Vocabs(), o)
	if err != nil {
		return nil, err
	}
	return &loaded{info: info, model: m, bytes: info.Bytes()}, nil
}

// evict closes what was not used for longest until the rest is within the
// bound; what is at work and keep are left. b.mu is held.
func (b *Backend) evict(keep *loaded) {
	for {
		total := int64(0)
		var oldest *loaded
		for _, l := range b.open {
			total += l.bytes
			if l != keep && l.users == 0 && (oldest == nil || l.used < oldest.used) {
				oldest = l
			}
		}
		if total <= b.opt.MaxBytes || oldest == nil {
			return
		}
		delete(b.open, key(oldest.info))
		if err := oldest.model.Close(); err != nil {
			b.log.Warn("close model", "model", key(oldest.info), "error", err)
		}
	}
}

func (b *Backend) release(l *loaded) {
	b.mu.Lock()
	defer b.mu.Unlock()
	l.users--
	l.bytes = max(l.bytes, l.model.Stats().WeightBytes+l.model.Stats().WorkerBytes)
	b.evict(l)
	if b.closed && l.users == 0 {
		_ = l.model.Close()
	}
}

// Close gives the memory back. Work under way ends first.
func (b *Backend) Close() error {
	b.mu.Lock()
	defer b.mu.Unlock()
	if b.closed {
		return nil
	}
	b.closed = true
	for name, l := range b.open {
		if l.users == 0 {
			_ = l.model.Close()
		}
		delete(b.open, name)
	}
	return nil
}

// Codes names the languages that can be translated, by code, in order: it
// changes when models come and go.
func (b *Backend) Codes() string {
	b.Look()
	b.mu.Lock()
	defer b.mu.Unlock()
	return strings.Join(slices.Sorted(maps.Keys(b.byCode)), " ")
}
