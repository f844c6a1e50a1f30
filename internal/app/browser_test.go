package app

import (
	"context"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"testing"

	"github.com/overview-news/overview/internal/outfeed"
	"github.com/overview-news/overview/internal/read"
	"github.com/overview-news/overview/internal/read/readtest"
	"github.com/overview-news/overview/internal/server"
	"github.com/overview-news/overview/internal/web"
)

// TestBrowser runs the tests of web/e2e in a real browser over whole sites on
// loopback: the sample day as the program serves it, and three invented
// stores. It needs node, "npm ci" in web/e2e, and OVERVIEW_BROWSER, the
// browser's program; "make browser" sees to all of it.
func TestBrowser(t *testing.T) {
	browser := os.Getenv("OVERVIEW_BROWSER")
	if browser == "" {
		t.Skip("OVERVIEW_BROWSER does not name a Chromium; make browser does")
	}
	dir := filepath.Join("..", "..", "web", "e2e")
	if _, err := os.Stat(filepath.Join(dir, "node_modules")); err != nil {
		t.Fatalf("%v: run npm ci in web/e2e", err)
	}
	env := append(os.Environ(), "BROWSER="+browser, "SAMPLE="+start(t, sampleDay(t).handler), "FULL="+start(t, pages(t, readtest.Full())),
		"EMPTY="+start(t, pages(t, &readtest.Store{})), "HOSTILE="+start(t, pages(t, readtest.Hostile())), "OFFER="+start(t, offering(t)))
	run := exec.CommandContext(t.Context(), "node", "--test", "--test-concurrency=2", "--test-reporter=spec", "pages.test.mjs", "sample.test.mjs")
	run.Dir, run.Env = dir, env
	out, err := run.CombinedOutput()
	t.Logf("%s", out)
	if err != nil {
		t.Errorf("browser tests: %v", err)
	}
}

// start serves a site and returns its address.
func start(t *testing.T, h http.Handler) string {
	t.Helper()
	srv := httptest.NewServer(h)
	t.Cleanup(srv.Close)
	return srv.URL
}

// sampleDay is what the demo command serves.
func sampleDay(t testing.TB) *App {
	t.Helper()
	a, err := OpenDemo(t.Context(), slog.New(slog.DiscardHandler), "test", DemoConfig{Data: t.TempDir(), Addr: "127.0.0.1:0"})
	if err != nil {
		t.Fatalf("OpenDemo = %v", err)
	}
	t.Cleanup(func() {
		if err := a.Close(); err != nil {
			t.Errorf("Close = %v", err)
		}
	})
	return a
}

// pages is a whole site over s.
func pages(t *testing.T, s *readtest.Store) http.Handler { return pagesWith(t, s, web.Options{}) }

// answers takes every answer to the offer of a model.
type answers struct{}

func (answers) Want(context.Context, string) error  { return nil }
func (answers) Later(context.Context, string) error { return nil }

// offering is a whole site that offers a translation model.
func offering(t *testing.T) http.Handler {
	return pagesWith(t, readtest.Full(), web.Options{Models: answers{}, Notice: func() web.Notice {
		return web.Notice{Text: "Portuguese is not translated here yet.", Run: "a command does the same",
			Model: web.ModelOffer{Code: "pt", Language: "Portuguese", Megabytes: 26}}
	}})
}

func pagesWith(t *testing.T, s *readtest.Store, opts web.Options) http.Handler {
	t.Helper()
	log, clk := slog.New(slog.DiscardHandler), readtest.Clock{}
	r := read.New(clk, s, read.Options{Private: true, Languages: func() []read.LanguageEngine {
		return []read.LanguageEngine{{Language: "pt", COMET: 88.7, DownloadMB: 26}, {Language: "de", Engine: "mozilla", COMET: 88.1}}
	}})
	site, err := web.New(log, clk, r, opts)
	if err != nil {
		t.Fatal(err)
	}
	return server.New(log, server.Routes{
		Pages: site, Problem: site.Problem, Params: web.Params(), Posts: []string{web.ModelsPath},
		Feeds: outfeed.New(log, clk, r, outfeed.Options{Base: "http://localhost:8080"}),
	}, server.Options{Hosts: []string{"127.0.0.1"}})
}
