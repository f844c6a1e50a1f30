package extract

import (
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// opinionPage is a short article with what a page says of its kind.
func opinionPage(head, before string) string {
	text := strings.Repeat("<p>The council met in the old hall on Monday and spoke about the school that has been closed for a year now.</p>\n", 6)
	return "<html><head><title>A town that waits</title>" + head + "</head><body><main>" + before + "<h1>A town that waits</h1>" + text + "</main></body></html>"
}

func TestSignals(t *testing.T) {
	for _, tt := range []struct {
		name, head, before string
		opinion            bool
		marks              []string
		note               string
	}{
		{name: "told to machines", head: `<meta property="article:opinion" content="true">`, opinion: true},
		{name: "denied to machines", head: `<meta property="article:opinion" content="false">`},
		{name: "a column", head: `<meta name="IsColumn" content="yes">`, opinion: true},
		{name: "sections in a list", head: `<meta property="article:section" content="Eva Example, Columnists">`, marks: []string{"Eva Example", "Columnists"}},
		{name: "genre of the article", head: `<script type="application/ld+json">{"@type":"NewsArticle","headline":"A town that waits","genre":["Column"]}</script>`, marks: []string{"Column"}},
		{name: "way to the article", head: `<script type="application/ld+json">{"@type":"BreadcrumbList","itemListElement":[{"name":"Home"},{"name":"Views"},{"name":"A town that waits"}]}</script>`,
			marks: []string{"Home", "Views"}},
		{name: "disclaimer", before: `<div>The opinions expressed by contributors are their own and not those of this paper.</div>`,
			note: "The opinions expressed by contributors are their own and not those of this paper."},
	} {
		t.Run(tt.name, func(t *testing.T) {
			a, err := Page([]byte(opinionPage(tt.head, tt.before)), "https://a.example/2026/a-town-that-waits", Options{})
			if err != nil {
				t.Fatal(err)
			}
			s := a.Signals
			if s.Opinion != tt.opinion {
				t.Errorf("Opinion = %v, want %v", s.Opinion, tt.opinion)
			}
			if diff := cmp.Diff(tt.marks, s.Marks); diff != "" {
				t.Errorf("marks differ from what is wanted (-want +got):\n%s", diff)
			}
			if tt.note != "" && !slices.Contains(s.Notes, tt.note) {
				t.Errorf("notes = %q, want %q among them", s.Notes, tt.note)
			}
			if s.Text != "" {
				t.Error("the text is kept twice")
			}
		})
	}
}
