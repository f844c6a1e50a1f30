package topic

import (
	"math"
	"strings"
	"unicode"
)

// maxText bounds how much of a text is read, in bytes: its style shows early.
const maxText = 8_000

// style is how a text is written, per hundred words outside quotation marks
// where nothing else is said. Words of scripts without spaces are counted as
// two letters each.
type style struct {
	words    float64
	first    float64 // I and we
	argument float64 // should, must, surely, alas
	said     float64 // said, told, according to
	marks    float64 // question and exclamation marks
	figures  float64 // words with digits
	quoted   float64 // share of the words inside quotation marks
	dateline bool    // a place, an agency or a date before the first sentence
	about    bool    // the last lines say who the writer is
	dated    bool    // the first lines name a day
	asked    float64 // share of the blocks that are questions
}

func styleOf(text string) style {
	if len(text) > maxText {
		text = strings.ToValidUTF8(text[:maxText], "")
	}
	var s style
	inside, all := false, 0.0
	var b strings.Builder
	flush := func() {
		if b.Len() == 0 {
			return
		}
		w := b.String()
		b.Reset()
		all++
		if inside {
			s.quoted++
			return
		}
		s.count(w)
	}
	for _, r := range text {
		switch {
		case unicode.IsLetter(r) || unicode.IsMark(r) || unicode.IsDigit(r) || (r == '\'' || r == '’') && b.Len() > 0:
			if r == '’' {
				r = '\''
			}
			b.WriteRune(unicode.ToLower(r))
		default:
			flush()
			switch {
			case strings.ContainsRune("“„«「『", r):
				inside = true
			case strings.ContainsRune("”»」』", r):
				inside = false
			case r == '"':
				inside = !inside
			case r == '\n':
				inside = false
			case !inside && strings.ContainsRune("?!？！;؟", r) && r != ';':
				s.marks++
			}
		}
	}
	flush()
	s.unspaced(text)
	s.dateline = hasDateline(text)
	s.about = saysWhoWrites(text)
	s.dated = namesDay(text)
	s.asked = questions(text)
	s.scale(all)
	return s
}

func (s *style) count(w string) {
	s.words++
	if w[0] >= '0' && w[0] <= '9' {
		s.figures++
	}
	switch styleWords[strings.TrimRight(w, "'")] {
	case firstPerson:
		s.first++
	case arguing:
		s.argument++
	case attributing:
		s.said++
	}
	if before, _, found := strings.Cut(w, "'"); found && styleWords[before] == firstPerson {
		s.first++
	}
}

// unspaced reads the pieces of words in scripts without spaces.
func (s *style) unspaced(text string) {
	letters := 0
	for _, r := range text {
		if unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Thai) {
			letters++
		}
	}
	if letters*3 < len(text)/3 {
		return
	}
	s.words += float64(letters) / 2
	for _, p := range unspacedStyle {
		n := float64(strings.Count(text, p.piece))
		switch p.kind {
		case firstPerson:
			s.first += n
		case arguing:
			s.argument += n
		case attributing:
			s.said += n
		}
	}
}

func (s *style) scale(all float64) {
	if all > 0 {
		s.quoted /= all
	}
	if s.words == 0 {
		return
	}
	for _, f := range []*float64{&s.first, &s.argument, &s.said, &s.marks, &s.figures} {
		*f *= 100 / s.words
	}
}

// hasDateline reports whether a text begins with a place and a dash, an agency
// in brackets or the like: only reports do.
func hasDateline(text string) bool {
	const longest = 90 // bytes
	head := text[:min(len(text), longest)]
	for _, dash := range []string{" — ", " – ", " -- ", " - ", "—", "：", "电 ", "電"} {
		before, _, found := strings.Cut(head, dash)
		if found && startsLoud(before) {
			return true
		}
	}
	open := strings.IndexAny(head, "(（【[")
	return open >= 0 && open < 40 && agencyInBrackets(head[open:])
}

// startsLoud reports whether the first word is all capitals, as a place is in
// a dateline.
func startsLoud(s string) bool {
	w, _, _ := strings.Cut(strings.TrimSpace(s), " ")
	letters := 0
	for _, r := range w {
		switch {
		case unicode.IsUpper(r):
			letters++
		case unicode.IsLetter(r):
			return false
		}
	}
	return letters > 2
}

func agencyInBrackets(s string) bool {
	for _, name := range []string{"(AP", "(Reuters", "(AFP", "(dpa", "(EFE", "(ANSA", "(CNN", "(KGO", "(UPI", "(Xinhua", "(RNS", "(APA", "（中央社", "【"} {
		if strings.HasPrefix(s, name) {
			return true
		}
	}
	return false
}

// saysWhoWrites reports whether the last lines present the writer, as guest
// pieces do.
func saysWhoWrites(text string) bool {
	const last = 500 // bytes
	tail := strings.ToLower(text[max(0, len(text)-last):])
	for _, p := range writerPhrases {
		if strings.Contains(tail, p) {
			return true
		}
	}
	return false
}

// namesDay reports whether the first lines name a day of the week, today or
// yesterday.
func namesDay(text string) bool {
	const first = 900 // bytes
	head := text[:min(len(text), first)]
	for w := range strings.FieldsFuncSeq(strings.ToLower(head), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsMark(r) && r != '-' }) {
		if dayWords[w] {
			return true
		}
	}
	for _, p := range dayPieces {
		if strings.Contains(head, p) {
			return true
		}
	}
	return false
}

// questions is the share of a text's blocks that are one question, as in an
// interview.
func questions(text string) float64 {
	all, asked := 0.0, 0.0
	for b := range strings.SplitSeq(text, "\n") {
		if b = strings.TrimSpace(b); b == "" {
			continue
		}
		all++
		for _, mark := range []string{"?", "？", "؟", "?“", "?”", "?\"", "?»"} {
			if strings.HasSuffix(b, mark) {
				asked++
				break
			}
		}
	}
	const least = 4 // questions
	if asked < least {
		return 0
	}
	return asked / all
}

// How the style leans towards opinion, in nats. The weights are those of a
// logistic regression over the tuning half of testdata/genres.csv, rounded,
// and heavier where reason says so and pages are few.
const (
	leanBase      = -1.9
	leanFirst     = 0.4 // for each in a hundred words, likewise below
	leanArgument  = 1.4
	leanSaid      = -0.4
	leanMarks     = 0.6
	leanQuoted    = -1.4 // where all is quoted
	leanLength    = 1.2  // for each e-fold of 500 words
	leanDateline  = -2
	leanDated     = -0.9
	leanOneAuthor = 0.6
	leanOwnName   = 3 // the headline begins with the author's name
	leanAsking    = 1
	leanPresented = 3 // the last lines present the writer

	leanStated  = 4    // the page calls it opinion
	leanOpinion = 2.4  // from here it is opinion
	leanNeither = 0    // what is called opinion is none below it
	leanReport  = -2.0 // from here down it is a report
	leastWords  = 40   // of a text that is judged by its style
)

// lean weighs a text's style and its author.
func (s *style) lean(g Signals) float64 {
	if s.words == 0 {
		return leanBase
	}
	z := leanBase + leanFirst*min(s.first, 6) + leanArgument*min(s.argument, 3) + leanSaid*min(s.said, 4) +
		leanMarks*min(s.marks, 3) + leanQuoted*min(s.quoted, 0.6) + leanLength*math.Log(max(s.words, 30)/500)
	for _, f := range []struct {
		holds  bool
		weight float64
	}{
		{s.dateline, leanDateline}, {s.dated, leanDated}, {s.about, leanPresented}, {len(g.Authors) == 1, leanOneAuthor},
		{strings.ContainsAny(g.Headline, "?？؟"), leanAsking}, {beginsWithAuthor(g), leanOwnName},
	} {
		if f.holds {
			z += f.weight
		}
	}
	return z
}

// beginsWithAuthor reports whether a headline begins with the name of who
// wrote it, as those of columns do.
func beginsWithAuthor(g Signals) bool {
	head := fold(g.Headline) + " "
	for _, a := range g.Authors {
		if a = fold(a); strings.Contains(a, " ") && strings.HasPrefix(head, a+" ") {
			return true
		}
	}
	return false
}

// isInterview reports whether a text goes from question to answer under a
// headline that quotes.
func (s *style) isInterview(headline string) bool {
	const asked = 0.15 // of the blocks
	return s.asked >= asked && strings.ContainsAny(headline, "\"“”„«»「」")
}
