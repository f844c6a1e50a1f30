package app

import (
	"testing"
	"time"

	"github.com/overview-news/overview/internal/catalog"
	"github.com/overview-news/overview/internal/read"
)

// BenchmarkLedger measures the coverage ledger on a store of 100,000 articles
// and every outlet of the shipped catalog: reading the health of all of them,
// which happens once in ten seconds at most, and the pages that show it.
func BenchmarkLedger(b *testing.B) {
	a := bigStore(b)
	if err := a.store.Watch(b.Context(), watched(catalog.Shipped()), a.clk.Now()); err != nil {
		b.Fatal(err)
	}
	b.Run("health", func(b *testing.B) {
		for b.Loop() {
			if _, err := a.store.OutletHealth(b.Context()); err != nil {
				b.Fatal(err)
			}
		}
	})
	b.Run("states", func(b *testing.B) { // health, and what it makes of every country
		for b.Loop() {
			if _, err := a.reader().World(b.Context()); err != nil {
				b.Fatal(err)
			}
		}
	})
	b.Run("whole", func(b *testing.B) { // the page of a reader who comes first
		for b.Loop() {
			if _, err := a.reader().Ledger(b.Context(), read.LedgerForm{}); err != nil {
				b.Fatal(err)
			}
		}
	})
	handler, err := a.site(a.reader())
	if err != nil {
		b.Fatal(err)
	}
	for _, path := range []string{"/outlets", "/outlets?country=us", "/globe.json"} {
		b.Run(path, func(b *testing.B) {
			start := time.Now()
			n := 0
			for b.Loop() {
				get(b, handler, path)
				n++
			}
			b.ReportMetric(float64(time.Since(start).Microseconds())/1000/float64(n), "ms/page")
		})
	}
}
