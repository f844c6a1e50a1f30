package read

import (
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/overview-news/overview/internal/news"
)

func TestPolicy(t *testing.T) {
	none := news.Limit{}
	for _, tt := range []struct {
		name    string
		private bool
		display news.Display
		limit   news.Limit
		want    news.Display
	}{
		{"the one who runs it sees all", true, news.DisplayHeadline, news.Limit{NoSnippet: true, Reserved: true}, news.DisplayFull},
		{"excerpt by default", false, "", none, news.DisplayExcerpt},
		{"an unknown policy is the default", false, "everything", none, news.DisplayExcerpt},
		{"a licence says full", false, news.DisplayFull, none, news.DisplayFull},
		{"headline stays headline", false, news.DisplayHeadline, none, news.DisplayHeadline},
		{"nosnippet leaves the headline", false, news.DisplayFull, news.Limit{NoSnippet: true}, news.DisplayHeadline},
		{"noarchive lowers full", false, news.DisplayFull, news.Limit{NoArchive: true}, news.DisplayExcerpt},
		{"a reservation lowers full", false, news.DisplayFull, news.Limit{Reserved: true}, news.DisplayExcerpt},
		{"a paywall lowers the excerpt", false, "", news.Limit{Paywalled: true}, news.DisplayHeadline},
		{"two reasons lower once", false, news.DisplayFull, news.Limit{Paywalled: true, Reserved: true}, news.DisplayExcerpt},
		{"noindex changes nothing", false, news.DisplayFull, news.Limit{NoIndex: true}, news.DisplayFull},
	} {
		t.Run(tt.name, func(t *testing.T) {
			if got := Policy(tt.private, news.Outlet{Display: tt.display}, tt.limit); got != tt.want {
				t.Errorf("Policy = %s, want %s", got, tt.want)
			}
		})
	}
}

func TestExcerptIsBounded(t *testing.T) {
	blocks := []news.Block{
		{Role: "paragraph", Sentences: []string{strings.Repeat("word ", 30), strings.Repeat("more ", 30)}},
		{Role: "paragraph", Sentences: []string{strings.Repeat("last ", 30)}},
	}
	got := excerpt(blocks, Excerpt)
	n := 0
	for _, b := range got {
		for _, s := range b.Sentences {
			n += utf8.RuneCountInString(s)
		}
	}
	if n > Excerpt || n < Excerpt/2 {
		t.Errorf("excerpt has %d characters, want %d to %d", n, Excerpt/2, Excerpt)
	}
	if len(blocks[0].Sentences) != 2 || len(blocks[1].Sentences) != 1 {
		t.Error("excerpt changed what it was given")
	}
}
