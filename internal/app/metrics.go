package app

import (
	"context"
	"errors"
	"fmt"
	"net"
	"net/http"
	"os"
	"path/filepath"
	"time"

	"github.com/overview-news/overview/internal/jobs"
	"github.com/overview-news/overview/internal/metric"
)

// stageMeter counts what the stages do.
type stageMeter struct {
	done, failed *metric.Counter
	took         *metric.Timer
}

// newStageMeter makes the figures of the stages and of the store.
func (a *App) newStageMeter() *stageMeter {
	stage := metric.Label{Name: "stage", Values: stageNames}
	r := a.metrics
	r.LabelledFunc("due", "Rows of work that are due now, claimed or not.", stage, a.due)
	r.GaugeFunc("wal_bytes", "Size of the database's write-ahead log.", func() float64 { return a.fileSize("-wal") })
	r.GaugeFunc("database_bytes", "Size of the database without its log.", func() float64 { return a.fileSize("") })
	return &stageMeter{
		done:   r.Counter("stage_done_total", "Pieces of work that a stage finished.", stage),
		failed: r.Counter("stage_failed_total", "Batches of a stage that ended with an error.", stage),
		took:   r.Timer("stage_batch_seconds", "Time of a batch that did something or failed.", stage),
	}
}

// count adds one batch.
func (m *stageMeter) count(r jobs.Report) {
	m.done.Add(float64(r.Done), r.Job)
	m.took.Observe(r.Took, r.Job)
	if r.Err != nil {
		m.failed.Inc(r.Job)
	}
}

// dueTimeout bounds how long a look at the queues may take.
const dueTimeout = 5 * time.Second

// due is the length of every stage's queue, of which there is one row a stage.
func (a *App) due() map[string]float64 {
	ctx, cancel := context.WithTimeout(context.Background(), dueTimeout)
	defer cancel()
	due, err := a.store.Due(ctx, a.clk.Now())
	if err != nil {
		a.log.Warn("count due work for metrics", "err", err)
		return nil
	}
	out := make(map[string]float64, len(stageNames))
	for _, name := range stageNames {
		out[name] = 0
	}
	for stage, n := range due {
		out[string(stage)] = float64(n)
	}
	return out
}

// fileSize is the size of the database's file with a suffix; 0 if there is
// none.
func (a *App) fileSize(suffix string) float64 {
	info, err := os.Stat(filepath.Join(a.cfg.Store.Data, databaseName+suffix))
	if err != nil {
		return 0
	}
	return float64(info.Size())
}

// metricsHandler is what the pages' own address answers to /metrics: nothing
// where others than this machine can reach it, or another address is set.
func (a *App) metricsHandler() http.Handler {
	if !a.cfg.loopback() || a.cfg.Web.MetricsAddr != "" {
		return nil
	}
	return a.metrics.Handler()
}

// Limits of the metrics' own address.
const (
	metricsHeaderTimeout = 5 * time.Second
	metricsStopTimeout   = 3 * time.Second
)

// serveMetrics answers on the metrics' own address until ctx ends. wait ends
// when it has stopped.
func (a *App) serveMetrics(ctx context.Context) (wait func() error, _ error) {
	if a.cfg.Web.MetricsAddr == "" {
		return func() error { return nil }, nil
	}
	listener, err := net.Listen("tcp", a.cfg.Web.MetricsAddr)
	if err != nil {
		return nil, fmt.Errorf("listen for metrics on %s: %w (choose another --metrics-addr)", a.cfg.Web.MetricsAddr, err)
	}
	mux := http.NewServeMux()
	mux.Handle("GET /metrics", a.metrics.Handler())
	srv := &http.Server{Handler: mux, ReadHeaderTimeout: metricsHeaderTimeout, ReadTimeout: metricsHeaderTimeout,
		WriteTimeout: 2 * dueTimeout}
	ended := make(chan error, 1)
	go func() { ended <- srv.Serve(listener) }()
	stopped := make(chan error, 1)
	go func() {
		<-ctx.Done()
		grace, cancel := context.WithTimeout(context.WithoutCancel(ctx), metricsStopTimeout)
		defer cancel()
		stopped <- srv.Shutdown(grace)
	}()
	return func() error {
		err := errors.Join(<-stopped, <-ended)
		if errors.Is(err, http.ErrServerClosed) {
			return nil
		}
		return err
	}, nil
}
