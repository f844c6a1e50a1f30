package topic_test

import (
	"testing"

	"github.com/overview-news/overview/text/topic"
)

// TestQualityOfTopics hides what a page states about its section and asks what
// the headline and the keywords alone would have said: on the pages where both
// answer, how often they agree. Sections are the only labels that there are;
// a page may well be about more than one topic.
func TestQualityOfTopics(t *testing.T) {
	if !*quality {
		t.Skip("run with -quality")
	}
	pages := readPages(t, func(string, string, []string) bool { return true })
	stated, both, same := 0, 0, 0
	mixed := map[topic.Topic]map[topic.Topic]int{}
	for _, p := range pages {
		want := topic.Of(topic.Signals{Section: p.Article.Section, Address: p.Address})
		if want == topic.UnsureTopic {
			continue
		}
		stated++
		got := topic.Of(topic.Signals{Headline: p.Article.Headline, Keywords: p.Article.Keywords})
		if got == topic.UnsureTopic {
			continue
		}
		both++
		if got == want {
			same++
		}
		if mixed[want] == nil {
			mixed[want] = map[topic.Topic]int{}
		}
		mixed[want][got]++
	}
	answered := 0
	for _, p := range pages {
		if p.Article.Topic != "" {
			answered++
		}
	}
	t.Logf("%d pages, %d with a topic; the section or address of %d states one; headline and keywords name one for %d of these, the same for %d (%.3f)",
		len(pages), answered, stated, both, same, float64(same)/float64(max(both, 1)))
	for want, row := range mixed {
		t.Logf("stated %s: %v", want, row)
	}
	const least = 0.6
	if both > 0 && float64(same)/float64(both) < least {
		t.Errorf("headlines and keywords agree with sections on %.3f, want at least %.2f", float64(same)/float64(both), least)
	}
}
