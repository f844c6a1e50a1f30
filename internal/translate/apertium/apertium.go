package apertium

import (
	"context"
	"fmt"
	"log/slog"
	"maps"
	"os/exec"
	"slices"
	"sync"
	"time"

	"github.com/overview-news/overview/internal/translate"
)

// Name is the engine's name in renditions and configuration.
const Name = "apertium"

// Options say where Apertium is and how much of the machine it may use. The
// zero value is a good start.
type Options struct {
	// Modes is the folder that lists the installed pairs.
	Modes string // default: where Debian puts it
	// MaxPipelines bounds how many pairs run at once. Each has 9 to 14
	// processes with 130 to 200 MB together, and takes a second to start.
	MaxPipelines int // default 4
	// Idle is how long a pair runs on without work.
	Idle time.Duration // default 2 minutes
	// Patience is how long a sentence may take.
	Patience time.Duration // default 10 seconds
}

const defaultModes = "/usr/share/apertium/modes"

// maxSentence bounds what is sent at once, in bytes. Rules look a few words
// around; what is longer is no sentence.
const maxSentence = 8 << 10

func (o Options) withDefaults() Options {
	if o.Modes == "" {
		o.Modes = defaultModes
	}
	if o.MaxPipelines <= 0 {
		o.MaxPipelines = 4
	}
	if o.Idle <= 0 {
		o.Idle = 2 * time.Minute
	}
	if o.Patience <= 0 {
		o.Patience = 10 * time.Second
	}
	return o
}

// Backend is Apertium as a translation backend. Close stops its processes.
type Backend struct {
	log    *slog.Logger
	opt    Options
	routes map[string][]mode
	pool   *pool

	mu       sync.Mutex
	versions map[string]string // by mode; made when first needed
}

// New finds the installed pairs. Without Apertium the backend supports
// nothing, which is no error.
func New(log *slog.Logger, opt Options) (*Backend, error) {
	opt = opt.withDefaults()
	modes, err := readModes(opt.Modes, exec.LookPath)
	if err != nil {
		return nil, err
	}
	return &Backend{
		log:      log,
		opt:      opt,
		routes:   routes(modes),
		pool:     newPool(log, opt),
		versions: make(map[string]string),
	}, nil
}

// Close stops all processes and waits for them.
func (b *Backend) Close() error {
	b.pool.close()
	return nil
}

// Name is "apertium".
func (b *Backend) Name() string { return Name }

// Languages lists what can be translated, by the language part of the tags.
// Serbian, Croatian and Bosnian are "sh".
func (b *Backend) Languages() []string {
	return slices.Sorted(maps.Keys(b.routes))
}

// Model names the pairs that a language goes through: "fra-cat cat-eng".
func (b *Backend) Model(language string) string {
	name := ""
	for i, m := range b.routes[base(language)] {
		if i > 0 {
			name += " "
		}
		name += m.name
	}
	return name
}

// Translate translates sentences one after another through the pairs of their
// language. A sentence on which the programs die, hang or flood, twice, comes
// back empty.
func (b *Backend) Translate(ctx context.Context, language string, sentences []string) ([]translate.Sentence, error) {
	route := b.routes[base(language)]
	if route == nil {
		return nil, fmt.Errorf("apertium %s: %w", language, translate.ErrUnsupported)
	}
	out := make([]translate.Sentence, len(sentences))
	work := make([]decoded, len(sentences))
	quality := make([]float64, len(sentences))
	for i, s := range sentences {
		if len(s) <= maxSentence {
			work[i].text = s
		}
		quality[i] = 1
	}
	for _, m := range route {
		if err := b.hop(ctx, m, work); err != nil {
			return nil, fmt.Errorf("apertium %s: %w", m.name, err)
		}
		for i, d := range work {
			quality[i] *= d.known()
		}
	}
	version, err := b.version(route)
	if err != nil {
		return nil, err
	}
	for i, d := range work {
		if d.text != "" {
			out[i] = translate.Sentence{
				Text: d.text, Engine: Name, Model: b.Model(language), Version: version, Quality: quality[i],
			}
		}
	}
	return out, nil
}

// known is the share of words that the dictionaries had. A little is left
// even if there was none: 0 would mean that the quality is unknown.
func (d decoded) known() float64 {
	return max(0.01, 1-float64(d.unknown)/float64(max(d.words, 1)))
}

// hop translates the text of every item of work through one mode, in place.
func (b *Backend) hop(ctx context.Context, m mode, work []decoded) error {
	var lines []string
	var index []int
	stopped := make([]bool, len(work))
	for i, d := range work {
		text := d.text
		if m.from == "sh" {
			text = latin(text)
		}
		line, stop := encode(englishFigures(text))
		if text == "" || line == "[]" {
			work[i].text = ""
			continue
		}
		stopped[i] = stop
		lines = append(lines, line)
		index = append(index, i)
	}
	answers, err := b.pool.translate(ctx, m, lines)
	if err != nil {
		return err
	}
	for n, i := range index {
		source := work[i].text
		work[i] = decode(answers[n])
		work[i].text = finish(work[i].text, source, stopped[i])
	}
	return nil
}
