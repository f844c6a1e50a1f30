package server_test

import (
	"log/slog"
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
// loopback. It needs node, "npm ci" in web/e2e, and OVERVIEW_BROWSER, the
// browser's program.
func TestBrowser(t *testing.T) {
	browser := os.Getenv("OVERVIEW_BROWSER")
	if browser == "" {
		t.Skip("OVERVIEW_BROWSER does not name a Chromium")
	}
	dir := filepath.Join("..", "..", "web", "e2e")
	if _, err := os.Stat(filepath.Join(dir, "node_modules")); err != nil {
		t.Fatalf("%v: run npm ci in web/e2e", err)
	}
	run := exec.CommandContext(t.Context(), "node", "--test", "--test-reporter=spec", "pages.test.mjs")
	run.Dir = dir
	run.Env = append(os.Environ(), "BROWSER="+browser,
		"FULL="+start(t, readtest.Full()), "EMPTY="+start(t, &readtest.Store{}), "HOSTILE="+start(t, readtest.Hostile()))
	out, err := run.CombinedOutput()
	t.Logf("%s", out)
	if err != nil {
		t.Errorf("browser tests: %v", err)
	}
}

// start serves a whole site over s and returns its address.
func start(t *testing.T, s *readtest.Store) string {
	t.Helper()
	log, clk := slog.New(slog.DiscardHandler), readtest.Clock{}
	r := read.New(clk, s, read.Options{Private: true})
	site, err := web.New(log, clk, r, web.Options{})
	if err != nil {
		t.Fatal(err)
	}
	srv := httptest.NewServer(server.New(log, server.Routes{
		Pages: site, Problem: site.Problem, Params: web.Params(),
		Feeds: outfeed.New(log, clk, r, outfeed.Options{Base: "http://localhost:8080"}),
	}, server.Options{Hosts: []string{"127.0.0.1"}}))
	t.Cleanup(srv.Close)
	return srv.URL
}
