package outfeed_test

import (
	"strings"
	"testing"

	"github.com/overview-news/overview/internal/outfeed"
	"github.com/overview-news/overview/internal/read/readtest"
)

func TestOverlookedFeed(t *testing.T) {
	doc, _, status := get(t, readtest.Full(), outfeed.Options{Sample: true}, "/overlooked.rss")
	if status != 200 || doc.Channel.Title != "SAMPLE · Overview: overlooked by American media" || len(doc.Channel.Items) != 1 {
		t.Fatalf("GET /overlooked.rss = %d, channel %+v, want one item: the story that is gone is left out", status, doc.Channel)
	}
	i := doc.Channel.Items[0]
	if i.Title != "SAMPLE · River bridge reopens after nine years" || i.GUID.Text != "https://paper.example/overlooked/US/1" ||
		!strings.Contains(i.About, "No report found in the 38 of 45 American newsrooms we watched") || i.Date != "Mon, 02 Mar 2026 16:40:00 GMT" {
		t.Errorf("item is %+v", i)
	}
	doc, raw, _ := get(t, readtest.Full(), outfeed.Options{}, "/overlooked.rss?by=PT")
	if len(doc.Channel.Items) != 0 || !strings.Contains(raw, "Nothing is claimed now") ||
		doc.Channel.Self[0].Href != "https://paper.example/overlooked.rss?by=PT" {
		t.Errorf("an ill panel gives %s", raw)
	}
	for path, want := range map[string]int{"/overlooked.rss?by=zz": 404, "/overlooked.rss?by=MN": 200, "/overlooked.rss?by=%22%3E": 404} {
		if _, _, got := get(t, readtest.Full(), outfeed.Options{}, path); got != want {
			t.Errorf("GET %s = %d, want %d", path, got, want)
		}
	}
	if doc, _, _ := get(t, readtest.Hostile(), outfeed.Options{}, "/overlooked.rss"); len(doc.Channel.Items) != 1 || strings.Contains(doc.Channel.Items[0].About, "<") {
		t.Errorf("hostile store gives items %+v", doc.Channel.Items)
	}
}
