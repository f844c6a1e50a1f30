// Package score compares extracted articles with labelled ones, by the method
// that the shared scorer documents: shingles of four words counted with
// repetition, where every character of a script without spaces is a word.
package score

import (
	"regexp"
	"strings"
	"time"
	"unicode"
)

// shingleLen is that of the public article-extraction benchmark.
const shingleLen = 4

// Bag is a text's shingles with their counts.
type Bag struct {
	count map[string]int
	N     int
}

// Shingles cuts a text. With plain set, scripts without spaces are cut like
// others, as the public benchmark does.
func Shingles(text string, plain bool) Bag {
	words := Words(text, plain)
	b := Bag{count: make(map[string]int, len(words))}
	switch {
	case len(words) == 0:
	case len(words) < shingleLen:
		b.add(words)
	default:
		for i := 0; i+shingleLen <= len(words); i++ {
			b.add(words[i : i+shingleLen])
		}
	}
	return b
}

func (b *Bag) add(words []string) {
	b.count[strings.Join(words, "\x00")]++
	b.N++
}

// Common counts the shingles that both bags hold.
func (b Bag) Common(c Bag) int {
	n := 0
	for k, v := range b.count {
		n += min(v, c.count[k])
	}
	return n
}

var unspaced = &unicode.RangeTable{R16: []unicode.Range16{
	{Lo: 0x0e00, Hi: 0x0eff, Stride: 1},
	{Lo: 0x1000, Hi: 0x109f, Stride: 1},
	{Lo: 0x1780, Hi: 0x17ff, Stride: 1},
	{Lo: 0x3040, Hi: 0x30ff, Stride: 1},
	{Lo: 0x3400, Hi: 0x4dbf, Stride: 1},
	{Lo: 0x4e00, Hi: 0x9fff, Stride: 1},
	{Lo: 0xf900, Hi: 0xfaff, Stride: 1},
}}

func isWord(r rune) bool { return r == '_' || unicode.IsLetter(r) || unicode.IsNumber(r) }

// Words cuts a text into words.
func Words(text string, plain bool) []string {
	var words []string
	start := -1
	end := func(at int) {
		if start >= 0 {
			words = append(words, text[start:at])
		}
		start = -1
	}
	for i, r := range text {
		switch {
		case !plain && unicode.Is(unspaced, r):
			end(i)
			words = append(words, string(r))
		case !isWord(r):
			end(i)
		case start < 0:
			start = i
		}
	}
	end(len(text))
	return words
}

// Body holds one page's precision and recall. HasTrue and HasPred say whether
// the label and the prediction have any word.
type Body struct {
	P, R             float64
	HasTrue, HasPred bool
}

// F1 is the page's own F1.
func (b Body) F1() float64 { return f1(b.P, b.R) }

func f1(p, r float64) float64 {
	if p+r == 0 {
		return 0
	}
	return 2 * p * r / (p + r)
}

// ScoreBody compares a text with its label.
func ScoreBody(want, got string, plain bool) Body {
	a, b := Shingles(want, plain), Shingles(got, plain)
	res := Body{HasTrue: a.N > 0, HasPred: b.N > 0}
	common := float64(a.Common(b))
	if a.N > 0 {
		res.R = common / float64(a.N)
	}
	if b.N > 0 {
		res.P = common / float64(b.N)
	}
	return res
}

// MeanF1 is 2PR/(P+R) of the mean precision over pages with a predicted text
// and the mean recall over pages with a labelled one.
func MeanF1(pages []Body) float64 {
	var p, r float64
	var np, nr int
	for _, b := range pages {
		if !b.HasTrue {
			continue
		}
		nr++
		r += b.R
		if b.HasPred {
			np++
			p += b.P
		}
	}
	if np == 0 || nr == 0 {
		return 0
	}
	return f1(p/float64(np), r/float64(nr))
}

// Fold makes a headline or a name comparable: lower case, narrow forms,
// nothing but words.
func Fold(s string) string {
	s = strings.Map(func(r rune) rune {
		switch {
		case r == 0xad, r >= 0x200b && r <= 0x200f, r == 0xfeff:
			return -1
		case r >= 0xff01 && r <= 0xff5e:
			return r - 0xfee0
		}
		return r
	}, s)
	return strings.Join(strings.FieldsFunc(strings.ToLower(s), func(r rune) bool { return !isWord(r) }), " ")
}

var (
	nameSplit  = regexp.MustCompile(`;|\||, | / | · `)
	namePrefix = regexp.MustCompile(`^(?:by|von|par|por|di|da|af|av|door|text|texte|foto|autor|author)\s+`)
)

func names(list []string) map[string]bool {
	out := map[string]bool{}
	for _, x := range list {
		for _, n := range nameSplit.Split(x, -1) {
			if n = namePrefix.ReplaceAllString(Fold(n), ""); n != "" {
				out[n] = true
			}
		}
	}
	return out
}

// Authors is 2|A∩B|/(|A|+|B|) of two lists of names, and whether there is a
// label to compare with.
func Authors(want, got []string) (float64, bool) {
	a, b := names(want), names(got)
	if len(a) == 0 {
		return 0, false
	}
	both := 0
	for n := range b {
		if a[n] {
			both++
		}
	}
	return 2 * float64(both) / float64(len(a)+len(b)), true
}

var (
	zoned = []string{
		time.RFC3339Nano, "2006-01-02T15:04:05.999999999Z0700", "2006-01-02T15:04Z07:00", "2006-01-02T15:04Z0700",
		"2006-01-02 15:04:05.999999999Z07:00", "2006-01-02 15:04:05.999999999Z0700",
		"2006-01-02 15:04:05 -0700", "2006-01-02 15:04Z07:00", time.RFC1123Z,
	}
	isoDay  = regexp.MustCompile(`^(\d{4})[-/](\d\d)[-/](\d\d)`)
	packDay = regexp.MustCompile(`^(\d{4})(\d\d)(\d\d)`)
)

// Day is a moment, or only a calendar day where the label has no offset.
type Day struct {
	Time  time.Time
	Zoned bool
}

// ParseDay reads a label's date.
func ParseDay(s string) (Day, bool) {
	s = strings.TrimSpace(s)
	for _, layout := range zoned {
		if t, err := time.Parse(layout, s); err == nil {
			return Day{t, true}, true
		}
	}
	for _, re := range []*regexp.Regexp{isoDay, packDay} {
		if m := re.FindStringSubmatch(s); m != nil {
			t, err := time.Parse(time.DateOnly, m[1]+"-"+m[2]+"-"+m[3])
			return Day{t, false}, err == nil
		}
	}
	return Day{}, false
}

// Same reports whether a predicted moment falls on the labelled day, in the
// label's offset where both have one.
func (d Day) Same(got Day) bool {
	if d.Zoned && got.Zoned {
		got.Time = got.Time.In(d.Time.Location())
	}
	return d.Time.Format(time.DateOnly) == got.Time.Format(time.DateOnly)
}
