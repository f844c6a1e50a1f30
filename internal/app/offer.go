package app

import (
	"context"
	"fmt"
	"maps"
	"slices"
	"strings"
	"time"

	"github.com/overview-news/overview/internal/news"
	"github.com/overview-news/overview/internal/read"
	"github.com/overview-news/overview/internal/translate/models"
	"github.com/overview-news/overview/internal/translate/mozilla"
	"github.com/overview-news/overview/internal/web"
	"github.com/overview-news/overview/text/language"
)

const (
	// notNow is how long a model is not offered again that was not wanted.
	notNow = 30 * 24 * time.Hour
	// maxNamed bounds how many languages a notice names.
	maxNamed = 4
	// modelChoice names the choice of a model in the store, before its code.
	modelChoice = "model:"
)

// recall reads once what was answered "not now" to before this start.
func (k *keeper) recall(ctx context.Context) error {
	k.mu.Lock()
	known := k.later != nil
	k.mu.Unlock()
	if known {
		return nil
	}
	stored, err := k.app.store.Postponed(ctx, k.app.clk.Now())
	if err != nil {
		return err
	}
	later := map[string]time.Time{}
	for what, until := range stored {
		if code, ok := strings.CutPrefix(what, modelChoice); ok {
			later[code] = until
		}
	}
	k.mu.Lock()
	k.later = later
	k.mu.Unlock()
	return nil
}

// Want asks for the model of a language. It is pulled at the keeper's next
// look, one at a time.
func (k *keeper) Want(_ context.Context, code string) error {
	if _, ok := models.Published(code); !ok {
		return fmt.Errorf("model of %q: %w", code, news.ErrNotFound)
	}
	k.mu.Lock()
	defer k.mu.Unlock()
	k.asked[code] = true
	delete(k.failed, code)
	return nil
}

// Later says that the model of a language is not wanted now.
func (k *keeper) Later(ctx context.Context, code string) error {
	if _, ok := models.Published(code); !ok {
		return fmt.Errorf("model of %q: %w", code, news.ErrNotFound)
	}
	if err := k.recall(ctx); err != nil {
		return err
	}
	until := k.app.clk.Now().Add(notNow)
	if err := k.app.store.Postpone(ctx, modelChoice+code, until); err != nil {
		return err
	}
	k.mu.Lock()
	defer k.mu.Unlock()
	k.later[code] = until
	return nil
}

// asks reports whether the pages may offer models: to the person who runs
// Overview, unless the configuration has decided.
func (k *keeper) asks() bool {
	return k != nil && !k.app.sample && k.app.cfg.English.Pull == pullAsk && k.app.cfg.loopback()
}

// notice offers the model that most articles wait for, or says that one is
// under way; the zero Notice if there is nothing to offer.
func (k *keeper) notice() web.Notice {
	if !k.asks() {
		return web.Notice{}
	}
	k.mu.Lock()
	defer k.mu.Unlock()
	for _, code := range slices.Sorted(maps.Keys(k.asked)) {
		return web.Notice{Text: fmt.Sprintf("The translation model for %s is being fetched. "+
			"Its headlines come into English by themselves when it is here.", language.Tag(code).Name())}
	}
	var open []string
	now := k.app.clk.Now()
	for _, code := range k.english.local.Wanted() {
		if !now.Before(k.later[code]) && !now.Before(k.failed[code]) {
			open = append(open, code)
		}
	}
	if len(open) == 0 {
		return web.Notice{}
	}
	first := open[0]
	known, _ := models.Published(first)
	name := language.Tag(first).Name()
	text := name + " is not translated here yet. A translation model for it can be fetched."
	if have := k.english.Engine.Choices(first); len(have) > 0 {
		text = name + " is translated by " + read.EngineName(have[0].Engine) + " here. " + read.EngineName(mozilla.Name) + " for it does better, and can be fetched."
	}
	n := web.Notice{
		Text:  text,
		Model: web.ModelOffer{Code: first, Language: name, Megabytes: int(known.DownloadMB + 0.5)},
		Run: fmt.Sprintf("\"overview models pull %s\" does the same. --pull auto fetches models as they are needed, "+
			"--pull never ends this notice.", first),
	}
	if names := named(open[1:]); names != "" {
		n.Run += " Wanted after it: " + names + "."
	}
	return n
}

// named lists models with their sizes, the first few of them.
func named(codes []string) string {
	var names []string
	for _, code := range codes[:min(len(codes), maxNamed)] {
		known, _ := models.Published(code)
		names = append(names, fmt.Sprintf("%s (%.0f MB)", language.Tag(code).Name(), known.DownloadMB))
	}
	if more := len(codes) - len(names); more > 0 {
		return strings.Join(names, ", ") + fmt.Sprintf(" and %d more", more)
	}
	return strings.Join(names, ", ")
}

// languages is how languages are translated here, as the ledger shows it; nil
// where nothing is translated.
func (a *App) languages() func() []read.LanguageEngine {
	if a.keeper == nil {
		return nil
	}
	return func() []read.LanguageEngine {
		var out []read.LanguageEngine
		for _, v := range a.keeper.english.Languages() {
			out = append(out, read.LanguageEngine{Language: v.Language, Engine: v.Engine, Model: v.Model,
				Others: v.Others, COMET: v.COMET, DownloadMB: v.DownloadMB})
		}
		return out
	}
}
