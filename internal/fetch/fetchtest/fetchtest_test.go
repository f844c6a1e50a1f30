package fetchtest

import (
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/overview-news/overview/internal/clock"
	"github.com/overview-news/overview/internal/fetch"
)

func TestInternet(t *testing.T) {
	start := time.Date(2026, 8, 3, 0, 0, 0, 0, time.UTC)
	clk := clock.NewStopped(start)
	defer clk.Work()()
	n := New(clk, map[string]Page{
		"https://A.example/rss#x":    {Body: "one", Modified: "Mon, 03 Aug 2026 00:00:00 GMT", Then: &Page{Body: "two", Delay: time.Second}},
		"https://a.example/moved":    {Location: "/rss"},
		"https://b.example/broken":   {Fail: Broken(fetch.TLS)},
		"https://b.example/stalled":  {Fail: Stall()},
		"https://b.example/modified": {Body: "x", Modified: "Mon, 03 Aug 2026 00:00:00 GMT"},
	})
	c := Client(t, clk, n)
	for _, tt := range []struct {
		url, body string
		class     fetch.Class
	}{
		{"https://a.example/rss", "one", ""},
		{"https://a.example/rss", "two", ""},
		{"https://a.example/moved", "two", ""},
		{"https://b.example/broken", "", fetch.TLS},
		{"https://b.example/stalled", "", fetch.Timeout},
		{"https://c.example/", "", fetch.Unreachable},
	} {
		got, err := c.Do(t.Context(), fetch.Request{URL: tt.url})
		if fetch.ClassOf(err) != tt.class || err == nil && string(got.Body) != tt.body {
			t.Errorf("Do(%s) = %+v, %v, want %q, class %q", tt.url, got, err, tt.body, tt.class)
		}
	}
	req := fetch.Request{URL: "https://b.example/modified", LastModified: "Mon, 03 Aug 2026 00:00:00 GMT"}
	if got, err := c.Do(t.Context(), req); err != nil || !got.NotModified {
		t.Errorf("with the date it has: %+v, %v, want not modified", got, err)
	}
	n.Remove("https://a.example/rss")
	if _, err := c.Do(t.Context(), fetch.Request{URL: "https://a.example/rss"}); fetch.ClassOf(err) != fetch.Unreachable {
		t.Errorf("after Remove: %v, want unreachable", err)
	}
	want := []string{
		"https://a.example/rss", "https://a.example/rss", "https://a.example/moved", "https://a.example/rss",
		"https://b.example/broken", "https://b.example/stalled", "https://c.example/", "https://b.example/modified", "https://a.example/rss",
	}
	if diff := cmp.Diff(want, n.URLs()); diff != "" {
		t.Errorf("URLs (-want +got):\n%s", diff)
	}
	if all := n.Asked(true); len(all) != len(want)+3 || all[0].URL != "https://a.example/robots.txt" || n.Peak() != 1 {
		t.Errorf("%d requests with robots.txt, peak %d, want %d and 1", len(all), n.Peak(), len(want)+3)
	}
}
