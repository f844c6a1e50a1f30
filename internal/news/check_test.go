package news

import (
	"testing"
	"time"
)

// checkedAt is the check of a state at a number of days.
func checkedAt(days float64, state CheckState, weight float64) FeedCheck {
	start := time.Date(2026, 3, 10, 12, 0, 0, 0, time.UTC)
	return FeedCheck{Outlet: "a", URL: "https://a.example/rss", State: state, Weight: weight, Evidence: "e",
		At: start.Add(time.Duration(days * float64(24*time.Hour)))}
}

func TestCheckScore(t *testing.T) {
	for _, tt := range []struct {
		name     string
		checks   []FeedCheck
		score    float64
		failures int
		want     ProposalKind
	}{
		{"good", []FeedCheck{checkedAt(0, CheckOK, 0)}, 0, 0, ""},
		{"gone once", []FeedCheck{checkedAt(0, CheckDead, 1)}, 1, 1, ""},
		{"an evening of checks is one outage", []FeedCheck{
			checkedAt(0, CheckDead, 0.25), checkedAt(.1, CheckDead, 1), checkedAt(.2, CheckDead, 1), checkedAt(.3, CheckDead, 0.5),
		}, 1, 4, ""},
		{"gone for days", []FeedCheck{checkedAt(0, CheckDead, 1), checkedAt(3, CheckDead, 1)}, 2, 2, ProposeQuarantine},
		{"gone in two days only", []FeedCheck{checkedAt(0, CheckDead, 1), checkedAt(2, CheckDead, 1)}, 2, 2, ""},
		{"temporary for days", []FeedCheck{
			checkedAt(0, CheckDead, .25), checkedAt(3, CheckDead, .25), checkedAt(6, CheckDead, .25),
		}, .75, 3, ""},
		{"gone for a month", []FeedCheck{
			checkedAt(0, CheckDead, 1), checkedAt(10, CheckDead, 1), checkedAt(20, CheckDead, 1), checkedAt(30, CheckDead, 1),
		}, 4, 4, ProposeRetire},
		{"stale for a month is not retired yet", []FeedCheck{
			checkedAt(0, CheckStale, .5), checkedAt(10, CheckStale, .5), checkedAt(20, CheckStale, .5), checkedAt(30, CheckStale, .5),
		}, 2, 4, ProposeQuarantine},
		{"a success ends it and decays", []FeedCheck{
			checkedAt(0, CheckDead, 1), checkedAt(10, CheckDead, 1), checkedAt(20, CheckOK, 0),
		}, 1, 0, ""},
		{"three successes forget", []FeedCheck{
			checkedAt(0, CheckDead, 1), checkedAt(1, CheckOK, 0), checkedAt(2, CheckOK, 0), checkedAt(3, CheckOK, 0),
		}, 0, 0, ""},
		{"moved", []FeedCheck{checkedAt(0, CheckMoved, 0)}, 0, 0, ProposeChange},
	} {
		t.Run(tt.name, func(t *testing.T) {
			var got FeedCheck
			for _, c := range tt.checks {
				got = c.After(got)
			}
			p, _ := got.Proposal()
			if got.Score != tt.score || got.Failures != tt.failures || p.Kind != tt.want || got.Checks != len(tt.checks) {
				t.Errorf("After = score %v, %d failures, %d checks, proposal %q; want %v, %d, %d, %q",
					got.Score, got.Failures, got.Checks, p.Kind, tt.score, tt.failures, len(tt.checks), tt.want)
			}
		})
	}
}

func TestCheckTimes(t *testing.T) {
	first := checkedAt(0, CheckDead, 1).After(FeedCheck{})
	second := checkedAt(5, CheckDead, 1).After(first)
	third := checkedAt(7, CheckStale, .5).After(second)
	fourth := checkedAt(9, CheckOK, 0).After(third)
	if !second.Since.Equal(first.At) || !second.Failing.Equal(first.At) || !second.Passed.IsZero() {
		t.Errorf("second check = %+v, want dead and failing since the first", second)
	}
	if !third.Since.Equal(third.At) || !third.Failing.Equal(first.At) {
		t.Errorf("third check = %+v, want stale since itself, failing since the first", third)
	}
	if !fourth.Passed.Equal(fourth.At) || !fourth.Failing.IsZero() {
		t.Errorf("fourth check = %+v, want passed and not failing", fourth)
	}
}
