package collect

import (
	"errors"
	"fmt"
	"log/slog"
	"strings"
	"testing"
	"time"

	"github.com/overview-news/overview/internal/fetch"
	"github.com/overview-news/overview/internal/fetch/fetchtest"
	"github.com/overview-news/overview/internal/news"
	"github.com/overview-news/overview/internal/store"
)

// TestWorkersThatDieAndSleep: of four workers one dies and one sleeps past its
// lease with answers in hand. Every page becomes one article, is asked for once
// but by those two, and who has slept writes nothing.
func TestWorkersThatDieAndSleep(t *testing.T) {
	const hosts, pages = 40, 5
	r := newRig(t, Options{Once: true}, nil)
	var outlets []store.WatchedOutlet
	for h := range hosts {
		site := fmt.Sprintf("https://h%d.example/", h)
		outlets = append(outlets, store.WatchedOutlet{
			Outlet: news.Outlet{ID: news.OutletID(fmt.Sprint("h", h)), Name: fmt.Sprint("H", h), Home: site, Country: "IE", Language: "en", Lane: news.Domestic},
			Feeds:  []news.Feed{{URL: site + "rss"}},
		})
		for p := range pages {
			r.net.Set(fmt.Sprint(site, p), harbour("Nobody was hurt."))
		}
	}
	if err := r.store.Watch(t.Context(), outlets, start); err != nil {
		t.Fatal(err)
	}
	feeds, err := r.store.ClaimPolls(t.Context(), news.ClaimRequest{Worker: "test", Now: start, Lease: time.Minute, Limit: hosts})
	if err != nil || len(feeds) != hosts {
		t.Fatalf("ClaimPolls = %d, %v, want %d", len(feeds), err, hosts)
	}
	for _, f := range feeds {
		result := news.PollResult{At: start, Feed: f.Feed, Next: start.Add(1000 * time.Hour), Answered: true}
		for p := range pages {
			u := strings.TrimSuffix(f.Feed.URL, "rss") + fmt.Sprint(p)
			result.Entries = append(result.Entries, news.Entry{Key: u, URL: u, Title: "Harbour reopens", Published: start, Collect: start})
		}
		if _, err := r.store.FinishPoll(t.Context(), f.Claim, result); err != nil {
			t.Fatal(err)
		}
	}
	take := func(worker string) []news.CollectClaim {
		claims, err := r.store.ClaimCollect(t.Context(), news.ClaimRequest{Worker: worker, Now: r.clk.Now(), Lease: lease, Limit: 10})
		if err != nil || len(claims) != 10 {
			t.Fatalf("ClaimCollect by %s = %d, %v, want 10", worker, len(claims), err)
		}
		return claims
	}
	take("dies")
	slept := take("sleeps")
	third := New(slog.New(slog.DiscardHandler), r.clk, r.store, r.stage.client, Options{Worker: "third", Places: 4, Once: true})
	both := func() {
		for n := 1; n > 0; {
			n = 0
			for _, c := range []*Collector{r.stage, third} {
				m, err := c.Run(t.Context())
				if err != nil {
					t.Fatal(err)
				}
				n += m
			}
		}
	}
	both()
	r.clk.Advance(lease + time.Second)
	both()
	writes := func(c news.CollectClaim, title string) error {
		a := c.Article
		a.Title, a.State, a.Collected = title, news.StateCollected, r.clk.Now()
		return r.store.FinishCollect(t.Context(), c.Claim, news.CollectResult{At: r.clk.Now(), Article: a})
	}
	for _, c := range slept {
		if err := writes(c, "Written by who has slept"); !errors.Is(err, news.ErrLost) {
			t.Errorf("FinishCollect after the lease = %v, want %v", err, news.ErrLost)
		}
	}
	all, err := r.store.Articles(t.Context(), news.ArticleQuery{Limit: 2 * hosts * pages})
	if err != nil || len(all) != hosts*pages {
		t.Fatalf("Articles = %d, %v, want %d", len(all), err, hosts*pages)
	}
	for _, a := range all {
		if a.State != news.StateCollected || a.Title != "Harbour reopens after the storm" {
			t.Errorf("%s is %s and called %q", a.URL, a.State, a.Title)
		}
	}
	asked := map[string]int{}
	for _, u := range r.net.URLs() {
		asked[u]++
	}
	for u, n := range asked {
		if n != 1 {
			t.Errorf("%s was asked for %d times, want once: the others never got to ask", u, n)
		}
	}
	if r.net.Peak() > 1 {
		t.Errorf("a host was asked %d things at once, want one", r.net.Peak())
	}
	due, err := r.store.Due(t.Context(), r.clk.Now())
	if err != nil || len(asked) != hosts*pages || due[news.StageCollect] != 0 {
		t.Errorf("%d pages were asked for, %d are due, %v; want %d and none", len(asked), due[news.StageCollect], err, hosts*pages)
	}
}

// TestInnerPage: a page that leads into our own network is a fact about its
// article, told without what is there, and stops nothing else.
func TestInnerPage(t *testing.T) {
	for _, tt := range []struct {
		name string
		page fetchtest.Page
	}{
		{"by its name", fetchtest.Page{Fail: fetchtest.Broken(fetch.Forbidden)}},
		{"by a redirect", fetchtest.Page{Status: 302, Location: "http://127.0.0.1:9899/secret"}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			r := newRig(t, Options{}, map[string]fetchtest.Page{pageURL: tt.page})
			r.net.Set("http://127.0.0.1:9899/secret", fetchtest.Page{Fail: fetchtest.Broken(fetch.Forbidden)})
			id := r.list()
			r.drain()
			a := r.article(id)
			if a.State != news.StateFailed || a.Fault.Class != string(fetch.Forbidden) {
				t.Errorf("the article is %s with fault %+v, want failed for a forbidden address", a.State, a.Fault)
			}
			for _, word := range []string{"9899", "refused", "open", "timed out"} {
				if strings.Contains(a.Fault.Detail, word) {
					t.Errorf("the fault %q tells of the inner host", a.Fault.Detail)
				}
			}
			n := len(r.net.Asked(true))
			r.at(1000 * time.Hour)
			if got := len(r.net.Asked(true)); got != n {
				t.Errorf("asked %d times more later, want never again", got-n)
			}
		})
	}
}
