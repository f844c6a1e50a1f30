package app

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/overview-news/overview/internal/clock"
	"github.com/overview-news/overview/internal/fetch/fetchtest"
	"github.com/overview-news/overview/internal/news"
)

// paper is a feed of ten entries, the newest an hour old.
func paper(host string, at time.Time) fetchtest.Page {
	var items strings.Builder
	for n := range 10 {
		fmt.Fprintf(&items, "<item><title>The council of %s meets about the harbour for the %dth time</title><link>https://%s/%d</link><pubDate>%s</pubDate></item>",
			host, n, host, n, at.Add(-time.Duration(n+1)*time.Hour).Format(time.RFC1123Z))
	}
	return fetchtest.Page{Type: "application/rss+xml", Body: "<rss><channel><title>x</title>" + items.String() + "</channel></rss>"}
}

// liveCheck is a list of outlets a to d, of which c has lost its feed and d has
// that of a.
type liveCheck struct {
	*testing.T
	d   *Directory
	clk *clock.Virtual
	net *fetchtest.Internet
}

func newLiveCheck(t *testing.T) liveCheck {
	l := liveCheck{T: t, d: directory(t, DirectoryConfig{Outlets: noCatalog}), clk: clock.NewVirtual(dawn)}
	l.d.clk = l.clk
	pages := map[string]fetchtest.Page{}
	var list []string
	for _, name := range []string{"a", "b", "c", "d"} {
		host := name + ".example"
		pages["https://"+host+"/rss"] = paper(host, dawn)
		list = append(list, "https://"+host+"/rss")
	}
	pages["https://c.example/rss"] = fetchtest.Page{Status: http.StatusNotFound}
	pages["https://d.example/rss"] = pages["https://a.example/rss"]
	l.net = fetchtest.New(l.clk, pages)
	importList(t, l.d, strings.Join(list, "\n"))
	return l
}

// check asks one host at a time.
func (l liveCheck) check(ctx context.Context, r CheckRequest) (LiveCheck, error) {
	cfg := defaults()
	cfg.Crawl.PollWorkers = 1
	return l.d.ask(ctx, fetchtest.Client(l.T, l.clk, l.net), cfg, r)
}

func states(checks []news.FeedCheck) map[string]string {
	out := map[string]string{}
	for _, c := range checks {
		out[string(c.Outlet)] = strings.TrimSpace(string(c.State) + " " + c.Duplicate)
	}
	return out
}

// TestCheckGoesOn interrupts a check and calls it again.
func TestCheckGoesOn(t *testing.T) {
	l := newLiveCheck(t)
	ctx, cancel := context.WithCancel(t.Context())
	first, err := l.check(ctx, CheckRequest{MaxAge: time.Hour, Progress: func(done, all int) {
		if done == 2 {
			cancel()
		}
	}})
	if !errors.Is(err, context.Canceled) || first.Asked != 2 || first.Unasked != 2 || len(first.Checks) != 2 {
		t.Fatalf("interrupted check = %+v, %v; want two of four", first, err)
	}
	second, err := l.check(t.Context(), CheckRequest{MaxAge: time.Hour})
	if err != nil || second.Asked != 2 || second.Skipped != 2 || second.Unasked != 0 {
		t.Errorf("second check = %d asked, %d skipped, %d not asked, %v; want 2, 2, 0", second.Asked, second.Skipped, second.Unasked, err)
	}
	want := map[string]string{"a-example": "ok", "b-example": "ok", "c-example": "dead", "d-example": "ok https://a.example/rss"}
	if diff := cmp.Diff(want, states(second.Checks)); diff != "" {
		t.Errorf("states (-want +got):\n%s", diff)
	}
	seen := map[string]int{}
	for _, u := range l.net.URLs() {
		if seen[u]++; seen[u] > 1 {
			t.Errorf("%s was asked %d times, want once", u, seen[u])
		}
	}
	l.clk.Advance(time.Minute)
	again, err := l.check(t.Context(), CheckRequest{IDs: []string{"A-example"}})
	if err != nil || again.Asked != 1 || len(again.Checks) != 1 || again.Checks[0].Checks != 2 {
		t.Errorf("check of one outlet = %+v, %v; want its second check", again, err)
	}
	if _, err := l.check(t.Context(), CheckRequest{IDs: []string{"nobody"}}); err == nil || !strings.Contains(err.Error(), "nobody") {
		t.Errorf("check of nobody = %v, want an error that names it", err)
	}
}

// TestProposals: what is gone for days is proposed for quarantine, then for
// retirement, and stays listed and polled.
func TestProposals(t *testing.T) {
	l := newLiveCheck(t)
	proposed := func() []string {
		t.Helper()
		if _, err := l.check(t.Context(), CheckRequest{}); err != nil {
			t.Fatal(err)
		}
		found, err := l.d.Proposals(t.Context(), "", nil)
		if err != nil {
			t.Fatal(err)
		}
		var out []string
		for _, p := range found {
			if p.Reason == "" || p.Evidence == "" || p.Suggestion == "" {
				t.Errorf("proposal %+v lacks its reason, evidence or suggestion", p)
			}
			out = append(out, string(p.Kind)+" "+string(p.Outlet))
		}
		return out
	}
	for _, tt := range []struct {
		day  int
		want []string
	}{
		{0, []string{"change d-example"}},
		{4, []string{"quarantine c-example", "change d-example"}},
		{20, []string{"quarantine c-example", "change d-example"}},
		{31, []string{"retire c-example", "change d-example"}},
	} {
		l.clk.Advance(dawn.AddDate(0, 0, tt.day).Sub(l.clk.Now()))
		if diff := cmp.Diff(tt.want, proposed()); diff != "" {
			t.Errorf("day %d: proposals (-want +got):\n%s", tt.day, diff)
		}
	}
	views, err := l.d.List(t.Context(), "")
	if err != nil || len(views) != 4 || views[2].State != "waiting" {
		t.Errorf("after the proposals: %d outlets, %v; want all four as they were", len(views), err)
	}
	if err := l.d.Disable(t.Context(), "c-example", true); err != nil {
		t.Fatal(err)
	}
	if got := proposed(); len(got) != 1 {
		t.Errorf("proposals without c = %v, want that of d", got)
	}
}
