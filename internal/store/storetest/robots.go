package storetest

import (
	"bytes"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/overview-news/overview/internal/news"
)

// testRobots: what a host said is there for the next run of the program, is
// replaced by what it says later, and goes when nobody asks it any more.
func testRobots(t *testing.T, open Opener) {
	s := open(t)
	const host = "https://alpha.example"
	if _, ok, err := s.LoadRobots(t.Context(), host); err != nil || ok {
		t.Fatalf("LoadRobots of a host never asked = %v, %v, want nothing", ok, err)
	}
	for _, want := range []news.RobotsFile{
		{Host: host, Outcome: news.RobotsUnreachable, Reason: "it answers 500", Failures: 3,
			Fetched: Epoch, Again: Epoch.Add(time.Hour)},
		{Host: host, Outcome: news.RobotsHad, Body: bytes.Repeat([]byte("Disallow: /\xff\x00\n"), 30_000),
			Fetched: Epoch, Again: Epoch.Add(24 * time.Hour)},
		{Host: host, Outcome: news.RobotsMissing, Reason: "it answers 404",
			Fetched: Epoch.Add(time.Hour), Again: Epoch.Add(25 * time.Hour)},
	} {
		if err := s.SaveRobots(t.Context(), want); err != nil {
			t.Fatalf("SaveRobots = %v", err)
		}
		got, ok, err := open(t).LoadRobots(t.Context(), host)
		if err != nil || !ok {
			t.Fatalf("LoadRobots = %v, %v, want it", ok, err)
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("LoadRobots (-want +got):\n%s", diff)
		}
	}
	for _, tt := range []struct {
		before time.Duration
		want   int
	}{{25 * time.Hour, 0}, {26 * time.Hour, 1}, {26 * time.Hour, 0}} {
		if n, err := s.DropOldRobots(t.Context(), Epoch.Add(tt.before), 10); err != nil || n != tt.want {
			t.Errorf("DropOldRobots(%v) = %d, %v, want %d", tt.before, n, err, tt.want)
		}
	}
}
