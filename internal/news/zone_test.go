package news

import (
	"testing"
	"time"

	"github.com/overview-news/overview/geo"
)

// TestDay: whatever zone a day was stored in, it is the same day when it is
// read, on the days on which clocks change too.
func TestDay(t *testing.T) {
	for _, c := range geo.All() {
		zone := Zone(c.Code)
		for _, at := range []*time.Location{zone, time.UTC} {
			for n := range 366 {
				want := time.Date(2026, 1, 1+n, 0, 0, 0, 0, time.UTC).Format(time.DateOnly)
				day := time.Date(2026, 1, 1+n, 0, 0, 0, 0, at)
				got, alone := Day(time.UnixMilli(day.UnixMilli()), c.Code)
				if got.Format(time.DateOnly) != want || !alone {
					t.Errorf("Day(%v, %s) = %v, %v, want %s", day, c.Code, got, alone, want)
				}
			}
		}
		if got, alone := Day(time.Date(2026, 3, 1, 11, 7, 0, 0, zone), c.Code); alone || got.Format(time.DateTime) != "2026-03-01 11:07:00" {
			t.Errorf("Day(11:07 in %s) = %v, %v, want that", c.Code, got, alone)
		}
	}
}

func TestDated(t *testing.T) {
	tokyo := time.Date(2026, 3, 8, 15, 0, 0, 0, time.UTC)
	for _, tt := range []struct {
		a    Article
		want string
	}{
		{Article{Country: "JP", Published: tokyo, DayOnly: true}, "2026-03-09T00:00:00+09:00"},
		{Article{Country: "JP", Published: tokyo}, "2026-03-09T00:00:00+09:00"},
		{Article{Country: "JP", Published: tokyo.Add(9 * time.Hour), DayOnly: true}, "2026-03-09T00:00:00Z"},
		{Article{Country: "JP", Published: tokyo.Add(9 * time.Hour)}, "2026-03-09T09:00:00+09:00"},
		{Article{Country: "PF", Published: tokyo.Add(19 * time.Hour), DayOnly: true}, "2026-03-09T00:00:00-10:00"},
		{Article{Country: "PF", Published: tokyo.Add(9 * time.Hour), DayOnly: true}, "2026-03-09T00:00:00Z"},
		{Article{Country: "PF", Published: tokyo.Add(9 * time.Hour)}, "2026-03-08T14:00:00-10:00"},
		{Article{Published: tokyo}, "2026-03-08T15:00:00Z"},
	} {
		if got := tt.a.Dated().Format(time.RFC3339); got != tt.want {
			t.Errorf("Dated of %v in %q, day only %v = %s, want %s", tt.a.Published, tt.a.Country, tt.a.DayOnly, got, tt.want)
		}
	}
}
