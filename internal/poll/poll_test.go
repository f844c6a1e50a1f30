package poll

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/overview-news/overview/internal/clock"
	"github.com/overview-news/overview/internal/fetch"
	"github.com/overview-news/overview/internal/fetch/fetchtest"
	"github.com/overview-news/overview/internal/news"
)

var start = time.Date(2026, time.March, 10, 12, 0, 0, 0, time.UTC)

// memory is a small store of feeds: what is due is what NextPoll says.
type memory struct {
	mu      sync.Mutex
	claims  map[news.FeedID]*news.PollClaim
	keys    map[news.FeedID]map[string]bool
	results []news.PollResult
	used    int   // of the day's budget
	fail    error // of the next FinishPoll
}

func newMemory(feeds ...news.Feed) *memory {
	m := &memory{claims: map[news.FeedID]*news.PollClaim{}, keys: map[news.FeedID]map[string]bool{}}
	for i, f := range feeds {
		f.ID, f.State = news.FeedID(i+1), news.FeedActive
		f.Outlet = news.OutletID("outlet")
		m.claims[f.ID] = &news.PollClaim{Feed: f, Outlet: news.Outlet{ID: f.Outlet, Language: "en"}}
		m.keys[f.ID] = map[string]bool{}
	}
	return m
}

func (m *memory) ClaimPolls(_ context.Context, r news.ClaimRequest) ([]news.PollClaim, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	var out []news.PollClaim
	for id := news.FeedID(1); int(id) <= len(m.claims) && len(out) < r.Limit; id++ {
		c := m.claims[id]
		if c.Until.After(r.Now) || c.Feed.NextPoll.After(r.Now) || c.Feed.State != news.FeedActive {
			continue
		}
		c.Claim = news.Claim{Stage: news.StagePoll, Subject: int64(id), Attempt: c.Attempt + 1, Until: r.Now.Add(r.Lease)}
		out = append(out, *c)
	}
	return out, nil
}

func (m *memory) FinishPoll(_ context.Context, c news.Claim, r news.PollResult) (int, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	if err := m.fail; err != nil {
		m.fail = nil
		m.claims[r.Feed.ID].Until = time.Time{}
		return 0, err
	}
	added := 0
	for _, e := range r.Entries {
		if !m.keys[r.Feed.ID][e.Key] {
			m.keys[r.Feed.ID][e.Key] = true
			added++
		}
	}
	r.Feed.Entries += added
	r.Feed.NextPoll = r.Next
	m.claims[r.Feed.ID].Feed = r.Feed
	m.claims[r.Feed.ID].Until = time.Time{}
	m.results = append(m.results, r)
	return added, nil
}

func (m *memory) KnownKeys(_ context.Context, f news.FeedID, keys []string) (map[string]bool, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	known := map[string]bool{}
	for _, k := range keys {
		if m.keys[f][k] {
			known[k] = true
		}
	}
	return known, nil
}

func (m *memory) DayBudget(context.Context, time.Time) (int, error) { return m.used, nil }

func (m *memory) last(t *testing.T) news.PollResult {
	t.Helper()
	if len(m.results) == 0 {
		t.Fatal("nothing was polled")
	}
	return m.results[len(m.results)-1]
}

// rig is a poller over a taped internet under a virtual clock.
type rig struct {
	*Poller
	clk  *clock.Virtual
	net  *fetchtest.Internet
	mem  *memory
	test *testing.T
}

func newRig(t *testing.T, o Options, pages map[string]fetchtest.Page, feeds ...news.Feed) *rig {
	t.Helper()
	clk := clock.NewStopped(start)
	net := fetchtest.New(clk, pages)
	mem := newMemory(feeds...)
	o.Random = func() float64 { return 0.5 }
	p := New(slog.New(slog.DiscardHandler), clk, mem, fetchtest.Client(t, clk, net), o)
	return &rig{Poller: p, clk: clk, net: net, mem: mem, test: t}
}

// run polls until nothing is due.
func (r *rig) run() {
	r.test.Helper()
	for {
		n, err := r.Run(context.Background())
		if err != nil {
			r.test.Fatalf("Run: %v", err)
		}
		if n == 0 {
			return
		}
	}
}

// later lets time pass and polls what is due then.
func (r *rig) later(d time.Duration) {
	r.test.Helper()
	r.clk.Advance(d)
	r.run()
}

// rss is a feed with n items, the newest an hour old, one every hour.
func rss(n int) string {
	var b strings.Builder
	b.WriteString(`<rss version="2.0"><channel><title>Tern Gazette</title><link>https://tern.example/</link><language>en</language>`)
	for i := range n {
		fmt.Fprintf(&b, `<item><title>Item %d</title><guid isPermaLink="false">t%d</guid><link>https://tern.example/%d?utm_source=rss</link><pubDate>%s</pubDate></item>`,
			n-i, n-i, n-i, start.Add(-time.Duration(i+1)*time.Hour).Format(time.RFC1123Z))
	}
	b.WriteString(`</channel></rss>`)
	return b.String()
}

const feedURL = "https://tern.example/rss"

func page(body string) fetchtest.Page {
	return fetchtest.Page{Type: "application/rss+xml", Body: body, ETag: `"v1"`}
}

func TestPollStoresEntriesAndValidators(t *testing.T) {
	r := newRig(t, Options{}, map[string]fetchtest.Page{feedURL: page(rss(8))}, news.Feed{URL: feedURL})
	r.run()
	got := r.mem.last(t)
	if len(got.Entries) != 8 || got.Feed.ETag != `"v1"` || !got.Answered || got.Overlapped || got.Feed.Title != "Tern Gazette" || !got.Feed.Fault.IsZero() {
		t.Errorf("first poll = %d entries, feed %+v", len(got.Entries), got.Feed)
	}
	want := news.Entry{Key: "t8", URL: "https://tern.example/8", Link: "https://tern.example/8?utm_source=rss", Title: "Item 8", Language: "en", Published: start.Add(-time.Hour), Collect: got.At}
	if diff := cmp.Diff(want, got.Entries[0]); diff != "" {
		t.Errorf("entry differs (-want +got):\n%s", diff)
	}
	if got.Feed.MedianGap != time.Hour || got.Feed.Interval != 30*time.Minute || !got.Next.Equal(got.At.Add(30*time.Minute)) {
		t.Errorf("gap %s, interval %s, next after %s", got.Feed.MedianGap, got.Feed.Interval, got.Next.Sub(got.At))
	}
	r.later(31 * time.Minute)
	got = r.mem.last(t)
	if asked := r.net.Asked(false); asked[1].Header.Get("If-None-Match") != `"v1"` || got.Feed.NotModified != 1 || len(got.Entries) != 0 || !got.Overlapped {
		t.Errorf("second poll asked %v, not modified %d", asked[1].Header, got.Feed.NotModified)
	}
}

// TestValidatorsBelongToEntries breaks a document off, then the store.
func TestValidatorsBelongToEntries(t *testing.T) {
	whole := rss(5)
	half := whole[:strings.Index(whole, "<title>Item 3")]
	r := newRig(t, Options{}, map[string]fetchtest.Page{feedURL: page(half)}, news.Feed{URL: feedURL})
	r.run()
	got := r.mem.last(t)
	if len(got.Entries) != 2 || got.Feed.ETag != "" || got.Feed.Fault.Class != "parse" {
		t.Errorf("broken document: %d entries, ETag %q, fault %+v", len(got.Entries), got.Feed.ETag, got.Feed.Fault)
	}
	r.net.Set(feedURL, fetchtest.Page{Type: "application/rss+xml", Body: whole, ETag: `W/"v2"`})
	r.mem.fail = errors.New("disk full")
	r.clk.Advance(time.Hour)
	if _, err := r.Run(context.Background()); err == nil {
		t.Error("Run with a full disk = nil, want an error")
	}
	r.run()
	got = r.mem.last(t)
	if asked := r.net.Asked(false); len(asked) != 3 || asked[1].Header.Get("If-None-Match") != "" || asked[2].Header.Get("If-None-Match") != "" {
		t.Errorf("asked %v, want three requests without validators", asked)
	}
	if len(r.mem.keys[1]) != 5 || got.Feed.ETag != `W/"v2"` {
		t.Errorf("%d entries stored, ETag %q", len(r.mem.keys[1]), got.Feed.ETag)
	}
}

// TestCaptivePortal answers feeds with a permanent redirect to a login page.
func TestCaptivePortal(t *testing.T) {
	portal := "https://gate.example/login"
	r := newRig(t, Options{}, map[string]fetchtest.Page{
		feedURL: {Status: 301, Location: portal, Then: &fetchtest.Page{Type: "application/rss+xml", Body: rss(3)}},
		portal:  {Body: "<html><title>Log in</title><form></form></html>"},
	}, news.Feed{URL: feedURL})
	r.run()
	got := r.mem.last(t)
	if got.Feed.URL != feedURL || got.Feed.MovedTo != "" || got.Feed.Fault.Class != "not-feed" || !strings.Contains(got.Feed.Fault.Detail, portal) || got.Answered {
		t.Errorf("after the portal: %+v", got.Feed)
	}
	r.later(time.Hour)
	if got = r.mem.last(t); len(got.Entries) != 3 || got.Feed.Failures != 0 || !got.Feed.Fault.IsZero() {
		t.Errorf("after the second poll: %d entries, %+v", len(got.Entries), got.Feed)
	}
}

func TestPermanentRedirectIsBelievedAfterADay(t *testing.T) {
	moved := "https://new.example/rss"
	r := newRig(t, Options{}, map[string]fetchtest.Page{
		feedURL: {Status: 301, Location: moved}, moved: {Type: "application/rss+xml", Body: rss(3)},
	}, news.Feed{URL: feedURL})
	r.run()
	if got := r.mem.last(t).Feed; got.URL != feedURL || got.MovedTo != moved {
		t.Errorf("at first: %s, watched %s", got.URL, got.MovedTo)
	}
	r.later(23 * time.Hour)
	if got := r.mem.last(t).Feed; got.URL != feedURL {
		t.Errorf("after 23 h: %s", got.URL)
	}
	r.later(10 * time.Hour)
	if got := r.mem.last(t).Feed; got.URL != moved || got.MovedTo != "" {
		t.Errorf("after a day: %s, watched %s", got.URL, got.MovedTo)
	}
}

func TestFailures(t *testing.T) {
	r := newRig(t, Options{}, map[string]fetchtest.Page{feedURL: {Status: 500}}, news.Feed{URL: feedURL})
	var pauses []time.Duration
	for range 9 {
		r.run()
		got := r.mem.last(t)
		pauses = append(pauses, got.Next.Sub(got.At).Round(time.Minute))
		r.clk.Advance(got.Next.Sub(r.clk.Now()) + time.Second)
	}
	if pauses[0] < 15*time.Minute || pauses[1] < 2*15*time.Minute || pauses[8] != 24*time.Hour {
		t.Errorf("pauses = %v, want 15 min doubling to 24 h", pauses)
	}
	if got := r.mem.last(t).Feed; got.Fault.Class != "http-5xx" || got.Failures != 9 || got.State != news.FeedActive {
		t.Errorf("feed = %+v", got)
	}
	r = newRig(t, Options{}, map[string]fetchtest.Page{feedURL: {Status: 410}}, news.Feed{URL: feedURL})
	r.run()
	if got := r.mem.last(t).Feed; got.State != news.FeedRetired {
		t.Errorf("after 410: %s", got.State)
	}
	wait := fetchtest.Page{Status: 429}
	wait.Header = map[string][]string{"Retry-After": {"7200"}}
	r = newRig(t, Options{}, map[string]fetchtest.Page{feedURL: wait}, news.Feed{URL: feedURL})
	r.run()
	if got := r.mem.last(t); got.Next.Before(start.Add(2*time.Hour)) || got.Feed.State != news.FeedActive || got.Feed.Fault.Class != string(fetch.RateLimited) {
		t.Errorf("after 429: next %s, %+v", got.Next, got.Feed)
	}
	r = newRig(t, Options{}, map[string]fetchtest.Page{feedURL: {Fail: fetchtest.Broken(fetch.Offline)}}, news.Feed{URL: feedURL})
	r.run()
	if got := r.mem.last(t); got.Feed.Failures != 0 || got.Next.Sub(got.At) > 10*time.Minute {
		t.Errorf("offline: %d failures, next after %s", got.Feed.Failures, got.Next.Sub(got.At))
	}
}

func collected(r news.PollResult) (n int) {
	for _, e := range r.Entries {
		if !e.Collect.IsZero() {
			n++
		}
	}
	return n
}

func TestWhatIsCollected(t *testing.T) {
	pages := func() map[string]fetchtest.Page {
		return map[string]fetchtest.Page{feedURL: page(rss(40)), "https://tern.example/2": page(rss(40))}
	}
	r := newRig(t, Options{}, pages(), news.Feed{URL: feedURL}, news.Feed{URL: "https://tern.example/2"})
	r.run()
	if n := collected(r.mem.results[0]) + collected(r.mem.results[1]); n != 5 {
		t.Errorf("first fill collects %d pages of an outlet, want 5", n)
	}
	r = newRig(t, Options{FirstFill: 100}, pages(), news.Feed{URL: feedURL})
	r.run()
	if n := collected(r.mem.last(t)); n != 23 { // the 24th is a second too old: robots.txt was asked first
		t.Errorf("first fill collects %d pages of a day, want 23", n)
	}
	r = newRig(t, Options{Unlimited: true}, pages(), news.Feed{URL: feedURL})
	r.run()
	if n := collected(r.mem.last(t)); n != 40 {
		t.Errorf("a replay collects %d pages, want 40", n)
	}
	r = newRig(t, Options{DayBudget: 100}, pages(), news.Feed{URL: feedURL, LastSuccess: start.Add(-time.Hour)})
	r.mem.used = 97
	r.run()
	if got := r.mem.last(t); collected(got) != 3 || got.Entries[0].Collect.IsZero() || got.Entries[0].Priority != 0 || got.Entries[39].Priority != 39 {
		t.Errorf("with 3 left of the budget %d pages are collected", collected(got))
	}
}

func TestIntervals(t *testing.T) {
	hour := time.Hour
	for _, tt := range []struct {
		name  string
		feed  news.Feed
		asked time.Duration
		panel bool
		want  time.Duration
	}{
		{"nothing known", news.Feed{}, 0, false, hour},
		{"busy", news.Feed{MedianGap: time.Minute, NewestEntry: start}, 0, false, 15 * time.Minute},
		{"daily", news.Feed{MedianGap: 24 * hour, NewestEntry: start}, 0, false, 12 * hour},
		{"rare", news.Feed{MedianGap: 500 * hour, NewestEntry: start}, 0, false, 24 * hour},
		{"silent", news.Feed{MedianGap: hour, NewestEntry: start.Add(-120 * hour)}, 0, false, 10 * hour},
		{"asks for three hours", news.Feed{MedianGap: hour, NewestEntry: start}, 3 * hour, false, 3 * hour},
		{"asks for ten years", news.Feed{MedianGap: hour, NewestEntry: start}, 9999 * hour, false, 24 * hour},
		{"panel", news.Feed{MedianGap: 500 * hour, NewestEntry: start}, 9999 * hour, true, 2 * hour},
	} {
		p := newRig(t, Options{Panel: func(news.Outlet) bool { return tt.panel }}, nil)
		r := news.PollResult{Feed: tt.feed}
		p.schedule(&r, news.PollClaim{}, tt.asked, start)
		if r.Feed.Interval != tt.want || !r.Next.Equal(start.Add(tt.want)) {
			t.Errorf("%s: interval %s, want %s", tt.name, r.Feed.Interval, tt.want)
		}
	}
}

func TestSitemaps(t *testing.T) {
	index := "https://tern.example/index.xml"
	urls := func(list string) string { return `<urlset>` + list + `</urlset>` }
	r := newRig(t, Options{}, map[string]fetchtest.Page{
		index: {Type: "text/xml", Body: `<sitemapindex><sitemap><loc>https://tern.example/news.xml</loc><lastmod>2026-03-10</lastmod></sitemap>
<sitemap><loc>https://elsewhere.example/x.xml</loc></sitemap><sitemap><loc>` + index + `</loc></sitemap></sitemapindex>`},
		"https://tern.example/news.xml": {Type: "text/xml", Body: urls(`
<url><loc>https://tern.example/1</loc><news:news><news:publication_date>2026-03-10T10:00:00Z</news:publication_date><news:title>One</news:title></news:news></url>
<url><loc>https://tern.example/2</loc><lastmod>2016-01-01</lastmod></url>
<url><loc>https://tern.example/3</loc><lastmod>2026-03-10T09:00:00Z</lastmod></url>
<url><loc>https://elsewhere.example/4</loc><news:news><news:title>Foreign</news:title></news:news></url>`)},
	}, news.Feed{URL: index, Kind: news.FeedSitemap})
	r.run()
	var got []string
	for _, e := range r.mem.last(t).Entries {
		got = append(got, e.URL)
	}
	if want := []string{"https://tern.example/1", "https://tern.example/3"}; !cmp.Equal(got, want) {
		t.Errorf("entries = %q, want %q", got, want)
	}
}

func TestOddAnswers(t *testing.T) {
	for name, tt := range map[string]struct{ body, class string }{
		"page":       {"<html><title>Accept?</title></html>", "not-feed"},
		"nothing":    {"", "not-feed"},
		"no entries": {"<rss><channel><title>x</title></channel></rss>", "empty"},
		"cut":        {"<rss><channel><title>x</title><item><title>y", "parse"},
		"bad links":  {"<rss><channel><item><title>x</title><link>javascript:1</link></item></channel></rss>", "parse"},
	} {
		r := newRig(t, Options{}, map[string]fetchtest.Page{feedURL: {Type: "application/rss+xml", Body: tt.body}}, news.Feed{URL: feedURL})
		r.run()
		if got := r.mem.last(t); got.Feed.Fault.Class != tt.class || got.Next.IsZero() || got.Answered != (name == "no entries" || name == "bad links") {
			t.Errorf("%s: fault %+v, next %s, answered %t, want %s", name, got.Feed.Fault, got.Next, got.Answered, tt.class)
		}
	}
}

// TestOnlyNewEntriesAreStored polls a feed whose validators change every time.
func TestOnlyNewEntriesAreStored(t *testing.T) {
	first := fetchtest.Page{Type: "application/rss+xml", Body: rss(3), ETag: `"a"`}
	first.Then = &fetchtest.Page{Type: "application/rss+xml", Body: strings.Replace(rss(3), "<item>", `<item><title>New</title><guid>n</guid><link>https://tern.example/n</link></item><item>`, 1), ETag: `"b"`}
	r := newRig(t, Options{}, map[string]fetchtest.Page{feedURL: first}, news.Feed{URL: feedURL})
	r.run()
	r.later(time.Hour)
	if got := r.mem.last(t); len(got.Entries) != 1 || got.Entries[0].Key != "n" || !got.Overlapped || got.Feed.Entries != 4 {
		t.Errorf("second poll = %d entries, overlapped %t, %d in all", len(got.Entries), got.Overlapped, got.Feed.Entries)
	}
}

// TestLiarIsAskedInFull polls a feed that says for ever that nothing changed.
func TestLiarIsAskedInFull(t *testing.T) {
	r := newRig(t, Options{}, map[string]fetchtest.Page{feedURL: page(rss(3))}, news.Feed{URL: feedURL})
	r.run()
	for range trustEvery + 1 {
		r.later(25 * time.Hour)
	}
	asked := r.net.Asked(false)
	if got := asked[len(asked)-1].Header.Get("If-None-Match"); got != "" {
		t.Errorf("after %d times unchanged the feed is asked with %q", trustEvery, got)
	}
}

// TestDaysAlone: an entry whose date has no time of day says so.
func TestDaysAlone(t *testing.T) {
	tokyo, err := time.LoadLocation("Asia/Tokyo")
	if err != nil {
		t.Fatal(err)
	}
	item := func(date string) fetchtest.Page {
		return fetchtest.Page{Type: "text/xml", Body: `<rss><channel><title>x</title><item><title>One</title><link>https://tern.example/1</link>` + date + `</item></channel></rss>`}
	}
	list := func(parts string) fetchtest.Page {
		return fetchtest.Page{Type: "text/xml", Body: `<urlset><url><loc>https://tern.example/1</loc>` + parts + `</url></urlset>`}
	}
	home := time.Date(2026, 3, 9, 0, 0, 0, 0, tokyo)
	for name, tt := range map[string]struct {
		page fetchtest.Page
		want time.Time
		only bool
	}{
		"day":                   {item("<pubDate>2026-03-09</pubDate>"), home, true},
		"day in words":          {item("<pubDate>9 March 2026</pubDate>"), home, true},
		"day of the change":     {item("<updated>2026-03-09</updated>"), home, true},
		"time":                  {item("<pubDate>Mon, 09 Mar 2026 10:00:00 +0900</pubDate>"), home.Add(10 * time.Hour), false},
		"time, changed on day":  {item("<pubDate>2026-03-09T10:00:00+09:00</pubDate><updated>2026-03-10</updated>"), home.Add(10 * time.Hour), false},
		"no date":               {item(""), time.Time{}, false},
		"sitemap's day":         {list("<news:news><news:publication_date>2026-03-09</news:publication_date></news:news>"), home.Add(9 * time.Hour), true},
		"sitemap's time":        {list("<lastmod>2026-03-09</lastmod><news:news><news:publication_date>2026-03-09T01:00:00Z</news:publication_date></news:news>"), home.Add(10 * time.Hour), false},
		"sitemap's change":      {list("<lastmod>2026-03-09</lastmod>"), home.Add(9 * time.Hour), true},
		"sitemap's change only": {list("<lastmod>2026-03-09</lastmod><news:news><news:title>One</news:title></news:news>"), time.Time{}, false},
	} {
		r := newRig(t, Options{Location: func(string) *time.Location { return tokyo }}, map[string]fetchtest.Page{feedURL: tt.page}, news.Feed{URL: feedURL})
		r.run()
		got := r.mem.last(t).Entries
		if len(got) != 1 || !got[0].Published.Equal(tt.want) || got[0].DayOnly != tt.only {
			t.Errorf("%s: entries %+v, want one of %v, day only %v", name, got, tt.want, tt.only)
		}
	}
}
