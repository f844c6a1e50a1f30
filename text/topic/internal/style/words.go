package style

import (
	_ "embed"
	"strings"
	"sync"
)

//go:embed words.txt
var wordList string

// A kind of word shows how a text is written.
type kind uint8

const (
	first kind = iota // I, my
	we                // we, our
	you               // you, your
	argue             // should, surely, alas
	said              // said, according to, police
	deny              // not, never
	but               // but, because, though
	is                // is, are
	was               // was, had been
	why               // why, how, what
	all               // every, always, only, even
	think             // believe, hope, means
	this              // this, such, now
	ifs               // if, would
	good              // good, true, problem
	he                // he, she, they
	taste             // brilliant, dull, foolish
	kinds             // how many there are
)

var kindNames = [kinds]string{"i", "we", "you", "argue", "said", "deny", "but", "is", "was", "why", "all", "think", "this", "if", "good", "he", "taste"}

// lexicon is what is known of one language.
type lexicon struct {
	tag   string
	words map[string]kind
	has   [kinds]bool // the kinds that it has words of
}

// pieces are the languages that are read by pieces of text, not by words:
// nothing stands between their words, or much hangs on to them.
var pieces = map[string]bool{"zh": true, "ja": true, "ko": true, "th": true}

// lexica parses the list of words. The list is ours; a test reads all of it.
var lexica = sync.OnceValue(func() []lexicon {
	names := map[string]kind{}
	for k, n := range kindNames {
		names[n] = kind(k)
	}
	var out []lexicon
	for line := range strings.Lines(wordList) {
		head, list, found := strings.Cut(line, ":")
		tag, name, _ := strings.Cut(head, " ")
		k, known := names[name]
		if !found || !known || strings.HasPrefix(line, "#") {
			continue
		}
		if len(out) == 0 || out[len(out)-1].tag != tag {
			out = append(out, lexicon{tag: tag, words: map[string]kind{}})
		}
		words := out[len(out)-1].words
		out[len(out)-1].has[k] = true
		for w := range strings.FieldsSeq(list) {
			if _, taken := words[w]; !taken {
				words[w] = k
			}
		}
	}
	return out
})

// languageOf returns the language whose words the text has most of, and their
// share of its words; nil where no list knows a twentieth of them.
func languageOf(words []string) (*lexicon, float64) {
	const (
		read  = 300 // words are enough to tell
		least = 0.05
	)
	words = words[:min(len(words), read)]
	all, index := lexica(), speakers()
	counts := make([]int, len(all))
	for _, w := range words {
		for _, i := range index[w] {
			counts[i]++
		}
	}
	best, most := 0, 0
	for i, n := range counts {
		if n > most {
			best, most = i, n
		}
	}
	share := float64(most) / float64(max(len(words), 1))
	if share < least {
		return nil, share
	}
	return &all[best], share
}

// speakers are the languages, by their place in lexica, that have a word.
var speakers = sync.OnceValue(func() map[string][]uint8 {
	index := map[string][]uint8{}
	for i, l := range lexica() {
		if pieces[l.tag] {
			continue
		}
		for w := range l.words {
			index[w] = append(index[w], uint8(i))
		}
	}
	return index
})

// pieceLanguage returns the language of a text in a script that is read by
// pieces, or nil.
func pieceLanguage(letters [4]int, all int) *lexicon {
	const share = 3 // of all letters one in three is of the script
	tag := ""
	han, kana, hangul, thai := letters[0], letters[1], letters[2], letters[3]
	switch {
	case kana*10 > all:
		tag = "ja"
	case hangul*share > all:
		tag = "ko"
	case thai*share > all:
		tag = "th"
	case han*share > all:
		tag = "zh"
	default:
		return nil
	}
	list := lexica()
	for i := range list {
		if list[i].tag == tag {
			return &list[i]
		}
	}
	return nil
}
