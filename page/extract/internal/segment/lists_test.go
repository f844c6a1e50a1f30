package segment

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// Items that are doubtful one by one are taken where the list follows the
// text.
func TestListsAreTakenAsAWhole(t *testing.T) {
	const para = "<p>The board said on Monday, after a long night, that it would sell both ships.</p>"
	const list = "<ul><li>Ufer, built in 1961</li><li>Lindt, built in 1974</li></ul>"
	for _, tt := range []struct {
		name, in string
		prob     float32 // of items
		want     int     // blocks chosen
	}{
		{"between paragraphs", "<article>" + para + list + para2 + "</article>", 0.3, 4},
		{"behind the last paragraph", "<article>" + para + "<div>" + list + "</div></article>", 0.3, 3},
		{"before the first paragraph", "<article>" + list + para + "</article>", 0.3, 1},
		{"far from what is likely", "<article>" + para + list + "</article>", 0.1, 1},
		{"of links", "<article>" + para + "<ul><li><a>Ufer, built in 1961</a></li></ul></article>", 0.3, 1},
		{"in a box", "<article>" + para + "<aside>" + list + "</aside></article>", 0.3, 1},
		{"elsewhere", "<div><div><div><article>" + para + "</article></div></div></div><div><div><div><div>" + list + "</div></div></div></div>", 0.3, 1},
	} {
		t.Run(tt.name, func(t *testing.T) {
			p := cut(t, tt.in)
			probs := make([]float32, len(p.Blocks))
			for i := range probs {
				if probs[i] = tt.prob; p.Blocks[i].prose() {
					probs[i] = 0.98
				}
			}
			chosen, _ := p.Choose(probs, DefaultBars)
			got := 0
			for _, c := range chosen {
				if c {
					got++
				}
			}
			if got != tt.want {
				t.Errorf("%d blocks chosen, want %d", got, tt.want)
			}
		})
	}
}

const para2 = "<p>Two others stay in the harbour, she said, and both are being painted now.</p>"

func TestTopicIsWhatTheArticlesOtherBlocksSay(t *testing.T) {
	page := "<p>The ferry to the outer islands will sail again in May.</p>" +
		"<p>Two ferry ships were bought for the islands this year.</p>" +
		"<p>We use cookies so that we can show you advertising you like.</p>"
	p := cut(t, page)
	probs := []float32{0.9, 0.9, 0.3}
	topic := p.topic(probs, 0.5)
	var got []float32
	for i := range p.Blocks {
		got = append(got, topic.describe(nil, &p.Blocks[i], probs[i])...)
	}
	for i := 0; i < 4; i += topicFeatures {
		if got[i] <= got[4] || got[i+1] <= got[5] {
			t.Errorf("article %v, %v; cookies %v, %v", got[i], got[i+1], got[4], got[5])
		}
	}
	if diff := cmp.Diff([]float32{-1, -1}, topic.describe(nil, &Block{Tokens: topicLeast - 1}, 0.9)); diff != "" {
		t.Errorf("a short block (-want +got):\n%s", diff)
	}
}

func TestLongTextsOfAPageShareRoomForTheirWords(t *testing.T) {
	var page strings.Builder
	for i := range 40 {
		page.WriteString("<p>" + strings.Repeat("word ", 30*i+1))
	}
	for i, b := range cut(t, page.String()).Blocks {
		if want := min(30*i+1, maxWords); len(b.stats.words) != want {
			t.Errorf("block %d has %d words, want %d", i, len(b.stats.words), want)
		}
		for _, w := range b.stats.words {
			if w != b.stats.words[0] {
				t.Fatalf("block %d: the words differ", i)
			}
		}
	}
}
