package read

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/overview-news/overview/internal/news"
)

// Every block says which language and direction it is in, also one in another
// language than the article.
func TestBlockInAnotherLanguage(t *testing.T) {
	foreign := news.Block{Language: "ar", Sentences: []string{"قال الوزير إن الجسر سيفتح غدا."}}
	own := passage(foreign, "de")
	if own.Lang != "ar" || own.Dir != "rtl" {
		t.Errorf("passage: lang %q, dir %q, want ar, rtl", own.Lang, own.Dir)
	}
	foreign.Kept = []int{0}
	want := []Text{{Text: foreign.Sentences[0], Lang: "ar", Dir: "rtl"}}
	if diff := cmp.Diff(want, englishPassage(foreign, "de").Sentences); diff != "" {
		t.Error("kept sentence (-want +got):", diff)
	}
}
