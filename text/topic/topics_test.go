package topic_test

import (
	"strings"
	"testing"

	"github.com/overview-news/overview/text/topic"
)

// leastAccuracy is a little under what was reached when it was set, in both
// halves: the share of the answers that are right.
const leastAccuracy = 0.87

// TestQualityOfTopics measures topics against testdata/topics.csv. Pages of
// none of the topics are "other": every answer to them is wrong.
func TestQualityOfTopics(t *testing.T) {
	if !*quality {
		t.Skip("run with -quality")
	}
	labels := column(t, "topics.csv")
	pages := readPages(t, func(id, _ string, _ []string) bool { return labels[id] != "" })
	for _, tuning := range []bool{true, false} {
		name := map[bool]string{true: "tuning half", false: "test half"}[tuning]
		all, answered, right := 0, 0, 0
		for _, p := range pages {
			want := labels[p.ID]
			if p.Tuning != tuning || want == "unsure" {
				continue
			}
			all++
			got := topic.Topic(p.Article.Topic)
			if got == topic.UnsureTopic {
				if *wrong && tuning && want != "other" {
					t.Logf("%s: %s has no topic: %s | %s | %s", p.ID, want, p.Address, p.Article.Section, p.Article.Headline)
				}
				continue
			}
			answered++
			if strings.Contains("|"+want+"|", "|"+string(got)+"|") {
				right++
			} else if *wrong && tuning {
				t.Logf("%s: %s taken for %s: %s | %s | %s | %q", p.ID, want, got, p.Address, p.Article.Section, p.Article.Headline, p.Article.Keywords)
			}
		}
		accuracy := float64(right) / float64(max(answered, 1))
		t.Logf("%s: %d of %d pages have a topic, %d of them the right one (%.3f)", name, answered, all, right, accuracy)
		if accuracy < leastAccuracy {
			t.Errorf("%s: %.3f of the topics are right, want at least %.2f", name, accuracy, leastAccuracy)
		}
	}
}
