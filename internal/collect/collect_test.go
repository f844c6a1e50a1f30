package collect

import (
	"context"
	"fmt"
	"log/slog"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/overview-news/overview/internal/clock"
	"github.com/overview-news/overview/internal/fetch"
	"github.com/overview-news/overview/internal/fetch/fetchtest"
	"github.com/overview-news/overview/internal/news"
	"github.com/overview-news/overview/internal/store"
)

var start = time.Date(2026, 3, 10, 12, 0, 0, 0, time.UTC)

const pageURL = "https://tern.example/news/harbour"

// harbour is a page with an article, of which one sentence can be chosen.
func harbour(sentence string) fetchtest.Page {
	return fetchtest.Page{Body: fmt.Sprintf(`<!DOCTYPE html><html lang="en"><head><title>Harbour reopens after the storm</title>
<meta property="og:type" content="article"></head><body><article><h1>Harbour reopens after the storm</h1>
<p>The harbour of the northern town opened again on Tuesday, five days after the storm had closed it to all ships.</p>
<p>%s Fishermen had waited for the news since Thursday, and the first boats left before noon, the harbour master said.</p>
<p>The council wants to build a higher wall before next winter and asked the government to pay for a part of it.</p>
</article></body></html>`, sentence)}
}

// rig is a collector over a real store and a taped internet.
type rig struct {
	*testing.T
	clk   *clock.Virtual
	store *store.Store
	net   *fetchtest.Internet
	stage *Collector
}

func newRig(t *testing.T, o Options, pages map[string]fetchtest.Page) *rig {
	t.Helper()
	log := slog.New(slog.DiscardHandler)
	s, err := store.Open(t.Context(), log, t.TempDir()+"/overview.db")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := s.Close(); err != nil {
			t.Errorf("Close = %v", err)
		}
	})
	r := &rig{T: t, clk: clock.NewStopped(start), store: s}
	r.net = fetchtest.New(r.clk, pages)
	o.Worker, o.Places = "test", 4
	r.stage = New(log, r.clk, s, fetchtest.Client(t, r.clk, r.net), o)
	return r
}

// list stores an outlet whose feed lists the page, to be collected now.
func (r *rig) list() news.ArticleID {
	r.Helper()
	return r.listed(pageURL)[0]
}

// listed stores an outlet whose feed lists pages, to be collected now.
func (r *rig) listed(pages ...string) []news.ArticleID {
	r.Helper()
	o := news.Outlet{ID: "tern", Name: "The Tern", Home: "https://tern.example/", Country: "IE", Language: "en", Lane: news.Domestic}
	f := news.Feed{URL: "https://tern.example/feed.xml"}
	if err := r.store.Watch(r.Context(), []store.WatchedOutlet{{Outlet: o, Feeds: []news.Feed{f}}}, start); err != nil {
		r.Fatal(err)
	}
	claims, err := r.store.ClaimPolls(r.Context(), news.ClaimRequest{Worker: "test", Now: start, Lease: time.Minute, Limit: 1})
	if err != nil || len(claims) != 1 {
		r.Fatalf("ClaimPolls = %d, %v, want 1", len(claims), err)
	}
	result := news.PollResult{At: start, Feed: claims[0].Feed, Next: start.Add(time.Hour), Answered: true}
	for i, u := range pages {
		result.Entries = append(result.Entries, news.Entry{Key: u, URL: u, Title: "Harbour reopens after the storm", Published: start, Collect: start, Priority: i})
	}
	if _, err := r.store.FinishPoll(r.Context(), claims[0].Claim, result); err != nil {
		r.Fatal(err)
	}
	var ids []news.ArticleID
	for _, u := range pages {
		id, err := r.store.FindByAddress(r.Context(), u)
		if err != nil {
			r.Fatal(err)
		}
		ids = append(ids, id)
	}
	return ids
}

// drain runs the stage until nothing is due.
func (r *rig) drain() {
	r.Helper()
	for {
		n, err := r.stage.Run(r.Context())
		if err != nil {
			r.Fatal(err)
		}
		if n == 0 {
			return
		}
	}
}

// at moves the clock to a time after the start and collects what is due.
func (r *rig) at(after time.Duration) {
	r.Helper()
	r.clk.Advance(start.Add(after).Sub(r.clk.Now()))
	r.drain()
}

func (r *rig) article(id news.ArticleID) news.Article {
	r.Helper()
	a, err := r.store.Article(r.Context(), id)
	if err != nil {
		r.Fatal(err)
	}
	return a
}

// TestAgain looks at a page again an hour and a day after it was first
// collected, keeps what it said before, and takes it down with its publisher.
func TestAgain(t *testing.T) {
	r := newRig(t, Options{}, map[string]fetchtest.Page{pageURL: harbour("Nobody was hurt.")})
	id := r.list()
	r.drain()
	if a := r.article(id); a.State != news.StateCollected {
		t.Fatalf("the article = %+v, want it collected", a)
	}
	first := r.article(id).Collected
	r.at(59 * time.Minute)
	if n := len(r.net.URLs()); n != 1 {
		t.Errorf("asked %d times within the hour, want once", n)
	}
	r.net.Set(pageURL, harbour("Two men were hurt."))
	r.at(61 * time.Minute)
	before, err := r.store.Revisions(t.Context(), id)
	if err != nil || len(before) != 1 || len(before[0].Blocks) != 3 || before[0].Blocks[1].Sentences[0] != "Nobody was hurt." {
		t.Fatalf("Revisions = %+v, %v, want the text before the change", before, err)
	}
	if a := r.article(id); !a.Collected.Equal(first) {
		t.Errorf("collected at %v, want the first time, %v", a.Collected, first)
	}
	r.at(23 * time.Hour)
	r.net.Set(pageURL, fetchtest.Page{Status: 410})
	r.at(25 * time.Hour)
	if a := r.article(id); a.State != news.StateWithdrawn || len(r.net.URLs()) != 3 {
		t.Errorf("the article is %s after %d requests, want withdrawn after 3", a.State, len(r.net.URLs()))
	}
	before, err = r.store.Revisions(t.Context(), id)
	if err != nil || len(before) != 0 {
		t.Errorf("Revisions of a withdrawn article = %d, %v, want none", len(before), err)
	}
	r.at(1000 * time.Hour)
	if n := len(r.net.URLs()); n != 3 {
		t.Errorf("asked %d times in the end, want 3", n)
	}
}

// TestNotAgain: an unchanged page has no revisions, a replay asks once, and
// so does a story that is over.
func TestNotAgain(t *testing.T) {
	for _, tt := range []struct {
		name string
		o    Options
		at   []time.Duration
		want int
	}{
		{"unchanged", Options{}, []time.Duration{2 * time.Hour, 25 * time.Hour, 500 * time.Hour}, 3},
		{"replay", Options{Once: true}, []time.Duration{2 * time.Hour, 25 * time.Hour}, 1},
		{"the story is over", Options{}, []time.Duration{80 * time.Hour}, 1},
	} {
		t.Run(tt.name, func(t *testing.T) {
			r := newRig(t, tt.o, map[string]fetchtest.Page{pageURL: harbour("Nobody was hurt.")})
			id := r.list()
			r.drain()
			for _, at := range tt.at {
				r.at(at)
			}
			if diff := cmp.Diff(tt.want, len(r.net.URLs())); diff != "" {
				t.Errorf("requests (-want +got):\n%s", diff)
			}
			if before, err := r.store.Revisions(t.Context(), id); err != nil || len(before) != 0 {
				t.Errorf("Revisions = %+v, %v, want none", before, err)
			}
		})
	}
}

// TestUnchanged: a page that has validators is asked whether it has changed;
// "not modified" costs nothing and ends an earlier fault.
func TestUnchanged(t *testing.T) {
	page := harbour("Nobody was hurt.")
	page.ETag, page.Modified = `W/"a b"`, "Tue, 10 Mar 2026 11:58:00 GMT"
	r := newRig(t, Options{}, map[string]fetchtest.Page{pageURL: page})
	id := r.list()
	r.drain()
	before := r.article(id)
	again := page
	again.Status = 503
	again.Then = &page
	r.net.Set(pageURL, again)
	r.at(61 * time.Minute)
	if a := r.article(id); a.Fault.Class != string(fetch.RateLimited) {
		t.Fatalf("the fault of a page that answers 503 = %+v", a.Fault)
	}
	r.at(2 * time.Hour)
	if diff := cmp.Diff(before, r.article(id)); diff != "" {
		t.Errorf("an unchanged article (-want +got):\n%s", diff)
	}
	r.at(25 * time.Hour)
	changed := harbour("Two men were hurt.")
	changed.ETag = `"2"`
	r.net.Set(pageURL, changed)
	r.at(500 * time.Hour)
	asked := r.net.Asked(false)
	if len(asked) != 4 { // first, 503, its retry, a day later
		t.Fatalf("asked %d times, want 4", len(asked))
	}
	for i, a := range asked {
		etag, since := page.ETag, page.Modified
		if i == 0 {
			etag, since = "", ""
		}
		if got := a.Header.Get("If-None-Match"); got != etag {
			t.Errorf("request %d: If-None-Match = %q, want %q", i, got, etag)
		}
		if got := a.Header.Get("If-Modified-Since"); got != since {
			t.Errorf("request %d: If-Modified-Since = %q, want %q", i, got, since)
		}
	}
}

// TestChangedAfterUnchanged: validators follow the text that is stored.
func TestChangedAfterUnchanged(t *testing.T) {
	page := harbour("Nobody was hurt.")
	page.ETag = `"1"`
	changed := harbour("Two men were hurt.")
	changed.ETag = `"2"`
	r := newRig(t, Options{}, map[string]fetchtest.Page{pageURL: page})
	id := r.list()
	r.drain()
	r.net.Set(pageURL, changed)
	r.at(61 * time.Minute)
	r.at(25 * time.Hour)
	var sent []string
	for _, a := range r.net.Asked(false) {
		sent = append(sent, a.Header.Get("If-None-Match"))
	}
	if diff := cmp.Diff([]string{"", `"1"`, `"2"`}, sent); diff != "" {
		t.Errorf("If-None-Match (-want +got):\n%s", diff)
	}
	if before, err := r.store.Revisions(t.Context(), id); err != nil || len(before) != 1 {
		t.Errorf("Revisions = %d, %v, want the one change", len(before), err)
	}
}

// TestPutOffIsNoTry: a page whose host is not to be asked yet is put off as
// often as need be, and its article is told nothing of it.
func TestPutOffIsNoTry(t *testing.T) {
	r := newRig(t, Options{}, nil)
	id := r.list()
	for i := range 2 * maxTries {
		now := r.clk.Now()
		claims, err := r.store.ClaimCollect(t.Context(), news.ClaimRequest{Worker: "test", Now: now, Lease: lease, Limit: 1})
		if err != nil || len(claims) != 1 || claims[0].Tries != 0 {
			t.Fatalf("round %d: ClaimCollect = %+v, %v, want the page with no try", i, claims, err)
		}
		wait := &fetch.Error{Class: fetch.RateLimited, Unasked: true, RetryAt: now.Add(2 * time.Minute)}
		if err := r.store.FinishCollect(t.Context(), claims[0].Claim, failed(claims[0], wait, now)); err != nil {
			t.Fatal(err)
		}
		r.clk.Advance(2 * time.Minute)
	}
	if a := r.article(id); a.State != news.StateHeadline || !a.Fault.At.IsZero() {
		t.Errorf("the article is %s with fault %+v, want a headline without", a.State, a.Fault)
	}
}

// TestRefusedLater: a page that may not be fetched any more keeps what was
// read while it might; one that never might is refused.
func TestRefusedLater(t *testing.T) {
	const robots = "https://tern.example/robots.txt"
	refuse := fetchtest.Page{Type: "text/plain", Body: "User-agent: overview\nDisallow: /\n"}
	r := newRig(t, Options{}, map[string]fetchtest.Page{pageURL: harbour("Nobody was hurt."), robots: refuse})
	id := r.list()
	r.drain()
	if a := r.article(id); a.State != news.StateRefused || len(r.net.URLs()) != 0 {
		t.Errorf("the article is %s after %d requests, want refused after none", a.State, len(r.net.URLs()))
	}
	r = newRig(t, Options{}, map[string]fetchtest.Page{pageURL: harbour("Nobody was hurt.")})
	id = r.list()
	r.drain()
	r.net.Set(robots, refuse)
	r.at(30 * time.Hour)
	if a := r.article(id); a.State != news.StateCollected || len(r.net.URLs()) != 1 {
		t.Errorf("the article is %s after %d requests, want collected after 1", a.State, len(r.net.URLs()))
	}
}

// TestLinkIsAsked: the address as the feed gives it is asked, not its
// canonical form, of which only we know.
func TestLinkIsAsked(t *testing.T) {
	c := &Collector{client: askedClient{t, "https://tern.example/8?utm_source=rss"}, clk: clock.NewStopped(time.Now())}
	c.fetch(t.Context(), news.CollectClaim{Article: news.Article{
		URL: "https://tern.example/8", Link: "https://tern.example/8?utm_source=rss"}})
}

// askedClient expects one address.
type askedClient struct {
	t    *testing.T
	want string
}

// Do fails the test for any other address.
func (c askedClient) Do(_ context.Context, r fetch.Request) (*fetch.Response, error) {
	if r.URL != c.want {
		c.t.Errorf("asked for %s, want %s", r.URL, c.want)
	}
	return nil, &fetch.Error{Class: fetch.NotFound}
}
