package style

import (
	"math"
	"strings"
)

// voices says where in a text others speak: a report and a feature come back to
// them, a column goes on alone.
type voices struct {
	quoting float64 // share of the blocks with a quotation
	telling float64 // share of the blocks that say who said it
	alone   float64 // the longest run of blocks with neither, as a share of the words
	ends    bool    // the last block has either
	short   float64 // share of the sentences of under seven words
	uneven  float64 // how much the sentences differ in length
}

// block counts one block's words.
type block struct{ words, quoted, said int }

// sum makes voices of the blocks and of the sentences' lengths.
func sum(blocks []block, sentences []int) voices {
	const fewWords = 3 // of a quotation that is one
	var v voices
	words, run, longest, n := 0, 0, 0, 0
	for _, b := range blocks {
		if b.words == 0 {
			continue
		}
		n++
		words += b.words
		quotes, tells := b.quoted >= fewWords, b.said > 0
		if quotes {
			v.quoting++
		}
		if tells {
			v.telling++
		}
		v.ends = quotes || tells
		run += b.words
		if quotes || tells {
			run = 0
		}
		longest = max(longest, run)
	}
	if n == 0 {
		return v
	}
	v.quoting /= float64(n)
	v.telling /= float64(n)
	v.alone = float64(longest) / float64(words)
	v.short, v.uneven = rhythm(sentences)
	return v
}

// rhythm is how often sentences are short, and how much they differ.
func rhythm(lengths []int) (float64, float64) {
	const short = 7 // words
	var all, few, total, square float64
	for _, l := range lengths {
		if l == 0 {
			continue
		}
		x := math.Log(float64(l))
		all, total, square = all+1, total+x, square+x*x
		if l < short {
			few++
		}
	}
	if all == 0 {
		return 0, 0
	}
	mean := total / all
	return few / all, math.Sqrt(max(square/all-mean*mean, 0))
}

// voicesOfWords reads them off a text's words.
func voicesOfWords(r *reading, l *lexicon) voices {
	blocks := make([]block, r.blocks+1)
	var sentences []int
	for _, w := range r.tokens {
		b := &blocks[w.block]
		b.words++
		switch k, known := l.kindOf(w.word); {
		case w.quoted:
			b.quoted++
		case known && k == said:
			b.said++
		}
		if w.begins || len(sentences) == 0 {
			sentences = append(sentences, 0)
		}
		sentences[len(sentences)-1]++
	}
	return sum(blocks, sentences)
}

// voicesOfPieces reads them off the lines of a text without spaces.
func voicesOfPieces(text string, l *lexicon) voices {
	const lettersAWord = 2
	var blocks []block
	var sentences []int
	for line := range strings.Lines(text) {
		b := block{}
		inside := false
		length := 0
		var plain strings.Builder
		for _, r := range line {
			switch {
			case strings.ContainsRune("「『“", r):
				inside = true
			case strings.ContainsRune("」』”", r):
				inside = false
			case strings.ContainsRune("。！？!?", r):
				sentences = append(sentences, length/lettersAWord)
				length = 0
			case isWord(r):
				b.words++
				length++
				if inside {
					b.quoted++
				} else {
					plain.WriteRune(r)
				}
			}
		}
		if length > 0 {
			sentences = append(sentences, length/lettersAWord)
		}
		b.words /= lettersAWord
		b.quoted /= lettersAWord
		for p, k := range l.words {
			if k == said {
				b.said += strings.Count(plain.String(), p)
			}
		}
		blocks = append(blocks, b)
	}
	return sum(blocks, sentences)
}
