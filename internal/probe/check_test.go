package probe

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/overview-news/overview/internal/catalog"
	"github.com/overview-news/overview/internal/clock"
	"github.com/overview-news/overview/internal/fetch"
	"github.com/overview-news/overview/internal/fetch/fetchtest"
	"github.com/overview-news/overview/internal/news"
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

// without is a feed whose entries lack an element.
func without(element, host string) fetchtest.Page {
	p := rss("Post", host, 6)
	head, items, _ := strings.Cut(p.Body, "<item>")
	items = strings.ReplaceAll(strings.ReplaceAll(items, "<"+element+">", "<x>"), "</"+element+">", "</x>")
	p.Body = head + "<item>" + items
	return p
}

// dated is a feed whose entries have a date.
func dated(host, day string) fetchtest.Page {
	p := rss("Post", host, 6)
	p.Body = regexp.MustCompile(`\w+, \d+ Mar 2026`).ReplaceAllString(p.Body, day)
	return p
}

// mapOf is a news sitemap of three pages of a host.
func mapOf(host string) string {
	var b strings.Builder
	b.WriteString(`<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:n="http://www.google.com/schemas/sitemap-news/0.9">`)
	for i := range 3 {
		fmt.Fprintf(&b, `<url><loc>https://%s/m%d</loc><n:news><n:publication_date>2026-03-10T09:00:00Z</n:publication_date><n:title>Page %d</n:title></n:news></url>`, host, i, i)
	}
	return b.String() + "</urlset>"
}

// indexOf is a sitemap index.
func indexOf(urls ...string) string {
	return `<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"><sitemap><loc>` +
		strings.Join(urls, "</loc></sitemap><sitemap><loc>") + `</loc></sitemap></sitemapindex>`
}

func TestCheckStates(t *testing.T) {
	for _, tt := range []struct {
		name   string
		page   fetchtest.Page
		robots string
		want   news.CheckState
		weight float64
		says   string // in evidence or suggestion
	}{
		{"good", rss("Post", "h.example", 6), "", news.CheckOK, 0, "6 entries, newest 2026-03-10"},
		{"no entry", rss("Post", "h.example", 0), "", news.CheckEmpty, weightTemporary, "0 entries"},
		{"a year old", old("h.example"), "", news.CheckStale, weightError, "newest 2025-03-10"},
		{"one entry", rss("Post", "h.example", 1), "", news.CheckThin, weightTemporary, "1 entries"},
		{"moved", fetchtest.Page{Status: http.StatusMovedPermanently, Location: "https://h.example/new"}, "", news.CheckMoved, 0, "list https://h.example/new"},
		{"German", german("h.example"), "", news.CheckLangMismatch, 0, "list its language as de"},
		{"page", fetchtest.Page{Body: "<html><body>Welcome</body></html>"}, "", news.CheckNotFeed, weightError, "discover https://h.example/"},
		{"robots", rss("Post", "h.example", 6), "User-agent: *\nDisallow: /\n", news.CheckBlocked, weightError, "robots"},
		{"forbidden", fetchtest.Page{Status: http.StatusForbidden}, "", news.CheckBlocked, weightError, "status 403"},
		{"wait", fetchtest.Page{Status: http.StatusTooManyRequests}, "", news.CheckBlocked, weightTemporary, "status 429"},
		{"missing", fetchtest.Page{Status: http.StatusNotFound}, "", news.CheckDead, weightGone, "status 404"},
		{"gone", fetchtest.Page{Status: http.StatusGone}, "", news.CheckDead, weightGone, "for good"},
		{"broken", fetchtest.Page{Status: http.StatusBadGateway}, "", news.CheckDead, weightTemporary, "status 502"},
		{"moved and stale", fetchtest.Page{Status: http.StatusMovedPermanently, Location: "https://h.example/old"}, "", news.CheckStale, weightError, "at https://h.example/old"},
		{"empty answer", fetchtest.Page{Type: rssType}, "", news.CheckNotFeed, weightError, "empty document"},
		{"odd type", fetchtest.Page{Type: "image/png", Body: rss("Post", "h.example", 6).Body}, "", news.CheckOK, 0, "sent as image/png"},
		{"no headlines", without("title", "h.example"), "", news.CheckOK, 0, "6 entries"},
		{"no addresses", without("link", "h.example"), "", news.CheckThin, weightTemporary, "0 of them with a text"},
		{"inside our network", rss("Post", "127.0.0.1", 6), "", news.CheckThin, weightTemporary, "0 of them with a text"},
		{"future", dated("h.example", "09 Mar 2099"), "", news.CheckOK, 0, "6 with a date that cannot be"},
		{"before the web", dated("h.example", "01 Jan 1970"), "", news.CheckOK, 0, "6 entries, 6 with a date that cannot be"},
		{"elsewhere", rss("Post", "other.example", 6), "", news.CheckOK, 0, "6 lead to other sites"},
		{"answered elsewhere", fetchtest.Page{Status: http.StatusFound, Location: "https://other.example/rss"}, "", news.CheckOK, 0, "answered by https://other.example/rss"},
		{"a private name", fetchtest.Page{Fail: fetchtest.Broken(fetch.Forbidden)}, "", news.CheckDead, weightError, "into no public network"},
		{"no name, asked for robots.txt", fetchtest.Page{}, "fail", news.CheckDead, weightGone, "dns: the host's name could not be resolved (asked for robots.txt)"},
		{"fault of robots.txt", fetchtest.Page{}, "500", news.CheckBlocked, weightTemporary, "robots.txt cannot be had"},
		{"index", fetchtest.Page{Type: "text/xml", Body: indexOf("https://h.example/news.xml", "https://elsewhere.example/x.xml")}, "", news.CheckOK, 0, "3 entries, newest 2026-03-10, an index of 2 sitemaps"},
		{"index of itself", fetchtest.Page{Type: "text/xml", Body: indexOf("https://h.example/rss", "https://h.example/index.xml")}, "", news.CheckEmpty, weightTemporary, "0 entries"},
		{"foreign sitemap", fetchtest.Page{Type: "text/xml", Body: strings.ReplaceAll(mapOf("h.example"), "h.example", "other.example")}, "", news.CheckThin, weightTemporary, "0 of them"},
		{"robots.txt of articles", rss("Post", "h.example", 6), "User-agent: *\nDisallow: /a\nDisallow: /b\n", news.CheckOK, 0, "robots.txt keeps us from its articles"},
		{"no name", fetchtest.Page{Fail: fetchtest.Broken(fetch.DNS)}, "", news.CheckDead, weightGone, "dns"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			clk := clock.NewVirtual(start)
			pages := map[string]fetchtest.Page{"https://h.example/rss": tt.page, "https://h.example/new": rss("Post", "h.example", 6), "https://h.example/old": old("h.example"),
				"https://h.example/news.xml": {Type: "text/xml", Body: mapOf("h.example")}, "https://h.example/index.xml": {Type: "text/xml", Body: indexOf("https://h.example/rss")},
				"https://h.example/robots.txt": {Type: "text/plain", Body: tt.robots}}
			switch tt.robots {
			case "fail":
				pages["https://h.example/robots.txt"] = fetchtest.Page{Fail: fetchtest.Broken(fetch.DNS)}
			case "500":
				pages["https://h.example/robots.txt"] = fetchtest.Page{Status: http.StatusInternalServerError}
			}
			pages["https://other.example/rss"] = rss("Post", "other.example", 6)
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
		if v.Outlet != news.OutletID(fmt.Sprint(i/3)) || !v.Newest.Equal(start) {
			t.Errorf("verdict %d = %+v, want it of outlet %d", i, v, i/3)
		}
	}
	if d := clk.Now().Sub(start); d < 3*time.Second {
		t.Errorf("checking took %v, want a pause between the requests to a host", d)
	}
}

// TestCheckStops ends a check in the middle: what was found stays, and what
// was under way has no verdict.
func TestCheckStops(t *testing.T) {
	clk := clock.NewVirtual(start)
	pages := map[string]fetchtest.Page{}
	o := catalog.Outlet{ID: "a", Language: "en"}
	for i := range 5 {
		u := fmt.Sprintf("https://h.example/rss%d", i)
		pages[u] = rss("Post", "h.example", 5)
		o.Feeds = append(o.Feeds, catalog.Feed{URL: u})
	}
	full := errors.New("the disk is full")
	for _, tt := range []struct {
		name   string
		cancel bool
		found  int
		want   error
	}{{"interrupted", true, 2, context.Canceled}, {"not to be stored", false, 1, full}} {
		t.Run(tt.name, func(t *testing.T) {
			ctx, cancel := context.WithCancel(t.Context())
			defer cancel()
			n := 0
			got, err := Check(ctx, clk, fetchtest.Client(t, clk, fetchtest.New(clk, pages)), []catalog.Outlet{o}, CheckOptions{
				Found: func(Verdict) error {
					if n++; n < 2 {
						return nil
					}
					if tt.cancel {
						cancel()
						return nil
					}
					return full
				}})
			if !errors.Is(err, tt.want) || len(got) != tt.found || got[0].State != news.CheckOK {
				t.Errorf("Check = %d verdicts, %v; want %d, %v", len(got), err, tt.found, tt.want)
			}
		})
	}
}

// TestCheckLeavesAloneWhoAsksFor asks a host that wants an hour of peace for
// one of its feeds only.
func TestCheckLeavesAloneWhoAsksFor(t *testing.T) {
	clk := clock.NewVirtual(start)
	busy := fetchtest.Page{Status: http.StatusTooManyRequests, Header: http.Header{"Retry-After": {"3600"}}}
	web := fetchtest.New(clk, map[string]fetchtest.Page{"https://h.example/a": busy, "https://h.example/b": busy})
	o := catalog.Outlet{ID: "a", Feeds: []catalog.Feed{{URL: "https://h.example/a"}, {URL: "https://h.example/b"}}}
	done := 0
	got, err := Check(t.Context(), clk, fetchtest.Client(t, clk, web), []catalog.Outlet{o}, CheckOptions{Progress: func(n, _ int) { done = n }})
	if err != nil || len(got) != 1 || got[0].URL != "https://h.example/a" || got[0].State != news.CheckBlocked || done != 2 {
		t.Errorf("Check = %+v, %v, %d done; want one verdict, of a", got, err, done)
	}
	if asked := web.URLs(); len(asked) != 1 {
		t.Errorf("asked %v, want one of them", asked)
	}
}

// TestCheckWithoutNetwork: where nobody answers no feed is blamed, from the
// start or from the middle on; some silent hosts among others are.
func TestCheckWithoutNetwork(t *testing.T) {
	for _, tt := range []struct {
		name  string
		class fetch.Class
		from  int // the first host that is silent
		to    int
		found int
		err   error
	}{
		{"none from the start", fetch.Offline, 0, 200, 0, ErrNoNetwork},
		{"no name from the start", fetch.DNS, 0, 200, 0, ErrNoNetwork},
		{"time-outs from the start", fetch.Timeout, 0, 200, 0, ErrNoNetwork},
		{"lost in the middle", fetch.DNS, 20, 200, 20, ErrNoNetwork},
		{"time-outs in the middle", fetch.Timeout, 20, 200, 200, nil},
		{"one outlet without a network", fetch.Offline, 0, 1, 0, ErrNoNetwork},
		{"one dead outlet", fetch.DNS, 0, 1, 1, nil},
		{"a few silent hosts", fetch.Connect, 100, 120, 200, nil},
		{"silent at the end", fetch.Connect, 190, 200, 200, nil},
	} {
		t.Run(tt.name, func(t *testing.T) {
			clk := clock.NewVirtual(start)
			pages := map[string]fetchtest.Page{}
			var outlets []catalog.Outlet
			all := 200
			if tt.to == 1 {
				all = 1
			}
			for i := range all {
				host := fmt.Sprintf("h%d.example", i)
				u := "https://" + host + "/rss"
				pages[u] = rss("Post", host, 5)
				if i >= tt.from && i < tt.to {
					pages[u] = fetchtest.Page{Fail: fetchtest.Broken(tt.class)}
				}
				outlets = append(outlets, catalog.Outlet{ID: fmt.Sprint(i), Language: "en", Feeds: []catalog.Feed{{URL: u}}})
			}
			stored := 0
			got, err := Check(t.Context(), clk, fetchtest.Client(t, clk, fetchtest.New(clk, pages)), outlets,
				CheckOptions{Places: 1, Found: func(Verdict) error { stored++; return nil }})
			if !errors.Is(err, tt.err) || len(got) != tt.found || stored != tt.found {
				t.Errorf("Check = %d verdicts, %d told, %v; want %d, %v", len(got), stored, err, tt.found, tt.err)
			}
		})
	}
}

func TestDuplicates(t *testing.T) {
	feedOf := func(u string, from, to int) Verdict {
		var s sketch
		for i := from; i < to; i++ {
			s.add(item{url: fmt.Sprintf("https://x.example/%d?from=%s", i, u), title: fmt.Sprint("Headline ", i)})
		}
		return Verdict{URL: u, Prints: s.String()}
	}
	got := Duplicates([]Verdict{feedOf("a", 0, 30), feedOf("b", 0, 30), feedOf("c", 2, 32), feedOf("section", 0, 8),
		feedOf("few", 0, 2), feedOf("fewer", 0, 2), feedOf("other", 100, 130)})
	want := map[string]string{"a": "", "b": "a", "c": "a", "section": "", "few": "", "fewer": "", "other": ""}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("Duplicates (-want +got):\n%s", diff)
	}
	var stolen sketch
	for i := range 30 {
		stolen.add(item{url: fmt.Sprintf("https://x.example/%d", i), title: fmt.Sprint("False ", i)})
	}
	if got := Duplicates([]Verdict{feedOf("a", 0, 30), {URL: "b", Prints: stolen.String()}}); got["b"] != "" {
		t.Errorf("Duplicates = %v, want none: the headlines differ", got)
	}
}

// TestLanguageOfHeadlines: what stands under the headlines in another
// language, or in both scripts of one, does not hide theirs.
func TestLanguageOfHeadlines(t *testing.T) {
	german := "Der Stadtrat stimmt heute über den neuen Hafen ab, Anlieger protestieren"
	for _, tt := range []struct{ name, title, summary, declared, want string }{
		{"as listed", german, "Die Entscheidung fällt in der nächsten Woche, sagte sie.", "en", "de"},
		{"boilerplate", german, strings.Repeat("Read the full story on our website and share it with your friends. ", 5), "de", "de"},
		{"either speaks for the list", german, strings.Repeat("The council votes on the new harbour today, and people protest. ", 5), "en", "en"},
		{"no headlines", "", german, "fr", "de"},
		{"too little", "Hafen", "", "de", ""},
		{"chinese", "市议会今天就新港口举行投票居民抗议", "下周将作出决定市长表示", "en", "zh-Hans"},
	} {
		var items []item
		for range 20 {
			items = append(items, item{title: tt.title, summary: tt.summary})
		}
		if tt.want == "" {
			items = items[:3]
		}
		if got := languageOf(items, tt.declared); got != tt.want {
			t.Errorf("%s: languageOf = %q, want %q", tt.name, got, tt.want)
		}
	}
}
