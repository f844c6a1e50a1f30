package app

import (
	"context"
	"io"
	"log/slog"
	"net"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"github.com/overview-news/overview/internal/jobs"
)

// opened is an installation without outlets.
func opened(t *testing.T, change func(*Config)) *App {
	t.Helper()
	cfg := defaults()
	cfg.Store.Data, cfg.Outlets.NoCatalog = t.TempDir(), true
	if change != nil {
		change(&cfg)
	}
	a, err := Open(t.Context(), slog.New(slog.DiscardHandler), "test", cfg)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := a.Close(); err != nil {
			t.Error(err)
		}
	})
	return a
}

func TestMetricsAreForThisMachine(t *testing.T) {
	for _, tt := range []struct {
		name   string
		change func(*Config)
		want   int
	}{
		{"loopback", nil, http.StatusOK},
		{"open address", func(c *Config) { c.Web.Addr, c.Crawl.Contact = "0.0.0.0:8080", "mailto:a@b.example" }, http.StatusNotFound},
		{"an address of their own", func(c *Config) { c.Web.MetricsAddr = "127.0.0.1:0" }, http.StatusNotFound},
	} {
		t.Run(tt.name, func(t *testing.T) {
			a := opened(t, tt.change)
			srv, err := a.server()
			if err != nil {
				t.Fatal(err)
			}
			a.meter.count(jobs.Report{Job: "poll", Done: 3, Took: time.Second})
			w := httptest.NewRecorder()
			srv.ServeHTTP(w, httptest.NewRequest(http.MethodGet, "http://localhost/metrics", nil))
			if w.Code != tt.want {
				t.Fatalf("GET /metrics = %d, want %d", w.Code, tt.want)
			}
			if tt.want != http.StatusOK {
				return
			}
			for _, line := range []string{`overview_stage_done_total{stage="poll"} 3`, `overview_due{stage="collect"} 0`,
				"overview_wal_bytes", "overview_database_bytes", "go_goroutines", "process_open_fds"} {
				if !strings.Contains(w.Body.String(), line) {
					t.Errorf("metrics lack %s", line)
				}
			}
		})
	}
}

func TestMetricsOnTheirOwnAddress(t *testing.T) {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	address := l.Addr().String()
	if err := l.Close(); err != nil {
		t.Fatal(err)
	}
	a := opened(t, func(c *Config) { c.Web.MetricsAddr = address })
	ctx, stop := context.WithCancel(t.Context())
	wait, err := a.serveMetrics(ctx)
	if err != nil {
		t.Fatal(err)
	}
	res, err := http.Get("http://" + address + "/metrics")
	if err != nil {
		t.Fatal(err)
	}
	body, err := io.ReadAll(res.Body)
	if err != nil || res.Body.Close() != nil || !strings.Contains(string(body), "overview_due") {
		t.Errorf("metrics = %d bytes, %v", len(body), err)
	}
	stop()
	if err := wait(); err != nil {
		t.Errorf("serving ended with %v, want nothing", err)
	}
}
