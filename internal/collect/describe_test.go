package collect

import (
	"testing"

	"github.com/overview-news/overview/internal/news"
	"github.com/overview-news/overview/page/extract"
	"github.com/overview-news/overview/text/topic"
)

// TestFeedTitleSpeaks: where a page has no headline, its feed's says what kind
// of article it is and what it is about.
func TestFeedTitleSpeaks(t *testing.T) {
	for _, tt := range []struct {
		name, kicker, headline, title string
		genre                         news.Genre
		topic                         topic.Topic
	}{
		{"the page's", "", "Analysis: why the earthquake shakes the coast", "Storm reaches Holm: live updates", "analysis", topic.Disaster},
		{"the feed's", "", "", "Analysis: why the earthquake shakes the coast", "analysis", topic.Disaster},
		{"the feed's after a kicker", "Analysis", "", "Why the earthquake shakes the coast", "analysis", topic.Disaster},
		{"neither", "", "", "", news.GenreUnsure, ""},
	} {
		t.Run(tt.name, func(t *testing.T) {
			page := extract.Article{Headline: tt.headline, Kicker: tt.kicker, Keywords: []string{"earthquake"}}
			if page.Signals.Headline = tt.headline; tt.kicker != "" {
				page.Signals.Headline = tt.kicker + ": " + tt.headline
			}
			if tt.title == "" {
				page.Keywords = nil
			}
			a := news.Article{Title: tt.title}
			(&Collector{}).describe(&a, news.CollectClaim{}, page, "")
			if a.Genre != tt.genre || a.Topic != string(tt.topic) {
				t.Errorf("describe = %q, %q, want %q, %q", a.Genre, a.Topic, tt.genre, tt.topic)
			}
		})
	}
}
