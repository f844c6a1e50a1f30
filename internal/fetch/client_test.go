package fetch_test

import (
	"context"
	"errors"
	"net/http"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/overview-news/overview/internal/clock"
	"github.com/overview-news/overview/internal/fetch"
	"github.com/overview-news/overview/internal/fetch/fetchtest"
)

var noon = time.Date(2026, 3, 10, 12, 0, 0, 0, time.UTC)

// world is a client over a taped internet under a clock that only moves by
// sleeping.
type world struct {
	clk *clock.Virtual
	net *fetchtest.Internet
	*fetch.Client
}

func newWorld(t *testing.T, pages map[string]fetchtest.Page) world {
	t.Helper()
	clk := clock.NewStopped(noon)
	t.Cleanup(clk.Work())
	net := fetchtest.New(clk, pages)
	return world{clk: clk, net: net, Client: fetchtest.Client(t, clk, net)}
}

func (w world) feed(t *testing.T, url string) (*fetch.Response, error) {
	t.Helper()
	return w.Do(t.Context(), fetch.Request{URL: url, Purpose: fetch.Feed, Trusted: true})
}

func (w world) page(t *testing.T, url string) (*fetch.Response, error) {
	t.Helper()
	return w.Do(t.Context(), fetch.Request{URL: url, Purpose: fetch.Page})
}

func TestDo(t *testing.T) {
	w := newWorld(t, map[string]fetchtest.Page{
		"https://blatt.example/rss": {Type: "application/rss+xml", Body: "<rss/>", ETag: `"1"`, Modified: "Tue, 10 Mar 2026 11:00:00 GMT"},
	})
	got, err := w.feed(t, "https://blatt.example/rss#top")
	if err != nil {
		t.Fatal(err)
	}
	if string(got.Body) != "<rss/>" || got.URL != "https://blatt.example/rss" || got.ContentType != "application/rss+xml" ||
		got.ETag != `"1"` || !got.FetchedAt.Equal(noon) || got.PermanentTo != "" {
		t.Errorf("Do = %+v", got)
	}
	asked := w.net.Asked(true)
	if len(asked) != 1 {
		t.Fatalf("asked %v, want the feed only: robots.txt does not apply to an address that a person gave", w.net.URLs())
	}
	want := http.Header{
		"User-Agent":      {"Overview/test (+https://operator.example/bot)"},
		"Accept-Encoding": {"gzip, deflate, br, zstd"},
		"Accept":          asked[0].Header["Accept"],
	}
	if diff := cmp.Diff(want, asked[0].Header); diff != "" {
		t.Errorf("request header (-want +got):\n%s", diff)
	}
}

func TestConditional(t *testing.T) {
	w := newWorld(t, map[string]fetchtest.Page{
		"https://a.example/rss": {Body: "x", ETag: `"1"`},
		"https://b.example/rss": {Location: "https://c.example/rss"},
		"https://c.example/rss": {Body: "x", ETag: `"1"`},
		"https://d.example/rss": {Body: "x", Header: http.Header{"Etag": {"\"\x01\""}, "Last-Modified": {strings.Repeat("x", 60_000)}}},
		"https://e.example/rss": {Status: 304},
	})
	ask := func(url, etag string) (*fetch.Response, error) {
		return w.Do(t.Context(), fetch.Request{URL: url, Purpose: fetch.Feed, Trusted: true, ETag: etag})
	}
	if got, err := ask("https://a.example/rss", `"1"`); err != nil || !got.NotModified || got.Body != nil || got.ETag != `"1"` {
		t.Errorf("known ETag: Do = %+v, %v, want not modified", got, err)
	}
	if got, err := ask("https://b.example/rss", `"1"`); err != nil || got.NotModified {
		t.Errorf("ETag of another host: Do = %+v, %v, want the document: the validator must not be sent there", got, err)
	}
	moved := fetch.Request{URL: "https://b.example/rss", ValidFor: "https://C.example/rss", ETag: `"1"`, Purpose: fetch.Feed, Trusted: true}
	if got, err := w.Do(t.Context(), moved); err != nil || !got.NotModified || got.URL != "https://c.example/rss" {
		t.Errorf("ETag of where a redirect leads: Do = %+v, %v, want not modified", got, err)
	}
	if got, err := ask("https://d.example/rss", "\"\x01\""); err != nil || got.ETag != "" || got.LastModified != "" {
		t.Errorf("validators that cannot be sent: Do = %+v, %v, want none kept", got, err)
	}
	if _, err := ask("https://e.example/rss", ""); fetch.ClassOf(err) != fetch.OddStatus {
		t.Errorf("304 to an unconditional request: %v, want class %s", err, fetch.OddStatus)
	}
}

func TestStatusClasses(t *testing.T) {
	for status, want := range map[int]fetch.Class{
		204: fetch.OddStatus, 206: fetch.OddStatus, 300: fetch.OddStatus, 401: fetch.Refused, 403: fetch.Refused, 404: fetch.NotFound,
		410: fetch.Gone, 429: fetch.RateLimited, 451: fetch.Refused, 500: fetch.ServerError, 502: fetch.ServerError, 503: fetch.RateLimited, 999: fetch.OddStatus,
	} {
		w := newWorld(t, map[string]fetchtest.Page{"https://a.example/rss": {Status: status}})
		_, err := w.feed(t, "https://a.example/rss")
		e, ok := errors.AsType[*fetch.Error](err)
		if !ok || e.Class != want || e.Status != status || e.URL != "https://a.example/rss" || !e.At.Equal(noon) {
			t.Errorf("status %d: error = %#v, want class %s", status, err, want)
		}
	}
}

func TestEveryClassHasASentence(t *testing.T) {
	seen := map[string]bool{}
	for _, c := range fetch.Classes() {
		s := c.Sentence()
		if s == "the request failed" || seen[s] {
			t.Errorf("class %s: sentence = %q, want one of its own", c, s)
		}
		seen[s] = true
	}
}

func TestRedirects(t *testing.T) {
	pages := map[string]fetchtest.Page{
		"https://a.example/1":     {Status: 301, Location: "/2"},
		"https://a.example/2":     {Status: 308, Location: "https://b.example/3"},
		"https://b.example/3":     {Body: "three"},
		"https://a.example/4":     {Status: 302, Location: "/1"},
		"https://a.example/loop":  {Status: 302, Location: "/loop"},
		"https://a.example/none":  {Status: 302},
		"https://a.example/file":  {Status: 302, Location: "file:///etc/passwd"},
		"https://a.example/code":  {Status: 302, Location: "java\tscript:alert(1)"},
		"https://a.example/port":  {Status: 302, Location: "http://a.example:6379/"},
		"https://a.example/hop/0": {Status: 302, Location: "/hop/1"},
	}
	for i := range 7 {
		pages["https://a.example/hop/"+string(rune('1'+i))] = fetchtest.Page{Status: 302, Location: "/hop/" + string(rune('2'+i))}
	}
	w := newWorld(t, pages)
	for _, tt := range []struct {
		url, want, permanent string
		hops                 int
		class                fetch.Class
	}{
		{url: "https://a.example/1", want: "https://b.example/3", permanent: "https://b.example/3", hops: 2},
		{url: "https://a.example/4", want: "https://b.example/3", hops: 3},
		{url: "https://a.example/loop", class: fetch.BadRedirect},
		{url: "https://a.example/none", class: fetch.BadRedirect},
		{url: "https://a.example/file", class: fetch.BadRedirect},
		{url: "https://a.example/code", class: fetch.BadRedirect},
		{url: "https://a.example/port", class: fetch.Forbidden},
		{url: "https://a.example/hop/0", class: fetch.BadRedirect},
		{url: "file:///etc/hostname", class: fetch.BadAddress},
		{url: "gopher://127.0.0.1:9899/_x", class: fetch.BadAddress},
	} {
		got, err := w.feed(t, tt.url)
		if fetch.ClassOf(err) != tt.class {
			t.Errorf("Do(%s) error = %v, want class %q", tt.url, err, tt.class)
		}
		if err == nil && (got.URL != tt.want || got.PermanentTo != tt.permanent || got.Redirects != tt.hops) {
			t.Errorf("Do(%s) = %s, permanent %q, %d hops, want %s, %q, %d", tt.url, got.URL, got.PermanentTo, got.Redirects, tt.want, tt.permanent, tt.hops)
		}
	}
	if n := slices.Index(w.net.URLs(), "https://a.example/hop/7"); n >= 0 {
		t.Error("a seventh redirect was followed")
	}
}

func TestPorts(t *testing.T) {
	w := newWorld(t, map[string]fetchtest.Page{
		"http://a.example:9800/rss": {Body: "x"}, "http://a.example:9800/a": {Body: "x"}, "http://a.example:22/": {Body: "x"},
	})
	for _, tt := range []struct {
		name string
		req  fetch.Request
		want fetch.Class
	}{
		{"given by a person", fetch.Request{URL: "http://a.example:9800/rss", Purpose: fetch.Feed, Trusted: true}, ""},
		{"named by a source on that port", fetch.Request{URL: "http://a.example:9800/a", Origin: "http://a.example:9800/rss"}, ""},
		{"named by a source on another port", fetch.Request{URL: "http://a.example:22/", Origin: "http://a.example:9800/rss"}, fetch.Forbidden},
		{"named by nobody", fetch.Request{URL: "http://a.example:9800/a"}, fetch.Forbidden},
	} {
		if _, err := w.Do(t.Context(), tt.req); fetch.ClassOf(err) != tt.want {
			t.Errorf("%s: error = %v, want class %q", tt.name, err, tt.want)
		}
	}
}

func TestCredentialsStayHome(t *testing.T) {
	w := newWorld(t, map[string]fetchtest.Page{
		"https://a.example/rss":  {Location: "/rss2"},
		"https://a.example/rss2": {Location: "https://b.example/rss"},
		"https://b.example/rss":  {Status: 404},
	})
	_, err := w.feed(t, "https://ana:secret@a.example/rss")
	if strings.Contains(err.Error(), "secret") {
		t.Errorf("error %q holds the password", err)
	}
	var sent []bool
	for _, a := range w.net.Asked(false) {
		sent = append(sent, a.Header.Get("Authorization") != "")
	}
	if diff := cmp.Diff([]bool{true, true, false}, sent); diff != "" {
		t.Errorf("credentials sent (-want +got):\n%s", diff)
	}
	w.net.Set("https://c.example/rss", fetchtest.Page{Location: "http://c.example/rss"})
	w.net.Set("http://c.example/rss", fetchtest.Page{Status: 404})
	_, _ = w.feed(t, "https://ana:secret@c.example/rss")
	if last := w.net.Asked(false)[4]; last.URL != "http://c.example/rss" || last.Header.Get("Authorization") != "" {
		t.Errorf("after a redirect to an open connection %s was asked with %q", last.URL, last.Header.Get("Authorization"))
	}
	if _, err := w.page(t, "https://ana:secret@a.example/rss"); err == nil {
		t.Fatal("want an error")
	}
	if last := w.net.Asked(false)[5]; last.Header.Get("Authorization") != "" {
		t.Error("credentials of an address that no person gave were sent")
	}
}

func TestPace(t *testing.T) {
	w := newWorld(t, map[string]fetchtest.Page{
		"https://a.example/robots.txt": {Body: "user-agent: *\ndisallow: /no"},
		"https://a.example/1":          {Body: "x"}, "https://a.example/2": {Body: "x"}, "https://a.example/rss": {Body: "x"},
		"https://b.example/robots.txt": {Body: "Crawl-delay: 20\nUser-agent: *\nDisallow:"},
		"https://b.example/1":          {Body: "x"}, "https://b.example/2": {Body: "x"}, "https://b.example/rss": {Body: "x"},
		"https://c.example/robots.txt": {Body: "User-agent: *\nCrawl-delay: 3600"},
		"https://c.example/1":          {Body: "x"}, "https://c.example/2": {Body: "x"},
	})
	for _, tt := range []struct {
		host string
		want []time.Duration // start to start: robots.txt, page, page, feed
	}{
		{"a", []time.Duration{3 * time.Second, 3 * time.Second, time.Second}},
		{"b", []time.Duration{20 * time.Second, 20 * time.Second, 20 * time.Second}},
		{"c", []time.Duration{time.Minute, time.Minute}},
	} {
		from := len(w.net.Asked(true))
		for _, path := range []string{"1", "2"} {
			if _, err := w.page(t, "https://"+tt.host+".example/"+path); err != nil {
				t.Fatal(err)
			}
		}
		if len(tt.want) == 3 {
			if _, err := w.feed(t, "https://"+tt.host+".example/rss"); err != nil {
				t.Fatal(err)
			}
		}
		asked := w.net.Asked(true)[from:]
		var gaps []time.Duration
		for i := 1; i < len(asked); i++ {
			gaps = append(gaps, asked[i].At.Sub(asked[i-1].At))
		}
		if diff := cmp.Diff(tt.want, gaps); diff != "" {
			t.Errorf("%s.example: gaps (-want +got):\n%s", tt.host, diff)
		}
	}
}

func TestOneRequestAtOnceOnAHost(t *testing.T) {
	w := newWorld(t, map[string]fetchtest.Page{
		"https://a.example/x": {Body: "x", Delay: 5 * time.Second}, "http://a.example/y": {Body: "x", Delay: 5 * time.Second},
	})
	hold := w.clk.Work()
	var wg sync.WaitGroup
	for i := range 8 {
		done := w.clk.Work()
		wg.Go(func() {
			defer done()
			url := "https://a.example/x"
			if i%2 == 1 {
				url = "http://a.example/y"
			}
			if _, err := w.page(t, url); err != nil {
				t.Errorf("Do: %v", err)
			}
		})
	}
	hold()
	wait(t, w.clk, &wg)
	if got := w.net.Peak(); got != 1 {
		t.Errorf("%d requests at once on one host, want 1", got)
	}
	robots := len(w.net.Asked(true)) - len(w.net.Asked(false))
	if robots != 2 {
		t.Errorf("robots.txt was asked for %d times, want once for each scheme", robots)
	}
}

// wait waits for goroutines under a virtual clock on which the test's own
// goroutine is at work.
func wait(t *testing.T, clk *clock.Virtual, wg *sync.WaitGroup) {
	t.Helper()
	finished := make(chan struct{})
	go func() { wg.Wait(); close(finished) }()
	for {
		select {
		case <-finished:
			return
		default:
			_ = clk.Sleep(context.Background(), time.Second)
		}
	}
}

func TestAskedToWait(t *testing.T) {
	ok := &fetchtest.Page{Body: "<rss/>"}
	w := newWorld(t, map[string]fetchtest.Page{
		"https://big.example/a.rss":   {Status: 429, Header: http.Header{"Retry-After": {"3600"}}, Then: ok},
		"https://big.example/b.rss":   *ok,
		"https://other.example/c.rss": *ok,
	})
	_, err := w.feed(t, "https://big.example/a.rss")
	e, _ := errors.AsType[*fetch.Error](err)
	until := noon.Add(time.Hour)
	if e == nil || e.Class != fetch.RateLimited || !e.RetryAt.Equal(until) || !strings.Contains(e.Sentence(), "13:00 UTC") {
		t.Fatalf("429 with Retry-After: error = %v, want rate-limited until %v", err, until)
	}
	for _, p := range []fetch.Purpose{fetch.Feed, fetch.Page, fetch.Image, fetch.Sitemap} {
		_, err := w.Do(t.Context(), fetch.Request{URL: "https://big.example/b.rss", Purpose: p})
		e, _ := errors.AsType[*fetch.Error](err)
		if e == nil || e.Class != fetch.RateLimited || e.RetryAt.Before(until) {
			t.Errorf("%v of the same host: error = %v, want rate-limited until %v", p, err, until)
		}
	}
	if got := w.ReadyAt("https://big.example/", fetch.Feed); !got.Equal(until) {
		t.Errorf("ReadyAt = %v, want %v", got, until)
	}
	if _, err := w.feed(t, "https://other.example/c.rss"); err != nil {
		t.Errorf("another host: %v", err)
	}
	if got := len(w.net.Asked(true)); got != 2 {
		t.Errorf("%d requests so far, want 2: nothing more from big.example", got)
	}
	w.clk.Advance(until.Sub(w.clk.Now()))
	for _, url := range []string{"https://big.example/a.rss", "https://big.example/b.rss"} {
		if _, err := w.feed(t, url); err != nil {
			t.Errorf("after the wait: %v", err)
		}
	}
	asked := w.net.Asked(true)
	if gap := asked[3].At.Sub(asked[2].At); gap < time.Second {
		t.Errorf("both feeds were asked %v apart, want at least a second", gap)
	}
}

func TestRetryAfterSpellings(t *testing.T) {
	for _, tt := range []struct {
		value    string
		min, max time.Duration
	}{
		{"120", 2 * time.Minute, 2 * time.Minute},
		{"Tue, 10 Mar 2026 12:10:00 GMT", 10 * time.Minute, 10 * time.Minute},
		{"99999999999", 24 * time.Hour, 24 * time.Hour},
		{"-5", 45 * time.Second, time.Minute},
		{"soon", 45 * time.Second, time.Minute},
		{"Tue, 10 Mar 2020 12:10:00 GMT", 45 * time.Second, time.Minute},
		{"", 45 * time.Second, time.Minute},
	} {
		w := newWorld(t, map[string]fetchtest.Page{"https://a.example/": {Status: 503, Header: http.Header{"Retry-After": {tt.value}}}})
		_, err := w.feed(t, "https://a.example/")
		e, _ := errors.AsType[*fetch.Error](err)
		if wait := e.RetryAt.Sub(noon); wait < tt.min || wait > tt.max {
			t.Errorf("Retry-After %q: wait = %v, want %v to %v", tt.value, wait, tt.min, tt.max)
		}
	}
}

func TestBackOffGrowsToADayAndEnds(t *testing.T) {
	w := newWorld(t, map[string]fetchtest.Page{"https://a.example/rss": {Status: 500}})
	var last time.Duration
	for i := range 15 {
		_, err := w.feed(t, "https://a.example/rss")
		e, _ := errors.AsType[*fetch.Error](err)
		if e == nil || e.Class != fetch.ServerError {
			t.Fatalf("try %d: error = %v, want http-5xx", i, err)
		}
		wait := e.RetryAt.Sub(w.clk.Now())
		if wait > 24*time.Hour || wait < last*3/4 {
			t.Errorf("try %d: wait = %v after %v", i, wait, last)
		}
		last = wait
		w.clk.Advance(wait)
	}
	if last < 18*time.Hour {
		t.Errorf("the wait grew to %v only, want about a day", last)
	}
	w.net.Set("https://a.example/rss", fetchtest.Page{Body: "x", Then: &fetchtest.Page{Status: 500}})
	if _, err := w.feed(t, "https://a.example/rss"); err != nil {
		t.Fatal(err)
	}
	_, err := w.feed(t, "https://a.example/rss")
	if e, _ := errors.AsType[*fetch.Error](err); e.RetryAt.Sub(w.clk.Now()) > time.Minute {
		t.Errorf("after an answer the wait begins at %v, want a minute at most", e.RetryAt.Sub(w.clk.Now()))
	}
}

func TestCanceled(t *testing.T) {
	w := newWorld(t, map[string]fetchtest.Page{"https://a.example/": {Body: "x", Delay: time.Hour}})
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := w.Do(ctx, fetch.Request{URL: "https://a.example/", Trusted: true}); fetch.ClassOf(err) != fetch.Canceled {
		t.Errorf("Do on an ended context: %v, want canceled", err)
	}
}

func TestLimits(t *testing.T) {
	w := newWorld(t, map[string]fetchtest.Page{"https://a.example/": {Body: strings.Repeat("x", 100)}, "https://b.example/": {Body: strings.Repeat("x", 5<<20+1)}})
	if _, err := w.Do(t.Context(), fetch.Request{URL: "https://a.example/", MaxBytes: 99}); fetch.ClassOf(err) != fetch.TooLarge {
		t.Errorf("100 bytes with a limit of 99: %v, want too-large", err)
	}
	if _, err := w.Do(t.Context(), fetch.Request{URL: "https://a.example/", MaxBytes: 100}); err != nil {
		t.Errorf("100 bytes with a limit of 100: %v", err)
	}
	if _, err := w.page(t, "https://b.example/"); fetch.ClassOf(err) != fetch.TooLarge {
		t.Errorf("a page over 5 MB: %v, want too-large", err)
	}
}

func TestOptions(t *testing.T) {
	for _, tt := range []struct {
		name string
		opts fetch.Options
		ok   bool
	}{
		{"defaults", fetch.Options{Contact: "mailto:a@b.example"}, true},
		{"no contact", fetch.Options{}, false},
		{"line break in the contact", fetch.Options{Contact: "a\r\nX: y"}, false},
		{"gap too short", fetch.Options{Contact: "x", Gap: time.Millisecond}, false},
		{"page gap too short", fetch.Options{Contact: "x", PageGap: time.Millisecond}, false},
		{"negative wait", fetch.Options{Contact: "x", MaxWait: -1}, false},
		{"cap under the gap", fetch.Options{Contact: "x", MaxCrawlDelay: time.Second}, false},
	} {
		if _, err := fetch.New(nil, clock.Real{}, http.DefaultTransport, tt.opts); (err == nil) != tt.ok {
			t.Errorf("%s: New error = %v, want ok %v", tt.name, err, tt.ok)
		}
	}
}

func TestReach(t *testing.T) {
	w := newWorld(t, map[string]fetchtest.Page{
		"https://a.example/": {Status: 404}, "https://b.example/": {Fail: fetchtest.Broken(fetch.DNS)},
		"https://c.example/": {Fail: fetchtest.Broken(fetch.TLS)},
	})
	ask := func(urls ...string) fetch.Reach {
		for _, u := range urls {
			_, _ = w.feed(t, u)
		}
		return w.Reach()
	}
	want := fetch.Reach{Unanswered: 3, InARow: 3, Hosts: 2}
	if got := ask("https://b.example/", "https://b.example/", "https://c.example/", "https://d.example/"); got != want {
		t.Errorf("Reach() = %+v, want %+v", got, want)
	}
	got := ask("https://a.example/")
	want = fetch.Reach{Answered: 1, Unanswered: 3, LastAnswer: w.clk.Now()}
	if got != want {
		t.Errorf("Reach() after an answer = %+v, want %+v", got, want)
	}
}
