package app

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/overview-news/overview/internal/clock"
	"github.com/overview-news/overview/internal/news"
	"github.com/overview-news/overview/internal/translate"
	"github.com/overview-news/overview/internal/translate/models"
	"github.com/overview-news/overview/internal/web"
)

// mirror is an invented registry with one model of Spanish that is none.
func mirror(t *testing.T) (address string, asked *int) {
	t.Helper()
	asked = new(int)
	body := []byte("no weights")
	sum := sha256.Sum256(body)
	var records []any
	for _, kind := range []string{"model", "vocab"} {
		records = append(records, map[string]any{
			"sourceLanguage": "es", "targetLanguage": "en", "architecture": "tiny", "version": "3.0", "fileType": kind,
			"decompressedSize": len(body), "decompressedHash": hex.EncodeToString(sum[:]),
			"attachment": map[string]any{"hash": hex.EncodeToString(sum[:]), "size": len(body), "location": kind},
		})
	}
	list, err := json.Marshal(map[string]any{"data": records})
	if err != nil {
		t.Fatal(err)
	}
	s := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		*asked++
		if r.URL.Path == "/records.json" {
			_, _ = w.Write(list)
			return
		}
		_, _ = w.Write(body)
	}))
	t.Cleanup(s.Close)
	return s.URL, asked
}

// installation is an App with articles in Spanish and Swahili, whose
// translation was tried without an engine.
func installation(t *testing.T, change func(*Config)) (*App, *bytes.Buffer) {
	t.Helper()
	cfg := defaults()
	cfg.Store.Data, cfg.Outlets.NoCatalog = t.TempDir(), true
	cfg.English.NoApertium = true
	cfg.Crawl.AllowCIDR, cfg.Crawl.Gap = []string{"127.0.0.0/8"}, 100*time.Millisecond
	change(&cfg)
	var log bytes.Buffer
	a, err := Open(t.Context(), slog.New(slog.NewTextHandler(&log, nil)), "test", cfg)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := a.Close(); err != nil {
			t.Error(err)
		}
	})
	clk := clock.NewStopped(time.Date(2026, 8, 3, 12, 0, 0, 0, time.UTC))
	a.clk = clk
	var articles []news.ImportedArticle
	for _, language := range []string{"es", "sw"} {
		articles = append(articles, news.ImportedArticle{
			Outlet:   news.Outlet{ID: "paper.example", Name: "Paper", Country: "ES", Lane: news.Domestic},
			Article:  news.Article{URL: "https://paper.example/" + language, Language: language, Title: "Hola", Published: a.clk.Now()},
			Original: news.Rendition{Language: language, Title: "Hola", Blocks: []news.Block{{Role: "paragraph", Sentences: []string{"Hola."}}}},
		})
	}
	if _, err := a.store.Import(t.Context(), articles, a.clk.Now()); err != nil {
		t.Fatal(err)
	}
	job, err := a.translateJob(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	for n := 1; n > 0; {
		if n, err = job.Run(t.Context()); err != nil {
			t.Fatal(err)
		}
	}
	return a, &log
}

// With pull=auto a missing model is pulled and judged; one that fails is not
// used, and not asked for again at once.
func TestKeeperPullsByDemand(t *testing.T) {
	address, asked := mirror(t)
	a, log := installation(t, func(c *Config) { c.English.Pull, c.English.ModelsMirror = pullAuto, address })
	if n, err := a.keeper.Run(t.Context()); n != 0 || err != nil {
		t.Errorf("Run = %d, %v, want nothing to translate with such a model", n, err)
	}
	for _, want := range []string{"pulling a translation model", "did not pass its verification"} {
		if !strings.Contains(log.String(), want) {
			t.Errorf("the log does not say %q:\n%s", want, log)
		}
	}
	if got := a.keeper.english.Engine.Model("es"); got != "" {
		t.Errorf("Model(es) = %q, want none", got)
	}
	before := *asked
	if _, err := a.keeper.Run(t.Context()); err != nil || *asked != before {
		t.Errorf("Run again: %v, %d more requests, want none for hours", err, *asked-before)
	}
}

// spanish is an engine of one language.
type spanish struct{ name string }

func (b spanish) Name() string { return b.name }

func (b spanish) Model(language string) string { return map[string]string{"es": b.name}[language] }

func (b spanish) Translate(_ context.Context, _ string, sentences []string) ([]translate.Sentence, error) {
	out := make([]translate.Sentence, len(sentences))
	for i := range sentences {
		out[i] = translate.Sentence{Text: "Hello from " + b.name + ".", Engine: b.name, Model: b.name}
	}
	return out, nil
}

// What a lesser engine translated is translated again once a better one is
// there, and only once.
func TestKeeperImproves(t *testing.T) {
	a, _ := installation(t, func(*Config) {})
	first := spanish{"lesser"}
	use := func(backends ...translate.Backend) {
		t.Helper()
		a.keeper.english.Engine = translate.NewEngine(slog.New(slog.DiscardHandler), backends, translate.EngineOptions{})
		stage := translate.New(slog.New(slog.DiscardHandler), a.clk, a.store, a.keeper.english.Engine, translate.Options{})
		if _, err := a.keeper.again(t.Context()); err != nil {
			t.Fatal(err)
		}
		for n := 1; n > 0; {
			var err error
			if n, err = stage.Run(t.Context()); err != nil {
				t.Fatal(err)
			}
		}
	}
	use(first)
	if n, err := a.keeper.better(t.Context()); n != 0 || err != nil {
		t.Errorf("better = %d, %v with the engine that translated, want 0", n, err)
	}
	use(spanish{"better"}, first)
	if n, err := a.keeper.better(t.Context()); n != 1 || err != nil {
		t.Fatalf("better = %d, %v with a better engine, want 1", n, err)
	}
	use(spanish{"better"}, first)
	if n, err := a.keeper.better(t.Context()); n != 0 || err != nil {
		t.Errorf("better = %d, %v after it, want 0", n, err)
	}
	all, err := a.store.Articles(t.Context(), news.ArticleQuery{Language: "es", Limit: 1})
	if err != nil || len(all) != 1 || all[0].TitleEnglish != "Hello from better." {
		t.Errorf("the article in Spanish is %+v, %v, want it from the better engine", all, err)
	}
}

func TestKeeperAsks(t *testing.T) {
	address, asked := mirror(t)
	a, log := installation(t, func(c *Config) { c.English.Pull, c.English.ModelsMirror = pullAsk, address })
	for range 2 {
		if _, err := a.keeper.Run(t.Context()); err != nil {
			t.Fatal(err)
		}
	}
	if n := strings.Count(log.String(), "overview models pull es"); n != 1 || *asked != 0 {
		t.Errorf("the log names the missing model %d times, %d requests were made; want 1 and 0:\n%s", n, *asked, log)
	}
	if got := a.notice(); got.Model != (web.ModelOffer{Code: "es", Language: "Spanish", Megabytes: 26}) || strings.Contains(got.Run, "Swahili") {
		t.Errorf("notice() = %+v, want Spanish and its size", got)
	}
	a.cfg.English.Pull = "never"
	if got := a.notice().Text; got != "" {
		t.Errorf("notice() = %q with never, want none", got)
	}
}

// "Not now" is remembered across starts; "yes" fetches one model, once.
func TestKeeperOffer(t *testing.T) {
	address, asked := mirror(t)
	a, _ := installation(t, func(c *Config) { c.English.Pull, c.English.ModelsMirror = pullAsk, address })
	ctx := t.Context()
	if err := a.keeper.Later(ctx, "es"); err != nil {
		t.Fatal(err)
	}
	if err := a.keeper.Later(ctx, "xx"); !errors.Is(err, news.ErrNotFound) {
		t.Errorf("Later(xx) = %v, want ErrNotFound", err)
	}
	if got := a.notice(); got != (web.Notice{}) {
		t.Errorf("notice() after \"not now\" = %+v, want none", got)
	}
	again := newKeeper(a, a.keeper.english)
	if _, err := again.Run(ctx); err != nil || again.notice() != (web.Notice{}) {
		t.Errorf("after another start: %v, notice %+v, want none", err, again.notice())
	}
	if err := again.Want(ctx, "es"); err != nil {
		t.Fatal(err)
	}
	if got := again.notice().Text; !strings.Contains(got, "Spanish is being fetched") {
		t.Errorf("notice() after \"yes\" = %q", got)
	}
	if _, err := again.Run(ctx); err != nil || *asked == 0 {
		t.Errorf("Run = %v with %d requests, want the model asked for", err, *asked)
	}
	before := *asked
	if _, err := again.Run(ctx); err != nil || *asked != before {
		t.Errorf("Run again: %v, %d more requests, want none", err, *asked-before)
	}
}

// A model that comes, by whomever, makes the articles due that waited for it.
func TestKeeperSeesModelsThatCome(t *testing.T) {
	a, _ := installation(t, func(c *Config) { c.English.Pull = "never" })
	if n, err := a.keeper.Run(t.Context()); n != 0 || err != nil {
		t.Fatalf("Run without a model = %d, %v", n, err)
	}
	dir := t.TempDir()
	for _, name := range []string{"model.esen.intgemm.alphas.bin", "vocab.esen.spm"} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(name), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	folder := models.Open(slog.New(slog.DiscardHandler), a.clk.Now, filepath.Join(a.cfg.Store.Data, modelsName))
	m, err := folder.SideLoad(dir, "es", "tiny")
	if err != nil {
		t.Fatal(err)
	}
	if err := folder.SetVerdict(m, models.Verdict{Passed: true}); err != nil {
		t.Fatal(err)
	}
	if n, err := a.keeper.Run(t.Context()); n != 1 || err != nil {
		t.Errorf("Run = %d, %v, want the one article in Spanish due", n, err)
	}
	if n, err := a.keeper.Run(t.Context()); n != 0 || err != nil {
		t.Errorf("Run again = %d, %v, want 0", n, err)
	}
	views := map[string]LanguageView{}
	for _, v := range a.keeper.english.Languages() {
		views[v.Language] = v
	}
	want := LanguageView{Language: "es", Name: "Spanish", Engine: "mozilla", Model: m.Name() + " " + m.Hash(), COMET: 85}
	if diff := cmp.Diff(want, views["es"]); diff != "" {
		t.Errorf("the view of Spanish (-want +got):\n%s", diff)
	}
	want = LanguageView{Language: "de", Name: "German", COMET: 88.1, DownloadMB: 25.4}
	if diff := cmp.Diff(want, views["de"]); diff != "" {
		t.Errorf("the view of German (-want +got):\n%s", diff)
	}
	if wanted := a.keeper.english.local.Wanted(); len(wanted) != 0 {
		t.Errorf("%v are wanted because they were listed", wanted)
	}
}

func TestEngines(t *testing.T) {
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		http.Redirect(w, r, "https://elsewhere.example/", http.StatusFound)
	}))
	defer server.Close()
	t.Setenv("OVERVIEW_DEEPL_KEY", "secret")
	open := func(engines ...string) (*English, error) {
		return OpenEnglish(slog.New(slog.DiscardHandler), clock.Real{}, EnglishConfig{
			NoApertium: true, LibreTranslate: server.URL, LibreTranslateLanguages: []string{"es", "fr"},
			DeepL: server.URL, Engines: engines,
		}, t.TempDir())
	}
	for _, tt := range []struct {
		engines, es, fr, de string
	}{
		{"", "es-en", "fr-en", "v2"},
		{"deepl", "v2", "v2", "v2"},
		{"es=deepl", "v2", "fr-en", "v2"},
		{"es=mozilla", "", "fr-en", "v2"},
		{"libretranslate;es=deepl,libretranslate", "v2", "fr-en", ""},
	} {
		e, err := open(strings.FieldsFunc(tt.engines, func(r rune) bool { return r == ';' })...)
		if err != nil {
			t.Fatal(err)
		}
		got := [3]string{e.Engine.Model("es-MX"), e.Engine.Model("fr"), e.Engine.Model("de")}
		if want := [3]string{tt.es, tt.fr, tt.de}; got != want {
			t.Errorf("--engines %q: models %q, want %q", tt.engines, got, want)
		}
		if _, err := e.Engine.Translate(t.Context(), "fr", []string{"Bonjour"}); tt.fr != "" && err == nil {
			t.Errorf("--engines %q: a server that sends us elsewhere was followed", tt.engines)
		}
		if err := e.Close(); err != nil {
			t.Error(err)
		}
	}
	if _, err := open("es=nobody"); err == nil || !strings.Contains(err.Error(), "nobody") {
		t.Errorf("an engine that does not exist: %v", err)
	}
	t.Setenv("OVERVIEW_DEEPL_KEY", "")
	if _, err := open(); err == nil || !strings.Contains(err.Error(), "key") {
		t.Errorf("DeepL without a key: %v", err)
	}
}

var _ translate.Backend = only{}
