package collect

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/overview-news/overview/internal/news"
	"github.com/overview-news/overview/page/extract"
)

// Where a text says little, what the outlet was found to write in outweighs
// what its list declares, but not a text that speaks for itself.
func TestLanguageOf(t *testing.T) {
	for _, tt := range []struct {
		name     string
		declared string
		found    map[string]int
		title    string
		want     string
	}{
		{"two words, as declared", "es", nil, "Informe anual", "es"},
		{"two words, as found", "es", map[string]int{"ca": 4000, "es": 2}, "Informe anual", "ca"},
		{"a sentence speaks for itself", "es", map[string]int{"es": 900},
			"The government said on Tuesday that the bridge would be open again before the winter.", "en"},
		{"tags that are none", "-", map[string]int{"??": 9, "pt": 3}, "Informe anual", "pt"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			claim := news.CollectClaim{Article: news.Article{Title: tt.title}, Outlet: news.Outlet{Language: tt.declared}, Languages: tt.found}
			if got := languageOf(claim, extract.Article{}, ""); got != tt.want {
				t.Errorf("languageOf(%q) = %q, want %q", tt.title, got, tt.want)
			}
		})
	}
}

// A page in two languages keeps which block is in which.
func TestBlocksInAnotherLanguage(t *testing.T) {
	page := extract.Article{Blocks: []extract.Block{
		{Role: extract.RoleParagraph, Text: "Der Rat hat am Montag beschlossen, die neue Schule im September zu öffnen."},
		{Role: extract.RoleQuotation, Text: "We could not wait any longer for a decision from the government in the capital."},
		{Role: extract.RoleParagraph, Text: "В Киеве объявлена воздушная тревога, сообщает городская администрация."},
		{Role: extract.RoleListItem, Text: "37. Jermall Charlo, 33, WBC middleweight champion"},
	}}
	var got []string
	for _, b := range blocks(page, "de") {
		got = append(got, b.Language)
	}
	if diff := cmp.Diff([]string{"", "en", "ru", ""}, got); diff != "" {
		t.Error("languages of blocks (-want +got):", diff)
	}
}
