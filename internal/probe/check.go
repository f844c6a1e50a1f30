package probe

import (
	"context"
	"net/url"
	"slices"
	"strings"
	"sync"
	"time"

	"github.com/overview-news/overview/internal/catalog"
	"github.com/overview-news/overview/internal/fetch"
	"github.com/overview-news/overview/internal/news"
)

// State is what a live check found a feed to be.
type State string

// The states.
const (
	OK           State = "ok"
	Empty        State = "empty"         // a feed without an entry
	Stale        State = "stale"         // nothing new for staleAfter
	Thin         State = "thin"          // too little to read
	Moved        State = "moved"         // it is at another address for good
	LangMismatch State = "lang-mismatch" // in another language than listed
	NotFeed      State = "not-feed"      // something else stands there
	Blocked      State = "blocked"       // robots.txt or the host refuses us
	Dead         State = "dead"          // no usable answer
)

// States lists every state, best first.
func States() []State {
	return []State{OK, Moved, LangMismatch, Thin, Stale, Empty, NotFeed, Blocked, Dead}
}

// Verdict is what a live check found of one feed.
type Verdict struct {
	Outlet     string    `json:"outlet"`
	Feed       string    `json:"feed"`
	State      State     `json:"state"`
	Evidence   string    `json:"evidence"`
	Suggestion string    `json:"suggestion,omitempty"`
	Weight     float64   `json:"weight,omitempty"` // of the failure: 1 gone, 0.5 an error, 0.25 temporary
	Entries    int       `json:"entries"`
	Newest     time.Time `json:"newest,omitzero"`
	Declared   string    `json:"declared,omitempty"`  // language of the list
	Detected   string    `json:"detected,omitempty"`  // language of the entries
	Duplicate  string    `json:"duplicate,omitempty"` // a feed with the same entries that was checked too
	At         time.Time `json:"at"`

	prints string // of the entries' addresses
}

// CheckOptions say how many feeds are checked at once. Zero values mean the
// defaults.
type CheckOptions struct {
	Places int // hosts that are asked at once; default 32
	// Progress is told after each feed; it may be nil.
	Progress func(done, all int)
}

// defaultPlaces is the default of Places: with a second between two requests
// to a host, 3,000 feeds take three minutes.
const defaultPlaces = 32

// task is a feed to be checked.
type task struct {
	outlet catalog.Outlet
	feed   catalog.Feed
	kind   news.FeedKind
	at     int // place of its verdict
}

// Check asks every feed and news sitemap of outlets and judges the answers, in
// the order of the list. Feeds of one host are asked one after the other.
func Check(ctx context.Context, clk NowClock, client Client, outlets []catalog.Outlet, o CheckOptions) ([]Verdict, error) {
	if o.Places <= 0 {
		o.Places = defaultPlaces
	}
	hosts, n := byHost(outlets)
	verdicts := make([]Verdict, n)
	queue := make(chan []task)
	var mu sync.Mutex
	var working sync.WaitGroup
	done := 0
	for range min(o.Places, max(len(hosts), 1)) {
		working.Go(func() {
			for tasks := range queue {
				for _, t := range tasks {
					verdicts[t.at] = check(ctx, clk, client, t)
					mu.Lock()
					done++
					if o.Progress != nil {
						o.Progress(done, n)
					}
					mu.Unlock()
				}
			}
		})
	}
	for _, tasks := range hosts {
		if ctx.Err() != nil {
			break
		}
		queue <- tasks
	}
	close(queue)
	working.Wait()
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	markDuplicates(verdicts)
	return verdicts, nil
}

// NowClock is a clock that tells the time.
type NowClock interface {
	Clock
	Now() time.Time
}

// byHost gathers the feeds of outlets by their hosts, those with the most
// first, because they take longest.
func byHost(outlets []catalog.Outlet) ([][]task, int) {
	at := map[string]int{}
	var hosts [][]task
	n := 0
	add := func(o catalog.Outlet, feeds []catalog.Feed, kind news.FeedKind) {
		for _, f := range feeds {
			host := f.URL
			if u, err := url.Parse(f.URL); err == nil {
				host = strings.ToLower(u.Hostname())
			}
			i, ok := at[host]
			if !ok {
				i = len(hosts)
				at[host] = i
				hosts = append(hosts, nil)
			}
			hosts[i] = append(hosts[i], task{outlet: o, feed: f, kind: kind, at: n})
			n++
		}
	}
	for _, o := range outlets {
		add(o, o.Feeds, news.FeedSyndication)
		add(o, o.Sitemaps, news.FeedSitemap)
	}
	slices.SortStableFunc(hosts, func(a, b []task) int { return len(b) - len(a) })
	return hosts, n
}

// check asks one feed and judges the answer.
func check(ctx context.Context, clk NowClock, client Client, t task) Verdict {
	defer clk.Work()()
	purpose := fetch.Feed
	if t.kind == news.FeedSitemap {
		purpose = fetch.Sitemap
	}
	answer, err := client.Do(ctx, fetch.Request{URL: t.feed.URL, Purpose: purpose, Origin: t.feed.URL})
	v := Verdict{Outlet: t.outlet.ID, Feed: t.feed.URL, Declared: firstOf(t.feed.Language, t.outlet.Language), At: clk.Now()}
	if err != nil {
		v.failed(err)
		return v
	}
	v.judgeSafely(answer, t.kind)
	return v
}

// markDuplicates names the first feed of the list that has the same entries.
func markDuplicates(verdicts []Verdict) {
	first := map[string]string{}
	for i := range verdicts {
		v := &verdicts[i]
		if v.prints == "" {
			continue
		}
		if other, ok := first[v.prints]; ok {
			v.Duplicate = other
			v.Suggestion = firstOf(v.Suggestion, "it has the same entries as "+other+": list one of them")
			continue
		}
		first[v.prints] = v.Feed
	}
}

func firstOf(values ...string) string {
	for _, v := range values {
		if v != "" {
			return v
		}
	}
	return ""
}
