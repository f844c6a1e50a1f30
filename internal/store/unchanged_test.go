package store

import (
	"log/slog"
	"path/filepath"
	"testing"
	"time"

	"github.com/overview-news/overview/internal/news"
)

// BenchmarkNothingNew is what the store's part of a poll costs that found
// nothing new: the claim and the result, without the request.
func BenchmarkNothingNew(b *testing.B) {
	s, err := Open(b.Context(), slog.New(slog.DiscardHandler), filepath.Join(b.TempDir(), "overview.db"))
	if err != nil {
		b.Fatal(err)
	}
	defer func() { _ = s.Close() }()
	watchMany(b, s, 500)
	b.ReportAllocs()
	now := noon
	done := 0
	for b.Loop() {
		if done++; done%500 == 0 {
			now = now.Add(2 * time.Hour)
		}
		if done%32 != 0 {
			continue
		}
		claims, err := s.ClaimPolls(b.Context(), news.ClaimRequest{Worker: "w", Now: now, Lease: time.Minute, Limit: 32})
		if err != nil {
			b.Fatal(err)
		}
		for _, c := range claims {
			r := news.PollResult{At: now, Feed: c.Feed, Next: now.Add(time.Hour), Answered: true, Overlapped: true}
			if _, err := s.FinishPoll(b.Context(), c.Claim, r); err != nil {
				b.Fatal(err)
			}
		}
	}
}
