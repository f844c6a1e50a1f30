package fetch_test

import (
	"testing"
	"time"

	"github.com/overview-news/overview/internal/clock"
	"github.com/overview-news/overview/internal/fetch"
	"github.com/overview-news/overview/internal/fetch/fetchtest"
	"github.com/overview-news/overview/internal/news"
)

// TestPaceOutlivesTheProgram: what the program before knew of a host holds:
// when it was asked, and until when it wants to be left alone.
func TestPaceOutlivesTheProgram(t *testing.T) {
	const url = "https://a.example/1"
	for _, tt := range []struct {
		name    string
		pace    news.Pace
		purpose fetch.Purpose
		want    time.Duration // after the start, at which the page is asked for
		unasked bool
	}{
		{"nothing known", news.Pace{Host: "b.example", Asked: noon}, fetch.Feed, 0, false},
		{"a feed, asked just now", news.Pace{Host: "a.example", Asked: noon}, fetch.Feed, time.Second, false},
		{"a page, asked just now", news.Pace{Host: "a.example", Asked: noon}, fetch.Page, 3 * time.Second, false},
		{"a page, asked a while ago", news.Pace{Host: "a.example", Asked: noon.Add(-2 * time.Second)}, fetch.Page, time.Second, false},
		{"asked long ago", news.Pace{Host: "a.example", Asked: noon.Add(-time.Hour)}, fetch.Page, 0, false},
		{"a wish that ends soon", news.Pace{Host: "a.example", Until: noon.Add(40 * time.Second)}, fetch.Feed, 40 * time.Second, false},
		{"a wish that ends later", news.Pace{Host: "a.example", Until: noon.Add(time.Hour)}, fetch.Feed, time.Hour, true},
		{"a wish of another clock", news.Pace{Host: "a.example", Until: noon.AddDate(9, 0, 0)}, fetch.Feed, 24 * time.Hour, true},
	} {
		t.Run(tt.name, func(t *testing.T) {
			clk := clock.NewStopped(noon)
			t.Cleanup(clk.Work())
			net := fetchtest.New(clk, map[string]fetchtest.Page{url: {Body: "x"}})
			c, err := fetch.New(nil, clk, net, fetch.Options{Contact: "https://operator.example/bot", Paces: []news.Pace{tt.pace}})
			if err != nil {
				t.Fatal(err)
			}
			_, err = c.Do(t.Context(), fetch.Request{URL: url, Purpose: tt.purpose, Trusted: true})
			if tt.unasked {
				e, ok := err.(*fetch.Error)
				if !ok || !e.Unasked || e.Class != fetch.RateLimited || !e.RetryAt.Equal(noon.Add(tt.want)) || len(net.Asked(true)) != 0 {
					t.Fatalf("Do = %+v after %d requests, want to be told to come back after %v", err, len(net.Asked(true)), tt.want)
				}
				return
			}
			if err != nil {
				t.Fatalf("Do = %v", err)
			}
			if got := net.Asked(true)[0].At.Sub(noon); got != tt.want {
				t.Errorf("asked %v after the start, want %v", got, tt.want)
			}
		})
	}
}

// TestWishesAreRemembered: a 429 or 5xx is written down at once, with the
// count that makes the next pause longer.
func TestWishesAreRemembered(t *testing.T) {
	clk := clock.NewStopped(noon)
	t.Cleanup(clk.Work())
	memory := &notebook{files: map[string]news.RobotsFile{}}
	net := fetchtest.New(clk, map[string]fetchtest.Page{
		"https://a.example/1": {Status: 429, Header: map[string][]string{"Retry-After": {"3600"}}},
		"https://b.example/1": {Status: 500},
	})
	o := fetch.Options{Contact: "https://operator.example/bot", Memory: memory, Random: func() float64 { return 1 }}
	c, err := fetch.New(nil, clk, net, o)
	if err != nil {
		t.Fatal(err)
	}
	for _, u := range []string{"https://a.example/1", "https://b.example/1"} {
		if _, err := c.Do(t.Context(), fetch.Request{URL: u, Purpose: fetch.Feed, Trusted: true}); err == nil {
			t.Fatalf("Do(%s) succeeded", u)
		}
	}
	want := []news.Pace{
		{Host: "a.example", Asked: noon, Until: noon.Add(time.Hour), Failures: 1},
		{Host: "b.example", Asked: noon, Until: noon.Add(time.Minute), Failures: 1},
	}
	if len(memory.paces) != 2 || memory.paces[0] != want[0] || memory.paces[1] != want[1] {
		t.Errorf("remembered %+v, want %+v", memory.paces, want)
	}
}
