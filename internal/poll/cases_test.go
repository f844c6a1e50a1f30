package poll

import (
	"log/slog"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/overview-news/overview/internal/clock"
	"github.com/overview-news/overview/internal/fetch"
	"github.com/overview-news/overview/internal/fetch/fetchtest"
	"github.com/overview-news/overview/internal/news"
	"github.com/overview-news/overview/internal/store"
)

// full is a poller over a real store, whose outlet has feeds.
type full struct {
	*Poller
	test  *testing.T
	clk   *clock.Virtual
	net   *fetchtest.Internet
	store *store.Store
}

func newFull(t *testing.T, pages map[string]fetchtest.Page, feeds ...string) *full {
	t.Helper()
	s, err := store.Open(t.Context(), slog.New(slog.DiscardHandler), t.TempDir()+"/overview.db")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := s.Close(); err != nil {
			t.Errorf("Close = %v", err)
		}
	})
	clk := clock.NewStopped(start)
	o := store.WatchedOutlet{Outlet: news.Outlet{ID: "tern", Name: "Tern", Home: "https://tern.example/", Country: "IE", Language: "en", Lane: news.Domestic}}
	for _, u := range feeds {
		o.Feeds = append(o.Feeds, news.Feed{URL: u, Kind: news.FeedSyndication})
	}
	if err := s.Watch(t.Context(), []store.WatchedOutlet{o}, clk.Now()); err != nil {
		t.Fatal(err)
	}
	net := fetchtest.New(clk, pages)
	log := slog.New(slog.DiscardHandler)
	return &full{New(log, clk, s, fetchtest.Client(t, clk, net), Options{Worker: "test"}), t, clk, net, s}
}

// drain polls what is due and returns what is stored.
func (f *full) drain() []news.Article {
	f.test.Helper()
	for {
		n, err := f.Run(f.test.Context())
		if err != nil {
			f.test.Fatal(err)
		}
		if n == 0 {
			break
		}
	}
	got, err := f.store.Articles(f.test.Context(), news.ArticleQuery{Limit: 100})
	if err != nil {
		f.test.Fatal(err)
	}
	return got
}

// feed is the feed of an address as it is stored.
func (f *full) feed(url string) news.Feed {
	f.test.Helper()
	all, err := f.store.Feeds(f.test.Context(), "tern")
	i := slices.IndexFunc(all, func(x news.Feed) bool { return x.URL == url })
	if err != nil || i < 0 {
		f.test.Fatalf("Feeds = %d, %v, want %s among them", len(all), err, url)
	}
	return all[i]
}

// items is a feed that links to addresses.
func items(links ...string) fetchtest.Page {
	var b strings.Builder
	b.WriteString(`<rss version="2.0"><channel><title>Tern</title><link>https://tern.example/</link>`)
	for _, l := range links {
		l = strings.ReplaceAll(l, "&", "&amp;")
		b.WriteString("<item><title>Of " + l + "</title><link>" + l + "</link><guid isPermaLink=\"false\">" + l + "</guid></item>")
	}
	b.WriteString(`</channel></rss>`)
	return fetchtest.Page{Type: "application/rss+xml", Body: b.String()}
}

// TestOneAddressInManySpellings: campaigns, ports and fragments make no second
// article; numbers in the query and encoded delimiters do.
func TestOneAddressInManySpellings(t *testing.T) {
	one := []string{"https://tern.example/budget?utm_source=rss&utm_medium=feed", "https://TERN.example:443/budget#comments", "https://tern.example/budget?fbclid=IwAR0x"}
	other := []string{"https://tern.example/article.php?id=1041", "https://tern.example/article.php?id=1042&utm_campaign=a",
		"https://tern.example/view?utm_campaign=a&article=5", "https://tern.example/?p=77", "https://tern.example/a%2Fb?x=1%262", "https://tern.example/Straße"}
	f := newFull(t, map[string]fetchtest.Page{feedURL: items(append(one, other...)...)}, feedURL)
	var got []string
	for _, a := range f.drain() {
		got = append(got, a.URL)
	}
	slices.Sort(got)
	want := []string{"https://tern.example/?p=77", "https://tern.example/Stra%C3%9Fe", "https://tern.example/a%2Fb?x=1%262",
		"https://tern.example/article.php?id=1041", "https://tern.example/article.php?id=1042", "https://tern.example/budget",
		"https://tern.example/view?article=5"}
	if !slices.Equal(got, want) {
		t.Errorf("articles = %q, want %q", got, want)
	}
}

// TestPoisonInAnEntry: bytes that no database keeps cost nothing but
// themselves, in however many polls.
func TestPoisonInAnEntry(t *testing.T) {
	body := `{"version":"https://jsonfeed.org/version/1.1","title":"Tern","items":[
{"id":"1","url":"https://tern.example/1","title":"Before","content_text":"a"},
{"id":"2","url":"https://tern.example/2","title":"Bud\u0000get \ud83d vote","content_text":"b\u0000"},
{"id":"3","url":"https://tern.example/3","title":"After\u0007","content_text":"c"}]}`
	f := newFull(t, map[string]fetchtest.Page{feedURL: {Type: "application/feed+json", Body: body}}, feedURL)
	for round := range 3 {
		got := f.drain()
		if len(got) != 3 {
			t.Fatalf("round %d: %d articles, want 3", round, len(got))
		}
		f.clk.Advance(25 * time.Hour)
	}
	found, err := f.store.Search(t.Context(), news.SearchQuery{Text: "budget vote", Limit: 10})
	if err != nil || len(found) != 1 || strings.ContainsRune(found[0].Title, 0) || strings.ToValidUTF8(found[0].Title, "") != found[0].Title {
		t.Errorf("Search = %+v, %v, want the poisoned entry, mended", found, err)
	}
}

// TestValidatorsOfTheWholeDocument: what a broken answer gave is never sent;
// what a whole one gave is sent as it came, byte for byte.
func TestValidatorsOfTheWholeDocument(t *testing.T) {
	whole := rss(5)
	const modified = "Tue, 10 Mar 2026 08:00:00 GMT"
	broken := fetchtest.Page{Type: "application/rss+xml", Body: whole[:strings.Index(whole, "<title>Item 3")], ETag: `"v2"`, Modified: modified}
	good := fetchtest.Page{Type: "application/rss+xml", Body: whole, ETag: `W/"v2"`, Modified: modified}
	f := newFull(t, map[string]fetchtest.Page{feedURL: broken}, feedURL)
	f.drain()
	f.net.Set(feedURL, fetchtest.Page{Fail: &fetch.Error{Class: fetch.Protocol, Reason: "the answer broke off: its body is incomplete"}})
	f.clk.Advance(25 * time.Hour)
	f.drain()
	if got := f.feed(feedURL); got.Fault.Class != string(fetch.Protocol) || !strings.Contains(got.Fault.Detail, "incomplete") || got.ETag != "" {
		t.Errorf("after half an answer the feed = %+v, want the fault and no validator", got)
	}
	f.net.Set(feedURL, good)
	f.clk.Advance(25 * time.Hour)
	if got := f.drain(); len(got) != 5 {
		t.Errorf("%d articles are stored, want 5", len(got))
	}
	f.clk.Advance(25 * time.Hour)
	f.drain()
	asked := f.net.Asked(false)
	for i, want := range []struct{ etag, since string }{{}, {}, {}, {`W/"v2"`, modified}} {
		h := asked[i].Header
		if got := h.Get("If-None-Match"); got != want.etag || h.Get("If-Modified-Since") != want.since {
			t.Errorf("request %d asks with %q and %q, want %q and %q", i, got, h.Get("If-Modified-Since"), want.etag, want.since)
		}
	}
	if len(asked) != 4 {
		t.Errorf("asked %d times, want 4", len(asked))
	}
}

// TestOneWishForAHost: what a host asks of one feed holds for its others; they
// stay as healthy as they were and say until when they wait.
func TestOneWishForAHost(t *testing.T) {
	const other, elsewhere = "https://tern.example/sport.rss", "https://petrel.example/rss"
	busy := fetchtest.Page{Status: 429, Header: map[string][]string{"Retry-After": {"7200"}}, Then: &fetchtest.Page{Type: "application/rss+xml", Body: rss(3)}}
	f := newFull(t, map[string]fetchtest.Page{
		feedURL: busy, other: items("https://tern.example/s1"), elsewhere: items("https://petrel.example/1"),
	}, feedURL, other, elsewhere)
	f.drain()
	waited := start.Add(2 * time.Hour)
	for _, a := range f.net.Asked(true) {
		if strings.HasPrefix(a.URL, "https://tern.example/") && a.URL != feedURL && !strings.HasSuffix(a.URL, "/robots.txt") {
			t.Errorf("%s was asked although its host asked to wait", a.URL)
		}
	}
	got := f.feed(other)
	if got.State != news.FeedActive || got.Failures != 0 || !strings.Contains(got.Fault.Detail, "asked us to wait until 2026-03-10 14:00 UTC") || got.NextPoll.Before(waited) {
		t.Errorf("the host's other feed = %+v, want it active, put off and saying why", got)
	}
	if got := f.feed(elsewhere); got.LastSuccess.IsZero() {
		t.Errorf("a feed of another host = %+v, want it polled", got)
	}
	f.clk.Advance(2*time.Hour + 10*time.Minute)
	f.drain()
	for _, u := range []string{feedURL, other} {
		if got := f.feed(u); got.LastSuccess.IsZero() || !got.Fault.IsZero() {
			t.Errorf("after the wait %s = %+v, want it polled and without fault", u, got)
		}
	}
}
