package topic

import (
	"maps"
	"slices"
	"strings"
	"testing"
)

// TestStems finds stems that no word can begin with, because they are cut or
// joined otherwise than words are, and stems that stand twice, of which one
// topic would have got what another asks for or one word have counted as two.
func TestStems(t *testing.T) {
	seen := map[string]Topic{}
	for _, topic := range slices.Sorted(maps.Keys(stemLists)) {
		for stem := range strings.FieldsSeq(stemLists[topic]) {
			if other := seen[stem]; other != UnsureTopic {
				t.Errorf("the stem %q of %s is one of %s already", stem, topic, other)
			}
			seen[stem] = topic
			if words := strings.Fields(fold(stem)); len(words) != 1 || words[0] != stem {
				t.Errorf("the stem %q of %s is no word of a text, which would be %q", stem, topic, words)
				continue
			}
			if got, _ := stemOf(stem); got != stem {
				t.Errorf("stemOf(%q) = %q, so no word begins with this stem of %s", stem, got, topic)
			}
			letters := []rune(stem)
			for n := range letters {
				if short := string(letters[:n]); topicStems[short] == topic && takes(n, len(letters)) {
					t.Errorf("the stem %q of %s is told by %q already", stem, topic, short)
				}
			}
		}
	}
	pieces := map[string]Topic{}
	for _, p := range topicPieces {
		for _, piece := range p.pieces {
			if other := pieces[piece]; other != UnsureTopic {
				t.Errorf("the piece %q of %s is one of %s already", piece, p.topic, other)
			}
			pieces[piece] = p.topic
		}
	}
}
