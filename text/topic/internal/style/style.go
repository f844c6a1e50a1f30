// Package style measures how a text is written: who speaks in it, how it
// argues, whom it quotes, how it begins and ends; and weighs the measures into
// one leaning between opinion and report.
//
// The measures are the same for all languages; lists of words make them so.
// The weights are trained by package train beside this one and stand in
// weights.txt with where they come from.
package style

import (
	"bytes"
	"math"
	"strings"
	"unicode"
	"unicode/utf8"
)

// maxText bounds how much of a text is read, in bytes: its style shows early.
const maxText = 8_000

// Text is how a text is written.
type Text struct {
	Words    float64 // of all words; in scripts without spaces two letters count as one
	Asked    float64 // share of the blocks that are one question, 0 for few
	Known    bool    // its language has a list of words
	rates    [kinds]float64
	question float64 // these and the rates are for each hundred words outside quotation marks
	exclaim  float64
	figures  float64
	names    float64 // words with a capital inside sentences, where that shows names
	pauses   float64 // dashes, colons, semicolons, brackets
	quoted   float64 // share of the words inside quotation marks
	sentence float64 // mean length of a sentence, in words
	block    float64 // mean length of a block, in words
	opens    float64 // first person and arguing words in the first block
	closes   float64 // likewise in the last
	told     float64 // said and according to, in the first quarter
	starts   float64 // share of the sentences that begin with a small word of argument
	dateline bool    // a place, an agency or a date before the first sentence
	about    bool    // the last lines say who the writer is
	dated    bool    // the first lines name a day
	voices   voices
	lexicon  *lexicon // of its language; nil where there is none
}

// Read measures a text whose blocks are lines.
func Read(text string) Text {
	about := saysWhoWrites(text)
	text = strings.ToValidUTF8(text[:min(len(text), maxText)], "")
	r := split(text)
	t := Text{Asked: questions(text), dateline: hasDateline(text), about: about, dated: namesDay(text)}
	if l := pieceLanguage(r.scripts, r.letters); l != nil {
		t.Known = true
		t.lexicon = l
		t.readPieces(&r, l)
		t.voices = voicesOfPieces(text, l)
	} else {
		plain := make([]string, len(r.tokens))
		for i := range r.tokens {
			plain[i] = r.tokens[i].word
		}
		l, _ := languageOf(plain)
		t.Known = l != nil
		t.lexicon = l
		t.readWords(&r, l)
		t.voices = voicesOfWords(&r, l)
	}
	t.count(&r)
	return t
}

// count fills in what needs no words.
func (t *Text) count(r *reading) {
	if t.Words == 0 {
		return
	}
	hundred := 100 / max(t.Words*(1-t.quoted), 20)
	t.question, t.exclaim = float64(r.question)*hundred, float64(r.exclaim)*hundred
	t.figures, t.pauses = float64(r.figures)*hundred, float64(r.pauses)*hundred
	t.names *= hundred
	for k := range t.rates {
		t.rates[k] *= hundred
	}

	t.sentence = t.Words / float64(max(r.sentences, 1))
	t.block = t.Words / float64(max(r.blocks, 1))
}

// readWords counts the words of a language; l may be nil.
func (t *Text) readWords(r *reading, l *lexicon) {
	t.Words = float64(len(r.tokens))
	if t.Words == 0 {
		return
	}
	inside, begins, small := 0, 0, 0
	capitals := l == nil || l.tag != "de" // German writes every noun so
	for i, w := range r.tokens {
		if w.quoted {
			inside++
			continue
		}
		if w.begins {
			begins++
		}
		if w.capital && !w.begins && capitals {
			t.names++
		}
		k, known := l.kindOf(w.word)
		if !known {
			continue
		}
		t.rates[k]++
		if w.begins && (k == but || k == argue || k == why || k == is) {
			small++
		}
		if i*4 < len(r.tokens) && k == said {
			t.told++
		}
		if k == first || k == we || k == argue || k == you {
			if w.block == 0 {
				t.opens++
			}
			if w.block == r.blocks-1 {
				t.closes++
			}
		}
	}
	t.quoted = float64(inside) / t.Words
	t.starts = float64(small) / float64(max(begins, 1))
	t.told *= 400 / max(t.Words, 40)
}

// kindOf looks a word up, and without what an apostrophe cuts off.
func (l *lexicon) kindOf(w string) (kind, bool) {
	if l == nil {
		return 0, false
	}
	if k, known := l.words[w]; known {
		return k, true
	}
	before, after, cut := strings.Cut(w, "'")
	if !cut {
		return 0, false
	}
	if k, known := l.words[before]; known {
		return k, true
	}
	k, known := l.words[after]
	return k, known
}

// readPieces counts the pieces of a text without spaces.
func (t *Text) readPieces(r *reading, l *lexicon) {
	const lettersAWord = 2
	t.Words = float64(r.letters) / lettersAWord
	t.quoted = float64(r.quotedLetters) / float64(max(r.letters, 1))
	for p, k := range l.words {
		t.rates[k] += float64(strings.Count(r.outside, p))
		if k == first || k == we || k == argue || k == you {
			t.opens += float64(strings.Count(r.firstBlock, p))
			t.closes += float64(strings.Count(r.lastBlock, p))
		}
		if k == said {
			n := len(r.outside) / 4
			t.told += float64(strings.Count(r.outside[:n], p)) * 400 / max(t.Words, 40)
		}
	}
	// "We" begins as "I" does.
	if l.tag == "zh" {
		t.rates[first] = max(0, t.rates[first]-t.rates[we])
	}
}

// Measures returns what the weights are for, in the order of Names.
func (t Text) Measures() []float64 {
	out := make([]float64, 0, len(Names))
	for k, r := range t.rates {
		if t.lexicon != nil && !t.lexicon.has[k] {
			out = append(out, math.NaN())
			continue
		}
		out = append(out, math.Sqrt(min(r, 16)))
	}
	for _, r := range []float64{t.question, t.exclaim, t.figures, t.names, t.pauses} {
		out = append(out, math.Sqrt(min(r, 16)))
	}
	out = append(out, t.quoted, math.Log(min(max(t.Words, 30), 3000)/500), math.Log(min(max(t.sentence, 4), 60)/18),
		math.Log(min(max(t.block, 8), 300)/45), math.Sqrt(min(t.opens, 6)), math.Sqrt(min(t.closes, 6)), math.Sqrt(min(t.told, 16)), t.starts,
		t.voices.quoting, t.voices.telling, t.voices.alone, t.voices.short, t.voices.uneven)
	for _, b := range []bool{t.voices.ends, t.dateline, t.about, t.dated, !t.Known, t.Asked > 0} {
		v := 0.0
		if b {
			v = 1
		}
		out = append(out, v)
	}
	return out
}

// Names are the names of the measures.
var Names = append(append([]string{}, kindNames[:]...), "question", "exclaim", "figures", "names", "pauses", "quoted", "length", "sentence", "block",
	"opens", "closes", "told", "starts", "quoting", "telling", "alone", "short", "uneven", "ends", "dateline", "about", "dated", "unknown", "asked")

// token is a word of a text.
type token struct {
	word                    string
	block                   int
	quoted, begins, capital bool
}

// reading is a text cut into its parts.
type reading struct {
	tokens                             []token
	blocks, sentences                  int
	question, exclaim, figures, pauses int
	letters, quotedLetters             int
	scripts                            [4]int // letters of Han, kana, Hangul, Thai
	outside, firstBlock, lastBlock     string
}

// splitter cuts a text.
type splitter struct {
	reading
	word    []byte
	outside strings.Builder
	capital bool
	inside  bool // quotation marks
	begins  bool // the next word begins a sentence
}

func split(text string) reading {
	const lettersAWord = 6
	s := splitter{begins: true}
	s.tokens = make([]token, 0, len(text)/lettersAWord)
	for line := range strings.SplitSeq(text, "\n") {
		if line = strings.TrimSpace(line); line == "" {
			continue
		}
		if s.firstBlock == "" {
			s.firstBlock = line
		}
		s.lastBlock = line
		s.begins = true
		s.line(line)
		s.flush()
		s.sentences++
		s.blocks++
		s.inside = false
	}
	s.reading.outside = s.outside.String()
	return s.reading
}

// line reads a block. Where one begins with a dash, someone speaks until the
// next dash.
func (s *splitter) line(line string) {
	speaks := false
	for _, dash := range []string{"- ", "– ", "— ", "-\u00a0", "–\u00a0", "—\u00a0"} {
		if strings.HasPrefix(line, dash) {
			speaks = true
		}
	}
	before := ' '
	for i, r := range line {
		after, _ := utf8.DecodeRuneInString(line[i+utf8.RuneLen(r):])
		switch {
		case speaks && (r == '-' || r == '–' || r == '—') && unicode.IsSpace(before) && unicode.IsSpace(after):
			s.flush()
			s.inside = !s.inside
		case (r == '\'' || r == '‘') && !isWord(before) && isWord(after):
			s.flush()
			s.inside = true
		case (r == '\'' || r == '’') && s.inside && !isWord(after):
			s.flush()
			s.inside = false
		default:
			s.read(r)
		}
		before = r
	}
}

func isWord(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }

func (s *splitter) read(r rune) {
	switch {
	case unicode.IsLetter(r) || unicode.IsMark(r) || unicode.IsDigit(r) || r == '\u200c':
		if len(s.word) == 0 {
			s.capital = unicode.IsUpper(r)
		}
		s.letter(r)
		s.word = utf8.AppendRune(s.word, unicode.ToLower(r))
		return
	case (r == '\'' || r == '’') && len(s.word) > 0:
		s.word = append(s.word, '\'')
		return
	}
	s.flush()
	switch {
	case r == ' ' || r == ',':
	case strings.ContainsRune("„「『", r):
		s.inside = true
	case strings.ContainsRune("」』", r):
		s.inside = false
	case strings.ContainsRune("\"“”«»", r): // languages differ in which opens
		s.inside = !s.inside
	case strings.ContainsRune(".?!？！؟。।…", r):
		s.ends(r)
	case !s.inside && strings.ContainsRune(":;–—(：；", r):
		s.pauses++
	}
}

// letter counts the scripts that are read by pieces, and keeps what they say.
func (s *splitter) letter(r rune) {
	const firstThai = 0x0e00 // below it stand the scripts read by words
	s.letters++
	if s.inside {
		s.quotedLetters++
	}
	if r < firstThai {
		return
	}
	if !s.inside {
		s.outside.WriteRune(r)
	}
	switch {
	case unicode.Is(unicode.Han, r):
		s.scripts[0]++
	case unicode.In(r, unicode.Hiragana, unicode.Katakana):
		s.scripts[1]++
	case unicode.Is(unicode.Hangul, r):
		s.scripts[2]++
	case unicode.Is(unicode.Thai, r):
		s.scripts[3]++
	}
}

func (s *splitter) ends(r rune) {
	s.begins = true
	s.sentences++
	if s.inside {
		return
	}
	switch r {
	case '?', '？', '؟':
		s.question++
	case '!', '！':
		s.exclaim++
	}
}

func (s *splitter) flush() {
	if len(s.word) == 0 {
		return
	}
	w := string(bytes.Trim(s.word, "'"))
	s.word = s.word[:0]
	if w == "" {
		return
	}
	if w[0] >= '0' && w[0] <= '9' && !s.inside {
		s.figures++
	}
	s.tokens = append(s.tokens, token{word: w, block: s.blocks, quoted: s.inside, begins: s.begins, capital: s.capital})
	s.begins = false
}

// Presented reports whether the last lines say who the writer is, as those of
// guest pieces do.
func (t Text) Presented() bool { return t.about }
