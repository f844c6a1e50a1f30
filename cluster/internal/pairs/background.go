package pairs

import (
	_ "embed"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"

	"github.com/overview-news/overview/text/entity"
)

// backgroundText lists the commonest words that are no names: language, stem
// and the share of that language's articles that have it, in thousandths. It is
// written by cluster/train.
//
//go:embed background.txt
var backgroundText string

// backgroundDocs is how many articles the background counts for: enough to tell
// common words from rare ones in the first hour. With a hundred and more the
// subject's own words look rare for too long (measured: manual_gnews loses
// three points of B³).
const backgroundDocs = 20

// casedUses is how often a word of every article counts as seen in lower case,
// so that a capital in a title does not make it a name.
const casedUses = 10

// backgroundLeast is the least share of a word that is listed.
const backgroundLeast = 0.01

// background gives a new table the background.
func (t *terms) background(text string) {
	for line := range strings.Lines(text) {
		f := strings.Fields(line)
		if len(f) != 3 {
			continue
		}
		share, err := strconv.ParseFloat(f[2], 32)
		if err != nil {
			continue
		}
		n := float32(share / 1000 * backgroundDocs)
		id := t.id(hashOf(kindWord, f[1]))
		t.all[id].count = max(t.all[id].count, n)
		t.all[id].middle = max(t.all[id].middle, uint32(casedUses*share/1000))
		if s := entity.SkeletonOf(f[1]); s != 0 {
			id := t.id(uint64(kindSkeleton)<<56 | uint64(s))
			t.all[id].count += n
		}
	}
	t.docs = backgroundDocs
}

// Background counts words for the background file.
type Background struct {
	docs  map[string]int
	words map[[2]string]*usage
	mark  int
}

type usage struct{ docs, middle, capital, mark int }

// NewBackground returns empty counts.
func NewBackground() *Background {
	return &Background{docs: map[string]int{}, words: map[[2]string]*usage{}}
}

// Add counts the words of an article.
func (b *Background) Add(in Input) {
	b.docs[in.Language]++
	b.mark++
	for _, s := range []string{in.Title, in.Text} {
		t := entity.Cut(s, bodyWords)
		for i, w := range t.Words {
			word := t.Lower(i)
			if w.Number || len(word) == 1 || in.Language == "en" && stopWords[word] {
				continue
			}
			key := [2]string{in.Language, stem(in.Language, word)}
			u := b.words[key]
			if u == nil {
				u = &usage{}
				b.words[key] = u
			}
			if u.mark != b.mark {
				u.mark = b.mark
				u.docs++
			}
			if s == in.Text && !w.First {
				u.middle++
				if w.Capital {
					u.capital++
				}
			}
		}
	}
}

// Write writes the words that are common and no names, sorted.
func (b *Background) Write(w io.Writer) error {
	var lines []string
	for key, u := range b.words {
		share := float64(u.docs) / float64(b.docs[key[0]])
		if share < backgroundLeast || b.docs[key[0]] < 100 || u.docs < 5 || u.middle == 0 || 3*u.capital > u.middle {
			continue
		}
		lines = append(lines, fmt.Sprintf("%s %s %.0f\n", key[0], key[1], 1000*share))
	}
	slices.Sort(lines)
	_, err := io.WriteString(w, strings.Join(lines, ""))
	return err
}
