package measure

import (
	"math"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/overview-news/overview/internal/news"
)

// of finds a country's coverage.
func of(t *testing.T, covers []Coverage, country string) Coverage {
	t.Helper()
	i := slices.IndexFunc(covers, func(c Coverage) bool { return c.Country == country })
	if i < 0 {
		t.Fatalf("no coverage of %s", country)
	}
	return covers[i]
}

func TestCoverClaims(t *testing.T) {
	for _, tt := range []struct {
		n, k int
		want Claim
	}{
		{1, 1, ClaimNames}, {2, 0, ClaimNames}, {3, 3, ClaimCounts}, {9, 4, ClaimCounts},
		{10, 4, ClaimShare}, {40, 0, ClaimShare},
	} {
		var d desk
		c := of(t, Defaults().Cover(d.reports("FR", tt.k, 20), rooms("FR", tt.n), earth, now), "FR")
		if c.Claim != tt.want || c.K != tt.k || c.N != tt.n || len(c.Reported) != tt.k || len(c.Silent) != tt.n-tt.k {
			t.Errorf("%d of %d: %s, %d of %d, want %s", tt.k, tt.n, c.Claim, c.K, c.N, tt.want)
		}
		if shown := c.Share != 0; shown != (tt.want == ClaimShare) {
			t.Errorf("%d of %d: share %v under claim %s", tt.k, tt.n, c.Share, c.Claim)
		}
	}
}

// TestCoverPosterior: Beta(2m + k, 2 − 2m + n − k), m the rate of the
// subregion without the country.
func TestCoverPosterior(t *testing.T) {
	var d desk
	reports := append(d.reports("FR", 3, 20), d.reports("DE", 2, 20)...)
	all := append(rooms("FR", 12), rooms("DE", 8)...)
	c := of(t, Defaults().Cover(reports, all, earth, now), "FR")
	if want := (2*0.25 + 3) / (2 + 12); math.Abs(c.Share-want) > 1e-9 {
		t.Errorf("share = %v, want %v", c.Share, want)
	}
	if !(c.Low < c.Share && c.Share < c.High) {
		t.Errorf("bounds %v to %v around %v", c.Low, c.High, c.Share)
	}
}

func TestCoverCountsNewsroomsOnce(t *testing.T) {
	var d desk
	again := d.report("FR", 0, 10)
	reports := append(d.reports("FR", 2, 20), again)
	opinion := d.report("FR", 2, 5)
	opinion.Genre = news.GenreOpinion
	related := d.report("FR", 3, 5)
	related.Related = true
	c := of(t, Defaults().Cover(append(reports, opinion, related), rooms("FR", 5), earth, now), "FR")
	if diff := cmp.Diff([]string{"FR-0", "FR-1"}, c.Reported); diff != "" {
		t.Errorf("reported:\n%s", diff)
	}
	if !c.First.Equal(reports[0].Published) {
		t.Errorf("first report %v, want %v", c.First, reports[0].Published)
	}
}

func TestCoverLeavesOutWhoDoesNotCount(t *testing.T) {
	var d desk
	all := rooms("FR", 4)
	all[1].WatchedSince = now.Add(-2) // reported, but was watched too recently
	all[2].LastSuccess = now.Add(-100 * 3600e9)
	abroad := rooms("FR", 6)[5]
	abroad.Lane = news.External
	told := d.report("FR", 5, 9)
	told.Lane = news.External
	c := of(t, Defaults().Cover(append(d.reports("FR", 2, 20), told), append(all, abroad), earth, now), "FR")
	if c.K != 1 || c.N != 2 {
		t.Errorf("%d of %d, want 1 of 2", c.K, c.N)
	}
	if diff := cmp.Diff([]string{"FR-1", "FR-5"}, c.Others); diff != "" {
		t.Errorf("others:\n%s", diff)
	}
	if diff := cmp.Diff(map[string]Health{"FR-1": TooLate, "FR-2": Silent}, c.Unhealthy); diff != "" {
		t.Errorf("unhealthy:\n%s", diff)
	}
}

// TestCoverLanes: a newsroom's service for abroad does not speak at home.
func TestCoverLanes(t *testing.T) {
	var d desk
	told := d.report("FR", 0, 9)
	told.Lane = news.External
	c := of(t, Defaults().Cover([]news.Report{told}, rooms("FR", 3), earth, now), "FR")
	if c.K != 0 || !slices.Contains(c.Others, "FR-0") {
		t.Errorf("%d reported, others %v, want none and FR-0", c.K, c.Others)
	}
}

func TestCoverOwnership(t *testing.T) {
	for _, tt := range []struct {
		name                    string
		state, private, unknown int
		only, undocumented      bool
	}{
		{"all of the state", 5, 0, 0, true, false},
		{"four of five", 4, 1, 0, true, false},
		{"three of five", 3, 2, 0, false, false},
		{"half cited", 1, 1, 2, false, false},
		{"under half cited", 1, 0, 2, false, true},
		{"nothing known", 0, 0, 4, false, true},
	} {
		t.Run(tt.name, func(t *testing.T) {
			all := rooms("FR", tt.state+tt.private+tt.unknown)
			for i := range all {
				switch {
				case i < tt.state:
					all[i].Owner = news.Ownership{Type: "state", Citation: "https://a.example/"}
				case i < tt.state+tt.private:
					all[i].Owner = news.Ownership{Type: "private", Citation: "https://a.example/"}
				default:
					all[i].Owner = news.Ownership{Type: "state"} // said by nobody
				}
			}
			c := of(t, Defaults().Cover(nil, all, earth, now), "FR")
			if c.StateOnly != tt.only || c.Undocumented != tt.undocumented {
				t.Errorf("state only %v, undocumented %v, want %v, %v", c.StateOnly, c.Undocumented, tt.only, tt.undocumented)
			}
		})
	}
}

// TestWorldRate: subregions weigh alike, and countries inside them.
func TestWorldRate(t *testing.T) {
	covers := []Coverage{
		{Country: "FR", K: 20, N: 20}, {Country: "DE", K: 0, N: 4}, // 155: 1/2
		{Country: "JP", K: 1, N: 4}, // 030: 1/4
		{Country: "KE", K: 2, N: 2}, // too few to be spoken for
	}
	rate, n := Defaults().WorldRate(covers, earth)
	if want := 0.375; math.Abs(rate-want) > 1e-12 || n != 3 {
		t.Errorf("WorldRate = %v of %d countries, want %v of 3", rate, n, want)
	}
}
