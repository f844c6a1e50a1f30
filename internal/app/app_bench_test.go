package app

import (
	"errors"
	"log/slog"
	"os"
	"testing"

	"github.com/overview-news/overview/internal/sharedtest"
)

// BenchmarkImportWeek imports a real news week, through grouping to editions.
func BenchmarkImportWeek(b *testing.B) {
	path := sharedtest.Path(b, "corpora/stories/newsweek_2026-03.jsonl.gz")
	for b.Loop() {
		cfg := defaults()
		cfg.Store.Data = b.TempDir()
		a, err := Open(b.Context(), slog.New(slog.DiscardHandler), "test", cfg)
		if err != nil {
			b.Fatal(err)
		}
		file, err := os.Open(path)
		if err != nil {
			b.Fatal(err)
		}
		r, err := a.Import(b.Context(), file, "", nil)
		if err = errors.Join(err, file.Close()); err != nil {
			b.Fatal(err)
		}
		s, err := a.RunOnce(b.Context(), OnceOptions{Stages: []string{"group", "measure", "compose"}})
		if err != nil {
			b.Fatal(err)
		}
		for _, stage := range s.Stages {
			b.ReportMetric(stage.Took.Seconds(), stage.Name+"-s/op")
		}
		b.ReportMetric(float64(r.Stored)/b.Elapsed().Seconds(), "articles/s")
		if err := a.Close(); err != nil {
			b.Fatal(err)
		}
	}
}
