package app

import (
	"errors"
	"fmt"
	"log/slog"
	"net/http"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"github.com/overview-news/overview/internal/clock"
	"github.com/overview-news/overview/internal/translate"
	"github.com/overview-news/overview/internal/translate/apertium"
	"github.com/overview-news/overview/internal/translate/models"
	"github.com/overview-news/overview/internal/translate/mozilla"
	"github.com/overview-news/overview/internal/translate/remote"
	"github.com/overview-news/overview/text/langid"
)

// EnglishConfig says how texts are translated.
type EnglishConfig struct {
	Models       string `placeholder:"DIR" help:"Folder of translation models; \"models\" in the data folder by default."`
	ModelsMirror string `name:"models-mirror" placeholder:"URL" help:"Pull models from this address instead of Mozilla's registry: records.json or models.json and the files lie below it."`
	Pull         string `enum:"ask,auto,never" default:"ask" help:"What to do when outlets write in a language whose model is missing: say so (ask), pull it, one at a time (auto), or nothing (never)."`
	ModelMemory  int    `name:"model-memory" default:"512" placeholder:"MB" help:"Memory for translation models, at most; one is always held."`
	ModelWorkers int    `name:"model-workers" placeholder:"N" help:"Batches translated at once; by default all cores but one."`
	FastModels   bool   `name:"fast-models" help:"Let a model choose from likely words only: nearly twice as fast, a little worse."`

	Engines []string `sep:"none" placeholder:"[LANG=]NAME,…" help:"Engines to translate with, the first choice first, of one language or of all that are not named: mozilla, apertium, libretranslate, openai, deepl. May be given several times."`

	NoApertium    bool   `name:"no-apertium" help:"Do not use Apertium even where it is installed."`
	ApertiumModes string `name:"apertium-modes" placeholder:"DIR" help:"Folder of Apertium's modes; by default where Debian puts it."`

	LibreTranslate          string   `name:"libretranslate" placeholder:"URL" help:"Translate with this LibreTranslate server; its key is read from OVERVIEW_LIBRETRANSLATE_KEY."`
	LibreTranslateLanguages []string `name:"libretranslate-languages" placeholder:"LANG,…" help:"Ask it for these languages only."`
	OpenAI                  string   `name:"openai" placeholder:"URL" help:"Translate with this OpenAI-compatible server, as http://localhost:8000/v1; its key is read from OVERVIEW_OPENAI_KEY."`
	OpenAIModel             string   `name:"openai-model" placeholder:"NAME" help:"The model to ask it for."`
	OpenAILanguages         []string `name:"openai-languages" placeholder:"LANG,…" help:"Ask it for these languages only."`
	DeepL                   string   `name:"deepl" placeholder:"URL" help:"Translate with DeepL, as https://api-free.deepl.com; the key is read from OVERVIEW_DEEPL_KEY. Texts leave this machine."`
	DeepLLanguages          []string `name:"deepl-languages" placeholder:"LANG,…" help:"Ask it for these languages only."`
}

// The values of EnglishConfig.Pull.
const (
	pullAsk  = "ask"
	pullAuto = "auto"
)

// modelsName is the folder of models in the data folder.
const modelsName = "models"

// ModelsDir is the folder of models; data is the data folder.
func (c EnglishConfig) ModelsDir(data string) string {
	if c.Models != "" {
		return c.Models
	}
	return filepath.Join(data, modelsName)
}

// English is the engine that translates, put together as configured.
type English struct {
	Engine *translate.Engine
	Folder *models.Folder
	local  *mozilla.Backend
	remote []string // names of the backends that are not in this process
	close  []func() error
}

// OpenEnglish puts the engine together: Mozilla's models first, then Apertium,
// then servers, unless the configuration says otherwise. Data is the data
// folder. Nothing is asked of the network.
func OpenEnglish(log *slog.Logger, clk clock.Clock, c EnglishConfig, data string) (*English, error) {
	e := &English{Folder: models.Open(log, clk.Now, c.ModelsDir(data))}
	e.local = mozilla.New(log.With("backend", mozilla.Name), clk.Now, e.Folder, mozilla.Options{
		Workers: c.ModelWorkers, MaxBytes: int64(c.ModelMemory) << 20, Shortlist: c.FastModels,
	})
	e.close = append(e.close, e.local.Close)
	backends := []translate.Backend{e.local}
	if !c.NoApertium {
		b, err := apertium.New(log.With("backend", apertium.Name), apertium.Options{Modes: c.ApertiumModes})
		if err != nil {
			log.Info("Apertium is not used", "why", err)
		} else {
			backends = append(backends, b)
			e.close = append(e.close, b.Close)
		}
	}
	servers, err := c.servers(clk.Now)
	if err != nil {
		return nil, errors.Join(err, e.Close())
	}
	for _, b := range servers {
		backends = append(backends, b)
		e.remote = append(e.remote, b.Name())
	}
	backends, order, err := c.ordered(backends)
	if err != nil {
		return nil, errors.Join(err, e.Close())
	}
	e.Engine = translate.NewEngine(log, backends, translate.EngineOptions{Order: order, Identifier: identifier{}})
	return e, nil
}

// Close ends what the engine's parts began.
func (e *English) Close() error {
	var errs []error
	for _, f := range e.close {
		errs = append(errs, f())
	}
	return errors.Join(errs...)
}

// servers are the backends that ask a server, those that are configured.
func (c EnglishConfig) servers(now func() time.Time) ([]translate.Backend, error) {
	// A redirect could carry the key elsewhere, so none is followed.
	web := &http.Client{CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }}
	var out []translate.Backend
	add := func(b translate.Backend, err error) error {
		if err == nil {
			out = append(out, b)
		}
		return err
	}
	var errs []error
	if c.LibreTranslate != "" {
		b, err := remote.NewLibreTranslate(web, now, remote.Config{
			URL: c.LibreTranslate, Key: os.Getenv("OVERVIEW_LIBRETRANSLATE_KEY"), Languages: c.LibreTranslateLanguages})
		errs = append(errs, add(b, err))
	}
	if c.OpenAI != "" {
		b, err := remote.NewOpenAI(web, now, remote.Config{
			URL: c.OpenAI, Key: os.Getenv("OVERVIEW_OPENAI_KEY"), Model: c.OpenAIModel, Languages: c.OpenAILanguages})
		errs = append(errs, add(b, err))
	}
	if c.DeepL != "" {
		b, err := remote.NewDeepL(web, now, remote.Config{
			URL: c.DeepL, Key: os.Getenv("OVERVIEW_DEEPL_KEY"), Languages: c.DeepLLanguages})
		errs = append(errs, add(b, err))
	}
	return out, errors.Join(errs...)
}

// engineNames are the names that --engines may have.
var engineNames = []string{mozilla.Name, apertium.Name, "libretranslate", "openai", "deepl"}

// ordered applies --engines: the backends in the order for every language, and
// the order of those that have one of their own.
func (c EnglishConfig) ordered(all []translate.Backend) ([]translate.Backend, map[string][]string, error) {
	order := map[string][]string{}
	for _, rule := range c.Engines {
		language, list, named := strings.Cut(rule, "=")
		if !named {
			language, list = "", rule
		}
		names := strings.Split(strings.ReplaceAll(list, " ", ""), ",")
		for _, name := range names {
			if !slices.Contains(engineNames, name) {
				return nil, nil, fmt.Errorf("engines: %q is none of %s", name, strings.Join(engineNames, ", "))
			}
		}
		order[strings.TrimSpace(language)] = names
	}
	names, listed := order[""]
	delete(order, "")
	if !listed {
		return all, order, nil
	}
	var out []translate.Backend
	for _, name := range names {
		for _, b := range all {
			if b.Name() == name {
				out = append(out, b)
			}
		}
	}
	for _, b := range all { // at the end, for languages with an order of their own
		if !slices.Contains(names, b.Name()) && inAny(order, b.Name()) {
			out = append(out, only{b, order})
		}
	}
	return out, order, nil
}

func inAny(order map[string][]string, name string) bool {
	for _, names := range order {
		if slices.Contains(names, name) {
			return true
		}
	}
	return false
}

// only is a backend that is asked for languages with an order of their own,
// and for no other.
type only struct {
	translate.Backend
	order map[string][]string
}

// Model is the backend's for those languages.
func (o only) Model(language string) string {
	if slices.Contains(o.order[language], o.Name()) || slices.Contains(o.order[base(language)], o.Name()) {
		return o.Backend.Model(language)
	}
	return ""
}

// identifier tells the language of what a backend returned.
type identifier struct{}

// Identify names the language of text without a prior.
func (identifier) Identify(text string) (string, float64) {
	r := langid.Identify(text, nil)
	return string(r.Language), r.Confidence
}
