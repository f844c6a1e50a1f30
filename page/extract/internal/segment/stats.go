package segment

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// textStats counts what a block's text is made of.
type textStats struct {
	tokens, letters, upper, digits int
	stops, commas, quotes, odd     int
	capital                        int // words that begin with a capital
	ends, lowerStart, colonEnd     bool
	dateLike, dense                bool // dense: mostly a script without spaces
	hash                           uint64
	words                          []uint64 // hashes of the first words, folded
	phrase                         Phrase
}

// maxWords bounds the words of a block that are compared with others, and
// maxMeasured the bytes that are counted.
const (
	maxWords    = 400
	maxMeasured = 64 << 10
)

// unspaced holds the scripts written without spaces between words.
var unspaced = []*unicode.RangeTable{
	unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Thai, unicode.Lao, unicode.Khmer, unicode.Myanmar,
}

func isUnspaced(r rune) bool {
	return r >= 0xe00 && unicode.In(r, unspaced...)
}

func measure(text string) textStats { return measureInto(text, nil) }

// measureInto is measure with room for the hashes of the words: what buf has
// beyond its length.
func measureInto(text string, buf []uint64) textStats {
	s := textStats{words: buf[len(buf):]}
	if len(text) > maxMeasured {
		text = strings.ToValidUTF8(text[:maxMeasured], "")
	}
	s.hash = hashSeed
	single := 0
	in := false
	var word uint64
	end := func() {
		if in {
			if len(s.words) < maxWords {
				s.words = append(s.words, word)
			}
			s.hash = hashUint(s.hash, word)
			in = false
		}
	}
	for _, r := range text {
		if r >= 0x80 && isUnspaced(r) {
			end()
			s.tokens++
			s.letters++
			single++
			word, in = hashRune(hashSeed, r), true
			end()
			continue
		}
		if isWordRune(r) {
			if !in {
				s.tokens++
				in, word = true, hashSeed
				if unicode.IsUpper(r) {
					s.capital++
				}
			}
			word = hashRune(word, foldRune(r))
			s.countLetter(r)
			continue
		}
		end()
		s.countMark(r)
	}
	end()
	s.dense = single*2 > s.tokens
	s.edges(text)
	return s
}

// wordRoom is for how many words' hashes room is made at once.
const wordRoom = 4_096

// measure is the package's measure with the words of many blocks in one place.
func (c *cutter) measure(text string) textStats {
	if cap(c.room)-len(c.room) < maxWords {
		c.room = make([]uint64, 0, wordRoom)
	}
	s := measureInto(text, c.room)
	n := len(s.words)
	c.room = c.room[:len(c.room)+n]
	s.words = s.words[:n:n]
	return s
}

func (s *textStats) countLetter(r rune) {
	switch {
	case r >= '0' && r <= '9' || r >= 0x80 && unicode.IsDigit(r):
		s.digits++
	default:
		s.letters++
		if r < 0x80 && r >= 'A' && r <= 'Z' || r >= 0x80 && unicode.IsUpper(r) {
			s.upper++
		}
	}
}

func (s *textStats) countMark(r rune) {
	switch r {
	case '.', '!', '?', '。', '！', '？', '।', '؟', '።', '…':
		s.stops++
	case ',', ';', '、', '，', '،', '；':
		s.commas++
	case '"', '“', '”', '«', '»', '„', '「', '」', '‘', '’', '‹', '›':
		s.quotes++
	case '|', '•', '·', '/', '©', '@', '→', '>', '#', '▶', '►', '■':
		s.odd++
	}
}

func (s *textStats) edges(text string) {
	trimmed := strings.TrimRight(text, `"'”»’)]」』 `+"\u00a0")
	last, _ := utf8.DecodeLastRuneInString(trimmed)
	s.ends = strings.ContainsRune(".!?。！？।؟።…", last)
	s.colonEnd = last == ':' || last == '：'
	first, _ := utf8.DecodeRuneInString(text)
	s.lowerStart = unicode.IsLower(first)
	s.dateLike = s.digits >= 4 && s.tokens <= 14 || strings.Count(text[:min(len(text), 80)], ":") > 0 && s.digits >= 3 && s.tokens < 12
	if len(text) <= maxPhraseText*2 {
		s.phrase = phrasesOf(lowerStart(text))
	}
}

func isWordRune(r rune) bool {
	if r < 0x80 {
		return r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' || r >= '0' && r <= '9' || r == '_'
	}
	return unicode.IsLetter(r) || unicode.IsNumber(r) || unicode.IsMark(r)
}

func foldRune(r rune) rune {
	if r < 0x80 {
		if r >= 'A' && r <= 'Z' {
			return r + 'a' - 'A'
		}
		return r
	}
	return unicode.ToLower(r)
}

func hashRune(h uint64, r rune) uint64 {
	for r >= 0x100 {
		h = hashByte(h, byte(r))
		r >>= 8
	}
	return hashByte(h, byte(r))
}
