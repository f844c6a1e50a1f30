package translate

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"runtime/debug"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	"github.com/overview-news/overview/internal/clock"
	"github.com/overview-news/overview/internal/news"
)

// Articles is the part of the store that this stage needs.
type Articles interface {
	ClaimTranslate(ctx context.Context, r news.ClaimRequest) ([]news.TranslateClaim, error)
	FinishTranslate(ctx context.Context, c news.Claim, r news.TranslateResult) error
}

// Options bound a run. The zero value is a good start.
type Options struct {
	Worker  string        // who claims; "translate" if empty
	Batch   int           // articles claimed at once; default 16
	Workers int           // articles translated at once; default 2
	Lease   time.Duration // how long a claim lasts; default 10 minutes
}

// Retries after a backend did not answer: the first pause, the longest, and
// how many are made before an article is left in its language.
const (
	firstRetry = 2 * time.Minute
	lastRetry  = 6 * time.Hour
	maxRetries = 8
)

// Translator is the stage that makes English renditions.
type Translator struct {
	log    *slog.Logger
	clock  clock.Clock
	store  Articles
	engine Backend
	opt    Options
}

// New returns a translator that translates with engine, which is an [Engine]
// so that the gate stands before everything.
func New(log *slog.Logger, clk clock.Clock, store Articles, engine *Engine, opt Options) *Translator {
	if opt.Worker == "" {
		opt.Worker = "translate"
	}
	if opt.Batch <= 0 {
		opt.Batch = 16
	}
	if opt.Workers <= 0 {
		opt.Workers = 2
	}
	if opt.Lease <= 0 {
		opt.Lease = 10 * time.Minute
	}
	return &Translator{log: log, clock: clk, store: store, engine: engine, opt: opt}
}

// Run translates one batch of articles that are due and reports how many it
// finished; 0 says that nothing is due. An article whose language no backend
// translates is finished with that as the reason.
func (t *Translator) Run(ctx context.Context) (int, error) {
	claims, err := t.store.ClaimTranslate(ctx, news.ClaimRequest{
		Worker: t.opt.Worker, Now: t.clock.Now(), Lease: t.opt.Lease, Limit: t.opt.Batch,
	})
	if err != nil {
		return 0, fmt.Errorf("claim articles to translate: %w", err)
	}
	slices.SortStableFunc(claims, byTurn)
	var finished atomic.Int64
	queue := make(chan news.TranslateClaim, len(claims))
	for _, c := range claims {
		queue <- c
	}
	close(queue)
	errs := make([]error, min(t.opt.Workers, len(claims)))
	var workers sync.WaitGroup
	for i := range errs {
		workers.Go(func() {
			defer t.clock.Work()()
			for c := range queue {
				if errs[i] = t.article(ctx, c); errs[i] != nil {
					return
				}
				finished.Add(1)
			}
		})
	}
	workers.Wait()
	return int(finished.Load()), errors.Join(errs...)
}

// byTurn puts headlines and leads, which lists and stories show, before
// bodies, and articles of one language side by side, since a backend may have
// to start something for each.
func byTurn(a, b news.TranslateClaim) int {
	if a.Partial != b.Partial {
		if a.Partial {
			return -1
		}
		return 1
	}
	return strings.Compare(languageOf(a), languageOf(b))
}

// article translates one claim and writes the result.
func (t *Translator) article(ctx context.Context, c news.TranslateClaim) error {
	result := t.try(ctx, c)
	if err := ctx.Err(); err != nil {
		return err // the claim runs out and the article comes again
	}
	err := t.store.FinishTranslate(ctx, c.Claim, result)
	if errors.Is(err, news.ErrLost) {
		t.log.Info("translation came too late", "article", c.Article.ID)
		return nil
	}
	if err != nil {
		return fmt.Errorf("finish translation of article %d: %w", c.Article.ID, err)
	}
	return nil
}

// try makes a rendition, or says why there is none. A panic costs this
// article only.
func (t *Translator) try(ctx context.Context, c news.TranslateClaim) news.TranslateResult {
	rendition, err := t.caught(ctx, c)
	result := news.TranslateResult{At: t.clock.Now(), Rendition: rendition}
	switch {
	case err == nil:
		rendition.Made = result.At
	case errors.Is(err, ErrUnsupported):
		result.Reason = NoEngine + languageOf(c)
	case errors.Is(err, errNothing), errors.Is(err, errPanic):
		result.Reason = err.Error()
	default:
		result.Reason = err.Error()
		if c.Tries < maxRetries {
			result.Retry = result.At.Add(pause(c.Tries))
		}
	}
	return result
}

// NoEngine begins the reason why an article was left in its language, which
// follows, because nothing translates that: a model that comes later does.
const NoEngine = "no engine translates "

// errPanic stands for a broken part of this program.
var errPanic = errors.New("internal: the translation failed")

// caught is rendition with a panic made an error.
func (t *Translator) caught(ctx context.Context, c news.TranslateClaim) (*news.Rendition, error) {
	var out *news.Rendition
	err := errPanic
	func() {
		defer func() {
			if p := recover(); p != nil {
				t.log.Error("translation panicked", "article", c.Article.ID, "panic", p, "stack", string(debug.Stack()))
			}
		}()
		out, err = t.rendition(ctx, c)
	}()
	return out, err
}

// pause is how long to wait after so many failed tries.
func pause(tries int) time.Duration {
	return min(firstRetry<<min(tries, 10), lastRetry)
}

// languageOf is the original's language: what the text says, else the article.
func languageOf(c news.TranslateClaim) string {
	if c.Original.Language != "" && c.Original.Language != "und" {
		return c.Original.Language
	}
	return c.Article.Language
}
