package sentence_test

import (
	"testing"

	"github.com/overview-news/overview/text/sentence"
)

func TestWords(t *testing.T) {
	for text, want := range map[string]int{
		"":                          0,
		" \n":                       0,
		"The bridge opened.":        3,
		"Le pont – enfin – rouvre.": 4,
		"L’été, enfin":              2,
		"다리가 다시 열렸다":                3,
		"पुल फिर से खुला":   4,
		"大桥在九年后重新开放。":       5,
		"大桥在 2026 年重新开放":    5,
		"橋が九年ぶりに再開した":       6,
		"สะพานเปิดอีกครั้ง": 4,
	} {
		if got := sentence.Words(text); got != want {
			t.Errorf("Words(%q) = %d, want %d", text, got, want)
		}
	}
}
