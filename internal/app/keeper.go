package app

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"
	"sync"
	"time"

	"github.com/overview-news/overview/internal/jobs"
	"github.com/overview-news/overview/internal/translate"
	"github.com/overview-news/overview/internal/translate/models"
	"github.com/overview-news/overview/internal/translate/mozilla"
	"github.com/overview-news/overview/text/language"
)

const (
	// modelsEvery is how often the keeper looks whether a language is wanted.
	modelsEvery = 10 * time.Second
	// pullAgain is how long a language is left alone whose model could not be
	// had, or did not prove itself.
	pullAgain = 6 * time.Hour
)

// keeper brings the models that the outlets' languages need, or says which are
// missing, as the operator wants it. Everything is by demand, one at a time,
// the language with most articles first.
type keeper struct {
	app     *App
	english *English

	mu     sync.Mutex
	told   map[string]bool      // languages that the log has named
	failed map[string]time.Time // until when a language is left alone
	have   string               // the models there were when it looked last
	asked  map[string]bool      // languages whose model was asked for on a page
	later  map[string]time.Time // until when a language is not offered; nil before it was read
}

func newKeeper(a *App, e *English) *keeper {
	return &keeper{app: a, english: e, told: map[string]bool{}, failed: map[string]time.Time{}, asked: map[string]bool{}, have: e.local.Codes()}
}

// again plans the translation of articles that were left alone because
// nothing translated their language, where something does now. It returns how
// many.
func (k *keeper) again(ctx context.Context) (int, error) {
	known := map[string]bool{}
	n, err := k.app.store.TranslateAgain(ctx, k.app.clk.Now(), func(reason string) bool {
		tag, ok := strings.CutPrefix(reason, translate.NoEngine)
		if !ok {
			return false
		}
		if _, asked := known[tag]; !asked {
			known[tag] = k.english.Engine.Model(tag) != ""
		}
		return known[tag]
	})
	if n > 0 {
		k.app.log.Info("articles in languages that could not be translated are tried again", "articles", n)
	}
	return n, err
}

// betterSince is how far back articles are translated anew when a better
// engine comes: what the pages of the day show, with their takes.
const betterSince = 3 * 24 * time.Hour

// better plans the translation of late articles that an engine translated
// which is not the first choice any more. It returns how many.
func (k *keeper) better(ctx context.Context) (int, error) {
	first := map[string][]translate.Choice{}
	now := k.app.clk.Now()
	n, err := k.app.store.TranslateBetter(ctx, now, now.Add(-betterSince), func(language, engine string) bool {
		choices, asked := first[language]
		if !asked {
			choices = k.english.Engine.Choices(language)
			first[language] = choices
		}
		at := slices.IndexFunc(choices, func(c translate.Choice) bool { return c.Engine == engine })
		return at > 0
	})
	if n > 0 {
		k.app.log.Info("the latest articles are translated again by a better engine", "articles", n)
	}
	return n, err
}

// job looks from time to time.
func (k *keeper) job() jobs.Job {
	return jobs.Job{Name: "models", Run: k.Run, Every: modelsEvery, Then: []string{"translate"}}
}

// Run looks once: at models that came, by whomever, and at languages that are
// wanted. It returns how many articles became due for translation.
func (k *keeper) Run(ctx context.Context) (int, error) {
	defer k.app.clk.Work()()
	if err := k.recall(ctx); err != nil {
		return 0, err
	}
	if err := k.pullOne(ctx); err != nil {
		return 0, err
	}
	k.tell()
	k.mu.Lock()
	have := k.english.local.Codes()
	came := have != k.have
	k.have = have
	k.mu.Unlock()
	if !came {
		return 0, nil
	}
	n, err := k.again(ctx)
	if err != nil {
		return n, err
	}
	improved, err := k.better(ctx)
	return n + improved, err
}

// tell logs each missing language once, with its size and what to do.
func (k *keeper) tell() {
	if k.app.cfg.English.Pull != pullAsk {
		return
	}
	for _, code := range k.english.local.Wanted() {
		k.mu.Lock()
		told := k.told[code]
		k.told[code] = true
		k.mu.Unlock()
		if known, ok := models.Published(code); ok && !told {
			k.app.log.Info("a translation model is missing", "language", language.Tag(code).Name(),
				"megabytes", known.DownloadMB, "to pull", "overview models pull "+code, "to pull all", "--pull auto")
		}
	}
}

// pullOne pulls the model that was asked for, or with pull=auto the one that
// is wanted most, and verifies it. One that cannot be had is logged and left
// alone for hours: the rest goes on.
func (k *keeper) pullOne(ctx context.Context) error {
	code := k.next()
	if code == "" {
		return nil
	}
	err := k.pull(ctx, code)
	if ctx.Err() != nil {
		return ctx.Err()
	}
	if errors.Is(err, models.ErrAtWork) {
		return nil
	}
	k.mu.Lock()
	delete(k.asked, code)
	k.mu.Unlock()
	if err == nil {
		return nil
	}
	k.app.log.Warn("a translation model could not be had", "language", code, "error", err, "again in", pullAgain)
	k.mu.Lock()
	k.failed[code] = k.app.clk.Now().Add(pullAgain)
	k.mu.Unlock()
	return nil
}

// next is the language to pull; "" if there is none.
func (k *keeper) next() string {
	k.mu.Lock()
	defer k.mu.Unlock()
	for _, code := range slices.Sorted(maps.Keys(k.asked)) {
		return code
	}
	if k.app.cfg.English.Pull != pullAuto {
		return ""
	}
	for _, code := range k.english.local.Wanted() {
		if !k.app.clk.Now().Before(k.failed[code]) {
			return code
		}
	}
	return ""
}

func (k *keeper) pull(ctx context.Context, code string) error {
	sources, err := models.Sources(k.app.cfg.English.ModelsMirror)
	if err != nil {
		return err
	}
	web, err := k.app.client()
	if err != nil {
		return err
	}
	if known, ok := models.Published(code); ok {
		k.app.log.Info("pulling a translation model", "language", language.Tag(code).Name(), "megabytes", known.DownloadMB)
	}
	m, err := k.english.Folder.Pull(ctx, web, sources, models.Request{Language: code})
	if err != nil {
		return err
	}
	v, err := mozilla.Verify(ctx, k.english.Folder, m)
	if err != nil {
		return err
	}
	k.english.local.Look()
	if !v.Passed {
		return fmt.Errorf("model %s did not pass its verification: %s", m.Name(), strings.Join(v.Faults, "; "))
	}
	k.app.log.Info("a translation model proved itself", "model", m.Name(), "right", v.Good, "of", v.Probes)
	return nil
}
