package probe

import (
	"fmt"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/overview-news/overview/internal/catalog"
	"github.com/overview-news/overview/internal/clock"
	"github.com/overview-news/overview/internal/fetch"
	"github.com/overview-news/overview/internal/fetch/fetchtest"
)

// german is a feed in German.
func german(host string) fetchtest.Page {
	p := rss("Post", host, 6)
	p.Body = strings.ReplaceAll(p.Body, "The harbour council votes on the new quay", "Der Stadtrat stimmt heute über den neuen Hafen ab, Anlieger protestieren")
	p.Body = strings.ReplaceAll(p.Body, "Voters in the town will decide next week.", "Die Entscheidung fällt in der nächsten Woche, sagte die Bürgermeisterin.")
	return p
}

// old is a feed whose entries are months old.
func old(host string) fetchtest.Page {
	p := rss("Post", host, 3)
	p.Body = strings.ReplaceAll(p.Body, "2026", "2025")
	return p
}

func TestCheckStates(t *testing.T) {
	for _, tt := range []struct {
		name   string
		page   fetchtest.Page
		robots string
		want   State
		weight float64
		says   string // in evidence or suggestion
	}{
		{"good", rss("Post", "h.example", 6), "", OK, 0, "6 entries, newest 2026-03-10"},
		{"no entry", rss("Post", "h.example", 0), "", Empty, weightTemporary, "0 entries"},
		{"a year old", old("h.example"), "", Stale, weightError, "newest 2025-03-10"},
		{"one entry", rss("Post", "h.example", 1), "", Thin, weightTemporary, "1 entries"},
		{"moved", fetchtest.Page{Status: http.StatusMovedPermanently, Location: "https://h.example/new"}, "", Moved, 0, "list https://h.example/new"},
		{"German", german("h.example"), "", LangMismatch, 0, "list its language as de"},
		{"page", fetchtest.Page{Body: "<html><body>Welcome</body></html>"}, "", NotFeed, weightError, "discover https://h.example/"},
		{"robots", rss("Post", "h.example", 6), "User-agent: *\nDisallow: /\n", Blocked, weightError, "robots"},
		{"forbidden", fetchtest.Page{Status: http.StatusForbidden}, "", Blocked, weightError, "status 403"},
		{"wait", fetchtest.Page{Status: http.StatusTooManyRequests}, "", Blocked, weightTemporary, "status 429"},
		{"missing", fetchtest.Page{Status: http.StatusNotFound}, "", Dead, weightGone, "status 404"},
		{"gone", fetchtest.Page{Status: http.StatusGone}, "", Dead, weightGone, "for good"},
		{"broken", fetchtest.Page{Status: http.StatusBadGateway}, "", Dead, weightTemporary, "status 502"},
		{"no name", fetchtest.Page{Fail: fetchtest.Broken(fetch.DNS)}, "", Dead, weightGone, "dns"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			clk := clock.NewVirtual(start)
			pages := map[string]fetchtest.Page{"https://h.example/rss": tt.page, "https://h.example/new": rss("Post", "h.example", 6),
				"https://h.example/robots.txt": {Type: "text/plain", Body: tt.robots}}
			o := catalog.Outlet{ID: "h", Language: "en", Feeds: []catalog.Feed{{URL: "https://h.example/rss"}}}
			client := fetchtest.Client(t, clk, fetchtest.New(clk, pages))
			got, err := Check(t.Context(), clk, client, []catalog.Outlet{o}, CheckOptions{})
			if err != nil || len(got) != 1 {
				t.Fatalf("Check = %d verdicts, %v", len(got), err)
			}
			v := got[0]
			if v.State != tt.want || v.Weight != tt.weight || !strings.Contains(v.Evidence+"\n"+v.Suggestion, tt.says) {
				t.Errorf("Check = %s (%v) %q, %q; want %s (%v), naming %q", v.State, v.Weight, v.Evidence, v.Suggestion, tt.want, tt.weight, tt.says)
			}
		})
	}
}

// TestCheckIsPolite checks many feeds of few hosts at once.
func TestCheckIsPolite(t *testing.T) {
	clk := clock.NewVirtual(start)
	pages := map[string]fetchtest.Page{}
	var outlets []catalog.Outlet
	for i := range 4 {
		host := fmt.Sprintf("h%d.example", i)
		o := catalog.Outlet{ID: fmt.Sprint(i), Language: "en"}
		for j := range 3 {
			u := fmt.Sprintf("https://%s/rss%d", host, j)
			pages[u] = rss("Post", host, 5)
			o.Feeds = append(o.Feeds, catalog.Feed{URL: u})
		}
		outlets = append(outlets, o)
	}
	web := fetchtest.New(clk, pages)
	told := 0
	got, err := Check(t.Context(), clk, fetchtest.Client(t, clk, web), outlets, CheckOptions{Places: 8, Progress: func(done, all int) {
		told++
		if all != 12 {
			t.Errorf("progress is told of %d feeds, want 12", all)
		}
	}})
	if err != nil || len(got) != 12 || told != 12 {
		t.Fatalf("Check = %d verdicts, %v, told %d times", len(got), err, told)
	}
	if web.Peak() != 1 {
		t.Errorf("%d requests at once on one host, want 1", web.Peak())
	}
	for i, v := range got {
		want := ""
		if i%3 > 0 {
			want = fmt.Sprintf("https://h%d.example/rss0", i/3)
		}
		if v.Duplicate != want || v.Outlet != fmt.Sprint(i/3) || !v.Newest.Equal(start) {
			t.Errorf("verdict %d = %+v, want a duplicate of %q", i, v, want)
		}
	}
	if d := clk.Now().Sub(start); d < 3*time.Second {
		t.Errorf("checking took %v, want a pause between the requests to a host", d)
	}
}
