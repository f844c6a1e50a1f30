package fetch_test

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/overview-news/overview/internal/clock"
	"github.com/overview-news/overview/internal/fetch"
	"github.com/overview-news/overview/internal/fetch/fetchtest"
	"github.com/overview-news/overview/internal/news"
	"github.com/overview-news/overview/page/robots"
)

func TestRobotsByStatus(t *testing.T) {
	hops := map[string]fetchtest.Page{}
	for i := range 7 {
		from := "https://i.example/robots.txt"
		if i > 0 {
			from = fmt.Sprintf("https://i.example/hop/%d", i)
		}
		hops[from] = fetchtest.Page{Status: 302, Location: fmt.Sprintf("/hop/%d", i+1)}
	}
	for _, tt := range []struct {
		host    string
		page    fetchtest.Page
		allowed bool
		retry   bool
	}{
		{"a", fetchtest.Page{Status: 404}, true, false},
		{"b", fetchtest.Page{Status: 403}, true, false},
		{"c", fetchtest.Page{Status: 500, Body: "<html>error</html>"}, false, true},
		{"d", fetchtest.Page{Status: 503}, false, true},
		{"e", fetchtest.Page{Fail: fetchtest.Broken(fetch.Connect)}, false, true},
		{"f", fetchtest.Page{Type: "text/plain"}, true, false},
		{"g", fetchtest.Page{Body: "<html>Welcome</html>"}, true, false},
		{"h", fetchtest.Page{Status: 301, Location: "https://www.h.example/robots.txt"}, false, false},
		{"i", hops["https://i.example/robots.txt"], true, false},
		{"j", fetchtest.Page{Status: 429}, false, true},
		{"k", fetchtest.Page{Status: 204}, true, false},
		{"l", fetchtest.Page{Fail: fetchtest.Stall()}, false, true},
	} {
		t.Run(tt.host, func(t *testing.T) {
			base := "https://" + tt.host + ".example"
			w := newWorld(t, map[string]fetchtest.Page{
				base + "/robots.txt": tt.page, base + "/x/1": {Body: "x"}, base + "/x/2": {Body: "x"},
				"https://www.h.example/robots.txt": {Body: "User-agent: *\nDisallow: /x/"},
			})
			for u, p := range hops {
				w.net.Set(u, p)
			}
			_, err := w.page(t, base+"/x/1")
			if (err == nil) != tt.allowed {
				t.Fatalf("Do = %v, want allowed %v", err, tt.allowed)
			}
			if tt.allowed {
				return
			}
			e, _ := errors.AsType[*fetch.Error](err)
			if e.Class != fetch.RobotsDenied {
				t.Fatalf("class = %s, want robots", e.Class)
			}
			if _, err := w.page(t, base+"/x/2"); fetch.ClassOf(err) != fetch.RobotsDenied {
				t.Errorf("another page: %v, want robots", err)
			}
			if got := len(w.net.URLs()); got != 0 {
				t.Errorf("%d pages were fetched, want none", got)
			}
			wait := e.RetryAt.Sub(noon)
			if wait < 5*time.Minute || wait > 24*time.Hour+time.Minute || tt.retry && !strings.Contains(e.Sentence(), "robots.txt") {
				t.Errorf("asked again after %v, said %q", wait, e.Sentence())
			}
			w.net.Set(base+"/robots.txt", fetchtest.Page{Status: 404})
			w.clk.Advance(wait)
			if _, err := w.page(t, base+"/x/2"); err != nil {
				t.Errorf("after the file came back: %v", err)
			}
		})
	}
}

func TestRobotsAreAskedOnceADay(t *testing.T) {
	w := newWorld(t, map[string]fetchtest.Page{"https://a.example/robots.txt": {Body: "User-agent: *\nDisallow: /no"}, "https://a.example/1": {Body: "x"}})
	for range 30 {
		if _, err := w.page(t, "https://a.example/1"); err != nil {
			t.Fatal(err)
		}
		if _, err := w.page(t, "https://a.example/no/1"); fetch.ClassOf(err) != fetch.RobotsDenied {
			t.Fatalf("a page that robots.txt forbids: %v", err)
		}
		w.clk.Advance(time.Hour)
	}
	if got := len(w.net.Asked(true)) - len(w.net.Asked(false)); got != 2 {
		t.Errorf("robots.txt was asked for %d times in 30 h, want 2", got)
	}
}

func TestRobotsOnRedirects(t *testing.T) {
	w := newWorld(t, map[string]fetchtest.Page{
		"https://a.example/1":          {Status: 302, Location: "https://b.example/private"},
		"https://b.example/robots.txt": {Body: "User-agent: *\nDisallow: /private"},
		"https://b.example/private":    {Body: "x"},
	})
	_, err := w.page(t, "https://a.example/1")
	e, _ := errors.AsType[*fetch.Error](err)
	if e == nil || e.Class != fetch.RobotsDenied || e.URL != "https://b.example/private" || e.From != "https://a.example/1" {
		t.Errorf("redirect to a forbidden page: %#v", err)
	}
}

func TestRobotsHugeIsCut(t *testing.T) {
	body := "User-agent: *\nDisallow: /no\n" + strings.Repeat("# filler\n", 200_000) + "Allow: /no\n"
	w := newWorld(t, map[string]fetchtest.Page{"https://a.example/robots.txt": {Body: body}, "https://a.example/no": {Body: "x"}})
	if _, err := w.page(t, "https://a.example/no"); fetch.ClassOf(err) != fetch.RobotsDenied {
		t.Errorf("a rule within the first 500 KiB: %v, want robots", err)
	}
}

func TestRobotsFor(t *testing.T) {
	w := newWorld(t, map[string]fetchtest.Page{
		"https://a.example/robots.txt": {Body: "User-agent: Overview\nDisallow: /no\nCrawl-delay: 7\nSitemap: https://a.example/news.xml"},
	})
	got, err := w.RobotsFor(t.Context(), "https://a.example/no/1")
	want := fetch.RobotsInfo{CrawlDelay: 7 * time.Second, Sitemaps: []string{"https://a.example/news.xml"}, RetryAt: noon.Add(24 * time.Hour)}
	if diff := cmp.Diff(want, got); diff != "" || err != nil {
		t.Errorf("RobotsFor: %v (-want +got):\n%s", err, diff)
	}
	if _, err := w.RobotsFor(t.Context(), "mailto:x"); fetch.ClassOf(err) != fetch.BadAddress {
		t.Errorf("RobotsFor of no address: %v", err)
	}
}

// notebook is a memory that outlives a client.
type notebook struct {
	files map[string]news.RobotsFile
	paces []news.Pace
	fail  error
}

func (n *notebook) SavePace(_ context.Context, p news.Pace) error {
	n.paces = append(n.paces, p)
	return n.fail
}

func (n *notebook) LoadRobots(_ context.Context, host string) (news.RobotsFile, bool, error) {
	f, ok := n.files[host]
	return f, ok, n.fail
}

func (n *notebook) SaveRobots(_ context.Context, f news.RobotsFile) error {
	if n.fail == nil {
		n.files[f.Host] = f
	}
	return n.fail
}

// TestRobotsOutliveTheProgram starts a client anew before each request.
func TestRobotsOutliveTheProgram(t *testing.T) {
	hour := time.Hour
	for _, tt := range []struct {
		name  string
		page  fetchtest.Page
		fail  error
		steps []time.Duration // between the starts
		asked int
		class fetch.Class // of a page under /no
	}{
		{"had", fetchtest.Page{Body: "User-agent: *\nDisallow: /no"}, nil, []time.Duration{hour, hour, 21 * hour}, 1, fetch.RobotsDenied},
		{"had, a day old", fetchtest.Page{Body: "User-agent: *\nDisallow: /no"}, nil, []time.Duration{hour, 23 * hour, hour}, 2, fetch.RobotsDenied},
		{"missing", fetchtest.Page{Status: 404}, nil, []time.Duration{hour, hour}, 1, ""},
		{"broken", fetchtest.Page{Status: 500}, nil, []time.Duration{time.Minute, time.Minute}, 1, fetch.RobotsDenied},
		// After 10, 20 and 40 minutes, each up to a quarter more.
		{"broken for long", fetchtest.Page{Status: 500}, nil, []time.Duration{13 * time.Minute, 13 * time.Minute, 13 * time.Minute, hour}, 4, fetch.RobotsDenied},
		{"under a clock set back", fetchtest.Page{Status: 404}, nil, []time.Duration{-hour}, 2, ""},
		{"without a memory that works", fetchtest.Page{Status: 404}, errors.New("disk full"), []time.Duration{hour, hour}, 3, ""},
	} {
		t.Run(tt.name, func(t *testing.T) {
			memory := &notebook{files: map[string]news.RobotsFile{}, fail: tt.fail}
			asked, now := 0, noon
			for _, step := range append(tt.steps, 0) {
				clk := clock.NewStopped(now)
				done := clk.Work()
				net := fetchtest.New(clk, map[string]fetchtest.Page{"https://a.example/robots.txt": tt.page, "https://a.example/no": {Body: "x"}})
				c, err := fetch.New(nil, clk, net, fetch.Options{Contact: "https://operator.example/bot", Memory: memory})
				if err != nil {
					t.Fatal(err)
				}
				_, err = c.Do(t.Context(), fetch.Request{URL: "https://a.example/no", Purpose: fetch.Page})
				if got := fetch.ClassOf(err); got != tt.class {
					t.Errorf("Do %v after noon = %q (%v), want %q", now.Sub(noon), got, err, tt.class)
				}
				asked += len(net.Asked(true)) - len(net.Asked(false))
				now = now.Add(step)
				done()
			}
			if asked != tt.asked {
				t.Errorf("robots.txt was asked for %d times, want %d", asked, tt.asked)
			}
		})
	}
}

func TestRobotsAreRememberedCut(t *testing.T) {
	memory := &notebook{files: map[string]news.RobotsFile{}}
	clk := clock.NewStopped(noon)
	t.Cleanup(clk.Work())
	net := fetchtest.New(clk, map[string]fetchtest.Page{"https://a.example/robots.txt": {Body: strings.Repeat("# filler\n", 200_000)}})
	c, err := fetch.New(nil, clk, net, fetch.Options{Contact: "https://operator.example/bot", Memory: memory})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := c.RobotsFor(t.Context(), "https://a.example/1"); err != nil {
		t.Fatal(err)
	}
	if got := len(memory.files["https://a.example"].Body); got == 0 || got > robots.MaxBytes {
		t.Errorf("%d bytes are remembered, want some and at most %d", got, robots.MaxBytes)
	}
}
